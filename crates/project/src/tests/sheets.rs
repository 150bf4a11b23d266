//! Plans and progress as sheets: what is written reads back, what is wrong has a cell.

use super::support::*;
use crate::sheet::*;
use crate::*;
use figure::Decimal;
use indicator::sheet::Table;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const KNOWN: Date = date(2026, 11, 23);

fn table(rows: Vec<Vec<String>>) -> Table {
    Table::new(rows, vec![]).unwrap()
}

fn of(text: &str) -> Table {
    table(
        text.lines()
            .map(|l| l.split('|').map(|c| c.trim().to_owned()).collect())
            .collect(),
    )
}

fn codes(problems: &[SheetProblem]) -> Vec<(&str, &'static str)> {
    problems
        .iter()
        .map(|p| (p.cell.as_str(), p.refusal.code))
        .collect()
}

#[test]
fn a_plan_sheet_gives_commands_and_names_bad_cells() {
    let one = planned(&registered("p1"), &plan(2026, "0.5"));
    let sheet = of("\
2026年重点项目投资计划||||
项目名称|业主|责任单位|总投资（亿元）|年度计划（万元）|计划开工月
项目p1|城投|住建局|10|5，000|
新项目|城投|住建局|3|8000|4月
项目p1|城投|住建局|10|6000|
无主项目|||3|8000|
超额项目|城投|住建局|0.1|8000|
坏数项目|城投|住建局|1|约8000|
缺计划|城投|住建局|1||
坏月份|城投|住建局|1|100|十三
合计|||17.1|13000|
注：单位为万元。");
    let out = read_plan(&sheet, 2026, "计划表", &[one], KNOWN).unwrap();
    let rows: Vec<_> = out
        .rows
        .iter()
        .map(|r| {
            (
                r.name.as_str(),
                r.project.is_some(),
                r.changes,
                r.plan.amount,
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("项目p1", true, false, yi("0.5")),
            ("新项目", false, true, yi("0.8"))
        ]
    );
    assert_eq!(out.rows[1].plan.start_month, Some(4));
    assert_eq!(out.rows[1].total, Some(yi("3")));
    assert_eq!(out.sum, yi("1.3"));
    assert_eq!(
        codes(&out.problems),
        [
            ("A5", "project_twice"),
            ("A6", "new_incomplete"),
            ("E7", "plan_above_total"),
            ("E8", "not_a_number"),
            ("E9", "plan_missing"),
            ("F10", "month_out_of_range"),
        ]
    );
    for problem in &out.problems {
        code::<()>(Err(problem.refusal.clone()));
    }
    assert_eq!(
        code(read_plan(&of("项目名称|投资\n甲|1"), 2026, "x", &[], KNOWN)),
        "column_missing"
    );
    assert_eq!(
        code(read_plan(
            &of("项目名称|年度计划（元）|年度计划（万元）\n甲|1|1"),
            2026,
            "x",
            &[],
            KNOWN
        )),
        "column_twice"
    );
    assert_eq!(
        code(read_plan(&of("只有字|没有数"), 2026, "x", &[], KNOWN)),
        "sheet_without_headings"
    );
    let unitless = read_plan(&of("项目名称|年度计划\n甲|1"), 2026, "x", &[], KNOWN).unwrap();
    assert_eq!(codes(&unitless.problems), [("B2", "unit_missing")]);
}

#[test]
fn a_progress_sheet_gives_reports_and_doubts() {
    let day = date(2026, 10, 5);
    let with = |id: &str| {
        let project = planned(&registered(id), &plan(2026, "0.5"));
        invested(
            &project,
            Ledger::Reported,
            9,
            Amount::YearToDate(yi("0.3")),
            day,
        )
    };
    let all = [with("p1"), with("p2"), with("p3"), with("p4"), with("p5")];
    let sheet = of("\
项目名称|报送累计（万元）|入库累计（万元）
项目p1|3500|2000
项目p2|2900|
项目p3|35000000|
项目p4|3200|3300
项目p5|—|
项目p1|1|
不存在|1|
|7|");
    let out = read_progress(&sheet, 2026, 10, &all, KNOWN).unwrap();
    let rows: Vec<_> = out
        .rows
        .iter()
        .map(|r| (r.project.as_str(), r.report.ledger, r.report.amount))
        .collect();
    assert_eq!(
        rows[0],
        ("p1", Ledger::Reported, Amount::YearToDate(yi("0.35")))
    );
    assert_eq!(
        rows[1],
        ("p1", Ledger::Enrolled, Amount::YearToDate(yi("0.2")))
    );
    assert_eq!(rows.len(), 6);
    assert_eq!(
        codes(&out.doubts),
        [
            ("B3", "progress_falls"),
            ("B4", "far_above_plan"),
            ("A5", "enrolled_above_reported")
        ]
    );
    assert_eq!(
        codes(&out.problems),
        [
            ("A7", "project_twice"),
            ("A8", "project_unknown"),
            ("A9", "project_unnamed")
        ]
    );
    let again = read_progress(
        &of("项目名称|报送累计（万元）\n项目p1|3000"),
        2026,
        9,
        &all,
        KNOWN,
    )
    .unwrap();
    assert_eq!((again.same, again.rows.len()), (1, 0));
    let mut twins = [with("p1"), with("p2")];
    twins[1].name = twins[0].name.clone();
    let found = read_progress(
        &of("项目名称|报送累计（万元）\n项目p1|3000"),
        2026,
        9,
        &twins,
        KNOWN,
    )
    .unwrap();
    assert_eq!(codes(&found.problems), [("A2", "project_ambiguous")]);
    twins[1].code = Some("2026-01".into());
    let coded = of("项目代码|项目名称|报送累计（万元）\n2026-01|项目p1|3100");
    assert_eq!(
        read_progress(&coded, 2026, 10, &twins, KNOWN).unwrap().rows[0].project,
        "p2"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// What is written reads back as nothing new, to the fen.
    #[test]
    fn sheets_read_back(parts in prop::collection::vec((1i64..100_000_000_000, 0i64..100_000_000_000, prop::option::of(1i8..=12)), 1..6)) {
        let all: Vec<Project> = parts.iter().enumerate().map(|(i, (planned_fen, done, month))| {
            let cmd = SetPlan { amount: Decimal::new(*planned_fen, 2), start_month: *month, ..plan(2026, "1") };
            let project = planned(&registered(&format!("p{i}")), &cmd);
            invested(&project, Ledger::Reported, 10, Amount::Month(Decimal::new(*done, 2)), date(2026, 11, 5))
        }).collect();
        let read = read_plan(&table(plan_sheet(&all, 2026, KNOWN)), 2026, "x", &all, KNOWN).unwrap();
        prop_assert_eq!(codes(&read.problems), vec![]);
        prop_assert!(read.rows.iter().all(|r| !r.changes && r.project.is_some()));
        let plans: i64 = parts.iter().map(|(p, ..)| p).sum();
        prop_assert_eq!(read.sum, Decimal::new(plans, 2).normalize());
        let read = read_progress(&table(progress_sheet(&all, 2026, 10, KNOWN)), 2026, 10, &all, KNOWN).unwrap();
        prop_assert_eq!((read.rows.len(), read.same as usize), (0, all.len()));
    }
}
