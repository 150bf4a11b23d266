//! Every page for every role, as the permission table says; and what a page costs the store.

use crate::district::District;
use axum::http::StatusCode;
use org::{Action, Resource, Role, Scope, reach};

/// Queries a list may cost, the session's among them.
const QUERIES_LIST_MAX: usize = 6;
/// Queries of one commitment with its records, requests, supervision, history and source.
const QUERIES_DETAIL_MAX: usize = 9;

/// Queries of an evaluation: the counters, and what is late of each of six steps.
const QUERIES_EVALUATION_MAX: usize = 10;

/// Queries of the worklist: those of a list, and one for the items of the weekly coordination.
const QUERIES_WORKLIST_MAX: usize = QUERIES_LIST_MAX + 1;
/// Queries of an agenda, which is made from series, projects, commitments with their lights, and items.
const QUERIES_AGENDA_MAX: usize = 10;

/// How far a right must reach for a page.
#[derive(Clone, Copy)]
enum Needs {
    Own,
    Whole,
}

/// A page and the right it needs; `{id}` is an issued commitment.
const PAGES: &[(&str, Action, Resource, Needs)] = &[
    ("/ledger", Action::List, Resource::Commitment, Needs::Own),
    (
        "/ledger?light=red,yellow&sort=due&q=a",
        Action::List,
        Resource::Commitment,
        Needs::Own,
    ),
    (
        "/ledger/export/csv",
        Action::Export,
        Resource::Commitment,
        Needs::Own,
    ),
    (
        "/ledger/export/xlsx",
        Action::Export,
        Resource::Commitment,
        Needs::Own,
    ),
    (
        "/ledger/{id}",
        Action::View,
        Resource::Commitment,
        Needs::Whole,
    ),
    (
        "/views/supervision?status=open",
        Action::List,
        Resource::SavedView,
        Needs::Own,
    ),
    ("/evaluation", Action::List, Resource::Case, Needs::Own),
    ("/ask", Action::List, Resource::Indicator, Needs::Own),
    (
        "/ask?q=%E6%89%BF%E8%AF%BA%E6%9C%89%E5%87%A0%E6%9D%A1",
        Action::List,
        Resource::Indicator,
        Needs::Own,
    ),
    ("/learning", Action::View, Resource::Learning, Needs::Whole),
    (
        "/learning/lessons",
        Action::View,
        Resource::Learning,
        Needs::Whole,
    ),
    (
        "/evaluation/rows?rate=handled&as_of=2026-11-01",
        Action::List,
        Resource::Case,
        Needs::Own,
    ),
    ("/worklist", Action::List, Resource::Commitment, Needs::Own),
    ("/verify", Action::List, Resource::Verification, Needs::Own),
    (
        "/changes",
        Action::List,
        Resource::ChangeRequest,
        Needs::Own,
    ),
    (
        "/supervision",
        Action::List,
        Resource::Supervision,
        Needs::Own,
    ),
    ("/map", Action::View, Resource::Unit, Needs::Whole),
    (
        "/map?address=%E9%B9%AD%E6%B9%96&on=2024-06-01",
        Action::View,
        Resource::Unit,
        Needs::Whole,
    ),
    ("/cases", Action::List, Resource::Case, Needs::Own),
    (
        "/cases?phase=handle&late=1&sort=due",
        Action::List,
        Resource::Case,
        Needs::Own,
    ),
    (
        "/cases/export/csv",
        Action::Export,
        Resource::Case,
        Needs::Own,
    ),
    ("/clusters", Action::List, Resource::Case, Needs::Own),
    ("/clusters?open=0", Action::List, Resource::Case, Needs::Own),
    ("/topics", Action::List, Resource::Case, Needs::Whole),
    ("/themes", Action::List, Resource::Theme, Needs::Whole),
    (
        "/rehearsals",
        Action::List,
        Resource::Rehearsal,
        Needs::Whole,
    ),
    (
        "/rehearsals/new?kind=clocks&of=0",
        Action::Create,
        Resource::Rehearsal,
        Needs::Whole,
    ),
    ("/bounced", Action::List, Resource::Case, Needs::Own),
    ("/repeated", Action::Unmask, Resource::Case, Needs::Whole),
    ("/cases/import", Action::Import, Resource::Case, Needs::Own),
    (
        "/case-types",
        Action::Edit,
        Resource::CaseType,
        Needs::Whole,
    ),
    (
        "/case-types/tree_risk/migration?to_version=1",
        Action::Edit,
        Resource::CaseType,
        Needs::Whole,
    ),
    (
        "/messages?status=sent",
        Action::Create,
        Resource::Person,
        Needs::Whole,
    ),
    (
        "/messages/previews",
        Action::Create,
        Resource::Person,
        Needs::Whole,
    ),
    ("/projects", Action::List, Resource::Project, Needs::Own),
    ("/indicators", Action::List, Resource::Indicator, Needs::Own),
    (
        "/daily?since=2026-11-02",
        Action::List,
        Resource::Indicator,
        Needs::Own,
    ),
    ("/meetings", Action::List, Resource::Meeting, Needs::Own),
    (
        "/meetings/next",
        Action::View,
        Resource::Meeting,
        Needs::Own,
    ),
    (
        "/meetings/items?standing=open&late=1&q=a",
        Action::List,
        Resource::Meeting,
        Needs::Own,
    ),
    (
        "/bulletins?kind=minutes&q=a",
        Action::List,
        Resource::Bulletin,
        Needs::Own,
    ),
    (
        "/bulletins/draft?kind=daily&period=2026-06-01",
        Action::View,
        Resource::Bulletin,
        Needs::Own,
    ),
    (
        "/ten-day-reviews",
        Action::List,
        Resource::TenDayReview,
        Needs::Own,
    ),
    (
        "/ten-day-reviews/2026-10-X3",
        Action::View,
        Resource::TenDayReview,
        Needs::Own,
    ),
    (
        "/indicators?cadence=month&late=1&sort=known&as_of=2026-10-01",
        Action::List,
        Resource::Indicator,
        Needs::Own,
    ),
    (
        "/indicators/export/csv",
        Action::Export,
        Resource::Indicator,
        Needs::Own,
    ),
    (
        "/indicators/verify",
        Action::List,
        Resource::Indicator,
        Needs::Own,
    ),
    (
        "/projects?light=red,yellow&sort=ahead&cut=place&as_of=2026-10-01",
        Action::List,
        Resource::Project,
        Needs::Own,
    ),
    (
        "/projects/export/csv",
        Action::Export,
        Resource::Project,
        Needs::Own,
    ),
    (
        "/projects/verify",
        Action::List,
        Resource::Project,
        Needs::Own,
    ),
    (
        "/projects/plan",
        Action::Import,
        Resource::Project,
        Needs::Own,
    ),
    (
        "/projects/progress",
        Action::Import,
        Resource::Project,
        Needs::Own,
    ),
    (
        "/projects/new",
        Action::Create,
        Resource::Project,
        Needs::Own,
    ),
    ("/case-work", Action::List, Resource::Case, Needs::Own),
    ("/deputy", Action::Rate, Resource::Case, Needs::Own),
    ("/desk", Action::Create, Resource::Case, Needs::Own),
    ("/dispatch", Action::List, Resource::Case, Needs::Own),
    ("/queue/verify", Action::List, Resource::Case, Needs::Own),
    ("/audit", Action::List, Resource::Journal, Needs::Whole),
    (
        "/audit/commitment/{id}",
        Action::View,
        Resource::Journal,
        Needs::Whole,
    ),
    (
        "/verify/export/csv",
        Action::Verify,
        Resource::Record,
        Needs::Own,
    ),
    (
        "/worklist/export/xlsx",
        Action::Export,
        Resource::Commitment,
        Needs::Own,
    ),
    (
        "/worklist?group=later&sort=light&desc=1",
        Action::List,
        Resource::Commitment,
        Needs::Own,
    ),
    (
        "/changes?status=requested&sort=no",
        Action::List,
        Resource::ChangeRequest,
        Needs::Own,
    ),
    (
        "/changes/export/csv",
        Action::Export,
        Resource::ChangeRequest,
        Needs::Own,
    ),
    (
        "/supervision?late=1&sort=due&desc=1&q=a",
        Action::List,
        Resource::Supervision,
        Needs::Own,
    ),
    (
        "/supervision/export/xlsx",
        Action::Export,
        Resource::Supervision,
        Needs::Own,
    ),
    (
        "/audit?kind=record&from=2026-01-01",
        Action::List,
        Resource::Journal,
        Needs::Whole,
    ),
    (
        "/audit/export/csv?kind=report",
        Action::Export,
        Resource::Journal,
        Needs::Whole,
    ),
    (
        "/admin/people?role=auditor&sort=unit",
        Action::List,
        Resource::Person,
        Needs::Own,
    ),
    (
        "/admin/people/export/csv",
        Action::Export,
        Resource::Person,
        Needs::Own,
    ),
    (
        "/admin/tokens/export/csv",
        Action::Export,
        Resource::Token,
        Needs::Own,
    ),
    (
        "/reports?sort=year",
        Action::List,
        Resource::Report,
        Needs::Whole,
    ),
    (
        "/reports/export/csv",
        Action::Export,
        Resource::Report,
        Needs::Whole,
    ),
    ("/audit/seals", Action::List, Resource::Seal, Needs::Whole),
    ("/admin/people", Action::List, Resource::Person, Needs::Own),
    ("/admin/tokens", Action::List, Resource::Token, Needs::Own),
];

fn allowed(role: Role, action: Action, resource: Resource, needs: Needs) -> bool {
    match (reach(role, action, resource), needs) {
        (None, _) => false,
        (Some(_), Needs::Own) => true,
        (Some(scope), Needs::Whole) => scope == Scope::District,
    }
}

#[tokio::test]
async fn every_page_answers_every_role_as_the_table_says() {
    let district = District::demo().await;
    let office = district.person("district_office").await.expect("office");
    let id = district.commitment(&office).await;
    let mut roles = 0;
    for role in Role::ALL {
        let Some(person) = district.person(role.code()).await else {
            continue;
        };
        roles += 1;
        for (path, action, resource, needs) in PAGES {
            let answer = district
                .get(&path.replace("{id}", &id), Some(&person))
                .await;
            let expected = if allowed(*role, *action, *resource, *needs) {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(answer.status, expected, "{role} {path}\n{}", answer.text());
        }
        let overview = district.get("/", Some(&person)).await;
        let sees = reach(*role, Action::List, Resource::Commitment).is_some();
        assert_eq!(
            overview.status,
            if sees {
                StatusCode::OK
            } else {
                StatusCode::SEE_OTHER
            },
            "{role} /"
        );
    }
    assert!(roles >= 9, "the demonstration has only {roles} roles");
}

#[tokio::test]
async fn nobody_sees_a_page_without_signing_in() {
    let district = District::demo().await;
    for (path, ..) in PAGES {
        let answer = district.get(path, None).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert!(
            answer.header("location").starts_with("/sign-in?next=%2F"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn every_place_of_the_navigation_opens() {
    let district = District::demo().await;
    for role in Role::ALL {
        let Some(person) = district.person(role.code()).await else {
            continue;
        };
        let page = district.get("/password", Some(&person)).await.text();
        let menu = page
            .split("class=\"places\"")
            .nth(1)
            .and_then(|r| r.split("</nav>").next())
            .unwrap_or_default();
        for href in menu
            .split("href=\"")
            .skip(1)
            .filter_map(|r| r.split('"').next())
        {
            let answer = district.get(href, Some(&person)).await;
            assert!(
                answer.status.is_success(),
                "{role} {href} {}",
                answer.status
            );
        }
    }
}

#[tokio::test]
async fn a_page_costs_few_queries() {
    let district = District::demo().await;
    let office = district.person("district_office").await.expect("office");
    let id = district.commitment(&office).await;
    let mut dear = vec![];
    for path in PAGES.iter().map(|p| p.0).chain(["/"]) {
        let path = path.replace("{id}", &id);
        let (answer, queries) = app::counting(district.get(&path, Some(&office))).await;
        assert!(
            answer.status.is_success() || answer.status == StatusCode::FORBIDDEN,
            "{path}"
        );
        let most = match path.as_str() {
            path if path.ends_with(&id) => QUERIES_DETAIL_MAX,
            path if path.starts_with("/evaluation") => QUERIES_EVALUATION_MAX,
            path if path.starts_with("/worklist") => QUERIES_WORKLIST_MAX,
            "/meetings/next" | "/ten-day-reviews/2026-10-X3" => QUERIES_AGENDA_MAX,
            _ => QUERIES_LIST_MAX,
        };
        if queries > most {
            dear.push(format!("{path}: {queries} queries"));
        }
    }
    assert!(dear.is_empty(), "{dear:#?}");
}
