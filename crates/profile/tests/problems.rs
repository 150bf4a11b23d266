//! Every mistake is found, named by a stable code and placed on its line.

mod common;

use profile::{Files, Problem, Profile};

/// The invented district with one change: text `from` of `file` becomes `to`.
fn changed(file: &str, from: &str, to: &str) -> Files {
    let mut files = common::files("lanting");
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(from), "{file} lacks {from}");
    *text = text.replacen(from, to, 1);
    files
}

fn problems(files: &Files) -> Vec<Problem> {
    Profile::parse(files).err().unwrap_or_default()
}

fn line_of(files: &Files, file: &str, part: &str) -> usize {
    files[file]
        .lines()
        .position(|line| line.contains(part))
        .unwrap()
        + 1
}

#[test]
fn each_mistake_has_its_code_and_line() {
    // file, from, to, code, words on the line that is named
    #[rustfmt::skip]
    let cases = [
        ("profile.toml", "code = \"990101\"", "code = \"9901\"", "district_code_shape", "code ="),
        ("profile.toml", "Asia/Shanghai", "Asia/Nowhere", "zone_unknown", "zone ="),
        ("profile.toml", "id = \"lanting\"", "id = \"Lan ting\"", "district_id_shape", "id ="),
        ("profile.toml", "= \"office\"", "= \"night\"", "duty_hours_unknown", "default_duty_hours"),
        ("profile.toml", "centre = \"office\"", "centre = \"nowhere\"", "casework_unit_unknown", "centre ="),
        ("profile.toml", "arbiter = \"office\"", "arbiter = \"No where\"", "casework_unit_shape", "arbiter ="),
        ("profile.toml", "08:30-12:00", "12:00-08:30", "duty_hours_shape", "12:00-08:30"),
        ("profile.toml", "14:30-17:30", "11:00-17:30", "duty_hours_overlap", "11:00-17:30"),
        ("profile.toml", "\"mon\", ", "\"moon\", ", "duty_hours_shape", "moon"),
        ("profile.toml", "zone =", "zoen =", "toml_unknown_key", "zoen"),
        ("profile.toml", "[report]", "[report", "toml_syntax", "[report"),
        ("units.csv", "works,区建设局", "economy,区建设局", "unit_duplicate", "区建设局"),
        ("units.csv", "works,区建设局", "Works,区建设局", "unit_code_shape", "区建设局"),
        ("units.csv", "区建设局,建设局", "区经济局,建设局", "unit_name_duplicate", "works,"),
        ("units.csv", "department,district,,,企业", "department,nowhere,,,企业", "unit_parent_unknown", "economy"),
        ("units.csv", "department,district,,,企业", "department,economy,,,企业", "unit_cycle", "economy"),
        ("units.csv", "department,district,,,企业", "bureau,district,,,企业", "unit_kind_unknown", "economy"),
        ("units.csv", "990101001,,", "990101001001,,", "official_code_level", "东渚街道"),
        ("units.csv", "990101001,,", "99010100,,", "official_code_shape", "东渚街道"),
        ("units.csv", "990101001,,", "990202001,,", "official_code_prefix", "东渚街道"),
        ("units.csv", "990101001,,", ",,", "official_code_missing", "东渚街道"),
        ("units.csv", "990101002,,", "990101001,,", "official_code_duplicate", "西汀街道"),
        ("units.csv", "window,养老", "weekend,养老", "duty_hours_unknown", "people"),
        ("units.csv", "区建设局,建设局,", "区建设局,", "csv_columns", "works"),
        ("units.csv", "short", "abbreviation", "csv_header", "abbreviation"),
        ("communities.csv", "990101001002", "990101002009", "official_code_prefix", "柳堤社区"),
        ("communities.csv", "柳堤社区", "", "cell_empty", "990101001002"),
        ("geo/areas.geojson", "\"code\":\"990101002001\",", "\"code\":\"\",", "area_code", "石桥口"),
        ("geo/gazetteer.csv", "听雨街,,road", "听雨街,,street", "gazetteer_kind", "听雨街,,street"),
        ("profile.toml", "[casework]", "[map]\ntiles = \"ftp://a/{z}/{x}/{y}\"\nattribution = \"a\"\n[casework]", "map_tiles_shape", "ftp:"),
        ("profile.toml", "[casework]", "[map]\ntiles = \"/{z}/{x}/{y}\"\nattribution = \"a\"\ncrs = \"bd09\"\n[casework]", "map_crs", "bd09"),
        ("leaders.csv", "economy;works", "ecology;works", "leader_unit_unknown", "deputy"),
        ("leaders.csv", "economy;works", "people;works", "leader_overlap", "deputy"),
        ("leaders.csv", "deputy,", "head,", "leader_duplicate", "副区长"),
        ("demo_people.csv", "works2", "works1", "person_duplicate", "蔡三"),
        ("demo_people.csv", "people,department_clerk", "nobody,department_clerk", "person_unit_unknown", "丁四"),
        ("demo_people.csv", "department_head", "boss", "role_unknown", "蔡三"),
        ("demo_people.csv", "security_admin", "security_admin;system_admin", "administrators_together", "姜八"),
        ("demo_people.csv", "auditor,5", "leader,5", "person_leader_unknown", "葛六"),
        ("lights.toml", "\"-5\"", "\"-20\"", "light_gap_order", "green_gap_pp"),
        ("lights.toml", "\"-5\"", "-5", "toml_wrong_type", "green_gap_pp"),
        ("lights.toml", "milestone_late_yellow_days = 0", "milestone_late_yellow_days = 31", "light_late_order", "yellow_days = 31"),
        ("lights.toml", "valid_from = \"2026-01-01\"\n", "", "toml_missing_key", "[[rule]]"),
        ("lights.toml", "note_stale_yellow_days = 30", "note_stale_yellow_days = 99", "light_stale_order", "yellow_days = 99"),
        ("lights.toml", "note_stale_yellow_days = 60\nnote_stale_red_days = 90", "", "light_override_empty", "[[rule.override]]"),
        ("lights.toml", "due_soon_days = 7", "due_soon_days = -7", "toml_wrong_type", "due_soon_days"),
        ("lights.toml", "kind = \"continuing\"", "", "light_selector", "[[rule.override]]"),
        ("lights.toml", "kind = \"continuing\"", "kind = \"eternal\"", "light_kind_unknown", "kind ="),
        ("words.toml", "map_source = \"An invented place with invented borders.\"\n", "", "words_untranslated", "map_source"),
        ("case_types/tree_risk.toml", "owner = \"centre\"", "owner = \"none\"", "state_no_owner", "owner = \"none\""),
        ("case_types/tree_risk.toml", "hours = \"window\"", "hours = \"night\"", "duty_hours_unknown", "hours = \"night\""),
        ("case_types/tree_risk.toml", "effect = \"verify\"", "effect = \"vrify\"", "effect_unknown", "vrify"),
        ("notices/local.csv", "2026-06-28", "2026-06-26", "notice_day_duplicate", "makeup_workday"),
        ("notices/local.csv", "stop", "storm", "notice_kind_unknown", "storm"),
        ("notices/local.csv", "2026-09-03", "2026-09-31", "notice_date_shape", "stop"),
        ("matters.csv", "T0101,", "歪树,", "matter_code_shape", "树木倾斜"),
        ("matters.csv", "T0102,", "T0101,", "matter_overlap", "枯枝断枝"),
        ("matters.csv", "component", "thing", "matter_family_unknown", "树木倾斜"),
        ("matters.csv", "4h", "4工时", "matter_limit_shape", "树木倾斜"),
        ("matters.csv", "2026-07-01", "2026-7-1", "duty_date_shape", "树木倾斜"),
        ("matters.csv", "树要倒", "斜", "matter_phrase_short", "树木倾斜"),
        ("matters.csv", "tree_risk", "tree", "matter_case_type_unknown", "树木倾斜"),
        ("matters.csv", "tree_risk,,4h", "tree_risk,a,4h", "matter_grade_unknown", "树木倾斜"),
        ("duty_list.csv", "d-t0102-2", "d-t0102-1", "entry_duplicate", "west,core"),
        ("duty_list.csv", "west,core,990101002", "works,core,990101001", "entry_core_overlap", "d-t0102-2"),
        ("duty_list.csv", "d-t0104-1,T0104", "d-t0104-1,T0199", "entry_matter_unknown", "d-t0104-1"),
        ("duty_list.csv", "T0104,works", "T0104,roads", "entry_unit_unknown", "d-t0104-1"),
        ("duty_list.csv", "works,assisting", "works,helping", "entry_kind_unknown", "d-t0102-3"),
        ("duty_list.csv", "990101002", "990101009", "entry_place_unknown", "d-t0102-2"),
        ("duty_list.csv", "990101002", "西汀", "entry_place_shape", "d-t0102-2"),
        ("demo/assignments.csv", "1500户", "1501户", "demo_clause", "1501户"),
        ("demo/assignments.csv", "12=100", "12=90", "demo_plan", "修整道路"),
        ("demo/assignments.csv", "9,社区", "8,社区", "demo_no_duplicate", "社区托育点"),
        ("demo/records.csv", "verified,office1", "verified,works1", "demo_self_answer", "第一批"),
        ("demo/records.csv", "示例数据：第一批", "第一批", "demo_unmarked", "第一批"),
        ("demo/records.csv", "第一批通水,works1", "第一批通水,people1", "demo_claimant", "第一批"),
        ("demo/records.csv", "2026-05-25", "2026-05-15", "demo_answer_date", "第一批"),
        ("demo/notes.csv", "选址", "选题", "demo_step_unknown", "选题"),
    ];
    for (file, from, to, code, place) in cases {
        let files = changed(file, from, to);
        let found = problems(&files);
        let line = line_of(&files, file, place);
        let hit = found
            .iter()
            .any(|p| p.file == file && p.code == code && p.line == line);
        assert!(
            hit,
            "{file} {from} → {to}: wanted {code} on line {line}, found {found:#?}"
        );
        assert!(found.iter().all(|p| !p.message_zh.is_empty()));
    }
}

#[test]
fn all_problems_are_listed_and_sorted() {
    let mut files = changed(
        "units.csv",
        "department,district,,,企业",
        "bureau,district,,,企业",
    );
    files.remove("words.toml");
    let lights = files.get_mut("lights.toml").unwrap();
    *lights = lights
        .replace("\"-5\"", "\"-20\"")
        .replace("version = 1", "version = 0");
    let found = problems(&files);
    for code in [
        "file_missing",
        "unit_kind_unknown",
        "light_gap_order",
        "light_version_zero",
    ] {
        assert!(
            found.iter().any(|p| p.code == code),
            "{code} missing in {found:#?}"
        );
    }
    assert!(found.is_sorted());
    let line = found
        .iter()
        .find(|p| p.code == "unit_kind_unknown")
        .unwrap()
        .to_string();
    assert!(
        line.starts_with("units.csv:5: unit_kind_unknown "),
        "{line}"
    );
}

#[test]
fn versions_of_a_light_rule_must_not_overlap() {
    let mut files = common::files("lanting");
    let lights = files.get_mut("lights.toml").unwrap();
    let second = lights.replace("version = 1", "version = 2");
    lights.push_str(&second);
    assert!(
        problems(&files)
            .iter()
            .any(|p| p.code == "light_version_overlap")
    );
    let lights = files.get_mut("lights.toml").unwrap();
    *lights = format!(
        "{}{}",
        common::files("lanting")["lights.toml"],
        second.replace("2026-01-01", "2026-07-01")
    );
    assert_eq!(problems(&files), []);
}

#[test]
fn an_outline_must_be_closed_rings_on_earth() {
    let ring = |points: &str| format!(r#"{{"type":"Polygon","coordinates":[[{points}]]}}"#);
    let cases = [
        (ring("[1,1],[2,1],[2,2],[1,1]"), None),
        (ring("[1,1],[2,1],[2,2],[1,2]"), Some("outline_ring_open")),
        (ring("[1,1],[200,1],[2,2],[1,1]"), Some("outline_off_earth")),
        (
            r#"{"type":"Point","coordinates":[1,1]}"#.to_owned(),
            Some("outline_no_polygon"),
        ),
        ("{".to_owned(), Some("outline_unreadable")),
    ];
    for (text, code) in cases {
        let mut files = common::files("lanting");
        files.retain(|file, _| !file.starts_with("geo/areas"));
        files.insert("geo/outline.geojson".to_owned(), text);
        let codes: Vec<_> = problems(&files).iter().map(|p| p.code).collect();
        assert_eq!(codes, code.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn an_empty_folder_names_the_files_it_needs() {
    let found = problems(&Files::new());
    let missing: Vec<_> = found
        .iter()
        .filter(|p| p.code == "file_missing")
        .map(|p| p.file.as_str())
        .collect();
    assert_eq!(
        missing,
        [
            "leaders.csv",
            "lights.toml",
            "profile.toml",
            "units.csv",
            "words.toml"
        ]
    );
}

proptest::proptest! {
    /// Whatever stands in a file, the answer is a profile or problems, never a panic.
    #[test]
    fn noise_never_panics(pick in 0usize..10, cut in 0usize..2000, noise in "\\PC{0,40}") {
        let mut files = common::files("lanting");
        let name = files.keys().nth(pick % files.len()).unwrap().clone();
        let text = files.get_mut(&name).unwrap();
        let at = text.char_indices().map(|(i, _)| i).nth(cut).unwrap_or(0);
        text.insert_str(at, &noise);
        if let Err(found) = Profile::parse(&files) {
            proptest::prop_assert!(found.iter().all(|p| !p.code.is_empty() && p.line <= text_lines(&files)));
        }
    }
}

fn text_lines(files: &Files) -> usize {
    files
        .values()
        .map(|text| text.lines().count() + 1)
        .max()
        .unwrap_or(0)
}

#[test]
fn a_grid_that_is_missing_or_moved_is_told_by_name() {
    let missing = changed(
        "geo/areas-grids-2025-01-01.geojson",
        "990101002001101",
        "990101002001999",
    );
    assert_eq!(problems(&missing), [], "a code is only a code");
    let file = "geo/areas-grids-2025-01-01.geojson";
    let mut files = common::files("lanting");
    let text = &files[file];
    let row = text
        .lines()
        .find(|l| l.contains("990101002001101"))
        .unwrap();
    let without = text.replace(&format!("{row}\n"), "");
    files.insert(file.to_owned(), without);
    let told = problems(&files);
    assert_eq!((told.len(), told[0].code), (1, "area_gap"));
    assert!(
        told[0].message_zh.contains("石桥口社区"),
        "{}",
        told[0].message_zh
    );
    let stranger = changed("geo/areas.geojson", "990101002002", "990101002003");
    assert!(
        problems(&stranger)
            .iter()
            .any(|p| p.code == "area_parent_unknown" || p.code == "area_gap")
    );
}
