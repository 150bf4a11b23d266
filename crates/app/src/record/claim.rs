//! A unit claims progress, once, with its evidence.

use crate::change_of::made;
use crate::evidence;
use crate::gate::Gate;
use crate::retry::on_the_side;
use crate::review::{Versioned, context};
use crate::standing::standing;
use crate::{Actor, App, FileIn, Result, ids, kinds};
use commitment::record::Claim;
use commitment::{Commitment, Record, RecordKind};
use figure::Decimal;
use jiff::civil::Date;
use org::{Action, Resource};
use store::Loaded;

/// What a unit reports.
#[derive(Debug, Clone)]
pub struct ClaimCmd {
    /// Amount, reading, milestone or note.
    pub kind: RecordKind,
    /// The day it happened.
    pub date: Date,
    /// How much, in `unit`.
    pub amount: Option<Decimal>,
    /// Unit as entered; the target's where absent.
    pub unit: Option<String>,
    /// Where: a unit code of a subdistrict or community, or words.
    pub place: Option<String>,
    /// Words.
    pub note: String,
    /// Files.
    pub evidence: Vec<FileIn>,
    /// The returned record this one is entered again for.
    pub resubmits: Option<String>,
}

/// Claims a record on a commitment of the actor's unit.
pub async fn claim(
    app: &App,
    actor: &Actor,
    commitment: &str,
    cmd: ClaimCmd,
) -> Result<Versioned<Record>> {
    on_the_side(|| claim_once(app, actor, commitment, &cmd)).await
}

async fn claim_once(
    app: &App,
    actor: &Actor,
    commitment: &str,
    cmd: &ClaimCmd,
) -> Result<Versioned<Record>> {
    let once = matches!(cmd.kind, RecordKind::Milestone(_)) || cmd.resubmits.is_some();
    let Ground { on, earlier, gate } = ground(app, commitment, once).await?;
    app.require(
        actor,
        Action::Claim,
        Resource::Record,
        &acting_units(actor, &on.state),
    )?;
    let (files, writes) = evidence::take(cmd.evidence.clone())?;
    let claim = Claim {
        new_id: ids::new_id(),
        kind: cmd.kind,
        date: cmd.date,
        amount: cmd.amount,
        unit: cmd.unit.clone(),
        place: cmd.place.clone(),
        note: cmd.note.clone(),
        evidence: files,
        resubmits: cmd.resubmits.clone(),
    };
    let record = commitment::record::claim(&on.state, &earlier, &claim, &context(app, actor))?;
    let mut changes = vec![made(kinds::RECORD, &record.id, "record.claim", &record)];
    changes.extend(gate.map(|gate| gate.pass()));
    app.append_with(actor, changes, vec![(on.subject, on.seq)], writes)
        .await?;
    Ok(Versioned {
        version: 1,
        value: record,
    })
}

/// What a claim is decided by.
struct Ground {
    on: Loaded<Commitment>,
    earlier: Vec<Record>,
    gate: Option<Gate>,
}

/// The commitment alone, which is all that most claims ask about; its records and turnstile too
/// where something may be claimed only once. No light: it hears of a record when that is verified.
async fn ground(app: &App, commitment: &str, once: bool) -> Result<Ground> {
    if once {
        let found = standing(app, commitment).await?;
        return Ok(Ground {
            on: found.on,
            earlier: found.records.into_iter().map(|r| r.state).collect(),
            gate: Some(found.gate),
        });
    }
    let names = ("这条任务", "commitment");
    Ok(Ground {
        on: app.load(kinds::COMMITMENT, commitment, names).await?,
        earlier: vec![],
        gate: None,
    })
}

/// The actor's own unit where the commitment names it; otherwise all units named, so that the
/// permission table sees how far away the commitment is.
fn acting_units<'a>(actor: &'a Actor, on: &'a Commitment) -> Vec<&'a str> {
    let units = crate::actor::units_of(on);
    match units.contains(&actor.unit.as_str()) {
        true => vec![actor.unit.as_str()],
        false => units,
    }
}
