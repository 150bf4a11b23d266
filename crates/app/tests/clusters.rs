//! Five residents report one burst pipe: one incident, handled once, answered each, disputed by one alone,
//! taken apart again; on both databases.

mod common;

use app::case::{self, ActCmd, Channel, EvidenceIn, Filer, OpenCmd, PlaceIn};
use app::{Actor, App, FileIn, cluster};
use common::{Opened, PNG, sign_in, stores};
use jiff::SignedDuration;

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
    let open = OpenCmd {
        matter: Some("06001".into()),
        title: said.to_owned(),
        place: Some(PlaceIn {
            lon: Some(113.2665 + east / 102_000.0),
            lat: Some(23.1322),
            address: "示例路口".into(),
            how: "gps".into(),
        }),
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
