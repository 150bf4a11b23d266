//! What can go wrong in an action: what the user can mend, and what only an operator can.

use std::fmt;

/// The class of an error; the outer layers turn it into an HTTP status or an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The request cannot be read.
    BadRequest,
    /// Not signed in.
    Unauthorised,
    /// Signed in, but not allowed.
    Forbidden,
    /// No such thing, or not visible to this person.
    NotFound,
    /// Somebody else changed it first.
    Conflict,
    /// Larger than a stated limit.
    TooLarge,
    /// Read, but against a rule.
    Unprocessable,
    /// Too many tries.
    RateLimited,
    /// The store does not answer; try again later.
    Unavailable,
}

/// One field that must be mended.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldProblem {
    /// Name of the form field or JSON member.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// Words in Chinese.
    pub zh: String,
    /// Words in English.
    pub en: String,
}

/// The error of every action. `code` is stable for machines; `zh` and `en` are for people.
#[derive(Debug, Clone)]
pub struct AppError(Box<Told>);

#[derive(Debug, Clone)]
struct Told {
    kind: Kind,
    code: &'static str,
    zh: String,
    en: String,
    fields: Vec<FieldProblem>,
    current_version: Option<i64>,
    /// For the log only.
    detail: Option<String>,
}

/// The result of an action.
pub type Result<T> = std::result::Result<T, AppError>;

impl AppError {
    /// Somebody moved a light or turnstile beside what is acted on; the action is tried again.
    pub(crate) const BESIDE: &'static str = "conflict.beside";

    /// An error with its words.
    pub fn new(
        kind: Kind,
        code: &'static str,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self(Box::new(Told {
            kind,
            code,
            zh: zh.into(),
            en: en.into(),
            fields: vec![],
            current_version: None,
            detail: None,
        }))
    }

    /// Not signed in, or the session ended.
    pub fn unauthorised() -> Self {
        Self::new(
            Kind::Unauthorised,
            "auth.required",
            "请先登录",
            "Sign in first",
        )
    }

    /// The permission table says no.
    pub fn forbidden(what: impl fmt::Display) -> Self {
        Self::new(
            Kind::Forbidden,
            "auth.forbidden",
            "您的角色不能进行此操作",
            format!("Your role may not do this ({what})"),
        )
    }

    /// Nothing under that id that this person may see.
    pub fn not_found(what_zh: &str, what_en: &str) -> Self {
        Self::new(
            Kind::NotFound,
            "not_found",
            format!("没有找到{what_zh}"),
            format!("No such {what_en}"),
        )
    }

    /// Somebody changed it in between; `current` is the version to load again.
    pub fn conflict(current: i64) -> Self {
        let mut e = Self::new(
            Kind::Conflict,
            "conflict.changed",
            "这条内容刚被他人修改。您填写的内容仍在，请核对最新内容后再提交",
            "Somebody else has just changed this. Your input is kept; compare and submit again",
        );
        e.0.current_version = Some(current);
        e
    }

    /// What an action read on the side is older than what it would change; it is tried again.
    pub(crate) fn beside(current: i64) -> Self {
        let mut e = Self::conflict(current);
        e.0.code = Self::BESIDE;
        e
    }

    /// Against a rule, with one field to mend.
    pub fn field(
        field: &str,
        code: &'static str,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        let (zh, en) = (zh.into(), en.into());
        let mut e = Self::new(Kind::Unprocessable, code, zh.clone(), en.clone());
        e.0.fields.push(FieldProblem {
            field: field.to_owned(),
            code: code.to_owned(),
            zh,
            en,
        });
        e
    }

    /// Adds words for the log that people do not see.
    pub fn with_detail(mut self, detail: impl fmt::Display) -> Self {
        self.0.detail = Some(detail.to_string());
        self
    }

    /// Class.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }
    /// Stable code.
    pub fn code(&self) -> &'static str {
        self.0.code
    }
    /// Words in Chinese.
    pub fn zh(&self) -> &str {
        &self.0.zh
    }
    /// Words in English.
    pub fn en(&self) -> &str {
        &self.0.en
    }
    /// Fields to mend.
    pub fn fields(&self) -> &[FieldProblem] {
        &self.0.fields
    }
    /// The version now stored, after a conflict.
    pub fn current_version(&self) -> Option<i64> {
        self.0.current_version
    }
    /// For the log.
    pub fn detail(&self) -> Option<&str> {
        self.0.detail.as_deref()
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {}", self.0.code, self.0.zh)?;
        if let Some(detail) = &self.0.detail {
            write!(f, " ({detail})")?;
        }
        Ok(())
    }
}

impl std::error::Error for AppError {}

impl From<commitment::Refusal> for AppError {
    fn from(r: commitment::Refusal) -> Self {
        let mut e = Self::new(Kind::Unprocessable, r.code, r.zh(), r.en());
        if let Some(field) = r.field {
            e.0.fields.push(FieldProblem {
                field: field.to_owned(),
                code: r.code.to_owned(),
                zh: r.zh(),
                en: r.en(),
            });
        }
        e
    }
}

impl From<casework::Refusal> for AppError {
    fn from(r: casework::Refusal) -> Self {
        let (zh, en) = (r.zh(), r.en());
        match &r.field {
            Some(field) => Self::field(field, r.code, zh, en),
            None => Self::new(Kind::Unprocessable, r.code, zh, en),
        }
    }
}

/// Refusals of projects and indicators, each with its own table of words.
impl<T: refusal::Table> From<refusal::Refusal<T>> for AppError {
    fn from(r: refusal::Refusal<T>) -> Self {
        match r.field {
            Some(field) => Self::field(field, r.code, r.zh(), r.en()),
            None => Self::new(Kind::Unprocessable, r.code, r.zh(), r.en()),
        }
    }
}

impl From<document::Refusal> for AppError {
    fn from(r: document::Refusal) -> Self {
        Self::field("file", r.code(), r.to_string(), r.code())
    }
}

impl From<report::ReadError> for AppError {
    fn from(r: report::ReadError) -> Self {
        Self::field("file", r.code(), r.to_string(), r.code())
    }
}

impl From<store::StoreError> for AppError {
    fn from(e: store::StoreError) -> Self {
        match e {
            store::StoreError::Cursor => {
                return Self::new(
                    Kind::Unprocessable,
                    "request.cursor",
                    "翻页位置无效，请从第一页重新打开",
                    "No such place to go on from; begin at the first page",
                );
            }
            store::StoreError::Sort => {
                return Self::field(
                    "sort",
                    "request.sort",
                    "不能按此排序",
                    "This list cannot be sorted by that",
                );
            }
            store::StoreError::Limit(what) => {
                return Self::new(
                    Kind::Unprocessable,
                    "request.limit",
                    format!("查询条件超出限制：{what}"),
                    "The request asks for more than a limit allows",
                );
            }
            store::StoreError::NoSpace(_) => return no_space().with_detail(e),
            store::StoreError::ReadOnly(_) => return read_only().with_detail(e),
            _ => {}
        }
        unavailable().with_detail(e)
    }
}

fn unavailable() -> AppError {
    AppError::new(
        Kind::Unavailable,
        "store.unavailable",
        "数据库暂时没有响应，请稍后再试",
        "The store does not answer; try again soon",
    )
}

fn no_space() -> AppError {
    AppError::new(
        Kind::Unavailable,
        "store.no_space",
        "存储空间已满，本次操作没有写入；查阅不受影响，请联系系统管理员",
        "There is no room left to write; nothing was written, reading goes on",
    )
}

fn read_only() -> AppError {
    AppError::new(
        Kind::Unavailable,
        "store.read_only",
        "数据目前只读，本次操作没有写入；查阅不受影响，请联系系统管理员",
        "The store can only be read now; nothing was written",
    )
}
/// Subjects that actions move on the side.
const BESIDE_KINDS: [&str; 5] = [
    crate::kinds::LIGHT,
    crate::kinds::GATE,
    crate::kinds::DUTY_LIST,
    crate::kinds::COUNTED,
    crate::kinds::COUNTING,
];

impl From<store::CommitError> for AppError {
    fn from(e: store::CommitError) -> Self {
        match e {
            store::CommitError::Conflict {
                subject, actual, ..
            } if BESIDE_KINDS.contains(&subject.kind.as_str()) => Self::beside(actual),
            store::CommitError::Conflict { actual, .. } => Self::conflict(actual),
            store::CommitError::NoSpace(_) => no_space().with_detail(e),
            store::CommitError::ReadOnly(_) => read_only().with_detail(e),
            other => unavailable().with_detail(other),
        }
    }
}
