//! Targets measured by projects.

use crate::change::{Approve, Request, approve, request};
use crate::record::{Claim, claim};
use crate::review::{Edit, edit};
use crate::testing::{by, dec, draft, issued, reviewer, target};
use crate::{
    Changes, Commitment, Counts, MeasuredBy, ProjectFact, ProjectFacts, ProjectMeasure,
    ProjectTotal, RecordKind, Refusal, facts_of,
};
use jiff::civil::{Date, date};

fn measure(total: ProjectTotal) -> ProjectMeasure {
    ProjectMeasure {
        total,
        bureau: None,
        place: None,
        category: None,
    }
}

fn entered() -> ProjectTotal {
    ProjectTotal::Entered {
        batch: "commencement".into(),
    }
}

fn by_projects(total: ProjectTotal, value: &str, unit: &str) -> Result<Commitment, Refusal> {
    let cmd = Edit {
        target: Some(Some(target(value, unit))),
        projects: Some(Some(measure(total))),
        ..Edit::default()
    };
    edit(&draft("d", 1), &cmd, &reviewer())
}

fn given(project: &str, amount: &str, month: i8, known: Date, until: Option<Date>) -> ProjectFact {
    ProjectFact {
        project: project.into(),
        amount: dec(amount),
        date: date(2026, month, 1).last_of_month(),
        known_on: known,
        withdrawn_on: until,
    }
}

#[test]
fn investment_adds_up_in_the_unit_of_the_target() {
    let c = by_projects(ProjectTotal::Reported, "42.6", "亿元").unwrap();
    assert_eq!(c.measured_by, MeasuredBy::Projects);
    let march = date(2026, 3, 10);
    let facts = ProjectFacts::new(
        &c,
        [
            given("a", "120000000", 1, march, None),
            given("b", "30000000.5", 2, march, Some(date(2026, 4, 2))),
            given("b", "40000000", 2, date(2026, 4, 2), None),
        ],
    );
    let on = |day| facts.total(&c, day).value;
    let base = on(march);
    assert_eq!(facts.projects(march), 2);
    assert_eq!(on(date(2026, 3, 9)), dec("0"), "not known before");
    assert_eq!(on(date(2026, 4, 1)), base);
    assert!(
        on(date(2026, 4, 2)) > base,
        "the later entry took its place"
    );
    let in_yi = crate::in_base_unit(dec("150000000.5"), "元", &c.target.as_ref().unwrap().unit);
    assert_eq!(base, in_yi.unwrap());
    assert_eq!(facts_of(&c, &[], &Counts::from(facts)).len(), 3);
}

#[test]
fn a_month_that_is_not_over_and_one_before_the_first_day_do_not_count() {
    let c = by_projects(ProjectTotal::Enrolled, "42.6", "亿元").unwrap();
    let early = ProjectFact {
        date: date(2025, 12, 31),
        ..given("a", "1000000", 1, date(2026, 1, 5), None)
    };
    let running = given("a", "2000000", 5, date(2026, 5, 20), None);
    let facts = ProjectFacts::new(&c, [early, running]);
    assert_eq!(facts.total(&c, date(2026, 5, 30)).value, dec("0"));
    assert_eq!(facts.projects(date(2026, 5, 31)), 1);
}

#[test]
fn what_cannot_feed_the_target_is_refused() {
    let code = |total, value, unit| by_projects(total, value, unit).unwrap_err().code;
    assert_eq!(
        code(ProjectTotal::Reported, "5", "个"),
        "unit_not_convertible"
    );
    assert_eq!(code(entered(), "5", "公里"), "source_not_countable");
    assert!(by_projects(entered(), "5", "个").is_ok());
    let named = ProjectTotal::Entered { batch: " ".into() };
    assert_eq!(code(named, "5", "个"), "projects_code_empty");
    let no_target = Edit {
        target: Some(None),
        projects: Some(Some(measure(entered()))),
        ..Edit::default()
    };
    let refused = edit(&draft("d", 1), &no_target, &reviewer()).unwrap_err();
    assert_eq!(refused.code, "source_needs_target");
}

#[test]
fn another_source_lets_go_of_the_projects() {
    let c = by_projects(entered(), "5", "个").unwrap();
    let cmd = Edit {
        measured_by: Some(MeasuredBy::Records),
        ..Edit::default()
    };
    let by_records = edit(&c, &cmd, &reviewer()).unwrap();
    assert_eq!(by_records.projects, None);
    let facts = ProjectFacts::new(&c, [given("a", "1", 2, date(2026, 3, 1), None)]);
    assert!(facts_of(&by_records, &[], &Counts::from(facts)).is_empty());
}

#[test]
fn no_amounts_are_reported_beside_projects() {
    let c = Commitment {
        measured_by: MeasuredBy::Projects,
        projects: Some(measure(entered())),
        ..issued()
    };
    let cmd = Claim {
        new_id: "r".into(),
        kind: RecordKind::Amount,
        date: date(2026, 5, 1),
        amount: Some(dec("1")),
        unit: None,
        place: None,
        note: "示例".into(),
        evidence: vec![],
        resubmits: None,
    };
    let refused = claim(&c, &[], &cmd, &by("甲", "housing"));
    assert_eq!(refused.unwrap_err().code, "measured_by_projects");
}

#[test]
fn projects_take_the_place_of_records_by_an_approved_change() {
    let c = issued();
    let ask = |total| {
        let cmd = Request {
            new_id: "q".into(),
            changes: Changes {
                projects: Some(measure(total)),
                ..Changes::default()
            },
            reason: "示例：改按项目库计数".into(),
        };
        request(&c, &cmd, &by("甲", "housing"))
    };
    let refused = ask(ProjectTotal::Reported).unwrap_err();
    assert_eq!(refused.code, "unit_not_convertible", "money for households");
    let asked = ask(entered()).unwrap();
    let (after, _) = approve(&c, &asked, &Approve::default(), &reviewer()).unwrap();
    assert_eq!(after.measured_by, MeasuredBy::Projects);
    assert_eq!(after.projects, Some(measure(entered())));
    assert_eq!(after.cases, None);
}
