//! A query of cases put together from fixed parts; only values come from outside.

use crate::DistrictId;
use crate::error::StoreError;
use crate::select::MAX_IN;
use crate::value::Value;

/// A text and its parameters.
pub(crate) type Built = (String, Vec<Value>);

/// A query in the making. `$1` is the district; a value used twice is sent once.
#[derive(Debug)]
pub(crate) struct Ask {
    text: String,
    params: Vec<Value>,
    refused: Option<StoreError>,
}

impl Ask {
    pub(crate) fn new(district: &DistrictId) -> Self {
        Self {
            text: String::new(),
            params: vec![Value::from(district)],
            refused: None,
        }
    }

    /// Fixed words.
    pub(crate) fn say(&mut self, words: &str) -> &mut Self {
        self.text.push_str(words);
        self
    }

    /// ` AND ` and a condition; each `?` in it takes the next value.
    pub(crate) fn and(&mut self, part: &str, values: impl IntoIterator<Item = Value>) -> &mut Self {
        self.text.push_str(" AND ");
        let mut values = values.into_iter();
        for letter in part.chars() {
            match letter {
                '?' => {
                    let value = values.next().unwrap_or(Value::Null);
                    self.value(value);
                }
                other => self.text.push(other),
            }
        }
        self
    }

    /// As [`Self::and`], when there is a value.
    pub(crate) fn and_some<V: Into<Value>>(&mut self, part: &str, value: Option<V>) -> &mut Self {
        match value {
            Some(value) => self.and(part, [value.into()]),
            None => self,
        }
    }

    /// ` AND expression IN (…)`, when there are values.
    pub(crate) fn and_in(&mut self, expression: &str, values: &[String]) -> &mut Self {
        if !values.is_empty() {
            self.text.push_str(" AND ");
            self.among(expression, values);
        }
        self
    }

    /// `expression IN (…)`.
    pub(crate) fn among(&mut self, expression: &str, values: &[String]) -> &mut Self {
        if values.len() > MAX_IN {
            self.refused = Some(StoreError::Limit(format!("一个条件最多 {MAX_IN} 个值")));
        }
        self.text.push_str(expression);
        match values {
            [one] => {
                self.text.push_str(" = ");
                self.value(Value::from(one));
            }
            many => {
                self.text.push_str(" IN (");
                for (index, value) in many.iter().enumerate() {
                    if index > 0 {
                        self.text.push_str(", ");
                    }
                    self.value(Value::from(value));
                }
                self.text.push(')');
            }
        }
        self
    }

    /// The place of a value.
    pub(crate) fn value(&mut self, value: Value) -> &mut Self {
        if matches!(&value, Value::Text(text) if text.contains('\0')) {
            self.refused = Some(StoreError::Limit("条件中不能有空字符".to_owned()));
        }
        let known = self.params.iter().skip(1).position(|known| *known == value);
        let place = known.map_or_else(
            || {
                self.params.push(value);
                self.params.len()
            },
            |at| at + 2,
        );
        self.text.push('$');
        self.text.push_str(&place.to_string());
        self
    }

    pub(crate) fn done(self) -> Result<Built, StoreError> {
        match self.refused {
            Some(refused) => Err(refused),
            None => Ok((self.text, self.params)),
        }
    }
}
