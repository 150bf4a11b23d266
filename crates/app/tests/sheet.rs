//! The 任务分解表 between two reviewers, and after the ledger is issued.

mod common;

use app::record::ClaimCmd;
use app::review::{Assign, Edit};
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
    app::sheet::import(app, office, report, file(lines), false)
        .await
        .unwrap()
}

fn file(lines: &Lines) -> FileIn {
    let mut writer = csv::Writer::from_writer(vec![]);
    for line in lines {
        writer.write_record(line).unwrap();
    }
    FileIn {
        name: "表.csv".into(),
        bytes: writer.into_inner().unwrap(),
    }
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

        let untouched = imported(app, &office, &report, &old).await;
        assert_eq!(
            (untouched.changed, untouched.errors),
            (0, 0),
            "a line that nobody touched in the sheet asks for nothing: {:?}",
            untouched.lines
        );
        let drafts = app::review::list(app, &office, &report).await.unwrap();
        assert_eq!(drafts[0].value.text, "同事改过的任务");

        let other = drafts[1].value.id.as_str();
        *cell(&mut old, other, "任务") = "这一行可以改".into();
        *cell(&mut old, id, "任务") = "表里也改了".into();
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

/// Another way to write what a cell says.
fn respelt(heading: &str, cell: &str, pick: usize) -> String {
    let wide = || {
        let wide = |c: char| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            _ => c,
        };
        cell.chars().map(wide).collect()
    };
    match heading {
        _ if cell.is_empty() || pick == 0 => cell.to_owned(),
        "完成时限" => {
            let day: jiff::civil::Date = cell.parse().unwrap();
            let serial = (day - jiff::civil::date(1899, 12, 30)).get_days();
            match pick % 6 {
                0 => serial.to_string(),
                1 => day.strftime("%Y/%-m/%-d").to_string(),
                2 => day.strftime("%Y年%-m月%-d日").to_string(),
                3 => day.strftime("%Y/%m/%d 0:00").to_string(),
                4 => day.strftime("%Y.%m.%d").to_string(),
                _ => wide(),
            }
        }
        "量化目标" => {
            if let Some(rest) = cell.strip_prefix("不少于") {
                return match pick % 4 {
                    0 => format!("{rest}以上"),
                    1 => format!("≥{rest}"),
                    2 => format!("至少 {rest}"),
                    _ => wide(),
                };
            }
            match (cell.strip_suffix("左右"), cell.strip_prefix("不超过")) {
                (Some(rest), _) => format!("约{rest}"),
                (_, Some(rest)) => format!("{rest}以内"),
                _ if pick.is_multiple_of(2) => format!(" {cell} "),
                _ => wide(),
            }
        }
        "牵头单位" | "责任单位" => {
            let profile = profile("lanting");
            let other = |name: &str| {
                let found = profile.directory.iter().find(|u| u.name == name).unwrap();
                match pick % 3 {
                    0 => found.short.clone(),
                    1 => found.code.as_str().to_owned(),
                    _ => format!("{name} "),
                }
            };
            let mut units: Vec<String> = cell.split('、').map(other).collect();
            units.reverse();
            units.join(["，", "；", " ", ",", ";", "\n", "/", "、"][pick % 8])
        }
        "分管领导" => {
            let profile = profile("lanting");
            let leader = profile.leaders.iter().find(|l| l.name == cell).unwrap();
            [leader.id.as_str(), &leader.name][pick % 2].to_owned()
        }
        "任务" => format!("{cell}\r\n"),
        _ => cell.to_owned(),
    }
}

#[test]
fn another_spelling_of_an_exported_sheet_changes_nothing() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for store in &runtime.block_on(stores("lanting")) {
        let app = &store.app;
        let (office, report, sheet) = runtime.block_on(assigned(app));
        let kept = runtime.block_on(exported(app, &office, &report));
        let config = proptest::test_runner::Config::with_cases(16);
        proptest::proptest!(config, |(picks in proptest::collection::vec(0..48usize, 5..40))| {
            let mut picks = picks.iter().cycle();
            let mut lines = sheet.clone();
            for line in &mut lines[1..] {
                for (heading, cell) in sheet[0].iter().zip(line) {
                    *cell = respelt(heading, cell, *picks.next().unwrap());
                }
            }
            let file = file(&lines);
            let said = runtime.block_on(app::sheet::import(app, &office, &report, file, false));
            let said = said.unwrap();
            proptest::prop_assert_eq!((said.changed, said.errors), (0, 0), "{:?}", said.lines);
            proptest::prop_assert_eq!(said.same, lines.len() - 1);
        });
        let after = runtime.block_on(exported(app, &office, &report));
        assert_eq!(kept, after, "no draft has a new version");
    }
}

/// A report whose drafts have owners, and its sheet.
async fn assigned(app: &App) -> (Actor, String, Lines) {
    let office = sign_in(app, "office1").await;
    let report = report(app, &office).await;
    let drafts = app::review::list(app, &office, &report).await.unwrap();
    for draft in drafts.iter().skip(1).step_by(2) {
        let cmd = Assign {
            lead: Some(Some("works".into())),
            supporting: Some(vec!["economy".into(), "people".into(), "east".into()]),
            leader: None,
        };
        app::review::assign(app, &office, &draft.value.id, draft.version, &cmd)
            .await
            .unwrap();
    }
    let mut lines = exported(app, &office, &report).await;
    for heading in ["量化目标", "责任单位", "分管领导", "完成时限"] {
        let at = column(&lines, heading);
        let filled = lines.iter().skip(1).filter(|l| !l[at].is_empty()).count();
        assert!(filled > 1, "some cells under {heading} say something");
    }
    let at = column(&lines, "进展");
    lines.iter_mut().skip(1).for_each(|line| line[at].clear());
    (office, report, lines)
}

#[tokio::test]
async fn a_sheet_taken_over_twice_changes_something_once() {
    for store in stores("lanting").await {
        let app = &store.app;
        let (office, report, mut lines) = assigned(app).await;
        let at = column(&lines, "完成时限");
        lines[1][at] = "2026/11/30".into();
        let first = imported(app, &office, &report, &lines).await;
        assert_eq!((first.changed, first.errors, first.applied), (1, 0, true));
        let again = imported(app, &office, &report, &lines).await;
        assert_eq!((again.changed, again.errors), (0, 0), "{:?}", again.lines);
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
