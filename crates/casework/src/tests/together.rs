//! Units that work together: helpers with clocks of their own, whistles judged by both sides.

use super::stories::{completed, handled};
use super::support::{act, unit};
use crate::{Command, Moving, Response, moved_by};
use calendar::{Calendar, format_instant, notices_from_csv, shipped_notices};

const NINE: &str = "2026-11-23T09:30";

fn help(code: &str) -> Command {
    Command::CoHandle {
        unit: unit(code),
        task: "协助封闭车道".into(),
        limit: None,
    }
}

#[test]
fn a_helper_owes_its_part_by_its_own_clock_and_its_people_do_not_verify() {
    let mut story = completed(NINE);
    story.does("sender", help("u5"));
    assert_eq!(story.refused("sender", help("u5")).code, "already_helping");
    assert_eq!(story.refused("sender", help("u1")).code, "same_unit");
    assert_eq!(story.refused("h2", help("u2")).code, "not_yours_to_ask");
    let part = story.case().co_handling[0].clone();
    assert_eq!(format_instant(part.due), "2026-11-25T23:59:59+08:00");
    story
        .go_to("2026-11-26T09:00")
        .does("system", Command::Tick);
    assert!(
        story
            .case()
            .alarms
            .iter()
            .any(|a| a.code == "co_handling_late")
    );
    let done = Command::CoHandleDone {
        id: part.id.clone(),
        result: "已封闭".into(),
    };
    story
        .acts("sender", act("send_verify"))
        .acts("inspector", act("verify").showing("verify_photo"))
        .refuses("lead", act("close"), "co_handling_open");
    assert_eq!(story.refused("h1", done.clone()).code, "not_your_part");
    story.does("grid", done.clone());
    assert_eq!(story.refused("grid", done).code, "part_unknown");
    story
        .acts("lead", act("not_done").because("重查"))
        .acts("h1", act("complete").showing("after_photo"))
        .acts("sender", act("send_verify"))
        .refuses(
            "grid",
            act("verify").showing("verify_photo"),
            "own_handling",
        );
}

#[test]
fn a_verification_falls_when_its_author_turns_out_to_have_handled() {
    let mut story = completed(NINE);
    story
        .does("sender", help("u5"))
        .acts("sender", act("send_verify"))
        .acts("grid", act("verify").showing("verify_photo"))
        .is("closing");
    let id = story.case().co_handling[0].id.clone();
    let result = "已封闭".to_owned();
    story
        .does("grid", Command::CoHandleDone { id, result })
        .refuses("lead", act("close"), "not_verified");
}

#[test]
fn nobody_closes_on_their_own_verification_once_their_unit_has_the_case() {
    let mut story = super::support::Story::at(NINE);
    let about = crate::FieldValue::Choice("falling".into());
    let assessed = act("assessed")
        .giving("risk", about)
        .giving("old_tree", crate::FieldValue::Flag(false));
    story.people.insert(
        "both",
        super::support::staff("both", "u3", &[org::Role::Inspector, org::Role::Dispatcher]),
    );
    story
        .does(
            "grid",
            super::support::open("tree_risk", crate::Channel::Grid),
        )
        .acts("sender", act("send").to("u1"))
        .acts("h1", assessed.showing("site_photo").showing("site_photo"))
        .acts("h1", act("worked").showing("after_photo"))
        .acts("both", act("pass"))
        .does(
            "sender",
            Command::HandOver {
                unit: Some(unit("u3")),
                person: None,
                reason: "机构调整".into(),
            },
        )
        .refuses("both", act("file_away"), "not_verified")
        .acts("sender", act("file_away"))
        .is("done");
}

#[test]
fn a_part_can_be_taken_back() {
    let mut story = handled(NINE);
    story.does("h1", help("u2"));
    let id = story.case().co_handling[0].id.clone();
    let back = |reason: &str| Command::CoHandleWithdraw {
        id: id.clone(),
        reason: reason.to_owned(),
    };
    assert_eq!(story.refused("h2", back("不需要")).code, "not_your_part");
    assert_eq!(story.refused("h1", back("")).code, "reason_required");
    story.does("h1", back("不需要"));
    assert!(story.case().co_handling[0].done.clone().unwrap().withdrawn);
}

#[test]
fn a_whistle_has_arrival_clocks_and_is_judged_by_both_sides() {
    let mut story = handled(NINE);
    let blow = |units: &[&str]| Command::Whistle {
        units: units.iter().map(|code| unit(code)).collect(),
        reason: "需现场会商".into(),
        limit: None,
    };
    assert_eq!(story.refused("h2", blow(&["u3"])).code, "not_yours_to_ask");
    assert_eq!(story.refused("h1", blow(&[])).code, "required");
    assert_eq!(story.refused("h1", blow(&["u2", "u2"])).code, "same_unit");
    assert_eq!(story.refused("h1", blow(&["u1"])).code, "same_unit");
    story.does("h1", blow(&["u2", "u3"]));
    let id = story.case().whistles[0].id.clone();
    let due = story.case().whistles[0].called[0].due;
    assert_eq!(format_instant(due), "2026-11-23T11:30:00+08:00");
    let arrive = Command::Arrive { id: id.clone() };
    let needed = |needed| Command::JudgeWhistle {
        id: id.clone(),
        needed,
        reason: "确需我方".into(),
    };
    let response = |code: &str, response| Command::JudgeResponse {
        id: id.clone(),
        unit: unit(code),
        response,
    };
    assert_eq!(story.refused("h4", arrive.clone()).code, "not_called");
    assert_eq!(story.refused("h2", needed(true)).code, "not_arrived");
    assert_eq!(
        story.refused("h1", response("u3", Response::Poor)).code,
        "not_arrived"
    );
    story
        .does("h2", arrive.clone())
        .does("h2", needed(true))
        .does("h1", response("u2", Response::Good));
    assert_eq!(story.refused("h2", arrive).code, "already_done");
    assert_eq!(story.refused("h2", needed(false)).code, "already_done");
    assert_eq!(
        story.refused("h2", response("u3", Response::Poor)).code,
        "not_your_whistle"
    );
    story
        .go_to("2026-11-23T14:00")
        .does("system", Command::Tick)
        .does("h1", response("u3", Response::Poor));
    let missed = story
        .case()
        .alarms
        .iter()
        .filter(|a| a.code == "whistle_missed");
    assert_eq!(missed.count(), 1);
    let called = &story.case().whistles[0].called;
    assert!(called[0].needed.as_ref().unwrap().needed);
    assert_eq!(called[1].response, Some(Response::Poor));
}

#[test]
fn a_type_without_helpers_has_none() {
    let mut story = super::support::Story::at(NINE);
    story
        .does(
            "grid",
            super::support::open("tree_risk", crate::Channel::Grid),
        )
        .acts("sender", act("send").to("u1"));
    assert_eq!(story.refused("h1", help("u2")).code, "no_co_handling");
}

#[test]
fn a_parent_waits_for_its_children() {
    let mut story = completed(NINE);
    story
        .acts("sender", act("send_verify"))
        .acts("inspector", act("verify").showing("verify_photo"));
    story.open_children = 2;
    story.refuses("lead", act("close"), "children_open");
    story.open_children = 0;
    story.acts("lead", act("close")).is("closed");
}

#[test]
fn a_new_notice_moves_the_clocks_of_helpers_and_called_units_that_have_not_answered() {
    let mut story = handled("2026-12-29T10:00");
    let whistle = Command::Whistle {
        units: vec![unit("u3"), unit("u4")],
        reason: "需要到场".into(),
        limit: "3wd".parse().ok(),
    };
    let limit = "3wd".parse().ok();
    let (unit, task) = (unit("u5"), "协助封闭车道".to_owned());
    story.does("sender", Command::CoHandle { unit, task, limit });
    story.does("sender", whistle);
    let id = story.case().whistles[0].id.clone();
    let came = story.case().whistles[0].called[0].due;
    story.does("h3", Command::Arrive { id });
    assert_eq!(
        format_instant(story.case().co_handling[0].due),
        "2027-01-01T23:59:59+08:00"
    );
    let mut notices = shipped_notices().unwrap();
    notices.extend(notices_from_csv("date,kind,name\n2027-01-01,holiday,元旦\n").unwrap());
    let newer = Calendar::new(notices, &[]).unwrap();
    let moved = moved_by([story.case()], &newer, story.now).unwrap();
    let of = |wanted: fn(&Moving) -> bool| moved.iter().filter(|it| wanted(&it.clock)).count();
    assert_eq!(of(|it| matches!(it, Moving::CoHandling { .. })), 1);
    assert_eq!(
        of(|it| matches!(it, Moving::Whistle { .. })),
        1,
        "who has come owes nothing"
    );

    story.calendar = newer;
    story.does("system", Command::Recalculate);
    let case = story.case();
    assert_eq!(
        format_instant(case.co_handling[0].due),
        "2027-01-04T23:59:59+08:00"
    );
    assert_eq!(case.whistles[0].called[0].due, came);
    assert_eq!(
        format_instant(case.whistles[0].called[1].due),
        "2027-01-04T23:59:59+08:00"
    );
    assert_eq!(moved_by([case], &story.calendar, story.now).unwrap(), []);
}
