//! Why a command or a calculation was refused: a stable code, the field to mend, and words in
//! Chinese and English from the one table of the crate that refuses.
//!
//! A crate states its table once and names its refusal by it:
//!
//! ```
//! #[derive(Debug, Clone, PartialEq, Eq)]
//! pub struct Messages;
//! impl refusal::Table for Messages {
//!     const ALL: &'static [refusal::Message] =
//!         &[("text_too_long", "最多{max}字", "At most {max} characters")];
//! }
//! type Refusal = refusal::Refusal<Messages>;
//! assert_eq!(Refusal::new("text_too_long").with("max", 3).zh(), "最多3字");
//! ```

mod fill;

use fill::filled;
use serde::Serialize;
use std::fmt;
use std::marker::PhantomData;

/// Longest text of any field, in code points.
pub const TEXT_CHARS_MAX: usize = 2_000;

/// Code, Chinese, English. Names in braces are filled in.
pub type Message = (&'static str, &'static str, &'static str);

/// The words of one crate's refusals.
pub trait Table {
    /// All of them, each code once.
    const ALL: &'static [Message];
}

/// A refusal: a stable code, the field concerned, and the figures of the message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal<T> {
    /// Stable code.
    pub code: &'static str,
    /// The field the person can mend.
    pub field: Option<&'static str>,
    /// Figures and names of the message.
    pub args: Vec<(&'static str, String)>,
    #[serde(skip)]
    table: PhantomData<T>,
}

impl<T: Table> Refusal<T> {
    /// A refusal that no field mends.
    pub fn new(code: &'static str) -> Self {
        Self {
            code,
            field: None,
            args: Vec::new(),
            table: PhantomData,
        }
    }

    /// A refusal of what a field says.
    pub fn on(code: &'static str, field: &'static str) -> Self {
        Self {
            field: Some(field),
            ..Self::new(code)
        }
    }

    /// With a figure or name of its message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
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
        filled(self.words().0, &self.args)
    }

    /// The message in English.
    pub fn en(&self) -> String {
        filled(self.words().1, &self.args)
    }

    /// A code that the table does not know says itself.
    fn words(&self) -> (&'static str, &'static str) {
        let found = T::ALL.iter().find(|(known, _, _)| *known == self.code);
        found.map_or((self.code, self.code), |(_, zh, en)| (*zh, *en))
    }
}

impl<T: Table> fmt::Display for Refusal<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.zh())
    }
}

impl<T: Table + fmt::Debug> std::error::Error for Refusal<T> {}

/// The words without surrounding space. Errors: `required` when empty, `text_too_long` beyond
/// [`TEXT_CHARS_MAX`]; the table knows both.
pub fn required<T: Table>(words: &str, field: &'static str) -> Result<String, Refusal<T>> {
    let words = words.trim();
    if words.is_empty() {
        return Err(Refusal::on("required", field));
    }
    if words.chars().count() > TEXT_CHARS_MAX {
        return Err(Refusal::on("text_too_long", field).with("max", TEXT_CHARS_MAX));
    }
    Ok(words.to_owned())
}
