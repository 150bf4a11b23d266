//! The office freezes the agenda, enters what was decided, and issues the minutes.

use super::agenda::drafted;
use super::facts::facts;
use super::held::{items, meetings, open};
use super::step::context;
use super::told::told;
use crate::change_of::{changed, made};
use crate::review::Versioned;
use crate::{Actor, App, AppError, Result, ids, kinds, same_version};
use figure::Decimal;
use indicator::cadence::week_of;
use jiff::civil::Date;
use meeting::{Assign, Freeze, Meeting, Minute, Origin};
use org::{Action, Resource};
use std::collections::BTreeSet;
use store::Loaded;

/// What is left out of an agenda, by the keys of its lines.
#[derive(Debug, Clone, Default)]
pub struct FreezeCmd {
    /// Keys of new lines left out.
    pub leave_out: Vec<String>,
    /// Why.
    pub why: String,
}

/// What was decided on a line.
#[derive(Debug, Clone)]
pub struct AssignCmd {
    /// Number of the line.
    pub no: u32,
    /// Code of the one unit.
    pub unit: String,
    /// What it will do.
    pub words: String,
    /// Last day.
    pub due: Date,
    /// A number promised, where another than the one wanted.
    pub promised: Option<Decimal>,
}

/// Freezes the agenda of today's meeting as the facts of now make it, and ends items whose number came. Errors:
/// `meeting.key` for a line that is no longer there, those of [`meeting::freeze`].
pub async fn freeze(app: &App, actor: &Actor, cmd: FreezeCmd) -> Result<Versioned<Meeting>> {
    app.require(actor, Action::Issue, Resource::Meeting, &[])?;
    let known = meetings(app).await?;
    let last = known.values().next_back();
    let all = items(app).await?;
    let open = open(&all);
    let drafted = drafted(app, &open).await?;
    let mut leave_out = BTreeSet::new();
    for key in &cmd.leave_out {
        let line = drafted.iter().find(|d| d.fact.source.key() == *key);
        let line = line.ok_or_else(|| {
            AppError::field(
                "leave_out",
                "meeting.key",
                "议程已有变化，请重新核对",
                "The agenda has changed; look again",
            )
        })?;
        leave_out.insert(line.fact.source.clone());
    }
    let on = app.today();
    let freeze = Freeze {
        id: week_of(on).to_string(),
        on,
        leave_out,
        why: cmd.why,
    };
    let ctx = context(app, actor);
    let done = meeting::freeze(last.map(|m| &m.state), drafted, &open, &freeze, &ctx)?;
    let (id, mut changes) = (done.meeting.id.clone(), vec![]);
    changes.push(made(kinds::MEETING, &id, "meeting.freeze", &done.meeting));
    let mut writes = vec![];
    for item in &done.ended {
        if let Some(before) = all.get(&item.id) {
            changes.push(changed(before, "meeting_item.change", None, item));
            writes.extend(told(app, actor, item, before.seq + 1, "ended").await?);
        }
    }
    // Nobody may add to the last meeting while the next is made.
    let expects = last
        .map(|m| (m.subject.clone(), m.seq))
        .into_iter()
        .collect();
    app.append_with(actor, changes, expects, writes).await?;
    Ok(Versioned {
        version: 1,
        value: done.meeting,
    })
}

/// Gives a line its one owner unit, an action and a day; the unit is told. Errors: `unit.unknown`, `unit.group`,
/// those of [`meeting::assign`].
pub async fn assign(
    app: &App,
    actor: &Actor,
    (id, expected): (&str, i64),
    cmd: AssignCmd,
) -> Result<Versioned<Meeting>> {
    app.require(actor, Action::Assign, Resource::Meeting, &[])?;
    let before = load(app, id, expected).await?;
    crate::district::check_unit(&app.profile(), "lead", &cmd.unit)?;
    let all = items(app).await?;
    let open = open(&all);
    let line = before.state.lines.iter().find(|line| line.no == cmd.no);
    let source = line.map(|line| line.source.clone());
    let series = source.filter(|s| s.origin == Origin::Indicator);
    let expected = match series {
        Some(source) => facts(app, &[]).await?.gaps.expected(&source.id).await?,
        None => None,
    };
    let give = Assign {
        no: cmd.no,
        new_id: ids::new_id(),
        unit: cmd.unit,
        words: cmd.words,
        due: cmd.due,
        promised: cmd.promised,
        expected,
    };
    let (after, item) = meeting::assign(&before.state, &open, &give, &context(app, actor))?;
    let mut changes = vec![changed(&before, "meeting.assign", None, &after)];
    let mut seq = 1;
    changes.push(match all.get(&item.id) {
        Some(old) => {
            seq = old.seq + 1;
            changed(old, "meeting_item.assign", None, &item)
        }
        None => made(kinds::MEETING_ITEM, &item.id, "meeting_item.assign", &item),
    });
    let writes = told(app, actor, &item, seq, "assigned").await?;
    app.append_with(actor, changes, vec![], writes).await?;
    Ok(Versioned {
        version: before.seq + 1,
        value: after,
    })
}

/// Issues the minutes; from here on nothing of the meeting changes. Errors: those of [`meeting::minute`].
pub async fn minute(
    app: &App,
    actor: &Actor,
    (id, expected): (&str, i64),
    cmd: Minute,
) -> Result<Versioned<Meeting>> {
    app.require(actor, Action::Issue, Resource::Meeting, &[])?;
    let before = load(app, id, expected).await?;
    let all = items(app).await?;
    let of_lines = before.state.lines.iter().filter_map(|l| l.item.as_ref());
    let own: Vec<meeting::Item> = of_lines
        .filter_map(|id| all.get(id).map(|one| one.state.clone()))
        .collect();
    let after = meeting::minute(&before.state, &own, &cmd, &context(app, actor))?;
    app.append(
        actor,
        vec![changed(&before, "meeting.minute", None, &after)],
    )
    .await?;
    Ok(Versioned {
        version: before.seq + 1,
        value: after,
    })
}

async fn load(app: &App, id: &str, expected: i64) -> Result<Loaded<Meeting>> {
    let found: Loaded<Meeting> = app
        .load(kinds::MEETING, id, ("这次调度会", "meeting"))
        .await?;
    same_version(expected, found.seq)?;
    Ok(found)
}
