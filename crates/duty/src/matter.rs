//! One matter of the catalogue.

use crate::{MatterCode, Period};
use calendar::Limit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most phrases of one matter.
pub const PHRASES_MAX: usize = 60;

/// Which part of the catalogue a matter belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// A matter of the standard that is no component (事项).
    Event,
    /// Something wrong with a component: a cover, a lamp, a rail (部件异常).
    Component,
    /// An appeal by telephone or letter (诉求).
    Appeal,
}

impl Family {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Event, Self::Component, Self::Appeal];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Component => "component",
            Self::Appeal => "appeal",
        }
    }
    /// The one with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.code() == code)
    }
}

/// One kind of thing that a case is about, in one version. A code may have several versions whose
/// periods do not overlap, so that two editions of a standard live side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// Its code.
    pub code: MatterCode,
    /// Its name as people say it.
    pub name: String,
    /// Name of the class above it: 市容环境, 街面秩序 …
    pub class: String,
    /// Which part of the catalogue.
    pub family: Family,
    /// Where the code comes from, with the edition: `GB/T 47678.5-2026`; `district` for its own.
    pub standard: String,
    /// When it may be chosen.
    #[serde(flatten)]
    pub period: Period,
    /// The case type that a case of this matter is opened as.
    pub case_type: String,
    /// The grade a case begins with; empty where the case type has only one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub grade: String,
    /// How long handling may take, by grade; the key `*` is for grades not named. Empty where the
    /// case type's own limits hold.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub limits: BTreeMap<String, Limit>,
    /// Words by which people say it. `垃圾桶+满` wants both parts near each other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrases: Vec<String>,
}

impl Matter {
    /// The limit that the catalogue names for a grade, if it names one.
    pub fn limit(&self, grade: Option<&str>) -> Option<Limit> {
        let own = grade.and_then(|grade| self.limits.get(grade));
        own.or_else(|| self.limits.get("*")).copied()
    }
}
