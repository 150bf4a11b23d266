//! The way of a report over HTTP: import, review by several people, sheet, issue.

mod common;

use app::review::{self, Versioned};
use axum::http::StatusCode;
use commitment::{Commitment, Kind, Status};
use common::{Person, TestServer};

/// Imports the sample report once more; its id.
async fn imported(server: &TestServer, office: &Person<'_>) -> String {
    let report = server
        .app
        .profile()
        .demo
        .clone()
        .expect("a demonstration")
        .report;
    let answer = office
        .upload("/reports", "报告.md", report.as_bytes(), &[("year", "")])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let location = answer.location();
    location
        .strip_prefix("/reports/")
        .and_then(|l| l.strip_suffix("/review"))
        .expect("goes to the review")
        .to_owned()
}

async fn drafts(
    server: &TestServer,
    person: &Person<'_>,
    report: &str,
) -> Vec<Versioned<Commitment>> {
    review::list(&server.app, &person.actor, report)
        .await
        .expect("drafts")
}

/// The report's version as a page would show it; splits raise it.
async fn seen(server: &TestServer, person: &Person<'_>, report: &str) -> String {
    let view = app::report::show(&server.app, &person.actor, report).await;
    view.expect("the report").version.to_string()
}

async fn draft(
    server: &TestServer,
    person: &Person<'_>,
    report: &str,
    id: &str,
) -> Versioned<Commitment> {
    review::show(&server.app, &person.actor, report, id)
        .await
        .expect("a draft")
}

/// The first undecided draft whose words contain `words`.
async fn with_words(
    server: &TestServer,
    person: &Person<'_>,
    report: &str,
    words: &str,
) -> Versioned<Commitment> {
    let all = drafts(server, person, report).await;
    all.into_iter()
        .find(|d| d.value.text.contains(words) && d.value.status == Status::Proposed)
        .unwrap_or_else(|| panic!("no draft with {words}"))
}

fn at(report: &str, draft: &Versioned<Commitment>, verb: &str) -> String {
    format!("/reports/{report}/review/{}/{verb}", draft.value.id)
}

#[tokio::test]
async fn a_report_goes_from_file_to_ledger() {
    let server = TestServer::start().await;
    let office = server.person("office1").await;
    let report = imported(&server, &office).await;

    let page = office
        .get(&format!("/reports/{report}/review"))
        .await
        .text();
    assert!(page.contains("已定 0 / "), "progress is shown");
    assert!(
        page.contains("fig-target") && page.contains("fig-result"),
        "figures of both years are marked"
    );
    for d in drafts(&server, &office, &report).await {
        assert!(
            page.contains(&format!("id=\"item-{}\"", d.value.id)),
            "item of {}",
            d.value.text
        );
        assert!(
            page.contains(&format!("id=\"mark-{}\"", d.value.source.start)),
            "mark of {}",
            d.value.text
        );
    }

    // edit
    let pipes = with_words(&server, &office, &report, "1500").await;
    let form = office.get(&at(&report, &pipes, "edit")).await;
    assert!(form.text().contains("name=\"target\""));
    let version = pipes.version.to_string();
    let fields = [
        ("version", version.as_str()),
        ("text", "改造老旧供水管线1600户"),
        ("title", "供水管线"),
        ("kind", "quantified"),
        ("target", "不少于1600户"),
        ("measure", "供水管线改造"),
        ("deadline", "2026-11-30"),
        ("measured_by", "records"),
    ];
    let saved = office.post(&at(&report, &pipes, "edit"), &fields).await;
    assert_eq!(
        (saved.status, saved.location()),
        (
            StatusCode::SEE_OTHER,
            format!("/reports/{report}/review#item-{}", pipes.value.id)
        )
    );
    let pipes = draft(&server, &office, &report, &pipes.value.id).await;
    let target = pipes.value.target.clone().expect("a target");
    assert_eq!(
        (
            target.value.map(|v| v.normalize().to_string()),
            target.comparator.code()
        ),
        (Some("1600".into()), "ge")
    );
    assert_eq!(
        pipes.value.deadline.map(|d| d.to_string()).as_deref(),
        Some("2026-11-30")
    );

    // a target that cannot be read is said, and the typing kept
    let version = pipes.version.to_string();
    let bad = office
        .post(
            &at(&report, &pipes, "edit"),
            &[
                ("version", &version),
                ("text", "我的文字"),
                ("title", "供水管线"),
                ("kind", "quantified"),
                ("target", "尽快"),
                ("measured_by", "records"),
                ("deadline", "2026-11-30"),
            ],
        )
        .await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        bad.text().contains("我的文字") && bad.text().contains("aria-invalid=\"true\"")
            || bad.text().contains("field-fault")
    );

    // assign by one press: the leader comes along
    let unit = pipes
        .value
        .proposals
        .first()
        .map_or("works".to_owned(), |p| p.unit.clone());
    let led = office
        .post(
            &at(&report, &pipes, "lead"),
            &[("version", &version), ("lead", &unit)],
        )
        .await;
    assert_eq!(led.status, StatusCode::SEE_OTHER, "{}", led.text());
    assert_eq!(
        draft(&server, &office, &report, &pipes.value.id)
            .await
            .value
            .lead
            .as_deref(),
        Some(unit.as_str())
    );

    // split, then merge the halves again
    let roads = with_words(&server, &office, &report, "修缮").await;
    let before = drafts(&server, &office, &report).await.len();
    let cut = roads.value.source.quote.chars().count() / 2;
    let split = office
        .post(
            &at(&report, &roads, "split"),
            &[
                ("version", &roads.version.to_string()),
                ("at", &cut.to_string()),
                ("target_in", "first"),
            ],
        )
        .await;
    assert_eq!(split.status, StatusCode::SEE_OTHER, "{}", split.text());
    assert_eq!(drafts(&server, &office, &report).await.len(), before + 2);
    let halves: Vec<_> = drafts(&server, &office, &report)
        .await
        .into_iter()
        .filter(|d| d.value.replaces.contains(&roads.value.id))
        .collect();
    let pair: Vec<String> = halves
        .iter()
        .map(|h| format!("{}:{}", h.value.id, h.version))
        .collect();
    let merged = office
        .post(
            &at(&report, &halves[0], "merge"),
            &[("draft", pair[0].as_str()), ("draft", pair[1].as_str())],
        )
        .await;
    assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.text());
    let whole = drafts(&server, &office, &report)
        .await
        .into_iter()
        .find(|d| d.value.replaces.contains(&halves[0].value.id))
        .expect("merged");
    assert_eq!(whole.value.source, roads.value.source);

    // drop needs a reason; what was dropped can come back
    let no_reason = office
        .post(
            &at(&report, &whole, "drop"),
            &[("version", &whole.version.to_string()), ("reason", " ")],
        )
        .await;
    assert_eq!(no_reason.status, StatusCode::UNPROCESSABLE_ENTITY);
    office
        .post(
            &at(&report, &whole, "drop"),
            &[("version", &whole.version.to_string()), ("reason", "重复")],
        )
        .await;
    let dropped = draft(&server, &office, &report, &whole.value.id).await;
    assert_eq!(
        (dropped.value.status, dropped.value.drop_reason.as_deref()),
        (Status::Dropped, Some("重复"))
    );
    office
        .post(
            &at(&report, &dropped, "restore"),
            &[("version", &dropped.version.to_string())],
        )
        .await;
    assert_eq!(
        draft(&server, &office, &report, &whole.value.id)
            .await
            .value
            .status,
        Status::Proposed
    );

    // nothing is issued while anything is undecided
    let blocked = office.get(&format!("/reports/{report}/issue")).await.text();
    assert!(
        blocked.contains(&format!("/reports/{report}/review#item-{}", whole.value.id)),
        "the undecided item is linked"
    );
    let refused = office
        .post(
            &format!("/reports/{report}/issue"),
            &[
                ("version", &seen(&server, &office, &report).await),
                ("sure", "1"),
            ],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    // statements of principle together, the rest one by one
    let stances: Vec<String> = drafts(&server, &office, &report)
        .await
        .iter()
        .filter(|d| d.value.kind == Kind::Principle && d.value.status == Status::Proposed)
        .map(|d| format!("{}:{}", d.value.id, d.version))
        .collect();
    let ticked: Vec<(&str, &str)> = stances.iter().map(|s| ("draft", s.as_str())).collect();
    let bulk = office
        .post(&format!("/reports/{report}/review/stances"), &ticked)
        .await;
    assert_eq!(bulk.status, StatusCode::SEE_OTHER, "{}", bulk.text());
    for d in drafts(&server, &office, &report).await {
        let open = matches!(d.value.status, Status::Proposed | Status::Accepted);
        if !open || d.value.kind == Kind::Principle {
            continue;
        }
        let mut now = d;
        if now.value.lead.is_none() {
            let done = office
                .post(
                    &at(&report, &now, "assign"),
                    &[
                        ("version", &now.version.to_string()),
                        ("lead", "works"),
                        ("leader", "by_lead"),
                        ("supporting", "people"),
                    ],
                )
                .await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
            now = draft(&server, &office, &report, &now.value.id).await;
        }
        if now.value.deadline.is_none() && now.value.no_deadline_reason.is_none() {
            let cmd = review::Edit {
                no_deadline_reason: Some(Some("全年推进".into())),
                ..Default::default()
            };
            now = review::edit(&server.app, &office.actor, &now.value.id, now.version, &cmd)
                .await
                .expect("edits");
        }
        if now.value.status == Status::Proposed {
            let done = office
                .post(
                    &at(&report, &now, "accept"),
                    &[("version", &now.version.to_string())],
                )
                .await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        }
    }
    let ready = office.get(&format!("/reports/{report}/issue")).await.text();
    assert!(ready.contains("可以下达"), "{ready}");
    let unsure = office
        .post(
            &format!("/reports/{report}/issue"),
            &[("version", &seen(&server, &office, &report).await)],
        )
        .await;
    assert_eq!(
        unsure.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the confirmation must be ticked"
    );
    let issued = office
        .post(
            &format!("/reports/{report}/issue"),
            &[
                ("version", &seen(&server, &office, &report).await),
                ("sure", "1"),
            ],
        )
        .await;
    assert_eq!(
        (issued.status, issued.location()),
        (StatusCode::SEE_OTHER, format!("/reports/{report}/issue"))
    );
    assert!(
        drafts(&server, &office, &report)
            .await
            .iter()
            .all(|d| !matches!(d.value.status, Status::Proposed | Status::Accepted))
    );
    assert_eq!(
        office.get(&format!("/reports/{report}")).await.location(),
        format!("/reports/{report}/issue")
    );
}

#[tokio::test]
async fn a_conflict_keeps_the_typing_and_shows_what_the_other_did() {
    let server = TestServer::start().await;
    let (mine, other) = (
        server.person("office1").await,
        server.person("office1").await,
    );
    let report = imported(&server, &mine).await;
    let seen = with_words(&server, &mine, &report, "260").await;
    let version = seen.version.to_string();
    other
        .post(
            &at(&report, &seen, "assign"),
            &[
                ("version", &version),
                ("lead", "people"),
                ("leader", "by_lead"),
            ],
        )
        .await;

    let fields = [
        ("version", version.as_str()),
        ("text", "我还没有提交的文字"),
        ("title", "学位"),
        ("kind", "quantified"),
        ("target", "260个"),
        ("measured_by", "records"),
    ];
    let page = mine.post(&at(&report, &seen, "edit"), &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    let text = page.text();
    assert!(text.contains("我还没有提交的文字"), "the typing is kept");
    let people = server
        .app
        .profile()
        .directory
        .iter()
        .find(|u| u.code.as_str() == "people")
        .expect("unit")
        .name
        .clone();
    assert!(
        text.contains(&people) && text.contains("牵头单位"),
        "what the other changed is shown"
    );
    assert!(
        !text.contains(&format!("name=\"version\" value=\"{version}\"")),
        "the form now names the present version"
    );

    let again = mine
        .post(
            &at(&report, &seen, "edit"),
            &[
                ("version", &(seen.version + 1).to_string()),
                ("text", "我还没有提交的文字"),
                ("title", "学位"),
                ("kind", "quantified"),
                ("target", "260个"),
                ("measured_by", "records"),
                ("deadline", "2026-12-31"),
            ],
        )
        .await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text());
    let now = draft(&server, &mine, &report, &seen.value.id).await.value;
    assert_eq!(
        (now.text.as_str(), now.lead.as_deref()),
        ("我还没有提交的文字", Some("people")),
        "nobody's work is lost"
    );

    // a press: the island gets the item as it is now
    let press = mine
        .post_island(&at(&report, &seen, "accept"), &[("version", &version)])
        .await;
    assert_eq!(press.status, StatusCode::CONFLICT);
    assert!(
        press.text().contains("class=\"fragment\"") && press.text().contains("我还没有提交的文字")
    );
    assert_eq!(
        draft(&server, &mine, &report, &seen.value.id)
            .await
            .value
            .status,
        Status::Proposed
    );
}

#[tokio::test]
async fn the_island_gets_changed_items_alone_and_others_changes_by_polling() {
    let server = TestServer::start().await;
    let office = server.person("office1").await;
    let auditor = server.person("audit1").await;
    let report = imported(&server, &office).await;
    let page = auditor
        .get(&format!("/reports/{report}/review"))
        .await
        .text();
    let pos = page
        .split("data-pos=\"")
        .nth(1)
        .and_then(|r| r.split('"').next())
        .expect("a position")
        .to_owned();
    let one = with_words(&server, &office, &report, "260").await;

    let accepted = office
        .post_island(
            &at(&report, &one, "accept"),
            &[("version", &one.version.to_string())],
        )
        .await
        .text();
    assert!(
        accepted.contains("draft-accepted")
            && accepted.contains("已定 1 / ")
            && !accepted.contains("<html")
    );
    assert_eq!(accepted.matches("<li id=\"item-").count(), 1);

    office
        .get(&format!(
            "/reports/{report}/review/changes?pos={pos}&at={}",
            one.value.id
        ))
        .await;
    let polled = auditor
        .get(&format!("/reports/{report}/review/changes?pos={pos}&at="))
        .await
        .text();
    assert!(
        polled.contains(&format!("id=\"item-{}\"", one.value.id))
            && polled.contains("draft-accepted")
    );
    assert_eq!(
        polled.matches("<li id=\"item-").count(),
        1,
        "only what changed"
    );
    assert!(
        polled.contains(&format!("正在看第{}项", one.value.no)),
        "the other reviewer is named with the item"
    );
    assert!(
        !polled.contains("data-do=\"accept\""),
        "an auditor gets no buttons"
    );
}

#[tokio::test]
async fn a_sheet_goes_out_and_comes_back_by_a_dry_run() {
    let server = TestServer::start().await;
    let office = server.person("office1").await;
    let report = imported(&server, &office).await;
    let path = format!("/reports/{report}/sheet");
    let csv = office.get(&format!("{path}/csv")).await;
    assert_eq!(csv.status, StatusCode::OK);
    let text = csv.text();
    assert!(text.contains("序号") && text.contains("牵头单位"));
    assert!(
        office
            .get(&format!("{path}/xlsx"))
            .await
            .body
            .starts_with(b"PK")
    );

    let same = office.upload(&path, "表.csv", &csv.body, &[]).await.text();
    assert!(
        same.contains("没有需要写入的改动"),
        "the same sheet changes nothing"
    );

    let before = with_words(&server, &office, &report, "260").await;
    let edited = text.replacen("260个", "270个", 2);
    let shown = office
        .upload(&path, "表.csv", edited.as_bytes(), &[])
        .await
        .text();
    assert!(
        shown.contains("270个") && shown.contains("name=\"digest\""),
        "{shown}"
    );
    assert_eq!(
        draft(&server, &office, &report, &before.value.id)
            .await
            .version,
        before.version,
        "a dry run writes nothing"
    );

    let hidden = |name: &str| {
        shown
            .split(&format!("name=\"{name}\" value=\""))
            .nth(1)
            .and_then(|r| r.split('"').next())
            .expect("a field")
            .to_owned()
    };
    let (digest, carried) = (hidden("digest"), hidden("carried"));
    let stale = office
        .upload(
            &path,
            "",
            b"",
            &[
                ("apply", "1"),
                ("digest", "0"),
                ("name", "表.csv"),
                ("carried", &carried),
            ],
        )
        .await;
    assert!(
        stale.text().contains("差异与刚才不同"),
        "what was not shown is not applied"
    );
    let done = office
        .upload(
            &path,
            "",
            b"",
            &[
                ("apply", "1"),
                ("digest", &digest),
                ("name", "表.csv"),
                ("carried", &carried),
            ],
        )
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert!(
        draft(&server, &office, &report, &before.value.id)
            .await
            .version
            > before.version
    );

    let wrong = text.replacen(&before.value.id, "no-such-draft", 1);
    let errors = office
        .upload(&path, "表.csv", wrong.as_bytes(), &[])
        .await
        .text();
    assert!(
        errors.contains("sheet.unknown") && !errors.contains("name=\"digest\""),
        "an error by line, and nothing to apply"
    );
}

#[tokio::test]
async fn files_that_are_no_report_are_refused_in_words() {
    let server = TestServer::start().await;
    let office = server.person("office1").await;
    let long = "会议通知。".repeat(400);
    let cases: [(&str, &[u8]); 4] = [
        ("空.txt", b""),
        ("图.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0"),
        ("通知.txt", long.as_bytes()),
    ];
    for (name, bytes) in cases {
        let answer = office.upload("/reports", name, bytes, &[]).await;
        let text = answer.text();
        assert!(answer.status.is_client_error(), "{name}: {}", answer.status);
        assert!(
            text.contains("role=\"alert\"") && text.contains("href=\"#file\""),
            "{name} has an error summary"
        );
        assert!(
            text.contains("id=\"file-fault\""),
            "{name} has words at the field"
        );
    }
    let none = office
        .upload("/reports", "", b"", &[("year", "两千")])
        .await;
    assert!(
        none.text().contains("id=\"year-fault\"") && none.text().contains("两千"),
        "the typed year is kept"
    );
}

#[tokio::test]
async fn who_may_not_is_refused() {
    let server = TestServer::start().await;
    let office = server.person("office1").await;
    let report = imported(&server, &office).await;
    let one = with_words(&server, &office, &report, "260").await;
    let version = one.version.to_string();
    for login in [
        "works1", "east1", "deputy", "audit1", "sys1", "sec1", "aud1",
    ] {
        let person = server.person(login).await;
        for verb in ["accept", "lead", "edit", "split", "drop", "assign"] {
            let answer = person
                .post(
                    &at(&report, &one, verb),
                    &[
                        ("version", &version),
                        ("reason", "x"),
                        ("lead", "works"),
                        ("at", "3"),
                        ("text", "x"),
                    ],
                )
                .await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{login} {verb}");
        }
        assert_eq!(
            person.upload("/reports", "a.txt", b"x", &[]).await.status,
            StatusCode::FORBIDDEN,
            "{login} import"
        );
        assert_eq!(
            person
                .post(
                    &format!("/reports/{report}/issue"),
                    &[("version", "1"), ("sure", "1")]
                )
                .await
                .status,
            StatusCode::FORBIDDEN,
            "{login} issue"
        );
        assert_eq!(
            person
                .upload(&format!("/reports/{report}/sheet"), "a.csv", b"x", &[])
                .await
                .status,
            StatusCode::FORBIDDEN,
            "{login} sheet"
        );
    }
    assert_eq!(
        draft(&server, &office, &report, &one.value.id)
            .await
            .version,
        one.version
    );
}
