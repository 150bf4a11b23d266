//! An evaluation as of a past day opens to the cases it was made of, and whoever sees a part of the
//! district sees the figures of that part; on both databases.

mod common;

use app::case::{self, ActCmd, Channel, Filer, OpenCmd, PlaceIn};
use app::evaluation::{self, Ask, By, Rate, Side, View};
use app::{Actor, App, Kind};
use common::{sign_in, stores};
use jiff::SignedDuration;
use jiff::civil::{Date, date};

async fn act(app: &App, login: &str, id: &str, cmd: ActCmd) {
    let who = sign_in(app, login).await;
    let version = case::detail(app, &who, id, None).await.unwrap().version;
    case::act(app, &Filer::Staff(&who), id, version, cmd)
        .await
        .unwrap();
}

/// Filed at a place and dispatched.
async fn dispatched(app: &App, at: (f64, f64)) -> String {
    let agent = sign_in(app, "zuoxi").await;
    let cmd = OpenCmd {
        matter: Some("06001".into()),
        place: Some(PlaceIn {
            lon: Some(at.0),
            lat: Some(at.1),
            address: "示例路1号".into(),
            how: "map".into(),
        }),
        ..OpenCmd::new("", Channel::Desk)
    };
    let opened = case::open(app, &Filer::Staff(&agent), cmd).await.unwrap();
    let id = opened.case.value.id;
    act(app, "shouli", &id, ActCmd::of("accept")).await;
    act(app, "zhiban", &id, ActCmd::of("file_case")).await;
    let to = ActCmd {
        unit: Some("chengguan".into()),
        ..ActCmd::of("dispatch")
    };
    act(app, "paiqian", &id, to).await;
    id
}

fn asked(by: By, view: View, as_of: Option<Date>) -> Ask {
    Ask {
        from: date(2026, 11, 1),
        to: date(2026, 12, 31),
        view,
        by,
        case_type: None,
        as_of,
        known_at: None,
    }
}

/// Every figure of every line, with how many cases it opens to.
async fn figures(app: &App, who: &Actor, ask: &Ask) -> Vec<(String, &'static str, i64, i64)> {
    let shown = evaluation::show(app, who, ask).await.unwrap();
    let mut all = vec![];
    let whole = std::iter::once((None, &shown.whole));
    let lines = shown
        .lines
        .iter()
        .map(|line| (Some(line.key.as_str()), line));
    for (key, line) in whole.chain(lines) {
        for value in &line.rates {
            let open = async |side| {
                let of = (ask, key);
                let page = evaluation::rows(app, who, of, (value.rate, side), None).await;
                i64::try_from(page.unwrap().rows.len()).unwrap()
            };
            let numerator = open(Side::Numerator).await;
            let whole = open(Side::Denominator).await + open(Side::Late).await;
            if value.rate != Rate::Rework {
                let of = format!(
                    "{:?} {:?} {key:?} {}",
                    ask.view,
                    ask.as_of,
                    value.rate.code()
                );
                assert_eq!(numerator, value.numerator, "numerator of {of}");
                if value.rate.is_of_owed() || ask.as_of.is_some() {
                    assert_eq!(whole, value.denominator, "denominator of {of}");
                }
            }
            let name = key.unwrap_or("whole").to_owned();
            all.push((name, value.rate.code(), value.numerator, value.denominator));
        }
    }
    all
}

#[tokio::test]
async fn a_past_figure_opens_to_its_cases_and_stays() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let office = sign_in(app, "duban").await;
        let first = dispatched(app, (113.2665, 23.1322)).await;
        dispatched(app, (113.2665, 23.1322)).await;
        let day = app.today();
        let asks = [View::Reported, View::Due].map(|view| asked(By::Unit, view, Some(day)));
        store.clock.set(app.now() + SignedDuration::from_hours(26));
        let mut then = vec![];
        for ask in &asks {
            then.push(figures(app, &office, ask).await);
        }
        assert!(then[0].contains(&("whole".into(), "not_closed", 2, 2)));
        // What happens later changes what is known now, and nothing of what was known then.
        let cited = ActCmd {
            entry: Some("d-06001-1".into()),
            reason: Some("示例理由".into()),
            ..ActCmd::of("return")
        };
        act(app, "chengguan-clerk", &first, cited).await;
        store
            .clock
            .set(app.now() + SignedDuration::from_hours(24 * 40));
        for (ask, then) in asks.iter().zip(&then) {
            assert_eq!(&figures(app, &office, ask).await, then);
            let now = asked(By::Unit, ask.view, None);
            assert_ne!(&figures(app, &office, &now).await, then);
        }
        // The rows are the cases as they were.
        let of = (&asks[0], None);
        let rows = evaluation::rows(app, &office, of, (Rate::NotClosed, Side::Numerator), None)
            .await
            .unwrap();
        assert!(rows.rows.iter().all(|row| row.bounces == 0 && !row.late));
    }
}

#[tokio::test]
async fn whoever_sees_a_part_sees_the_figures_of_that_part() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        dispatched(app, (113.2665, 23.1322)).await;
        // In the subdistrict of the clerk below.
        let inside = dispatched(app, (113.251525, 23.16207)).await;
        let office = sign_in(app, "duban").await;
        let lies = case::detail(app, &office, &inside, None).await.unwrap();
        let subdistrict = lies.subdistrict.expect("in a subdistrict");
        store
            .clock
            .set(app.now() + SignedDuration::from_hours(24 * 40));
        let reported = |who: Actor, by| async move {
            let shown = evaluation::show(app, &who, &asked(by, View::Reported, None)).await?;
            let valid = shown
                .whole
                .rates
                .iter()
                .find(|v| v.rate == Rate::ValidReports);
            let lines: Vec<String> = shown.lines.iter().map(|l| l.key.clone()).collect();
            app::Result::Ok((valid.unwrap().denominator, shown.narrowed, lines))
        };
        let clerk = sign_in(app, "chengguan-clerk").await;
        let other = sign_in(app, "shuiwu-clerk").await;
        let whole = reported(office, By::All).await.unwrap();
        assert_eq!((whole.0, whole.1), (2, false));
        let own = reported(clerk.clone(), By::Unit).await.unwrap();
        assert_eq!(own, (2, true, vec!["chengguan".to_owned()]));
        assert_eq!(reported(other.clone(), By::All).await.unwrap().0, 0);
        let refused = reported(clerk.clone(), By::Matter).await.unwrap_err();
        assert_eq!(refused.code(), "evaluation.by");
        for day in [None, Some(app.today())] {
            figures(app, &clerk, &asked(By::Unit, View::Reported, day)).await;
            figures(app, &other, &asked(By::All, View::Due, day)).await;
        }
        let street = sign_in(app, "kuangquan-clerk").await;
        let area = reported(street.clone(), By::All).await.unwrap();
        let in_area = i64::from(subdistrict.contains("矿泉"));
        assert_eq!((area.0, area.1), (in_area, true));
        figures(app, &street, &asked(By::Subdistrict, View::Reported, None)).await;
        let nobody = sign_in(app, "sysadmin").await;
        let refused = reported(nobody, By::All).await.unwrap_err();
        assert_eq!(refused.kind(), Kind::Forbidden);
    }
}

/// A report is sent to be looked at, looked at, and found to be one that an inspector missed: each rate
/// moves, opens to its rows, and is on a past day what it was then.
#[tokio::test]
async fn checks_and_what_was_missed_have_rates_that_open() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let agent = sign_in(app, "zuoxi").await;
        let cmd = OpenCmd {
            matter: Some("06001".into()),
            place: Some(PlaceIn {
                lon: Some(113.2665),
                lat: Some(23.1322),
                address: "示例路1号".into(),
                how: "map".into(),
            }),
            ..OpenCmd::new("", Channel::Desk)
        };
        let opened = case::open(app, &Filer::Staff(&agent), cmd).await.unwrap();
        let id = opened.case.value.id;
        let office = sign_in(app, "duban").await;
        // Sent to be looked at after the limit of two working hours, looked at in time.
        let later = |hours| {
            store
                .clock
                .set(app.now() + SignedDuration::from_hours(hours))
        };
        later(26);
        act(app, "shouli", &id, ActCmd::of("ask_check")).await;
        let mut seen = ActCmd::of("checked");
        seen.gives.insert("check_result".into(), "true".into());
        act(app, "jiandu", &id, seen).await;
        act(app, "shouli", &id, ActCmd::of("accept")).await;
        act(app, "zhiban", &id, ActCmd::of("file_case")).await;
        let then = app.today();
        let because = |action: &str| ActCmd {
            reason: Some("当日巡查经过此处".into()),
            ..ActCmd::of(action)
        };
        later(48);
        act(app, "zhiban", &id, because("missed")).await;
        let now = [View::Reported, View::Due].map(|view| asked(By::Subdistrict, view, None));
        let wanted = [
            ("check_sent_in_time", 0, 1),
            ("checked_in_time", 1, 1),
            ("missed", 1, 1),
        ];
        for ask in &now {
            let all = figures(app, &office, ask).await;
            for (code, numerator, denominator) in wanted {
                let of = all.iter().filter(|one| one.1 == code);
                let of: Vec<_> = of.map(|one| (one.2, one.3)).collect();
                assert_eq!(of, [(numerator, denominator); 2], "{code} {:?}", ask.view);
            }
        }
        // As known before it was found.
        let before = asked(By::All, View::Reported, Some(then));
        let all = figures(app, &office, &before).await;
        let missed = all.iter().find(|one| one.1 == "missed").unwrap();
        assert_eq!((missed.2, missed.3), (0, 1));
        let shown = evaluation::show(app, &office, &now[0]).await.unwrap();
        let posts: Vec<_> = shown.posts.iter().map(|p| p.composite.code()).collect();
        assert_eq!(posts, ["inspector", "clerk", "shift_lead", "dispatcher"]);
        // Taken back.
        act(app, "zhiban", &id, because("not_missed")).await;
        let all = figures(app, &office, &now[0]).await;
        let missed = all.iter().find(|one| one.1 == "missed").unwrap();
        assert_eq!((missed.2, missed.3), (0, 1));
        assert_eq!(
            app.projection_mismatches().await.unwrap(),
            Vec::<String>::new()
        );
    }
}

/// What figures are kept of is named alike in the types, the store and the evaluation.
#[test]
fn steps_are_named_alike() {
    let of_types = casework::CountedStep::ALL.iter().map(|step| step.code());
    let stored = store::case::Step::ALL.map(store::case::Step::code);
    let of_types: std::collections::BTreeSet<_> = of_types.collect();
    assert_eq!(of_types, stored.into_iter().collect());
}

#[tokio::test]
async fn reports_for_each_ten_thousand_residents_stand_where_residents_are_known() {
    const AT: (f64, f64) = (113.251525, 23.16207);
    let folder = common::profile("yuexiu");
    let areas = folder.directory.iter();
    let areas: Vec<_> = areas
        .filter(|unit| unit.kind == org::UnitKind::Subdistrict)
        .collect();
    let mut text = String::from("unit,day,residents,source\n");
    for unit in &areas {
        text += &format!("{},2020-11-01,50000,示例：虚构\n", unit.code);
    }
    let profile = common::profile_with("yuexiu", &[("residents.csv", text)]);
    for store in common::stores_of(profile, "2026-11-02T01:00:00Z").await {
        let app = &store.app;
        dispatched(app, AT).await;
        dispatched(app, AT).await;
        let office = sign_in(app, "duban").await;
        let of = async |by, view| {
            let ask = asked(by, view, None);
            evaluation::show(app, &office, &ask).await.unwrap()
        };
        let shown = of(By::Subdistrict, View::Reported).await;
        let whole = shown.whole.per_residents.expect("all parts are known");
        let people = 50_000 * u64::try_from(areas.len()).unwrap();
        assert_eq!((whole.cases, whole.residents), (2, people));
        let line = shown.lines[0].per_residents.expect("known");
        assert_eq!((line.cases, line.residents), (2, 50_000));
        assert_eq!(line.per_10k.normalize().to_string(), "0.4");
        for (by, view) in [(By::Subdistrict, View::Due), (By::Unit, View::Reported)] {
            let shown = of(by, view).await;
            assert!(shown.lines.iter().all(|line| line.per_residents.is_none()));
        }
        let none = of(By::Community, View::Reported).await;
        assert!(none.lines[0].per_residents.is_none(), "no count of it");
    }
}
