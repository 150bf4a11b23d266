//! Projects through the actions, on both databases.

mod common;

use app::project::{
    BlockerCmd, Entry, EntryKind, FileOf, MilestoneCmd, ProjectQuery, RegisterCmd, claim_milestone,
    close_blocker, decide, export_plan, export_progress, import_plan, import_progress, list,
    open_blocker, portfolio, register, report, show, verify_many, waiting,
};
use app::{Actor, App, FileIn, Format};
use common::{PNG, actor, open_demo, sign_in, stores, stores_at};
use figure::Decimal;
use jiff::civil::date;
use light::Colour;
use project::{Amount, Batch, CloseBlocker, Cut, Decide, EvidenceKind, Ledger, Report};

const WAN: i64 = 10_000;

fn csv(text: &str) -> FileIn {
    FileIn {
        name: "计划.csv".into(),
        bytes: text.as_bytes().to_vec(),
    }
}

const PLAN: &str = "项目名称,业主,责任单位,类别,总投资（万元）,年度计划（万元）,计划开工月\n\
    示例滨水步道,示例公司甲,建设局,市政,9000,1200,\n\
    示例数据机房,示例公司乙,建设局,新型基建,30000,6000,3\n\
    合计,,,,39000,7200,\n";

async fn planned(app: &App, office: &Actor) -> Vec<app::project::ProjectRow> {
    let done = import_plan(
        app,
        office,
        (csv(PLAN), 2026),
        ("示例〔2026〕1号", ""),
        false,
    )
    .await
    .unwrap();
    assert!(done.applied, "{:?}", done.faults);
    let mut rows = list(app, office, &ProjectQuery::default())
        .await
        .unwrap()
        .rows;
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    rows
}

fn month(month: i8, sum: i64) -> Report {
    Report {
        ledger: Ledger::Reported,
        year: 2026,
        month,
        amount: Amount::YearToDate(Decimal::from(sum * WAN)),
        note: String::new(),
    }
}

#[tokio::test]
async fn a_plan_is_tried_taken_over_and_read_back_without_a_difference() {
    for opened in stores("lanting").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let basis = ("示例〔2026〕1号", "");
        let tried = import_plan(app, &office, (csv(PLAN), 2026), basis, true)
            .await
            .unwrap();
        assert_eq!((tried.applied, tried.lines.len()), (false, 2));
        assert_eq!(tried.sum, Decimal::from(7_200 * WAN));
        let none = list(app, &office, &ProjectQuery::default()).await.unwrap();
        assert_eq!(none.total, Some(0), "a dry run writes nothing");

        let bad = PLAN.replace("9000,1200", "9000,12000");
        let refused = import_plan(app, &office, (csv(&bad), 2026), basis, false)
            .await
            .unwrap();
        assert!(!refused.applied);
        assert_eq!(refused.faults[0].code, "plan_above_total");
        let none = list(app, &office, &ProjectQuery::default()).await.unwrap();
        assert_eq!(none.total, Some(0), "all or nothing");

        assert_eq!(planned(app, &office).await.len(), 2);
        let file = export_plan(app, &office, 2026, Format::Xlsx).await.unwrap();
        let again = FileIn {
            name: file.name,
            bytes: file.bytes,
        };
        let again = import_plan(app, &office, (again, 2026), basis, false)
            .await
            .unwrap();
        assert!(again.faults.is_empty(), "{:?}", again.faults);
        assert!(again.lines.iter().all(|l| !l.changes), "{:?}", again.lines);

        let more = PLAN.replace("9000,1200", "9000,1500");
        let silent = import_plan(app, &office, (csv(&more), 2026), basis, false)
            .await
            .unwrap();
        assert_eq!(silent.faults[0].code, "reason_required");
        let why = ("示例〔2026〕2号", "年中调整");
        let moved = import_plan(app, &office, (csv(&more), 2026), why, false)
            .await
            .unwrap();
        assert!(moved.applied);
        let sums = portfolio(app, &office, Cut::All, None, None).await.unwrap();
        assert_eq!(sums.whole.plan, Decimal::from(7_500 * WAN));
    }
}

#[tokio::test]
async fn investment_counts_once_somebody_else_has_verified_it() {
    for opened in stores("lanting").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let clerk = sign_in(app, "works1").await;
        let rows = planned(app, &office).await;
        let id = rows
            .iter()
            .find(|r| r.name == "示例滨水步道")
            .unwrap()
            .id
            .clone();
        let sum = |amount: i64| Some(Decimal::from(amount * WAN));
        let done = |row: &app::project::ProjectRow| row.progress.as_ref().map(|p| p.done);

        let claimed = report(app, &clerk, &id, 1, month(9, 1_000)).await.unwrap();
        let shown = show(app, &office, &id, None, None).await.unwrap();
        assert_eq!(done(&shown.row), sum(0), "a claim alone counts nothing");
        let word = Decide {
            no: 1,
            verified: true,
            reason: String::new(),
        };
        let own = decide(
            app,
            &clerk,
            &id,
            claimed.version,
            (EntryKind::Investment, word.clone()),
        );
        assert_eq!(own.await.unwrap_err().code(), "auth.forbidden");
        let stale = decide(app, &office, &id, 1, (EntryKind::Investment, word)).await;
        assert_eq!(stale.unwrap_err().code(), "conflict.changed");

        let waits = waiting(app, &office).await.unwrap();
        assert_eq!(waits.total, 1);
        let entries: Vec<Entry> = waits.entries.into_iter().map(|w| w.entry).collect();
        assert_eq!(verify_many(app, &office, &entries).await.unwrap(), 1);
        let twice = verify_many(app, &office, &entries).await;
        assert_eq!(twice.unwrap_err().code(), "not_waiting");
        let shown = show(app, &office, &id, None, None).await.unwrap();
        assert_eq!(done(&shown.row), sum(1_000));
        assert_eq!(shown.row.lamp.colour, Colour::Green, "{:?}", shown.row.lamp);
        let before = show(app, &office, &id, None, Some(date(2026, 11, 1)))
            .await
            .unwrap();
        assert_eq!(
            done(&before.row),
            None,
            "nothing was known on the day before"
        );
        let ahead = show(app, &office, &id, None, Some(date(2027, 1, 1))).await;
        assert_eq!(ahead.unwrap_err().code(), "as_of.future");
    }
}

#[tokio::test]
async fn a_months_sheet_is_asked_about_where_it_is_odd_and_stays_in_ones_own_unit() {
    for opened in stores("lanting").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let clerk = sign_in(app, "works1").await;
        planned(app, &office).await;
        let odd = "项目名称,报送累计（万元）,入库累计（万元）\n示例滨水步道,5000,\n示例数据机房,2000,900\n";
        let asked = import_progress(app, &clerk, (csv(odd), 2026, 10), ("", false), false)
            .await
            .unwrap();
        assert!(!asked.applied);
        assert_eq!(asked.doubts[0].code, "far_above_plan");
        let sure = import_progress(app, &clerk, (csv(odd), 2026, 10), ("", true), false)
            .await
            .unwrap();
        assert!(sure.applied, "{:?}", sure.faults);
        assert_eq!(waiting(app, &office).await.unwrap().total, 3);
        assert_eq!(
            waiting(app, &clerk).await.unwrap().total,
            0,
            "not one's own"
        );

        let other = sign_in(app, "people1").await;
        let theirs = import_progress(app, &other, (csv(odd), 2026, 10), ("", true), false)
            .await
            .unwrap();
        assert!(!theirs.applied);
        assert_eq!(theirs.faults[0].code, "auth.forbidden");
        let early = import_progress(app, &clerk, (csv(odd), 2026, 12), ("", true), true)
            .await
            .unwrap();
        assert_eq!(early.faults[0].code, "month_not_over");
        let file = export_progress(app, &office, (2026, 10), Format::Csv)
            .await
            .unwrap();
        assert!(file.name.contains("1—10月"), "{}", file.name);
    }
}

fn proof(kinds: &[EvidenceKind]) -> Vec<FileOf> {
    let file = |kind: &EvidenceKind| FileOf {
        kind: *kind,
        file: FileIn {
            name: "照片.png".into(),
            bytes: PNG.to_vec(),
        },
    };
    kinds.iter().map(file).collect()
}

#[tokio::test]
async fn a_start_wants_its_files_and_moves_the_project_once_verified() {
    for opened in stores("lanting").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let clerk = sign_in(app, "works1").await;
        let rows = planned(app, &office).await;
        let id = rows[0].id.clone();
        let claim = |files| MilestoneCmd {
            batch: Batch::Commencement,
            date: date(2026, 10, 20),
            files,
            note: String::new(),
        };
        let bare = proof(&[EvidenceKind::StartOrder]);
        let lacks = claim_milestone(app, &clerk, &id, 1, claim(bare))
            .await
            .unwrap_err();
        assert_eq!(lacks.code(), "evidence_missing");
        assert!(lacks.zh().contains("现场照片"), "{}", lacks.zh());
        let all = proof(Batch::Commencement.evidence());
        let claimed = claim_milestone(app, &clerk, &id, 1, claim(all))
            .await
            .unwrap();
        let batch = show(app, &office, &id, None, None).await.unwrap().row.batch;
        assert_eq!(batch, None, "a claim moves nothing");
        let entry = Entry {
            project: id.clone(),
            kind: EntryKind::Milestone,
            no: 1,
        };
        verify_many(app, &office, &[entry]).await.unwrap();
        let shown = show(app, &office, &id, None, None).await.unwrap();
        assert_eq!(shown.row.batch, Some(Batch::Commencement));
        let hash = &claimed.value.milestones[0].evidence[0].hash;
        let file = app::project::file(app, &office, &id, hash).await.unwrap();
        assert_eq!(file.bytes, PNG);
        let none = app::project::file(app, &office, &id, "00").await;
        assert_eq!(none.unwrap_err().code(), "not_found");
        let query = ProjectQuery {
            batch: Some(Batch::Commencement),
            ..ProjectQuery::default()
        };
        assert_eq!(list(app, &office, &query).await.unwrap().total, Some(1));
    }
}

#[tokio::test]
async fn a_blocker_has_one_owner_who_does_not_close_it() {
    for opened in stores("lanting").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let clerk = sign_in(app, "works1").await;
        let id = planned(app, &office).await[0].id.clone();
        let cmd = |owner: &str| BlockerCmd {
            title: "管线迁改".into(),
            owner_unit: "works".into(),
            owner: owner.into(),
            due: date(2026, 11, 10),
        };
        let nobody = open_blocker(app, &office, &id, 1, cmd("people1")).await;
        assert_eq!(nobody.unwrap_err().code(), "person.unknown");
        let open = open_blocker(app, &office, &id, 1, cmd("works1"))
            .await
            .unwrap();
        let close = |by: Actor, version| {
            let id = id.clone();
            async move {
                let how = "另行选线".to_owned();
                close_blocker(app, &by, &id, version, CloseBlocker { no: 1, how }).await
            }
        };
        let own = close(clerk.clone(), open.version).await;
        assert_eq!(own.unwrap_err().code(), "owner_cannot_close");
        let shown = show(app, &clerk, &id, None, None).await.unwrap();
        assert!(!shown.blockers[0].may_close);
        assert_eq!(list_blocked(app, &office).await, 1);
        close(office.clone(), open.version).await.unwrap();
        assert_eq!(list_blocked(app, &office).await, 0);
    }
}

async fn list_blocked(app: &App, actor: &Actor) -> i64 {
    let query = ProjectQuery {
        blocked: true,
        ..ProjectQuery::default()
    };
    list(app, actor, &query).await.unwrap().total.unwrap()
}

#[tokio::test]
async fn a_code_belongs_to_one_project_and_names_are_the_profiles() {
    for opened in stores_at("lanting", "2026-11-02T01:00:00Z").await {
        let app = &opened.app;
        let office = sign_in(app, "office1").await;
        let cmd = RegisterCmd {
            code: Some("2611-000000-01-000001".into()),
            name: "示例书房".into(),
            owner: "示例公司".into(),
            bureau: "建设局".into(),
            category: "民生".into(),
            total: Decimal::from(100 * WAN),
            basis: "示例".into(),
            ..RegisterCmd::default()
        };
        let made = register(app, &office, cmd.clone()).await.unwrap();
        assert_eq!(made.value.bureau, "works");
        let twice = register(app, &office, cmd.clone()).await;
        assert_eq!(twice.unwrap_err().code(), "project.code_taken");
        let nowhere = RegisterCmd {
            code: None,
            place: Some("无此街道".into()),
            ..cmd.clone()
        };
        let nowhere = register(app, &office, nowhere).await;
        assert_eq!(nowhere.unwrap_err().code(), "place.unknown");
        let nobody = RegisterCmd {
            code: None,
            bureau: "无此局".into(),
            ..cmd
        };
        let nobody = register(app, &office, nobody).await;
        assert_eq!(nobody.unwrap_err().code(), "unit.unknown");
    }
}

#[tokio::test]
async fn the_demonstrations_projects_add_up_on_any_day() {
    let (_folder, app) = open_demo("yuexiu").await;
    let office = actor(&app, "district_office").await;
    let now = portfolio(&app, &office, Cut::Bureau, Some(2026), None)
        .await
        .unwrap();
    assert_eq!(now.whole.count, 66);
    assert_eq!(now.whole.plan, Decimal::from(426_000 * WAN), "42.6亿元");
    let by_bureau: Decimal = now.rows.iter().map(|r| r.sums.reported).sum();
    assert_eq!(by_bureau, now.whole.reported);
    let rows = all(&app, &office).await;
    let sum: Decimal = rows
        .iter()
        .filter_map(|r| r.progress.as_ref())
        .map(|p| p.done)
        .sum();
    assert_eq!(sum, now.whole.reported, "the total opens to its projects");
    for colour in [Colour::Green, Colour::Yellow, Colour::Red] {
        assert!(rows.iter().any(|r| r.lamp.colour == colour), "{colour:?}");
    }
    assert!(now.whole.enrolled > Decimal::ZERO && now.whole.enrolled < now.whole.reported);
    let july = portfolio(&app, &office, Cut::All, Some(2026), Some(date(2026, 7, 31)))
        .await
        .unwrap();
    assert!(july.whole.reported < now.whole.reported);
}

async fn all(app: &App, actor: &Actor) -> Vec<app::project::ProjectRow> {
    let mut query = ProjectQuery::default();
    let mut rows = vec![];
    loop {
        let page = list(app, actor, &query).await.unwrap();
        rows.extend(page.rows);
        match page.next {
            Some(next) => query.ask.after = Some(next),
            None => return rows,
        }
    }
}
