//! A project as a row of the page.

use super::money::wan;
use crate::frame::Frame;
use app::project::ProjectRow;
use indicator::Points;
use indicator::percent::fixed;

/// One row.
pub struct Line {
    /// The project.
    pub row: ProjectRow,
    /// Batch in words.
    pub batch: String,
    /// Plan, in 万元.
    pub plan: String,
    /// Reported, in 万元.
    pub done: String,
    /// Reported by plan: `83.6%`.
    pub completion: String,
    /// `领先3.2个百分点`.
    pub ahead: String,
    /// Enrolled, in 万元.
    pub enrolled: String,
    /// What the light rests on.
    pub why: String,
}

/// Puts a project into words.
pub fn line(f: &Frame, row: ProjectRow) -> Line {
    let progress = row.progress.as_ref();
    let whys: Vec<&str> = row.lamp.findings.iter().map(|f| f.zh.as_str()).collect();
    Line {
        batch: row.batch.map_or_else(
            || f.t("project.none"),
            |b| f.t_in("project.batch", b.code()),
        ),
        plan: progress.map(|p| wan(&p.plan)).unwrap_or_default(),
        done: progress.map(|p| wan(&p.done)).unwrap_or_default(),
        completion: progress
            .map(|p| p.completion.to_string())
            .unwrap_or_default(),
        ahead: progress.map(|p| ahead(f, p.ahead)).unwrap_or_default(),
        enrolled: row
            .enrolled
            .as_ref()
            .map(|p| wan(&p.done))
            .unwrap_or_default(),
        why: whys.join("；"),
        row,
    }
}

/// Ahead of or behind the schedule, in points.
pub fn ahead(f: &Frame, points: Points) -> String {
    let key = match is_behind(points) {
        true => "project.behind_by",
        false => "project.ahead_by",
    };
    f.t1(key, "n", fixed(points.0.abs(), 1))
}

/// How many points, without a side.
pub fn points(points: &Points) -> String {
    fixed(points.0.abs(), 1)
}

/// True for less than the schedule.
pub fn is_behind(points: Points) -> bool {
    points.0.is_sign_negative() && !points.0.is_zero()
}
