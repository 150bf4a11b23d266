//! What is wrong with a profile, where, and how it is named.

use std::fmt;

/// Most problems listed for one profile.
pub const PROBLEMS_MAX: usize = 1_000;

/// One thing to mend. `code` is stable; `message_zh` is for people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Relative path of the file.
    pub file: String,
    /// Line, from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// Stable code, such as `unit_duplicate`.
    pub code: &'static str,
    /// What is wrong and how to mend it.
    pub message_zh: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {} {}",
            self.file, self.line, self.code, self.message_zh
        )
    }
}

/// Collects problems, up to [`PROBLEMS_MAX`].
#[derive(Debug, Default)]
pub(crate) struct Log {
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl Log {
    pub(crate) fn add(
        &mut self,
        file: &str,
        line: usize,
        code: &'static str,
        message_zh: impl Into<String>,
    ) {
        if self.problems.len() < PROBLEMS_MAX {
            let message_zh = message_zh.into();
            self.problems.push(Problem {
                file: file.to_owned(),
                line,
                code,
                message_zh,
            });
        }
    }

    /// Notes what can be used but should be looked at; at most [`PROBLEMS_MAX`] are kept.
    pub(crate) fn warn(
        &mut self,
        file: &str,
        line: usize,
        code: &'static str,
        message_zh: impl Into<String>,
    ) {
        if self.warnings.len() < PROBLEMS_MAX {
            self.warnings.push(Problem {
                file: file.to_owned(),
                line,
                code,
                message_zh: message_zh.into(),
            });
        }
    }

    /// All warnings so far, by file and line.
    pub(crate) fn warnings(&mut self) -> Vec<Problem> {
        self.warnings.sort();
        std::mem::take(&mut self.warnings)
    }

    /// The value when nothing was found, else all problems by file and line.
    pub(crate) fn finish<T>(mut self, value: Option<T>) -> Result<T, Vec<Problem>> {
        self.problems.sort();
        match value {
            Some(value) if self.problems.is_empty() => Ok(value),
            _ => Err(self.problems),
        }
    }
}
