//! Classification in the loop, on both databases: learnt from a labelled file, proposed, abstained,
//! dispatched by the platform, given back and shown as a lesson; settings with their reasons.

mod common;

use app::case::{self, ActCmd, Channel, Filer, OpenCmd, PlaceIn};
use app::{Actor, App, FileIn, learning};
use common::{Opened, sign_in, stores};

/// What people write of four matters; owner by the duty list: one department each.
const SAID: [(&str, &str, [&str; 6]); 4] = [
    (
        "06013",
        "zhujian",
        [
            "路面有坑洼",
            "路面塌了一块",
            "车道坑洞很深",
            "沥青破损",
            "骑车被坑颠倒",
            "路面开裂下沉",
        ],
    ),
    (
        "06025",
        "shuiwu",
        [
            "河涌漂着垃圾",
            "水面有漂浮物",
            "河面满是水葫芦",
            "涌边泡沫板成片",
            "河里漂着死鱼",
            "水面油污一层",
        ],
    ),
    (
        "06001",
        "chengguan",
        [
            "天台搭了铁皮棚",
            "楼顶加建房间",
            "私自搭建阳光房",
            "铁皮屋越搭越大",
            "天井被人占用搭棚",
            "楼顶违建施工",
        ],
    ),
    (
        "A0405",
        "weijian",
        [
            "小区蚊子很多",
            "积水孳生蚊虫",
            "白蚁成群飞出",
            "老鼠在垃圾房乱窜",
            "蟑螂四处爬",
            "需要灭蚊消杀",
        ],
    ),
];
const ALSO: [&str; 8] = [
    "已经半个月",
    "晚上更严重",
    "老人出行不便",
    "多次反映没有人管",
    "请尽快派人来看",
    "孩子路过害怕",
    "邻居都在抱怨",
    "早上上班时发现",
];

fn sentence(matter: usize, nth: usize) -> String {
    let (_, _, said) = SAID[matter];
    let (a, b) = (nth % 6, (nth / 6 + nth) % 6);
    let (c, d) = (nth % 8, (nth / 3 + 5) % 8);
    format!("{}，{}，{}，{}", said[a], said[b], ALSO[c], ALSO[d])
}

/// A labelled file of so many rows a matter.
fn labelled(each: usize) -> FileIn {
    let mut text = "id,body,matter,unit\n".to_owned();
    for nth in 0..each {
        for (at, (matter, unit, _)) in SAID.iter().enumerate() {
            text.push_str(&format!(
                "{nth}-{at},{},{matter},{unit}\n",
                sentence(at, nth)
            ));
        }
    }
    FileIn {
        name: "标注.csv".into(),
        bytes: text.into_bytes(),
    }
}

async fn board(app: &App, who: &Actor) -> learning::Board {
    learning::show(app, who).await.expect("shows")
}

/// Trains from the file until a model proposes.
async fn trained(app: &App, office: &Actor) -> learning::Board {
    let version = board(app, office).await.version;
    learning::ask_training(app, office, version, Some(labelled(30)))
        .await
        .expect("queued");
    for _ in 0..3 {
        learning::train_waiting(app).await.expect("trains");
    }
    board(app, office).await
}

/// A case of a matter, taken in, registered, and waiting for its dispatch.
async fn waiting(store: &Opened, matter: &str, said: &str) -> String {
    let app = &store.app;
    let agent = sign_in(app, "zuoxi").await;
    let cmd = OpenCmd {
        matter: Some(matter.into()),
        place: Some(PlaceIn {
            lon: Some(113.2665),
            lat: Some(23.1322),
            address: "示例路1号".into(),
            how: "map".into(),
        }),
        fields: [("description".to_owned(), said.to_owned())].into(),
        ..OpenCmd::new("city_management", Channel::Desk)
    };
    let opened = case::open(app, &Filer::Staff(&agent), cmd).await.unwrap();
    let id = opened.case.value.id;
    act(app, "shouli", &id, ActCmd::of("accept")).await;
    act(app, "zhiban", &id, ActCmd::of("file_case")).await;
    id
}

async fn act(app: &App, login: &str, id: &str, cmd: ActCmd) {
    let who = sign_in(app, login).await;
    let version = case::detail(app, &who, id, None).await.unwrap().version;
    case::act(app, &Filer::Staff(&who), id, version, cmd)
        .await
        .unwrap_or_else(|error| panic!("{login}: {error}"));
}

async fn shown(app: &App, id: &str) -> case::Detail {
    let who = sign_in(app, "paiqian").await;
    case::detail(app, &who, id, None).await.unwrap()
}

async fn switched_on(app: &App, office: &Actor) {
    let version = board(app, office).await.version;
    learning::set_automatic(app, office, version, true, "示例：试行自动派遣")
        .await
        .unwrap();
}

#[tokio::test]
async fn a_sure_case_is_dispatched_and_what_comes_back_is_a_lesson() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let office = sign_in(app, "duban").await;
        let cold = board(app, &office).await;
        assert!(cold.current.is_none() && cold.sums.all.proposed == 0);
        let now = trained(app, &office).await;
        let model = now.current.expect("a model is in force");
        assert!(model.rule.promoted, "{:?}", model.rule);
        assert!(model.score.cases >= 15 && model.score.matter_right > model.phrases.matter_right);
        assert!(now.threshold <= 1000, "{}", now.threshold);

        // Off by default: it proposes with its words and leaves the dispatch to people.
        let first = waiting(&store, "06013", &sentence(0, 7)).await;
        let worked = learning::work(app).await.unwrap();
        assert_eq!((worked.proposed, worked.sent), (1, 0));
        let said = shown(app, &first)
            .await
            .proposals
            .learned
            .expect("proposed");
        assert_eq!(
            (said.matter.as_str(), said.considered.as_deref()),
            ("06013", Some("off"))
        );
        assert!(said.sure && !said.words.is_empty(), "{said:?}");
        assert_eq!(said.unit.as_ref().map(|u| u.0.as_str()), Some("zhujian"));

        switched_on(app, &office).await;
        let second = waiting(&store, "06013", &sentence(0, 11)).await;
        let unclear = waiting(&store, "06013", "请问这个要怎么办").await;
        let other = waiting(&store, "06013", &sentence(1, 3)).await;
        assert_eq!(learning::work(app).await.unwrap().sent, 1);
        let sent = shown(app, &second).await;
        assert_eq!(sent.phase.code(), "handle");
        let last = sent.dispatches.last().unwrap();
        assert!(last.entry.as_deref() == Some("d-06013-1"), "{last:?}");
        let act = sent.steps.last().unwrap();
        let reason = act.reason.clone().unwrap_or_default();
        assert!(reason.contains("自动派遣：模型第1版"), "{reason}");
        let why = |d: &case::Detail| d.proposals.learned.clone().and_then(|l| l.considered);
        let unclear = shown(app, &unclear).await;
        assert_eq!(unclear.phase.code(), "dispatch");
        assert!(
            matches!(why(&unclear).as_deref(), Some("not_sure") | None),
            "{:?}",
            why(&unclear)
        );
        assert_eq!(
            why(&shown(app, &other).await).as_deref(),
            Some("other_matter")
        );
        // Once is enough: a later run finds nothing to do.
        let again = learning::work(app).await.unwrap();
        assert_eq!((again.proposed, again.sent, again.settled), (0, 0, 0));

        let back = ActCmd {
            entry: Some("d-06013-1".into()),
            reason: Some("示例：管线施工，应由水务修复".into()),
            ..ActCmd::of("return")
        };
        self::act(app, "zhujian-clerk", &second, back).await;
        assert_eq!(learning::work(app).await.unwrap().settled, 1);
        let lessons = learning::lessons(app, &office, None).await.unwrap();
        let lesson = &lessons.rows[0];
        assert_eq!(
            (lessons.rows.len(), lesson.case.as_str()),
            (1, second.as_str())
        );
        assert_eq!(lesson.proposed.matter, "06013");
        assert!(lesson.reason.contains("管线施工") && lesson.upheld.is_none() && !lesson.ended);
        let sums = board(app, &office).await.sums;
        assert_eq!(
            (sums.all.automatic, sums.all.returned, sums.all.kept()),
            (1, 1, Some(0))
        );
        assert!(app.projection_mismatches().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn settings_carry_reasons_and_versions_go_back() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let office = sign_in(app, "duban").await;
        let dispatcher = sign_in(app, "paiqian").await;
        let now = trained(app, &office).await;
        let refused =
            learning::choose_threshold(app, &dispatcher, now.version, Some(900), "试试").await;
        assert_eq!(refused.unwrap_err().code(), "auth.forbidden");
        let refused = learning::choose_threshold(app, &office, now.version, Some(900), " ").await;
        assert_eq!(refused.unwrap_err().code(), "learning.reason");
        let refused =
            learning::choose_threshold(app, &office, now.version, Some(1_001), "示例").await;
        assert_eq!(refused.unwrap_err().code(), "learning.threshold");
        learning::choose_threshold(
            app,
            &office,
            now.version,
            Some(1000),
            "示例：只在毫无疑问时",
        )
        .await
        .unwrap();
        let stale = learning::choose_threshold(app, &office, now.version, Some(900), "示例").await;
        assert_eq!(stale.unwrap_err().code(), "conflict.changed");
        switched_on(app, &office).await;
        let id = waiting(&store, "06013", &sentence(0, 7)).await;
        assert_eq!(learning::work(app).await.unwrap().sent, 0);
        let said = shown(app, &id).await.proposals.learned.expect("proposed");
        assert_eq!(
            (said.sure, said.considered.as_deref()),
            (false, Some("not_sure"))
        );

        // The same messages again: as good is not better, so the first version stays.
        let again = trained(app, &office).await;
        assert_eq!(again.current.as_ref().map(|m| m.version), Some(1));
        assert_eq!(
            (
                again.versions[0].version,
                again.versions[0].rule.code.as_str()
            ),
            (2, "not_better")
        );
        learning::put_in_force(app, &office, again.version, Some(2), "示例：试用新版")
            .await
            .unwrap();
        let by_hand = board(app, &office).await;
        assert_eq!(by_hand.current.map(|m| m.version), Some(2));
        let missing = learning::put_in_force(app, &office, by_hand.version, Some(9), "示例").await;
        assert_eq!(missing.unwrap_err().code(), "not_found");
        learning::put_in_force(app, &office, by_hand.version, None, "示例：停用")
            .await
            .unwrap();
        waiting(&store, "06013", &sentence(0, 9)).await;
        assert_eq!(learning::work(app).await.unwrap().proposed, 0);
        let query = app::audit::JournalQuery::default();
        let auditor = sign_in(app, "duban").await;
        let entries = app::audit::page(app, &auditor, &query).await.unwrap();
        let told = format!("{entries:?}");
        for said in [
            "learning.threshold",
            "毫无疑问",
            "learning.automatic_on",
            "learning.choose",
            "停用",
        ] {
            assert!(told.contains(said), "{said}");
        }
    }
}

#[tokio::test]
async fn a_file_with_a_wrong_matter_is_refused_by_its_row() {
    let store = stores("yuexiu").await.remove(0);
    let office = sign_in(&store.app, "duban").await;
    let ask = async |text: &str| {
        let file = FileIn {
            name: "x.csv".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let error = learning::ask_training(&store.app, &office, 0, Some(file))
            .await
            .unwrap_err();
        (error.code(), error.zh().to_owned())
    };
    let (code, words) = ask("body,label\n路面坑洼,06013\n河涌,没有的事\n").await;
    assert_eq!(code, "learning.matter_unknown");
    assert!(
        words.contains("第2行") && words.contains("没有的事"),
        "{words}"
    );
    assert_eq!(
        ask("body,matter,unit\n路面坑洼,06013,nowhere\n").await.0,
        "learning.unit_unknown"
    );
    assert_eq!(ask("a,b\n1,2\n").await.0, "learn_no_text_column");
    assert_eq!(ask("body,x\n路面,1\n").await.0, "learn_no_label_column");
}
