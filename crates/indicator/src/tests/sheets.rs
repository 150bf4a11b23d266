//! Sheets as units send them.

use super::support::{dec, indicator, p, series, terms};
use crate::sheet::*;
use crate::{Definition, Flow};
use figure::Decimal;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn table(text: &str, merges: &[(usize, usize, usize, usize)]) -> Table {
    let rows = text
        .lines()
        .map(|l| l.split('|').map(|c| c.trim().to_owned()).collect());
    let merges = merges.iter().map(|&(top, left, bottom, right)| Merge {
        top,
        left,
        bottom,
        right,
    });
    Table::new(rows.collect(), merges.collect()).unwrap()
}

/// Title, common unit, a heading of two rows merged both ways, data, a blank row, footnotes.
const MONTHLY: &str = "\
2026年1-10月主要经济指标|||||
||||单位：亿元|
指标|计量单位|本月|1-10月累计||上年同期
|||总量|同比增长（%）|
固定资产投资||12.5|123.40|10.2|112.0
社会消费品零售总额|万元|98,000|1，050,000|4.1|
新增企业数|万户|—|1.2|-0.5|
其中：外资||1|2|3|
规上工业增加值||abc|x12|5|
||||||
注：固定资产投资不含农户。
数据来源：区统计局";

fn definitions() -> BTreeMap<String, Definition> {
    let of = |code: &str, unit: &str| {
        let mut terms = terms(code);
        terms.unit = unit.to_owned();
        (code.to_owned(), indicator(&terms).versions[0].clone())
    };
    BTreeMap::from([
        of("fai", "亿元"),
        of("retail", "亿元"),
        of("firms", "户"),
        of("industry", "亿元"),
    ])
}

fn mapping(table: &Table) -> Mapping {
    let found = headings(table).unwrap();
    let mut mapping = Mapping::proposed("发改局月报", &found, (RowsAre::Indicators, 0));
    for (label, code) in [
        ("固定资产投资", "fai"),
        ("社会消费品零售总额", "retail"),
        ("新增企业数", "firms"),
        ("规上工业增加值", "industry"),
    ] {
        mapping.rows.insert(label.to_owned(), code.to_owned());
    }
    mapping.passed_over = vec!["其中：外资".to_owned()];
    mapping.place = Some("whole".to_owned());
    mapping
}

fn monthly() -> Table {
    table(
        MONTHLY,
        &[
            (2, 0, 3, 0),
            (2, 1, 3, 1),
            (2, 2, 3, 2),
            (2, 3, 2, 4),
            (2, 5, 3, 5),
        ],
    )
}

#[test]
fn headings_are_flattened_and_units_taken_out() {
    let found = headings(&monthly()).unwrap();
    assert_eq!((found.first_row, found.data_row, found.end_row), (2, 4, 9));
    assert_eq!(found.unit.as_deref(), Some("亿元"));
    assert_eq!(found.footnotes.len(), 2);
    let lines: Vec<_> = found
        .columns
        .iter()
        .map(|h| (h.line(), h.unit.clone(), h.scope))
        .collect();
    assert_eq!(lines[0].0, "指标");
    assert_eq!(lines[2], ("本月".to_owned(), None, Scope::Current));
    assert_eq!(
        lines[3],
        ("1-10月累计/总量".to_owned(), None, Scope::Cumulative)
    );
    assert_eq!(
        lines[4],
        (
            "1-10月累计/同比增长".to_owned(),
            Some("%".to_owned()),
            Scope::CumulativeGrowth
        )
    );
    assert!(headings(&table("只有文字|没有数字", &[])).is_none());
}

#[test]
fn a_mapped_sheet_gives_values_and_names_bad_cells() {
    let sheet = monthly();
    let found = headings(&sheet).unwrap();
    let out = read(
        &sheet,
        &found,
        &mapping(&sheet),
        Some(p("2026-10")),
        &definitions(),
    )
    .unwrap();
    let values: Vec<_> = out
        .found
        .iter()
        .map(|f| {
            (
                f.cell.as_str(),
                f.indicator.as_str(),
                f.value,
                f.published_growth,
            )
        })
        .collect();
    // The cumulative column was taken because the indicators are cumulative.
    assert_eq!(
        values,
        [
            ("D5", "fai", dec("123.4"), Some(dec("10.2"))),
            ("D6", "retail", dec("105"), Some(dec("4.1"))),
            ("D7", "firms", dec("12000"), Some(dec("-0.5"))),
        ]
    );
    let problems: Vec<_> = out
        .problems
        .iter()
        .map(|p| (p.cell.as_str(), p.refusal.code))
        .collect();
    assert_eq!(problems, [("D9", "not_a_number")]);
    assert_eq!(out.problems[0].refusal.zh(), "“x12”不是数字");
}

#[test]
fn a_mapping_is_remembered_over_months_and_refuses_other_sheets() {
    let sheet = monthly();
    let remembered = mapping(&sheet);
    let november = MONTHLY.replace("1-10月", "1-11月");
    let next = table(
        &november,
        &[
            (2, 0, 3, 0),
            (2, 1, 3, 1),
            (2, 2, 3, 2),
            (2, 3, 2, 4),
            (2, 5, 3, 5),
        ],
    );
    assert!(remembered.fits(&headings(&next).unwrap()));
    let other = table(&MONTHLY.replace("本月", "上月"), &[]);
    let found = headings(&other).unwrap();
    let refused = read(&other, &found, &remembered, None, &definitions()).unwrap_err();
    assert_eq!(refused.code, "mapping_does_not_fit");
}

#[test]
fn what_a_sheet_does_not_say_is_not_guessed() {
    let sheet = monthly();
    let found = headings(&sheet).unwrap();
    let codes = |mapping: &Mapping,
                 definitions: &BTreeMap<String, Definition>,
                 period|
     -> Vec<&'static str> {
        let out = read(&sheet, &found, mapping, period, definitions).unwrap();
        let mut codes: Vec<_> = out.problems.iter().map(|p| p.refusal.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    };
    let plain = mapping(&sheet);
    assert!(codes(&plain, &definitions(), None).contains(&"period_missing"));
    let mut unknown = plain.clone();
    unknown.rows.remove("新增企业数");
    assert!(codes(&unknown, &definitions(), Some(p("2026-10"))).contains(&"label_unknown"));
    let mut stock = definitions();
    stock.get_mut("firms").unwrap().flow = Flow::Stock;
    assert!(
        !codes(&plain, &stock, Some(p("2026-10"))).contains(&"scope_mismatch"),
        "本月 may be a stock"
    );
    let mut only = plain.clone();
    only.columns.retain(|c| c.scope != Scope::Current);
    assert!(codes(&only, &stock, Some(p("2026-10"))).contains(&"scope_mismatch"));
    let mut units = definitions();
    units.get_mut("firms").unwrap().unit = "公里".to_owned();
    assert!(codes(&plain, &units, Some(p("2026-10"))).contains(&"unit_not_convertible"));
    let mut twice = plain.clone();
    twice.rows.insert("新增企业数".to_owned(), "fai".to_owned());
    twice.columns.retain(|c| c.field != Field::Unit);
    assert!(codes(&twice, &definitions(), Some(p("2026-10"))).contains(&"value_twice"));
    let mut homeless = plain.clone();
    homeless.place = None;
    assert!(codes(&homeless, &definitions(), Some(p("2026-10"))).contains(&"column_incomplete"));
}

#[test]
fn rows_may_be_places_or_periods() {
    let places = table(
        "街道|累计投资（亿元）|同比增速（%）\n望江街道|3.5|4\n柳桥街道|2|",
        &[],
    );
    let found = headings(&places).unwrap();
    let mut by_place = Mapping::proposed("分街道", &found, (RowsAre::Places, 0));
    by_place.rows.extend([
        ("望江街道".into(), "wj".into()),
        ("柳桥街道".into(), "lq".into()),
    ]);
    for column in &mut by_place.columns {
        column.indicator = Some("fai".to_owned());
        if column.field == Field::Growth {
            column.scope = Scope::CumulativeGrowth;
        }
    }
    let out = read(
        &places,
        &found,
        &by_place,
        Some(p("2026-10")),
        &definitions(),
    )
    .unwrap();
    let got: Vec<_> = out
        .found
        .iter()
        .map(|f| (f.place.as_str(), f.value, f.published_growth))
        .collect();
    assert_eq!(
        got,
        [("wj", dec("3.5"), Some(dec("4"))), ("lq", dec("2"), None)]
    );
    let months = table(
        "时期|累计（亿元）|单位数（户）\n1-2月|3.5|1\n1-3月|6|1",
        &[],
    );
    let found = headings(&months).unwrap();
    let mut by_period = Mapping::proposed("历史", &found, (RowsAre::Periods, 0));
    by_period.place = Some("whole".into());
    by_period.rows.extend([
        ("1-2月".into(), "2026-01/02".into()),
        ("1-3月".into(), "2026-03".into()),
    ]);
    by_period.columns[0].indicator = Some("fai".to_owned());
    let out = read(&months, &found, &by_period, None, &definitions()).unwrap();
    let got: Vec<_> = out.found.iter().map(|f| f.period.to_string()).collect();
    assert_eq!(got, ["2026-01/02", "2026-03"]);
}

#[test]
fn nothing_is_lost_between_sections_and_footnotes() {
    let sheet = table(
        "指标|累计（亿元）\n一、投资|\n固投|1\n|\n注：不含农户。|\n二、消费|\n注销企业|2\n|3",
        &[],
    );
    let found = headings(&sheet).unwrap();
    assert_eq!((found.end_row, found.footnotes.len()), (8, 1));
    let mut mapping = Mapping::proposed("分段", &found, (RowsAre::Indicators, 0));
    mapping.place = Some("whole".into());
    mapping.rows.insert("固投".into(), "fai".into());
    let out = read(&sheet, &found, &mapping, Some(p("2026-10")), &definitions()).unwrap();
    assert_eq!(out.found.len(), 1);
    let problems: Vec<_> = out
        .problems
        .iter()
        .map(|p| (p.cell.as_str(), p.refusal.code))
        .collect();
    assert_eq!(problems, [("A7", "label_unknown"), ("A8", "label_unknown")]);
}

#[test]
fn doubtful_values_are_asked_about() {
    let fai = indicator(&terms("fai"));
    let mut values = vec![];
    for year in 2023..=2025 {
        for (index, period) in crate::Cadence::Month
            .periods_of(year, true)
            .into_iter()
            .enumerate()
        {
            let base = 10 * (index as i64 + 1) + i64::from(year - 2023) * (index as i64 + 1);
            values.push((period.to_string(), base.to_string()));
        }
    }
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let known = series(&fai, &values);
    let ask = |period: &str, value: &str, growth: Option<&str>| -> Vec<&'static str> {
        let found = Found {
            cell: "D5".into(),
            indicator: "fai".into(),
            place: "whole".into(),
            period: p(period),
            value: dec(value),
            written: value.into(),
            published_growth: growth.map(dec),
            comparable_base: None,
            number: dec(value),
            base_number: None,
            label: String::new(),
        };
        let history = History::of(&known, p(period));
        questions(&found, fai.latest().unwrap(), &history)
            .iter()
            .map(|q| q.refusal.code)
            .collect()
    };
    // December 2025 is 132; January–February 2025 is 12.
    assert_eq!(
        ask("2026-01/02", "13", Some("8.3")),
        Vec::<&str>::new(),
        "a new year may fall below December"
    );
    assert_eq!(ask("2026-01/02", "130000", None), ["off_by_ten_thousand"]);
    assert_eq!(ask("2026-01/02", "0.0013", None), ["off_by_ten_thousand"]);
    assert_eq!(ask("2026-01/02", "30", None), ["unusual_change"]);
    assert_eq!(ask("2026-01/02", "130", None), ["off_by_scale"]);
    assert_eq!(ask("2026-01/02", "0.0125", None), ["off_by_scale"]);
    assert_eq!(ask("2026-01/02", "13", Some("9")), ["growth_disagrees"]);
    assert_eq!(ask("2026-01/02", "-13", None), ["negative_value"]);
    assert_eq!(ask("2025-12", "131", None), ["revises"]);
    assert!(ask("2025-12", "100", None).contains(&"cumulative_falls"));
    let total = |whole: &str, complete| Total {
        cell: "B3".into(),
        whole: dec(whole),
        parts: vec![("一产".into(), dec("2")), ("二产".into(), dec("5"))],
        complete,
    };
    let codes = |t: &Total| {
        part_questions(t)
            .iter()
            .map(|q| q.refusal.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&total("4", false)), ["part_exceeds", "parts_exceed"]);
    assert_eq!(codes(&total("8", true)), ["parts_do_not_add_up"]);
    assert_eq!(codes(&total("8", false)), Vec::<&str>::new());
    assert_eq!(codes(&total("7", true)), Vec::<&str>::new());
}

#[test]
fn too_much_is_refused_before_it_is_read() {
    let row = vec![String::new(); COLUMNS_TOO_MANY];
    assert_eq!(
        Table::new(vec![row], vec![]).unwrap_err().code,
        "sheet_too_large"
    );
    let long = "长".repeat(1_001);
    assert_eq!(
        Table::new(vec![vec![long]], vec![]).unwrap_err().code,
        "cell_too_long"
    );
}

const COLUMNS_TOO_MANY: usize = 301;

proptest! {
    #[test]
    fn any_sheet_is_read_without_panic(cells in prop::collection::vec(prop::collection::vec("[0-9.,%一二指标累计亿元（）()单位： -]{0,8}", 0..6), 0..12), top in 0usize..9, left in 0usize..9) {
        let merges = vec![Merge { top, left, bottom: top + 1, right: left + 2 }];
        let table = Table::new(cells, merges).unwrap();
        if let Some(found) = headings(&table) {
            prop_assert!(found.first_row < found.data_row && found.data_row < table.rows());
            let mut mapping = Mapping::proposed("任意", &found, (RowsAre::Indicators, 0));
            mapping.place = Some("whole".into());
            for row in found.data_row..found.end_row {
                mapping.rows.insert(table.text(row, 0).to_owned(), "fai".to_owned());
            }
            let out = read(&table, &found, &mapping, Some(p("2026-10")), &definitions()).unwrap();
            prop_assert!(out.found.len() <= 1, "one cell of a series stands once");
        }
    }

    #[test]
    fn numbers_read_back_with_their_commas(n in 0i64..1_000_000_000_000, places in 0u32..4) {
        let value = Decimal::new(n, places);
        let text = value.to_string();
        let (whole, rest) = text.split_once('.').map_or((text.as_str(), String::new()), |(w, r)| (w, format!(".{r}")));
        let mut grouped = String::new();
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i) % 3 == 0 { grouped.push(','); }
            grouped.push(c);
        }
        let sheet = table(&format!("指标|累计（亿元）\n固投|{grouped}{rest}"), &[]);
        let found = headings(&sheet).unwrap();
        let mut mapping = Mapping::proposed("数", &found, (RowsAre::Indicators, 0));
        mapping.place = Some("whole".into());
        mapping.rows.insert("固投".into(), "fai".into());
        let out = read(&sheet, &found, &mapping, Some(p("2026-10")), &definitions()).unwrap();
        prop_assert_eq!(out.found[0].value, value.normalize());
    }
}
