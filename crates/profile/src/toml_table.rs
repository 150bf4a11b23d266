//! A TOML table whose every value knows its line, read key by key with problems collected.

use crate::problem::Log;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::str::FromStr;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Parses a document; syntax errors become `toml_syntax` problems with their line.
pub(crate) fn parse<'t>(file: &str, text: &'t str, log: &mut Log) -> Option<Spanned<DeTable<'t>>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let line = error.span().map_or(0, |span| line_of(text, span.start));
        log.add(
            file,
            line,
            "toml_syntax",
            format!("TOML 语法有误：{}", error.message()),
        );
    }
    errors.is_empty().then_some(table)
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|b| *b == b'\n').count() + 1
}

/// A table with the file and text it stands in.
#[derive(Clone, Copy)]
pub(crate) struct Table<'a> {
    file: &'a str,
    text: &'a str,
    table: &'a DeTable<'a>,
    /// Line of the table's head, from 1.
    pub(crate) line: usize,
}

impl<'a> Table<'a> {
    pub(crate) fn root(file: &'a str, text: &'a str, table: &'a DeTable<'a>) -> Self {
        Self {
            file,
            text,
            table,
            line: 1,
        }
    }

    pub(crate) fn problem(
        &self,
        line: usize,
        code: &'static str,
        message: impl Into<String>,
        log: &mut Log,
    ) {
        log.add(self.file, line, code, message);
    }

    fn value(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table
            .iter()
            .find(|(k, _)| k.get_ref().as_ref() == key)
            .map(|(_, v)| v)
    }

    /// Line of a key's value, or of the table.
    pub(crate) fn line_of(&self, key: &str) -> usize {
        self.value(key)
            .map_or(self.line, |v| line_of(self.text, v.span().start))
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    /// Keys with their lines.
    pub(crate) fn keys(&self) -> Vec<(&'a str, usize)> {
        let line = |span: std::ops::Range<usize>| line_of(self.text, span.start);
        self.table
            .keys()
            .map(|k| (k.get_ref().as_ref(), line(k.span())))
            .collect()
    }

    /// Names keys that mean nothing here: most often a spelling mistake.
    pub(crate) fn only(&self, known: &[&str], log: &mut Log) {
        for (key, line) in self.keys() {
            if !known.contains(&key) {
                self.problem(line, "toml_unknown_key", format!("不认识的键“{key}”"), log);
            }
        }
    }

    fn missing(&self, key: &str, log: &mut Log) {
        self.problem(self.line, "toml_missing_key", format!("缺少“{key}”"), log);
    }

    fn wrong(&self, key: &str, what: &str, log: &mut Log) {
        self.problem(
            self.line_of(key),
            "toml_wrong_type",
            format!("“{key}”应为{what}"),
            log,
        );
    }

    /// A text that must be there and not be empty.
    pub(crate) fn text(&self, key: &str, log: &mut Log) -> Option<&'a str> {
        let Some(value) = self.value(key) else {
            self.missing(key, log);
            return None;
        };
        let text = value
            .get_ref()
            .as_str()
            .map(str::trim)
            .filter(|t| !t.is_empty());
        if text.is_none() {
            self.wrong(key, "非空文本", log);
        }
        text
    }

    /// A text, parsed; a failure is a `toml_wrong_type` problem that says what was wanted.
    fn parsed<T: FromStr>(&self, key: &str, what: &str, log: &mut Log) -> Option<T> {
        let text = self.text(key, log)?;
        let value = text.parse().ok();
        if value.is_none() {
            self.wrong(key, what, log);
        }
        value
    }

    /// An exact decimal written as text (`"-10"`).
    pub(crate) fn decimal(&self, key: &str, log: &mut Log) -> Option<Decimal> {
        self.parsed(key, "写成文本的十进制数（如 \"-10\"）", log)
    }

    /// A day written as text (`"2026-01-01"`).
    pub(crate) fn date(&self, key: &str, log: &mut Log) -> Option<Date> {
        self.parsed(key, "日期（如 \"2026-01-01\"）", log)
    }

    /// A whole number that fits the type asked for.
    pub(crate) fn count<T: FromStr>(&self, key: &str, log: &mut Log) -> Option<T> {
        let Some(value) = self.value(key) else {
            self.missing(key, log);
            return None;
        };
        let count = value
            .get_ref()
            .as_integer()
            .and_then(|i| i.as_str().parse().ok());
        if count.is_none() {
            self.wrong(key, "非负整数", log);
        }
        count
    }

    /// `true` or `false`.
    pub(crate) fn flag(&self, key: &str, log: &mut Log) -> Option<bool> {
        let flag = self.value(key)?.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(key, " true 或 false", log);
        }
        flag
    }

    /// A list of texts, empty when absent, each with its line.
    pub(crate) fn texts(&self, key: &str, log: &mut Log) -> Vec<(&'a str, usize)> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(key, "文本列表", log);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            match item.get_ref().as_str() {
                Some(text) => texts.push((text, line_of(self.text, item.span().start))),
                None => self.wrong(key, "文本列表", log),
            }
        }
        texts
    }

    /// A table below that must be there.
    pub(crate) fn table(&self, key: &str, log: &mut Log) -> Option<Table<'a>> {
        let Some(value) = self.value(key) else {
            self.missing(key, log);
            return None;
        };
        let below = self.as_table(value);
        if below.is_none() {
            self.wrong(key, "表", log);
        }
        below
    }

    /// The tables of `[[key]]`, empty when absent.
    pub(crate) fn tables(&self, key: &str, log: &mut Log) -> Vec<Table<'a>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(key, "表的列表", log);
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| self.as_table(item))
            .collect()
    }

    fn as_table(&self, value: &'a Spanned<DeValue<'a>>) -> Option<Table<'a>> {
        let table = value.get_ref().as_table()?;
        let line = line_of(self.text, value.span().start);
        Some(Table {
            file: self.file,
            text: self.text,
            table,
            line,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_lines() {
        let text = "a = \"x\"\n\n[b]\nn = 3\nd = \"1.50\"\nbad = 1.5\n";
        let mut log = Log::default();
        let root = parse("f.toml", text, &mut log).unwrap();
        let root = Table::root("f.toml", text, root.get_ref());
        let below = root.table("b", &mut log).unwrap();
        assert_eq!(below.count::<u16>("n", &mut log), Some(3));
        assert_eq!(below.decimal("d", &mut log), Some("1.50".parse().unwrap()));
        assert_eq!(below.decimal("bad", &mut log), None);
        assert_eq!(below.text("gone", &mut log), None);
        root.only(&["b"], &mut log);
        let problems = log.finish(Some(())).unwrap_err();
        let seen: Vec<_> = problems.iter().map(|p| (p.line, p.code)).collect();
        assert_eq!(
            seen,
            [
                (1, "toml_unknown_key"),
                (3, "toml_missing_key"),
                (6, "toml_wrong_type")
            ]
        );
    }

    #[test]
    fn a_syntax_error_names_its_line() {
        let mut log = Log::default();
        assert!(parse("f.toml", "a = 1\nb = = 2\n", &mut log).is_none());
        let problem = &log.finish(Some(())).unwrap_err()[0];
        assert_eq!((problem.line, problem.code), (2, "toml_syntax"));
    }
}
