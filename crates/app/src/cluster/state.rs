//! What the journal keeps of incidents: the incident itself, and of each case in which one it is and was.

use cluster::Link;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something that happened once and was reported by many. Its cases are not in it: each says itself
/// where it belongs, so that none can be in two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// Identifier.
    pub id: String,
    /// Number as printed.
    pub number: String,
    /// The case that is handled; the others follow it.
    pub leading: String,
    /// When it was formed.
    pub formed_at: Timestamp,
    /// What was said to all of its reporters, the first first.
    #[serde(default)]
    pub bulletins: Vec<Bulletin>,
    /// Cases that were taken out, so that they can be put back.
    #[serde(default)]
    pub left: Vec<Left>,
    /// A person took it apart.
    pub dissolved: Option<Dissolved>,
}

/// A case that was taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// The case.
    pub case: String,
    /// Its number.
    pub number: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// Words to all reporters of an incident, also to those who join later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bulletin {
    /// Identifier.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// Who said it.
    pub by: String,
    /// For which unit.
    pub unit: String,
    /// What.
    pub text: String,
}

/// The end of an incident that was none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dissolved {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// Where a case belongs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The case.
    pub case: String,
    /// The incident it is in.
    pub present: Option<Present>,
    /// Those it was in.
    #[serde(default)]
    pub past: Vec<Past>,
}

/// Why a case is in an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    /// The incident.
    pub cluster: String,
    /// Since when.
    pub at: Timestamp,
    /// Who put it there: a person, or `system`.
    pub by: String,
    /// What it shares with another of its cases.
    pub because: Option<Link>,
    /// What the person said.
    pub reason: Option<String>,
}

/// Why a case is no longer in an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// The incident.
    pub cluster: String,
    /// Since when it was in it.
    pub joined_at: Timestamp,
    /// When it left.
    pub left_at: Timestamp,
    /// Who took it out.
    pub by: String,
    /// Why.
    pub reason: String,
}

impl Membership {
    /// A case that was in none.
    pub fn of(case: &str) -> Self {
        Self {
            case: case.to_owned(),
            ..Self::default()
        }
    }

    /// The same case in an incident.
    pub fn joined(&self, present: Present) -> Self {
        Self {
            present: Some(present),
            ..self.clone()
        }
    }

    /// The same case taken out; unchanged where it is in none.
    pub fn left(&self, at: Timestamp, by: &str, reason: &str) -> Self {
        let mut next = self.clone();
        if let Some(was) = next.present.take() {
            next.past.push(Past {
                cluster: was.cluster,
                joined_at: was.at,
                left_at: at,
                by: by.to_owned(),
                reason: reason.to_owned(),
            });
        }
        next
    }
}
