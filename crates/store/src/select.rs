//! List queries put together from fixed parts; only values come from outside.

use crate::error::StoreError;
use crate::value::Value;
use journal::DistrictId;

/// The most values in one `IN` list.
pub(crate) const MAX_IN: usize = 500;
/// The most rows of a page.
pub const MAX_PAGE: usize = 200;

/// A `SELECT` in the making. `$1` is the district, always the first condition. Outside of the crate
/// it is a name without calls: only lists written here add conditions.
#[derive(Debug)]
pub struct Select {
    text: String,
    params: Vec<Value>,
    too_many: bool,
    nul: bool,
}

impl Select {
    /// `head` ends with the table; `key` is its district column.
    pub(crate) fn new(district: &DistrictId, head: &str, key: &'static str) -> Self {
        Self {
            text: format!("{head} WHERE {key} = $1"),
            params: vec![Value::from(district)],
            too_many: false,
            nul: false,
        }
    }

    /// Values that the text names by their number: `$2` and on. Before any condition.
    pub(crate) fn fixed(&mut self, values: Vec<Value>) {
        for value in values {
            self.nul |= has_nul(&value);
            self.params.push(value);
        }
    }

    /// Adds a condition; each `?` in it takes the next value.
    pub(crate) fn and(
        &mut self,
        part: &'static str,
        values: impl IntoIterator<Item = Value>,
    ) -> &mut Self {
        self.text.push_str(" AND ");
        let mut values = values.into_iter();
        for letter in part.chars() {
            match (letter, letter == '?') {
                (_, true) => {
                    let value = values.next().unwrap_or(Value::Null);
                    self.place(value);
                }
                (other, false) => self.text.push(other),
            }
        }
        self
    }

    /// Adds a condition when there is a value for it.
    pub(crate) fn and_some<V: Into<Value>>(
        &mut self,
        part: &'static str,
        value: Option<V>,
    ) -> &mut Self {
        match value {
            Some(value) => self.and(part, [value.into()]),
            None => self,
        }
    }

    /// Adds `expression IN (…)`, closed by `end`, when there are values.
    pub(crate) fn and_in(
        &mut self,
        expression: &'static str,
        values: &[String],
        end: &'static str,
    ) -> &mut Self {
        self.and_among(expression, values.iter().map(Value::from).collect(), end)
    }

    /// As [`Self::and_in`], for values of any kind.
    pub(crate) fn and_among(
        &mut self,
        expression: &'static str,
        values: Vec<Value>,
        end: &'static str,
    ) -> &mut Self {
        if values.is_empty() {
            return self;
        }
        self.too_many |= values.len() > MAX_IN;
        self.text.push_str(" AND ");
        self.text.push_str(expression);
        self.text.push_str(" IN (");
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                self.text.push_str(", ");
            }
            self.place(value);
        }
        self.text.push(')');
        self.text.push_str(end);
        self
    }

    /// Adds "one of these columns holds the words" (ASCII letters in either case), when there
    /// are words.
    pub(crate) fn and_words(&mut self, columns: &[&'static str], words: Option<&str>) -> &mut Self {
        let Some(words) = words else {
            return self;
        };
        let like = contains(words);
        self.text.push_str(" AND (");
        for (index, column) in columns.iter().enumerate() {
            if index > 0 {
                self.text.push_str(" OR ");
            }
            self.text.push_str(&format!("LOWER({column}) LIKE "));
            self.place(Value::from(like.as_str()));
            self.text.push_str(" ESCAPE '!'");
        }
        self.text.push(')');
        self
    }

    /// Adds the keyset condition, the order and the limit (one more than a page, to know
    /// whether another follows).
    pub(crate) fn page(
        &mut self,
        keys: &[&'static str],
        descending: bool,
        after: Option<Vec<Value>>,
        limit: usize,
    ) -> &mut Self {
        if let Some(after) = after {
            let compare = if descending { "<" } else { ">" };
            self.text.push_str(" AND (");
            self.text.push_str(&keys.join(", "));
            self.text.push_str(&format!(") {compare} ("));
            for (index, value) in after.into_iter().enumerate() {
                if index > 0 {
                    self.text.push_str(", ");
                }
                self.place(value);
            }
            self.text.push(')');
        }
        let direction = if descending { " DESC" } else { "" };
        let order: Vec<String> = keys.iter().map(|key| format!("{key}{direction}")).collect();
        self.text.push_str(" ORDER BY ");
        self.text.push_str(&order.join(", "));
        self.text.push_str(" LIMIT ");
        self.place(Value::I64(page_size(limit) as i64 + 1));
        self
    }

    /// Adds fixed words at the end.
    pub(crate) fn tail(&mut self, words: &'static str) -> &mut Self {
        self.text.push_str(words);
        self
    }

    /// The text and its parameters.
    pub(crate) fn done(self) -> Result<(String, Vec<Value>), StoreError> {
        if self.too_many {
            return Err(StoreError::Limit(format!("一个条件最多 {MAX_IN} 个值")));
        }
        if self.nul {
            return Err(StoreError::Limit("条件中不能有空字符".to_owned()));
        }
        Ok((self.text, self.params))
    }

    /// No text with U+0000: one engine cannot hold it.
    fn place(&mut self, value: Value) {
        self.nul |= has_nul(&value);
        self.params.push(value);
        self.text.push('$');
        self.text.push_str(&self.params.len().to_string());
    }
}

fn has_nul(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.contains('\0'))
}

/// `%words%`, with the pattern's own signs taken literally.
pub(crate) fn contains(words: &str) -> String {
    let mut like = String::from("%");
    for letter in words.chars() {
        if matches!(letter, '%' | '_' | '!') {
            like.push('!');
        }
        like.push(letter.to_ascii_lowercase());
    }
    like.push('%');
    like
}

/// The size asked for, within 1 and [`MAX_PAGE`].
pub(crate) fn page_size(limit: usize) -> usize {
    limit.clamp(1, MAX_PAGE)
}

/// One page of a list and the cursor of the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Hand this back as `after` for the next page; `None` at the end.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Cuts off the one row too many and makes the cursor from the last row shown.
    pub(crate) fn cut(mut rows: Vec<T>, limit: usize, key: impl Fn(&T) -> Vec<Value>) -> Self {
        let size = page_size(limit);
        let more = rows.len() > size;
        rows.truncate(size);
        let next = rows.last().filter(|_| more).map(|row| cursor(&key(row)));
        Self { rows, next }
    }
}

fn cursor(key: &[Value]) -> String {
    let cells = key.iter().map(|value| match value {
        Value::I64(number) => serde_json::Value::from(*number),
        Value::Text(text) => serde_json::Value::from(text.clone()),
        _ => serde_json::Value::Null,
    });
    serde_json::Value::Array(cells.collect()).to_string()
}

/// What stands at one place of a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A whole number.
    Number,
    /// Words, a day or an id.
    Text,
}

/// The values of a cursor over these keys; one that is none of ours is an error.
pub(crate) fn parse_cursor(
    after: Option<&str>,
    keys: &[Key],
) -> Result<Option<Vec<Value>>, StoreError> {
    let Some(after) = after else {
        return Ok(None);
    };
    let cells: Vec<serde_json::Value> =
        serde_json::from_str(after).map_err(|_| StoreError::Cursor)?;
    if cells.len() != keys.len() {
        return Err(StoreError::Cursor);
    }
    let values = cells
        .into_iter()
        .zip(keys)
        .map(|(cell, key)| match (cell, key) {
            (serde_json::Value::String(text), Key::Text) if !text.contains('\0') => {
                Ok(Value::Text(text))
            }
            (serde_json::Value::Number(number), Key::Number) => {
                number.as_i64().map(Value::I64).ok_or(StoreError::Cursor)
            }
            _ => Err(StoreError::Cursor),
        });
    values.collect::<Result<Vec<_>, _>>().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_pattern_are_literal() {
        assert_eq!(contains("90%_A!"), "%90!%!_a!!%");
    }

    #[test]
    fn only_a_cursor_of_this_list_is_taken() {
        let keys = [Key::Text, Key::Number];
        let parse = |after| parse_cursor(Some(after), &keys);
        assert_eq!(
            parse(r#"["r",3]"#),
            Ok(Some(vec![Value::Text("r".into()), Value::I64(3)]))
        );
        for wrong in [
            "",
            "\0",
            "{}",
            "[]",
            r#"["r"]"#,
            r#"[3,"r"]"#,
            r#"["r",1.5]"#,
            r#"["r",3,4]"#,
            r#"["\u0000",3]"#,
        ] {
            assert_eq!(parse(wrong), Err(StoreError::Cursor), "{wrong:?}");
        }
        assert_eq!(parse_cursor(None, &keys), Ok(None));
    }
}
