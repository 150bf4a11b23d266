//! Folding events into a state.

use crate::case::{Case, Decided};
use crate::{Event, REPORTER};

/// The state after one more event. None before it was opened: an event without a case is nothing.
pub fn evolve(case: Option<Case>, event: &Event) -> Option<Case> {
    if let Event::Opened { case } = event {
        return Some((**case).clone());
    }
    let mut case = case?;
    apply(&mut case, event);
    Some(case)
}

/// The state after all events in order.
pub fn replay<'a>(case: Option<Case>, events: impl IntoIterator<Item = &'a Event>) -> Option<Case> {
    events.into_iter().fold(case, evolve)
}

/// Folds one event in; [`Event::Opened`] changes nothing of a case that is there.
pub(crate) fn apply(case: &mut Case, event: &Event) {
    match event.clone() {
        Event::Opened { .. } => {}
        Event::Acted { act, phase, owner } => {
            if act.to != case.state {
                case.entered_at = act.at;
            }
            case.state.clone_from(&act.to);
            case.phase = phase;
            case.owner = owner;
            case.acts.push(act);
        }
        Event::Given {
            fields,
            matter,
            grade,
            place,
        } => {
            case.fields.extend(fields);
            case.matter = matter.or(case.matter.take());
            case.grade = grade.or(case.grade.take());
            case.place = place.or(case.place.take());
        }
        Event::Shown { evidence } => case.evidence.extend(evidence),
        Event::ApprovalAsked { approval } => case.pending = Some(*approval),
        Event::ApprovalDecided {
            by,
            at,
            allowed,
            reason,
        } => {
            if let Some(asked) = case.pending.take() {
                case.decided.push(Decided {
                    id: asked.id,
                    action: asked.action,
                    asked_by: asked.asked_by,
                    asked_at: asked.asked_at,
                    by,
                    at,
                    allowed,
                    reason,
                });
            }
        }
        Event::Handled { person } => {
            if case.verified_by.as_ref() == Some(&person) {
                case.verified_by = None;
                case.verified_at = None;
            }
            if !case.handled_by.contains(&person) {
                case.handled_by.push(person);
            }
        }
        Event::Verified { person, at } => {
            case.verified_by = Some(person);
            case.verified_at = Some(at);
        }
        Event::SentBack => {
            case.rework = case.rework.saturating_add(1);
            begin_anew(case);
        }
        Event::Reopened => {
            case.reopened = case.reopened.saturating_add(1);
            case.closed = None;
            begin_anew(case);
        }
        Event::Missed { missed } => case.missed = missed,
        Event::Replied { reply } => case.reply = Some(reply),
        Event::Contacted { at } => case.contacted_at = case.contacted_at.or(Some(at)),
        Event::CalledBack { callback } => case.callback = Some(callback),
        Event::Rated { rating } => case.rating = Some(rating),
        Event::Ended { closed } => case.closed = Some(closed),
        Event::Alarmed { alarm } => case.alarms.push(alarm),
        Event::Noted { note } => case.notes.push(note),
        Event::Joined => case.joined = case.joined.saturating_add(1),
        Event::Carried { carried } => case.carried = Some(carried),
        Event::Released => case.carried = None,
        Event::HandedOver { handler } => case.handler = handler.or(case.handler.take()),
        Event::Migrated { to_version } => case.type_version = to_version,
        Event::Redacted {
            sha256,
            copy,
            areas,
        } => {
            for piece in case.evidence.iter_mut().filter(|e| e.file.sha256 == sha256) {
                let as_it_came = std::mem::replace(&mut piece.file, copy.clone());
                match piece.sealed_original {
                    None => piece.sealed_original = Some(as_it_came),
                    Some(_) => piece.earlier_copies.push(as_it_came.sha256),
                }
                piece.blackened.clone_from(&areas);
            }
        }
        Event::Anonymised { at, texts } => anonymise(case, at, texts),
        clock @ (Event::ClockStarted { .. }
        | Event::ClockStopped { .. }
        | Event::ClockPaused { .. }
        | Event::ClockResumed { .. }
        | Event::ClockExtended { .. }
        | Event::ClockMoved { .. }
        | Event::StageReached { .. }) => apply_clock(case, clock),
        sent @ (Event::Dispatched { .. } | Event::Returned { .. } | Event::Arbitrated { .. }) => {
            apply_dispatch(case, sent);
        }
        together => apply_together(case, together),
    }
}

/// What the reporter gave is gone with the reporter: photographs, and what was sealed under copies. What
/// staff saw and showed stays: figures stand on it.
fn anonymise(case: &mut Case, at: jiff::Timestamp, texts: Vec<String>) {
    let named = case.files();
    for (text, anonymised) in case.texts_mut().into_iter().zip(texts) {
        *text = anonymised;
    }
    case.reporter = None;
    case.anonymised_at = Some(at);
    case.evidence.retain(|piece| piece.by.person != REPORTER);
    for piece in &mut case.evidence {
        piece.sealed_original = None;
        piece.earlier_copies.clear();
    }
    let kept = case.files();
    case.released = named.difference(&kept).cloned().collect();
}

/// What belongs to a round is gone when a new one begins; the journal keeps it.
fn begin_anew(case: &mut Case) {
    case.verified_by = None;
    case.verified_at = None;
    case.rating = None;
}

fn apply_clock(case: &mut Case, event: Event) {
    if let Event::ClockStarted { run } = event {
        return case.clocks.push(run);
    }
    let key = match &event {
        Event::ClockStopped { key, .. }
        | Event::ClockPaused { key, .. }
        | Event::ClockResumed { key, .. }
        | Event::ClockExtended { key, .. }
        | Event::ClockMoved { key, .. }
        | Event::StageReached { key, .. } => key.clone(),
        _ => return,
    };
    let open = case.clocks.iter_mut().rev();
    let Some(run) = open
        .filter(|run| run.key == key)
        .find(|run| run.stopped.is_none())
    else {
        return;
    };
    let due = match event {
        Event::ClockStopped { at, .. } => {
            run.stopped = Some(at);
            close_pause(run, at);
            return;
        }
        Event::ClockPaused { pause, .. } => {
            run.pauses.push(pause);
            run.due = None;
            return;
        }
        Event::ClockResumed { at, due, .. } => {
            close_pause(run, at);
            due
        }
        Event::ClockExtended { extension, due, .. } => {
            run.extensions.push(extension);
            due
        }
        Event::ClockMoved { due, .. } => due,
        Event::StageReached { at, due, .. } => {
            if let Some(stage) = run.stages.iter_mut().find(|stage| stage.done.is_none()) {
                stage.due = run.due;
                stage.done = Some(at);
            }
            due
        }
        _ => return,
    };
    run.due = Some(due.at);
    run.beyond_notice = due.beyond_notice;
    run.notices = due.notices;
}

/// Ends the open pause; one that lasted no second is as if it had not been.
fn close_pause(run: &mut crate::ClockRun, at: jiff::Timestamp) {
    if let Some(pause) = run.pauses.last_mut().filter(|pause| pause.to.is_none()) {
        pause.to = Some(at);
        if pause.from.as_second() >= at.as_second() {
            run.pauses.pop();
        }
    }
}

fn apply_dispatch(case: &mut Case, event: Event) {
    match event {
        Event::Dispatched { dispatch } => {
            case.handler = Some(dispatch.unit.clone());
            case.dispatches.push(dispatch);
        }
        Event::Returned { returned } => {
            case.bounces = case.bounces.saturating_add(1);
            if let Some(last) = case.dispatches.last_mut() {
                last.returned = Some(returned);
            }
        }
        Event::Arbitrated { arbitration } => {
            if arbitration.result == crate::ArbitrationResult::Upheld {
                case.handler = None;
            }
            if let Some(last) = case.dispatches.last_mut() {
                last.arbitration = Some(arbitration);
            }
        }
        _ => {}
    }
}

fn apply_together(case: &mut Case, event: Event) {
    match event {
        Event::CoHandlingAsked { part } => case.co_handling.push(part),
        Event::CoHandlingMoved { id, due } => {
            if let Some(part) = case.co_handling.iter_mut().find(|part| part.id == id) {
                part.due = due;
            }
        }
        Event::CalledMoved { id, unit, due } => {
            if let Some(called) = called(case, &id, &unit) {
                called.due = due;
            }
        }
        Event::CoHandlingEnded { id, done } => {
            if let Some(part) = case.co_handling.iter_mut().find(|part| part.id == id) {
                part.done = Some(done);
            }
        }
        Event::Whistled { whistle } => case.whistles.push(whistle),
        Event::Arrived { id, unit, at, by } => {
            if let Some(called) = called(case, &id, &unit) {
                called.arrived = Some(at);
                called.arrived_by = Some(by);
            }
        }
        Event::WhistleJudged { id, unit, verdict } => {
            if let Some(called) = called(case, &id, &unit) {
                called.needed = Some(verdict);
            }
        }
        Event::ResponseJudged { id, unit, response } => {
            if let Some(called) = called(case, &id, &unit) {
                called.response = Some(response);
            }
        }
        _ => {}
    }
}

fn called<'a>(case: &'a mut Case, id: &str, unit: &org::UnitCode) -> Option<&'a mut crate::Called> {
    let whistle = case.whistles.iter_mut().find(|whistle| whistle.id == id)?;
    whistle
        .called
        .iter_mut()
        .find(|called| called.unit == *unit)
}
