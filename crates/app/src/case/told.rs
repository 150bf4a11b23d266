//! Who is told of a change of a case: the units it falls upon and their people.

use super::reach;
use crate::outbox::{Happening, PERSONS_MAX};
use crate::person::{PersonState, actor_of};
use crate::{App, Result, kinds};
use calendar::civil_date;
use casework::{Case, ClockRun, Phase};
use jiff::tz::Offset;
use org::{Action, UnitCode};
use store::{Ask, Loaded, PersonFilter, Write};

/// The writes that tell what a change brought; none where it concerns nobody else.
pub(super) async fn told(
    app: &App,
    before: &Loaded<Case>,
    after: &Case,
    by: &str,
    reason: Option<&str>,
) -> Result<Vec<Write>> {
    let mut writes = answered(app, before, after);
    // What falls upon units falls upon them once: with the case that leads.
    if after.carried.as_ref().is_some_and(|it| it.stuck.is_none()) {
        return Ok(writes);
    }
    for (event, units) in happened(app, &before.state, after) {
        let units: Vec<String> = units.iter().map(|unit| unit.as_str().to_owned()).collect();
        let first = units.first().cloned().unwrap_or_default();
        let happening = Happening {
            case: after.id.clone(),
            seq: before.seq + 1,
            event,
            persons: people(app, after, &units, by).await?,
            unit_name: crate::district::unit_name(&app.profile(), &first),
            units,
            number: after.number.clone(),
            title: after.title.clone(),
            due: after.running().and_then(due).unwrap_or_default(),
            reason: reason.unwrap_or_default().to_owned(),
        };
        writes.extend(app.tell(&happening));
    }
    Ok(writes)
}

/// Programs are told of an answer to a reporter, so that they can carry it on; each case has its own.
fn answered(app: &App, before: &Loaded<Case>, after: &Case) -> Vec<Write> {
    let reply = after.reply.as_ref();
    let Some(reply) = reply.filter(|_| after.reply != before.state.reply) else {
        return vec![];
    };
    app.tell(&Happening {
        case: after.id.clone(),
        seq: before.seq + 1,
        event: "replied",
        number: after.number.clone(),
        title: after.title.clone(),
        reason: reply.text.clone(),
        ..Happening::default()
    })
}

/// What happened, and to which units.
fn happened(app: &App, before: &Case, after: &Case) -> Vec<(&'static str, Vec<UnitCode>)> {
    let mut all = Vec::new();
    let handler: Vec<UnitCode> = after.handler.iter().cloned().collect();
    let owner: Vec<UnitCode> = after.owner.iter().map(|owner| owner.unit.clone()).collect();
    let casework = app.profile().district.casework.clone();
    let centre: Vec<UnitCode> = casework.iter().map(|it| it.centre.clone()).collect();
    if after.dispatches.len() > before.dispatches.len() {
        all.push(("dispatched", handler.clone()));
    }
    if after.bounces > before.bounces {
        all.push(("returned", centre.clone()));
    }
    let asked = |case: &Case| case.pending.as_ref().map(|it| it.id.clone());
    if after.pending.is_some() && asked(after) != asked(before) {
        all.push(("approval_wanted", centre.clone()));
    }
    if let Some(decided) = after.decided.get(before.decided.len()) {
        let unit = decided.asked_by.unit.iter().cloned().collect();
        all.push(("approval_given", unit));
    }
    if after.rework > before.rework {
        all.push(("rework", handler.clone()));
    }
    let helpers = after.co_handling.iter().skip(before.co_handling.len());
    let called = after.whistles.iter().skip(before.whistles.len());
    let called = called.flat_map(|whistle| whistle.called.iter().map(|it| it.unit.clone()));
    let called: Vec<UnitCode> = helpers.map(|it| it.unit.clone()).chain(called).collect();
    if !called.is_empty() {
        all.push(("called_on", called));
    }
    let alarms = after.alarms.iter().skip(before.alarms.len());
    if let Some(event) = alarms.map(|alarm| alarm_event(&alarm.code)).next() {
        all.push((event, owner));
    }
    if after.phase == Phase::Closed && before.phase != Phase::Closed {
        all.push(("closed", handler));
    }
    all.retain(|(_, units)| !units.is_empty());
    all
}

/// A clock nearly run out is a reminder; everything else that wants attention is late.
fn alarm_event(code: &str) -> &'static str {
    match code {
        "near_due" => "due_soon",
        "bounced" => "returned",
        _ => "overdue",
    }
}

/// The people of units who have an account in use and may see the case, but for the one who acts.
async fn people(app: &App, case: &Case, units: &[String], by: &str) -> Result<Vec<String>> {
    let filter = PersonFilter {
        units: units.to_vec(),
        disabled: Some(false),
        ..PersonFilter::default()
    };
    let ask = Ask {
        limit: PERSONS_MAX,
        ..Ask::default()
    };
    let (store, district) = (app.store(), app.district());
    let ids = store.list(district, &filter, &ask).await?.rows;
    let people: Vec<Loaded<PersonState>> = store.load_many(district, kinds::PERSON, &ids).await?;
    let sees = |person: &PersonState| {
        let actor = actor_of(app, person);
        actor.person != by && reach::may(app, &actor, Action::View, case)
    };
    let told = people.into_iter().filter(|person| sees(&person.state));
    Ok(told.map(|person| person.subject.id).collect())
}

/// A due instant in words, in the district's time.
fn due(run: &ClockRun) -> Option<String> {
    let at = run.due?;
    let time = Offset::constant(8).to_datetime(at);
    Some(format!("{} {}", civil_date(at), time.strftime("%H:%M")))
}
