//! Blockers (堵点): one owner, one clock, departments called, closed by somebody else.

use crate::{Blocker, Called, Closed, Id, Project, Refusal};
use indicator::Context;
use jiff::civil::Date;
use refusal::required;
use serde::{Deserialize, Serialize};

/// Most blockers of one project.
const BLOCKERS_MAX: usize = 200;
/// Most departments called to one, and most moves of one.
const CALLED_MAX: usize = 30;

/// Raise a blocker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenBlocker {
    /// What.
    pub title: String,
    /// Unit that owes the way out.
    pub owner_unit: String,
    /// Person that owes it.
    pub owner: String,
    /// Last day in time, reckoned by the calendar.
    pub due: Date,
}

/// Call departments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallUnits {
    /// Number of the blocker.
    pub no: u32,
    /// Units.
    pub units: Vec<String>,
}

/// Name the case that a call became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkCase {
    /// Number of the blocker.
    pub no: u32,
    /// Unit called.
    pub unit: String,
    /// Its case.
    pub case: Id,
}

/// Move the due day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveBlocker {
    /// Number of the blocker.
    pub no: u32,
    /// New last day.
    pub due: Date,
    /// Why.
    pub reason: String,
}

/// Close it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseBlocker {
    /// Number of the blocker.
    pub no: u32,
    /// How it was solved.
    pub how: String,
}

/// Raises a blocker. Errors: `required`, `due_in_past`, `blockers_too_many`.
pub fn open_blocker(state: &Project, cmd: &OpenBlocker, ctx: &Context) -> Result<Project, Refusal> {
    if cmd.due < ctx.today {
        return Err(Refusal::on("due_in_past", "due").with("day", cmd.due));
    }
    if state.blockers.len() >= BLOCKERS_MAX {
        return Err(Refusal::new("blockers_too_many").with("max", BLOCKERS_MAX));
    }
    let mut next = state.clone();
    let no = state.blockers.iter().map(|b| b.no).max().unwrap_or(0) + 1;
    next.blockers.push(Blocker {
        no,
        title: required(&cmd.title, "title")?,
        owner_unit: required(&cmd.owner_unit, "owner_unit")?,
        owner: required(&cmd.owner, "owner")?,
        opened_by: ctx.actor.clone(),
        opened_on: ctx.today,
        due: cmd.due,
        moved: vec![],
        called: vec![],
        closed: None,
    });
    Ok(next)
}

/// Calls departments to a blocker; the case engine opens a case for each. Errors: `no_such_blocker`,
/// `blocker_closed`, `required`, `called_already`, `called_too_many`.
pub fn call_units(state: &Project, cmd: &CallUnits, ctx: &Context) -> Result<Project, Refusal> {
    let mut next = state.clone();
    let blocker = open(&mut next, cmd.no)?;
    if cmd.units.is_empty() {
        return Err(Refusal::on("required", "units"));
    }
    for unit in &cmd.units {
        if blocker.called.iter().any(|c| c.unit == *unit) {
            return Err(Refusal::on("called_already", "units").with("unit", unit));
        }
        if blocker.called.len() >= CALLED_MAX {
            return Err(Refusal::on("called_too_many", "units").with("max", CALLED_MAX));
        }
        blocker.called.push(Called {
            unit: required(unit, "units")?,
            case: None,
            on: ctx.today,
        });
    }
    Ok(next)
}

/// Names the case that a call became. Errors: `no_such_blocker`, `blocker_closed`, `not_called`,
/// `required`.
pub fn link_case(state: &Project, cmd: &LinkCase) -> Result<Project, Refusal> {
    let mut next = state.clone();
    let blocker = open(&mut next, cmd.no)?;
    let called = blocker.called.iter_mut().find(|c| c.unit == cmd.unit);
    let called = called.ok_or_else(|| Refusal::new("not_called").with("unit", &cmd.unit))?;
    called.case = Some(required(&cmd.case, "case")?);
    Ok(next)
}

/// Moves the due day, with a reason; the old day stays. Errors: `no_such_blocker`, `blocker_closed`,
/// `due_in_past`, `required`, `called_too_many`.
pub fn move_blocker(state: &Project, cmd: &MoveBlocker, ctx: &Context) -> Result<Project, Refusal> {
    let mut next = state.clone();
    let blocker = open(&mut next, cmd.no)?;
    if cmd.due < ctx.today {
        return Err(Refusal::on("due_in_past", "due").with("day", cmd.due));
    }
    if blocker.moved.len() >= CALLED_MAX {
        return Err(Refusal::new("called_too_many").with("max", CALLED_MAX));
    }
    let reason = required(&cmd.reason, "reason")?;
    blocker.moved.push((blocker.due, reason));
    blocker.due = cmd.due;
    Ok(next)
}

/// Closes a blocker. Whoever owes the way out does not say that it was found. Errors:
/// `no_such_blocker`, `blocker_closed`, `owner_cannot_close`, `required`.
pub fn close_blocker(
    state: &Project,
    cmd: &CloseBlocker,
    ctx: &Context,
) -> Result<Project, Refusal> {
    let mut next = state.clone();
    let blocker = open(&mut next, cmd.no)?;
    if blocker.owner == ctx.actor.person {
        return Err(Refusal::new("owner_cannot_close"));
    }
    blocker.closed = Some(Closed {
        by: ctx.actor.clone(),
        on: ctx.today,
        how: required(&cmd.how, "how")?,
    });
    Ok(next)
}

fn open(project: &mut Project, no: u32) -> Result<&mut Blocker, Refusal> {
    let found = project.blockers.iter_mut().find(|b| b.no == no);
    let found = found.ok_or_else(|| Refusal::new("no_such_blocker").with("no", no))?;
    match found.closed {
        Some(_) => Err(Refusal::new("blocker_closed").with("no", no)),
        None => Ok(found),
    }
}
