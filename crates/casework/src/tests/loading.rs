//! The shipped files are sound, and each way of being unsound has its code and line.

use super::support::{DUTY, FILES, file, parse};
use crate::{CaseType, CaseTypes, Viewer};
use jiff::civil::date;

#[test]
fn every_shipped_type_is_sound() {
    for (_, id, _) in FILES {
        let kind = parse(id);
        assert_eq!((kind.id.as_str(), kind.version), (id, 1));
    }
}

#[test]
fn who_reported_is_the_centres_and_whoever_has_to_call() {
    for (_, id, _) in FILES {
        let kind = parse(id);
        let personal = |viewer| kind.fields_seen_by(viewer).filter(|f| f.personal).count();
        let all = kind.fields.iter().filter(|f| f.personal).count();
        assert_eq!(personal(Viewer::Centre), all, "{id}");
        for viewer in Viewer::ALL.iter().filter(|v| **v != Viewer::Centre) {
            let calls = id == "appeal" && *viewer == Viewer::Handler;
            let wanted = if calls { all } else { 0 };
            assert_eq!(personal(*viewer), wanted, "{id} {viewer}");
        }
    }
    let public: Vec<_> = parse("city_management")
        .fields_seen_by(Viewer::Public)
        .map(|field| field.key.clone())
        .collect();
    assert_eq!(public, ["matter", "place", "before_photo"]);
}

/// The file with one change; every occurrence of `from` in it.
fn changed(id: &str, from: &str, to: &str) -> String {
    let text = file(id);
    assert!(text.contains(from), "{id} lacks {from}");
    text.replacen(from, to, 1)
}

#[test]
fn each_fault_has_its_code_and_line() {
    // file, from, to, code, words on the line that is named
    #[rustfmt::skip]
    let cases = [
        ("city_management", "id = \"city_management\"", "id = \"City\"", "key_shape", "id = \"City\""),
        ("city_management", "personal = true\nseen_by = [\"centre\"]", "personal = true\nseen_by = [\"handler\"]", "field_personal_seen", "key = \"reporter_name\""),
        ("tree_risk", "effect = \"stage\"\nclock = \"work\"", "effect = \"stage\"", "action_clock", "effect = \"stage\""),
        ("tree_risk", "effect = \"stage\"\nclock = \"work\"", "effect = \"stage\"\nclock = \"inspect\"", "stage_rule", "effect = \"stage\""),
        ("tree_risk", "limit = \"3wd\", matters", "limit = \"1h\", matters", "stage_order", "limit = \"1h\", matters"),
        ("city_management", "version = 1", "version = 0", "number_zero", "version = 0"),
        ("city_management", "prefix = \"CG\"", "prefix = \"城管\"", "prefix_shape", "prefix"),
        ("city_management", "initial = \"intake\"", "initial = \"start\"", "state_unknown", "initial"),
        ("city_management", "channels = [\"portal\"", "channels = [\"fax\"", "channel_unknown", "fax"),
        ("city_management", "retention_days", "retention", "toml", "retention = 1825"),
        ("city_management", "to = \"registering\"", "to = \"registered\"", "state_unknown", "registered"),
        ("city_management", "by = [\"case_clerk\", \"hotline_agent\"]", "by = [\"clark\"]", "role_unknown", "clark"),
        ("city_management", "by = [\"case_clerk\", \"hotline_agent\"]", "by = []", "action_by_nobody", "key = \"accept\"\nname = \"受理\"\nfrom"),
        ("city_management", "effect = \"decline\"\nreason = true", "effect = \"decline\"", "decline_rule", "effect = \"decline\""),
        ("city_management", "effect = \"void\"\nreason = true\napproval = { by = [\"shift_lead\"] }", "effect = \"void\"\nreason = true", "void_rule", "effect = \"void\""),
        ("city_management", "approval = { by = [\"shift_lead\"] }", "approval = { by = [\"case_clerk\"] }", "approval_by_requester", "approval = { by = [\"case_clerk\"] }"),
        ("city_management", "approval = { by = [\"dispatcher\"], before_due = true }", "approval = { by = [\"handler\"], before_due = true }", "approval_by_requester", "before_due"),
        ("city_management", "approval = { by = [\"dispatcher\"], before_due = true }", "approval = { by = [\"dispatcher\"] }", "extend_rule", "effect = \"extend\""),
        ("city_management", "by = [\"inspector\", \"grid_worker\"]\neffect = \"verify\"", "by = [\"handler\"]\neffect = \"verify\"", "verify_by_handler", "effect = \"verify\""),
        ("city_management", "by = [\"inspector\", \"grid_worker\"]\neffect = \"verify\"", "by = [\"system\"]\neffect = \"verify\"", "verify_rule", "effect = \"verify\""),
        ("city_management", "gives = [\"check_result\"]", "gives = [\"result\"]", "field_unknown", "\"result\""),
        ("city_management", "gives = [\"check_result\"]", "gives = [\"reporter_phone\"]", "action_gives_personal", "key = \"checked\""),
        ("city_management", "within = \"1wd\"\n", "", "return_rule", "effect = \"return\""),
        ("city_management", "by = [\"arbiter\"]\neffect", "by = [\"handler\"]\neffect", "arbitration_rule", "effect = \"arbitrate\""),
        ("city_management", "result = \"upheld\"\n", "", "action_result", "effect = \"arbitrate\""),
        ("city_management", "stops = [\"enter:feedback\", \"action:uphold\"]", "stops = [\"leave:handling\", \"action:uphold\"]", "clock_not_running", "key = \"suspended\""),
        ("city_management", "starts = [\"enter:closing\"]", "starts = [\"enter:closed\"]", "clock_not_running", "key = \"closing\""),
        ("city_management", "pausable = true\n", "", "suspended_clock", "clock = \"handle\"\nmax_stay = \"90d\"\n\n[[state]]\nkey = \"feedback\""),
        ("city_management", "step = \"field_check\"", "step = \"check\"", "step_unknown", "step = \"check\""),
        ("city_management", "effect = \"missed\"\nreason = true", "effect = \"missed\"", "missed_rule", "effect = \"missed\""),
        ("city_management", "limit = \"4wh\"", "limit = \"4 hours\"", "limit_shape", "4 hours"),
        ("city_management", "b = \"3wd\", ", "", "clock_grade_missing", "key = \"handle\""),
        ("city_management", "a = \"4h\"", "z = \"4h\"", "grade_unknown", "z = \"4h\""),
        ("city_management", "owner = \"centre\"", "owner = \"none\"", "state_no_owner", "owner = \"none\""),
        ("city_management", "clock = \"accept\"\n", "", "state_no_clock", "key = \"intake\"\nname"),
        ("city_management", "clock = \"accept\"\n", "clock = \"accept\"\nno_clock = \"无\"\n", "state_clock_and_reason", "no_clock"),
        ("city_management", "max_stay = \"3d\"\n", "", "state_no_max_stay", "key = \"intake\"\nname"),
        ("city_management", "owner = \"none\"", "owner = \"centre\"", "final_owned", "owner = \"centre\"\nfinal"),
        ("city_management", "requires = [\"verified_by_other\", \"co_handling_done\", \"children_closed\"]", "requires = []", "closing_no_rule", "[closing]"),
        ("city_management", "\"children_closed\"", "\"rated\", \"called_back\"", "closing_never_met", "called_back"),
        ("city_management", "type = \"person\"\npersonal = true", "type = \"person\"", "field_not_personal", "type = \"person\""),
        ("city_management", "personal = true\nseen_by = [\"centre\"]", "personal = true\nseen_by = [\"public\"]", "field_personal_seen", "key = \"reporter_name\""),
        ("city_management", "from = [\"closed\"]\nby = [\"reporter\"]", "from = [\"closed\"]\nto = \"handling\"\nby = [\"reporter\"]", "final_has_exit", "effect = \"rate\""),
        ("city_management", "to = \"closed\"", "to = \"void\"", "effect_and_state", "effect = \"close\""),
        ("city_management", "reopen_within = \"30d\"\n", "", "reopen_rule", "effect = \"reopen\""),
        ("city_management", "key = \"confer\"", "key = \"accept\"", "key_duplicate", "key = \"accept\"\nname = \"协调会商\""),
        ("city_management", "key = \"confer\"", "key = \"hand_over\"", "key_reserved", "hand_over"),
        ("city_management", "from = [\"dispatching\"]\nto = \"handling\"\nby = [\"dispatcher\", \"system\"]\neffect = \"dispatch\"", "from = [\"dispatching\"]\nto = \"handling\"\nby = [\"dispatcher\", \"system\"]", "handler_may_be_missing", "key = \"handling\""),
        ("city_management", "to_unit = true\n", "", "handler_may_be_missing", "key = \"handling\""),
        ("tree_risk", "from = [\"inspecting\", \"accepted\"]", "from = [\"inspecting\"]", "state_only_close", "key = \"accepted\""),
        ("tree_risk", "to = \"done\"\nby = [\"dispatcher\", \"system\"]\neffect = \"close\"", "to = \"inspecting\"\nby = [\"dispatcher\", \"system\"]", "state_no_end", "key = \"accepted\""),
        ("city_management", "from = [\"verifying\"]\nto = \"closing\"", "from = [\"verifying\"]\nto = \"verifying\"", "state_unreachable", "key = \"closing\"\nname = \"结案\"\npublic_name"),
        ("city_management", "from = [\"intake\"]\nto = \"field_check\"", "from = [\"intake\"]", "state_unreachable", "key = \"field_check\"\nname = \"现场核实\""),
        ("city_management", "effect = \"lift\"", "effect = \"plain\"", "suspended_exit", "effect = \"plain\""),
        ("appeal", "field = \"appeal_kind\"", "field = \"description\"", "field_unknown", "field = \"description\""),
        ("appeal", "consult = \"1wd\"", "consulting = \"1wd\"", "choice_unknown", "consulting"),
        ("appeal", "effect = \"rate\"", "effect = \"rat\"", "effect_unknown", "\"rat\""),
        ("appeal", "limit = \"24h\"\nhours = \"always\"", "limit = \"24wh\"\nhours = \"always\"", "clock_hours", "hours = \"always\""),
        ("deputy_snapshot", "by = [\"opener\", \"reporter\"]\neffect = \"rate\"", "by = [\"case_clerk\"]\neffect = \"rate\"", "rate_rule", "effect = \"rate\""),
        ("deputy_snapshot", "on_overstay = \"close_unrated\"\n", "", "closing_never_silent", "\"rated_or_silent\""),
        ("deputy_snapshot", "no_clock = \"代表三十日内评价；逾期未评价的按未评价办结\"", "no_clock = \" \"", "state_no_clock", "no_clock"),
        ("tree_risk", "hours = \"window\"", "hours = \"night\"", "duty_hours_unknown", "night"),
        ("tree_risk", "on_overstay = \"file_away\"", "on_overstay = \"pass\"", "overstay_action", "on_overstay"),
        ("tree_risk", "min = 2", "min = 0", "evidence_min", "key = \"assessed\""),
        ("tree_risk", "owner = \"handler\"", "owner = \"nobody\"", "owner_unknown", "nobody"),
    ];
    for (id, from, to, code, place) in cases {
        let text = changed(id, from, to);
        let found = CaseType::parse("f.toml", &text, &DUTY).expect_err(&format!("{code}: {to}"));
        let offset = text.find(place).unwrap_or_else(|| panic!("no {place}"));
        let line = text[..offset].matches('\n').count() + 1;
        let hit = found.iter().any(|p| p.code == code && p.line == line);
        assert!(
            hit,
            "{id} {from} → {to}: wanted {code} on line {line}, found {found:#?}"
        );
    }
}

#[test]
fn the_version_of_the_day_is_the_last_that_began() {
    let first = parse("tree_risk");
    let text = changed(
        "tree_risk",
        "version = 1",
        "version = 2\nvalid_from = \"2026-12-01\"",
    );
    let second = CaseType::parse("f.toml", &text, &DUTY).unwrap();
    let types = CaseTypes::new(vec![second.clone(), first.clone()]).unwrap();
    let on = |day| types.current("tree_risk", day).map(|kind| kind.version);
    assert_eq!(on(date(2026, 11, 30)), Some(1));
    assert_eq!(on(date(2026, 12, 1)), Some(2));
    assert_eq!(types.current("tree", date(2026, 12, 1)), None);
    assert_eq!(types.get("tree_risk", 2).map(|k| k.version), Some(2));
    assert!(CaseTypes::new(vec![first.clone(), first.clone()]).is_err());
    let same_day = CaseType {
        version: 3,
        ..second.clone()
    };
    assert_eq!(
        CaseTypes::new(vec![first, second, same_day])
            .unwrap_err()
            .version,
        3
    );
}
