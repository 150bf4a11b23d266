//! The weekly coordination and the ten-day review through the actions, on both databases.

mod common;

use app::meeting::{
    AssignCmd, FreezeCmd, ItemQuery, agenda, answer, assign, close, explain, freeze, issue_review,
    items, list_reviews, minute, of_unit, show, show_item, show_review,
};
use app::project::{BlockerCmd, RegisterCmd, close_blocker, open_blocker, register};
use app::{Actor, App};
use common::{Opened, sign_in, stores_at};
use jiff::civil::date;
use meeting::{Explain, Group, IssueReview, Minute, Standing};
use project::CloseBlocker;

/// A project of the works bureau with a blocker of that name; its id.
async fn blocked(app: &App, office: &Actor, title: &str) -> String {
    let cmd = RegisterCmd {
        name: format!("示例{title}项目"),
        owner: "示例公司".into(),
        bureau: "works".into(),
        category: "市政".into(),
        total: 90_000_000.into(),
        basis: "示例".into(),
        ..RegisterCmd::default()
    };
    let made = register(app, office, cmd).await.unwrap();
    let cmd = BlockerCmd {
        title: title.into(),
        owner_unit: "works".into(),
        owner: "works1".into(),
        due: date(2026, 12, 10),
    };
    let id = made.value.id;
    open_blocker(app, office, &id, made.version, cmd)
        .await
        .unwrap();
    id
}

fn at(opened: &Opened, instant: &str) {
    opened.clock.set(instant.parse().unwrap());
}

fn give(no: u32) -> AssignCmd {
    AssignCmd {
        no,
        unit: "works".into(),
        words: "完成迁改".into(),
        due: date(2026, 11, 9),
        promised: None,
    }
}

/// A meeting on Tuesday 3 November about two blockers, both given to the works bureau, with minutes.
async fn held(opened: &Opened) -> (Actor, Actor, Vec<String>, Vec<String>) {
    let app = &opened.app;
    let office = sign_in(app, "office1").await;
    let works = sign_in(app, "works1").await;
    let projects = vec![
        blocked(app, &office, "甲管线").await,
        blocked(app, &office, "乙管线").await,
    ];
    let next = agenda(app, &office).await.unwrap();
    assert!(next.lines.iter().all(|l| l.group == Group::New) && next.may == ["issue"]);
    let refused = freeze(app, &works, FreezeCmd::default()).await.unwrap_err();
    assert_eq!(refused.code(), "auth.forbidden");
    let blockers = |key: &&String| key.starts_with("blocker:");
    let keys: Vec<String> = next.lines.iter().map(|l| l.key.clone()).collect();
    assert_eq!(keys.iter().filter(blockers).count(), 2);
    let cmd = FreezeCmd {
        leave_out: keys.iter().filter(|k| !blockers(k)).cloned().collect(),
        why: "下周再议".into(),
    };
    let gone = FreezeCmd {
        leave_out: vec!["blocker:none:1".into()],
        why: "x".into(),
    };
    let refused = freeze(app, &office, gone).await.unwrap_err();
    assert_eq!(refused.code(), "meeting.key");
    let meeting = freeze(app, &office, cmd).await.unwrap();
    let (id, mut version) = (meeting.value.id.clone(), meeting.version);
    assert_eq!((id.as_str(), meeting.value.lines.len()), ("2026-W45", 2));
    let unknown = AssignCmd {
        unit: "nobody".into(),
        ..give(1)
    };
    let refused = assign(app, &office, (&id, version), unknown)
        .await
        .unwrap_err();
    assert_eq!(refused.code(), "unit.unknown");
    for no in [1, 2] {
        let done = assign(app, &office, (&id, version), give(no))
            .await
            .unwrap();
        version = done.version;
    }
    let stale = assign(app, &office, (&id, 1), give(1)).await.unwrap_err();
    assert_eq!(stale.code(), "conflict.changed");
    let cmd = Minute {
        chair: "常务副区长".into(),
        words: String::new(),
    };
    minute(app, &office, (&id, version), cmd).await.unwrap();
    let owed = of_unit(app, &works).await.unwrap();
    assert_eq!(owed.len(), 2);
    let item_of = |project: &String| {
        let found = owed.iter().find(|i| i.href.contains(project.as_str()));
        found.unwrap().id.clone()
    };
    let items = projects.iter().map(item_of).collect();
    (office, works, projects, items)
}

/// The first blocker of a project is solved.
async fn solved(app: &App, who: &Actor, project: &str) {
    let how = CloseBlocker {
        no: 1,
        how: "已迁改".into(),
    };
    let shown = app::project::show(app, who, project, None, None).await;
    let version = shown.unwrap().version;
    close_blocker(app, who, project, version, how)
        .await
        .unwrap();
}

#[tokio::test]
async fn an_item_ends_by_its_fact_or_by_a_miss_that_another_unit_accepts() {
    for opened in stores_at("lanting", "2026-11-03T01:00:00Z").await {
        let app = &opened.app;
        let (office, works, projects, ids) = held(&opened).await;
        let told = app::outbox::notices(app, &works, None).await.unwrap();
        assert_eq!(told.iter().filter(|n| n.item.is_some()).count(), 2);
        let refused = close(app, &office, &ids[0], 1).await.unwrap_err();
        assert_eq!(refused.code(), "measure_not_met");

        // The first blocker is solved; nobody says so at the meeting, the fact does.
        at(&opened, "2026-11-10T01:00:00Z");
        solved(app, &office, &projects[0]).await;
        let shown = show_item(app, &works, &ids[0]).await.unwrap();
        assert_eq!(
            (shown.met, shown.may.as_slice()),
            (Some(true), ["close"].as_slice())
        );

        // The second is explained by its unit, and accepted by another.
        let why = Explain {
            why: "等待上级批复".into(),
            learned: "提前一月报批".into(),
        };
        let second = (ids[1].as_str(), 1);
        let refused = explain(app, &office, second, why.clone())
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "auth.forbidden");
        explain(app, &works, second, why).await.unwrap();
        let refused = answer(app, &works, (&ids[1], 2), (true, ""))
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "auth.forbidden");
        let told = app::outbox::notices(app, &office, None).await.unwrap();
        assert!(told.iter().any(|n| n.item.as_ref() == Some(&ids[1])));

        // The next agenda opens with both, before anything new.
        let next = agenda(app, &office).await.unwrap();
        let old: Vec<Group> = next
            .lines
            .iter()
            .map(|l| l.group)
            .filter(|g| *g != Group::New)
            .collect();
        assert_eq!(old, [Group::Explained, Group::Reached]);
        let stays = next
            .lines
            .iter()
            .find(|l| l.group == Group::Explained)
            .unwrap();
        let cmd = FreezeCmd {
            leave_out: vec![stays.key.clone()],
            why: "x".into(),
        };
        let refused = freeze(app, &office, cmd).await.unwrap_err();
        assert_eq!(refused.code(), "promised_stays");
        let new = next.lines.iter().filter(|l| l.group == Group::New);
        let cmd = FreezeCmd {
            leave_out: new.map(|l| l.key.clone()).collect(),
            why: "下周再议".into(),
        };
        let meeting = freeze(app, &office, cmd).await.unwrap();
        assert_eq!(meeting.value.id, "2026-W46");
        let ended = show_item(app, &office, &ids[0]).await.unwrap();
        assert_eq!(ended.row.standing, Standing::Changed);
        let chair = || Minute {
            chair: "常务副区长".into(),
            words: "抓紧".into(),
        };
        let at_one = ("2026-W46", 1);
        let refused = minute(app, &office, at_one, chair()).await.unwrap_err();
        assert_eq!(refused.code(), "lines_undecided");
        answer(app, &office, (&ids[1], 2), (true, "同意"))
            .await
            .unwrap();
        minute(app, &office, at_one, chair()).await.unwrap();
        let shown = show(app, &works, "2026-W46").await.unwrap();
        assert_eq!(
            (shown.row.changed, shown.row.missed, shown.row.undecided),
            (1, 1, 0)
        );
        assert_eq!(of_unit(app, &works).await.unwrap().len(), 0);
        let all = items(app, &works, &ItemQuery::default()).await.unwrap();
        assert_eq!(all.total, Some(2));
        assert_eq!(
            app.projection_mismatches().await.unwrap(),
            Vec::<String>::new()
        );
    }
}

#[tokio::test]
async fn an_issued_review_stays_as_it_was_known() {
    for opened in stores_at("lanting", "2026-11-03T01:00:00Z").await {
        let app = &opened.app;
        let (office, works, projects, _) = held(&opened).await;
        let early = show_review(app, &office, "2026-11-X1").await.unwrap_err();
        assert_eq!(early.code(), "review.not_over");
        at(&opened, "2026-11-11T01:00:00Z");
        let draft = show_review(app, &works, "2026-11-X1").await.unwrap();
        let sums = draft.row.sums.clone().unwrap();
        assert_eq!((sums.promises, sums.missed, draft.row.days), (2, 2, 10));
        assert!(draft.issued.is_none() && draft.may.is_empty());
        let cmd = IssueReview {
            learned: "报批要提前".into(),
        };
        let refused = issue_review(app, &works, "2026-11-X1", cmd.clone())
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "auth.forbidden");
        issue_review(app, &office, "2026-11-X1", cmd.clone())
            .await
            .unwrap();
        // What happens later does not change it.
        at(&opened, "2026-11-12T01:00:00Z");
        solved(app, &office, &projects[0]).await;
        let issued = show_review(app, &office, "2026-11-X1").await.unwrap();
        assert_eq!(
            (issued.row.sums.clone().unwrap(), issued.known_on),
            (sums, date(2026, 11, 11))
        );
        assert_eq!(issued.row.learned, "报批要提前");
        let again = issue_review(app, &office, "2026-11-X1", cmd)
            .await
            .unwrap_err();
        assert_eq!(again.code(), "review_issued");
        at(&opened, "2026-11-21T01:00:00Z");
        let next = show_review(app, &office, "2026-11-X2").await.unwrap();
        assert_eq!(
            (next.beside.len(), next.beside[0].id.as_str()),
            (1, "2026-11-X1")
        );
        let rows = list_reviews(app, &office).await.unwrap();
        let days: Vec<i64> = rows.iter().map(|r| r.days).collect();
        assert_eq!(
            days,
            [10, 10, 11],
            "the last ten days of October are eleven"
        );
        let none = show_review(app, &office, "2026-11").await.unwrap_err();
        assert_eq!(none.code(), "not_found");
    }
}
