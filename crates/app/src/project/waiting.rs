//! What waits for a second person, over all projects that the actor may verify.

use super::decide::{Entry, EntryKind};
use super::step::units_of;
use crate::district::unit_short;
use crate::{Actor, App, Result};
use figure::Decimal;
use jiff::civil::Date;
use org::{Action, Resource};
use project::{Batch, Decision, Ledger, Project};
use serde::Serialize;

/// Most entries shown at once.
const SHOWN_MAX: usize = 500;

/// An entry that waits.
#[derive(Debug, Clone, Serialize)]
pub struct WaitingEntry {
    /// Which.
    #[serde(flatten)]
    pub entry: Entry,
    /// Version of its project.
    pub version: i64,
    /// Name of the project.
    pub name: String,
    /// Short name of the bureau.
    pub bureau: String,
    /// The month of an investment.
    pub month: Option<MonthOf>,
    /// Of the month alone, in 元.
    pub amount: Option<Decimal>,
    /// From January on as entered, in 元.
    pub year_to_date: Option<Decimal>,
    /// What a milestone says.
    pub milestone: Option<StepOf>,
    /// Since when.
    pub on: Date,
    /// In words.
    pub note: String,
}

/// A month of a ledger.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct MonthOf {
    /// Which ledger.
    pub ledger: Ledger,
    /// Year.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
}

/// A batch reached on a day.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct StepOf {
    /// The batch.
    pub batch: Batch,
    /// The day.
    pub date: Date,
}

/// Entries that wait, the longest first.
#[derive(Debug, Clone, Serialize)]
pub struct Waiting {
    /// At most 500 of them.
    pub entries: Vec<WaitingEntry>,
    /// How many in all.
    pub total: usize,
}

/// What this person may verify: not what they claimed themselves. One query, one more after changes.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Waiting> {
    app.require(
        actor,
        Action::List,
        Resource::Project,
        &[actor.unit.as_str()],
    )?;
    let held = super::held::held(app).await?;
    let may = |p: &&Project| app.may(actor, Action::Verify, Resource::Project, &units_of(p));
    let mut entries: Vec<WaitingEntry> = vec![];
    for project in held.all.iter().filter(may) {
        let version = held.version(&project.id).unwrap_or_default();
        entries.extend(of(app, actor, project, version));
    }
    entries.sort_by(|a, b| (a.on, &a.name, &a.entry).cmp(&(b.on, &b.name, &b.entry)));
    let total = entries.len();
    entries.truncate(SHOWN_MAX);
    Ok(Waiting { entries, total })
}

fn of(app: &App, actor: &Actor, project: &Project, version: i64) -> Vec<WaitingEntry> {
    let blank = |kind, no| WaitingEntry {
        entry: Entry {
            project: project.id.clone(),
            kind,
            no,
        },
        version,
        name: project.name.clone(),
        bureau: unit_short(&app.profile(), &project.bureau),
        month: None,
        amount: None,
        year_to_date: None,
        milestone: None,
        on: project.registered_on,
        note: String::new(),
    };
    let waits = |claim: &project::Claim| {
        claim.decision == Decision::Waiting && claim.by.person != actor.person
    };
    let investments = project.investments.iter().filter(|i| waits(&i.claim));
    let investments = investments.map(|i| WaitingEntry {
        month: Some(MonthOf {
            ledger: i.ledger,
            year: i.year,
            month: i.month,
        }),
        amount: Some(i.amount),
        year_to_date: i.year_to_date,
        on: i.claim.on,
        note: i.note.clone(),
        ..blank(EntryKind::Investment, i.no)
    });
    let milestones = project.milestones.iter().filter(|m| waits(&m.claim));
    let milestones = milestones.map(|m| WaitingEntry {
        milestone: Some(StepOf {
            batch: m.batch,
            date: m.date,
        }),
        on: m.claim.on,
        note: m.note.clone(),
        ..blank(EntryKind::Milestone, m.no)
    });
    investments.chain(milestones).collect()
}
