//! The draft of the sample report, decided: owners and plans of the profile where it names them,
//! otherwise the first unit proposed.

use crate::counting::{TypedMeasure, TypedProjects, TypedSeries};
use crate::progress::{OnProgress, Progress};
use crate::review::{self, Assign, Edit, Versioned};
use crate::{App, Result};
use commitment::{Commitment, Kind, MeasuredBy, MilestonePoint, MonthPoint, Plan};
use figure::Decimal;
use profile::{Demo, DemoAssignment, DemoCase, DemoCaseKind, DemoPlan};

pub(super) async fn decide(
    app: &App,
    report: &str,
    demo: &Demo,
    progress: OnProgress<'_>,
) -> Result<()> {
    let system = app.system();
    let drafts = review::list(app, &system, report).await?;
    let total = drafts.len() as u64;
    for (done, draft) in (0u64..).zip(drafts) {
        progress(Progress {
            stage: "review",
            done,
            total,
        });
        let named = demo
            .assignments
            .iter()
            .find(|a| draft.value.source.quote.contains(&a.clause));
        let draft = if draft.value.kind == Kind::Principle {
            draft
        } else {
            let draft = owned(app, draft, named).await?;
            measured(app, draft, named, &demo.cases).await?
        };
        review::accept(app, &system, &draft.value.id, draft.version).await?;
    }
    Ok(())
}

async fn owned(
    app: &App,
    draft: Versioned<Commitment>,
    named: Option<&DemoAssignment>,
) -> Result<Versioned<Commitment>> {
    let system = app.system();
    let office = app
        .profile()
        .demo_people
        .first()
        .map(|p| p.person.unit.as_str().to_owned());
    let proposed = draft
        .value
        .proposals
        .first()
        .map(|p| p.unit.clone())
        .or(office);
    let lead = named.map(|a| a.lead.as_str().to_owned()).or(proposed);
    let supporting = named.map(|a| a.supporting.iter().map(|u| u.as_str().to_owned()).collect());
    let assign = Assign {
        lead: Some(lead),
        supporting,
        leader: None,
    };
    let mut draft = review::assign(app, &system, &draft.value.id, draft.version, &assign).await?;
    if let Some(edit) = named.and_then(|a| planned(&draft.value, &a.plan)) {
        draft = review::edit(app, &system, &draft.value.id, draft.version, &edit).await?;
    }
    Ok(draft)
}

/// Measured by cases, projects or a series, where the mix of cases says so.
async fn measured(
    app: &App,
    draft: Versioned<Commitment>,
    named: Option<&DemoAssignment>,
    mix: &[DemoCase],
) -> Result<Versioned<Commitment>> {
    let no = named.map(|a| a.no.to_string());
    let mut measures = mix.iter().filter(|m| m.kind == DemoCaseKind::Measure);
    let Some(line) = measures.find(|m| Some(&m.key) == no.as_ref()) else {
        return Ok(draft);
    };
    let part = |name: &str| {
        let mut parts = line
            .words
            .split('；')
            .filter_map(|part| part.split_once('='));
        let found = parts.find(|(known, _)| *known == name);
        found.map_or_else(String::new, |(_, value)| value.to_owned())
    };
    let edit = if part("source") == "series" {
        let typed = TypedSeries {
            indicator: part("indicator"),
            value: part("value"),
            ..TypedSeries::default()
        };
        Edit {
            indicators: Some(Some(typed.read()?)),
            ..Edit::default()
        }
    } else if part("source") == "projects" {
        let typed = TypedProjects {
            total: part("total"),
            ..TypedProjects::default()
        };
        Edit {
            projects: Some(Some(typed.read(app)?)),
            ..Edit::default()
        }
    } else {
        let typed = TypedMeasure {
            total: part("total"),
            case_type: part("type"),
            matters: part("matters"),
            ..TypedMeasure::default()
        };
        Edit {
            cases: Some(Some(typed.read(app).await?)),
            ..Edit::default()
        }
    };
    review::edit(app, &app.system(), &draft.value.id, draft.version, &edit).await
}

fn planned(c: &Commitment, plan: &DemoPlan) -> Option<Edit> {
    let plan_of = match plan {
        DemoPlan::Linear | DemoPlan::Latest | DemoPlan::Review => Plan::LinearDays,
        DemoPlan::Months(shares) => months(c, shares)?,
        DemoPlan::Milestones(steps) => Plan::Milestones(points(steps)),
    };
    let measured_by = match plan {
        _ if c.kind == Kind::Quantified && (*plan == DemoPlan::Latest || in_words(c)) => {
            MeasuredBy::Readings
        }
        _ if c.kind == Kind::Quantified => MeasuredBy::Records,
        DemoPlan::Milestones(_) => MeasuredBy::Milestones,
        _ => MeasuredBy::Notes,
    };
    Some(Edit {
        plan: Some(plan_of),
        measured_by: Some(measured_by),
        ..Edit::default()
    })
}

/// 稳步提升, 同步: a target without a number of its own is followed by readings.
fn in_words(c: &Commitment) -> bool {
    c.target.as_ref().is_some_and(|t| t.value.is_none())
}

/// Shares of the target as cumulative amounts.
fn months(c: &Commitment, shares: &[profile::MonthShare]) -> Option<Plan> {
    let whole = c.target.as_ref()?.value?;
    let year = c.deadline.map_or(c.start.year(), |d| d.year());
    let point = |s: &profile::MonthShare| MonthPoint {
        year,
        month: i8::try_from(s.month).unwrap_or(12),
        cumulative: whole * s.percent / Decimal::ONE_HUNDRED,
    };
    Some(Plan::Months(shares.iter().map(point).collect()))
}

/// Equal shares, the last taking what rounding leaves.
fn points(steps: &[profile::PlanStep]) -> Vec<MilestonePoint> {
    let count = Decimal::from(steps.len().max(1));
    let each = (Decimal::ONE_HUNDRED / count).round_dp(2);
    let last = Decimal::ONE_HUNDRED - each * (count - Decimal::ONE);
    let share = |i: usize| if i + 1 == steps.len() { last } else { each };
    steps
        .iter()
        .enumerate()
        .map(|(i, s)| MilestonePoint {
            title: s.title.clone(),
            due: s.date,
            share_percent: share(i),
        })
        .collect()
}
