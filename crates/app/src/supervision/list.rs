//! Supervision items as a list and one by one.

use crate::district::unit_name;
use crate::list::{self, Column, Page, Query, Sheet, SupervisionFilter};
use crate::report::{self, Marks, ReportMark};
use crate::{Actor, App, AppError, FileOut, Format, Result, kinds, ledger, words};
use commitment::{Commitment, Supervision, SupervisionStatus};
use org::{Action, Resource};
use serde::Serialize;
use store::Loaded;

/// An item with its commitment and what the actor may do.
#[derive(Debug, Clone, Serialize)]
pub struct SupervisionView {
    /// Version for the next change.
    pub version: i64,
    /// The item.
    #[serde(flatten)]
    pub item: Supervision,
    /// Number of the commitment.
    pub commitment_no: u32,
    /// The report that number belongs to, where several are in force.
    pub report: Option<ReportMark>,
    /// Its short name.
    pub commitment_title: String,
    /// Name of the unit that owes the answer.
    pub owner_name: String,
    /// Why it was opened, in one sentence.
    pub reason_zh: String,
    /// The same in English.
    pub reason_en: String,
    /// True when the answer is late.
    pub late: bool,
    /// True when the due day lies beyond the last holiday notice, so that it may yet move.
    pub beyond_notices: bool,
    /// `answer`, `close`.
    pub may: Vec<&'static str>,
}

/// A page of the items the actor may see, what waits first and by its day unless asked otherwise:
/// five queries.
pub async fn list(
    app: &App,
    actor: &Actor,
    query: &Query<SupervisionFilter>,
) -> Result<Page<SupervisionView>> {
    let filter = seen(app, actor, query, &SEEN)?;
    let page = list::page(app, &filter, &query.ask).await?;
    views(app, actor, page, &report::marks(app).await?).await
}

/// One item.
pub async fn show(app: &App, actor: &Actor, id: &str) -> Result<SupervisionView> {
    let item: Loaded<Supervision> = app
        .load(kinds::SUPERVISION, id, ("这条督办", "supervision item"))
        .await?;
    let owner = [item.state.owner_unit.as_str()];
    if !app.may(actor, Action::View, Resource::Supervision, &owner) {
        return Err(AppError::not_found("这条督办", "supervision item"));
    }
    let on: Loaded<Commitment> = app
        .load(
            kinds::COMMITMENT,
            &item.state.commitment,
            ("这条任务", "commitment"),
        )
        .await?;
    Ok(view(app, actor, &on.state, &item))
}

/// The same rows as a file, as far as the actor may take them away.
pub async fn export(
    app: &App,
    actor: &Actor,
    query: &Query<SupervisionFilter>,
    format: Format,
) -> Result<FileOut> {
    let filter = seen(app, actor, query, &TAKEN)?;
    let marks = report::marks(app).await?;
    let mut sheet = Sheet::new(COLUMNS, &query.ask);
    while let Some(ask) = sheet.ask() {
        let page = list::some(app, &filter, &ask).await?;
        let page = views(app, actor, page, &marks).await?;
        sheet.add(&page.rows, page.next);
    }
    sheet.write(app, "督办事项", format)
}

const SEEN: [(Action, Resource); 2] = [
    (Action::List, Resource::Supervision),
    (Action::View, Resource::Supervision),
];
const TAKEN: [(Action, Resource); 3] = [SEEN[0], SEEN[1], (Action::Export, Resource::Supervision)];

const COLUMNS: &[Column<SupervisionView>] = &[
    Column {
        heading: "报告",
        width: 12,
        cell: |s| s.report.as_ref().map(ReportMark::words).unwrap_or_default(),
    },
    Column {
        heading: "序号",
        width: 6,
        cell: |s| s.commitment_no.to_string(),
    },
    Column {
        heading: "任务",
        width: 40,
        cell: |s| s.commitment_title.clone(),
    },
    Column {
        heading: "督办原因",
        width: 50,
        cell: |s| s.reason_zh.clone(),
    },
    Column {
        heading: "答复单位",
        width: 20,
        cell: |s| s.owner_name.clone(),
    },
    Column {
        heading: "发起时间",
        width: 18,
        cell: |s| words::minute(s.item.opened_at),
    },
    Column {
        heading: "答复时限",
        width: 12,
        cell: |s| s.item.due.to_string(),
    },
    Column {
        heading: "状态",
        width: 12,
        cell: |s| match (s.item.status, s.late) {
            (SupervisionStatus::Open, true) => "逾期未答复".into(),
            (SupervisionStatus::Open, false) => "待答复".into(),
            (SupervisionStatus::Answered, _) => "已答复待办结".into(),
            (SupervisionStatus::Closed, _) => "已办结".into(),
        },
    },
    Column {
        heading: "答复",
        width: 50,
        cell: |s| s.item.answer.clone().unwrap_or_default(),
    },
    Column {
        heading: "办结意见",
        width: 30,
        cell: |s| s.item.close_reason.clone().unwrap_or_default(),
    },
];

fn seen(
    app: &App,
    actor: &Actor,
    query: &Query<SupervisionFilter>,
    rights: &[(Action, Resource)],
) -> Result<SupervisionFilter> {
    Ok(SupervisionFilter {
        within: list::within(app, actor, rights)?,
        ..query.filter.clone()
    })
}

async fn views(
    app: &App,
    actor: &Actor,
    page: Page<String>,
    marks: &Marks,
) -> Result<Page<SupervisionView>> {
    let items: Vec<Loaded<Supervision>> = app
        .store()
        .load_many(app.district(), kinds::SUPERVISION, &page.rows)
        .await?;
    let on = ledger::commitments_of(app, items.iter().map(|s| &s.state.commitment)).await?;
    let rows = items.iter().filter_map(|s| {
        let on = on.get(&s.state.commitment)?;
        Some(SupervisionView {
            report: marks.mark(&on.report),
            ..view(app, actor, on, s)
        })
    });
    let rows = rows.collect();
    Ok(page.with(rows))
}

pub(crate) fn view(
    app: &App,
    actor: &Actor,
    on: &Commitment,
    item: &Loaded<Supervision>,
) -> SupervisionView {
    let state = &item.state;
    let closed = state.status == SupervisionStatus::Closed;
    SupervisionView {
        version: item.seq,
        commitment_no: on.no,
        report: None,
        commitment_title: on.title.clone(),
        owner_name: unit_name(&app.profile(), &state.owner_unit),
        reason_zh: state.light_reason.zh(),
        reason_en: state.light_reason.en(),
        beyond_notices: crate::district::beyond_notices(&app.calendar(), state.due),
        late: state.status == SupervisionStatus::Open && state.due < app.today(),
        may: if closed {
            vec![]
        } else {
            may(app, actor, state)
        },
        item: state.clone(),
    }
}

fn may(app: &App, actor: &Actor, item: &Supervision) -> Vec<&'static str> {
    let unit = [item.owner_unit.as_str()];
    let mut may = vec![];
    if item.owner_unit == actor.unit.as_str()
        && app.may(actor, Action::Answer, Resource::Supervision, &unit)
    {
        may.push("answer");
    }
    let answered_by_other = item.status == SupervisionStatus::Answered
        && item.answered_by.as_deref() != Some(&actor.person);
    if answered_by_other && app.may(actor, Action::Close, Resource::Supervision, &unit) {
        may.push("close");
    }
    may
}
