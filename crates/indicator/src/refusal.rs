//! Why a command or a calculation was refused.

use crate::messages;
use serde::Serialize;
use std::fmt;

/// Longest text of any field, in code points.
pub(crate) const TEXT_CHARS_MAX: usize = 2_000;

/// A refusal: a stable code, the field concerned, and the figures of the message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Stable code.
    pub code: &'static str,
    /// The field the person can mend.
    pub field: Option<&'static str>,
    /// Figures and names of the message.
    pub args: Vec<(&'static str, String)>,
}

impl Refusal {
    pub(crate) fn new(code: &'static str) -> Self {
        Self {
            code,
            field: None,
            args: Vec::new(),
        }
    }

    pub(crate) fn on(code: &'static str, field: &'static str) -> Self {
        Self {
            field: Some(field),
            ..Self::new(code)
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// The figure of this name in the message.
    pub fn arg(&self, name: &str) -> Option<&str> {
        let found = self.args.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The message in Chinese.
    pub fn zh(&self) -> String {
        messages::filled(messages::words(self.code).0, &self.args)
    }

    /// The message in English.
    pub fn en(&self) -> String {
        messages::filled(messages::words(self.code).1, &self.args)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.zh())
    }
}

impl std::error::Error for Refusal {}

/// The words without surrounding space. Errors: `required` when empty, `text_too_long`.
pub(crate) fn required(words: &str, field: &'static str) -> Result<String, Refusal> {
    let words = words.trim();
    if words.is_empty() {
        return Err(Refusal::on("required", field));
    }
    if words.chars().count() > TEXT_CHARS_MAX {
        return Err(Refusal::on("text_too_long", field).with("max", TEXT_CHARS_MAX));
    }
    Ok(words.to_owned())
}
