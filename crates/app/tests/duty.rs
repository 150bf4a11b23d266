//! The duty list through the actions: taken in, seen, edited, exchanged, in force.

mod common;

use app::duty::{EntryForm, ListQuery};
use app::{Actor, App, FileIn, Format};
use common::{profile, sign_in, stores};
use duty::sheet::LineChange;
use duty::{EntryKind, MatterCode};
use jiff::civil::{Date, date};
use org::{OfficialCode, UnitCode};

fn form(id: Option<&str>, unit: &str, kind: EntryKind) -> EntryForm {
    EntryForm {
        id: id.map(str::to_owned),
        unit: unit.into(),
        kind,
        places: vec![],
        counterpart: None,
        valid_from: date(2026, 10, 1),
        valid_to: None,
        basis: "试行办法".into(),
    }
}

fn place(code: &str) -> OfficialCode {
    OfficialCode::parse(code).unwrap()
}

async fn owner(app: &App, matter: &str, at: &str, day: Date) -> Option<String> {
    let list = app::duty::in_force(app, day).await.unwrap();
    let code = MatterCode::parse(matter).unwrap();
    let found = list.propose(&code, Some(&place(at)), &[]);
    found.first().map(|p| p.unit.to_string())
}

#[tokio::test]
async fn an_edit_is_in_force_at_once_and_stays_in_the_journal() {
    for opened in stores("lanting").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let (day, east) = (app.today(), "990101001");
        assert_eq!(
            owner(app, "T0104", east, day).await.as_deref(),
            Some("works")
        );
        let before = app::duty::show(app, &office, "T0104", None).await.unwrap();
        let clash = form(None, "people", EntryKind::Core);
        let refused = app::duty::put(app, &office, "T0104", before.version, &clash, "试验").await;
        assert_eq!(refused.unwrap_err().code(), "entry_core_overlap");
        let silent = app::duty::put(app, &office, "T0104", before.version, &clash, " ").await;
        assert_eq!(silent.unwrap_err().fields()[0].field, "reason");

        let local = EntryForm {
            places: vec![east.into()],
            ..form(None, "east", EntryKind::Core)
        };
        let version = app::duty::put(app, &office, "T0104", before.version, &local, "下沉街道")
            .await
            .unwrap();
        assert_eq!(version, before.version + 1);
        assert_eq!(
            owner(app, "T0104", east, day).await.as_deref(),
            Some("east")
        );
        assert_eq!(
            owner(app, "T0104", "990101002", day).await.as_deref(),
            Some("works")
        );
        assert_eq!(
            owner(app, "T0104", east, date(2026, 9, 30))
                .await
                .as_deref(),
            Some("works"),
            "the past keeps its list"
        );
        let stale = app::duty::put(app, &office, "T0104", before.version, &local, "再改").await;
        assert_eq!(stale.unwrap_err().code(), "conflict.changed");

        let seen = app::duty::show(app, &office, "T0104", None).await.unwrap();
        assert_eq!(seen.history[0].reason.as_deref(), Some("下沉街道"));
        assert!(seen.history[0].entries[0].added);
        assert_eq!(seen.entries[0].id, "d-t0104-1");
        assert_eq!(
            app.projection_mismatches().await.unwrap(),
            Vec::<String>::new()
        );
    }
}

#[tokio::test]
async fn only_the_office_edits_and_others_read() {
    for opened in stores("lanting").await {
        let app = &opened.app;
        let clerk = sign_in(app, "works1").await;
        let page = app::duty::list(app, &clerk, &ListQuery::default())
            .await
            .unwrap();
        assert_eq!(page.total, 4);
        let put = form(None, "works", EntryKind::Assisting);
        for who in ["works1", "disp1", "audit1"] {
            let actor = sign_in(app, who).await;
            let refused = app::duty::put(app, &actor, "T0104", 1, &put, "试验").await;
            assert_eq!(refused.unwrap_err().code(), "auth.forbidden", "{who}");
        }
        let admin = sign_in(app, "aud1").await;
        assert!(
            app::duty::list(app, &admin, &ListQuery::default())
                .await
                .is_err()
        );
    }
}

#[tokio::test]
async fn the_list_is_found_by_matter_unit_and_kind() {
    for opened in stores("lanting").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let found = async |query: ListQuery| -> Vec<String> {
            let page = app::duty::list(app, &office, &query).await.unwrap();
            page.rows.into_iter().map(|r| r.code).collect()
        };
        let text = |text: &str| ListQuery {
            text: text.into(),
            ..Default::default()
        };
        assert_eq!(found(text("枯枝")).await, ["T0102"]);
        assert_eq!(found(text("t0103")).await, ["T0103"]);
        let unit = |unit: &str, kind| ListQuery {
            unit: Some(unit.into()),
            kind,
            ..Default::default()
        };
        assert_eq!(found(unit("east", None)).await, ["T0101", "T0102", "T0103"]);
        assert_eq!(
            found(unit("east", Some(EntryKind::Reclaimed))).await,
            ["T0103"]
        );
        let early = ListQuery {
            day: Some(date(2026, 6, 30)),
            ..Default::default()
        };
        assert!(found(early).await.is_empty());
        let first = ListQuery {
            limit: 3,
            ..Default::default()
        };
        let page = app::duty::list(app, &office, &first).await.unwrap();
        assert_eq!((page.rows.len(), page.next.as_deref()), (3, Some("T0103")));
        let rest = ListQuery {
            after: page.next,
            ..Default::default()
        };
        assert_eq!(found(rest).await, ["T0104"]);
    }
}

async fn exported(app: &App, office: &Actor, format: Format) -> FileIn {
    let file = app::duty::export(app, office, None, format).await.unwrap();
    FileIn {
        name: file.name,
        bytes: file.bytes,
    }
}

#[tokio::test]
async fn a_sheet_goes_out_and_comes_back() {
    for opened in stores("lanting").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        for format in [Format::Csv, Format::Xlsx] {
            let file = exported(app, &office, format).await;
            let done = app::duty::import(app, &office, file, false).await.unwrap();
            let all = &done.comparison;
            assert_eq!((all.same, all.changed, all.errors), (8, 0, 0));
        }
        let text = String::from_utf8(exported(app, &office, Format::Csv).await.bytes).unwrap();
        let sheet = |text: &str| FileIn {
            name: "清单.csv".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let bad = text.replace("区建设局,配合", "区建筑局,配合");
        let refused = app::duty::import(app, &office, sheet(&bad), false)
            .await
            .unwrap();
        assert!(!refused.applied && refused.comparison.errors == 1);
        let taken = text.replace("东渚街道,配合", "东渚街道,主责");
        let dry = app::duty::import(app, &office, sheet(&taken), true)
            .await
            .unwrap();
        assert!(!dry.applied);
        let line = &dry.comparison.lines[0];
        assert!(matches!(line.change, LineChange::Error { .. }), "{line:?}");
        let ended = text.replace(
            "区建设局,配合,,,2026-07-01,,",
            "区建设局,配合,,,2026-07-01,2026-12-31,",
        );
        let done = app::duty::import(app, &office, sheet(&ended), false)
            .await
            .unwrap();
        assert!(done.applied && done.comparison.changed == 1, "{done:?}");
        let seen = app::duty::show(app, &office, "T0102", None).await.unwrap();
        let entry = seen.entries.iter().find(|e| e.id == "d-t0102-3").unwrap();
        assert_eq!(entry.valid_to, Some(date(2026, 12, 31)));
        let stale = text.replace("区树木养护规定", "区树木规定");
        let refused = app::duty::import(app, &office, sheet(&stale), false)
            .await
            .unwrap();
        let codes: Vec<_> = refused.comparison.lines.iter().map(|l| &l.change).collect();
        assert!(
            codes
                .iter()
                .any(|c| matches!(c, LineChange::Error { code, .. } if *code == "duty.stale"))
        );
    }
}

#[tokio::test]
async fn the_list_is_read_again_only_after_a_change() {
    for opened in stores("lanting").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let asked = async || {
            let (list, queries) = app::counting(app::duty::in_force(app, app.today())).await;
            (list.unwrap().list().len(), queries)
        };
        asked().await;
        assert_eq!(asked().await, (8, 1));
        let version = app::duty::show(app, &office, "T0104", None)
            .await
            .unwrap()
            .version;
        let helper = form(None, "people", EntryKind::Assisting);
        app::duty::put(app, &office, "T0104", version, &helper, "增加配合")
            .await
            .unwrap();
        assert_eq!(asked().await.0, 9);
        assert_eq!(asked().await, (9, 1));
    }
}

#[tokio::test]
async fn a_matter_that_was_edited_is_not_overridden_by_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let clock = std::sync::Arc::new(app::FixedClock::at("2026-11-02T01:00:00Z".parse().unwrap()));
    let open = async |profile| {
        let options = app::OpenOptions {
            data_dir: folder.path().to_owned(),
            database: None,
            key_file: None,
            profile,
            clock: clock.clone(),
            algorithm: journal::Algorithm::Sm3,
        };
        App::open(options).await.unwrap()
    };
    let app = open(profile("lanting")).await;
    let operator = app.operator();
    let helper = form(None, "people", EntryKind::Assisting);
    app::duty::put(&app, &operator, "T0104", 1, &helper, "增加配合")
        .await
        .unwrap();
    app.close().await;
    let mut changed = profile("lanting");
    for entry in &mut changed.duties {
        entry.basis = "新依据".into();
    }
    let app = open(changed).await;
    let list = app::duty::in_force(&app, app.today()).await.unwrap();
    let basis = |id: &str| {
        let found = list.list().iter().find(|e| e.id.as_str() == id);
        found.map(|e| e.basis.clone()).unwrap()
    };
    assert_eq!(basis("d-t0101-1"), "新依据");
    assert_eq!(basis("d-t0104-1"), "区道路养护规定（示例）");
    assert_eq!(list.list().len(), 9);
    let unit = UnitCode::parse("east").unwrap();
    let code = MatterCode::parse("T0103").unwrap();
    let blocked = list
        .check_dispatch(&unit, &code, Some(&place("990101001")))
        .unwrap_err();
    assert_eq!(blocked.entry.id.as_str(), "d-t0103-2");
}
