//! Work that goes on.

use super::{colour_and_code, day, light};
use crate::testing::{note, task};
use crate::{Colour, Kind, MeasuredBy, ReasonCode, Task};
use jiff::civil::date;

fn work() -> Task {
    let mut task = task("1");
    task.target = None;
    task.kind = Kind::Continuing;
    task.measured_by = MeasuredBy::Notes;
    task.review_every_days = Some(30);
    task
}

#[test]
fn fresh_stale_and_long_stale() {
    let facts = [note(day(3, 1))];
    let judged = |on| colour_and_code(&work(), &facts, on);
    assert_eq!(judged(day(3, 31)), (Colour::Green, ReasonCode::NoteFresh));
    assert_eq!(judged(day(4, 1)), (Colour::Yellow, ReasonCode::NoteStale));
    // 30 days of rhythm and the rule's 90 from yellow to red.
    assert_eq!(judged(day(6, 29)), (Colour::Yellow, ReasonCode::NoteStale));
    assert_eq!(judged(day(6, 30)), (Colour::Red, ReasonCode::NoteStale));
}

#[test]
fn without_any_note_time_runs_from_the_start() {
    let judged = |on| colour_and_code(&work(), &[], on);
    assert_eq!(judged(day(1, 31)), (Colour::Grey, ReasonCode::NoNoteYet));
    assert_eq!(judged(day(2, 1)), (Colour::Yellow, ReasonCode::NoNote));
    assert_eq!(judged(day(5, 2)), (Colour::Red, ReasonCode::NoNote));
}

#[test]
fn a_note_without_evidence_keeps_it_from_red_but_not_green() {
    let mut bare = note(day(3, 1));
    bare.evidence = 0;
    let facts = [bare.clone()];
    let yellow = (Colour::Yellow, ReasonCode::NoteWithoutEvidence);
    assert_eq!(colour_and_code(&work(), &facts, day(3, 2)), yellow);
    // An older note with evidence still counts within its rhythm.
    let both = [note(day(2, 20)), bare];
    assert_eq!(light(&work(), &both, day(3, 2)).colour, Colour::Green);
}

#[test]
fn without_its_own_rhythm_the_rule_gives_it() {
    let mut task = work();
    task.review_every_days = None;
    let facts = [note(day(1, 1))];
    assert_eq!(light(&task, &facts, day(4, 6)).colour, Colour::Green);
    assert_eq!(light(&task, &facts, day(4, 7)).colour, Colour::Yellow);
    assert_eq!(light(&task, &facts, day(7, 5)).colour, Colour::Yellow);
    assert_eq!(light(&task, &facts, day(7, 6)).colour, Colour::Red);
}

#[test]
fn after_the_deadline_it_stays_what_it_was() {
    let fresh = light(&work(), &[note(day(12, 20))], date(2027, 5, 1));
    assert_eq!((fresh.colour, fresh.done), (Colour::Green, true));
    let stale = light(&work(), &[note(day(11, 1))], date(2027, 5, 1));
    assert_eq!((stale.colour, stale.done), (Colour::Yellow, false));
    let mut late_start = work();
    late_start.start = day(12, 20);
    assert_eq!(
        colour_and_code(&late_start, &[], date(2027, 5, 1)),
        (Colour::Grey, ReasonCode::EndedWithoutFigure)
    );
}

#[test]
fn the_next_note_is_what_falls_due() {
    assert_eq!(
        light(&work(), &[note(day(3, 1))], day(3, 25)).next_due,
        Some(day(3, 31))
    );
    assert!(light(&work(), &[note(day(3, 1))], day(3, 25)).due_soon);
}
