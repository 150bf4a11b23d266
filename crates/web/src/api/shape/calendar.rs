//! Working time.

use super::Day;
use serde::Serialize;
use utoipa::ToSchema;

/// When a limit runs out, and why.
#[derive(Serialize, ToSchema)]
pub struct DueView {
    /// The last instant in time, with the offset of civil time; 23:59:59 stands for 24:00.
    #[schema(format = DateTime, example = "2026-10-09T23:59:59+08:00")]
    pub at: String,
    /// Said where holiday notices do not cover all of it.
    pub warning_zh: Option<String>,
    pub warning_en: Option<String>,
    /// Each day and why it counts or not.
    pub lines: Vec<DueLine>,
}

/// One day of an explanation.
#[derive(Serialize, ToSchema)]
pub struct DueLine {
    pub date: Day,
    pub zh: String,
    pub en: String,
}

/// A day and whether it is worked.
#[derive(Serialize, ToSchema)]
pub struct DayView {
    pub date: Day,
    pub works: bool,
    /// Why, in words.
    pub zh: String,
    pub en: String,
    /// Whether a national notice covers its year.
    pub noticed: bool,
}
