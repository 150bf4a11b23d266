//! What surrounds a command: time, actor, types, calendar, units; all handed in.

use crate::case::Who;
use crate::case_type::CaseTypes;
use calendar::{Calendar, DutyHours, Limit};
use jiff::Timestamp;
use org::{RoleSet, UnitCode};

/// The id that stands for a reporter in the record.
pub const REPORTER: &str = "reporter";
/// The id that stands for the system in the record.
pub const SYSTEM: &str = "system";

/// The units of a district, as far as a case asks.
pub trait Units {
    /// Whether cases may be sent there.
    fn exists(&self, unit: &UnitCode) -> bool;
    /// Name of the unit's duty hours.
    fn hours_of(&self, unit: &UnitCode) -> String;
    /// The duty hours of a name.
    fn duty(&self, name: &str) -> Option<DutyHours>;
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActorRef {
    /// A member of staff.
    Staff {
        /// Person's id.
        person: String,
        /// The unit acted for.
        unit: UnitCode,
        /// Roles held.
        roles: RoleSet,
    },
    /// The person who reported the case; that it is this person is for the caller to know.
    Reporter,
    /// The system itself.
    System,
}

impl ActorRef {
    /// As the record names them.
    pub fn who(&self) -> Who {
        Who {
            person: self.person().to_owned(),
            unit: self.unit().cloned(),
        }
    }
    /// Person's id; `reporter` or `system` for those two.
    pub fn person(&self) -> &str {
        match self {
            Self::Staff { person, .. } => person,
            Self::Reporter => REPORTER,
            Self::System => SYSTEM,
        }
    }
    /// The unit acted for.
    pub fn unit(&self) -> Option<&UnitCode> {
        match self {
            Self::Staff { unit, .. } => Some(unit),
            _ => None,
        }
    }
}

/// Everything a decision depends on besides the case and the command.
pub struct Context<'a> {
    /// The instant.
    pub now: Timestamp,
    /// Who acts.
    pub actor: &'a ActorRef,
    /// The case types of the district.
    pub types: &'a CaseTypes,
    /// The calendar of the district.
    pub calendar: &'a Calendar,
    /// The unit that registers, dispatches and closes.
    pub centre: &'a UnitCode,
    /// The unit that decides returns.
    pub arbiter: &'a UnitCode,
    /// The units of the district.
    pub units: &'a dyn Units,
    /// A fresh identifier, for whatever the command makes.
    pub new_id: &'a str,
    /// The limit that the catalogue names for the case's matter (and grade), if it names one.
    pub matter_limit: Option<Limit>,
    /// How many child cases are open.
    pub open_children: u32,
}
