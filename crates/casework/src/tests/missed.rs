//! What an inspector should have reported: found with a reason, taken back, and not of an inspector's own.

use super::stories::handled;
use super::support::{Story, act, open};
use crate::{Channel, Command, CountedStep};

const NINE: &str = "2026-11-23T09:30";

#[test]
fn the_shift_lead_finds_it_with_a_reason_and_takes_it_back() {
    let mut story = handled(NINE);
    story
        .refuses("lead", act("missed"), "reason_required")
        .refuses(
            "inspector",
            act("missed").because("未上报"),
            "not_your_action",
        )
        .refuses("lead", act("not_missed").because("无"), "not_missed")
        .acts("lead", act("missed").because("当日巡查经过此处"))
        .is("handling");
    let found = story.case().missed.clone().expect("found");
    assert_eq!(found.by.person, "lead");
    story
        .refuses("lead", act("missed").because("再次"), "missed_already")
        .acts("lead", act("not_missed").because("当日未排巡查"))
        .is("handling");
    assert_eq!(story.case().missed, None);
    assert_eq!(story.case().acts.len(), 6, "both stay on record");
}

#[test]
fn what_an_inspector_reported_was_not_missed() {
    let mut story = Story::at(NINE);
    story
        .does("agent", open("city_management", Channel::Grid))
        .acts("clerk", act("accept"))
        .acts("lead", act("file_case").of("06010", "b"))
        .refuses(
            "lead",
            act("missed").because("未上报"),
            "inspector_reported",
        );
}

#[test]
fn a_deputy_who_does_not_rate_in_time_lets_the_case_close_unrated() {
    let mut story = Story::at(NINE);
    let mut rated = act("rate_late");
    rated.solved = Some(true);
    story
        .does("deputy", open("deputy_snapshot", Channel::Deputy))
        .acts("clerk", act("accept"))
        .acts("sender", act("dispatch").to("u3"))
        .acts("h3", act("reply").saying("已列入计划"))
        .acts("inspector", act("verify"))
        .is("rating")
        .go_to("2026-12-22T09:00")
        .does("system", Command::Tick)
        .is("rating")
        .go_to("2026-12-24T09:31")
        .does("system", Command::Tick)
        .is("closed_unrated");
    assert_eq!(story.case().rating, None);
    // Nobody closes it by hand before, and the word is still heard afterwards.
    story.acts("deputy", rated).is("closed_unrated");
    assert!(story.case().rating.is_some());
    story
        .acts("deputy", act("reopen").because("问题重现"))
        .is("dispatching");
}

#[test]
fn a_run_remembers_the_step_its_type_declared() {
    let story = handled(NINE);
    let step = |key: &str| {
        let run = story.case().clocks.iter().find(|run| run.key == key);
        run.expect("ran").step
    };
    assert_eq!(step("accept"), Some(CountedStep::SendCheck));
    assert_eq!(step("handle"), None, "its key tells");
}
