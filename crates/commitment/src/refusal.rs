//! Why a command was refused.

use crate::messages;
use serde::Serialize;
use std::fmt;

/// Longest text of any field, in code points.
pub(crate) const TEXT_CHARS_MAX: usize = 4_000;

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
            code,
            field: Some(field),
            args: Vec::new(),
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// The message in Chinese.
    pub fn zh(&self) -> String {
        let template = messages::words(self.code).map_or(self.code, |(zh, _)| zh);
        messages::filled(template, &self.args)
    }

    /// The message in English.
    pub fn en(&self) -> String {
        let template = messages::words(self.code).map_or(self.code, |(_, en)| en);
        messages::filled(template, &self.args)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.zh())
    }
}

impl std::error::Error for Refusal {}

/// The words without surrounding space. Errors: `required` (`reason_required` for reasons) when
/// empty, `text_too_long` beyond [`TEXT_CHARS_MAX`].
pub(crate) fn required(words: &str, field: &'static str) -> Result<String, Refusal> {
    let words = words.trim();
    if words.is_empty() {
        let code = if field == "reason" {
            "reason_required"
        } else {
            "required"
        };
        return Err(Refusal::on(code, field));
    }
    if words.chars().count() > TEXT_CHARS_MAX {
        return Err(Refusal::on("text_too_long", field).with("max", TEXT_CHARS_MAX));
    }
    Ok(words.to_owned())
}
