//! The commitment loop as several people walk it: import, review, issue, claim, verify, change,
//! supervise, look back; on both databases.

mod common;

use app::record::ClaimCmd;
use app::review::{Assign, Edit};
use app::{Actor, App, FileIn, Kind};
use commitment::{ChangeStatus, Changes, RecordKind, Status};
use common::{PNG, place, sign_in, stores};
use jiff::ToSpan;

const REPORT: &str = include_str!("../../../profiles/lanting/demo/report.md");

async fn imported(app: &App, office: &Actor) -> String {
    let file = FileIn {
        name: "报告.md".into(),
        bytes: REPORT.as_bytes().to_vec(),
    };
    app::report::import(app, office, file, None, &app::silent)
        .await
        .unwrap()
        .report
        .id
}

#[tokio::test]
async fn a_ledger_is_reviewed_issued_and_followed() {
    for store in stores("lanting").await {
        let app = &store.app;
        let office = sign_in(app, "office1").await;
        let works = sign_in(app, "works1").await;
        let report = imported(app, &office).await;

        let blockers = app::report::blockers(app, &office, &report).await.unwrap();
        assert!(!blockers.is_empty(), "nothing enters the ledger unseen");
        let version = app::report::show(app, &office, &report)
            .await
            .unwrap()
            .version;
        let refused = app::report::issue(app, &office, &report, version)
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "issue.blocked");
        assert_eq!(
            app::report::issue(app, &works, &report, version)
                .await
                .unwrap_err()
                .kind(),
            Kind::Forbidden
        );

        for draft in app::review::list(app, &office, &report).await.unwrap() {
            let mut version = draft.version;
            if draft.value.kind != commitment::Kind::Principle {
                let assign = Assign {
                    lead: Some(Some("works".into())),
                    supporting: Some(vec!["east".into()]),
                    leader: None,
                };
                version = app::review::assign(app, &office, &draft.value.id, version, &assign)
                    .await
                    .unwrap()
                    .version;
            }
            let stale = app::review::accept(app, &office, &draft.value.id, version - 1)
                .await
                .unwrap_err();
            assert_eq!(
                (stale.kind(), stale.current_version()),
                (Kind::Conflict, Some(version))
            );
            app::review::accept(app, &office, &draft.value.id, version)
                .await
                .unwrap();
        }
        let issued = app::report::issue(app, &office, &report, version)
            .await
            .unwrap();
        assert!(issued.issued > 10);

        let drafts = app::review::list(app, &office, &report).await.unwrap();
        let pipes = drafts
            .iter()
            .find(|d| d.value.text.contains("1500户"))
            .unwrap();
        assert_eq!(pipes.value.status, Status::Issued);
        let frozen = app::review::edit(
            app,
            &office,
            &pipes.value.id,
            pipes.version,
            &Edit {
                text: Some("改".into()),
                ..Edit::default()
            },
        )
        .await
        .unwrap_err();
        assert_eq!(frozen.code(), "frozen_after_issue");

        let claimed = app::record::claim(app, &works, &pipes.value.id, amount(app, 300))
            .await
            .unwrap();
        let own = app::record::verify(app, &works, &claimed.value.id, claimed.version, None)
            .await
            .unwrap_err();
        assert!(
            [Kind::Forbidden, Kind::Unprocessable].contains(&own.kind()),
            "the claimant never verifies: {own}"
        );
        let before = app::ledger::show(app, &office, &pipes.value.id, None)
            .await
            .unwrap();
        assert_eq!(
            before.row.progress.map(|p| p.total.to_string()),
            Some("0".into())
        );
        app::record::verify(app, &office, &claimed.value.id, claimed.version, None)
            .await
            .unwrap();
        let after = app::ledger::show(app, &office, &pipes.value.id, None)
            .await
            .unwrap();
        assert_eq!(
            after.row.progress.as_ref().map(|p| p.total.to_string()),
            Some("300".into())
        );
        let file = &after.records[0].record.evidence[0];
        let evidence = app::evidence::get(app, &office, &claimed.value.id, &file.hash)
            .await
            .unwrap();
        assert_eq!(
            (evidence.bytes.as_slice(), evidence.media_type.as_str()),
            (PNG, "image/png")
        );

        let reversal = app::record::reverse(
            app,
            &works,
            &claimed.value.id,
            claimed.version + 1,
            "数量录错",
        )
        .await
        .unwrap();
        let before = app::AsOf::Instant(app.now());
        store.clock.set(app.now() + 5.minutes());
        app::record::verify(app, &office, &reversal.value.id, 1, None)
            .await
            .unwrap();
        let reversed = app::ledger::show(app, &office, &pipes.value.id, None)
            .await
            .unwrap();
        let then = app::ledger::show(app, &office, &pipes.value.id, Some(before))
            .await
            .unwrap();
        assert_eq!(then.as_of, Some(before));
        let total = |shown: &app::ledger::Detail| shown.row.progress.clone().map(|p| p.total);
        assert_ne!(total(&then), total(&reversed), "an hour of the same day");
        let ahead = app::AsOf::Instant(app.now() + 1.minute());
        let refused = app::ledger::show(app, &office, &pipes.value.id, Some(ahead)).await;
        assert_eq!(refused.unwrap_err().code(), "as_of.future");
        assert_eq!(
            reversed.row.progress.map(|p| p.total.to_string()),
            Some("0".into())
        );

        let current = reversed.row.version;
        let unknown = Changes {
            leader: Some("nobody".into()),
            ..Changes::default()
        };
        let unknown =
            app::change::request(app, &works, &pipes.value.id, current, unknown, "换人").await;
        assert_eq!(unknown.unwrap_err().code(), "leader.unknown");
        let changes = Changes {
            deadline: Some("2026-12-20".parse().unwrap()),
            ..Changes::default()
        };
        let request = app::change::request(
            app,
            &works,
            &pipes.value.id,
            current,
            changes,
            "管材到货推迟",
        )
        .await
        .unwrap();
        app::change::approve(app, &office, &request.value.id, 1, None)
            .await
            .unwrap();
        let changed = app::ledger::show(app, &office, &pipes.value.id, None)
            .await
            .unwrap();
        assert_eq!(
            changed.row.deadline.map(|d| d.to_string()),
            Some("2026-12-20".into())
        );
        assert_eq!(changed.versions.len(), 2, "both versions stay readable");
        assert_eq!(changed.requests[0].request.status, ChangeStatus::Approved);

        let worklist = app::ledger::worklist(app, &works, &Default::default())
            .await
            .unwrap();
        assert!(worklist.now.len() + worklist.later.len() > 0);
        assert!(app.projection_mismatches().await.unwrap().is_empty());
        let auditor = sign_in(app, "aud1").await;
        assert!(
            app::audit::verify(app, &auditor, &app::silent)
                .await
                .unwrap()
                .sound
        );
    }
}

fn amount(app: &App, n: i64) -> ClaimCmd {
    ClaimCmd {
        kind: RecordKind::Amount,
        date: app.today(),
        amount: Some(n.into()),
        unit: Some("户".into()),
        place: Some(place("east")),
        note: "第一批".into(),
        evidence: vec![FileIn {
            name: "现场.png".into(),
            bytes: PNG.to_vec(),
        }],
        resubmits: None,
    }
}

#[tokio::test]
async fn a_sheet_goes_out_and_comes_back() {
    for store in stores("lanting").await {
        let app = &store.app;
        let office = sign_in(app, "office1").await;
        let report = imported(app, &office).await;
        for format in [app::Format::Csv, app::Format::Xlsx] {
            let file = app::sheet::export(app, &office, &report, format)
                .await
                .unwrap();
            let same = app::sheet::import(
                app,
                &office,
                &report,
                FileIn {
                    name: file.name,
                    bytes: file.bytes,
                },
                false,
            )
            .await
            .unwrap();
            assert_eq!(
                (same.changed, same.errors),
                (0, 0),
                "re-importing changes nothing: {:?}",
                same.lines
            );
            assert!(same.same > 10);
        }
        let file = app::sheet::export(app, &office, &report, app::Format::Csv)
            .await
            .unwrap();
        let text = String::from_utf8(file.bytes).unwrap();
        let edited = text.replacen("1500户", "1600户", 2);
        let as_file = |text: &str| FileIn {
            name: "表.csv".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let dry = app::sheet::import(app, &office, &report, as_file(&edited), true)
            .await
            .unwrap();
        assert_eq!((dry.changed, dry.errors, dry.applied), (1, 0, false));
        let bad = edited.replacen("2026-12-31", "年底", 1);
        let refused = app::sheet::import(app, &office, &report, as_file(&bad), false)
            .await
            .unwrap();
        assert!(
            refused.errors == 1 && !refused.applied,
            "one bad line, nothing written"
        );
        let applied = app::sheet::import(app, &office, &report, as_file(&edited), false)
            .await
            .unwrap();
        assert!(applied.applied && applied.changed == 1);
        let again = app::sheet::import(app, &office, &report, as_file(&edited), false)
            .await
            .unwrap();
        assert_eq!(again.changed, 0);
    }
}

#[tokio::test]
async fn an_account_locks_and_a_first_password_must_change() {
    for store in stores("lanting").await {
        let app = &store.app;
        let first = app::person::NewPerson {
            login: "clerk9".into(),
            name: "虚构·壬".into(),
            title: "经办人".into(),
            unit: "works".into(),
            password: "kapok-blossom-7".into(),
        };
        let system = sign_in(app, "sys1").await;
        app::person::create(app, &system, first).await.unwrap();
        let roles = vec!["department_clerk".to_owned()];
        assert_eq!(
            app::person::set_roles(app, &system, "clerk9", 1, &roles)
                .await
                .unwrap_err()
                .kind(),
            Kind::Forbidden
        );
        app::person::set_roles(app, &sign_in(app, "sec1").await, "clerk9", 1, &roles)
            .await
            .unwrap();
        let session = app::session::sign_in(app, "clerk9", "kapok-blossom-7", "test")
            .await
            .unwrap();
        assert!(session.must_change);
        let renewed = app::session::change_password(
            app,
            &session.actor,
            "kapok-blossom-7",
            "lychee-garden-88",
        )
        .await
        .unwrap();
        assert!(!renewed.must_change);
        assert!(
            app::session::by_token(app, &session.token)
                .await
                .unwrap()
                .is_none(),
            "the old session ended"
        );
        assert!(
            app::session::by_token(app, &renewed.token)
                .await
                .unwrap()
                .is_some()
        );
        for _ in 0..5 {
            assert_eq!(
                app::session::sign_in(app, "clerk9", "wrong-password-1", "test")
                    .await
                    .unwrap_err()
                    .code(),
                "auth.wrong"
            );
        }
        let refused = async |login: &str| {
            let e = app::session::sign_in(app, login, "lychee-garden-88", "test")
                .await
                .unwrap_err();
            (e.kind(), e.code(), e.zh().to_owned(), e.en().to_owned())
        };
        assert_eq!(
            refused("clerk9").await,
            refused("nobody9").await,
            "a locked account answers as an unknown name does, even to the right password"
        );
        store.clock.set(app.now() + 16.minutes());
        let again = app::session::sign_in(app, "clerk9", "lychee-garden-88", "10.0.0.9")
            .await
            .unwrap();
        app::session::sign_out(app, &again.actor, &again.token)
            .await
            .unwrap();
        let auditor = sign_in(app, "aud1").await;
        let noted = app::audit::subject(app, &auditor, "session", "clerk9")
            .await
            .unwrap();
        let actions: Vec<&str> = noted.iter().map(|e| e.action.as_str()).collect();
        let refusals = ["session.refused"; 4];
        let mut expected = vec!["session.sign_in", "session.sign_in"];
        expected.extend(refusals);
        expected.extend(["session.locked", "session.sign_in", "session.sign_out"]);
        assert_eq!(actions, expected);
        assert_eq!(noted.last().unwrap().after["origin"], "10.0.0.9");
        let journal = format!("{noted:?}");
        assert!(!journal.contains(&again.token) && !journal.contains("garden"));
    }
}

#[tokio::test]
async fn guesses_at_the_same_time_all_count() {
    for store in stores("lanting").await {
        let app = &store.app;
        let login = new_account(app).await;
        let guesses = (0..8).map(|n| {
            let (app, login) = (app.clone(), login.clone());
            tokio::spawn(async move {
                let guess = format!("wrong-password-{n}");
                app::session::sign_in(&app, &login, &guess, "test")
                    .await
                    .is_ok()
            })
        });
        for guess in guesses.collect::<Vec<_>>() {
            assert!(!guess.await.unwrap());
        }
        let right = app::session::sign_in(app, &login, "kapok-blossom-7", "test").await;
        assert_eq!(right.unwrap_err().code(), "auth.wrong", "locked");
    }
}

async fn new_account(app: &App) -> String {
    let person = app::person::NewPerson {
        login: "clerk8".into(),
        name: "虚构·辛".into(),
        title: "经办人".into(),
        unit: "works".into(),
        password: "kapok-blossom-7".into(),
    };
    app::person::create(app, &sign_in(app, "sys1").await, person)
        .await
        .unwrap();
    "clerk8".into()
}

#[tokio::test]
async fn a_new_notice_lists_what_it_would_move_before_it_moves_it() {
    for store in stores("lanting").await {
        let app = &store.app;
        let office = sign_in(app, "office1").await;
        let mut changed = common::profile("lanting");
        common::open_red(app, &office).await;
        store.clock.set("2026-12-03T01:00:00Z".parse().unwrap());
        app::lights::tick(app).await.unwrap();
        let opened = app.today();
        for days in 1..=3 {
            let day = opened.saturating_add(jiff::Span::new().days(days));
            changed.notices.push(profile::NoticeDay {
                date: day,
                kind: profile::NoticeKind::Stop,
                name: "台风停工（示例）".into(),
                notice: "stop".into(),
            });
        }
        let unchanged = app::supervision::moved(app, &office, &common::profile("lanting"))
            .await
            .unwrap();
        assert!(unchanged.is_empty(), "{unchanged:?}");
        let listed = app::supervision::moved(app, &office, &changed)
            .await
            .unwrap();
        assert!(!listed.is_empty() && listed.iter().all(|m| m.new > m.old));
        let applied = app::supervision::apply_moved(app, &office, &changed)
            .await
            .unwrap();
        assert_eq!(applied, listed);
        assert!(
            app::supervision::moved(app, &office, &changed)
                .await
                .unwrap()
                .is_empty()
        );
    }
}
