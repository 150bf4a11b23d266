//! Changes by form: target, supporting units and plan of what is in force; the plan of a draft; and
//! what the page then says of the texts that were in force.

use crate::district::{District, Person};
use app::Actor;
use axum::http::StatusCode;
use commitment::{Commitment, Plan};

async fn sign_in(district: &District, login: &str) -> (Person, Actor) {
    let signed = app::session::demo_sign_in(&district.app, login, "test")
        .await
        .expect("signs in");
    let person = Person {
        cookie: format!("xh_session={}", signed.token),
        csrf: signed.csrf,
    };
    (person, signed.actor)
}

async fn task(district: &District, actor: &Actor, words: &str) -> (String, i64, Commitment) {
    let query = app::ledger::Query {
        filter: app::ledger::Filter {
            text: Some(words.into()),
            ..Default::default()
        },
        ..Default::default()
    };
    let page = app::ledger::list(&district.app, actor, &query).await;
    let id = page.expect("a list").rows[0].id.clone();
    let detail = app::ledger::show(&district.app, actor, &id, None).await;
    let detail = detail.expect("the commitment");
    (id, detail.row.version, detail.commitment)
}

#[tokio::test]
async fn target_supporting_units_and_plan_change_by_request() {
    let district = District::demo().await;
    let (clerk, _) = sign_in(&district, "works1").await;
    let (office, actor) = sign_in(&district, "office1").await;
    let (id, version, before) = task(&district, &actor, "1500户").await;
    assert!(before.supporting.iter().all(|unit| unit != "people"));
    let path = format!("/ledger/{id}");
    let version = version.to_string();
    let ask = |points: &'static str| {
        let (district, clerk, path, version) = (&district, &clerk, &path, &version);
        async move {
            let fields = [
                ("version", version.as_str()),
                ("value", "1400"),
                ("supporting", ""),
                ("supporting", "people"),
                ("plan", "months"),
                ("plan_points", points),
                ("reason", "管材到货推迟"),
            ];
            let address = format!("{path}/changes");
            district.post(&address, clerk, &fields).await
        }
    };
    let refused = ask("2026-06 300\n年底 1400").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    assert!(
        text.contains("第 2 行") && text.contains("2026-06 300"),
        "{text}"
    );
    assert!(
        text.contains("value=\"people\" checked"),
        "what was ticked stays"
    );
    let falling = ask("2026-06 300\n2026-09 200").await;
    assert_eq!(falling.status, StatusCode::UNPROCESSABLE_ENTITY);
    let asked = ask("2026-06 300\n2026-12 1400").await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());

    let page = district.get(&path, Some(&office)).await.text();
    assert!(
        page.contains("按月累计: 2026-06 300; 2026-12 1400"),
        "{page}"
    );
    assert!(!page.contains("目标已变更"), "not before it is approved");
    let request = page.split("action=\"/changes/").nth(1).expect("a form");
    let request = request.split('/').next().expect("an id");
    let address = format!("/changes/{request}/approve");
    let done = district.post(&address, &office, &[("version", "1")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());

    let (_, _, after) = task(&district, &actor, "1500户").await;
    assert_eq!(after.supporting, ["people"]);
    assert!(matches!(&after.plan, Plan::Months(points) if points.len() == 2));
    let page = district.get(&path, Some(&office)).await.text();
    assert!(page.contains("目标已变更"), "{page}");
    assert!(page.contains("第 1 版") && page.contains("第 2 版"));
    assert!(
        !page.contains("第 3 版"),
        "edits of the draft are no versions"
    );
    let history = page.split("id=\"history\"").nth(1).expect("a history");
    assert!(history.contains(&actor.name) && !history.contains(">office1<"));
    assert!(history.contains(">系统<") || !history.contains(">system<"));
}

#[tokio::test]
async fn a_draft_gets_its_milestones_and_shows_its_own_part() {
    let district = District::demo().await;
    let (office, actor) = sign_in(&district, "office1").await;
    let text = "# 政府工作报告\n\n## 一、2026年工作回顾\n\n新建园子1个。\n\n## 二、2027年工作安排\n\n\
        ### （一）把街区建好\n\n新建园子3个、站点5个，建成望汀养老驿站。\n\n让我们一起努力！\n";
    let file = app::FileIn {
        name: "报告.md".into(),
        bytes: text.into(),
    };
    let report = app::report::import(&district.app, &actor, file, Some(2027), &app::silent)
        .await
        .expect("reads");
    let report = report.report.id;
    let drafts = app::review::list(&district.app, &actor, &report).await;
    let drafts = drafts.expect("drafts");
    let review = format!("/reports/{report}/review");
    let page = district.get(&review, Some(&office)).await.text();
    assert!(
        page.contains("<mark>园子3个</mark>") || page.contains("<mark>新建园子3个</mark>"),
        "{page}"
    );
    assert!(page.contains("同出一句话"), "{page}");

    let inn = drafts.iter().find(|d| d.value.text.contains("驿站"));
    let inn = inn.expect("the inn");
    let address = format!("{review}/{}/edit", inn.value.id);
    let form = district.get(&address, Some(&office)).await.text();
    assert!(form.contains("name=\"plan_points\""));
    let c = &inn.value;
    let version = inn.version.to_string();
    let send = |points: &'static str| {
        let (district, office, address, version) = (&district, &office, &address, &version);
        async move {
            let fields = [
                ("version", version.as_str()),
                ("text", c.text.as_str()),
                ("title", c.title.as_str()),
                ("kind", "milestone"),
                ("measured_by", "milestones"),
                ("plan", "milestones"),
                ("plan_points", points),
            ];
            district.post(address, office, &fields).await
        }
    };
    let refused = send("2027-06-30 40% 主体完工").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("2027-06-30 40% 主体完工"));
    let done = send("2027-06-30 40% 主体完工\n2027-11-30 60% 开门").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let shown = app::review::show(&district.app, &actor, &report, &c.id).await;
    let plan = shown.expect("the draft").value.plan;
    assert!(matches!(&plan, Plan::Milestones(points) if points[1].title == "开门"));
}
