//! Work that goes on, judged by its dated notes and their rhythm.

use super::ended;
use crate::plan_path::days_between;
use crate::snapshot::Snapshot;
use crate::verdict::{Numbers, Verdict};
use crate::{Colour, ReasonCode, Rule, Task};
use jiff::civil::Date;

/// Judges by the last note. After the deadline the light stays what it was on that day.
pub(super) fn judge(rule: &Rule, task: &Task, known: &Snapshot, on: Date) -> Verdict {
    let day = task.deadline.map_or(on, |deadline| deadline.min(on));
    let over = ended(task, on);
    let stale_after = i64::from(
        task.review_every_days
            .unwrap_or(rule.note_stale_yellow_days),
    );
    let grace = rule
        .note_stale_red_days
        .saturating_sub(rule.note_stale_yellow_days);
    let long_stale_after = stale_after + i64::from(grace);
    let since = known.note.unwrap_or(task.start);
    let age = days_between(since, day).max(0);
    let proven_age = known.proven_note.map(|note| days_between(note, day).max(0));
    let numbers = Numbers {
        day: known.note.or(Some(task.start)),
        days: Some(age),
        limit_days: Some(stale_after),
        ..Numbers::default()
    };
    let (colour, code) = match (proven_age, known.note) {
        (Some(proven), _) if proven <= stale_after => (Colour::Green, ReasonCode::NoteFresh),
        (_, None) if age <= stale_after && over => (Colour::Grey, ReasonCode::EndedWithoutFigure),
        (_, None) if age <= stale_after => (Colour::Grey, ReasonCode::NoNoteYet),
        (_, None) if age <= long_stale_after => (Colour::Yellow, ReasonCode::NoNote),
        (_, None) => (Colour::Red, ReasonCode::NoNote),
        (_, Some(_)) if age <= stale_after => (Colour::Yellow, ReasonCode::NoteWithoutEvidence),
        (_, Some(_)) if age <= long_stale_after => (Colour::Yellow, ReasonCode::NoteStale),
        (_, Some(_)) => (Colour::Red, ReasonCode::NoteStale),
    };
    let verdict = Verdict::new(colour, code).numbers(numbers);
    if over {
        return if colour == Colour::Green {
            verdict.done()
        } else {
            verdict
        };
    }
    let next_note = i32::try_from(stale_after)
        .ok()
        .and_then(|days| since.checked_add(jiff::Span::new().days(days)).ok())
        .filter(|due| *due >= on);
    verdict.due([next_note, task.deadline].into_iter().flatten().min())
}
