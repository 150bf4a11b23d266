//! Running cases come to a newer version by a listed, previewed action.

use super::stories::handled;
use super::support::{DUTY, act, file};
use crate::{CaseType, CaseTypes, Command, migration_preview};

const NINE: &str = "2026-11-23T09:30";

/// The second version: handling is called working, and its clock has another key.
fn second() -> CaseType {
    let text = file("city_management")
        .replace("version = 1", "version = 2\nvalid_from = \"2026-12-01\"")
        .replace("\"handling\"", "\"working\"")
        .replace("enter:handling", "enter:working")
        .replace("key = \"handle\"", "key = \"work\"")
        .replace("clock = \"handle\"", "clock = \"work\"")
        + "\n[[migration]]\nfrom = 1\nstates = { handling = \"working\" }\n";
    CaseType::parse("v2.toml", &text, &DUTY).unwrap_or_else(|found| panic!("{found:#?}"))
}

#[test]
fn a_preview_says_what_moving_would_change_and_moving_does_it() {
    let mut story = handled(NINE);
    story.types = CaseTypes::new(vec![super::support::parse("city_management"), second()]).unwrap();
    story.acts("h1", act("extend").because("需采购配件"));
    let preview = migration_preview(story.case(), &story.types, 2).unwrap();
    assert_eq!(
        (&*preview.from_state, &*preview.to_state),
        ("handling", "working")
    );
    assert_eq!(preview.clocks_stopped, ["handle"]);
    assert_eq!(preview.clocks_started, ["work"]);
    assert_eq!(preview.approval_lapses.as_deref(), Some("extend"));
    let refused = |version| {
        migration_preview(story.case(), &story.types, version)
            .unwrap_err()
            .code
    };
    assert_eq!(
        (refused(1), refused(3)),
        ("version_not_newer", "type_unknown")
    );

    let to_version = 2;
    assert_eq!(
        story.refused("h1", Command::Migrate { to_version }).code,
        "not_yours_to_migrate"
    );
    story
        .does("lead", Command::Migrate { to_version })
        .is("working");
    let case = story.case();
    assert_eq!((case.type_version, &case.pending), (2, &None));
    assert!(case.clock("work").unwrap().is_running());
    assert!(case.clock("handle").is_none());
    story
        .acts("h1", act("extend").because("需采购配件"))
        .approves("sender", true)
        .is("working");
}

#[test]
fn a_case_without_a_place_in_the_new_version_stays() {
    let mut story = handled(NINE);
    let mut version = second();
    version.migrations.clear();
    story.types = CaseTypes::new(vec![super::support::parse("city_management"), version]).unwrap();
    let refusal = migration_preview(story.case(), &story.types, 2).unwrap_err();
    assert_eq!(refusal.code, "state_unknown");
}

#[test]
fn new_cases_use_the_version_of_their_day_and_running_ones_keep_theirs() {
    let mut story = handled(NINE);
    story.types = CaseTypes::new(vec![super::support::parse("city_management"), second()]).unwrap();
    story
        .go_to("2026-12-02T10:00")
        .acts(
            "h1",
            act("complete")
                .giving("measure", super::stories::text("完"))
                .showing("after_photo"),
        )
        .is("feedback");
    assert_eq!(story.case().type_version, 1);
    story.case = None;
    story.does(
        "agent",
        super::support::open("city_management", crate::Channel::Desk),
    );
    assert_eq!(story.case().type_version, 2);
}
