//! Points done, late, or not yet due.

use super::{colour_and_code, day, light};
use crate::testing::{dec, point, task};
use crate::{Colour, Kind, MeasuredBy, MilestonePoint, Plan, ReasonCode, Task};
use jiff::civil::date;

fn project(points: &[(i8, &str)]) -> Task {
    let mut task = task("1");
    task.target = None;
    task.kind = Kind::Milestone;
    task.measured_by = MeasuredBy::Milestones;
    task.plan = Plan::Milestones(
        points
            .iter()
            .map(|(month, title)| MilestonePoint {
                title: (*title).into(),
                due: day(*month, 10),
                share_percent: dec("50"),
            })
            .collect(),
    );
    task
}

#[test]
fn from_not_due_over_late_to_done() {
    let task = project(&[(3, "开工"), (9, "完工")]);
    let grey = (Colour::Grey, ReasonCode::NoPointDueYet);
    assert_eq!(colour_and_code(&task, &[], day(3, 10)), grey);
    let late = light(&task, &[], day(3, 11));
    assert_eq!(
        (late.colour, late.reason.code),
        (Colour::Yellow, ReasonCode::PointLate)
    );
    assert_eq!(
        late.reason.zh(),
        "节点“开工”2026年3月10日到期，已逾期1天；2个节点完成0个"
    );
    assert_eq!(light(&task, &[], day(4, 9)).colour, Colour::Yellow);
    assert_eq!(light(&task, &[], day(4, 10)).colour, Colour::Red);
    let started = [point(0, day(4, 15))];
    let in_time = (Colour::Green, ReasonCode::PointsInTime);
    assert_eq!(colour_and_code(&task, &started, day(4, 15)), in_time);
    let both = [point(0, day(4, 15)), point(1, day(8, 1))];
    let done = light(&task, &both, day(8, 1));
    assert_eq!((done.colour, done.done), (Colour::Green, true));
    assert_eq!(done.progress.unwrap().ratio_percent, Some(dec("100")));
}

#[test]
fn a_point_without_evidence_is_not_done() {
    let task = project(&[(3, "开工")]);
    let mut bare = point(0, day(3, 1));
    bare.evidence = 0;
    assert_eq!(light(&task, &[bare], day(3, 11)).colour, Colour::Yellow);
}

#[test]
fn unfinished_after_the_deadline_is_red_at_once() {
    let task = project(&[(12, "完工")]);
    let after = date(2027, 1, 1);
    assert_eq!(light(&task, &[], day(12, 31)).colour, Colour::Yellow);
    assert_eq!(
        colour_and_code(&task, &[], after),
        (Colour::Red, ReasonCode::PointsOverdue)
    );
}

#[test]
fn without_points_the_deadline_is_the_point() {
    let mut task = project(&[]);
    let light_at = |task: &Task, on| colour_and_code(task, &[], on);
    assert_eq!(
        light_at(&task, day(12, 31)),
        (Colour::Grey, ReasonCode::NoPointDueYet)
    );
    assert_eq!(light_at(&task, date(2027, 1, 1)).0, Colour::Red);
    assert!(light(&task, &[point(0, day(5, 1))], day(5, 1)).done);
    task.deadline = None;
    assert_eq!(
        light_at(&task, day(12, 31)),
        (Colour::Grey, ReasonCode::NoDeadline)
    );
}

#[test]
fn due_is_the_earliest_undone_point() {
    let task = project(&[(9, "完工"), (3, "开工")]);
    let at_start = light(&task, &[], day(3, 1));
    assert_eq!(
        (at_start.next_due, at_start.due_soon),
        (Some(day(3, 10)), true)
    );
    assert_eq!(
        light(&task, &[point(1, day(3, 1))], day(3, 1)).next_due,
        Some(day(9, 10))
    );
}
