//! What is wrong with a case type's file, and where.

use std::fmt;

/// Most problems listed for one file.
pub(crate) const PROBLEMS_MAX: usize = 200;

/// One thing to mend. `code` is stable; `message` is Chinese, for people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path of the file as given.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Stable code.
    pub code: &'static str,
    /// What is wrong and how to mend it.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {} {}",
            self.file, self.line, self.code, self.message
        )
    }
}

/// Collects the problems of one file.
pub(crate) struct Log<'a> {
    file: &'a str,
    text: &'a str,
    pub(crate) problems: Vec<Problem>,
}

impl<'a> Log<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Self {
            file,
            text,
            problems: Vec::new(),
        }
    }

    /// Adds a problem at a byte offset of the text.
    pub(crate) fn at(&mut self, offset: usize, code: &'static str, message: impl Into<String>) {
        if self.problems.len() < PROBLEMS_MAX {
            let before = self.text.bytes().take(offset);
            self.problems.push(Problem {
                file: self.file.to_owned(),
                line: before.filter(|byte| *byte == b'\n').count() + 1,
                code,
                message: message.into(),
            });
        }
    }
}
