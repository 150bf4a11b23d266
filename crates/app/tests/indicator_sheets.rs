//! Sheets as units send them, on both databases: mapped once, asked about, confirmed as a whole.

mod common;

use app::indicator::{
    ImportCmd, SheetImport, confirm_batch, confirm_many, define, import, show, show_batch, waiting,
};
use app::{Actor, App, FileIn};
use common::terms::terms;
use common::{sign_in, stores_at};
use indicator::definition::Define;
use indicator::sheet::{Answer, Choice, Mapping};
use indicator::{GrowthFrom, Stage};
use rust_xlsxwriter::{Format, Workbook};

fn published(code: &str, name: &str) -> Define {
    Define {
        name: name.into(),
        growth_from: GrowthFrom::Published,
        ..terms(code)
    }
}

/// A report as offices type them: a title over all columns, a heading of two merged rows, a footnote.
fn sheet(month: u8, rows: &[(&str, f64, f64)]) -> FileIn {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let plain = Format::new();
    let title = format!("2026年1—{month}月主要指标（示例）");
    page.merge_range(0, 0, 0, 3, &title, &plain).unwrap();
    page.write_string(1, 3, "单位：万元").unwrap();
    page.merge_range(2, 0, 3, 0, "指标名称", &plain).unwrap();
    page.write_string(2, 1, "本月").unwrap();
    page.write_string(3, 1, "总量").unwrap();
    page.merge_range(2, 2, 2, 3, &format!("1—{month}月累计"), &plain)
        .unwrap();
    page.write_string(3, 2, "总量").unwrap();
    page.write_string(3, 3, "同比增长（%）").unwrap();
    for (at, (name, value, growth)) in rows.iter().enumerate() {
        let row = 4 + u32::try_from(at).unwrap();
        page.write_string(row, 0, *name).unwrap();
        page.write_string(row, 1, "…").unwrap();
        page.write_number(row, 2, *value).unwrap();
        page.write_number(row, 3, *growth).unwrap();
    }
    let foot = 4 + u32::try_from(rows.len()).unwrap();
    page.write_string(foot, 0, "注：示例数据。").unwrap();
    FileIn {
        name: format!("月报{month}.xlsx"),
        bytes: book.save_to_buffer().unwrap(),
    }
}

fn cmd(file: FileIn, mapping: Option<Mapping>, answers: Vec<Answer>) -> ImportCmd {
    ImportCmd {
        file,
        period: None,
        stage: Stage::Provisional,
        source: "示例月报".into(),
        note: String::new(),
        mapping,
        map: false,
        answers,
    }
}

async fn looks(app: &App, by: &Actor, cmd: &ImportCmd) -> SheetImport {
    import(app, by, cmd, true).await.unwrap()
}

fn stands(cell: &str, why: &str) -> Answer {
    Answer {
        cell: cell.into(),
        choice: Choice::Stands,
        unit: None,
        why: why.into(),
    }
}

#[tokio::test]
async fn a_sheet_is_mapped_once_asked_about_and_confirmed_as_a_whole() {
    for opened in stores_at("lanting", "2026-10-25T01:00:00Z").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let clerk = sign_in(app, "works1").await;
        define(app, &office, published("fai", "固定资产投资"))
            .await
            .unwrap();
        define(app, &office, published("homes", "商品房投资"))
            .await
            .unwrap();
        let rows = [
            ("一、固定资产投资", 1_234_000.0, 10.2),
            ("其中：商品房投资", 200_000.0, -3.0),
        ];

        // Nobody has seen such a sheet: it is shown, and nothing is read.
        let first = cmd(sheet(8, &rows), None, vec![]);
        let shown = looks(app, &clerk, &first).await;
        let look = shown.look.unwrap();
        assert!(shown.lines.is_empty());
        assert_eq!(look.period.unwrap().to_string(), "2026-08");
        assert_eq!(look.mapping.rows["一、固定资产投资"], "fai");
        assert_eq!(look.mapping.rows["其中：商品房投资"], "homes");
        assert_eq!(look.mapping.parts["其中：商品房投资"], "一、固定资产投资");
        let codes: Vec<&str> = look.indicators.iter().map(|i| i.code.as_str()).collect();
        assert_eq!(codes, ["fai", "homes"]);

        // Mapped, it reads; what is taken over waits for somebody else.
        let mapped = cmd(sheet(8, &rows), Some(look.mapping.clone()), vec![]);
        let read = looks(app, &clerk, &mapped).await;
        assert!(read.is_ready(), "{:?}", read.asked);
        let values: Vec<(&str, String)> = read
            .lines
            .iter()
            .map(|l| (l.cell.as_str(), l.value.to_string()))
            .collect();
        assert_eq!(
            values,
            [("C5", "123.4".to_owned()), ("C6", "20".to_owned())]
        );
        assert_eq!(waiting(app, &office).await.unwrap().total, 0, "a dry run");
        let done = import(app, &clerk, &mapped, false).await.unwrap();
        let id = done.batch.unwrap();
        assert_eq!(waiting(app, &office).await.unwrap().total, 2);
        assert_eq!(
            show_batch(app, &clerk, &id).await.unwrap().waiting,
            0,
            "never the own"
        );
        let own = confirm_batch(app, &clerk, &id).await;
        assert_eq!(own.unwrap_err().code(), "auth.forbidden");
        let other = sign_in(app, "people1").await;
        let hidden = show_batch(app, &other, &id).await;
        assert_eq!(hidden.unwrap_err().code(), "not_found");
        assert_eq!(confirm_batch(app, &office, &id).await.unwrap(), 2);
        let again = confirm_many(app, &office, &[]).await;
        assert_eq!(again.unwrap_err().code(), "indicator.entries");

        // The next month is known again by its heading; what is odd is asked about, and the answer stays.
        let odd = [
            ("一、固定资产投资", 134.0, 10.0),
            ("其中：商品房投资", 190_000.0, -4.0),
        ];
        let open = looks(app, &clerk, &cmd(sheet(9, &odd), None, vec![])).await;
        assert!(open.remembered);
        let asked: Vec<(&str, &str)> = open
            .asked
            .iter()
            .flat_map(|a| {
                a.doubts
                    .iter()
                    .map(|d| (a.cell.as_str(), d.said.code.as_str()))
            })
            .collect();
        assert!(asked.contains(&("C5", "off_by_ten_thousand")), "{asked:?}");
        assert!(asked.contains(&("C6", "cumulative_falls")), "{asked:?}");
        let unsure = cmd(sheet(9, &odd), None, vec![stands("C6", "核减一个项目")]);
        let refused = import(app, &clerk, &unsure, false).await.unwrap();
        assert_eq!(refused.batch, None, "a question is open");
        assert_eq!(waiting(app, &office).await.unwrap().total, 0);
        let unit = Answer {
            choice: Choice::Unit,
            unit: Some("亿元".into()),
            ..stands("C5", "")
        };
        let answered = cmd(
            sheet(9, &odd),
            None,
            vec![unit, stands("C6", "核减一个项目")],
        );
        let done = import(app, &clerk, &answered, false).await.unwrap();
        let id = done.batch.expect("everything is answered");
        let shown = show_batch(app, &office, &id).await.unwrap();
        assert_eq!((shown.waiting, shown.lines.len()), (2, 2));
        let kept: Vec<&str> = shown.lines[1]
            .settled
            .iter()
            .map(|s| s.answer.as_str())
            .collect();
        assert_eq!(kept, ["核减一个项目"]);
        assert_eq!(confirm_batch(app, &office, &id).await.unwrap(), 2);
        let fai = show(app, &office, "fai", None).await.unwrap();
        assert_eq!(fai.row.last.unwrap().value, Some("134".parse().unwrap()));
        assert_eq!(fai.periods[0].entries[0].settled[0].code, "other_unit");

        // The same sheet again says nothing new.
        let same = looks(app, &clerk, &answered).await;
        assert_eq!((same.same, same.lines.len()), (2, 0));
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_named_by_its_cell_and_stops_the_whole() {
    for opened in stores_at("lanting", "2026-10-25T01:00:00Z").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let clerk = sign_in(app, "works1").await;
        define(app, &office, published("fai", "固定资产投资"))
            .await
            .unwrap();
        let text = "指标,累计（亿元）,增速（%）\n固定资产投资,一百,3\n外资,5,\n注：示例\n";
        let file = FileIn {
            name: "月报.csv".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let first = looks(app, &clerk, &cmd(file.clone(), None, vec![])).await;
        let mapping = first.look.unwrap().mapping;
        let mut said = cmd(file, Some(mapping), vec![]);
        said.period = Some("2026-08".parse().unwrap());
        let read = looks(app, &clerk, &said).await;
        let asked: Vec<(&str, &str, bool)> = read
            .asked
            .iter()
            .map(|a| {
                (
                    a.cell.as_str(),
                    a.doubts[0].said.code.as_str(),
                    a.unreadable,
                )
            })
            .collect();
        assert_eq!(
            asked,
            [("B2", "not_a_number", true), ("A3", "label_unknown", true)]
        );
        assert!(!read.is_ready());
        let empty = FileIn {
            name: "空.csv".into(),
            bytes: "只有文字".into(),
        };
        let none = import(app, &clerk, &cmd(empty, None, vec![]), true).await;
        assert_eq!(none.unwrap_err().code(), "indicator.sheet_headings");
        let denied = import(app, &office, &said, true).await;
        assert_eq!(denied.unwrap_err().code(), "auth.forbidden");
    }
}
