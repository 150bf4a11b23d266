//! Change what a draft says.

use super::{check_draft, reviewed};
use crate::check::{check_terms, kind_for, usual_measure};
use crate::refusal::required;
use crate::{
    Baseline, CaseMeasure, Commitment, Context, IndicatorMeasure, Kind, MeasuredBy, Plan,
    ProjectMeasure, Refusal,
};
use figure::Target;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What to change; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The promise in full.
    pub text: Option<String>,
    /// Short name.
    pub title: Option<String>,
    /// Sort of promise.
    pub kind: Option<Kind>,
    /// Target.
    pub target: Option<Option<Target>>,
    /// First day.
    pub start: Option<Date>,
    /// Last day in time.
    pub deadline: Option<Option<Date>>,
    /// Why there is none.
    pub no_deadline_reason: Option<Option<String>>,
    /// Expected path.
    pub plan: Option<Plan>,
    /// Where facts come from.
    pub measured_by: Option<MeasuredBy>,
    /// Which cases add up; naming them makes it measured by cases.
    pub cases: Option<Option<CaseMeasure>>,
    /// What of which projects adds up; naming it makes it measured by projects.
    pub projects: Option<Option<ProjectMeasure>>,
    /// What of which series measures it; naming it makes it measured by indicators.
    pub indicators: Option<Option<IndicatorMeasure>>,
    /// Last year's result.
    pub baseline: Option<Option<Baseline>>,
    /// Days between notes or readings.
    pub review_every_days: Option<Option<u16>>,
    /// 力争, 确保.
    pub hedge: Option<Option<String>>,
}

/// Edits a draft. A target makes it quantified, and a change of kind brings that kind's usual
/// measure, unless the edit says otherwise; a target has one source, so that another measure lets go
/// of the cases, projects or series. An accepted draft stays accepted, since the editor has seen it. Errors:
/// `required`, `deadline_before_start`, those of the plan and target, and those of any draft.
pub fn edit(state: &Commitment, cmd: &Edit, ctx: &Context) -> Result<Commitment, Refusal> {
    check_draft(state, ctx)?;
    let mut next = reviewed(state, ctx);
    if let Some(text) = &cmd.text {
        next.text = required(text, "text")?;
    }
    if let Some(title) = &cmd.title {
        next.title = required(title, "title")?;
    }
    set(&mut next.target, &cmd.target);
    next.kind = match (cmd.kind, &cmd.target) {
        (Some(kind), _) => kind,
        (None, Some(target)) => kind_for(state.kind, target.is_some()),
        (None, None) => state.kind,
    };
    if next.kind != state.kind {
        next.measured_by = usual_measure(next.kind, next.target.as_ref());
    }
    set(&mut next.start, &cmd.start);
    set(&mut next.deadline, &cmd.deadline);
    set(&mut next.no_deadline_reason, &cmd.no_deadline_reason);
    set(&mut next.plan, &cmd.plan);
    if let Some(Some(_)) = cmd.cases {
        next.measured_by = MeasuredBy::Cases;
    }
    if let Some(Some(_)) = cmd.projects {
        next.measured_by = MeasuredBy::Projects;
    }
    if let Some(Some(_)) = cmd.indicators {
        next.measured_by = MeasuredBy::Indicators;
    }
    set(&mut next.measured_by, &cmd.measured_by);
    set(&mut next.cases, &cmd.cases);
    set(&mut next.projects, &cmd.projects);
    set(&mut next.indicators, &cmd.indicators);
    if next.measured_by != MeasuredBy::Cases && !matches!(cmd.cases, Some(Some(_))) {
        next.cases = None;
    }
    if next.measured_by != MeasuredBy::Projects && !matches!(cmd.projects, Some(Some(_))) {
        next.projects = None;
    }
    if next.measured_by != MeasuredBy::Indicators && !matches!(cmd.indicators, Some(Some(_))) {
        next.indicators = None;
    }
    set(&mut next.baseline, &cmd.baseline);
    set(&mut next.review_every_days, &cmd.review_every_days);
    set(&mut next.hedge, &cmd.hedge);
    check_terms(&next)?;
    Ok(next)
}

fn set<T: Clone>(field: &mut T, value: &Option<T>) {
    if let Some(value) = value {
        field.clone_from(value);
    }
}
