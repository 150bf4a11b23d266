//! Rules rehearsed on cases before they touch any: drafted, run, read row by row, published by somebody else
//! with a date, or dropped; on both databases.

mod common;

use app::case::{self, ActCmd, Channel, Filer, OpenCmd, PlaceIn};
use app::list::{Query, RehearsedFilter};
use app::rehearsal::{self, ChangeView, Found, Given, Kind};
use app::{Actor, App, FileIn, Format};
use common::{Opened, sign_in, stores};
use duty::{EntryKind, MatterCode};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Somewhere in the first district.
const AT: (f64, f64) = (113.2665, 23.1322);

/// A case of unlawful building, dispatched to the unit that owns it.
async fn dispatched(app: &App) -> String {
    let agent = sign_in(app, "zuoxi").await;
    let cmd = OpenCmd {
        matter: Some("06001".into()),
        place: Some(PlaceIn {
            lon: Some(AT.0),
            lat: Some(AT.1),
            address: "示例路1号".into(),
            how: "map".into(),
        }),
        fields: [("description".to_owned(), "示例：天台搭棚".to_owned())].into(),
        ..OpenCmd::new("", Channel::Desk)
    };
    let opened = case::open(app, &Filer::Staff(&agent), cmd).await.unwrap();
    let id = opened.case.value.id;
    let to = |unit: &str| ActCmd {
        unit: Some(unit.into()),
        ..ActCmd::of("dispatch")
    };
    let steps = [
        ("shouli", ActCmd::of("accept")),
        ("zhiban", ActCmd::of("file_case")),
        ("paiqian", to("chengguan")),
    ];
    for (who, cmd) in steps {
        let who = sign_in(app, who).await;
        let version = case::detail(app, &who, &id, None).await.unwrap().version;
        case::act(app, &Filer::Staff(&who), &id, version, cmd)
            .await
            .unwrap();
    }
    id
}

/// The duty list as it goes out, with the owner of unlawful building replaced by another unit.
async fn sheet(app: &App, office: &Actor, unit: &str) -> FileIn {
    let out = app::duty::export(app, office, None, Format::Csv)
        .await
        .unwrap();
    let text = String::from_utf8(out.bytes).unwrap();
    let profile = app.profile();
    let name = |code: &str| {
        let mut units = profile.directory.iter();
        units
            .find(|u| u.code.as_str() == code)
            .unwrap()
            .name
            .clone()
    };
    let lines = text.lines().map(
        |line| match line.contains("06001") && line.contains("主责") {
            true => line.replace(&name("chengguan"), &name(unit)),
            false => line.to_owned(),
        },
    );
    FileIn {
        name: "清单.csv".into(),
        bytes: lines.collect::<Vec<_>>().join("\n").into_bytes(),
    }
}

fn given(kind: Kind) -> Given {
    Given {
        kind: Some(kind),
        ..Given::default()
    }
}

/// Opens a rehearsal and lets it run to its end.
async fn run(app: &App, who: &Actor, given: Given) -> Found {
    let opened = rehearsal::open(app, who, "示例草案", 12, given)
        .await
        .unwrap();
    let waiting = rehearsal::show(app, who, &opened.id).await.unwrap();
    assert_eq!((waiting.standing, waiting.looked), ("waiting", None));
    rehearsal::work(app).await.unwrap();
    let found = rehearsal::show(app, who, &opened.id).await.unwrap();
    assert_eq!(found.standing, "ready", "{:?}", found.error);
    let counts = &found.counts;
    let sum = counts.same + counts.not_concerned + counts.changed + counts.unjudged;
    assert_eq!(counts.looked, sum, "{counts:?}");
    found
}

async fn rows(app: &App, who: &Actor, id: &str, filter: RehearsedFilter) -> Vec<ChangeView> {
    let query = Query {
        filter,
        ..Query::default()
    };
    rehearsal::changes(app, who, id, &query).await.unwrap().rows
}

async fn owner(app: &App, day: Date) -> String {
    let list = app::duty::in_force(app, day).await.unwrap();
    let code = MatterCode::parse("06001").unwrap();
    let core = list.entries(&code, None);
    let core = core.iter().find(|e| e.entry.kind == EntryKind::Core);
    core.unwrap().unit.to_string()
}

fn code<T: std::fmt::Debug>(refused: app::Result<T>) -> String {
    refused.unwrap_err().code().to_owned()
}

#[tokio::test]
async fn a_draft_of_the_duty_list_is_tried_on_cases_and_published_for_a_day() {
    for opened in stores("yuexiu").await {
        let app = &opened.app;
        let case = dispatched(app).await;
        let (author, office) = (sign_in(app, "duban").await, sign_in(app, "duban2").await);
        let unchanged = Given {
            file: Some(sheet(app, &author, "chengguan").await),
            ..given(Kind::DutyList)
        };
        let refused = rehearsal::open(app, &author, "同", 12, unchanged).await;
        assert_eq!(code(refused), "rehearsal.nothing");
        let draft = Given {
            file: Some(sheet(app, &author, "zhujian").await),
            ..given(Kind::DutyList)
        };
        let found = run(app, &author, draft).await;
        assert_eq!((found.counts.looked, found.counts.changed), (1, 1));
        assert_eq!(found.counts.by_what["unit"], 1);
        let moved: Vec<_> = found
            .units
            .iter()
            .map(|u| (&*u.unit, u.away, u.toward))
            .collect();
        assert_eq!(moved, [("chengguan", 1, 0), ("zhujian", 0, 1)]);
        let row = &rows(app, &author, &found.id, RehearsedFilter::default()).await[0];
        assert_eq!(
            (&*row.subject, &*row.what, row.open),
            (&*case, "unit", true)
        );
        assert_eq!(
            (&*row.old, &*row.new, &*row.actual),
            ("chengguan", "zhujian", "chengguan")
        );
        assert!(row.reason_zh.contains("d-06001-1"), "{}", row.reason_zh);
        let none = RehearsedFilter {
            units: vec!["zhujian".into()],
            ..RehearsedFilter::default()
        };
        assert!(rows(app, &author, &found.id, none).await.is_empty());
        assert_eq!(
            owner(app, app.today()).await,
            "chengguan",
            "nothing is in force yet"
        );

        let tomorrow = app.today().tomorrow().unwrap();
        let own =
            rehearsal::publish(app, &author, &found.id, found.version, tomorrow, "已预演").await;
        assert_eq!(code(own), "rehearsal.own");
        let past = app.today().yesterday().unwrap();
        let past = rehearsal::publish(app, &office, &found.id, found.version, past, "已预演").await;
        assert_eq!(code(past), "rehearsal.day");
        let silent =
            rehearsal::publish(app, &office, &found.id, found.version, tomorrow, " ").await;
        assert_eq!(code(silent), "rehearsal.reason");
        let done =
            rehearsal::publish(app, &office, &found.id, found.version, tomorrow, "已预演").await;
        done.unwrap();
        assert_eq!(owner(app, app.today()).await, "chengguan");
        assert_eq!(owner(app, tomorrow).await, "zhujian");
        assert_eq!(
            owner(app, date(2026, 8, 1)).await,
            "chengguan",
            "the past keeps its list"
        );
        let shown = rehearsal::show(app, &office, &found.id).await.unwrap();
        assert_eq!(
            (shown.standing, shown.ended.unwrap().from),
            ("published", Some(tomorrow))
        );
        let again = rehearsal::drop(app, &office, &found.id, shown.version, "不要了").await;
        assert_eq!(code(again), "rehearsal.ended");
        assert!(app.projection_mismatches().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_list_that_changed_meanwhile_has_to_be_rehearsed_again() {
    for opened in stores("yuexiu").await {
        let app = &opened.app;
        dispatched(app).await;
        let (author, office) = (sign_in(app, "zhiban").await, sign_in(app, "duban").await);
        let draft = Given {
            file: Some(sheet(app, &office, "zhujian").await),
            ..given(Kind::DutyList)
        };
        let found = run(app, &author, draft).await;
        let other = app::duty::EntryForm {
            id: None,
            unit: "shuiwu".into(),
            kind: EntryKind::Assisting,
            places: vec![],
            counterpart: Some("chengguan".into()),
            valid_from: app.today(),
            valid_to: None,
            basis: "试行办法".into(),
        };
        let version = app::duty::show(app, &office, "06002", None)
            .await
            .unwrap()
            .version;
        app::duty::put(app, &office, "06002", version, &other, "另有其事")
            .await
            .unwrap();
        let shown = rehearsal::show(app, &office, &found.id).await.unwrap();
        assert!(shown.moved);
        let (id, today) = (&found.id, app.today());
        let stale = rehearsal::publish(app, &office, id, shown.version, today, "已预演").await;
        assert_eq!(code(stale), "rehearsal.base_moved");
        let again = rehearsal::rehearse_again(app, &author, id, shown.version, 6)
            .await
            .unwrap();
        let early = rehearsal::publish(app, &office, id, again.version, today, "已预演").await;
        assert_eq!(code(early), "rehearsal.not_run");
        rehearsal::work(app).await.unwrap();
        let shown = rehearsal::show(app, &office, id).await.unwrap();
        assert_eq!(
            (shown.counts.rows, shown.months, shown.moved),
            (1, 6, false)
        );
        rehearsal::publish(app, &office, id, shown.version, today, "已预演")
            .await
            .unwrap();
        assert_eq!(owner(app, today).await, "zhujian");
    }
}

#[tokio::test]
async fn who_may_not_is_refused_and_a_draft_can_be_dropped() {
    let opened = &stores("yuexiu").await[0];
    let app = &opened.app;
    let (author, sender) = (sign_in(app, "duban").await, sign_in(app, "paiqian").await);
    let automatic = || Given {
        threshold: Some(900),
        automatic: true,
        ..given(Kind::Dispatch)
    };
    let refused = rehearsal::open(app, &sender, "草案", 12, automatic()).await;
    assert_eq!(code(refused), "auth.forbidden");
    let clerk = sign_in(app, "chengguan-clerk").await;
    assert_eq!(
        code(rehearsal::list(app, &clerk, None).await),
        "auth.forbidden"
    );
    for (months, title, wrong) in [
        (0, "草案", "rehearsal.months"),
        (12, " ", "rehearsal.title"),
    ] {
        let refused = rehearsal::open(app, &author, title, months, automatic()).await;
        assert_eq!(code(refused), wrong);
    }
    let found = run(app, &author, automatic()).await;
    let lead = sign_in(app, "zhiban").await;
    let without = rehearsal::drop(app, &lead, &found.id, found.version, "").await;
    assert_eq!(code(without), "rehearsal.reason");
    rehearsal::drop(app, &lead, &found.id, found.version, "时机未到")
        .await
        .unwrap();
    let listed = rehearsal::list(app, &sender, Some(Kind::Dispatch))
        .await
        .unwrap();
    assert_eq!((listed.len(), listed[0].standing), (1, "dropped"));
    assert!(
        rehearsal::list(app, &sender, Some(Kind::Clocks))
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn rules_of_dispatch_hold_from_their_day_on() {
    for opened in stores("yuexiu").await {
        let app = &opened.app;
        dispatched(app).await;
        let (author, office) = (sign_in(app, "duban").await, sign_in(app, "duban2").await);
        let draft = Given {
            threshold: Some(900),
            automatic: true,
            ..given(Kind::Dispatch)
        };
        let found = run(app, &author, draft).await;
        assert_eq!(
            found.counts.by_reason["no_proposal"], 1,
            "{:?}",
            found.counts
        );
        let row = &rows(app, &author, &found.id, RehearsedFilter::default()).await[0];
        assert_eq!((&*row.what, &*row.about), ("unjudged", "no_proposal"));
        let (id, tomorrow) = (&found.id, app.today().tomorrow().unwrap());
        rehearsal::publish(app, &office, id, found.version, tomorrow, "已预演")
            .await
            .unwrap();
        rehearsal::work(app).await.unwrap();
        assert!(!app::learning::show(app, &office).await.unwrap().automatic);
        let shown = rehearsal::show(app, &office, id).await.unwrap();
        assert!(!shown.ended.unwrap().done);
        later(&opened, 1);
        rehearsal::work(app).await.unwrap();
        let board = app::learning::show(app, &office).await.unwrap();
        assert_eq!((board.automatic, board.threshold), (true, 900));
        assert!(
            rehearsal::show(app, &office, id)
                .await
                .unwrap()
                .ended
                .unwrap()
                .done
        );
    }
}

fn later(opened: &Opened, days: i32) {
    let hours = i64::from(days) * 24;
    opened
        .clock
        .set(opened.app.now() + jiff::SignedDuration::from_hours(hours));
}

fn beginning(app: &App, who: &Actor, kind: Kind, with: &str) -> String {
    let found = rehearsal::beginnings(app, who).unwrap();
    let mut found = found.into_iter().filter(|b| b.kind == kind);
    found.find(|b| b.text.contains(with)).unwrap().text
}

#[tokio::test]
async fn a_clock_is_counted_again_and_new_cases_run_on_it_from_its_day_on() {
    for opened in stores("yuexiu").await {
        let app = &opened.app;
        dispatched(app).await;
        let (author, office) = (sign_in(app, "duban").await, sign_in(app, "duban2").await);
        let text = beginning(app, &author, Kind::Clocks, "id = \"city_management\"");
        let same = Given {
            text: text.clone(),
            ..given(Kind::Clocks)
        };
        assert_eq!(
            code(rehearsal::open(app, &author, "同", 12, same).await),
            "rehearsal.nothing"
        );
        let (head, tail) = text.split_once("key = \"dispatch\"\nname").unwrap();
        let shorter = tail.replacen("limit = \"2wh\"", "limit = \"1wh\"", 1);
        let draft = Given {
            text: format!("{head}key = \"dispatch\"\nname{shorter}"),
            ..given(Kind::Clocks)
        };
        let found = run(app, &author, draft).await;
        assert_eq!(found.counts.by_what["deadline"], 1, "{:?}", found.counts);
        let row = &rows(app, &author, &found.id, RehearsedFilter::default()).await[0];
        assert_eq!((&*row.what, &*row.about), ("deadline", "dispatch"));
        assert!(
            row.new < row.old && row.reason_zh.contains("2wh → 1wh"),
            "{row:?}"
        );
        let today =
            rehearsal::publish(app, &office, &found.id, found.version, app.today(), "好").await;
        assert_eq!(code(today), "rehearsal.day");
        let tomorrow = app.today().tomorrow().unwrap();
        rehearsal::publish(app, &office, &found.id, found.version, tomorrow, "好")
            .await
            .unwrap();
        let version = |day| {
            let types = app.profile();
            types
                .case_types
                .current("city_management", day)
                .unwrap()
                .version
        };
        assert_eq!((version(app.today()), version(tomorrow)), (1, 2));
        later(&opened, 1);
        dispatched(app).await;
    }
}

#[tokio::test]
async fn a_clock_that_only_the_draft_has_is_played_on_what_was_done() {
    for opened in stores("yuexiu").await {
        let app = &opened.app;
        let case = dispatched(app).await;
        let seen = case::detail(app, &sign_in(app, "duban").await, &case, None).await;
        let filed = seen.unwrap().reported_at;
        let text = beginning(
            app,
            &sign_in(app, "duban").await,
            Kind::Clocks,
            "id = \"city_management\"",
        );
        // From the report to the dispatch, day and night; and from the dispatch on, in the unit's own hours.
        let new = "[[clock]]\nkey = \"reach\"\nname = \"到位\"\nstarts = [\"enter:intake\"]\nstops = [\"enter:handling\"]\n\
            limit = \"1h\"\nhours = \"always\"\n\n[[clock]]\nkey = \"look\"\nname = \"到场\"\n\
            starts = [\"enter:handling\"]\nstops = [\"leave:handling\"]\nlimit = \"2wh\"\nhours = \"unit\"\n\n";
        let at = text.find("[[clock]]").unwrap();
        let draft = Given {
            text: format!("{}{new}{}", &text[..at], &text[at..]),
            ..given(Kind::Clocks)
        };
        let author = sign_in(app, "duban").await;
        let found = run(app, &author, draft).await;
        assert_eq!(found.counts.by_what["deadline"], 2, "{:?}", found.counts);
        let rows = rows(app, &author, &found.id, RehearsedFilter::default()).await;
        let of = |about: &str| rows.iter().find(|row| row.about == about).unwrap();
        let reach = of("reach");
        let due = filed + jiff::SignedDuration::from_hours(1);
        assert_eq!((&*reach.old, &*reach.new), ("", &*due.to_string()));
        assert_eq!(reach.effect, "", "dispatched at once");
        assert!(reach.reason_zh.contains("新增时钟“到位”"), "{reach:?}");
        let look = of("look");
        assert_eq!((&*look.unit, &*look.old), ("chengguan", ""));
        // By the hours that the run of handling has, which started there and then.
        assert_eq!(
            look.new.parse::<jiff::Timestamp>().unwrap(),
            filed + jiff::SignedDuration::from_hours(2)
        );

        // A day later nobody had come: the case would be late.
        later(&opened, 1);
        let again = rehearsal::rehearse_again(app, &author, &found.id, found.version, 6).await;
        again.unwrap();
        rehearsal::work(app).await.unwrap();
        let late = RehearsedFilter::default();
        let query = Query {
            filter: late,
            ..Query::default()
        };
        let page = rehearsal::changes(app, &author, &found.id, &query)
            .await
            .unwrap();
        let effects: Vec<_> = page
            .rows
            .iter()
            .map(|row| (&*row.about, &*row.effect))
            .collect();
        assert_eq!(effects, [("reach", ""), ("look", "late")]);
    }
}

#[tokio::test]
async fn a_notice_lists_the_deadlines_it_would_move_and_moves_them_on_its_day() {
    for opened in stores("yuexiu").await {
        let app = &opened.app;
        let case = dispatched(app).await;
        let (author, office) = (sign_in(app, "duban").await, sign_in(app, "duban2").await);
        let draft = Given {
            name: "typhoon-2026".into(),
            text: "date,kind,name\r\n2026-11-04,stop,台风\r\n2026-11-05,stop,台风\r\n".into(),
            ..given(Kind::Notice)
        };
        let found = run(app, &author, draft).await;
        let filter = RehearsedFilter {
            text: None,
            whats: vec!["deadline".into()],
            ..RehearsedFilter::default()
        };
        let listed = rows(app, &author, &found.id, filter).await;
        let row = listed.iter().find(|row| row.about == "handle").unwrap();
        assert_eq!((&*row.subject, &*row.unit), (&*case, "chengguan"));
        rehearsal::publish(app, &office, &found.id, found.version, app.today(), "台风")
            .await
            .unwrap();
        rehearsal::work(app).await.unwrap();
        let shown = case::detail(app, &office, &case, None).await.unwrap();
        let handle = shown
            .clocks
            .iter()
            .find(|clock| clock.key == "handle")
            .unwrap();
        assert_eq!(handle.due.to_string(), row.new);
        assert!(
            rehearsal::show(app, &office, &found.id)
                .await
                .unwrap()
                .ended
                .unwrap()
                .done
        );
        let faults = case::check(app).await.unwrap();
        assert!(faults.faults.is_empty(), "{:?}", faults.faults);
    }
}

#[tokio::test]
async fn light_rules_are_judged_by_what_was_known_and_hold_from_their_day_on() {
    for opened in stores("lanting").await {
        let app = &opened.app;
        let author = sign_in(app, "office1").await;
        common::open_red(app, &author).await;
        later(&opened, 100);
        app::lights::tick(app).await.unwrap();
        let now = beginning(app, &author, Kind::LightRules, "");
        let same = Given {
            text: now.clone(),
            ..given(Kind::LightRules)
        };
        assert_eq!(
            code(rehearsal::open(app, &author, "同", 6, same).await),
            "rehearsal.nothing"
        );
        let milder = now.replacen(
            "note_stale_yellow_days = 30",
            "note_stale_yellow_days = 400",
            1,
        );
        let milder = milder.replacen("note_stale_red_days = 60", "note_stale_red_days = 400", 1);
        let draft = Given {
            text: milder.replace("yellow_gap_pp = \"-15\"", "yellow_gap_pp = \"-100\""),
            ..given(Kind::LightRules)
        };
        let found = run(app, &author, draft).await;
        assert!(found.counts.by_what["light"] > 0, "{:?}", found.counts);
        let row = &rows(app, &author, &found.id, RehearsedFilter::default()).await[0];
        assert_eq!((&*row.kind, &*row.what), ("commitment", "light"));
        let other = Actor {
            person: "office2".into(),
            ..author.clone()
        };
        let tomorrow = app.today().tomorrow().unwrap();
        rehearsal::publish(app, &other, &found.id, found.version, tomorrow, "放宽")
            .await
            .unwrap();
        let version = |day| app.profile().light_rule_on(day).unwrap().rule.version;
        assert_eq!((version(app.today()), version(tomorrow)), (1, 2));
        assert!(app::lights::check(app).await.unwrap().mismatches.is_empty());
        later(&opened, 1);
        app::lights::tick(app).await.unwrap();
        assert!(app::lights::check(app).await.unwrap().mismatches.is_empty());
        let today = app.today();
        let then = app::lights::as_of(app, &row.subject, today).await.unwrap();
        assert_eq!(then.rule_version, 2);
        assert!(app.today().saturating_sub(1.day()) < tomorrow);
    }
}
