//! Five residents report one burst pipe: one incident, handled once, answered each, disputed by one alone,
//! taken apart again; on both databases.

mod common;

use app::case::{self, ActCmd, Channel, EvidenceIn, Filer, OpenCmd, PlaceIn};
use app::{Actor, App, FileIn, cluster};
use common::{Opened, PNG, sign_in, stores};
use jiff::SignedDuration;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const SAID: [&str; 5] = [
    "路口水管爆了，水一直往外喷",
    "自来水管爆裂，路面全是水，喷得很高",
    "马路边爆管了，水漫到人行道",
    "水管爆裂没人管，整条路都是水",
    "路中间的供水管爆了在喷水",
];

struct Filed {
    id: String,
    number: String,
    code: String,
}

async fn reported(store: &Opened, said: &str, east: f64) -> Filed {
    let place = PlaceIn {
        lon: Some(113.2665 + east / 102_000.0),
        lat: Some(23.1322),
        address: "示例路口".into(),
        how: "gps".into(),
    };
    reported_at(store, said, Some(place)).await
}

async fn reported_at(store: &Opened, said: &str, place: Option<PlaceIn>) -> Filed {
    let open = OpenCmd {
        matter: Some("06001".into()),
        title: said.to_owned(),
        place,
        fields: [("description".to_owned(), said.to_owned())].into(),
        ..OpenCmd::new("", Channel::Portal)
    };
    let opened = case::open(&store.app, &Filer::Public, open).await.unwrap();
    Filed {
        id: opened.case.value.id.clone(),
        number: opened.case.value.number.clone(),
        code: opened.tracking_code.unwrap(),
    }
}

/// Told on the telephone by somebody who gave no address.
async fn told_at_the_desk(store: &Opened, said: &str) -> Filed {
    let agent = sign_in(&store.app, "zuoxi").await;
    let open = OpenCmd {
        title: said.to_owned(),
        fields: [("description".to_owned(), said.to_owned())].into(),
        ..OpenCmd::new("appeal", Channel::Desk)
    };
    let opened = case::open(&store.app, &Filer::Staff(&agent), open).await;
    let opened = opened.unwrap();
    Filed {
        id: opened.case.value.id.clone(),
        number: opened.case.value.number.clone(),
        code: opened.tracking_code.unwrap_or_default(),
    }
}

fn later(store: &Opened, minutes: i64) {
    let now = store.app.now();
    store.clock.set(now + SignedDuration::from_mins(minutes));
}

async fn act(app: &App, who: &Actor, id: &str, cmd: ActCmd) {
    let version = case::detail(app, who, id, None).await.unwrap().version;
    let done = case::act(app, &Filer::Staff(who), id, version, cmd).await;
    done.unwrap();
}

fn photo(kind: &str) -> EvidenceIn {
    EvidenceIn {
        file: FileIn {
            name: "照片.png".into(),
            bytes: PNG.to_vec(),
        },
        kind: kind.into(),
        at: None,
        at_place: None,
    }
}

async fn state(app: &App, who: &Actor, id: &str) -> String {
    case::detail(app, who, id, None).await.unwrap().state
}

/// Numbers of what waits at the desk: cases that follow another are not among them.
async fn waiting(app: &App) -> Vec<String> {
    let clerk = sign_in(app, "shouli").await;
    let queue = case::queue(app, &clerk, "intake", None).await.unwrap();
    queue.rows.iter().map(|row| row.number.clone()).collect()
}

/// Everything that staff does to the case that leads.
async fn handle(store: &Opened, id: &str) {
    let app = &store.app;
    let step = async |login: &str, cmd: ActCmd| {
        act(app, &sign_in(app, login).await, id, cmd).await;
        later(store, 10);
    };
    step("shouli", ActCmd::of("accept")).await;
    step("zhiban", ActCmd::of("file_case")).await;
    let to = ActCmd {
        unit: Some("chengguan".into()),
        ..ActCmd::of("dispatch")
    };
    step("paiqian", to).await;
    let done = ActCmd {
        gives: [("measure".to_owned(), "示例：已关阀换管".to_owned())].into(),
        evidence: vec![photo("after_photo")],
        ..ActCmd::of("complete")
    };
    step("chengguan-clerk", done).await;
    step("paiqian", ActCmd::of("send_verify")).await;
    let seen = ActCmd {
        evidence: vec![photo("verify_photo")],
        ..ActCmd::of("verify")
    };
    step("jiandu", seen).await;
    step("zhiban", ActCmd::of("close")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_burst_pipe_is_handled_once_answered_each_and_can_be_undone() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let mut filed = vec![];
        for (i, said) in SAID.iter().enumerate() {
            filed.push(reported(&store, said, 8.0 * i as f64).await);
            later(&store, 6);
        }
        let other = reported(&store, "楼下烧烤摊油烟很大，半夜还很吵", 4.0).await;
        cluster::work(app).await.unwrap();

        // One incident of five, with its reasons; the other thing stands alone.
        let sender = sign_in(app, "paiqian").await;
        let listed = cluster::list(app, &sender, Some(true), None).await.unwrap();
        assert_eq!((listed.rows.len(), listed.rows[0].cases), (1, 5));
        let id = listed.rows[0].id.clone();
        let shown = cluster::show(app, &sender, &id).await.unwrap();
        assert_eq!(shown.members[0].row.number, filed[0].number);
        assert!(shown.members[0].leading && shown.members[1..].iter().all(|m| m.follows));
        let why = &shown.members[2].why_zh;
        assert!(why.contains("分钟") && why.contains("都提到"), "{why}");
        assert!(cluster::of_case(app, &other.id).await.unwrap().is_none());

        // Only the leading case waits for somebody; the others come behind it.
        let clerk = sign_in(app, "shouli").await;
        let waiting = case::queue(app, &clerk, "intake", None).await.unwrap();
        let mut numbers: Vec<&str> = waiting.rows.iter().map(|r| r.number.as_str()).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [filed[0].number.as_str(), other.number.as_str()]);

        handle(&store, &filed[0].id).await;
        cluster::work(app).await.unwrap();
        for one in &filed {
            assert_eq!(
                state(app, &sender, &one.id).await,
                "closed",
                "{}",
                one.number
            );
        }
        let own = case::track(app, &filed[3].number, &filed[3].code)
            .await
            .unwrap();
        assert!(own.photos.iter().any(|(kind, _)| kind == "after_photo"));

        // Words to all at once, each under the own number, also to who comes later.
        let lead = sign_in(app, "zhiban").await;
        let version = cluster::show(app, &lead, &id).await.unwrap().version;
        cluster::announce(app, &lead, &id, version, "示例：今晚八点恢复供水")
            .await
            .unwrap();
        for one in &filed {
            let told = case::track(app, &one.number, &one.code).await.unwrap();
            assert_eq!(told.bulletins.len(), 1);
            assert_eq!(told.number, one.number);
        }

        // One says it is not solved: only that case is opened again, by itself.
        let mine = case::track(app, &filed[2].number, &filed[2].code)
            .await
            .unwrap();
        let of = (filed[2].number.as_str(), filed[2].code.as_str());
        case::dispute(app, of, mine.version, "示例：还在漏水")
            .await
            .unwrap();
        cluster::work(app).await.unwrap();
        assert_eq!(state(app, &sender, &filed[2].id).await, "dispatching");
        assert_eq!(state(app, &sender, &filed[1].id).await, "closed");
        let queue = case::to_dispatch(app, &sender, None).await.unwrap();
        assert_eq!(queue.items.len(), 1);

        // A person takes one out, then the whole apart, and puts it together again.
        let version = cluster::show(app, &sender, &id).await.unwrap().version;
        let out = (filed[4].id.as_str(), "示例：另一处");
        let version = cluster::take_out(app, &sender, &id, version, out)
            .await
            .unwrap();
        assert!(cluster::of_case(app, &filed[4].id).await.unwrap().is_none());
        later(&store, 1);
        let stale = cluster::dissolve(app, &sender, &id, version - 1, "示例").await;
        assert_eq!(stale.unwrap_err().current_version(), Some(version));
        let version = cluster::dissolve(app, &sender, &id, version, "示例：不是一件事")
            .await
            .unwrap();
        for one in &filed {
            assert!(cluster::of_case(app, &one.id).await.unwrap().is_none());
        }
        let version = cluster::restore(app, &sender, &id, version, "示例：还是一件事")
            .await
            .unwrap();
        assert_eq!(cluster::show(app, &sender, &id).await.unwrap().cases, 4);
        let back = (filed[4].number.as_str(), "示例：就是这一处");
        cluster::add(app, &sender, &id, version, back)
            .await
            .unwrap();
        assert_eq!(cluster::show(app, &sender, &id).await.unwrap().cases, 5);
        assert!(app.projection_mismatches().await.unwrap().is_empty());
        let checked = case::check(app).await.unwrap();
        assert!(checked.faults.is_empty(), "{:?}", checked.faults);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_comes_late_is_brought_level_and_who_was_taken_out_stays_out() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let first = reported(&store, SAID[0], 0.0).await;
        later(&store, 5);
        reported(&store, SAID[1], 5.0).await;
        cluster::work(app).await.unwrap();
        for (login, action) in [("shouli", "accept"), ("zhiban", "file_case")] {
            act(
                app,
                &sign_in(app, login).await,
                &first.id,
                ActCmd::of(action),
            )
            .await;
        }
        let sender = sign_in(app, "paiqian").await;
        let to = ActCmd {
            unit: Some("chengguan".into()),
            ..ActCmd::of("dispatch")
        };
        act(app, &sender, &first.id, to).await;
        later(&store, 20);
        let late = reported(&store, SAID[3], 12.0).await;
        cluster::work(app).await.unwrap();
        assert_eq!(state(app, &sender, &late.id).await, "handling");

        let of = cluster::of_case(app, &late.id)
            .await
            .unwrap()
            .expect("joined");
        assert!(of.follows && !of.leads && of.cases == 3);
        let version = cluster::show(app, &sender, &of.id).await.unwrap().version;
        let out = (late.id.as_str(), "示例：另一处");
        cluster::take_out(app, &sender, &of.id, version, out)
            .await
            .unwrap();
        let again = reported(&store, SAID[4], 10.0).await;
        cluster::work(app).await.unwrap();
        let joined = cluster::of_case(app, &again.id)
            .await
            .unwrap()
            .expect("joined");
        assert_eq!(joined.id, of.id);
        assert!(cluster::of_case(app, &late.id).await.unwrap().is_none());
        assert_eq!(state(app, &sender, &late.id).await, "handling");
    }
}

/// Notes on a case by a person who tries again as often as others are first, until told to end; how many.
async fn noting(app: App, who: Actor, id: String, over: Arc<AtomicBool>) -> usize {
    let mut noted = 0;
    while !over.load(Ordering::Relaxed) {
        let version = case::detail(&app, &who, &id, None).await.unwrap().version;
        let said = ("示例：已去看过", vec![]);
        match case::note(&app, &Filer::Staff(&who), &id, version, said).await {
            Ok(_) => noted += 1,
            // It is shown to whoever was late, with the version that stands now.
            Err(error) => assert!(error.current_version().is_some(), "{error}"),
        }
    }
    noted
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_works_on_a_case_and_the_worker_lose_nothing_of_each_other() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let mut filed = vec![];
        for (i, said) in SAID.iter().take(3).enumerate() {
            filed.push(reported(&store, said, 8.0 * i as f64).await);
        }
        let clerk = sign_in(app, "shouli").await;
        let over = Arc::new(AtomicBool::new(false));
        let busy = |one: &Filed, n: usize| {
            let (app, who, over) = (app.clone(), clerk.clone(), Arc::clone(&over));
            let id = one.id.clone();
            (0..n).map(move |_| {
                tokio::spawn(noting(
                    app.clone(),
                    who.clone(),
                    id.clone(),
                    Arc::clone(&over),
                ))
            })
        };
        let people: Vec<_> = filed[1..].iter().flat_map(|one| busy(one, 3)).collect();
        cluster::work(app).await.unwrap();
        over.store(true, Ordering::Relaxed);
        let mut noted = 0;
        for one in people {
            noted += one.await.unwrap();
        }
        assert!(noted > 0);
        // Who stands still is placed with the next run at the latest.
        cluster::work(app).await.unwrap();
        for one in &filed {
            let of = cluster::of_case(app, &one.id).await.unwrap();
            assert_eq!(of.map(|it| it.cases), Some(3), "{}", one.number);
        }

        // The same while the others follow what is done to the leading case.
        act(app, &clerk, &filed[0].id, ActCmd::of("accept")).await;
        let lead = sign_in(app, "zhiban").await;
        act(app, &lead, &filed[0].id, ActCmd::of("file_case")).await;
        over.store(false, Ordering::Relaxed);
        let people: Vec<_> = filed[1..].iter().flat_map(|one| busy(one, 3)).collect();
        cluster::work(app).await.unwrap();
        over.store(true, Ordering::Relaxed);
        for one in people {
            noted += one.await.unwrap();
        }
        cluster::work(app).await.unwrap();
        let stands = state(app, &lead, &filed[0].id).await;
        let mut kept = 0;
        for one in &filed[1..] {
            let seen = case::detail(app, &lead, &one.id, None).await.unwrap();
            assert_eq!(seen.state, stands, "{}", one.number);
            kept += seen.notes.len();
        }
        assert_eq!(kept, noted, "every note that was acknowledged is there");
        assert!(app.projection_mismatches().await.unwrap().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn taken_apart_while_another_report_comes_in_hides_nobody() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let first = reported(&store, SAID[0], 0.0).await;
        reported(&store, SAID[1], 5.0).await;
        cluster::work(app).await.unwrap();
        let sender = sign_in(app, "paiqian").await;
        let id = cluster::of_case(app, &first.id).await.unwrap().unwrap().id;
        for round in 0..6 {
            let new = reported(&store, SAID[2 + round % 3], 3.0).await;
            let version = cluster::show(app, &sender, &id).await.unwrap().version;
            let apart = cluster::dissolve(app, &sender, &id, version, "示例：不是一件事");
            let (worked, apart) = tokio::join!(cluster::work(app), apart);
            worked.unwrap();
            if apart.is_err() {
                let version = cluster::show(app, &sender, &id).await.unwrap().version;
                cluster::dissolve(app, &sender, &id, version, "示例：不是一件事")
                    .await
                    .unwrap();
            }
            let shown = cluster::show(app, &sender, &id).await.unwrap();
            assert_eq!((shown.cases, shown.members.len()), (0, 0), "round {round}");
            // Whoever came in meanwhile is not hidden behind an incident that is none.
            let of = cluster::of_case(app, &new.id).await.unwrap();
            assert!(of.as_ref().is_none_or(|it| it.id != id), "round {round}");
            let numbers = waiting(app).await;
            // Or in another incident, with one of those that are free again.
            let seen = of.is_some() || numbers.contains(&new.number);
            assert!(seen, "round {round}: {numbers:?}");
            let version = shown.version;
            cluster::restore(app, &sender, &id, version, "示例：还是一件事")
                .await
                .unwrap();
        }
        let checked = case::check(app).await.unwrap();
        assert!(checked.faults.is_empty(), "{:?}", checked.faults);
        assert!(app.projection_mismatches().await.unwrap().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_point_the_address_the_spot_or_the_words_find_the_incident() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let written = |address: &str| {
            Some(PlaceIn {
                address: address.into(),
                how: "address".into(),
                ..PlaceIn::default()
            })
        };
        let old = "示例旧水厂东门对面的巷子";
        let first = reported_at(&store, SAID[0], written(old)).await;
        let same = reported_at(&store, SAID[1], written(&format!("{old} "))).await;
        let other = reported_at(&store, SAID[3], written("示例新水厂西门对面的巷子")).await;
        let nowhere = told_at_the_desk(&store, SAID[3]).await;
        // One has a point at a station; one names it in words only.
        let station = app.profile().gazetteer.clone().unwrap();
        let station = station.iter().next().unwrap().clone();
        let there = PlaceIn {
            lon: Some(station.point.lon()),
            lat: Some(station.point.lat()),
            address: String::new(),
            how: "gps".into(),
        };
        let pointed = reported_at(&store, SAID[2], Some(there)).await;
        let said = format!("{}门口爆管了，水漫到人行道", station.name);
        let told = told_at_the_desk(&store, &said).await;
        cluster::work(app).await.unwrap();
        let of = async |one: &Filed| cluster::of_case(app, &one.id).await.unwrap();
        let (a, b) = (of(&first).await.unwrap(), of(&same).await.unwrap());
        assert_eq!((&a.id, a.cases), (&b.id, 2));
        assert!(b.why_zh.contains("所写地址相同"), "{}", b.why_zh);
        assert!(of(&other).await.is_none() && of(&nowhere).await.is_none());
        let (a, b) = (of(&pointed).await.unwrap(), of(&told).await.unwrap());
        assert_eq!((&a.id, a.cases), (&b.id, 2));
        assert!(b.why_zh.contains(&station.name), "{}", b.why_zh);
        let sender = sign_in(app, "paiqian").await;
        let shown = cluster::show(app, &sender, &b.id).await.unwrap();
        let off: Vec<bool> = shown.members.iter().map(|it| it.off.is_some()).collect();
        assert_eq!(off, [true, false]);
    }
}
