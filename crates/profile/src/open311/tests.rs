//! Every problem names its line.

use super::*;
use crate::problem::Log;
use casework::CaseTypes;
use duty::{Family, Matter, MatterCode, Period};
use jiff::civil::date;

const TREE: &str = include_str!("../../../../profiles/lanting/case_types/tree_risk.toml");

const HOURS: [&str; 2] = ["office", "window"];

const GOOD: &str = r#"jurisdiction = "here.example"
contact = "热线"
key_service = "热线"
changeset = "2026-11-23 08:00"

[[service]]
code = "tree-fallen"
name = "树倒了"
description = "大树倒伏"
case_type = "tree_risk"
matters = ["T1"]
fields = ["risk", "lean_degrees", "old_tree"]
public = true

[[service]]
code = "tree"
name = "其他"
description = "其他树木险情"
case_type = "tree_risk"
mode = "batch"
rest = true
"#;

fn types() -> CaseTypes {
    let kind = casework::CaseType::parse("t.toml", TREE, &HOURS).expect("the type is sound");
    CaseTypes::new(vec![kind]).expect("one version")
}

fn matters() -> Vec<Matter> {
    let matter = |code: &str, class: &str, case_type: &str| Matter {
        code: MatterCode::parse(code).unwrap(),
        name: code.to_owned(),
        class: class.to_owned(),
        family: Family::Component,
        standard: "x".to_owned(),
        period: Period {
            valid_from: date(2026, 1, 1),
            valid_to: None,
        },
        case_type: case_type.to_owned(),
        grade: String::new(),
        limits: Default::default(),
        phrases: vec![],
    };
    vec![
        matter("T1", "树木", "tree_risk"),
        matter("T2", "树木", "tree_risk"),
        matter("A1", "诉求", "appeal"),
    ]
}

fn problems(text: &str) -> Vec<(usize, &'static str)> {
    let mut log = Log::default();
    let read = read(text, &types(), &matters(), &mut log);
    match log.finish(read.map(|_| ())) {
        Ok(()) => vec![],
        Err(all) => all.iter().map(|p| (p.line, p.code)).collect(),
    }
}

#[test]
fn a_sound_file_maps_cases_to_services() {
    let mut log = Log::default();
    let read = read(GOOD, &types(), &matters(), &mut log).unwrap();
    assert_eq!(problems(GOOD), []);
    let code = |kind, matter| read.service_of(kind, matter).map(|s| s.code.as_str());
    assert_eq!(code("tree_risk", Some("T1")), Some("tree-fallen"));
    assert_eq!(code("tree_risk", Some("T2")), Some("tree"));
    assert_eq!(code("tree_risk", None), Some("tree"));
    assert_eq!(code("appeal", Some("T1")), None);
    assert_eq!(read.service("tree").map(|s| s.mode), Some(Mode::Batch));
    assert!(!read.production);
}

#[test]
fn classes_stand_for_their_matters_of_the_type() {
    let text = GOOD.replace("matters = [\"T1\"]", "classes = [\"树木\"]");
    let mut log = Log::default();
    let read = read(&text, &types(), &matters(), &mut log).unwrap();
    let codes: Vec<_> = read.services[0]
        .matters
        .iter()
        .map(|m| m.as_str())
        .collect();
    assert_eq!(codes, ["T1", "T2"]);
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    for (from, to, line, code) in [
        ("2026-11-23 08:00", "today", 4, "open311_changeset_shape"),
        (
            "\"tree-fallen\"",
            "\"Tree fallen\"",
            7,
            "open311_code_shape",
        ),
        (
            "\"tree-fallen\"",
            "\"tree\"",
            16,
            "open311_service_duplicate",
        ),
        ("[\"T1\"]", "[\"T9\"]", 11, "open311_matter_unknown"),
        ("[\"T1\"]", "[\"T1\", \"A1\"]", 11, "open311_matter_type"),
        (
            "matters = [\"T1\"]",
            "classes = [\"诉求\"]",
            11,
            "open311_class_unknown",
        ),
        (
            "rest = true",
            "matters = [\"T1\"]",
            21,
            "open311_matter_twice",
        ),
        ("public = true", "rest = true", 21, "open311_rest_twice"),
        ("rest = true", "rest = false", 15, "open311_service_empty"),
        ("\"batch\"", "\"blackbox\"", 20, "open311_mode_unknown"),
        ("\"old_tree\"", "\"nothing\"", 12, "open311_field_unknown"),
        ("\"old_tree\"", "\"phone\"", 12, "open311_field_kind"),
        ("\"old_tree\"", "\"description\"", 12, "open311_field_kind"),
        (
            "case_type = \"tree_risk\"\nmatters",
            "case_type = \"x\"\nmatters",
            10,
            "open311_case_type_unknown",
        ),
        ("contact = ", "contract = ", 2, "toml_unknown_key"),
    ] {
        assert!(GOOD.contains(from), "{from}");
        let found = problems(&GOOD.replacen(from, to, 1));
        assert!(found.contains(&(line, code)), "{code}: {found:?}");
    }
    let closed = TREE.replace(", \"open311\"]", "]");
    let types = CaseTypes::new(vec![
        casework::CaseType::parse("t.toml", &closed, &HOURS).unwrap(),
    ])
    .unwrap();
    let mut log = Log::default();
    let _ = read(GOOD, &types, &matters(), &mut log);
    let found = log.finish(Some(())).unwrap_err();
    assert_eq!((found[0].line, found[0].code), (10, "open311_channel"));
}
