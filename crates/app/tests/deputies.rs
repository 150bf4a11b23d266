//! Deputies' snapshots (F1-06): a photograph with its place becomes a case, the answer goes to the deputy,
//! the deputy rates it or has it done again, and sees nobody else's cases.

mod common;

use app::case::{self, ActCmd, Channel, Filer, OpenCmd, PlaceIn, Query};
use app::deputy::{self, Snapshot, Word};
use app::{Actor, App, FileIn, Kind};
use common::{PNG, sign_in, stores};

fn snapshot() -> Snapshot {
    Snapshot {
        fields: [
            ("description".to_owned(), "示例：路灯不亮".to_owned()),
            ("suggestion".to_owned(), "示例：尽快更换".to_owned()),
        ]
        .into(),
        place: Some(PlaceIn {
            address: "公园前站".into(),
            ..PlaceIn::default()
        }),
        photos: vec![FileIn {
            name: "路灯.png".into(),
            bytes: PNG.to_vec(),
        }],
    }
}

async fn act(app: &App, who: &Actor, id: &str, cmd: ActCmd) {
    let version = case::detail(app, who, id, None).await.unwrap().version;
    case::act(app, &Filer::Staff(who), id, version, cmd)
        .await
        .unwrap();
}

/// From the intake to the deputy's word.
async fn answered(app: &App, id: &str) {
    let clerk = sign_in(app, "shouli").await;
    let shown = case::detail(app, &clerk, id, None).await.unwrap();
    if shown.state == "intake" {
        act(app, &clerk, id, ActCmd::of("accept")).await;
        let dispatcher = sign_in(app, "paiqian").await;
        let to = ActCmd {
            unit: Some("zhujian".into()),
            reason: Some("示例".into()),
            ..ActCmd::of("dispatch")
        };
        act(app, &dispatcher, id, to).await;
    }
    let reply = ActCmd {
        text: Some("示例：已更换灯具".into()),
        ..ActCmd::of("reply")
    };
    act(app, &sign_in(app, "zhujian-clerk").await, id, reply).await;
    act(app, &sign_in(app, "jiandu").await, id, ActCmd::of("verify")).await;
}

#[tokio::test]
async fn a_snapshot_is_answered_to_the_deputy_who_rates_it() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let deputy = sign_in(app, "daibiao").await;
        let filed = deputy::file(app, &deputy, snapshot()).await.unwrap().value;
        assert_eq!((filed.channel, filed.evidence.len()), (Channel::Deputy, 1));
        let own = deputy::list(app, &deputy, None).await.unwrap();
        assert_eq!((own.filed, own.open, own.to_rate), (1, 1, 0));
        let early = deputy::rate(app, &deputy, &filed.id, 1, Word::default()).await;
        assert_eq!(early.unwrap_err().code(), "case.not_offered");

        answered(app, &filed.id).await;
        let own = deputy::list(app, &deputy, None).await.unwrap();
        assert_eq!((own.rows.len(), own.to_rate), (1, 1));
        let shown = deputy::show(app, &deputy, &filed.id).await.unwrap();
        assert_eq!(shown.state, "等您评价");
        assert_eq!(shown.reply.as_deref(), Some("示例：已更换灯具"));
        let photo = deputy::photo(app, &deputy, &filed.id, &shown.photos[0].1)
            .await
            .unwrap();
        assert_eq!(photo.media_type, "image/jpeg");

        let again = deputy::again(app, &deputy, &filed.id, shown.version, "示例：还是不亮")
            .await
            .unwrap();
        assert_eq!(
            (again.value.state.as_str(), again.value.rework),
            ("handling", 1)
        );
        answered(app, &filed.id).await;
        let shown = deputy::show(app, &deputy, &filed.id).await.unwrap();
        let good = Word {
            solved: Some(true),
            treated_well: Some(true),
            score: Some(5),
            text: None,
        };
        deputy::rate(app, &deputy, &filed.id, shown.version, good)
            .await
            .unwrap();
        act(
            app,
            &sign_in(app, "zhiban").await,
            &filed.id,
            ActCmd::of("close"),
        )
        .await;
        let shown = deputy::show(app, &deputy, &filed.id).await.unwrap();
        assert_eq!(shown.rated, Some((Some(true), Some(true), Some(5))));
        assert_eq!(deputy::list(app, &deputy, None).await.unwrap().open, 0);
        let wrong = app.projection_mismatches().await.unwrap();
        assert_eq!(wrong, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_deputy_sees_own_snapshots_alone_and_nobody_else_has_the_page() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let deputy = sign_in(app, "daibiao").await;
        let agent = sign_in(app, "zuoxi").await;
        let cmd = OpenCmd {
            fields: snapshot().fields,
            place: snapshot().place,
            ..OpenCmd::new("deputy_snapshot", Channel::Desk)
        };
        let other = case::open(app, &Filer::Staff(&agent), cmd)
            .await
            .unwrap()
            .case
            .value;
        assert_eq!(deputy::list(app, &deputy, None).await.unwrap().filed, 0);
        let hidden = deputy::show(app, &deputy, &other.id).await.unwrap_err();
        assert_eq!(hidden.kind(), Kind::NotFound);
        // Even where the deputy's own unit is concerned.
        let of_unit = Actor {
            unit: agent.unit.clone(),
            ..deputy.clone()
        };
        let page = case::detail(app, &of_unit, &other.id, None)
            .await
            .unwrap_err();
        assert_eq!(page.kind(), Kind::Forbidden);
        let list = case::list(app, &deputy, &Query::default())
            .await
            .unwrap_err();
        assert_eq!(list.kind(), Kind::Forbidden);
        let refused = deputy::list(app, &agent, None).await.unwrap_err();
        assert_eq!(refused.kind(), Kind::Forbidden);
        let many = Snapshot {
            photos: (0..10)
                .map(|n| FileIn {
                    name: format!("{n}.png"),
                    bytes: PNG.to_vec(),
                })
                .collect(),
            ..snapshot()
        };
        let refused = deputy::file(app, &deputy, many).await.unwrap_err();
        assert_eq!(refused.code(), "deputy.photos");
        let nowhere = Snapshot {
            place: None,
            ..snapshot()
        };
        assert_eq!(
            deputy::file(app, &deputy, nowhere)
                .await
                .unwrap_err()
                .kind(),
            Kind::Unprocessable
        );
    }
}
