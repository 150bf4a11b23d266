//! What sheets propose, and answers to what is asked about them.

use super::support::{indicator, p, series, terms};
use crate::Definition;
use crate::sheet::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn table(text: &str) -> Table {
    let rows = text
        .lines()
        .map(|l| l.split('|').map(|c| c.trim().to_owned()).collect());
    Table::new(rows.collect(), vec![]).unwrap()
}

const SHEET: &str = "\
2026年1—3月主要指标|||
序号|指标|累计（万元）|同比（%）
1|一、固定资产投资|360000|9.1
2|其中：工业投资|100000|3
3|社会消费品零售总额|240|…
注：示例数据|||";

fn definitions() -> BTreeMap<String, Definition> {
    ["fai", "industry", "retail"]
        .into_iter()
        .map(|code| (code.to_owned(), indicator(&terms(code)).versions[0].clone()))
        .collect()
}

fn mapped(sheet: &Table) -> (Headings, Mapping) {
    let found = headings(sheet).unwrap();
    let column = label_column(sheet, &found);
    let mut mapping = Mapping::proposed("月报", &found, (RowsAre::Indicators, column));
    for (label, code) in [
        ("一、固定资产投资", "fai"),
        ("其中：工业投资", "industry"),
        ("社会消费品零售总额", "retail"),
    ] {
        mapping.rows.insert(label.into(), code.into());
    }
    mapping
        .parts
        .insert("其中：工业投资".into(), "一、固定资产投资".into());
    mapping.place = Some("whole".into());
    (found, mapping)
}

fn settled(sheet: &Table, answers: &[Answer]) -> Settlement {
    let definitions = definitions();
    let (found, mapping) = mapped(sheet);
    let out = read(sheet, &found, &mapping, Some(p("2026-03")), &definitions).unwrap();
    let known = |f: &Found| {
        let indicator = indicator(&terms(&f.indicator));
        let values = [("2025-01/02", "20"), ("2025-03", "33")];
        let history = match f.indicator.as_str() {
            "industry" => History::default(),
            _ => History::of(&series(&indicator, &values), f.period),
        };
        Some((definitions.get(&f.indicator)?, history))
    };
    settle(out, &mapping, answers, known)
}

fn answer(cell: &str, choice: Choice, unit: Option<&str>, why: &str) -> Answer {
    Answer {
        cell: cell.into(),
        choice,
        unit: unit.map(str::to_owned),
        why: why.into(),
    }
}

fn asked(of: &Settlement) -> Vec<(&str, &str)> {
    let open = of.open.iter();
    open.map(|q| (q.cell.as_str(), q.refusal.code)).collect()
}

#[test]
fn a_sheet_proposes_its_labels_names_and_period() {
    let sheet = table(SHEET);
    let found = headings(&sheet).unwrap();
    assert_eq!(
        label_column(&sheet, &found),
        1,
        "the number of a row is no name"
    );
    let labels: Vec<String> = labels(&sheet, &found, 1).into_iter().map(|l| l.1).collect();
    assert_eq!(
        labels,
        ["一、固定资产投资", "其中：工业投资", "社会消费品零售总额"]
    );
    let names = [("fai", "固定资产投资"), ("industry", "工业投资")];
    assert_eq!(
        named("一、固定资产投资（亿元）", &names),
        (Some("fai"), false)
    );
    assert_eq!(named("其中：工业投资", &names), (Some("industry"), true));
    assert_eq!(
        named("工业", &names),
        (None, false),
        "nothing alike is taken"
    );
    assert_eq!(period(&sheet, &found), Some(p("2026-03")));
    let both = table("2026年1至2月|\n指标|累计\n甲|1");
    assert_eq!(
        period(&both, &headings(&both).unwrap()),
        Some(p("2026-01/02"))
    );
    let two = table("2026年3月|2025年3月\n指标|累计\n甲|1");
    assert_eq!(
        period(&two, &headings(&two).unwrap()),
        None,
        "not which of two"
    );
}

#[test]
fn nothing_is_settled_until_everything_is_answered() {
    let sheet = table(SHEET);
    let none = settled(&sheet, &[]);
    // 240 万元 is 0.024 亿元 where 33 stood a year before: no scale of ten.
    assert_eq!(asked(&none), []);
    let lost = table(&SHEET.replace("|240|", "|33|").replace("100000", "500000"));
    let open = settled(&lost, &[]);
    assert_eq!(
        asked(&open),
        [
            ("C3", "part_exceeds"),
            ("C3", "parts_exceed"),
            ("C5", "off_by_ten_thousand")
        ]
    );
    assert!(!open.is_settled());
    let silent = [
        answer("C3", Choice::Stands, None, " "),
        answer("C5", Choice::Unit, None, ""),
    ];
    let still = settled(&lost, &silent);
    assert_eq!(still.open.len(), 2, "a reason is needed");
    assert_eq!(still.problems[0].refusal.code, "unit_to_read");

    let answers = [
        answer("C3", Choice::Stands, None, "工业投资含跨区项目"),
        answer("C5", Choice::Unit, Some("亿元"), ""),
    ];
    let done = settled(&lost, &answers);
    assert!(done.is_settled(), "{done:?}");
    let value = |code: &str| {
        done.kept
            .iter()
            .find(|k| k.found.indicator == code)
            .unwrap()
    };
    assert_eq!(value("retail").found.value, "33".parse().unwrap());
    assert_eq!(value("retail").settled[0].code, "other_unit");
    assert_eq!(
        value("retail").settled[0].answer,
        "表中写作33万元，按“亿元”录入"
    );
    let kept: Vec<&str> = value("fai")
        .settled
        .iter()
        .map(|s| s.code.as_str())
        .collect();
    assert_eq!(kept, ["part_exceeds", "parts_exceed"]);
    let wrong = settled(&lost, &[answer("C5", Choice::Unit, Some("户"), "")]);
    assert_eq!(wrong.problems[0].refusal.code, "unit_not_convertible");
}

#[test]
fn cells_that_cannot_be_read_can_only_be_left_out() {
    let sheet = table(&SHEET.replace("240", "二百四"));
    let open = settled(&sheet, &[answer("C5", Choice::Stands, None, "看过")]);
    assert_eq!(open.problems[0].cell, "C5");
    assert!(!open.is_settled());
    let done = settled(&sheet, &[answer("C5", Choice::Out, None, "待来源更正")]);
    assert!(done.is_settled());
    assert_eq!(done.left_out[0].codes, ["not_a_number"]);
    assert_eq!(done.kept.len(), 2);
}

#[test]
fn rows_of_one_sheet_are_compared_with_each_other() {
    let sheet = table("时期|累计（亿元）\n1—2月|20\n1—3月|15");
    let found = headings(&sheet).unwrap();
    let mut mapping = Mapping::proposed("历史", &found, (RowsAre::Periods, 0));
    mapping.place = Some("whole".into());
    mapping.rows.insert("1—2月".into(), "2026-01/02".into());
    mapping.rows.insert("1—3月".into(), "2026-03".into());
    mapping.columns[0].indicator = Some("fai".into());
    let definitions = definitions();
    let out = read(&sheet, &found, &mapping, None, &definitions).unwrap();
    let done = settle(out, &mapping, &[], |f| {
        Some((definitions.get(&f.indicator)?, History::default()))
    });
    assert_eq!(asked(&done), [("B3", "cumulative_falls")]);
}

#[test]
fn growth_written_as_a_share_of_one_is_asked_about_and_can_be_mapped() {
    let sheet = table(&SHEET.replace("|9.1", "|0.091"));
    assert_eq!(
        asked(&settled(&sheet, &[])),
        [("C3", "growth_as_share"), ("C3", "growth_disagrees")]
    );
    let (found, mut mapping) = mapped(&sheet);
    let growth = mapping
        .columns
        .iter_mut()
        .find(|c| c.field == Field::Growth);
    growth.unwrap().field = Field::GrowthShare;
    for column in &mut mapping.columns {
        if column.scope == Scope::Growth {
            column.scope = Scope::CumulativeGrowth;
        }
    }
    let out = read(&sheet, &found, &mapping, Some(p("2026-03")), &definitions()).unwrap();
    assert_eq!(out.found[0].published_growth, Some("9.1".parse().unwrap()));
}

#[test]
fn a_quarterly_series_takes_the_month_that_ends_its_quarter() {
    let sheet = table(SHEET);
    let (found, mapping) = mapped(&sheet);
    let mut definitions = definitions();
    let periods = |definitions: &BTreeMap<String, Definition>, month: &str| -> Vec<String> {
        let out = read(&sheet, &found, &mapping, Some(p(month)), definitions).unwrap();
        out.found.iter().map(|f| f.period.to_string()).collect()
    };
    definitions.get_mut("fai").unwrap().cadence = crate::Cadence::Quarter;
    assert_eq!(
        periods(&definitions, "2026-09"),
        ["2026-Q3", "2026-09", "2026-09"]
    );
    assert_eq!(
        periods(&definitions, "2026-08")[0],
        "2026-08",
        "refused when it is entered"
    );
    assert_eq!(periods(&definitions, "2026-02")[1], "2026-01/02");
}

proptest! {
    #[test]
    fn any_sheet_and_any_answers_settle_without_panic(
        cells in prop::collection::vec(prop::collection::vec("[0-9.,%一二年月累计亿元其中：（）注—… -]{0,9}", 0..5), 0..9),
        cell in "[A-E][1-9]", choice in 0usize..3, unit in "[亿万元户%]{0,2}", why in "[是否]{0,2}",
    ) {
        let table = Table::new(cells, vec![]).unwrap();
        if let Some(found) = headings(&table) {
            period(&table, &found);
            let column = label_column(&table, &found);
            let mut mapping = Mapping::proposed("任意", &found, (RowsAre::Indicators, column));
            mapping.place = Some("whole".into());
            let all = labels(&table, &found, column);
            for (_, label) in &all {
                named(label, &[("fai", "一")]);
                mapping.rows.insert(label.clone(), "fai".into());
                mapping.parts.insert(label.clone(), all[0].1.clone());
            }
            let definitions = definitions();
            let out = read(&table, &found, &mapping, Some(p("2026-10")), &definitions).unwrap();
            let cells = out.found.len() + out.problems.len();
            let answers = [answer(&cell, Choice::ALL[choice], Some(&unit), &why)];
            let done = settle(out, &mapping, &answers, |f| Some((definitions.get(&f.indicator)?, History::default())));
            prop_assert!(done.kept.len() + done.problems.len() + done.left_out.len() >= cells, "no cell is lost");
        }
    }
}
