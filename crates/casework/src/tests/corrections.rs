//! What was taken in wrongly is put right before somebody else has to work with it, and by nobody
//! in passing.

use super::stories::{handled, text};
use super::support::{Story, act, open, place};
use crate::{Channel, Need, available};

const NINE: &str = "2026-11-23T09:30";

fn to_dispatch() -> Story {
    let mut story = Story::at(NINE);
    story
        .does("agent", open("city_management", Channel::Desk))
        .acts("clerk", act("accept"))
        .acts("lead", act("file_case").of("06010", "b"))
        .is("dispatching");
    story
}

#[test]
fn a_wrong_matter_and_place_are_put_right_before_the_dispatch() {
    let mut story = to_dispatch();
    let offers = story.with("sender", available);
    let correct = offers.iter().find(|o| o.action == "correct").unwrap();
    let may = [Need::Field("matter".into()), Need::Field("place".into())];
    assert_eq!(correct.corrects, may);
    let mut right = act("correct");
    right.reason = Some("地点报错了".into());
    right.matter = Some("06011".into());
    right.place = Some(crate::Place {
        address: "示例路2号".into(),
        ..place()
    });
    story.acts("sender", right).is("dispatching");
    let case = story.case();
    assert_eq!(case.matter.as_deref(), Some("06011"));
    assert_eq!(case.place.as_ref().unwrap().address, "示例路2号");
    assert_eq!(case.clock("dispatch").unwrap().started, case.entered_at);
}

#[test]
fn what_an_action_needs_is_not_offered_a_second_time() {
    let mut story = Story::at(NINE);
    story
        .does("agent", open("city_management", Channel::Desk))
        .acts("clerk", act("accept"));
    let offers = story.with("lead", available);
    let file = offers.iter().find(|o| o.action == "file_case").unwrap();
    let mut all = file.needs.iter().chain(&file.corrects).collect::<Vec<_>>();
    let count = all.len();
    all.dedup();
    assert_eq!(all.len(), count, "{file:?}");
    assert!(file.corrects.contains(&Need::Field("place".into())));
}

#[test]
fn nobody_changes_a_case_by_the_way() {
    let mut story = handled(NINE);
    let mut graded = act("return").citing("entry-1");
    graded.reason = Some("不归我单位".into());
    graded.grade = Some("c".into());
    story.refuses("h1", graded, "not_asked");
    let mut moved = act("complete").giving("measure", text("已清理"));
    moved.place = Some(place());
    story.refuses("h1", moved.showing("after_photo"), "not_asked");
    let mut renamed = act("complete").giving("measure", text("已清理"));
    renamed.matter = Some("06011".into());
    story.refuses("h1", renamed.showing("after_photo"), "not_asked");
    let other = act("complete")
        .giving("measure", text("已清理"))
        .giving("description", text("并无此事"));
    story
        .refuses("h1", other.showing("after_photo"), "not_asked")
        .is("handling");
}
