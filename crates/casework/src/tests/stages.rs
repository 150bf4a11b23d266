//! Clocks in stages, and reminders in counted time.

use super::support::{Story, act, open};
use crate::command::Act;
use crate::{Channel, Command, FieldValue, deadline_ledger};
use calendar::format_instant;

/// A tree with two stages and then the end, at work since Monday, 23 November 2026, 09:30.
fn working(matter: &str) -> Story {
    let mut story = Story::at("2026-11-23T09:30");
    let mut opened = open("tree_risk", Channel::Grid);
    if let Command::Open(opened) = &mut opened {
        opened.matter = Some(matter.into());
    }
    let risk = FieldValue::Choice("dead_branch".into());
    story
        .does("grid", opened)
        .acts("sender", act("send").to("u1"))
        .acts(
            "h1",
            act("assessed")
                .giving("risk", risk)
                .giving("old_tree", FieldValue::Flag(false))
                .showing("site_photo")
                .showing("site_photo"),
        );
    story
}

fn due(story: &Story) -> String {
    let run = story.case().clock("work").expect("the clock runs");
    run.due.map_or_else(|| "–".to_owned(), format_instant)
}

fn reached() -> Act {
    act("stage_reached").because("已完成")
}

#[test]
fn a_clock_runs_from_stage_to_stage_and_only_for_the_matters_named() {
    let mut story = working("T0104");
    assert_eq!(due(&story), "2026-11-23T11:30:00+08:00", "the first stage");
    story.go_to("2026-11-23T11:00").acts("h1", reached());
    assert_eq!(
        due(&story),
        "2026-11-26T23:59:59+08:00",
        "three working days from the start"
    );
    let run = story.case().clock("work").unwrap().clone();
    assert_eq!(run.stage().unwrap().name, "清理树根");
    assert_eq!(
        run.stages[0].due.map(format_instant).as_deref(),
        Some("2026-11-23T11:30:00+08:00"),
        "what it was due at stays"
    );
    let account = story
        .with("h1", |_, ctx| deadline_ledger(&run, ctx))
        .unwrap();
    assert_eq!((account.stages.len(), account.remaining.days.total), (2, 3));
    story.go_to("2026-11-25T11:00").acts("h1", reached());
    assert_eq!(
        due(&story),
        "2026-12-07T23:59:59+08:00",
        "ten working days in all"
    );
    story.refuses("h1", reached(), "no_stage");

    let mut whole = working("T0102");
    assert_eq!(due(&whole), "2026-12-07T23:59:59+08:00");
    whole.refuses("h1", reached(), "no_stage");
}

#[test]
fn a_stage_that_runs_out_is_told_by_its_name_once() {
    let mut story = working("T0104");
    story
        .go_to("2026-11-23T12:00")
        .does("system", Command::Tick);
    let alarms = |story: &Story| -> Vec<String> {
        let all = story.case().alarms.iter();
        all.filter(|a| a.code == "overdue")
            .map(|a| a.text.clone())
            .collect()
    };
    assert_eq!(alarms(&story), ["处理（围蔽警示）已超过时限"]);
    story.does("system", Command::Tick);
    assert_eq!(alarms(&story).len(), 1);
    story.acts("h1", reached());
    assert!(story.case().clock("work").unwrap().due > Some(story.now));
}

#[test]
fn a_stage_that_was_reached_need_not_be_reached_again_after_rework() {
    let mut story = working("T0104");
    story
        .acts("h1", reached())
        .acts("h1", act("worked").showing("after_photo"))
        .acts("inspector", act("fail").because("未清净"));
    let run = story.case().clock("work").unwrap();
    let left: Vec<&str> = run.stages.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(left, ["清理树根"]);
}

#[test]
fn a_reminder_in_counted_time_waits_for_working_days() {
    // Friday, 25 September 2026: ten working days end after the holidays.
    let mut story = Story::at("2026-09-25T09:30");
    let risk = FieldValue::Choice("dead_branch".into());
    story
        .does("grid", open("tree_risk", Channel::Grid))
        .acts("sender", act("send").to("u1"))
        .acts(
            "h1",
            act("assessed")
                .giving("risk", risk)
                .giving("old_tree", FieldValue::Flag(false))
                .showing("site_photo")
                .showing("site_photo"),
        );
    let near = |story: &mut Story, at: &str| {
        story.go_to(at).does("system", Command::Tick);
        story.case().alarms.iter().any(|a| a.code == "near_due")
    };
    let end = due(&story);
    // Eight of ten days are over only when the eighth is: holidays bring no reminder.
    let run = story.case().clock("work").unwrap().clone();
    let account = story
        .with("h1", |_, ctx| deadline_ledger(&run, ctx))
        .unwrap();
    let counted: Vec<_> = account
        .counted
        .iter()
        .filter(|line| !matches!(line.count, calendar::Count::None))
        .map(|line| line.date)
        .collect();
    assert_eq!(counted.len(), 10, "{end}");
    let on = |day: jiff::civil::Date| format!("{day}T08:00");
    assert!(
        !near(&mut story, &on(counted[7])),
        "the eighth day is not over"
    );
    assert!(near(&mut story, &on(counted[8])), "the ninth morning");
}
