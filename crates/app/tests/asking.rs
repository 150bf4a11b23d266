//! Questions in Chinese through the action: the same numbers as on the pages, and again as known then.

mod common;

use app::ask::{AnswerView, Asked, again, ask};
use app::evaluation::{Ask, By, Rate, View};
use app::indicator::{CellEntry, EnterCmd, confirm_many, define, enter, waiting};
use app::ledger::{Filter, Query};
use app::project::{ProjectQuery, import_plan, list};
use app::{Actor, App, FileIn};
use common::terms::terms;
use common::{actor, open_demo, sign_in, stores_at};
use indicator::Stage;
use indicator::definition::Define;
use jiff::civil::date;
use std::collections::BTreeMap;

async fn answered(app: &App, by: &Actor, question: &str) -> AnswerView {
    match ask(app, by, question).await.unwrap() {
        Asked::Answered(view) => *view,
        Asked::Refused(refused) => panic!("{question}: {}", refused.said.zh),
    }
}

async fn refused(app: &App, by: &Actor, question: &str) -> String {
    match ask(app, by, question).await.unwrap() {
        Asked::Answered(view) => panic!("{question}: {view:?}"),
        Asked::Refused(refused) => refused.said.code,
    }
}

/// The same again by its id.
async fn once_more(app: &App, by: &Actor, first: &AnswerView) -> AnswerView {
    match again(app, by, &first.id).await.unwrap() {
        Asked::Answered(view) => *view,
        Asked::Refused(refused) => panic!("{}: {}", first.id, refused.said.zh),
    }
}

fn text(view: &AnswerView) -> Option<&str> {
    view.rows[0].text.as_deref()
}

fn retail() -> Define {
    Define {
        name: "示例零售".into(),
        ..terms("retail")
    }
}

async fn value(app: &App, clerk: &Actor, office: &Actor, (amount, note): (&str, &str)) {
    let cmd = EnterCmd {
        period: "2026-03".parse().unwrap(),
        value: amount.parse().unwrap(),
        unit: None,
        published_growth: None,
        comparable_base: None,
        contributors: None,
        stage: Stage::Provisional,
        source: "示例月报".into(),
        file: None,
        note: note.into(),
        answers: BTreeMap::new(),
    };
    enter(app, clerk, "retail", cmd).await.unwrap();
    let waits = waiting(app, office).await.unwrap();
    let entries: Vec<CellEntry> = waits.entries.into_iter().map(|w| w.entry).collect();
    confirm_many(app, office, &entries).await.unwrap();
}

#[tokio::test]
async fn an_answer_is_given_again_as_known_then_and_nobody_learns_what_is_not_released() {
    for opened in stores_at("lanting", "2026-04-02T01:00:00Z").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let clerk = sign_in(app, "works1").await;
        let other = sign_in(app, "people1").await;
        define(app, &office, retail()).await.unwrap();
        value(app, &clerk, &office, ("300.5", "")).await;
        opened.clock.set("2026-04-02T02:00:00Z".parse().unwrap());
        let first = answered(app, &office, "一季度示例零售多少亿元").await;
        assert_eq!(text(&first), Some("300.5亿元"));
        assert_eq!(
            (first.definition, first.caliber.as_str()),
            (Some(1), "示例口径")
        );
        let outside = answered(app, &other, "示例零售是多少").await;
        assert_eq!(outside.rows[0].refusal.as_ref().unwrap().code, "no_value");
        let by_id = once_more(app, &other, &first).await;
        assert_eq!(text(&by_id), None, "an id gives no right");

        // The same day, an hour later.
        opened.clock.set("2026-04-02T03:00:00Z".parse().unwrap());
        value(app, &clerk, &office, ("296.2", "两家企业更正")).await;
        let now = answered(app, &office, "一季度示例零售多少亿元").await;
        assert_eq!(text(&now), Some("296.2亿元"));
        let then = once_more(app, &office, &first).await;
        assert!(then.past);
        assert_eq!(text(&then), Some("300.5亿元"));
        assert_eq!(then.id, first.id);
        let early = again(app, &office, "retail value latest @4000000000000").await;
        assert_eq!(early.unwrap_err().code(), "ask.id", "of the future");
        let foreign = again(app, &office, "nothing value latest @1775000000000").await;
        assert_eq!(foreign.unwrap_err().code(), "ask.id");
    }
}

const PLAN: &str = "项目名称,业主,责任单位,类别,总投资（万元）,年度计划（万元）,计划开工月\n\
    示例滨水步道,示例公司甲,建设局,市政,9000,1200,\n\
    示例数据机房,示例公司乙,建设局,新型基建,30000,6000,3\n\
    合计,,,,39000,7200,\n";

#[tokio::test]
async fn projects_are_summed_and_a_wrong_number_of_them_is_not_passed_over() {
    for opened in stores_at("lanting", "2026-05-04T01:00:00Z").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let file = FileIn {
            name: "计划.csv".into(),
            bytes: PLAN.as_bytes().to_vec(),
        };
        let plan = ("示例〔2026〕1号", "");
        let done = import_plan(app, &office, (file, 2026), plan, false).await;
        assert!(done.unwrap().applied);
        opened.clock.set("2026-05-04T02:00:00Z".parse().unwrap());
        let planned = answered(app, &office, "2个项目年度计划投资多少").await;
        assert_eq!(text(&planned), Some("0.72亿元"));
        assert_eq!(
            refused(app, &office, "66个项目年度计划投资多少").await,
            "count_differs"
        );
        let count = answered(app, &office, "哪个部门项目最多").await;
        assert_eq!((text(&count), count.rows[0].rank), (Some("2个"), Some(1)));
        let red = ProjectQuery {
            colours: vec![light::Colour::Red],
            ..ProjectQuery::default()
        };
        let listed = list(app, &office, &red).await.unwrap().total.unwrap();
        let asked = answered(app, &office, "红灯项目有几个").await;
        assert_eq!(text(&asked), Some(format!("{listed}个").as_str()));
        let none = answered(app, &office, "竣工项目有几个").await;
        assert_eq!(text(&none), Some("0个"));
        assert_eq!(refused(app, &office, "投资多少").await, "short_name");
        let again = once_more(app, &office, &planned).await;
        assert_eq!(text(&again), Some("0.72亿元"));
    }
}

#[tokio::test]
async fn commitments_and_cases_are_counted_as_their_pages_count_them() {
    let (_folder, app) = open_demo("lanting").await;
    let office = actor(&app, "district_office").await;
    let red = Query {
        filter: Filter {
            colours: vec!["red".into()],
            ..Filter::default()
        },
        ..Query::default()
    };
    let listed = app::ledger::list(&app, &office, &red).await.unwrap();
    let asked = answered(&app, &office, "红灯承诺有几条").await;
    assert_eq!(
        text(&asked),
        Some(format!("{}条", listed.tally.total).as_str())
    );
    let by_unit = answered(&app, &office, "各部门红灯承诺数").await;
    assert!(by_unit.rows.len() > 1, "{by_unit:?}");
    let again = once_more(&app, &office, &by_unit).await;
    assert_eq!(again.rows, by_unit_of(&by_unit, &again), "as known then");

    let today = app.today();
    let span = Ask {
        from: date(today.year(), 1, 1),
        to: today,
        view: View::Reported,
        by: By::All,
        case_type: None,
        as_of: None,
        known_at: None,
    };
    let shown = app::evaluation::show(&app, &office, &span).await.unwrap();
    let valid = shown
        .whole
        .rates
        .iter()
        .find(|v| v.rate == Rate::ValidReports);
    let asked = answered(&app, &office, "今年以来立案多少件").await;
    let expected = format!("{}件", valid.unwrap().numerator);
    assert_eq!(text(&asked), Some(expected.as_str()));
    assert_eq!(
        text(&once_more(&app, &office, &asked).await),
        Some(expected.as_str())
    );
    assert_eq!(
        refused(&app, &office, "哪个居民投诉最多").await,
        "no_people"
    );
}

/// The rows of the first answer with the addresses of the second, which name a day.
fn by_unit_of(first: &AnswerView, second: &AnswerView) -> Vec<app::ask::RowView> {
    let rows = first.rows.iter().zip(&second.rows);
    rows.map(|(one, two)| app::ask::RowView {
        behind: two.behind.clone(),
        ..one.clone()
    })
    .collect()
}
