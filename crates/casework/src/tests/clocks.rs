//! Clocks: limits, extension before expiry, suspension, the ledger, changed notices.

use super::stories::{handled, text};
use super::support::{Story, act, open};
use crate::{Channel, Command, deadline_ledger, moved_by};
use calendar::{Calendar, format_instant, notices_from_csv, shipped_notices};

const NINE: &str = "2026-11-23T09:30";

fn due(story: &Story, key: &str) -> String {
    let run = story.case().clock(key).expect("the clock runs");
    run.due.map_or_else(|| "–".to_owned(), format_instant)
}

#[test]
fn limits_follow_matter_then_grade() {
    let limit = |matter: Option<&str>, grade: &str| {
        let mut story = Story::at(NINE);
        story.matter_limit = matter.map(|limit| limit.parse().unwrap());
        story
            .does("agent", open("city_management", Channel::Desk))
            .acts("clerk", act("accept"))
            .acts("lead", act("file_case").of("06010", grade))
            .acts("sender", act("dispatch").to("u1"));
        due(&story, "handle")
    };
    assert_eq!(limit(None, "b"), "2026-11-26T23:59:59+08:00");
    assert_eq!(limit(None, "c"), "2026-12-14T23:59:59+08:00");
    assert_eq!(
        limit(None, "a"),
        "2026-11-23T13:30:00+08:00",
        "natural hours"
    );
    assert_eq!(limit(Some("2h"), "b"), "2026-11-23T11:30:00+08:00");
    assert_eq!(limit(Some("5wh"), "b"), "2026-11-23T15:30:00+08:00");
}

#[test]
fn a_complex_appeal_has_its_own_limit() {
    let mut story = Story::at(NINE);
    let mut accept = act("accept");
    accept.grade = Some("complex".into());
    let kind = crate::FieldValue::Choice("consult".into());
    story
        .does("agent", open("appeal", Channel::Desk))
        .acts("agent", accept.giving("appeal_kind", kind))
        .acts("sender", act("route").to("u2"));
    assert_eq!(
        story.case().clock("handle").unwrap().limit.to_string(),
        "15wd"
    );
}

#[test]
fn an_extension_is_asked_and_allowed_before_the_end_and_once() {
    let mut story = handled(NINE);
    let mut longer = act("extend").because("需采购配件");
    longer.limit = Some("5wd".parse().unwrap());
    story.refuses("h1", longer, "extension_too_long");
    story
        .acts("h1", act("extend").because("需采购配件"))
        .approves("sender", true)
        .is("handling");
    assert_eq!(due(&story, "handle"), "2026-12-01T23:59:59+08:00");
    story.refuses("h1", act("extend").because("再延"), "extended_already");
    let extension = &story.case().clock("handle").unwrap().extensions[0];
    assert_eq!(
        (&*extension.asked_by, &*extension.allowed_by),
        ("h1", "sender")
    );

    let mut late = handled(NINE);
    late.acts("h1", act("extend").because("需采购配件"))
        .go_to("2026-11-27T09:00");
    let id = late.case().pending.clone().unwrap().id;
    let allow = |allow| Command::Approve {
        id: id.clone(),
        allow,
        reason: "已过期".into(),
    };
    assert_eq!(late.refused("sender", allow(true)).code, "past_due");
    late.does("sender", allow(false))
        .refuses("h1", act("extend").because("再试"), "past_due");
}

/// Three working days from Tuesday; one has run when it is suspended over the National Day.
fn suspended() -> Story {
    let mut story = handled("2026-09-22T10:00");
    story
        .go_to("2026-09-24T10:00")
        .acts("h1", act("suspend").because("等待管线单位交底"))
        .is("handling")
        .approves("sender", true)
        .is("suspended");
    story
}

#[test]
fn a_suspension_over_the_national_day_keeps_what_was_left() {
    let mut story = suspended();
    let run = story.case().clock("handle").unwrap();
    assert!(run.is_paused() && run.due.is_none());
    assert_eq!(run.pauses[0].allowed_by, "sender");
    assert_eq!(story.case().running(), None);
    story
        .go_to("2026-10-08T15:00")
        .refuses(
            "h1",
            act("complete").giving("measure", text("完")),
            "action_not_here",
        )
        .acts("h1", act("lift").because("已交底"))
        .is("suspended")
        .approves("sender", true)
        .is("handling");
    // 23 September counted; the 24th to 8 October touched by the pause; 9 and 10 October (a
    // make-up Saturday) are the two that were left.
    assert_eq!(due(&story, "handle"), "2026-10-10T23:59:59+08:00");
    let account = story
        .with("h1", |case, ctx| {
            deadline_ledger(case.clock("handle").unwrap(), ctx)
        })
        .unwrap();
    assert_eq!(account.remaining.days.elapsed, 1);
    assert_eq!(account.remaining.days.left(), 2);
    assert_eq!(account.notices, ["2026 v1"]);
    assert_eq!(account.pauses[0].ground, "等待管线单位交底");
    let makeup = account.counted.last().unwrap().to_string();
    assert!(makeup.contains("调休"), "{makeup}");
    let still: Vec<_> = account
        .counted
        .iter()
        .filter(|line| line.to_string().contains("等待管线单位交底"))
        .collect();
    assert_eq!(still.len(), 15);
}

#[test]
fn the_ledger_of_a_clock_that_stands_still_says_so() {
    let story = suspended();
    let account = story.with("h1", |case, ctx| {
        deadline_ledger(case.clock("handle").unwrap(), ctx)
    });
    assert!(account.unwrap().remaining.paused);
}

#[test]
fn a_suspension_that_lasted_no_second_is_as_if_it_had_not_been() {
    let mut story = suspended();
    let before = "2026-09-28T23:59:59+08:00";
    story.acts("sender", act("lift_now").because("误操作"));
    assert_eq!(due(&story, "handle"), before);
    assert!(story.case().clock("handle").unwrap().pauses.is_empty());
}

#[test]
fn a_clock_past_the_last_notice_says_so_and_a_new_notice_moves_it_after_listing() {
    let mut story = handled("2026-12-29T10:00");
    let run = story.case().clock("handle").unwrap().clone();
    assert!(run.beyond_notice);
    assert_eq!(due(&story, "handle"), "2027-01-01T23:59:59+08:00");
    let mut notices = shipped_notices().unwrap();
    notices.extend(notices_from_csv("date,kind,name\n2027-01-01,holiday,元旦\n").unwrap());
    let newer = Calendar::new(notices, &[]).unwrap();
    let moved = moved_by([story.case()], &newer, story.now).unwrap();
    assert_eq!(moved.len(), 1);
    assert!(moved[0].shifts());
    assert_eq!(moved[0].old, run.due);
    assert_eq!(format_instant(moved[0].new.at), "2027-01-04T23:59:59+08:00");
    let unmoved = moved_by([story.case()], &story.calendar, story.now).unwrap();
    assert_eq!(unmoved, []);

    story.calendar = newer;
    assert_eq!(
        story.refused("sender", Command::Recalculate).code,
        "system_only"
    );
    story.does("system", Command::Recalculate);
    assert_eq!(due(&story, "handle"), "2027-01-04T23:59:59+08:00");
    assert_eq!(
        story.case().clock("handle").unwrap().notices,
        ["2026 v1", "2027 v1"]
    );
    assert!(!story.case().clock("handle").unwrap().beyond_notice);
    story.does("system", Command::Recalculate);
    assert_eq!(
        story.try_do("system", &Command::Recalculate),
        Ok(Vec::new())
    );
}

#[test]
fn time_raises_each_alarm_once() {
    let mut story = handled(NINE);
    let codes = |story: &Story| -> Vec<String> {
        story.case().alarms.iter().map(|a| a.code.clone()).collect()
    };
    story.does("system", Command::Tick);
    assert!(codes(&story).is_empty());
    story
        .go_to("2026-11-26T12:00")
        .does("system", Command::Tick);
    story.does("system", Command::Tick);
    assert_eq!(codes(&story), ["near_due"]);
    story
        .go_to("2026-11-27T00:00:01")
        .does("system", Command::Tick);
    story.does("system", Command::Tick);
    assert_eq!(codes(&story), ["near_due", "overdue"]);
    story
        .go_to("2027-02-23T10:00")
        .does("system", Command::Tick);
    assert_eq!(codes(&story), ["near_due", "overdue", "overstay"]);
    assert!(story.case().clock("handle").unwrap().is_late(story.now));
    assert_eq!(story.refused("lead", Command::Tick).code, "system_only");
}

#[test]
fn a_command_before_the_last_step_is_refused() {
    let mut story = handled(NINE);
    story.go_to("2026-11-23T09:29");
    assert_eq!(story.refused("h1", Command::JoinMeToo).code, "out_of_order");
}

#[test]
fn a_suspension_leaves_the_clocks_that_may_not_stand_still() {
    let mut story = Story::at(NINE);
    let kind = crate::FieldValue::Choice("help".into());
    story
        .does("agent", open("appeal", Channel::Desk))
        .acts("agent", act("accept").giving("appeal_kind", kind))
        .acts("sender", act("route").to("u2"))
        .acts("h2", act("sign"))
        .acts("h2", act("suspend").because("待当事人补材料"))
        .approves("lead", true)
        .is("suspended");
    assert!(story.case().clock("handle").unwrap().is_paused());
    assert!(story.case().clock("contact").unwrap().is_running());
    assert_eq!(
        story.case().running().map(|run| run.key.as_str()),
        Some("contact")
    );
}
