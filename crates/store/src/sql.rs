//! Statements: one text for both engines, with `$1` placeholders.

use std::borrow::Cow;
use std::sync::OnceLock;

/// A statement written once. `name` is `table.what`, for logs and tests.
#[derive(Debug)]
pub struct Sql {
    /// A short name, unique among all statements.
    pub name: &'static str,
    /// The text, placeholders `$1`…
    pub text: &'static str,
    numbered: OnceLock<String>,
    short: bool,
}

impl Sql {
    /// A statement of a name and a text.
    pub const fn new(name: &'static str, text: &'static str) -> Self {
        Self {
            name,
            text,
            numbered: OnceLock::new(),
            short: false,
        }
    }

    /// The table it is about, by its name.
    pub(crate) fn table(&self) -> &'static str {
        self.name
            .split_once('.')
            .map_or(self.name, |(table, _)| table)
    }

    /// Marks a statement that finds a few rows by their keys: asking for it costs less than handing
    /// it to another thread would.
    pub(crate) const fn short(mut self) -> Self {
        self.short = true;
        self
    }

    /// Whether it was marked so.
    pub(crate) fn is_short(&self) -> bool {
        self.short
    }

    /// The text with SQLite's numbered placeholders, made once.
    pub(crate) fn numbered(&self) -> &str {
        self.numbered.get_or_init(|| numbered(self.text))
    }
}

/// `$n` → `?n`: through rusqlite `$n` would be a *named* parameter, counted by first appearance.
pub(crate) fn numbered(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        if letter == '$' && rest.peek().is_some_and(char::is_ascii_digit) {
            out.push('?');
        } else {
            out.push(letter);
        }
    }
    out
}

/// A statement to run: written once, or put together from fixed parts.
#[derive(Debug, Clone)]
pub enum Text {
    /// A constant.
    Fixed(&'static Sql),
    /// Built by a list query.
    Built(String),
}

impl Text {
    pub(crate) fn for_sqlite(&self) -> Cow<'_, str> {
        match self {
            Self::Fixed(sql) => Cow::Borrowed(sql.numbered()),
            Self::Built(text) => Cow::Owned(numbered(text)),
        }
    }

    pub(crate) fn for_postgres(&self) -> &str {
        match self {
            Self::Fixed(sql) => sql.text,
            Self::Built(text) => text,
        }
    }
}

/// A statement with its parameters, to be run inside a writer's transaction.
#[derive(Debug, Clone)]
pub struct RowOp {
    /// The statement.
    pub sql: &'static Sql,
    /// `$1`, `$2`…
    pub params: Vec<crate::value::Value>,
}

impl RowOp {
    pub(crate) fn new(sql: &'static Sql, params: Vec<crate::value::Value>) -> Self {
        Self { sql, params }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_placeholders_are_rewritten() {
        assert_eq!(
            super::numbered("a = $2 OR b = $1 || '$x'"),
            "a = ?2 OR b = ?1 || '$x'"
        );
    }
}
