//! The model of a bulletin. What is sealed is this, as JSON.

use crate::{Kind, Refusal};
use figure::Period;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Most blocks of one bulletin.
pub const BLOCKS_MAX: usize = 2_000;
/// Most cells of one table.
pub const CELLS_MAX: usize = 20_000;
/// Longest text of one run, in code points.
pub const TEXT_CHARS_MAX: usize = 4_000;
/// Longest address, in code points.
pub const HREF_CHARS_MAX: usize = 1_000;

/// A piece of text; a number with the page of its workings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Path and query of the page that shows the workings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

impl Run {
    /// Words alone.
    pub fn words(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: None,
        }
    }

    /// A number with its workings.
    pub fn number(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: Some(href.into()),
        }
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Heading.
    pub name: String,
    /// Share of the width; only the relation of columns counts.
    pub width: u16,
    /// Numbers, written to the right.
    #[serde(default)]
    pub number: bool,
}

impl Column {
    pub(crate) fn of(name: &str, width: u16) -> Self {
        Self {
            name: name.to_owned(),
            width,
            number: false,
        }
    }

    pub(crate) fn number(name: &str, width: u16) -> Self {
        Self {
            number: true,
            ..Self::of(name, width)
        }
    }
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "block")]
pub enum Block {
    /// A heading; its label (一、（一）1.（1）) follows from its place.
    Heading {
        /// 1 to 4.
        level: u8,
        /// Without the label.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its pieces.
        runs: Vec<Run>,
    },
    /// A remark in smaller type.
    Note {
        /// Its pieces.
        runs: Vec<Run>,
    },
    /// A table.
    Table {
        /// What it shows, for those who listen.
        caption: String,
        /// Columns.
        columns: Vec<Column>,
        /// Rows of cells.
        rows: Vec<Vec<Vec<Run>>>,
    },
}

/// A bulletin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bulletin {
    /// The version of the layout it is written in.
    pub layout: u32,
    /// What it is.
    pub kind: Kind,
    /// What it speaks of.
    pub period: Period,
    /// The red mark at the top.
    pub mark: String,
    /// Year of its number.
    pub year: i16,
    /// Its number in the year, from 1; 0 of a draft.
    pub no: u32,
    /// Name of the unit that issues it.
    pub issuer: String,
    /// The day of issue; none of a draft.
    pub issued_on: Option<Date>,
    /// The day as known on.
    pub known_on: Date,
    /// What addresses begin with in the file: `https://host`. Empty: the file has no links.
    pub base: String,
    /// Title.
    pub title: String,
    /// The text.
    pub blocks: Vec<Block>,
    /// Who gets copies (抄送); empty for none.
    pub copies: String,
}

impl Bulletin {
    /// As printed: 〔2026〕第3期; of a draft 送审稿.
    pub fn number_zh(&self) -> String {
        match self.no {
            0 => "送审稿".to_owned(),
            no => format!("〔{}〕第{no}期", self.year),
        }
    }

    /// Refuses what is beyond the limits. Errors: `bulletin_too_long`, `table_too_long`, `text_too_long`.
    pub(crate) fn within_limits(&self) -> Result<(), Refusal> {
        if self.blocks.len() > BLOCKS_MAX {
            return Err(Refusal::new("bulletin_too_long").with("max", BLOCKS_MAX));
        }
        let long = |text: &str, max: usize| text.chars().count() > max;
        let too_long = || Refusal::new("text_too_long").with("max", TEXT_CHARS_MAX);
        let line = [
            &self.mark,
            &self.issuer,
            &self.title,
            &self.copies,
            &self.base,
        ];
        if line.iter().any(|text| long(text, TEXT_CHARS_MAX)) {
            return Err(too_long());
        }
        let run = |run: &Run| {
            let href = run.href.as_deref().unwrap_or_default();
            long(&run.text, TEXT_CHARS_MAX) || long(href, HREF_CHARS_MAX)
        };
        for block in &self.blocks {
            let bad = match block {
                Block::Heading { text, .. } => long(text, TEXT_CHARS_MAX),
                Block::Paragraph { runs } | Block::Note { runs } => runs.iter().any(run),
                Block::Table { columns, rows, .. } => {
                    let cells: usize = rows.iter().map(Vec::len).sum();
                    if cells.max(columns.len()) > CELLS_MAX {
                        return Err(Refusal::new("table_too_long").with("max", CELLS_MAX));
                    }
                    let names = columns.iter().any(|c| long(&c.name, TEXT_CHARS_MAX));
                    names || rows.iter().flatten().flatten().any(run)
                }
            };
            if bad {
                return Err(too_long());
            }
        }
        Ok(())
    }
}

/// The bytes that are sealed. Errors: `model_unreadable`, which no model gives.
pub fn bytes(of: &Bulletin) -> Result<Vec<u8>, Refusal> {
    serde_json::to_vec(of).map_err(|_| Refusal::new("model_unreadable"))
}

/// A model from sealed bytes. Errors: `model_unreadable`.
pub fn read(bytes: &[u8]) -> Result<Bulletin, Refusal> {
    serde_json::from_slice(bytes).map_err(|_| Refusal::new("model_unreadable"))
}
