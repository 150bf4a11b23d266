//! Commitments measured by projects: a total moves with the verification of what bureaus report, is what it
//! was on every past day, and opens to its projects; on both databases.

mod common;

use app::counting::{self, TypedProjects};
use app::project::{
    Entry, EntryKind, FileOf, MilestoneCmd, ProjectQuery, claim_milestone, decide, import_plan,
    list, portfolio, report, verify_many, waiting,
};
use app::review::{Assign, Edit};
use app::{Actor, App, AsOf, FileIn};
use commitment::{Changes, MeasuredBy, RecordKind};
use common::{PNG, actor, open_demo, profile, sign_in, stores};
use figure::Decimal;
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use project::{Amount, Batch, Cut, Decide, Ledger, Report};

const WAN: i64 = 10_000;
const PLAN: &str = "项目名称,业主,责任单位,类别,总投资（万元）,年度计划（万元）,计划开工月\n\
    示例滨水步道,示例公司甲,fagai,市政,9000,1200,\n\
    示例数据机房,示例公司乙,fagai,新型基建,30000,6000,3\n";

fn by(total: &str) -> TypedProjects {
    TypedProjects {
        total: total.into(),
        ..TypedProjects::default()
    }
}

/// The sample issued, its yearly investment measured by projects, its starts by records; their ids.
async fn issued(app: &App, office: &Actor) -> (String, String) {
    let text = profile("yuexiu").demo.expect("a sample").report;
    let file = FileIn {
        name: "报告.md".into(),
        bytes: text.into_bytes(),
    };
    let read = app::report::import(app, office, file, None, &app::silent)
        .await
        .unwrap();
    let (mut money, mut starts) = (String::new(), String::new());
    for draft in app::review::list(app, office, &read.report.id)
        .await
        .unwrap()
    {
        let id = &draft.value.id;
        let mut version = draft.version;
        if draft.value.kind != commitment::Kind::Principle {
            let assign = Assign {
                lead: Some(Some("fagai".into())),
                ..Assign::default()
            };
            let assigned = app::review::assign(app, office, id, version, &assign).await;
            version = assigned.unwrap().version;
        }
        if draft.value.text.contains("不少于42.6亿元") {
            money.clone_from(id);
            let edit = |projects| Edit {
                projects: Some(Some(projects)),
                ..Edit::default()
            };
            let none = by("commencement").read(app).unwrap();
            let counted = app::review::edit(app, office, id, version, &edit(none)).await;
            assert_eq!(counted.unwrap_err().code(), "source_not_countable");
            let mut elsewhere = by("reported").read(app).unwrap();
            elsewhere.bureau = Some("nowhere".into());
            let unknown = app::review::edit(app, office, id, version, &edit(elsewhere)).await;
            assert_eq!(unknown.unwrap_err().code(), "unit.unknown");
            let edited = edit(by("reported").read(app).unwrap());
            let edited = app::review::edit(app, office, id, version, &edited).await;
            version = edited.unwrap().version;
        } else if draft.value.text.contains("等项目14个") {
            starts.clone_from(id);
        }
        app::review::accept(app, office, id, version).await.unwrap();
    }
    app::report::issue(app, office, &read.report.id, read.version)
        .await
        .unwrap();
    assert!(
        !money.is_empty() && !starts.is_empty(),
        "the sample has them"
    );
    (money, starts)
}

async fn planned(app: &App, office: &Actor) -> [String; 2] {
    let plan = FileIn {
        name: "计划.csv".into(),
        bytes: PLAN.as_bytes().to_vec(),
    };
    let basis = ("示例〔2026〕1号", "");
    let done = import_plan(app, office, (plan, 2026), basis, false).await;
    assert!(done.unwrap().applied);
    let rows = list(app, office, &ProjectQuery::default())
        .await
        .unwrap()
        .rows;
    let id = |name: &str| rows.iter().find(|r| r.name == name).unwrap().id.clone();
    [id("示例滨水步道"), id("示例数据机房")]
}

fn month(month: i8, sum: i64) -> Report {
    Report {
        ledger: Ledger::Reported,
        year: 2026,
        month,
        amount: Amount::YearToDate(Decimal::from(sum * WAN)),
        note: "示例：按监理月报".into(),
    }
}

async fn all_waiting(app: &App, office: &Actor) -> Vec<Entry> {
    let waits = waiting(app, office).await.unwrap();
    waits.entries.into_iter().map(|w| w.entry).collect()
}

/// The total in 万元 and the number of projects of a day, which the light, its words and the rows agree with.
async fn total(app: &App, who: &Actor, id: &str, day: Option<Date>) -> (Decimal, usize) {
    let day = day.map(AsOf::Day);
    let shown = app::ledger::show(app, who, id, day).await.unwrap();
    let total = shown.projects.expect("measured by projects");
    let lit = shown.row.progress.map(|p| p.total);
    assert_eq!(lit, Some(total.total.value), "the light says the same");
    let opened = counting::projects(app, who, id, day).await.unwrap();
    assert_eq!(opened.total, total);
    assert_eq!(
        opened.rows.len(),
        total.projects,
        "it opens to its projects"
    );
    let sum: Decimal = opened.rows.iter().map(|row| row.amount).sum();
    let unit = &total.total.unit;
    let sum = match opened.adds_up {
        "entered" => sum,
        _ => commitment::in_base_unit(sum, "元", unit).unwrap(),
    };
    assert_eq!(sum, total.total.value, "rows add up");
    (total.total.value, total.projects)
}

async fn sound(app: &App) {
    let lights = app::lights::check(app).await.unwrap();
    assert_eq!(lights.mismatches, []);
    let lists = app.projection_mismatches().await.unwrap();
    assert_eq!(lists, Vec::<String>::new());
}

fn wan(n: i64) -> Decimal {
    Decimal::from(n * WAN)
}

#[tokio::test]
async fn investment_moves_the_commitment_when_it_is_verified() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let office = sign_in(app, "duban").await;
        let clerk = sign_in(app, "fagai-clerk").await;
        let (id, _) = issued(app, &office).await;
        let [walk, hall] = planned(app, &office).await;
        assert_eq!(total(app, &office, &id, None).await, (wan(0), 0));
        report(app, &clerk, &walk, 1, month(9, 900)).await.unwrap();
        report(app, &clerk, &hall, 1, month(9, 4_000))
            .await
            .unwrap();
        assert_eq!(
            total(app, &office, &id, None).await.0,
            wan(0),
            "claims alone"
        );

        let claim = app::record::ClaimCmd {
            kind: RecordKind::Amount,
            date: app.today(),
            amount: Some(Decimal::ONE),
            unit: Some("亿元".into()),
            place: None,
            note: "示例".into(),
            evidence: vec![],
            resubmits: None,
        };
        let typed = app::record::claim(app, &clerk, &id, claim).await;
        assert_eq!(typed.unwrap_err().code(), "measured_by_projects");

        // Two are verified at the same moment: neither counts from the other's stale total.
        let yes = || Decide {
            no: 1,
            verified: true,
            reason: String::new(),
        };
        let investment = EntryKind::Investment;
        let (one, two) = tokio::join!(
            decide(app, &office, &walk, 2, (investment, yes())),
            decide(app, &office, &hall, 2, (investment, yes())),
        );
        one.unwrap();
        two.unwrap();
        assert_eq!(total(app, &office, &id, None).await, (wan(4_900), 2));
        sound(app).await;
        let before = app.today();

        store.clock.set(app.now() + SignedDuration::from_hours(24));
        report(app, &clerk, &walk, 3, month(9, 700)).await.unwrap();
        let waits = all_waiting(app, &office).await;
        verify_many(app, &office, &waits).await.unwrap();
        assert_eq!(total(app, &office, &id, None).await, (wan(4_700), 2));
        let then = total(app, &office, &id, Some(before)).await;
        assert_eq!(then, (wan(4_900), 2), "the day before stays what it was");
        sound(app).await;
    }
}

#[tokio::test]
async fn starts_take_the_place_of_records_by_an_approved_change() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let office = sign_in(app, "duban").await;
        let clerk = sign_in(app, "fagai-clerk").await;
        let (_, id) = issued(app, &office).await;
        let [walk, hall] = planned(app, &office).await;
        start(app, &clerk, &walk).await;
        let waits = all_waiting(app, &office).await;
        verify_many(app, &office, &waits).await.unwrap();

        let shown = app::ledger::show(app, &office, &id, None).await.unwrap();
        assert_eq!(shown.commitment.measured_by, MeasuredBy::Records);
        let change = Changes {
            projects: Some(by("commencement").read(app).unwrap()),
            ..Changes::default()
        };
        let why = "示例：改按项目库计数";
        let asked = app::change::request(app, &office, &id, shown.row.version, change, why)
            .await
            .unwrap();
        let other = sign_in(app, "duban2").await;
        app::change::approve(app, &other, &asked.value.id, asked.version, None)
            .await
            .unwrap();
        let started = total(app, &office, &id, None).await;
        assert_eq!(
            started,
            (Decimal::ONE, 1),
            "what stood before counts at once"
        );
        start(app, &clerk, &hall).await;
        let waits = all_waiting(app, &office).await;
        verify_many(app, &office, &waits).await.unwrap();
        assert_eq!(total(app, &office, &id, None).await.1, 2);
        sound(app).await;
    }
}

async fn start(app: &App, clerk: &Actor, id: &str) {
    let files = Batch::Commencement.evidence().iter().map(|kind| FileOf {
        kind: *kind,
        file: FileIn {
            name: "照片.png".into(),
            bytes: PNG.to_vec(),
        },
    });
    let cmd = MilestoneCmd {
        batch: Batch::Commencement,
        date: date(2026, 6, 20),
        files: files.collect(),
        note: String::new(),
    };
    claim_milestone(app, clerk, id, 1, cmd).await.unwrap();
}

#[tokio::test]
async fn the_demonstrations_yearly_investment_is_the_sum_of_its_projects() {
    let (_folder, app) = open_demo("yuexiu").await;
    let office = actor(&app, "district_office").await;
    let query = app::ledger::Query {
        filter: store::Filter {
            text: Some("年度投资".into()),
            ..store::Filter::default()
        },
        ..app::ledger::Query::default()
    };
    let found = app::ledger::list(&app, &office, &query).await.unwrap();
    let row = found.rows.first().expect("it is in the ledger");
    let of_projects = total(&app, &office, &row.id, None).await;
    let all = portfolio(&app, &office, Cut::All, Some(2026), None).await;
    assert_eq!(of_projects.0, all.unwrap().whole.reported);
    sound(&app).await;
}
