//! Tickets of another system: tried, refused line by line, imported once.

mod common;

use app::FileIn;
use app::case::{Imported, TicketFile};

const HEADING: &str =
    "来源编号,案件类型,标题,内容,地址,经度,纬度,诉求人,联系电话,受理时间,诉求类别\n";

fn file(lines: &str) -> FileIn {
    FileIn {
        name: "tickets.csv".into(),
        bytes: format!("{HEADING}{lines}").into_bytes(),
    }
}

async fn import(
    app: &app::App,
    operator: &app::Actor,
    file: FileIn,
    dry: bool,
) -> app::Result<Imported> {
    let file = TicketFile::read(file).await?;
    app::case::import(app, operator, "热线", &file, dry, &app::silent).await
}

const GOOD: &str = "A-1,12345诉求,路灯不亮,楼下路灯不亮三天,某路1号,113.2665,23.1322,某甲,13900000001,2026-01-05 09:30,求助\n\
    A-2,12345诉求,咨询办证,如何办理,,,,,,2026-01-06,咨询\n";

async fn tickets_are_imported_once(opened: common::Opened) {
    let app = opened.app;
    let operator = app.operator();
    let run = async |lines: &str, dry: bool| import(&app, &operator, file(lines), dry).await;
    let tried = run(GOOD, true).await.unwrap();
    assert_eq!(
        (tried.lines, tried.opened, tried.wrong),
        (2, 2, 0),
        "{tried:?}"
    );
    // One wrong line, and nothing is written.
    let bad = format!(
        "{GOOD}A-3,12345诉求,x,y,,113.2,,,,昨天,\nA-1,12345诉求,x,y,,,,,,,求助\nA-4,没有,x,y,,,,,,,\n"
    );
    let refused = run(&bad, false).await.unwrap();
    let lines: Vec<_> = refused
        .problems
        .iter()
        .map(|p| (p.line, p.code.as_str()))
        .collect();
    assert_eq!(
        lines,
        [(4, "import.cell"), (5, "import.twice"), (6, "import.cell")]
    );
    let done = run(GOOD, false).await.unwrap();
    assert_eq!((done.opened, done.known), (2, 0));
    let again = run(
        &format!("{GOOD}A-5,12345诉求,新的,内容,,,,,,2026-01-06,建议\n"),
        false,
    )
    .await
    .unwrap();
    assert_eq!((again.opened, again.known), (1, 2));
    let query = app::case::Query {
        limit: 50,
        ..Default::default()
    };
    let page = app::case::list(&app, &operator, &query).await.unwrap();
    let mut numbers: Vec<_> = page.rows.iter().map(|row| row.number.clone()).collect();
    numbers.sort();
    assert_eq!(
        numbers,
        ["SQ2026010500001", "SQ2026010600001", "SQ2026010600002"]
    );
    assert!(app.projection_mismatches().await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tickets_are_imported_once_on_every_engine() {
    for opened in common::stores("yuexiu").await {
        tickets_are_imported_once(opened).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_without_numbers_or_of_other_columns_is_refused() {
    let opened = common::stores("yuexiu").await.remove(0);
    let operator = opened.app.operator();
    for (heading, code) in [
        ("标题,内容\nx,y\n", "import.no_number"),
        ("来源编号,天气\n1,晴\n", "import.column_unknown"),
    ] {
        let file = FileIn {
            name: "t.csv".into(),
            bytes: heading.as_bytes().to_vec(),
        };
        let refused = import(&opened.app, &operator, file, true).await;
        assert_eq!(refused.unwrap_err().code(), code);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_known_ticket_is_compared_and_named_in_words() {
    for opened in common::stores("yuexiu").await {
        let (app, lines) = (opened.app, lines_of(450, |_| ("路灯不亮", "求助")));
        let actor = app.operator();
        let first = import(&app, &actor, file(&lines), false).await.unwrap();
        assert_eq!((first.opened, first.differing), (450, 0));
        let same = import(&app, &actor, file(&lines), true).await.unwrap();
        assert_eq!((same.known, same.differing), (450, 0));
        let changed = lines_of(450, |n| match n {
            321 => ("路灯一直不亮", "求助"),
            450 => ("路灯不亮", "投诉"),
            _ => ("路灯不亮", "求助"),
        });
        let found = import(&app, &actor, file(&changed), true).await.unwrap();
        let told: Vec<_> = found
            .differs
            .iter()
            .map(|d| (d.line, d.columns.join("、")))
            .collect();
        let expected = [(322, "标题".to_owned()), (451, "诉求类别".to_owned())];
        assert_eq!((found.differing, told.as_slice()), (2, expected.as_slice()));
    }
}

/// Lines numbered from 1, each with its title and kind.
fn lines_of(lines: usize, says: impl Fn(usize) -> (&'static str, &'static str)) -> String {
    let line = |n| {
        let (title, kind) = says(n);
        format!("B-{n},12345诉求,{title},楼下路灯不亮,,,,,,2026-01-05,{kind}\n")
    };
    (1..=lines).map(line).collect()
}
