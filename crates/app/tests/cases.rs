//! The matter loop as several people walk it: filed at the desk, registered, dispatched by the duty
//! list, handled, verified by somebody else, closed, reopened; on both databases.

mod common;

use app::case::{self, ActCmd, Channel, Filer, OpenCmd, PlaceIn, ReporterIn};
use app::{Actor, App, Kind};
use common::{photo, sign_in, stores, stores_at};
use jiff::SignedDuration;

/// Somewhere in the first district.
const AT: (f64, f64) = (113.2665, 23.1322);

fn built_up() -> OpenCmd {
    OpenCmd {
        matter: Some("06001".into()),
        place: Some(PlaceIn {
            lon: Some(AT.0),
            lat: Some(AT.1),
            address: "示例路1号".into(),
            how: "map".into(),
        }),
        fields: [("description".to_owned(), "示例：天台搭棚".to_owned())].into(),
        reporter: Some(ReporterIn {
            name: "示例某".into(),
            phone: "13900001234".into(),
            ..ReporterIn::default()
        }),
        ..OpenCmd::new("", Channel::Desk)
    }
}

/// Does an action at the version that is stored.
async fn act(app: &App, who: &Actor, id: &str, cmd: ActCmd) -> app::Result<i64> {
    let version = case::detail(app, who, id, None).await?.version;
    let done = case::act(app, &Filer::Staff(who), id, version, cmd).await?;
    Ok(done.version)
}

async fn approve(app: &App, who: &Actor, id: &str, allow: bool) -> app::Result<()> {
    let shown = case::detail(app, who, id, None).await?;
    let asked = shown.pending.expect("something waits").id;
    let word = (asked.as_str(), allow, "示例理由");
    case::approve(app, &Filer::Staff(who), id, shown.version, word).await?;
    Ok(())
}

fn because(action: &str) -> ActCmd {
    ActCmd {
        reason: Some("示例理由".into()),
        ..ActCmd::of(action)
    }
}

/// Filed and dispatched; the id and the reporter's code.
async fn dispatched(store: &common::Opened) -> (String, String) {
    let app = &store.app;
    let agent = sign_in(app, "zuoxi").await;
    let opened = case::open(app, &Filer::Staff(&agent), built_up())
        .await
        .unwrap();
    let code = opened.tracking_code.expect("a code for the reporter");
    let id = opened.case.value.id;
    sent_on(app, &id).await;
    (id, code)
}

/// Accepted, filed and dispatched to the unit that the list proposes first.
async fn sent_on(app: &App, id: &str) {
    let clerk = sign_in(app, "shouli").await;
    act(app, &clerk, id, ActCmd::of("accept")).await.unwrap();
    let lead = sign_in(app, "zhiban").await;
    act(app, &lead, id, ActCmd::of("file_case")).await.unwrap();
    let dispatcher = sign_in(app, "paiqian").await;
    let proposed = case::proposals(app, &dispatcher, id).await.unwrap();
    assert_eq!(proposed.units[0].code, "chengguan", "{proposed:?}");
    let to = ActCmd {
        unit: Some("chengguan".into()),
        ..ActCmd::of("dispatch")
    };
    act(app, &dispatcher, id, to).await.unwrap();
}

async fn handled(app: &App, id: &str) {
    let handler = sign_in(app, "chengguan-clerk").await;
    let done = ActCmd {
        gives: [("measure".to_owned(), "示例：已拆除".to_owned())].into(),
        evidence: vec![photo("after_photo")],
        ..ActCmd::of("complete")
    };
    act(app, &handler, id, done).await.unwrap();
    let dispatcher = sign_in(app, "paiqian").await;
    act(app, &dispatcher, id, ActCmd::of("send_verify"))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_case_goes_from_the_desk_to_a_verified_end_and_is_opened_again() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let (id, code) = dispatched(&store).await;
        let handler = sign_in(app, "chengguan-clerk").await;
        let inspector = sign_in(app, "jiandu").await;
        let lead = sign_in(app, "zhiban").await;

        let shown = case::detail(app, &handler, &id, None).await.unwrap();
        assert!(shown.number.starts_with("CG20261102"), "{}", shown.number);
        assert!(
            shown.subdistrict.is_some(),
            "the point lies in a subdistrict"
        );
        let seen = shown.reporter.expect("somebody reported");
        assert_eq!((seen.name.as_str(), seen.may_unmask), ("", false));
        let work = case::worklist(app, &handler).await.unwrap();
        assert_eq!(work.now[0].step, "处置完成");

        handled(app, &id).await;
        let own = act(app, &handler, &id, ActCmd::of("verify")).await;
        assert_eq!(own.unwrap_err().kind(), Kind::Unprocessable);
        let passed = ActCmd {
            evidence: vec![photo("verify_photo")],
            ..ActCmd::of("verify")
        };
        act(app, &inspector, &id, passed).await.unwrap();
        act(app, &lead, &id, ActCmd::of("close")).await.unwrap();

        let number = shown.number.clone();
        let of = (number.as_str(), code.as_str());
        let wrong = case::track(app, &number, "AAAAAAAAAAAA").await;
        assert_eq!(wrong.unwrap_err().code(), "case.not_tracked");
        let tracked = case::track(app, of.0, of.1).await.unwrap();
        assert_eq!(tracked.state, "已办结");
        let rated = case::confirm(
            app,
            of,
            tracked.version,
            (Some(false), Some(true), None, None),
        )
        .await
        .unwrap();
        let again = case::dispute(app, of, rated.version, "示例：又搭起来了")
            .await
            .unwrap();
        assert_eq!(
            (again.value.reopened, again.value.state.as_str()),
            (1, "dispatching")
        );

        let day = app::AsOf::Day(app.today());
        store.clock.set(app.now() + SignedDuration::from_hours(48));
        let past = case::detail(app, &lead, &id, Some(day)).await.unwrap();
        assert_eq!(past.as_of, Some(day));
        assert!(past.offers.is_empty());
        assert_eq!(
            app.projection_mismatches().await.unwrap(),
            Vec::<String>::new()
        );
    }
}

#[tokio::test]
async fn whoever_reported_stays_hidden_and_seeing_it_leaves_a_trace() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let (id, _) = dispatched(&store).await;
        let handler = sign_in(app, "chengguan-clerk").await;
        let hidden = case::unmask(app, &handler, &id, "联系反映人").await;
        assert_eq!(hidden.unwrap_err().code(), "case.reporter_hidden");
        let clerk = sign_in(app, "shouli").await;
        let none = case::unmask(app, &clerk, &id, " ").await.unwrap_err();
        assert_eq!(none.code(), "privacy.purpose");
        let plain = case::unmask(app, &clerk, &id, "回访反映人").await.unwrap();
        assert_eq!(
            (plain.name.as_str(), plain.phone.as_str()),
            ("示例某", "13900001234")
        );
        let agent = sign_in(app, "zuoxi").await;
        let earlier = case::earlier(app, &agent, "139 0000 1234").await.unwrap();
        assert_eq!(earlier.len(), 1);
        assert!(case::earlier(app, &agent, "139").await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_dispatch_against_the_duty_list_is_blocked_and_a_return_is_arbitrated() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let dispatcher = sign_in(app, "paiqian").await;
        let (id, _) = dispatched(&store).await;
        let handler = sign_in(app, "chengguan-clerk").await;
        let uncited = ActCmd {
            entry: Some("nonsense".into()),
            ..because("return")
        };
        let refused = act(app, &handler, &id, uncited).await.unwrap_err();
        assert_eq!(refused.code(), "case.entry_unknown");
        let cited = ActCmd {
            entry: Some("d-06001-1".into()),
            ..because("return")
        };
        act(app, &handler, &id, cited.clone()).await.unwrap();
        let shown = case::detail(app, &dispatcher, &id, None).await.unwrap();
        assert_eq!(
            shown.owner.as_deref(),
            shown.handler.as_deref(),
            "first receiver stays"
        );
        let arbiter = sign_in(app, "duban").await;
        let queue = case::queue(app, &arbiter, "arbitrate", None).await.unwrap();
        assert_eq!(queue.rows.len(), 1);
        act(app, &arbiter, &id, because("refuse_return"))
            .await
            .unwrap();
        let second = act(app, &handler, &id, cited).await.unwrap_err();
        assert_eq!(second.code(), "return_used");
        let shown = case::detail(app, &dispatcher, &id, None).await.unwrap();
        assert!(shown.dispatches[0].arbitration.is_some());
    }
}

#[tokio::test]
async fn a_whistle_is_answered_and_judged_by_both_sides() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let (id, _) = dispatched(&store).await;
        let handler = sign_in(app, "chengguan-clerk").await;
        let called = sign_in(app, "xiaofang-clerk").await;
        let who = Filer::Staff(&handler);
        let version = case::detail(app, &handler, &id, None)
            .await
            .unwrap()
            .version;
        let units = ["xiaofang".to_owned()];
        case::whistle(app, &who, &id, version, (&units, "示例：需现场会商", None))
            .await
            .unwrap();
        let work = case::worklist(app, &called).await.unwrap();
        assert_eq!(work.now[0].part, "whistle");
        store.clock.set(app.now() + SignedDuration::from_hours(30));
        case::tick(app).await.unwrap();
        let shown = case::detail(app, &called, &id, None).await.unwrap();
        assert!(
            shown.alarms.iter().any(|a| a.contains("未按时报到")),
            "{:?}",
            shown.alarms
        );
        let whistle = shown.together[0].id.clone();
        let me = Filer::Staff(&called);
        let there = case::arrive(app, &me, &id, shown.version, &whistle)
            .await
            .unwrap();
        let judged = case::judge_whistle(app, &me, &id, there.version, (&whistle, true, "示例"))
            .await
            .unwrap();
        let word = (whistle.as_str(), "xiaofang", "fair");
        case::judge_response(app, &who, &id, judged.version, word)
            .await
            .unwrap();
        let again = case::tick(app).await.unwrap();
        assert_eq!(again.changed, 0, "each alarm once");
    }
}

#[tokio::test]
async fn a_suspension_over_the_national_day_holidays_explains_its_due_day() {
    // Monday 28 September 2026, nine in the morning.
    for store in stores_at("yuexiu", "2026-09-28T01:00:00Z").await {
        let app = &store.app;
        let (id, _) = dispatched(&store).await;
        let handler = sign_in(app, "chengguan-clerk").await;
        let dispatcher = sign_in(app, "paiqian").await;
        let lead = sign_in(app, "zhiban").await;
        let before = case::detail(app, &handler, &id, None).await.unwrap();
        let clock = before.clocks.iter().find(|c| c.key == "handle").unwrap();
        assert_eq!(clock.limit, "15wd");
        let named = |counts: bool| {
            let days = clock.days.iter().filter(|d| d.1.contains("国庆"));
            days.filter(|d| d.3 == counts).count()
        };
        assert_eq!(
            named(false),
            7,
            "the holidays do not count: {:?}",
            clock.days
        );
        assert_eq!(named(true), 1, "the make-up day does: {:?}", clock.days);
        act(app, &handler, &id, because("suspend")).await.unwrap();
        let waiting = case::queue(app, &dispatcher, "approve", None)
            .await
            .unwrap();
        assert_eq!(waiting.rows.len(), 1);
        approve(app, &dispatcher, &id, true).await.unwrap();
        let shown = case::detail(app, &handler, &id, None).await.unwrap();
        assert!(shown.clocks.iter().any(|c| c.paused));
        // Until Friday 9 October: 29 and 30 September, 8 and 9 October stood still.
        store
            .clock
            .set("2026-10-09T01:00:00Z".parse().expect("an instant"));
        act(app, &lead, &id, because("lift_now")).await.unwrap();
        let shown = case::detail(app, &handler, &id, None).await.unwrap();
        let after = shown.clocks.iter().find(|c| c.key == "handle").unwrap();
        assert!(!after.paused && after.pauses.len() == 1);
        let counted = |c: &case::ClockView| c.days.iter().filter(|d| d.3).count();
        assert_eq!((counted(clock), counted(after)), (15, 15));
        let day = |c: &case::ClockView| calendar::civil_date(c.due).to_string();
        let (was, is) = (day(clock), day(after));
        assert_eq!(
            (was.as_str(), is.as_str()),
            ("2026-10-23", "2026-10-29"),
            "{:?}",
            after.days
        );
    }
}

#[tokio::test]
async fn lists_and_the_map_cost_few_queries_and_show_what_one_may_see() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let (id, _) = dispatched(&store).await;
        let dispatcher = sign_in(app, "paiqian").await;
        let query = case::Query::default();
        let (page, queries) = app::counting(case::list(app, &dispatcher, &query)).await;
        assert_eq!(page.unwrap().rows[0].id, id);
        assert!(queries <= 6, "{queries}");
        let (shown, queries) = app::counting(case::detail(app, &dispatcher, &id, None)).await;
        shown.unwrap();
        assert!(queries <= 9, "{queries}");
        let other = sign_in(app, "shuiwu-clerk").await;
        assert!(
            case::list(app, &other, &query)
                .await
                .unwrap()
                .rows
                .is_empty()
        );
        let refused = case::detail(app, &other, &id, None).await.unwrap_err();
        assert_eq!(refused.kind(), Kind::Forbidden);
        let inside = case::MapBox {
            west: AT.0 - 0.01,
            south: AT.1 - 0.01,
            east: AT.0 + 0.01,
            north: AT.1 + 0.01,
        };
        for zoom in [12, 16] {
            let filter = case::Filter::default();
            let shown = case::points(app, &dispatcher, &filter, inside, zoom)
                .await
                .unwrap();
            let many =
                shown.points.len() as i64 + shown.clusters.iter().map(|c| c.count).sum::<i64>();
            assert_eq!(many, 1, "zoom {zoom}");
        }
        let near = case::nearby(app, &dispatcher, AT.0, AT.1).await.unwrap();
        assert_eq!(near.len(), 1);
        case::join(app, &Filer::Public, &id).await.unwrap();
        let filter = case::Filter::default();
        let file = case::export(
            app,
            &dispatcher,
            &case::Query {
                filter,
                ..case::Query::default()
            },
            app::Format::Csv,
        )
        .await
        .unwrap();
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        assert!(text.contains("CG20261102") && !text.contains("13900001234"));
    }
}

#[tokio::test]
async fn a_place_that_nobody_knew_is_put_right_and_then_lies_in_its_grid() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let agent = sign_in(app, "zuoxi").await;
        let mut unclear = built_up();
        unclear.place = Some(PlaceIn {
            address: "说不清的地方".into(),
            ..PlaceIn::default()
        });
        let opened = case::open(app, &Filer::Staff(&agent), unclear).await;
        let id = opened.unwrap().case.value.id;
        let clerk = sign_in(app, "shouli").await;
        let accept = case::detail(app, &clerk, &id, None).await.unwrap();
        assert_eq!(accept.grid, None);
        let offered = accept.offers.iter().find(|o| o.action == "accept").unwrap();
        let place = offered.corrects.iter().find(|n| n.kind == "place").unwrap();
        assert_eq!(place.value, "说不清的地方");
        let right = ActCmd {
            place: Some(PlaceIn {
                lon: Some(AT.0),
                lat: Some(AT.1),
                address: "示例路1号".into(),
                how: "map".into(),
            }),
            ..ActCmd::of("accept")
        };
        act(app, &clerk, &id, right).await.unwrap();
        let after = case::detail(app, &clerk, &id, None).await.unwrap();
        assert!(after.grid.is_some() && after.subdistrict.is_some());
        assert_eq!(after.address, "示例路1号");
        // The form shows the address; sent back unchanged it does not take the point away.
        let lead = sign_in(app, "zhiban").await;
        let same = ActCmd {
            place: Some(PlaceIn {
                address: "示例路1号".into(),
                ..PlaceIn::default()
            }),
            grade: Some("b".into()),
            ..ActCmd::of("file_case")
        };
        act(app, &lead, &id, same).await.unwrap();
        let filed = case::detail(app, &lead, &id, None).await.unwrap();
        assert_eq!(filed.grid, after.grid);
    }
}

#[tokio::test]
async fn who_is_named_in_free_text_is_masked_until_it_is_opened_for_a_purpose() {
    const SAID: &str = "示例：我叫王小明，电话13912345678，某路12号302房渗水";
    for store in stores("yuexiu").await {
        let app = &store.app;
        let agent = sign_in(app, "zuoxi").await;
        let mut named = built_up();
        named.title = "示例：请致电13912345678".into();
        named.fields.insert("description".into(), SAID.into());
        named.reporter = None;
        let opened = case::open(app, &Filer::Staff(&agent), named).await;
        let id = opened.unwrap().case.value.id;
        let clerk = sign_in(app, "shouli").await;
        let version = case::detail(app, &clerk, &id, None).await.unwrap().version;
        let word = ("业主13912345678已联系", vec![]);
        case::note(app, &Filer::Staff(&clerk), &id, version, word)
            .await
            .unwrap();
        let shown = case::detail(app, &clerk, &id, None).await.unwrap();
        let said = &shown
            .fields
            .iter()
            .find(|f| f.key == "description")
            .unwrap()
            .value;
        assert!(said.contains("302房") && !said.contains("小明"), "{said}");
        let listed = case::list(app, &clerk, &case::Query::default())
            .await
            .unwrap();
        let row = listed.rows.iter().find(|row| row.id == id).unwrap();
        let inside = case::MapBox {
            west: AT.0 - 0.01,
            south: AT.1 - 0.01,
            east: AT.0 + 0.01,
            north: AT.1 + 0.01,
        };
        let filter = case::Filter::default();
        let map = case::points(app, &clerk, &filter, inside, 16)
            .await
            .unwrap();
        let point = map.points.iter().find(|p| p.id == id).unwrap();
        for text in [
            said,
            &shown.title,
            &shown.notes[0].text,
            &row.title,
            &point.title,
        ] {
            assert!(text.contains("139****5678"), "{text}");
        }
        assert!(shown.reporter.is_some_and(|r| r.may_unmask));
        let plain = case::unmask(app, &clerk, &id, "核实来电内容")
            .await
            .unwrap();
        assert_eq!(plain.more.get("情况描述").map(String::as_str), Some(SAID));
        assert_eq!((plain.name.as_str(), plain.more.len()), ("", 3));
        let auditor = sign_in(app, "auditor").await;
        let asked = app::audit::JournalQuery {
            kind: Some("unmasking".into()),
            ..Default::default()
        };
        let page = app::audit::page(app, &auditor, &asked).await.unwrap();
        assert_eq!(page.rows.len(), 1);
        sent_on(app, &id).await;
        let handler = sign_in(app, "chengguan-clerk").await;
        let told = app::outbox::notices(app, &handler, None).await.unwrap();
        let told = told
            .iter()
            .find(|n| n.case.as_deref() == Some(&id))
            .unwrap();
        let said = format!("{} {}", told.title, told.body);
        assert!(said.contains("139****5678"), "{said}");
        assert!(!said.contains("13912345678"), "{said}");
    }
}
