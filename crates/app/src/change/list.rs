//! Change requests as a list and one by one.

use crate::district::unit_name;
use crate::list::{self, Column, Page, Query, RequestFilter, Sheet};
use crate::report::{self, Marks, ReportMark};
use crate::{Actor, App, AppError, FileOut, Format, Result, kinds, ledger, words};
use commitment::{ChangeRequest, ChangeStatus, Commitment};
use org::{Action, Resource};
use serde::Serialize;
use store::Loaded;

/// A request with its commitment and what the actor may do.
#[derive(Debug, Clone, Serialize)]
pub struct RequestView {
    /// Version for the next change.
    pub version: i64,
    /// The request.
    #[serde(flatten)]
    pub request: ChangeRequest,
    /// Number of the commitment.
    pub commitment_no: u32,
    /// The report that number belongs to, where several are in force.
    pub report: Option<ReportMark>,
    /// Its short name.
    pub commitment_title: String,
    /// What it says now, for comparison.
    pub now: Commitment,
    /// Name of the asking unit.
    pub unit_name: String,
    /// `approve`, `refuse`, `withdraw`.
    pub may: Vec<&'static str>,
}

/// A page of the requests the actor may see, the waiting ones first and the newest on top unless
/// asked otherwise: five queries.
pub async fn list(
    app: &App,
    actor: &Actor,
    query: &Query<RequestFilter>,
) -> Result<Page<RequestView>> {
    let filter = seen(app, actor, query, &SEEN)?;
    let page = list::page(app, &filter, &query.ask).await?;
    views(app, actor, page, &report::marks(app).await?).await
}

/// One request.
pub async fn show(app: &App, actor: &Actor, id: &str) -> Result<RequestView> {
    let request: Loaded<ChangeRequest> = app
        .load(kinds::CHANGE_REQUEST, id, ("这条申请", "change request"))
        .await?;
    let on: Loaded<Commitment> = app
        .load(
            kinds::COMMITMENT,
            &request.state.commitment,
            ("这条任务", "commitment"),
        )
        .await?;
    let units = crate::actor::units_of(&on.state);
    if !app.may(actor, Action::View, Resource::ChangeRequest, &units) {
        return Err(AppError::not_found("这条申请", "change request"));
    }
    Ok(view(app, actor, &on.state, &request))
}

/// The same rows as a file, as far as the actor may take them away. `asked` puts what a request
/// changes into words: what it was, what it shall be.
pub async fn export(
    app: &App,
    actor: &Actor,
    query: &Query<RequestFilter>,
    format: Format,
    asked: fn(&App, &RequestView) -> String,
) -> Result<FileOut> {
    let filter = seen(app, actor, query, &TAKEN)?;
    let marks = report::marks(app).await?;
    let mut sheet = Sheet::new(COLUMNS, &query.ask);
    while let Some(ask) = sheet.ask() {
        let page = list::some(app, &filter, &ask).await?;
        let page = views(app, actor, page, &marks).await?;
        let lines = page.rows.into_iter().map(|r| (asked(app, &r), r));
        sheet.add(&lines.collect::<Vec<_>>(), page.next);
    }
    sheet.write(app, "变更申请", format)
}

const SEEN: [(Action, Resource); 2] = [
    (Action::List, Resource::ChangeRequest),
    (Action::View, Resource::ChangeRequest),
];
const TAKEN: [(Action, Resource); 3] =
    [SEEN[0], SEEN[1], (Action::Export, Resource::ChangeRequest)];

const COLUMNS: &[Column<(String, RequestView)>] = &[
    Column {
        heading: "报告",
        width: 12,
        cell: |(_, r)| r.report.as_ref().map(ReportMark::words).unwrap_or_default(),
    },
    Column {
        heading: "序号",
        width: 6,
        cell: |(_, r)| r.commitment_no.to_string(),
    },
    Column {
        heading: "任务",
        width: 40,
        cell: |(_, r)| r.commitment_title.clone(),
    },
    Column {
        heading: "申请单位",
        width: 20,
        cell: |(_, r)| r.unit_name.clone(),
    },
    Column {
        heading: "申请时间",
        width: 18,
        cell: |(_, r)| words::minute(r.request.requested_at),
    },
    Column {
        heading: "变更内容",
        width: 50,
        cell: |(asked, _)| asked.clone(),
    },
    Column {
        heading: "理由",
        width: 50,
        cell: |(_, r)| r.request.reason.clone(),
    },
    Column {
        heading: "状态",
        width: 10,
        cell: |(_, r)| match r.request.status {
            ChangeStatus::Requested => "待审批".into(),
            ChangeStatus::Approved => "已批准".into(),
            ChangeStatus::Refused => "未批准".into(),
            ChangeStatus::Withdrawn => "已撤回".into(),
        },
    },
    Column {
        heading: "审批意见",
        width: 40,
        cell: |(_, r)| r.request.decision_reason.clone().unwrap_or_default(),
    },
];

fn seen(
    app: &App,
    actor: &Actor,
    query: &Query<RequestFilter>,
    rights: &[(Action, Resource)],
) -> Result<RequestFilter> {
    Ok(RequestFilter {
        within: list::within(app, actor, rights)?,
        ..query.filter.clone()
    })
}

async fn views(
    app: &App,
    actor: &Actor,
    page: Page<String>,
    marks: &Marks,
) -> Result<Page<RequestView>> {
    let requests: Vec<Loaded<ChangeRequest>> = app
        .store()
        .load_many(app.district(), kinds::CHANGE_REQUEST, &page.rows)
        .await?;
    let on = ledger::commitments_of(app, requests.iter().map(|r| &r.state.commitment)).await?;
    let rows = requests.iter().filter_map(|r| {
        let on = on.get(&r.state.commitment)?;
        Some(RequestView {
            report: marks.mark(&on.report),
            ..view(app, actor, on, r)
        })
    });
    let rows = rows.collect();
    Ok(page.with(rows))
}

pub(crate) fn view(
    app: &App,
    actor: &Actor,
    on: &Commitment,
    request: &Loaded<ChangeRequest>,
) -> RequestView {
    RequestView {
        version: request.seq,
        commitment_no: on.no,
        report: None,
        commitment_title: on.title.clone(),
        now: on.clone(),
        unit_name: unit_name(&app.profile(), &request.state.requested_by.unit),
        may: may(app, actor, on, &request.state),
        request: request.state.clone(),
    }
}

fn may(app: &App, actor: &Actor, on: &Commitment, request: &ChangeRequest) -> Vec<&'static str> {
    if request.status != ChangeStatus::Requested {
        return vec![];
    }
    let units = crate::actor::units_of(on);
    let other = request.requested_by.person != actor.person;
    let mut may = vec![];
    if other
        && app.may(
            actor,
            Action::ApproveChange,
            Resource::ChangeRequest,
            &units,
        )
    {
        may.push("approve");
    }
    if other && app.may(actor, Action::RefuseChange, Resource::ChangeRequest, &units) {
        may.push("refuse");
    }
    if request.requested_by.unit == actor.unit.as_str() {
        may.push("withdraw");
    }
    may
}
