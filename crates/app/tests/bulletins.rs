//! Bulletins through the actions, on both databases: drafted, sealed, and the same bytes for ever.

mod common;

use app::bulletin::{IssueCmd, draft, file, issue, list, show};
use app::list::{BulletinFilter, Query};
use app::meeting::{AssignCmd, FreezeCmd, agenda, assign, freeze, issue_review, minute};
use app::project::{BlockerCmd, RegisterCmd, close_blocker, open_blocker, register};
use app::{Actor, App};
use bulletin::{Block, Kind};
use common::{Opened, sign_in, stores_at};
use jiff::civil::date;
use meeting::{IssueReview, Minute};
use project::CloseBlocker;

fn at(opened: &Opened, instant: &str) {
    opened.clock.set(instant.parse().unwrap());
}

/// A project with a blocker, on the agenda of the meeting of 3 November, given to the works bureau; its id.
async fn met(opened: &Opened, office: &Actor) -> String {
    let app = &opened.app;
    let cmd = RegisterCmd {
        name: "示例管线项目".into(),
        owner: "示例公司".into(),
        bureau: "works".into(),
        category: "市政".into(),
        total: 90_000_000.into(),
        basis: "示例".into(),
        ..RegisterCmd::default()
    };
    let made = register(app, office, cmd).await.unwrap();
    let cmd = BlockerCmd {
        title: "管线未迁改".into(),
        owner_unit: "works".into(),
        owner: "works1".into(),
        due: date(2026, 12, 10),
    };
    let id = made.value.id;
    open_blocker(app, office, &id, made.version, cmd)
        .await
        .unwrap();
    let next = agenda(app, office).await.unwrap();
    let others = next.lines.iter().filter(|l| !l.title.contains("管线"));
    let cmd = FreezeCmd {
        leave_out: others.map(|l| l.key.clone()).collect(),
        why: "本次不议".into(),
    };
    let frozen = freeze(app, office, cmd).await.unwrap();
    let cmd = AssignCmd {
        no: 1,
        unit: "works".into(),
        words: "完成迁改<一期>".into(),
        due: date(2026, 11, 9),
        promised: None,
    };
    assign(app, office, (&frozen.value.id, frozen.version), cmd)
        .await
        .unwrap();
    id
}

async fn minuted(app: &App, office: &Actor) {
    let version = app::meeting::show(app, office, "2026-W45")
        .await
        .unwrap()
        .version;
    let cmd = Minute {
        chair: "常务副区长".into(),
        words: "下周先听兑现情况".into(),
    };
    minute(app, office, ("2026-W45", version), cmd)
        .await
        .unwrap();
}

fn cmd(kind: Kind, period: &str, digest: &str) -> IssueCmd {
    IssueCmd {
        kind,
        period: period.into(),
        as_of: None,
        digest: digest.into(),
        base: "https://xiuhua.example.org".into(),
        copies: "各街道办事处".into(),
    }
}

/// Drafts and seals; the id.
async fn sealed(app: &App, office: &Actor, kind: Kind, period: &str) -> String {
    let draft = draft(app, office, (kind, period), None).await.unwrap();
    assert_eq!(
        (draft.may.as_slice(), &draft.sealed),
        (&["issue"][..], &None)
    );
    let cmd = cmd(kind, period, &draft.digest);
    issue(app, office, cmd).await.unwrap().id
}

async fn refused(app: &App, who: &Actor, cmd: IssueCmd) -> String {
    issue(app, who, cmd).await.unwrap_err().code().to_owned()
}

fn words(blocks: &[Block]) -> String {
    serde_json::to_string(blocks).unwrap()
}

#[tokio::test]
async fn minutes_are_sealed_once_and_come_out_the_same_after_everything_changed() {
    for opened in stores_at("lanting", "2026-11-03T01:00:00Z").await {
        let app = &opened.app;
        let (office, works) = (sign_in(app, "office1").await, sign_in(app, "works1").await);
        let project = met(&opened, &office).await;
        let week = (Kind::Minutes, "2026-W45");
        let early = draft(app, &office, week, None).await.unwrap_err();
        assert_eq!(early.code(), "not_minuted");
        at(&opened, "2026-11-04T01:00:00Z");
        minuted(app, &office).await;
        let seen = draft(app, &works, week, None).await.unwrap();
        assert!(seen.may.is_empty(), "the works bureau looks on");
        let forbidden = refused(app, &works, cmd(Kind::Minutes, "2026-W45", &seen.digest)).await;
        assert_eq!(forbidden, "auth.forbidden");
        let other = refused(app, &office, cmd(Kind::Minutes, "2026-W45", "0")).await;
        assert_eq!(other, "bulletin.changed");
        let id = sealed(app, &office, Kind::Minutes, "2026-W45").await;
        assert_eq!(id, "minutes-2026-1");
        let first = file(app, &works, &id).await.unwrap();
        let before = show(app, &works, &id).await.unwrap();
        let text = words(&before.model.blocks);
        assert!(
            text.contains("完成迁改<一期>") && text.contains(&project),
            "{text}"
        );
        assert!(text.contains("?as_of=2026-11-04#blockers"), "{text}");
        // Later the blocker is solved, and time goes on.
        at(&opened, "2026-12-20T01:00:00Z");
        let version = app::project::show(app, &office, &project, None, None).await;
        let how = CloseBlocker {
            no: 1,
            how: "已迁改".into(),
        };
        let version = version.unwrap().version;
        close_blocker(app, &office, &project, version, how)
            .await
            .unwrap();
        let again = file(app, &works, &id).await.unwrap();
        assert_eq!(again.bytes, first.bytes, "byte for byte");
        assert_eq!(journal::Algorithm::Sm3.hex(&again.bytes), before.file_hash);
        assert_eq!(show(app, &office, &id).await.unwrap().model, before.model);
        let twice = draft(app, &office, week, None).await.unwrap();
        assert_eq!(twice.sealed.as_deref(), Some("minutes-2026-1"));
        let twice = refused(app, &office, cmd(Kind::Minutes, "2026-W45", &twice.digest)).await;
        assert_eq!(twice, "bulletin.issued");
        assert!(app.projection_mismatches().await.unwrap().is_empty());
        let misfiled = app.misfiled().await.unwrap();
        assert!(misfiled.unused.is_empty() && misfiled.missing.is_empty());
        let page = list(app, &works, &Query::<BulletinFilter>::default())
            .await
            .unwrap();
        assert_eq!((page.rows.len(), page.total), (1, Some(1)));
        assert_eq!(page.rows[0].number_zh, "〔2026〕第1期");
    }
}

#[tokio::test]
async fn a_draft_is_shown_as_it_was_known_on_a_past_day() {
    for opened in stores_at("lanting", "2026-11-03T01:00:00Z").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        met(&opened, &office).await;
        at(&opened, "2026-11-05T01:00:00Z");
        minuted(app, &office).await;
        at(&opened, "2026-11-12T01:00:00Z");
        let on = |day| Some(date(2026, 11, day));
        let week = (Kind::Minutes, "2026-W45");
        let then = draft(app, &office, week, on(4)).await.unwrap_err();
        assert_eq!(
            then.code(),
            "not_minuted",
            "on the 4th nobody knew any minutes"
        );
        let none = (Kind::Agenda, "2026-W46");
        let none = draft(app, &office, none, None).await.unwrap_err();
        assert_eq!(none.code(), "not_frozen");
        let agenda = (Kind::Agenda, "2026-W45");
        let past = draft(app, &office, agenda, on(3)).await.unwrap();
        assert_eq!(past.model.known_on, date(2026, 11, 3));
        assert!(words(&past.model.blocks).contains("?as_of=2026-11-03"));
        let future = draft(app, &office, agenda, on(13)).await.unwrap_err();
        assert_eq!(future.code(), "as_of.future");
        let wrong = draft(app, &office, (Kind::Monthly, "2026-W45"), None).await;
        assert_eq!(wrong.unwrap_err().code(), "period_of_kind");
        // The other kinds: an agenda, a day, ten days that were reviewed, a month that is over.
        assert_eq!(
            sealed(app, &office, Kind::Agenda, "2026-W45").await,
            "agenda-2026-1"
        );
        let early = draft(app, &office, (Kind::TenDay, "2026-11-X1"), None).await;
        assert_eq!(early.unwrap_err().code(), "review_not_issued");
        let learned = IssueReview {
            learned: "报批要提前".into(),
        };
        issue_review(app, &office, "2026-11-X1", learned)
            .await
            .unwrap();
        let id = sealed(app, &office, Kind::TenDay, "2026-11-X1").await;
        let review = show(app, &office, &id).await.unwrap();
        let text = words(&review.model.blocks);
        assert!(
            text.contains("报批要提前") && text.contains("未兑现"),
            "{text}"
        );
        let id = sealed(app, &office, Kind::Daily, "2026-11-12").await;
        assert_eq!(id, "daily-2026-1");
        assert_eq!(
            sealed(app, &office, Kind::Daily, "2026-11-11").await,
            "daily-2026-2"
        );
        let over = draft(app, &office, (Kind::Monthly, "2026-11"), None).await;
        assert_eq!(over.unwrap_err().code(), "period_not_over");
        let id = sealed(app, &office, Kind::Monthly, "2026-10").await;
        let month = show(app, &office, &id).await.unwrap();
        assert!(words(&month.model.blocks).contains("在库项目"));
        for id in [
            "agenda-2026-1",
            "ten_day-2026-1",
            "daily-2026-1",
            "monthly-2026-1",
        ] {
            let one = file(app, &office, id).await.unwrap();
            assert_eq!(
                one.bytes,
                file(app, &office, id).await.unwrap().bytes,
                "{id}"
            );
            assert!(one.bytes.starts_with(b"PK"));
        }
    }
}
