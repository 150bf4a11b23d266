//! What a unit owes, and the one thing each item needs next.

use super::list::{Known, by_commitment, states};
use super::{NextStep, Row};
use crate::counting::facts_of_all;
use crate::district::{due_soon_days, unit_name};
use crate::lights::LightState;
use crate::list::{self, Ask, Column, DutyFilter, Page, Query, Sheet};
use crate::report::{Marks, ReportMark};
use crate::{Actor, App, FileOut, Format, Result, kinds};
use commitment::{Commitment, Record};
use jiff::ToSpan;
use jiff::civil::Date;
use light::Colour;
use org::{Action, Resource};
use serde::Serialize;
use store::{Duty, DutyCount, Loaded};

/// One thing to do.
#[derive(Debug, Clone, Serialize)]
pub struct WorkItem {
    /// The commitment.
    pub row: Row,
    /// What to do.
    pub step: NextStep,
    /// By when.
    pub due: Option<Date>,
    /// The record or supervision item concerned.
    pub subject: Option<String>,
    /// True where the unit leads; false where it supports.
    pub leads: bool,
}

/// A page of a unit's work: what needs something now comes first, then what goes as planned, then
/// what is done.
#[derive(Debug, Clone, Serialize)]
pub struct Worklist {
    /// Unit code.
    pub unit: String,
    /// Unit name.
    pub unit_name: String,
    /// Needs something now, the most urgent first.
    pub now: Vec<WorkItem>,
    /// Goes as planned.
    pub later: Vec<WorkItem>,
    /// Done.
    pub done: Vec<Row>,
    /// How many need something now, on all pages.
    pub now_total: i64,
    /// How many go as planned.
    pub later_total: i64,
    /// How many are done.
    pub done_total: i64,
    /// Where the next page begins; none on the last.
    pub next: Option<String>,
}

/// A page of the worklist of the actor's unit: five queries.
pub async fn worklist(app: &App, actor: &Actor, query: &Query<DutyFilter>) -> Result<Worklist> {
    let unit = actor.unit.as_str();
    app.require(actor, Action::List, Resource::Commitment, &[unit])?;
    let filter = own(app, actor, query);
    let page = list::some(app, &filter, &list::for_people(&query.ask)).await?;
    let counts = app.store().duty_counts(app.district(), &filter).await?;
    let duties = duties(app, page, &marks(&counts)).await?;
    let total = |group: &str| {
        let some = counts.iter().filter(|c| c.group == group);
        some.map(|c| c.count).sum()
    };
    let mut list = Worklist {
        unit_name: unit_name(&app.profile(), unit),
        unit: unit.to_owned(),
        now: vec![],
        later: vec![],
        done: vec![],
        now_total: total("now"),
        later_total: total("later"),
        done_total: total("done"),
        next: duties.next,
    };
    for (group, item) in duties.rows {
        match (group.as_str(), item) {
            ("now", Step::Do(item)) => list.now.push(*item),
            (_, Step::Do(item)) => list.later.push(*item),
            (_, Step::Nothing(row)) => list.done.push(*row),
        }
    }
    Ok(list)
}

/// The same rows as a file.
pub async fn export(
    app: &App,
    actor: &Actor,
    query: &Query<DutyFilter>,
    format: Format,
) -> Result<FileOut> {
    for right in [Action::List, Action::Export] {
        app.require(actor, right, Resource::Commitment, &[actor.unit.as_str()])?;
    }
    let filter = own(app, actor, query);
    let counts = app.store().duty_counts(app.district(), &filter).await?;
    let marks = marks(&counts);
    let ask = Ask {
        limit: store::MAX_PAGE,
        ..query.ask.clone()
    };
    let mut sheet = Sheet::new(COLUMNS, &ask);
    while let Some(ask) = sheet.ask() {
        let page = duties(app, list::some(app, &filter, &ask).await?, &marks).await?;
        sheet.add(&page.rows, page.next);
    }
    sheet.write(app, "本单位待办", format)
}

const COLUMNS: &[Column<(String, Step)>] = &[
    Column {
        heading: "分组",
        width: 12,
        cell: |(group, _)| match group.as_str() {
            "now" => "现在要办".into(),
            "later" => "按计划推进".into(),
            _ => "已完成".into(),
        },
    },
    Column {
        heading: "报告",
        width: 12,
        cell: |(_, s)| {
            s.row()
                .report
                .as_ref()
                .map(ReportMark::words)
                .unwrap_or_default()
        },
    },
    Column {
        heading: "序号",
        width: 6,
        cell: |(_, s)| s.row().no.to_string(),
    },
    Column {
        heading: "任务",
        width: 60,
        cell: |(_, s)| s.row().text.clone(),
    },
    Column {
        heading: "本单位角色",
        width: 12,
        cell: |(_, s)| match s {
            Step::Do(item) if item.leads => "牵头".into(),
            Step::Do(_) => "配合".into(),
            Step::Nothing(_) => String::new(),
        },
    },
    Column {
        heading: "要做的事",
        width: 36,
        cell: |(_, s)| match s {
            Step::Do(item) => item.step.zh.into(),
            Step::Nothing(_) => String::new(),
        },
    },
    Column {
        heading: "时限",
        width: 12,
        cell: |(_, s)| match s {
            Step::Do(item) => item.due.map(|d| d.to_string()).unwrap_or_default(),
            Step::Nothing(_) => String::new(),
        },
    },
    Column {
        heading: "亮灯",
        width: 6,
        cell: |(_, s)| {
            let light = s.row().light.as_ref();
            light
                .map(|l| crate::words::colour(l.colour).to_owned())
                .unwrap_or_default()
        },
    },
    Column {
        heading: "亮灯理由",
        width: 50,
        cell: |(_, s)| {
            let light = s.row().light.as_ref();
            light.map(|l| l.reason_zh.clone()).unwrap_or_default()
        },
    },
];

/// A duty with what it asks for.
enum Step {
    Do(Box<WorkItem>),
    Nothing(Box<Row>),
}

impl Step {
    fn row(&self) -> &Row {
        match self {
            Self::Do(item) => &item.row,
            Self::Nothing(row) => row,
        }
    }
}

fn own(app: &App, actor: &Actor, query: &Query<DutyFilter>) -> DutyFilter {
    let today = app.today();
    let soon = today + due_soon_days(&app.profile(), today).days();
    DutyFilter {
        unit: actor.unit.as_str().to_owned(),
        soon: soon.to_string(),
        today: today.to_string(),
        ..query.filter.clone()
    }
}

fn marks(counts: &[DutyCount]) -> Marks {
    let reports = counts.iter();
    Marks::of(reports.map(|c| (c.report.clone(), c.year, c.title.clone())))
}

/// Group and step of each duty: three queries, and one more where some are measured by cases.
async fn duties(app: &App, page: Page<Duty>, marks: &Marks) -> Result<Page<(String, Step)>> {
    let (store, district) = (app.store(), app.district());
    let ids: Vec<String> = page.rows.iter().map(|d| d.commitment.clone()).collect();
    let commitments: Vec<Loaded<Commitment>> =
        store.load_many(district, kinds::COMMITMENT, &ids).await?;
    let lights: Vec<Loaded<LightState>> = store.load_many(district, kinds::LIGHT, &ids).await?;
    let records: Vec<Loaded<Record>> = store.records_of_many(district, &ids).await?;
    let known = Known {
        lights,
        records: by_commitment(records),
        counts: facts_of_all(app, &states(&commitments)).await?,
    };
    let (profile, today) = (app.profile(), app.today());
    let soon = today + due_soon_days(&profile, today).days();
    let step = |duty: &Duty| {
        let c = commitments.iter().find(|c| c.state.id == duty.commitment)?;
        let light = known.light(&profile, &c.state, today);
        let row = Row {
            report: marks.mark(&c.state.report),
            ..Row::of(&profile, c.seq, &c.state, light.as_ref())
        };
        let next = light.as_ref().and_then(|l| l.light.next_due);
        let next = next.or(c.state.deadline);
        let asked = duty.asked.as_ref();
        let asked = asked.map(|(id, due)| (ANSWER, due.parse().ok(), Some(id.clone())));
        let back = duty.returned.as_ref();
        let back = back.map(|id| (RESUBMIT, next, Some(id.clone())));
        let found = asked
            .or(back)
            .or(row.next_step.map(|step| (step, next, None)));
        let step = match found {
            Some((step, due, subject)) => Step::Do(Box::new(WorkItem {
                row,
                step,
                due,
                subject,
                leads: duty.leads,
            })),
            None => Step::Nothing(Box::new(row)),
        };
        // A stored light may be some days old; what it says today decides where a row is shown.
        let pressing = light
            .is_some_and(|l| matches!(l.light.colour, Colour::Red | Colour::Yellow))
            || next.is_some_and(|day| day <= soon);
        let waits = duty.asked.is_some() || duty.returned.is_some();
        let group = match &step {
            Step::Nothing(_) => "done",
            Step::Do(_) if waits || pressing => "now",
            Step::Do(_) => "later",
        };
        Some((group.to_owned(), step))
    };
    let rows = page.rows.iter().filter_map(step).collect();
    Ok(page.with(rows))
}

const ANSWER: NextStep = NextStep {
    code: "answer_supervision",
    zh: "回复督办：原因、措施、时限",
    en: "Answer the supervision item",
};
const RESUBMIT: NextStep = NextStep {
    code: "resubmit_returned",
    zh: "按退回理由补正后重新报送",
    en: "Mend the returned record and report again",
};
