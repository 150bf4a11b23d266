//! Several reviewers split drafts of one report at the same time.

mod common;

use app::review::{Side, SplitCmd};
use app::{Actor, App, FileIn, Kind};
use common::{profile, sign_in, stores};
use std::collections::BTreeSet;

async fn drafts(
    app: &App,
    office: &Actor,
) -> (String, Vec<app::review::Versioned<commitment::Commitment>>) {
    let file = FileIn {
        name: "报告.md".into(),
        bytes: profile("lanting").demo.unwrap().report.into_bytes(),
    };
    let report = app::report::import(app, office, file, None, &app::silent)
        .await
        .unwrap()
        .report
        .id;
    let drafts = app::review::list(app, office, &report).await.unwrap();
    (report, drafts)
}

fn in_the_middle(draft: &commitment::Commitment) -> SplitCmd {
    SplitCmd {
        at: draft.source.quote.chars().count() / 2,
        target_in: Side::First,
        other_target: None,
    }
}

#[tokio::test]
async fn splits_at_the_same_time_number_their_halves_apart() {
    for store in stores("lanting").await {
        let app = &store.app;
        let office = sign_in(app, "office1").await;
        let (report, before) = drafts(app, &office).await;
        let split = |n: usize| {
            let draft = &before[n];
            app::review::split(
                app,
                &office,
                &draft.value.id,
                draft.version,
                in_the_middle(&draft.value),
            )
        };
        let (a, b, c) = tokio::join!(split(0), split(1), split(2));
        for done in [a, b, c] {
            assert_eq!(done.unwrap().len(), 3);
        }
        let open: Vec<u32> = app::review::list(app, &office, &report)
            .await
            .unwrap()
            .iter()
            .filter(|d| d.value.status != commitment::Status::Replaced)
            .map(|d| d.value.no)
            .collect();
        assert_eq!(open.len(), before.len() + 3);
        let apart: BTreeSet<u32> = open.iter().copied().collect();
        assert_eq!(apart.len(), open.len(), "no number twice: {open:?}");
    }
}

#[tokio::test]
async fn a_draft_is_split_once() {
    for store in stores("lanting").await {
        let app = &store.app;
        let office = sign_in(app, "office1").await;
        let (_, before) = drafts(app, &office).await;
        let draft = &before[0];
        let split = || {
            let cmd = in_the_middle(&draft.value);
            app::review::split(app, &office, &draft.value.id, draft.version, cmd)
        };
        let (a, b) = tokio::join!(split(), split());
        let refused: Vec<_> = [a, b].into_iter().filter_map(Result::err).collect();
        assert_eq!(refused.len(), 1);
        assert_eq!(refused[0].kind(), Kind::Conflict);
        assert_eq!(refused[0].current_version(), Some(draft.version + 1));
    }
}
