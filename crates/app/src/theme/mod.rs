//! Hot topics over weeks and the monthly theme (每月一题, F2-01): what is reported again and again gets an
//! owner, a plan, and a count before and after.

mod act;
mod hot;
mod show;

pub use act::{OpenTheme, close, open, plan};
pub use hot::{HotTopics, TopicView, hot, members, refresh};
pub use show::{Counted, ThemeView, list, show};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the journal keeps of a week's hot topics.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekTopics {
    /// Monday of the week.
    pub week: Date,
    /// The first day looked at.
    pub from: Date,
    /// The last.
    pub until: Date,
    /// How many cases were looked at.
    pub cases: usize,
    /// The topics, those with most cases first.
    pub topics: Vec<cluster::Topic>,
}

/// A theme of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theme {
    /// Identifier.
    pub id: String,
    /// First day of its month.
    pub month: Date,
    /// In a line.
    pub title: String,
    /// Code of the matter whose cases are counted.
    pub matter: String,
    /// Code of the subdistrict, where only its cases are.
    pub subdistrict: Option<String>,
    /// The unit that owns it.
    pub owner: String,
    /// Cases of the hot topic it came from.
    #[serde(default)]
    pub cases: Vec<String>,
    /// What the owner will do.
    pub plan: Option<Said>,
    /// What came of it.
    pub closed: Option<Said>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// By whom.
    pub opened_by: String,
}

/// Words of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// What.
    pub text: String,
}
