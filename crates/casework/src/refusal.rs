//! Why a command was refused.

use crate::messages;
use serde::Serialize;
use std::fmt;

/// A refusal: a stable code, the field concerned, and the figures of the message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Stable code.
    pub code: &'static str,
    /// The field the person can mend: a key of the type or of the command.
    pub field: Option<String>,
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

    pub(crate) fn on(code: &'static str, field: &str) -> Self {
        Self {
            field: Some(field.to_owned()),
            ..Self::new(code)
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

impl From<calendar::CalendarError> for Refusal {
    fn from(error: calendar::CalendarError) -> Self {
        Self::new("calendar")
            .with("zh", &error)
            .with("en", error.english())
    }
}
