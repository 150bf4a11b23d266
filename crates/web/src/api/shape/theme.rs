//! Hot topics and themes.

use super::{Day, Instant};
use serde::Serialize;
use utoipa::ToSchema;

/// What many are about.
#[derive(Serialize, ToSchema)]
pub struct TopicView {
    /// Its number in the list.
    pub no: i64,
    pub words: Vec<String>,
    pub place: Option<String>,
    pub from: Day,
    pub to: Day,
    /// Monday of each week and how many cases it has.
    #[schema(value_type = Vec<Vec<Object>>)]
    pub weeks: Vec<Vec<serde_json::Value>>,
    /// Cases of the last four weeks less those of the four before.
    pub trend: i64,
    pub cases: i64,
}

/// The topics of the past eight weeks.
#[derive(Serialize, ToSchema)]
pub struct HotTopics {
    pub from: Option<Day>,
    pub until: Option<Day>,
    /// How many cases were looked at.
    pub cases: i64,
    pub topics: Vec<TopicView>,
}

/// How many cases were reported in a time.
#[derive(Serialize, ToSchema)]
pub struct ThemeCount {
    /// `before`, `during` or `after`.
    pub part: String,
    pub from: Day,
    pub to: Day,
    /// Null where the time has not begun.
    pub cases: Option<i64>,
    pub running: bool,
}

/// A theme of a month.
#[derive(Serialize, ToSchema)]
pub struct ThemeView {
    pub id: String,
    pub version: i64,
    pub month: Day,
    pub title: String,
    pub matter: String,
    pub matter_name: String,
    pub subdistrict: Option<String>,
    pub subdistrict_name: Option<String>,
    /// Name of the unit that owns it.
    pub owner: String,
    /// When, who, what.
    pub plan: Option<Vec<String>>,
    /// When, who, what.
    pub closed: Option<Vec<String>>,
    /// Cases of the hot topic it came from.
    pub topic_cases: i64,
    /// Empty in the list.
    pub counts: Vec<ThemeCount>,
    /// `plan`, `close`.
    pub may: Vec<String>,
}

/// Words of a person.
#[derive(Serialize, ToSchema)]
pub struct ThemeWords {
    pub at: Instant,
    pub by: String,
    pub text: String,
}

/// A theme as kept.
#[derive(Serialize, ToSchema)]
pub struct Theme {
    pub id: String,
    pub month: Day,
    pub title: String,
    pub matter: String,
    pub subdistrict: Option<String>,
    /// Code of the unit that owns it.
    pub owner: String,
    pub cases: Vec<String>,
    pub plan: Option<ThemeWords>,
    pub closed: Option<ThemeWords>,
    pub opened_at: Instant,
    pub opened_by: String,
}

/// A theme with its version.
#[derive(Serialize, ToSchema)]
pub struct VersionedTheme {
    pub version: i64,
    #[serde(flatten)]
    pub value: Theme,
}
