//! A new case.

use super::check::{required, room};
use super::draft::{Draft, state};
use super::{Open, fields};
use crate::case::{Case, Step};
use crate::{Context, Event, Refusal};
use calendar::civil_date;

/// Most characters of a title.
const TITLE_CHARS_MAX: usize = 200;
/// Most photographs a case may begin with.
const EVIDENCE_MAX: usize = 50;

/// Opens a case in the initial state of its type. Errors: `type_unknown`, `channel_unknown`,
/// `reported_later`, and those of fields.
pub(super) fn decide(open: &Open, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let kind = ctx.types.current(&open.case_type, civil_date(ctx.now));
    let kind = kind.ok_or_else(|| {
        Refusal::on("type_unknown", "case_type")
            .with("type", &open.case_type)
            .with("version", "–")
    })?;
    if !kind.channels.contains(&open.channel) {
        return Err(Refusal::on("channel_unknown", "channel").with("channel", open.channel));
    }
    let title = required(&open.title, "title")?;
    if title.chars().count() > TITLE_CHARS_MAX {
        return Err(Refusal::on("text_too_long", "title").with("max", TITLE_CHARS_MAX));
    }
    let number = required(&open.number, "number")?;
    let reported_at = open.reported_at.unwrap_or(ctx.now);
    if reported_at > ctx.now {
        return Err(Refusal::on("reported_later", "reported_at"));
    }
    fields::check_values(kind, &open.fields)?;
    fields::check_grade(kind, open.grade.as_deref())?;
    fields::check_place(open.place.as_ref())?;
    room(open.evidence.len(), "evidence", EVIDENCE_MAX)?;
    let first = state(kind, &kind.initial)?;
    let by = ctx.actor.who();
    let case = Case {
        id: ctx.new_id.to_owned(),
        number,
        case_type: kind.id.clone(),
        type_version: kind.version,
        state: first.key.clone(),
        phase: first.phase,
        channel: open.channel,
        source: open.source.clone(),
        title,
        matter: open.matter.clone(),
        grade: open.grade.clone(),
        fields: open.fields.clone(),
        place: open.place.clone(),
        reporter: open.reporter.clone(),
        opened_by: by.clone(),
        reported_at,
        entered_at: ctx.now,
        owner: None,
        handler: None,
        handled_by: Vec::new(),
        verified_by: None,
        verified_at: None,
        clocks: Vec::new(),
        pending: None,
        decided: Vec::new(),
        dispatches: Vec::new(),
        co_handling: Vec::new(),
        whistles: Vec::new(),
        parent: open.parent.clone(),
        evidence: open.evidence.clone(),
        notes: Vec::new(),
        reply: None,
        contacted_at: None,
        rework: 0,
        reopened: 0,
        bounces: 0,
        joined: 0,
        rating: None,
        callback: None,
        acts: vec![Step {
            at: ctx.now,
            action: "open".to_owned(),
            person: by.person,
            unit: by.unit,
            from: first.key.clone(),
            to: first.key.clone(),
            reason: None,
        }],
        closed: None,
        alarms: Vec::new(),
        anonymised_at: None,
        released: Vec::new(),
        missed: None,
        carried: None,
    };
    fields::check_required(kind, &case, &first.key)?;
    let mut draft = Draft::of(&case, ctx)?;
    draft.case.owner = draft.owner_in(&first.key, first, ctx)?;
    let opened = Event::Opened {
        case: Box::new(draft.case.clone()),
    };
    draft.events.push(opened);
    draft.start_clocks(None, None, &first.key, ctx)?;
    Ok(draft.events)
}
