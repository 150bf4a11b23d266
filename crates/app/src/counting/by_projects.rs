//! A total made of projects, of any day, and the projects behind it.

use super::facts::{facts_of_one, facts_then};
use super::rows::commitment_then;
use super::words::MeasureWords;
use crate::district::unit_name;
use crate::project::held;
use crate::{Actor, App, AppError, AsOf, Kind, Result};
use commitment::{Commitment, Counts, ProjectFact, ProjectMeasure, ProjectTotal, Status, Total};
use figure::Decimal;
use jiff::civil::Date;
use org::{Action, Resource};
use project::{Batch, Project};
use serde::Serialize;
use std::collections::BTreeMap;

/// What projects add up to for a commitment on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProjectsTotal {
    /// The total in the target's unit.
    pub total: Total,
    /// How many projects stand behind it.
    pub projects: usize,
    /// The day.
    pub on: Date,
    /// What counts, in words.
    pub words: MeasureWords,
}

/// One project that counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountedProject {
    /// The project.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The bureau that answers for it.
    pub bureau_name: String,
    /// What it added, in 元; 1 where projects are counted.
    pub amount: Decimal,
    /// How many months or milestones are in that.
    pub entries: usize,
    /// The last month or milestone among them.
    pub last: Date,
}

/// The projects behind a total.
#[derive(Debug, Clone, Serialize)]
pub struct CountedProjects {
    /// The commitment.
    pub commitment: String,
    /// Its number in the report.
    pub no: u32,
    /// Its short name.
    pub title: String,
    /// The total.
    pub total: ProjectsTotal,
    /// What adds up, by code: `reported`, `enrolled`, `entered`.
    pub adds_up: &'static str,
    /// Those that the asker may see, the greatest first.
    pub rows: Vec<CountedProject>,
    /// The past moment shown; none is now.
    pub as_of: Option<AsOf>,
}

/// The total of a commitment on a day; none where it is not measured by projects.
pub(crate) fn projects_total(
    app: &App,
    c: &Commitment,
    counts: &Counts,
    on: Date,
) -> Option<ProjectsTotal> {
    let measure = c.projects.as_ref()?;
    (c.status == Status::Issued).then(|| ProjectsTotal {
        total: counts.projects.total(c, on),
        projects: counts.projects.projects(on),
        on,
        words: project_words(app, measure),
    })
}

/// The projects behind the total of a commitment, now or at a past moment: those the asker may see.
/// Errors: not allowed, `as_of.future`, no such commitment, `not_measured_by_projects`.
pub async fn projects(
    app: &App,
    actor: &Actor,
    id: &str,
    asked: Option<AsOf>,
) -> Result<CountedProjects> {
    let past = AsOf::past(asked, app)?;
    let on = past.map_or_else(|| app.today(), AsOf::day);
    let c = commitment_then(app, id, past).await?;
    app.require_on(actor, Action::View, Resource::Commitment, &c)?;
    let counts = match past {
        None => facts_of_one(app, &c).await?,
        Some(past) => facts_then(app, &[&c], past).await?.of(&c.id).clone(),
    };
    let total = projects_total(app, &c, &counts, on);
    let (Some(total), Some(measure)) = (total, &c.projects) else {
        return Err(AppError::new(
            Kind::Unprocessable,
            "not_measured_by_projects",
            "这项任务不按项目计数",
            "This commitment is not measured by projects",
        ));
    };
    let mut given: BTreeMap<&str, Vec<&ProjectFact>> = BTreeMap::new();
    for fact in counts.projects.standing(on) {
        given.entry(&fact.project).or_default().push(fact);
    }
    let held = held(app).await?;
    let may = |p: &Project| app.may(actor, Action::View, Resource::Project, &[&p.bureau]);
    let rows = given.into_iter().filter_map(|(id, facts)| {
        let project = held.get(id).filter(|project| may(project))?;
        row(app, project, &facts)
    });
    let mut rows: Vec<CountedProject> = rows.collect();
    rows.sort_by(|a, b| b.amount.cmp(&a.amount).then_with(|| a.name.cmp(&b.name)));
    Ok(CountedProjects {
        commitment: c.id.clone(),
        no: c.no,
        title: c.title.clone(),
        adds_up: measure.total.code(),
        total,
        rows,
        as_of: past,
    })
}

fn row(app: &App, project: &Project, facts: &[&ProjectFact]) -> Option<CountedProject> {
    let amounts = facts.iter().map(|fact| fact.amount);
    Some(CountedProject {
        id: project.id.clone(),
        name: project.name.clone(),
        bureau_name: unit_name(&app.profile(), &project.bureau),
        amount: amounts
            .fold(Decimal::ZERO, |sum, amount| {
                sum.checked_add(amount).unwrap_or(sum)
            })
            .normalize(),
        entries: facts.len(),
        last: facts.iter().map(|fact| fact.date).max()?,
    })
}

/// The words of a measure.
pub fn project_words(app: &App, measure: &ProjectMeasure) -> MeasureWords {
    let profile = app.profile();
    let (zh, en) = match &measure.total {
        ProjectTotal::Reported => (
            "重点项目报送投资之和，截至上一个完整月份".to_owned(),
            "The sum of reported investment of projects, of months that are over".to_owned(),
        ),
        ProjectTotal::Enrolled => (
            "重点项目入库投资之和，截至上一个完整月份".to_owned(),
            "The sum of enrolled investment of projects, of months that are over".to_owned(),
        ),
        ProjectTotal::Entered { batch } => {
            let known = Batch::from_code(batch);
            let name = known.map_or_else(|| batch.clone(), |batch| batch.zh().to_owned());
            (
                format!("进入“{name}”批次的重点项目个数"),
                format!("The number of projects that came into {batch}"),
            )
        }
    };
    let mut words = MeasureWords {
        zh: vec![zh, "经他人核实的才计入".to_owned()],
        en: vec![en, "Verified by somebody else".to_owned()],
    };
    let mut say = |zh: &str, en: &str, name: Option<String>| {
        if let Some(name) = name {
            words.zh.push(format!("{zh}：{name}"));
            words.en.push(format!("{en}: {name}"));
        }
    };
    let unit = |code: &Option<String>| code.as_ref().map(|code| unit_name(&profile, code));
    say("责任单位", "Bureau", unit(&measure.bureau));
    say("街道", "Subdistrict", unit(&measure.place));
    say("类别", "Trade", measure.category.clone());
    words
}
