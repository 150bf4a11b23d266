//! What verification finds wrong, and where.

use crate::Subject;
use serde::Serialize;

/// The kinds of fault, with stable codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The row does not say what it said when it was hashed.
    Altered,
    /// A row that was there is gone.
    Removed,
    /// A row is there that was never appended.
    Inserted,
    /// Rows have changed places.
    Reordered,
    /// The present state of a subject is not what its entries add up to.
    State,
    /// A seal does not fit the seals or the entries before it.
    Seal,
    /// The database no longer refuses to change journal or seals.
    Unguarded,
    /// A file's bytes are not those of its digest.
    File,
}

impl FaultKind {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::Removed => "removed",
            Self::Inserted => "inserted",
            Self::Reordered => "reordered",
            Self::State => "state",
            Self::Seal => "seal",
            Self::Unguarded => "unguarded",
            Self::File => "file",
        }
    }

    /// In Chinese.
    pub fn name(self) -> &'static str {
        match self {
            Self::Altered => "内容被改动",
            Self::Removed => "记录被删除",
            Self::Inserted => "记录被插入",
            Self::Reordered => "记录次序被调换",
            Self::State => "当前状态与日志不符",
            Self::Seal => "封存与日志不符",
            Self::Unguarded => "数据库的防改触发器缺失",
            Self::File => "材料文件与摘要不符",
        }
    }
}

/// The first row found wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The district.
    pub district: Box<str>,
    /// The subject, where it is known.
    pub subject: Option<Subject>,
    /// The sequence within the subject; for a seal its number.
    pub seq: Option<i64>,
    /// The position within the district's journal, where it is known.
    pub pos: Option<i64>,
    /// How it shows, in Chinese.
    pub detail: Box<str>,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} [{}] district={}",
            self.kind.name(),
            self.kind.code(),
            self.district
        )?;
        if let Some(subject) = &self.subject {
            write!(f, " subject={subject}")?;
        }
        if let Some(seq) = self.seq {
            write!(f, " seq={seq}")?;
        }
        if let Some(pos) = self.pos {
            write!(f, " pos={pos}")?;
        }
        write!(f, "：{}", self.detail)
    }
}
