//! The 任务分解表 between two reviewers, and after the ledger is issued.

mod common;

use app::record::ClaimCmd;
use app::review::Edit;
use app::sheet::{LineChange, SheetDiff};
use app::{Actor, App, FileIn, Format};
use commitment::{MeasuredBy, RecordKind};
use common::{PNG, open_red, profile, sign_in, stores};

type Lines = Vec<Vec<String>>;

async fn exported(app: &App, office: &Actor, report: &str) -> Lines {
    let file = app::sheet::export(app, office, report, Format::Csv)
        .await
        .unwrap();
    let text = String::from_utf8(file.bytes).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader
        .records()
        .map(|line| line.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

async fn imported(app: &App, office: &Actor, report: &str, lines: &Lines) -> SheetDiff {
    let mut writer = csv::Writer::from_writer(vec![]);
    for line in lines {
        writer.write_record(line).unwrap();
    }
    let file = FileIn {
        name: "表.csv".into(),
        bytes: writer.into_inner().unwrap(),
    };
    app::sheet::import(app, office, report, file, false)
        .await
        .unwrap()
}

fn column(lines: &Lines, heading: &str) -> usize {
    lines[0].iter().position(|h| h == heading).unwrap()
}

/// The cell under a heading of the line whose mark begins with an id.
fn cell<'a>(lines: &'a mut Lines, id: &str, heading: &str) -> &'a mut String {
    let (mark, at) = (column(lines, "标识"), column(lines, heading));
    let line = lines.iter_mut().find(|l| l[mark].starts_with(id)).unwrap();
    &mut line[at]
}

async fn report(app: &App, office: &Actor) -> String {
    let file = FileIn {
        name: "报告.md".into(),
        bytes: profile("lanting").demo.unwrap().report.into_bytes(),
    };
    app::report::import(app, office, file, None, &app::silent)
        .await
        .unwrap()
        .report
        .id
}

#[tokio::test]
async fn a_sheet_does_not_undo_what_a_colleague_did_since() {
    for store in stores("lanting").await {
        let app = &store.app;
        let office = sign_in(app, "office1").await;
        let report = report(app, &office).await;
        let mut old = exported(app, &office, &report).await;
        let drafts = app::review::list(app, &office, &report).await.unwrap();
        let draft = &drafts[0];
        let id = draft.value.id.as_str();
        assert_eq!(
            *cell(&mut old, id, "标识"),
            format!("{id}@{}", draft.version)
        );
        let edit = Edit {
            text: Some("同事改过的任务".into()),
            ..Edit::default()
        };
        app::review::edit(app, &office, id, draft.version, &edit)
            .await
            .unwrap();

        let other = drafts[1].value.id.as_str();
        *cell(&mut old, other, "任务") = "这一行可以改".into();
        let refused = imported(app, &office, &report, &old).await;
        assert_eq!((refused.changed, refused.errors), (1, 1));
        assert!(!refused.applied, "nothing of the sheet is written");
        let stale = refused.lines.iter().find(|l| l.id.as_deref() == Some(id));
        let Some(LineChange::Error { code, zh }) = stale.map(|l| &l.change) else {
            panic!("the stale line is refused: {:?}", refused.lines);
        };
        assert_eq!(code, "sheet.stale");
        assert_eq!(zh, "导出后已有他人修改，请重新导出");

        *cell(&mut old, id, "任务") = "同事改过的任务".into();
        *cell(&mut old, id, "进展") = "随手写的".into();
        let agreed = imported(app, &office, &report, &old).await;
        assert_eq!(
            (agreed.changed, agreed.errors, agreed.applied),
            (1, 0, true),
            "an old line that says what the draft says harms nobody; 进展 is not compared: {:?}",
            agreed.lines
        );

        *cell(&mut old, id, "任务") = "不带版本的标识照旧".into();
        *cell(&mut old, id, "标识") = id.to_owned();
        let plain = imported(app, &office, &report, &old).await;
        assert_eq!((plain.changed, plain.errors), (1, 0), "{:?}", plain.lines);
    }
}

#[tokio::test]
async fn an_issued_sheet_says_how_far_each_task_is() {
    for store in stores("lanting").await {
        let app = &store.app;
        let office = sign_in(app, "office1").await;
        let works = sign_in(app, "works1").await;
        open_red(app, &office).await;
        let reports = app::report::list(app, &office, &Default::default()).await;
        let report = reports.unwrap().rows[0].id.clone();
        let drafts = app::review::list(app, &office, &report).await.unwrap();
        let counted = drafts
            .iter()
            .find(|d| d.value.text.contains("1500户"))
            .map(|d| d.value.id.clone())
            .unwrap();
        let noted = drafts
            .iter()
            .find(|d| {
                d.value.measured_by == MeasuredBy::Notes
                    && d.value.kind != commitment::Kind::Principle
            })
            .map(|d| d.value.id.clone())
            .unwrap();
        let mut before = exported(app, &office, &report).await;
        assert_eq!(*cell(&mut before, &counted, "进展"), "0户（0%）");
        assert_eq!(*cell(&mut before, &noted, "进展"), "");

        let claimed = app::record::claim(app, &works, &counted, of(app, RecordKind::Amount))
            .await
            .unwrap();
        app::record::verify(app, &office, &claimed.value.id, claimed.version, None)
            .await
            .unwrap();
        app::record::claim(app, &works, &noted, of(app, RecordKind::Note))
            .await
            .unwrap();
        let mut after = exported(app, &office, &report).await;
        assert_eq!(*cell(&mut after, &counted, "进展"), "300户（20%）");
        assert_eq!(
            *cell(&mut after, &noted, "进展"),
            app.today().to_string(),
            "the day of the latest note"
        );
    }
}

fn of(app: &App, kind: RecordKind) -> ClaimCmd {
    let amount = (kind == RecordKind::Amount).then(|| 300.into());
    ClaimCmd {
        kind,
        date: app.today(),
        unit: amount.map(|_| "户".into()),
        amount,
        place: None,
        note: "第一批".into(),
        evidence: vec![FileIn {
            name: "现场.png".into(),
            bytes: PNG.to_vec(),
        }],
        resubmits: None,
    }
}

#[tokio::test]
async fn a_draft_has_no_progress_and_a_far_cell_is_refused() {
    for store in stores("lanting").await {
        let app = &store.app;
        let office = sign_in(app, "office1").await;
        let report = report(app, &office).await;
        let lines = exported(app, &office, &report).await;
        let at = column(&lines, "进展");
        assert!(lines.iter().skip(1).all(|line| line[at].is_empty()));

        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet()
            .write_string(1_048_575, 16_383, "远")
            .unwrap();
        let file = FileIn {
            name: "表.xlsx".into(),
            bytes: book.save_to_buffer().unwrap(),
        };
        let refused = app::sheet::import(app, &office, &report, file, true)
            .await
            .unwrap_err();
        assert_eq!(
            (refused.kind(), refused.code()),
            (app::Kind::TooLarge, "sheet.too_large")
        );
    }
}
