//! Returns: in the window, once a unit, citing the list; an arbiter decides; nobody is free
//! meanwhile; the third raises an alarm.

use super::stories::handled;
use super::support::{Story, act};
use crate::{Command, Phase};

const NINE: &str = "2026-11-23T09:30";

fn back() -> crate::Act {
    act("return").because("不在清单").citing("entry-9")
}

#[test]
fn the_unit_stays_responsible_until_the_arbiter_has_decided() {
    let mut story = handled(NINE);
    story
        .refuses("h1", act("return").because("不在清单"), "entry_required")
        .refuses("h1", act("return").citing("entry-9"), "reason_required")
        .refuses("h2", back(), "not_your_action")
        .acts("h1", back())
        .is("arbitration");
    let case = story.case();
    assert_eq!(case.owner.as_ref().map(|o| o.unit.as_str()), Some("u1"));
    assert_eq!(case.phase, Phase::Handle);
    assert!(
        case.clock("handle").unwrap().is_running(),
        "the limit runs on"
    );
    assert!(case.clock("arbitrate").unwrap().is_running());
    story
        .refuses(
            "h1",
            act("refuse_return").because("应办"),
            "not_your_action",
        )
        .acts("judge", act("refuse_return").because("属清单第三项"))
        .is("handling")
        .refuses("h1", back(), "return_used");
    assert_eq!(
        story.case().handler.as_ref().map(|u| u.as_str()),
        Some("u1")
    );
}

#[test]
fn the_window_closes() {
    let mut story = handled(NINE);
    story
        .go_to("2026-11-25T00:00:01")
        .refuses("h1", back(), "too_late")
        .go_to("2026-11-24T23:59")
        .acts("h1", back());
}

fn upheld(story: &mut Story, who: &str, next: &str) {
    story
        .acts(who, back())
        .refuses("judge", act("uphold").because("应改派"), "required")
        .acts("judge", act("uphold").because("应改派").to(next))
        .is("handling");
}

#[test]
fn the_third_bounce_raises_an_alarm_with_the_path() {
    let mut story = handled(NINE);
    upheld(&mut story, "h1", "u2");
    assert_eq!(
        story
            .case()
            .clocks
            .iter()
            .filter(|r| r.key == "handle")
            .count(),
        2
    );
    upheld(&mut story, "h2", "u3");
    assert!(story.case().alarms.is_empty());
    upheld(&mut story, "h3", "u4");
    let alarms = &story.case().alarms;
    assert_eq!(alarms.len(), 1);
    assert_eq!(alarms[0].code, "bounced");
    assert!(
        alarms[0].text.contains("u1 → u2 → u3"),
        "{}",
        alarms[0].text
    );
    let path: Vec<&str> = story.case().path().iter().map(|u| u.as_str()).collect();
    assert_eq!(path, ["u1", "u2", "u3", "u4"]);
    assert_eq!(
        story.case().owner.as_ref().map(|o| o.unit.as_str()),
        Some("u4")
    );
}

#[test]
fn a_return_is_not_sent_back_to_whoever_was_freed_nor_to_itself() {
    let mut story = handled(NINE);
    story
        .acts("h1", back())
        .refuses("judge", act("uphold").because("改").to("u1"), "same_unit")
        .refuses(
            "judge",
            act("uphold").because("改").to("nowhere"),
            "unit_unknown",
        )
        .acts("judge", act("uphold").because("改").to("u2"))
        .refuses(
            "judge",
            act("uphold").because("改").to("u3"),
            "action_not_here",
        );
}

#[test]
fn a_type_may_give_the_case_to_the_arbiter_meanwhile() {
    let text = super::support::file("city_management").replacen(
        "phase = \"handle\"\nowner = \"handler\"\nclock = \"arbitrate\"",
        "phase = \"handle\"\nowner = \"arbiter\"\nclock = \"arbitrate\"",
        1,
    );
    let kind = crate::CaseType::parse("f.toml", &text, &super::support::DUTY).unwrap();
    let mut story = handled(NINE);
    story.types = crate::CaseTypes::new(vec![kind]).unwrap();
    story.acts("h1", back()).is("arbitration");
    let owner = |story: &Story| story.case().owner.as_ref().map(|o| o.unit.to_string());
    assert_eq!(owner(&story).as_deref(), Some("arbiter"));
    story.acts("judge", act("refuse_return").because("应办"));
    assert_eq!(owner(&story).as_deref(), Some("u1"));
}

#[test]
fn a_dispatcher_does_not_send_it_again_to_a_unit_that_was_freed() {
    let mut story = handled(NINE);
    upheld(&mut story, "h1", "u2");
    let measure = super::stories::text("已清理");
    let done = act("complete").giving("measure", measure);
    story
        .acts("h2", done.showing("after_photo"))
        .acts("sender", act("send_verify"))
        .acts("inspector", act("verify").showing("verify_photo"))
        .acts("lead", act("close"))
        .acts("reporter", act("reopen").because("仍在"))
        .refuses("sender", act("dispatch").to("u1"), "unit_was_freed")
        .acts("sender", act("dispatch").to("u2"))
        .acts("h2", back())
        .acts("judge", act("refuse_return").because("应办"))
        .refuses("h2", back(), "return_used");
}

#[test]
fn a_unit_that_took_over_did_not_receive_it_and_cannot_return_it() {
    let mut story = handled(NINE);
    let over = |unit: Option<&str>, person: Option<&str>| Command::HandOver {
        unit: unit.map(super::support::unit),
        person: person.map(str::to_owned),
        reason: "机构调整".into(),
    };
    assert_eq!(
        story.refused("h1", over(Some("u2"), None)).code,
        "not_yours_to_hand_over"
    );
    assert_eq!(
        story.refused("sender", over(None, None)).code,
        "nothing_handed_over"
    );
    assert_eq!(
        story.refused("h2", over(None, Some("h2"))).code,
        "not_yours_to_hand_over"
    );
    story
        .does("h1", over(None, Some("h1b")))
        .does("sender", over(Some("u2"), None))
        .refuses("h2", back(), "not_dispatched")
        .refuses("h1", act("extend").because("要"), "not_your_action");
    let owner = story.case().owner.clone().unwrap();
    assert_eq!((owner.unit.as_str(), owner.person), ("u2", None));
}
