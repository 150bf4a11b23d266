//! Whole cases of the shipped types, from the report to the end.

use super::support::{Story, act, open};
use crate::{Channel, Command, FieldValue, Need, available};

const NINE: &str = "2026-11-23T09:30";

pub(super) fn text(words: &str) -> FieldValue {
    FieldValue::Text(words.to_owned())
}

/// A city case on the desk of unit `u1`.
pub(super) fn handled(at: &str) -> Story {
    let mut story = Story::at(at);
    story
        .does("agent", open("city_management", Channel::Desk))
        .acts("clerk", act("accept"))
        .acts("lead", act("file_case").of("06010", "b"))
        .acts("sender", act("dispatch").to("u1").citing("entry-1"))
        .is("handling");
    story
}

pub(super) fn completed(at: &str) -> Story {
    let mut story = handled(at);
    let measure = text("已清理");
    story
        .acts(
            "h1",
            act("complete")
                .giving("measure", measure)
                .showing("after_photo"),
        )
        .is("feedback");
    story
}

#[test]
fn a_city_case_goes_its_seven_steps() {
    let mut story = completed(NINE);
    story
        .acts("sender", act("send_verify"))
        .refuses("lead", act("close"), "action_not_here")
        .refuses("inspector", act("verify"), "evidence_missing")
        .acts("inspector", act("verify").showing("verify_photo"))
        .is("closing")
        .acts("lead", act("close"))
        .is("closed");
    let case = story.case();
    assert_eq!(case.owner, None);
    assert_eq!(
        case.closed.as_ref().map(|c| c.outcome.as_str()),
        Some("closed")
    );
    assert!(case.clocks.iter().all(|run| run.stopped.is_some()));
    assert_eq!(case.running(), None);
    let mut rated = act("rate");
    rated.solved = Some(true);
    rated.treated_well = Some(false);
    story
        .refuses("reporter", act("rate"), "required")
        .acts("reporter", rated);
    let rating = story.case().rating.clone().unwrap();
    assert_eq!(
        (rating.solved, rating.treated_well),
        (Some(true), Some(false))
    );
}

#[test]
fn nobody_verifies_what_they_handled_even_with_the_role() {
    let mut story = Story::at(NINE);
    let done = act("complete").giving("measure", text("已清理"));
    story
        .does("agent", open("city_management", Channel::Desk))
        .acts("clerk", act("accept"))
        .acts("lead", act("file_case").of("06010", "b"))
        .acts("sender", act("dispatch").to("u1"))
        .acts("many", done.showing("after_photo"))
        .refuses("many", act("send_verify"), "excluded")
        .acts("sender", act("send_verify"))
        .refuses(
            "many",
            act("verify").showing("verify_photo"),
            "own_handling",
        )
        .acts("grid", act("verify").showing("verify_photo"))
        .refuses("many", act("close"), "excluded")
        .acts("lead", act("close"))
        .is("closed");
}

#[test]
fn rework_begins_anew_and_asks_for_everything_again() {
    let mut story = completed(NINE);
    story
        .acts("sender", act("send_verify"))
        .acts("inspector", act("verify_failed").because("仍有积水"))
        .is("verifying")
        .approves("lead", true)
        .is("handling");
    assert_eq!((story.case().rework, story.case().round()), (1, 1));
    assert_eq!(
        story
            .case()
            .clocks
            .iter()
            .filter(|r| r.key == "handle")
            .count(),
        2
    );
    story
        .refuses(
            "h1",
            act("complete").giving("measure", text("再清理")),
            "evidence_missing",
        )
        .acts("h1", act("complete").showing("after_photo"))
        .acts("sender", act("send_verify"))
        .acts("inspector", act("verify").showing("verify_photo"))
        .acts("lead", act("not_done").because("照片不清"))
        .is("handling");
    assert_eq!(story.case().verified_by, None);
}

#[test]
fn declining_and_voiding_need_a_reason_and_another_persons_word() {
    let mut story = Story::at(NINE);
    story
        .does("agent", open("city_management", Channel::Desk))
        .refuses("clerk", act("decline"), "reason_required")
        .acts("clerk", act("decline").because("不属本区"))
        .is("intake")
        .refuses("clerk", act("void").because("重复"), "approval_pending");
    let id = story.case().pending.clone().unwrap().id;
    let allow = |allow| Command::Approve {
        id: id.clone(),
        allow,
        reason: String::new(),
    };
    assert_eq!(story.refused("clerk", allow(true)).code, "own_request");
    assert_eq!(
        story.refused("sender", allow(true)).code,
        "not_your_approval"
    );
    assert_eq!(story.refused("lead", allow(false)).code, "reason_required");
    story.approves("lead", false).is("intake");
    assert!(!story.case().decided[0].allowed);
    story
        .acts("clerk", act("decline").because("不属本区"))
        .approves("lead", true)
        .is("declined");
    let late = story.refused("agent", Command::JoinMeToo);
    assert_eq!(late.code, "case_ended");
}

#[test]
fn an_overtaken_request_lapses() {
    let mut story = handled(NINE);
    story.acts("h1", act("extend").because("需采购配件")).acts(
        "h1",
        act("complete")
            .giving("measure", text("已换"))
            .showing("after_photo"),
    );
    let case = story.case();
    assert_eq!(case.pending, None);
    assert_eq!(
        (case.decided[0].by.as_ref(), case.decided[0].allowed),
        (None, false)
    );
}

#[test]
fn an_appeal_is_signed_contacted_answered_called_back_and_reopened() {
    let mut story = Story::at(NINE);
    let kind = FieldValue::Choice("complaint".to_owned());
    story
        .does("agent", open("appeal", Channel::Desk))
        .refuses("agent", act("accept"), "field_required")
        .acts("agent", act("accept").giving("appeal_kind", kind))
        .acts("sender", act("route").to("u2"))
        .is("signing");
    let limits: Vec<(String, String)> = story
        .case()
        .clocks
        .iter()
        .filter(|run| run.is_running())
        .map(|run| (run.key.clone(), run.limit.to_string()))
        .collect();
    let wanted = [("sign", "2wh"), ("contact", "24h"), ("handle", "5wd")];
    assert_eq!(limits, wanted.map(|(k, l)| (k.to_owned(), l.to_owned())));
    let mut reached = act("call_back");
    reached.reached = Some(true);
    reached.solved = Some(false);
    story
        .acts("h2", act("sign"))
        .acts("h2", act("contact"))
        .refuses("h2", act("reply"), "required")
        .acts("h2", act("reply").saying("已修复路灯"))
        .acts("clerk", act("review_passed"))
        .refuses("agent", act("close"), "not_called_back")
        .acts("agent", reached.clone())
        .acts("agent", act("unsolved").because("诉求人称仍不亮"))
        .is("routing")
        .acts("sender", act("route").to("u2"))
        .acts("h2", act("sign"))
        .acts("h2", act("reply").saying("已换灯"))
        .acts("clerk", act("review_passed"))
        .acts("agent", reached)
        .acts("agent", act("close"))
        .is("closed")
        .go_to("2026-12-20T10:00")
        .acts("reporter", act("reopen").because("又不亮了"))
        .is("routing");
    let case = story.case();
    assert_eq!((case.rework, case.reopened, &case.closed), (1, 1, &None));
    assert_eq!(case.rating, None, "a new round is rated anew");
}

#[test]
fn an_answer_on_the_phone_is_still_reviewed_by_somebody_else() {
    let mut story = Story::at(NINE);
    let kind = FieldValue::Choice("consult".to_owned());
    let answer = act("answer_directly").giving("appeal_kind", kind);
    story
        .does("agent", open("appeal", Channel::Desk))
        .acts("agent", answer.saying("周一至周五办理"))
        .is("direct_review")
        .acts("lead", act("direct_passed"))
        .is("calling_back");
    let mut missed = act("call_back");
    missed.reached = Some(false);
    story
        .acts("agent", missed)
        .acts("agent", act("close"))
        .is("closed");
    assert!(!story.case().callback.clone().unwrap().reached);
}

#[test]
fn reopening_has_its_window() {
    let mut story = completed(NINE);
    story
        .acts("sender", act("send_verify"))
        .acts("inspector", act("verify").showing("verify_photo"))
        .acts("lead", act("close"))
        .refuses("clerk", act("reopen").because("仍在"), "not_your_action")
        .go_to("2026-12-25T10:00")
        .refuses("reporter", act("reopen").because("仍在"), "reopen_too_late")
        .go_to("2026-12-22T10:00")
        .acts("reporter", act("reopen").because("仍在"))
        .is("dispatching");
}

#[test]
fn a_deputy_rates_the_answer_to_their_own_snapshot() {
    let mut story = Story::at(NINE);
    let mut rated = act("rate");
    rated.solved = Some(true);
    story
        .does("deputy", open("deputy_snapshot", Channel::Deputy))
        .acts("clerk", act("accept"))
        .acts("sender", act("dispatch").to("u3"))
        .acts("h3", act("reply").saying("已列入计划"))
        .refuses("h3", act("verify"), "not_your_action")
        .acts("inspector", act("verify"))
        .is("rating")
        .refuses("h4", rated.clone(), "not_your_action")
        .acts("deputy", act("redo").because("未见动工"))
        .acts("h3", act("reply").saying("已动工"))
        .acts("inspector", act("verify"))
        .acts("deputy", rated)
        .acts("clerk", act("close"))
        .is("closed");
}

#[test]
fn the_fourth_type_runs_on_the_same_engine_and_files_itself() {
    let mut story = Story::at(NINE);
    let risk = FieldValue::Choice("falling".to_owned());
    let assessed = act("assessed")
        .giving("risk", risk)
        .giving("old_tree", FieldValue::Flag(true))
        .giving("lean_degrees", FieldValue::Decimal("12.5".parse().unwrap()));
    story
        .does("grid", open("tree_risk", Channel::Grid))
        .acts("sender", act("send").to("u1"))
        .refuses(
            "h1",
            assessed.clone().showing("site_photo"),
            "evidence_missing",
        )
        .acts("h1", assessed.showing("site_photo").showing("site_photo"));
    assert_eq!(story.case().clock("work").unwrap().limit.to_string(), "6h");
    story
        .acts("h1", act("worked").showing("after_photo"))
        .acts("grid", act("pass"))
        .is("accepted")
        .does("system", Command::Tick)
        .is("accepted")
        .go_to("2026-11-26T09:30")
        .does("system", Command::Tick)
        .is("done");
    assert_eq!(story.case().acts.last().unwrap().person, "system");
}

#[test]
fn what_is_offered_is_what_may_be_done() {
    let story = handled(NINE);
    let offers = story.with("h1", available);
    let keys: Vec<&str> = offers.iter().map(|offer| offer.action.as_str()).collect();
    assert_eq!(keys, ["complete", "extend", "suspend", "return", "void"]);
    let photo = Need::Evidence {
        kind: "after_photo".to_owned(),
        min: 1,
    };
    assert_eq!(offers[0].needs, [Need::Field("measure".to_owned()), photo]);
    assert_eq!(offers[3].needs, [Need::Reason, Need::Entry]);
    assert!(offers[1].asks_approval && !offers[0].asks_approval);
    let none: Vec<_> = story.with("h2", available);
    assert!(none.is_empty());
}

/// Something done to what is opened.
type Change = fn(&mut crate::Open);

#[test]
fn values_and_places_are_checked() {
    let mut story = Story::at(NINE);
    let with = |change: Change| match open("city_management", Channel::Portal) {
        Command::Open(mut open) => {
            change(&mut open);
            Command::Open(open)
        }
        other => other,
    };
    let gives = |open: &mut crate::Open, key: &str, value| open.fields.insert(key.into(), value);
    #[rustfmt::skip]
    let cases: [(Change, &str); 9] = [
        (|open| open.title = " ".into(), "required"),
        (|open| open.place = None, "field_required"),
        (|open| open.place.as_mut().unwrap().lat = Some(100.0), "place_off_earth"),
        (|open| open.place.as_mut().unwrap().lat = None, "place_off_earth"),
        (|open| open.channel = Channel::Deputy, "channel_unknown"),
        (|open| open.grade = Some("z".into()), "grade_unknown"),
        (|open| open.case_type = "none".into(), "type_unknown"),
        (|open| { open.fields.insert("reporter_phone".into(), text("1")); }, "field_personal"),
        (|open| open.reported_at = "2027-01-01T00:00:00Z".parse().ok(), "reported_later"),
    ];
    for (change, code) in cases {
        assert_eq!(story.refused("agent", with(change)).code, code);
    }
    let values = [
        ("none", FieldValue::Flag(true), "field_unknown"),
        ("component", FieldValue::Integer(1), "field_type"),
        ("component", text(&"9".repeat(18)), "field_too_large"),
        (
            "check_result",
            FieldValue::Choice("maybe".into()),
            "choice_unknown",
        ),
        ("description", text("  "), "field_empty"),
    ];
    for (key, value, code) in values {
        let Command::Open(mut open) = with(|_| ()) else {
            continue;
        };
        gives(&mut open, key, value);
        assert_eq!(story.refused("agent", Command::Open(open)).code, code);
    }
}

#[test]
fn words_photographs_and_joins_do_not_move_a_case() {
    let mut story = handled(NINE);
    let before = story.case().state.clone();
    let photo = super::support::photo("before_photo", story.now);
    let info = Command::AddInfo {
        text: "门口第二个".into(),
        evidence: vec![photo],
    };
    let note = Command::Note {
        text: "请留意".into(),
        mentions: vec!["h1".into()],
    };
    story
        .does("reporter", info)
        .does("sender", note.clone())
        .does("agent", Command::JoinMeToo)
        .does("agent", Command::JoinMeToo);
    assert_eq!(story.refused("reporter", note).code, "staff_only");
    let case = story.case();
    assert_eq!(case.state, before);
    assert_eq!(
        (case.joined, case.notes.len(), case.evidence.len()),
        (2, 2, 1)
    );
    assert_eq!(case.notes[1].mentions, ["h1"]);
}

#[test]
fn the_reporter_is_erased_when_the_time_is_over() {
    let mut story = Story::at(NINE);
    story
        .does("agent", open("city_management", Channel::Desk))
        .acts("clerk", act("decline").because("不属本区"))
        .approves("lead", true);
    story.case.as_mut().unwrap().reporter = Some(crate::ReporterRef {
        sealed: "x".into(),
        masked_name: "王*".into(),
        masked_phone: "138****0000".into(),
        anonymous: false,
        hidden: true,
        tracking: None,
    });
    story.go_to("2031-11-21T10:00");
    assert_eq!(
        story.refused("system", forget(&story)).code,
        "retention_running"
    );
    assert_eq!(story.refused("lead", forget(&story)).code, "system_only");
    story.go_to("2031-11-23T10:00");
    let short = Command::Anonymise { texts: vec![] };
    assert_eq!(story.refused("system", short).code, "texts_differ");
    let all = forget(&story);
    story.does("system", all);
    assert_eq!(story.case().reporter, None);
    let texts = story.case().texts();
    assert!(texts.len() > 1 && texts.iter().all(|text| text == "…"));
    assert!(story.case().anonymised_at.is_some());
}

#[test]
fn what_was_done_is_asked_anew_when_it_is_done_again() {
    let mut story = handled("2026-11-23T09:30");
    let wants = |story: &Story| {
        let offers = story.with("h1", crate::available);
        let complete = offers.into_iter().find(|o| o.action == "complete");
        complete
            .unwrap()
            .needs
            .contains(&crate::Need::Field("measure".into()))
    };
    assert!(wants(&story));
    let done = act("complete").giving("measure", text("清理"));
    story
        .acts("h1", done.showing("after_photo"))
        .acts("sender", act("feedback_back").because("未清净"))
        .approves("lead", true);
    assert!(wants(&story), "the second time as well");
}

/// Erases every word.
fn forget(story: &Story) -> Command {
    let texts = story.case().texts();
    Command::Anonymise {
        texts: texts.into_iter().map(|_| "…".to_owned()).collect(),
    }
}
