//! The light of one commitment, judged anew.

use super::{Basis, LightState};
use crate::change_of::{changed, made};
use crate::{App, Result, kinds};
use commitment::{
    Commitment, Context, Counts, Kind, MeasuredBy, Record, Status, Supervision, SupervisionStatus,
};
use figure::Comparator;
use jiff::civil::Date;
use light::{Colour, Light, PartnerReading};
use store::{Change, Loaded};

/// The time that a unit has to answer a supervision item opened by a red light.
const ANSWER_LIMIT: &str = "5wd";

/// Judges on a day. Pure: everything is handed in.
pub(crate) fn assess(
    profile: &profile::Profile,
    c: &Commitment,
    by: Basis<'_>,
    partner: Vec<PartnerReading>,
    on: Date,
) -> Light {
    let book = book_of(profile, c);
    let partner = match c.measured_by {
        // The measure names the other series; it is read with the own one.
        MeasuredBy::Indicators => by.counts.indicators.partner(),
        _ => partner,
    };
    let task = light::Task {
        partner,
        ..commitment::task_of(c)
    };
    let facts = commitment::facts_of(c, by.records, by.counts);
    book.assess(&task, &facts, on)
}

/// The same for a target that follows no other, where the next change is known already.
pub(crate) fn assess_until(
    profile: &profile::Profile,
    c: &Commitment,
    by: Basis<'_>,
    on: Date,
    next_change: Option<(Date, Colour)>,
) -> Light {
    let facts = commitment::facts_of(c, by.records, by.counts);
    let task = commitment::task_of(c);
    book_of(profile, c).assess_until(&task, &facts, on, next_change)
}

fn book_of(profile: &profile::Profile, c: &Commitment) -> light::RuleBook {
    let measure = c.target.as_ref().map(|t| t.measure.as_str());
    profile.rule_book(c.kind, measure)
}

/// The changes that bring the stored light up to date with these facts; none when it would say
/// the same. A light that turns red opens a supervision item where none is open.
///
/// `stored` is the light as loaded *before* the records were: whoever changes records meanwhile
/// raises it, so that a list of records that has gone stale cannot write over a newer light.
pub(crate) async fn recompute(
    app: &App,
    c: &Commitment,
    records: &[Record],
    stored: Option<Loaded<LightState>>,
) -> Result<Vec<Change>> {
    let counts = crate::counting::facts_of_one(app, c).await?;
    recompute_by(app, c, Basis::new(records, &counts), stored).await
}

/// As [`recompute`], by records and cases as they will be with the change.
pub(crate) async fn recompute_by(
    app: &App,
    c: &Commitment,
    by: Basis<'_>,
    stored: Option<Loaded<LightState>>,
) -> Result<Vec<Change>> {
    let today = app.today();
    let Some(light) = judged(app, c, by, today).await? else {
        return Ok(vec![]);
    };
    let next = LightState::after(stored.as_ref().map(|s| &s.state), &c.id, light, today);
    let mut changes = vec![];
    match &stored {
        Some(old)
            if old.state.says_the_same(&next)
                && !(is_in_step(c) && old.state.light.reason != next.light.reason) =>
        {
            return Ok(changes);
        }
        Some(old) => changes.push(changed(old, "light.change", None, &next)),
        None => changes.push(made(kinds::LIGHT, &c.id, "light.first", &next)),
    }
    let turned_red = next.light.colour == Colour::Red
        && stored.is_none_or(|old| old.state.light.colour != Colour::Red);
    if turned_red {
        changes.extend(open_supervision(app, c, &next.light).await?);
    }
    Ok(changes)
}

/// The light of a day by today's facts; none for what has no light.
pub(super) async fn judged(
    app: &App,
    c: &Commitment,
    by: Basis<'_>,
    on: Date,
) -> Result<Option<Light>> {
    if c.status != Status::Issued || c.kind == Kind::Principle {
        return Ok(None);
    }
    let partner = partner_readings(app, c).await?;
    Ok(Some(assess(&app.profile(), c, by, partner, on)))
}

/// The stored light, to be loaded before the records it is judged by.
pub(crate) async fn stored(app: &App, commitment: &str) -> Result<Option<Loaded<LightState>>> {
    Ok(app
        .store()
        .load(app.district(), kinds::LIGHT, commitment)
        .await?)
}

/// Judges again the commitments of the same report that move in step with this one's readings.
pub(crate) async fn follow(app: &App, moved: &Commitment) -> Result<()> {
    if !leads(moved) || moved.status != Status::Issued {
        return Ok(());
    }
    let siblings: Vec<Loaded<Commitment>> = app
        .store()
        .readings_of(app.district(), &moved.report)
        .await?;
    let follows = |c: &Commitment| {
        let words = c.target.as_ref().and_then(|t| t.in_step_with.as_deref());
        c.id != moved.id && c.status == Status::Issued && words.is_some_and(|w| measures(moved, w))
    };
    for c in siblings.iter().filter(|s| follows(&s.state)) {
        crate::retry::on_the_side(|| judge(app, &c.state.id)).await?;
    }
    Ok(())
}

/// Judges one commitment by what is stored and appends what changed.
pub(crate) async fn judge(app: &App, id: &str) -> Result<()> {
    let mut found = crate::standing::standing(app, id).await?;
    let light = found.light.take();
    let (on, records) = found.split();
    let changes = recompute(app, &on, &records, light).await?;
    if !changes.is_empty() {
        app.append(&app.system(), changes).await?;
    }
    Ok(())
}

fn is_in_step(c: &Commitment) -> bool {
    c.target
        .as_ref()
        .is_some_and(|t| t.comparator == Comparator::InStep)
}

async fn open_supervision(app: &App, c: &Commitment, light: &Light) -> Result<Option<Change>> {
    let others: Vec<Loaded<Supervision>> =
        app.store().supervision_of(app.district(), &c.id).await?;
    if others
        .iter()
        .any(|s| s.state.status != SupervisionStatus::Closed)
    {
        return Ok(None);
    }
    let system = app.system();
    let ctx = Context {
        now: app.now(),
        today: app.today(),
        actor: system.party(),
        office: true,
        expected_version: None,
    };
    let cmd = commitment::supervision::Open {
        new_id: crate::ids::new_id(),
        light_reason: light.reason.clone(),
        owner_unit: c.lead.clone(),
        owner: None,
        due: crate::district::due_day(&app.calendar(), app.now(), ANSWER_LIMIT)?,
        limit: Some(ANSWER_LIMIT.to_owned()),
    };
    let others: Vec<Supervision> = others.into_iter().map(|s| s.state).collect();
    let item = commitment::supervision::open(c, &others, &cmd, &ctx)?;
    Ok(Some(made(
        kinds::SUPERVISION,
        &item.id,
        "supervision.open",
        &item,
    )))
}

/// 同步: the verified readings of the issued commitment whose measure the target moves with.
async fn partner_readings(app: &App, c: &Commitment) -> Result<Vec<PartnerReading>> {
    let Some(words) = partner_words(c) else {
        return Ok(vec![]);
    };
    let siblings: Vec<Loaded<Commitment>> =
        app.store().readings_of(app.district(), &c.report).await?;
    let Some(partner) = siblings.iter().find(|s| is_partner(c, words, &s.state)) else {
        return Ok(vec![]);
    };
    if partner.state.measured_by == MeasuredBy::Indicators {
        return readings_of_series(app, &partner.state).await;
    }
    let records: Vec<Loaded<Record>> = app
        .store()
        .records_of(app.district(), &partner.state.id)
        .await?;
    let records: Vec<Record> = records.into_iter().map(|r| r.state).collect();
    Ok(readings_in(&partner.state, &records))
}

/// What the series of a commitment says, for one that is to move with it.
pub(super) async fn readings_of_series(
    app: &App,
    partner: &Commitment,
) -> Result<Vec<PartnerReading>> {
    let counts = crate::counting::facts_of_one(app, partner).await?;
    Ok(counts.indicators.readings())
}

/// What the target moves with, in the report's words.
pub(super) fn partner_words(c: &Commitment) -> Option<&str> {
    c.target.as_ref()?.in_step_with.as_deref()
}

/// Whether the target of `c` moves with the readings of this one.
pub(super) fn is_partner(c: &Commitment, words: &str, other: &Commitment) -> bool {
    other.id != c.id && leads(other) && measures(other, words)
}

/// Whether others can move in step with it: it has readings of its own or of a series.
fn leads(c: &Commitment) -> bool {
    matches!(c.measured_by, MeasuredBy::Readings | MeasuredBy::Indicators)
}

/// The verified readings with evidence that stand among these records.
pub(super) fn readings_in(partner: &Commitment, records: &[Record]) -> Vec<PartnerReading> {
    let facts = commitment::facts_of(partner, records, &Counts::default());
    facts
        .iter()
        .filter(|f| f.verified && f.evidence > 0 && f.withdrawn_on.is_none())
        .filter_map(|f| match f.kind {
            light::FactKind::Reading(value) => Some(PartnerReading {
                date: f.date,
                known_on: f.known_on,
                value,
                withdrawn_on: None,
            }),
            _ => None,
        })
        .collect()
}

/// 经济增长 is the growth of 生产总值; otherwise the words must name the measure.
fn measures(c: &Commitment, words: &str) -> bool {
    let Some(target) = &c.target else {
        return false;
    };
    let economy = words.contains("经济") && target.measure.contains("生产总值");
    economy || target.measure.contains(words) || words.contains(target.measure.as_str())
}
