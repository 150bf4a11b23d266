//! A case as a line of a list.

use super::names;
use crate::district::{unit_name, unit_short};
use crate::duty::InForce;
use crate::{Actor, App, Result};
use casework::{CaseTypes, FieldType};
use jiff::Timestamp;
use org::{Action, Resource};
use privacy::mask_persons;
use profile::Profile;
use serde::Serialize;
use store::case::CaseRow;

/// One line. Nothing in it is a resident's name, telephone or identity number.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Id.
    pub id: String,
    /// Version for the next act.
    pub version: i64,
    /// Number as printed.
    pub number: String,
    /// Type, by id.
    pub case_type: String,
    /// Its name.
    pub type_name: String,
    /// State, by key.
    pub state: String,
    /// Its name.
    pub state_name: String,
    /// Part of the loop, by code.
    pub phase: String,
    /// How it came in, by code.
    pub channel: String,
    /// What it is about.
    pub title: String,
    /// Code of the matter.
    pub matter: Option<String>,
    /// Name of the matter.
    pub matter_name: Option<String>,
    /// Grade, by name.
    pub grade: Option<String>,
    /// Where.
    pub address: String,
    /// Subdistrict, by short name.
    pub subdistrict: Option<String>,
    /// Who owes the next act, by name; empty once it has ended.
    pub owner: String,
    /// The role whose turn it is, by code.
    pub owner_role: Option<String>,
    /// The handling unit, by name.
    pub handler: Option<String>,
    /// When it was reported.
    pub reported_at: Timestamp,
    /// When it entered its state.
    pub entered_at: Timestamp,
    /// When the running clock is due.
    pub due: Option<Timestamp>,
    /// The running clock, by name.
    pub clock: Option<String>,
    /// The due instant is past.
    pub late: bool,
    /// A clock stands still and none runs.
    pub paused: bool,
    /// When it ended.
    pub closed_at: Option<Timestamp>,
    /// Times it was done again.
    pub rework: i64,
    /// Times it was opened again.
    pub reopened: i64,
    /// Times a unit gave it back.
    pub bounces: i64,
    /// Others who reported the same.
    pub joined: i64,
    /// Things that want attention.
    pub alarms: i64,
}

impl Row {
    pub(crate) fn of(profile: &Profile, duties: &InForce, row: &CaseRow, now: Timestamp) -> Self {
        let types: &CaseTypes = &profile.case_types;
        let version = u32::try_from(row.type_version).unwrap_or(0);
        let kind = types.get(&row.case_type, version);
        let state = kind.and_then(|k| k.state(&row.state));
        let clock = row.clock_key.as_deref();
        let due = row.due_ms.map(names::instant);
        let named = |key: &str| {
            let spec = kind.and_then(|k| k.clock(key));
            spec.map_or_else(|| key.to_owned(), |c| c.name.clone())
        };
        let grade = |key: &String| {
            let of = kind.and_then(|k| k.grades.iter().find(|g| g.key == *key));
            of.map_or_else(|| key.clone(), |g| g.name.clone())
        };
        let owner = if row.owner_unit.is_empty() {
            String::new()
        } else {
            unit_name(profile, &row.owner_unit)
        };
        Self {
            id: row.id.clone(),
            version: row.version,
            number: row.number.clone(),
            case_type: row.case_type.clone(),
            type_name: kind.map_or_else(|| row.case_type.clone(), |k| k.name.clone()),
            state: row.state.clone(),
            state_name: state.map_or_else(|| row.state.clone(), |s| s.name.clone()),
            phase: row.phase.clone(),
            channel: row.channel.clone(),
            title: mask_persons(&row.title),
            matter: row.matter.clone(),
            matter_name: names::matter(duties, row.matter.as_deref()),
            grade: row.grade.as_ref().map(grade),
            address: row.address.clone(),
            subdistrict: row.subdistrict.as_deref().map(|u| unit_short(profile, u)),
            owner,
            owner_role: Some(row.owner_role.clone()).filter(|r| !r.is_empty()),
            handler: row.handler.as_deref().map(|u| unit_name(profile, u)),
            reported_at: names::instant(row.reported_ms),
            entered_at: names::instant(row.entered_ms),
            late: due.is_some_and(|due| now > due),
            due,
            clock: clock.map(named),
            paused: row.paused,
            closed_at: row.closed_ms.map(names::instant),
            rework: row.reworks,
            reopened: row.reopened,
            bounces: row.return_times,
            joined: row.joined,
            alarms: row.alarms,
        }
    }
}

/// A case type, for forms and filters.
#[derive(Debug, Clone, Serialize)]
pub struct TypeView {
    /// Stable code.
    pub id: String,
    /// Version in force today.
    pub version: u32,
    /// Name.
    pub name: String,
    /// The standard it follows.
    pub standard: Option<String>,
    /// Channels it may come by, by code.
    pub channels: Vec<&'static str>,
    /// Grades: key and name.
    pub grades: Vec<(String, String)>,
    /// States: key and name.
    pub states: Vec<(String, String)>,
    /// Fields.
    pub fields: Vec<TypeField>,
}

/// A field of a form.
#[derive(Debug, Clone, Serialize)]
pub struct TypeField {
    /// Stable code.
    pub key: String,
    /// Label.
    pub label: String,
    /// What it holds, by code.
    pub kind: &'static str,
    /// Needed to open a case.
    pub required: bool,
    /// Personal: sealed with the reporter.
    pub personal: bool,
    /// Choices: key and label.
    pub choices: Vec<(String, String)>,
}

impl TypeView {
    /// The field with this key.
    pub fn field(&self, key: &str) -> Option<&TypeField> {
        self.fields.iter().find(|f| f.key == key)
    }
    /// Fields that a form asks in its own words: neither personal nor matter, place or photo.
    pub fn plain(&self) -> impl Iterator<Item = &TypeField> {
        let own = [FieldType::Matter, FieldType::Place, FieldType::Photo].map(FieldType::code);
        self.fields
            .iter()
            .filter(move |f| !f.personal && !own.contains(&f.kind))
    }
}

/// The case types in force today.
pub fn types(app: &App, actor: &Actor) -> Result<Vec<TypeView>> {
    app.require(actor, Action::List, Resource::CaseType, &[])?;
    Ok(in_force(app))
}

pub(crate) fn in_force(app: &App) -> Vec<TypeView> {
    let profile = app.profile();
    let today = app.today();
    let mut seen = std::collections::BTreeSet::new();
    let ids = profile.case_types.iter().map(|k| k.id.clone());
    let ids = ids.filter(|id| seen.insert(id.clone())).collect::<Vec<_>>();
    let current = ids
        .iter()
        .filter_map(|id| profile.case_types.current(id, today));
    current
        .map(|k| TypeView {
            id: k.id.clone(),
            version: k.version,
            name: k.name.clone(),
            standard: k.standard.clone(),
            channels: k.channels.iter().map(|c| c.code()).collect(),
            grades: k
                .grades
                .iter()
                .map(|g| (g.key.clone(), g.name.clone()))
                .collect(),
            states: k
                .states
                .iter()
                .map(|s| (s.key.clone(), s.name.clone()))
                .collect(),
            fields: k
                .fields
                .iter()
                .map(|f| TypeField {
                    key: f.key.clone(),
                    label: f.label.clone(),
                    kind: f.kind.code(),
                    required: f.required_at.as_deref() == Some(k.initial.as_str()),
                    personal: f.personal,
                    choices: f.choices.clone(),
                })
                .collect(),
        })
        .collect()
}
