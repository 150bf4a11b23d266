//! A record as pages and the API show it.

use super::withdraw::taken_by;
use crate::district::unit_name;
use crate::report::ReportMark;
use crate::{Actor, App};
use commitment::{Commitment, Record, RecordStatus};
use org::{Action, Resource};
use serde::Serialize;
use store::Loaded;

/// A record with names and with what the actor may do.
#[derive(Debug, Clone, Serialize)]
pub struct RecordView {
    /// Version for the next change.
    pub version: i64,
    /// The record.
    #[serde(flatten)]
    pub record: Record,
    /// Name of the claiming unit.
    pub unit_name: String,
    /// Name of the place, where it is a unit.
    pub place_name: Option<String>,
    /// Number of the commitment in its report.
    pub commitment_no: u32,
    /// The report that number belongs to, where several are in force.
    pub report: Option<ReportMark>,
    /// Short name of the commitment.
    pub commitment_title: String,
    /// How far the record that reverses it is, on the page of its commitment.
    pub reversal: Option<RecordStatus>,
    /// Codes of what the actor may do now: `verify`, `return`, `withdraw`, `reverse`, `resubmit`.
    pub may: Vec<&'static str>,
}

pub(crate) fn view(
    app: &App,
    actor: &Actor,
    on: &Commitment,
    loaded: &Loaded<Record>,
) -> RecordView {
    let profile = app.profile();
    let record = loaded.state.clone();
    RecordView {
        version: loaded.seq,
        unit_name: unit_name(&profile, &record.claimed_by.unit),
        place_name: record.place.as_deref().map(|p| unit_name(&profile, p)),
        commitment_no: on.no,
        report: None,
        reversal: None,
        commitment_title: on.title.clone(),
        may: may(app, actor, &record),
        record,
    }
}

fn may(app: &App, actor: &Actor, record: &Record) -> Vec<&'static str> {
    let own = [record.claimed_by.unit.as_str()];
    let of_own_unit = actor.unit.as_str() == record.claimed_by.unit
        && app.may(actor, taken_by(record), Resource::Record, &own);
    match record.status {
        RecordStatus::Claimed if may_decide(app, actor, record) => vec!["verify", "return"],
        RecordStatus::Claimed if of_own_unit => vec!["withdraw"],
        RecordStatus::Returned if of_own_unit => vec!["resubmit"],
        RecordStatus::Verified if record.reverses.is_none() && record.reversed_by.is_none() => {
            let reverses = app.may(actor, Action::Reverse, Resource::Record, &own);
            if reverses { vec!["reverse"] } else { vec![] }
        }
        _ => vec![],
    }
}

/// The permission table and the rule that the claimant never decides.
pub(crate) fn may_decide(app: &App, actor: &Actor, record: &Record) -> bool {
    let office = actor.roles.contains(org::Role::DistrictOffice);
    record.status == RecordStatus::Claimed
        && record.claimed_by.person != actor.person
        && (office || record.claimed_by.unit != actor.unit.as_str())
        && app.may(
            actor,
            Action::Verify,
            Resource::Record,
            &[&record.claimed_by.unit],
        )
}
