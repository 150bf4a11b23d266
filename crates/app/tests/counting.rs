//! Commitments measured by cases: a total moves with the verified closing of a case and its reopening,
//! is what it was on every past day, and opens to its cases; on both databases.

mod common;

use app::case::{self, ActCmd, Channel, Filer, OpenCmd, PlaceIn, ReporterIn};
use app::counting::{self, TypedMeasure};
use app::record::ClaimCmd;
use app::review::{Assign, Edit};
use app::{Actor, App, AsOf, FileIn};
use commitment::{CaseTotal, Changes, MeasuredBy, PlaceBy, RecordKind};
use common::{photo, profile, sign_in, stores};
use figure::Decimal;
use jiff::SignedDuration;
use jiff::civil::Date;

/// Somewhere in the first district.
const AT: (f64, f64) = (113.2665, 23.1322);

fn by_places() -> TypedMeasure {
    TypedMeasure {
        total: "address".into(),
        case_type: "city_management".into(),
        matters: "私搭乱建".into(),
        ..TypedMeasure::default()
    }
}

/// The sample of the first district, issued with one target measured by the places of cases.
async fn issued(app: &App, office: &Actor) -> String {
    let report = profile("yuexiu").demo.expect("a sample").report;
    let file = FileIn {
        name: "报告.md".into(),
        bytes: report.into_bytes(),
    };
    let report = app::report::import(app, office, file, None, &app::silent)
        .await
        .unwrap();
    let mut measured = String::new();
    for draft in app::review::list(app, office, &report.report.id)
        .await
        .unwrap()
    {
        let id = &draft.value.id;
        let mut version = draft.version;
        if draft.value.kind != commitment::Kind::Principle {
            let assign = Assign {
                lead: Some(Some("shuiwu".into())),
                ..Assign::default()
            };
            version = app::review::assign(app, office, id, version, &assign)
                .await
                .unwrap()
                .version;
        }
        if draft.value.text.contains("易涝点5处") {
            let edit = |cases| Edit {
                cases: Some(Some(cases)),
                ..Edit::default()
            };
            let mut unknown = by_places().read(app).await.unwrap();
            assert_eq!(unknown.matters, ["06001"], "names become codes");
            unknown.areas = vec!["nowhere".into()];
            let refused = app::review::edit(app, office, id, version, &edit(unknown)).await;
            assert_eq!(refused.unwrap_err().code(), "cases.area");
            let cases = edit(by_places().read(app).await.unwrap());
            let edited = app::review::edit(app, office, id, version, &cases)
                .await
                .unwrap();
            assert_eq!(edited.value.measured_by, MeasuredBy::Cases);
            version = edited.version;
            measured = id.clone();
        }
        app::review::accept(app, office, id, version).await.unwrap();
    }
    app::report::issue(app, office, &report.report.id, report.version)
        .await
        .unwrap();
    assert!(!measured.is_empty(), "the sample has that target");
    measured
}

async fn act(app: &App, login: &str, id: &str, cmd: ActCmd) {
    let who = sign_in(app, login).await;
    let version = case::detail(app, &who, id, None).await.unwrap().version;
    case::act(app, &Filer::Staff(&who), id, version, cmd)
        .await
        .unwrap();
}

/// Filed at an address and walked to where it waits for verification; number, code and id.
async fn handled(app: &App, address: &str) -> (String, String, String) {
    let agent = sign_in(app, "zuoxi").await;
    let cmd = OpenCmd {
        matter: Some("06001".into()),
        place: Some(PlaceIn {
            lon: Some(AT.0),
            lat: Some(AT.1),
            address: address.into(),
            how: "map".into(),
        }),
        reporter: Some(ReporterIn {
            name: "示例某".into(),
            phone: "13900001234".into(),
            ..ReporterIn::default()
        }),
        ..OpenCmd::new("", Channel::Desk)
    };
    let opened = case::open(app, &Filer::Staff(&agent), cmd).await.unwrap();
    let (id, number) = (opened.case.value.id, opened.case.value.number);
    act(app, "shouli", &id, ActCmd::of("accept")).await;
    act(app, "zhiban", &id, ActCmd::of("file_case")).await;
    let to = ActCmd {
        unit: Some("chengguan".into()),
        ..ActCmd::of("dispatch")
    };
    act(app, "paiqian", &id, to).await;
    let done = ActCmd {
        gives: [("measure".to_owned(), "示例：已拆除".to_owned())].into(),
        evidence: vec![photo("after_photo")],
        ..ActCmd::of("complete")
    };
    act(app, "chengguan-clerk", &id, done).await;
    act(app, "paiqian", &id, ActCmd::of("send_verify")).await;
    (number, opened.tracking_code.unwrap(), id)
}

async fn closed(app: &App, address: &str) -> (String, String, String) {
    let case = handled(app, address).await;
    let passed = ActCmd {
        evidence: vec![photo("verify_photo")],
        ..ActCmd::of("verify")
    };
    act(app, "jiandu", &case.2, passed).await;
    act(app, "zhiban", &case.2, ActCmd::of("close")).await;
    case
}

/// The total and the number of cases of a day, which the light, its words and the rows agree with.
async fn total(app: &App, who: &Actor, id: &str, day: Option<Date>) -> (Decimal, u64) {
    let shown = app::ledger::show(app, who, id, day.map(AsOf::Day))
        .await
        .unwrap();
    let cases = shown.cases.expect("measured by cases");
    let lit = shown.row.progress.map(|p| p.total);
    assert_eq!(lit, Some(cases.total.value), "the light says the same");
    let rows = counting::rows(app, who, id, day.map(AsOf::Day), None)
        .await
        .unwrap();
    assert_eq!(rows.total, cases);
    assert_eq!(rows.rows.len() as u64, cases.cases, "it opens to its rows");
    (cases.total.value, cases.cases)
}

fn number(n: i64) -> Decimal {
    Decimal::from(n)
}

async fn sound(app: &App) {
    let found = counting::check(app).await.unwrap();
    assert_eq!((found.commitments, &found.mismatches), (1, &vec![]));
    let lights = app::lights::check(app).await.unwrap();
    assert_eq!(lights.mismatches, []);
    let lists = app.projection_mismatches().await.unwrap();
    assert_eq!(lists, Vec::<String>::new());
}

#[tokio::test]
async fn a_total_moves_with_its_cases_and_stays_what_it_was() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let office = sign_in(app, "duban").await;
        // A case closed before the issue counts from the issue on.
        closed(app, "示例路1号").await;
        let id = issued(app, &office).await;
        assert_eq!(total(app, &office, &id, None).await, (number(1), 1));
        let first_day = app.today();

        store.clock.set(app.now() + SignedDuration::from_hours(24));
        let waits = handled(app, "示例路 2号").await;
        assert_eq!(total(app, &office, &id, None).await, (number(1), 1));
        let passed = ActCmd {
            evidence: vec![photo("verify_photo")],
            ..ActCmd::of("verify")
        };
        act(app, "jiandu", &waits.2, passed).await;
        assert_eq!(
            total(app, &office, &id, None).await,
            (number(1), 1),
            "verified, not yet closed"
        );
        act(app, "zhiban", &waits.2, ActCmd::of("close")).await;
        assert_eq!(total(app, &office, &id, None).await, (number(2), 2));
        // The same place again is no second place.
        let again = closed(app, "示例路２号").await;
        assert_eq!(total(app, &office, &id, None).await, (number(2), 3));
        let second_day = app.today();
        sound(app).await;

        // The tasks sheet says which cases count, beside what they add up to.
        let report = app::ledger::show(app, &office, &id, None).await.unwrap();
        let report = &report.commitment.report;
        let sheet = app::sheet::export(app, &office, report, app::Format::Csv).await;
        let sheet = String::from_utf8(sheet.unwrap().bytes).unwrap();
        assert!(sheet.lines().next().unwrap().contains("按案件计量"));
        assert!(
            sheet.contains("类型：城市管理案件，核查通过并已结案"),
            "{sheet}"
        );

        // Amounts are not reported beside it.
        let works = sign_in(app, "shuiwu-clerk").await;
        let claim = ClaimCmd {
            kind: RecordKind::Amount,
            date: app.today(),
            amount: Some(number(1)),
            unit: None,
            place: None,
            note: "示例".into(),
            evidence: vec![],
            resubmits: None,
        };
        let refused = app::record::claim(app, &works, &id, claim)
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "measured_by_cases");
        // Who sees only some of the cases sees the total and those.
        let rows = counting::rows(app, &works, &id, None, None).await.unwrap();
        assert_eq!((rows.total.cases, rows.visible, rows.rows.len()), (3, 0, 0));

        // Opened again, one by one: the place goes with the last of its cases.
        store.clock.set(app.now() + SignedDuration::from_hours(24));
        for (case, left) in [(&again, (number(2), 2)), (&waits, (number(1), 1))] {
            let of = (case.0.as_str(), case.1.as_str());
            let seen = case::track(app, of.0, of.1).await.unwrap().version;
            let rated = case::confirm(app, of, seen, (Some(false), Some(true), None, None))
                .await
                .unwrap();
            case::dispute(app, of, rated.version, "示例：又出现")
                .await
                .unwrap();
            assert_eq!(total(app, &office, &id, None).await, left);
        }
        sound(app).await;

        // Past days say what they said.
        let past = |day| total(app, &office, &id, Some(day));
        assert_eq!(past(first_day).await, (number(1), 1));
        assert_eq!(past(second_day).await, (number(2), 3));

        // An hour before the last closing of a day: what the commitment said at that instant.
        let before = app.now();
        store.clock.set(before + SignedDuration::from_hours(1));
        closed(app, "示例路3号").await;
        let then = Some(AsOf::Instant(before));
        let shown = app::ledger::show(app, &office, &id, then).await.unwrap();
        let rows = counting::rows(app, &office, &id, then, None).await.unwrap();
        assert_eq!(Some(&rows.total), shown.cases.as_ref());
        assert_eq!((rows.rows.len(), rows.total.cases), (1, 1));
        assert_eq!(rows.as_of, then);
        assert_eq!(total(app, &office, &id, None).await, (number(2), 2));
        let ahead = Some(AsOf::Day(app.today().tomorrow().unwrap()));
        let refused = counting::rows(app, &office, &id, ahead, None).await;
        assert_eq!(refused.unwrap_err().code(), "as_of.future");
        let light = app::lights::as_of(app, &id, second_day).await.unwrap();
        assert_eq!(light.progress.map(|p| p.total), Some(number(2)));
        let journal = app::audit::verify(app, &sign_in(app, "audadmin").await, &app::silent)
            .await
            .unwrap();
        assert!(journal.sound);
    }
}

#[tokio::test]
async fn another_measure_needs_approval_and_counts_anew_from_its_day() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let office = sign_in(app, "duban").await;
        let id = issued(app, &office).await;
        closed(app, "示例路1号").await;
        closed(app, "示例路1号").await;
        assert_eq!(total(app, &office, &id, None).await, (number(1), 2));
        let before = app.today();

        store.clock.set(app.now() + SignedDuration::from_hours(24));
        let shown = app::ledger::show(app, &office, &id, None).await.unwrap();
        let mut cases = shown.commitment.cases.clone().unwrap();
        assert_eq!(
            cases.total,
            CaseTotal::Places {
                by: PlaceBy::Address
            }
        );
        cases.total = CaseTotal::Count;
        let change = Changes {
            cases: Some(cases.clone()),
            ..Changes::default()
        };
        let unknown = Changes {
            cases: Some(commitment::CaseMeasure {
                case_type: "unheard".into(),
                ..cases
            }),
            ..Changes::default()
        };
        let version = shown.row.version;
        let why = "按件计数";
        let refused = app::change::request(app, &office, &id, version, unknown, why).await;
        assert_eq!(refused.unwrap_err().code(), "cases.type");
        let asked = app::change::request(app, &office, &id, version, change, why)
            .await
            .unwrap();
        assert_eq!(total(app, &office, &id, None).await, (number(1), 2));
        let own = app::change::approve(app, &office, &asked.value.id, asked.version, None).await;
        assert_eq!(own.unwrap_err().code(), "requester_cannot_decide");
        let other = sign_in(app, "duban2").await;
        app::change::approve(app, &other, &asked.value.id, asked.version, None)
            .await
            .unwrap();
        assert_eq!(total(app, &office, &id, None).await, (number(2), 2));
        assert_eq!(
            total(app, &office, &id, Some(before)).await,
            (number(1), 2),
            "the day before keeps its measure"
        );
        let shown = app::ledger::show(app, &office, &id, None).await.unwrap();
        assert_eq!(shown.versions.len(), 2);
        closed(app, "示例路1号").await;
        assert_eq!(total(app, &office, &id, None).await, (number(3), 3));
        sound(app).await;
    }
}
