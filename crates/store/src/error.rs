//! What can go wrong, with stable codes; the texts are for people.

use journal::Subject;

/// Why a store could not be opened, read or maintained.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The place given for the data is none.
    #[error("数据位置无法使用：{0}")]
    Location(String),
    /// The store was written by a newer version.
    #[error("数据库版本 {found} 比本程序（{known}）新，请使用更新的程序打开")]
    NewerSchema {
        /// The version in the store.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// A migration could not be carried out; what was there is untouched.
    #[error("升级数据库失败（{step}）：{why}")]
    Migration {
        /// The step, by number and name.
        step: String,
        /// The database's words.
        why: String,
    },
    /// The database refused or failed.
    #[error("数据库出错：{0}")]
    Database(String),
    /// What was read is not what was written.
    #[error("数据内容无法识别：{0}")]
    Corrupt(String),
    /// More was asked for than a limit allows.
    #[error("超出限制：{0}")]
    Limit(String),
    /// The place where a page should go on is none of this list.
    #[error("翻页位置无效")]
    Cursor,
    /// There is no room left where the data is; nothing was written.
    #[error("存储空间已满：{0}")]
    NoSpace(String),
    /// The data can only be read now; nothing was written.
    #[error("数据库只读：{0}")]
    ReadOnly(String),
    /// The list cannot be sorted by that.
    #[error("不能按此排序")]
    Sort,
    /// The database is not there now, or the store is closed.
    #[error("数据库暂时不可用：{0}")]
    Unavailable(String),
}

impl StoreError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Location(_) => "store.location",
            Self::NewerSchema { .. } => "store.newer_schema",
            Self::Migration { .. } => "store.migration",
            Self::Database(_) => "store.database",
            Self::Corrupt(_) => "store.corrupt",
            Self::Limit(_) => "store.limit",
            Self::Cursor => "store.cursor",
            Self::NoSpace(_) => "store.no_space",
            Self::ReadOnly(_) => "store.read_only",
            Self::Sort => "store.sort",
            Self::Unavailable(_) => "store.unavailable",
        }
    }
}

/// Why a batch was not written. Nothing of it is in the store.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommitError {
    /// Somebody else changed the subject first.
    #[error("{subject} 已被他人修改（现为第 {actual} 版，提交依据第 {expected} 版）")]
    Conflict {
        /// The subject in question.
        subject: Subject,
        /// The sequence the caller had read; 0 for a new subject.
        expected: i64,
        /// The sequence in the store; 0 when there is none.
        actual: i64,
    },
    /// The same request was already carried out; here is its answer.
    #[error("该请求已执行过")]
    Replayed {
        /// The status stored with the answer.
        status: i64,
        /// The stored answer.
        response: String,
    },
    /// The idempotency key was already used for another request.
    #[error("幂等键 {key} 已用于另一个请求")]
    KeyReused {
        /// The key.
        key: String,
    },
    /// The batch breaks a limit or a rule of the database.
    #[error("提交内容不合规则：{0}")]
    Invalid(String),
    /// There is no room left where the data is; nothing was written.
    #[error("存储空间已满：{0}")]
    NoSpace(String),
    /// The data can only be read now; nothing was written.
    #[error("数据库只读：{0}")]
    ReadOnly(String),
    /// The database is not there now; nothing is known to be written.
    #[error("数据库暂时不可用：{0}")]
    Unavailable(String),
}

impl CommitError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Conflict { .. } => "commit.conflict",
            Self::Replayed { .. } => "commit.replayed",
            Self::KeyReused { .. } => "commit.key_reused",
            Self::Invalid(_) => "commit.invalid",
            Self::NoSpace(_) => "commit.no_space",
            Self::ReadOnly(_) => "commit.read_only",
            Self::Unavailable(_) => "commit.unavailable",
        }
    }
}

/// A failure to read on the way to writing.
impl From<StoreError> for CommitError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NoSpace(why) => Self::NoSpace(why),
            StoreError::ReadOnly(why) => Self::ReadOnly(why),
            other => Self::Unavailable(other.to_string()),
        }
    }
}
