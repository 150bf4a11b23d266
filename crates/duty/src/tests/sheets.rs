use super::*;
use crate::sheet::{Comparison, Line, LineChange, compare, line_of};
use std::collections::BTreeMap;

fn versions() -> BTreeMap<MatterCode, i64> {
    BTreeMap::from([(code("06010"), 4), (code("06025"), 1)])
}

fn exported(list: &DutyList) -> Vec<Line> {
    let versions = versions();
    let line = |(n, e): (usize, &Entry)| Line {
        line: n,
        ..line_of(list, e, versions[&e.matter])
    };
    (2..).zip(list.iter()).map(line).collect()
}

fn errors(found: &Comparison) -> Vec<(usize, &'static str)> {
    let error = |d: &sheet::LineDiff| match d.change {
        LineChange::Error { code, .. } => Some((d.line, code)),
        _ => None,
    };
    found.lines.iter().filter_map(error).collect()
}

#[test]
fn what_goes_out_comes_back_the_same() {
    let list = list();
    let found = compare(&list, &versions(), &exported(&list));
    assert_eq!((found.same, found.changed, found.errors), (5, 0, 0));
    assert!(found.after.is_empty());
}

#[test]
fn a_changed_cell_is_shown_and_taken() {
    let list = list();
    let mut lines = exported(&list);
    lines[0].cells[7] = "2026年12月31日".into();
    let found = compare(&list, &versions(), &lines);
    assert_eq!((found.same, found.changed, found.errors), (4, 1, 0));
    let LineChange::Changed { fields } = &found.lines[0].change else {
        panic!("{found:?}")
    };
    assert_eq!(
        (fields[0].column, fields[0].after.as_str()),
        ("截止日", "2026-12-31")
    );
    let after = &found.after[&code("06010")];
    assert_eq!(after.len(), 3);
    let changed = after.iter().find(|e| e.id.as_str() == "a").unwrap();
    assert_eq!(changed.period.valid_to, Some(date(2026, 12, 31)));
}

#[test]
fn a_row_without_mark_is_added_under_a_free_id() {
    let list = list();
    let mut line = Line {
        line: 9,
        ..Line::default()
    };
    for (heading, cell) in [
        ("事项代码", "09005"),
        ("责任单位", "东街"),
        ("类型", "主责"),
        ("适用地点", "东街"),
        ("起始日", "2026/8/1"),
    ] {
        line.put(heading, cell);
    }
    let found = compare(&list, &versions(), std::slice::from_ref(&line));
    assert_eq!((found.changed, found.errors), (1, 0), "{found:?}");
    let added = &found.after[&code("09005")][0];
    assert_eq!(
        (added.id.as_str(), added.period.valid_from),
        ("d-09005-1", date(2026, 8, 1))
    );
    assert_eq!(added.places, [place("990101001")]);
    line.line = 10;
    let twice = compare(
        &list,
        &versions(),
        &[
            Line {
                line: 9,
                ..line.clone()
            },
            line,
        ],
    );
    assert_eq!(errors(&twice), [(10, "entry_core_overlap")]);
}

#[test]
fn each_bad_row_has_its_code_and_line() {
    let list = list();
    let with = |column: usize, cell: &str| {
        let mut lines = exported(&list);
        lines[0].cells[column] = cell.into();
        errors(&compare(&list, &versions(), &lines))
    };
    assert_eq!(with(0, "06025"), [(2, "duty.matter_changed")]);
    assert_eq!(with(0, "垃圾"), [(2, "duty.matter_shape")]);
    assert_eq!(with(2, "无此单位"), [(2, "duty.unit")]);
    assert_eq!(with(3, "负责"), [(2, "duty.kind")]);
    assert_eq!(with(4, "月亮"), [(2, "duty.place")]);
    assert_eq!(with(4, "990101077"), [(2, "entry_place_unknown")]);
    assert_eq!(with(6, ""), [(2, "duty.day")]);
    assert_eq!(with(6, "2026-13-01"), [(2, "duty.day")]);
    assert_eq!(with(7, "2026-01-01"), [(2, "period_order")]);
    assert_eq!(with(9, "d-unknown-1"), [(2, "duty.mark")]);
    let twice = with(9, "b@4");
    assert_eq!(twice, [(2, "entry_core_overlap"), (3, "duty.twice")]);
}

#[test]
fn a_row_that_is_older_than_the_list_is_refused() {
    let list = list();
    let mut lines = exported(&list);
    lines[0].cells[8] = "新依据".into();
    let mut newer = versions();
    newer.insert(code("06010"), 5);
    assert_eq!(errors(&compare(&list, &newer, &lines)), [(2, "duty.stale")]);
}
