//! Files on their way in and out.

use serde::Serialize;

/// A file as somebody sent it.
#[derive(Debug, Clone)]
pub struct FileIn {
    /// Its name; never used as a path.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A file for somebody to take.
#[derive(Debug, Clone, Serialize)]
pub struct FileOut {
    /// Suggested name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Content.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// The two forms of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// UTF-8 with a byte order mark, so that spreadsheets read the Chinese.
    Csv,
    /// Office Open XML.
    Xlsx,
}

impl Format {
    /// By its code in addresses: `csv`, `xlsx`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }
}
