//! A case type: what a file of `case_types/` declares, once it has been found sound.

mod by;
mod coded;
mod problem;
mod raw;
mod read;
mod sound;
mod trigger;
mod types;

pub use by::By;
pub use coded::{
    ArbitrationResult, Channel, ClosingRule, CountedStep, Effect, FieldType, NotBy, OwnerRule,
    Phase, Viewer,
};
pub use problem::Problem;
pub use trigger::Trigger;
pub use types::{CaseTypes, TypesError};

use calendar::Limit;
use std::collections::BTreeMap;

/// Most states, actions, fields or clocks of one type.
pub const PARTS_MAX: usize = 100;
/// Largest file of a case type, in bytes.
pub const FILE_BYTES_MAX: usize = 256 * 1024;

/// A checked case type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseType {
    /// Stable code.
    pub id: String,
    /// From 1, rising with every change.
    pub version: u32,
    /// First day new cases use it; always, where none is named.
    pub valid_from: Option<jiff::civil::Date>,
    /// Name as shown.
    pub name: String,
    /// First letters of a case number.
    pub prefix: String,
    /// The standard it follows.
    pub standard: Option<String>,
    /// Days after its end until a case is anonymised.
    pub retention_days: u32,
    /// The state a case begins in.
    pub initial: String,
    /// Channels it may come by.
    pub channels: Vec<Channel>,
    /// Grades, worst first; may be empty.
    pub grades: Vec<Grade>,
    /// Fields.
    pub fields: Vec<Field>,
    /// States.
    pub states: Vec<StateSpec>,
    /// Actions.
    pub actions: Vec<ActionSpec>,
    /// Clocks.
    pub clocks: Vec<ClockSpec>,
    /// When it may be closed and reopened.
    pub closing: Closing,
    /// Returns at which an alarm is raised.
    pub bounces_alarm: u32,
    /// Who may ask other units to help; none where the type has no co-handling.
    pub co_handling: Option<Together>,
    /// Who may whistle; none where the type has no whistle.
    pub whistle: Option<Together>,
    /// How running cases of older versions come to this one.
    pub migrations: Vec<Migration>,
}

/// A grade of urgency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// Stable code.
    pub key: String,
    /// Name as shown.
    pub name: String,
}

/// A field of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Stable code.
    pub key: String,
    /// Label of the form.
    pub label: String,
    /// What it holds.
    pub kind: FieldType,
    /// The state that cannot be entered without it.
    pub required_at: Option<String>,
    /// Most characters of a text, or the largest number.
    pub max: Option<u32>,
    /// The choices, key and label.
    pub choices: Vec<(String, String)>,
    /// Unit of a number.
    pub unit: Option<String>,
    /// Who may see it.
    pub seen_by: Vec<Viewer>,
    /// Personal: never among `Case::fields`, sealed with the reporter.
    pub personal: bool,
}

/// A state of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateSpec {
    /// Stable code.
    pub key: String,
    /// Name as shown to staff.
    pub name: String,
    /// Name as shown to the public.
    pub public_name: String,
    /// Part of the loop.
    pub phase: Phase,
    /// Whose the case is.
    pub owner: OwnerRule,
    /// The role whose turn it is.
    pub role: Option<String>,
    /// The clock that runs.
    pub clock: Option<String>,
    /// Why none runs.
    pub no_clock: Option<String>,
    /// Longest stay.
    pub max_stay: Option<Limit>,
    /// What happens after it.
    pub on_overstay: Overstay,
    /// Nothing happens any more, but reopening.
    pub is_final: bool,
}

/// What happens when a case stays too long in a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overstay {
    /// An alarm.
    Alarm,
    /// The system performs this action.
    Act(String),
}

/// An action on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionSpec {
    /// Stable code.
    pub key: String,
    /// Name as on its button.
    pub name: String,
    /// States it starts from.
    pub from: Vec<String>,
    /// The state it leads to; none where the case stays where it is.
    pub to: Option<String>,
    /// Who may.
    pub by: Vec<By>,
    /// What it does besides.
    pub effect: Effect,
    /// Keys of fields that must be given; `grade` for the grade.
    pub gives: Vec<String>,
    /// Keys of fields that may be given with it although the case has them: what was taken in
    /// wrongly is put right; `grade` for the grade.
    pub corrects: Vec<String>,
    /// Whether a reason must be given.
    pub reason: bool,
    /// Somebody else has to allow it.
    pub approval: Option<ApprovalSpec>,
    /// At most once in a case; for a return, once per unit.
    pub once: bool,
    /// Only so long after the state was entered; for a return, after the dispatch.
    pub within: Option<Limit>,
    /// Whoever was one of these may not.
    pub not_by: Vec<NotBy>,
    /// Evidence that must be there.
    pub evidence: Option<EvidenceSpec>,
    /// The clock it lengthens.
    pub clock: Option<String>,
    /// What an arbitration decides.
    pub result: Option<ArbitrationResult>,
    /// Whether a unit must be named (a dispatch always does).
    pub to_unit: bool,
}

/// Who has to allow an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalSpec {
    /// Who may.
    pub by: Vec<By>,
    /// Asked and allowed before the clock runs out.
    pub before_due: bool,
}

/// Evidence that an action needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceSpec {
    /// Its kind.
    pub kind: String,
    /// Fewest pieces.
    pub min: u32,
}

/// A clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockSpec {
    /// Stable code.
    pub key: String,
    /// Name as shown.
    pub name: String,
    /// The step whose figures it decides; where none is named, its key tells.
    pub step: Option<CountedStep>,
    /// What starts it.
    pub starts: Vec<Trigger>,
    /// What stops it.
    pub stops: Vec<Trigger>,
    /// The limit where nothing else says.
    pub limit: Limit,
    /// Limits by grade.
    pub by_grade: BTreeMap<String, Limit>,
    /// Whether the catalogue of matters may name the limit.
    pub by_matter: bool,
    /// Limits by the choice of a field.
    pub by_field: Option<(String, BTreeMap<String, Limit>)>,
    /// Whose duty hours working hours are counted in.
    pub hours: HoursRule,
    /// Whether a suspension stops it.
    pub pausable: bool,
    /// Whether it may be extended once only.
    pub extend_once: bool,
    /// Share of its time after which a reminder is due, in percent.
    pub warn_at: Option<u32>,
    /// Whether that share is one of the counted time instead of the plain time until due.
    pub warn_counted: bool,
    /// What has to be reached before the end, in this order; each limit counts from the start.
    pub stages: Vec<Stage>,
}

/// A stage of a clock (stop work in hours, punish in days, pull down in weeks).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Name as shown.
    pub name: String,
    /// Until when, from the start of the clock.
    pub limit: Limit,
    /// Only for these matters; for all, where none is named.
    pub matters: Vec<String>,
}

/// Whose duty hours count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HoursRule {
    /// Those of the unit that owns the case when the clock starts.
    Unit,
    /// Day and night.
    Always,
    /// Those of this name in the profile.
    Named(String),
}

/// When a case may be closed and reopened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Closing {
    /// What must hold.
    pub requires: Vec<ClosingRule>,
    /// How long after the end it may be reopened.
    pub reopen_within: Option<Limit>,
}

/// Working together: who may ask, and how long the asked have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// Who may ask.
    pub by: Vec<By>,
    /// Limit of the asked units, in the hours of each.
    pub limit: Limit,
}

/// How running cases of an older version come to this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// The older version.
    pub from: u32,
    /// Old state to new; a state that is not named keeps its key.
    pub states: BTreeMap<String, String>,
}

impl CaseType {
    /// The state with this key.
    pub fn state(&self, key: &str) -> Option<&StateSpec> {
        self.states.iter().find(|state| state.key == key)
    }
    /// The action with this key.
    pub fn action(&self, key: &str) -> Option<&ActionSpec> {
        self.actions.iter().find(|action| action.key == key)
    }
    /// The clock with this key.
    pub fn clock(&self, key: &str) -> Option<&ClockSpec> {
        self.clocks.iter().find(|clock| clock.key == key)
    }
    /// The field with this key.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }
    /// The fields that somebody may see; a personal one is never the handler's or the public's.
    pub fn fields_seen_by(&self, viewer: Viewer) -> impl Iterator<Item = &Field> {
        self.fields
            .iter()
            .filter(move |field| field.seen_by.contains(&viewer))
    }
    /// The actions that start from a state.
    pub fn actions_from<'a>(&'a self, state: &'a str) -> impl Iterator<Item = &'a ActionSpec> {
        self.actions
            .iter()
            .filter(move |action| action.from.iter().any(|from| from == state))
    }
}
