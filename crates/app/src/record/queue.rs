//! What waits for the actor to verify.

use super::{RecordView, view};
use crate::list::{self, Column, Page, Query, RecordFilter, Sheet};
use crate::report::{self, Marks, ReportMark};
use crate::{Actor, App, FileOut, Format, Result, kinds, ledger, words};
use commitment::{Record, RecordKind};
use org::{Action, Resource};
use store::Loaded;

/// A page of the claimed records that the actor may verify, the longest waiting first unless asked
/// otherwise; empty for those who verify nothing. Five queries.
pub async fn queue(
    app: &App,
    actor: &Actor,
    query: &Query<RecordFilter>,
) -> Result<Page<RecordView>> {
    let own = [actor.unit.as_str()];
    if !app.may(actor, Action::Verify, Resource::Record, &own) {
        return Ok(Page::empty());
    }
    let filter = waiting(app, actor, query, &[(Action::Verify, Resource::Record)])?;
    let page = list::page(app, &filter, &query.ask).await?;
    views(app, actor, page, &report::marks(app).await?).await
}

/// The same rows as a file, as far as the actor may take them away.
pub async fn export(
    app: &App,
    actor: &Actor,
    query: &Query<RecordFilter>,
    format: Format,
) -> Result<FileOut> {
    let rights = [
        (Action::Verify, Resource::Record),
        (Action::Export, Resource::Verification),
    ];
    let filter = waiting(app, actor, query, &rights)?;
    let marks = report::marks(app).await?;
    let mut sheet = Sheet::new(COLUMNS, &query.ask);
    while let Some(ask) = sheet.ask() {
        let page = list::some(app, &filter, &ask).await?;
        let page = views(app, actor, page, &marks).await?;
        sheet.add(&page.rows, page.next);
    }
    sheet.write(app, "待核验记录", format)
}

const COLUMNS: &[Column<RecordView>] = &[
    Column {
        heading: "报告",
        width: 12,
        cell: |r| r.report.as_ref().map(ReportMark::words).unwrap_or_default(),
    },
    Column {
        heading: "序号",
        width: 6,
        cell: |r| r.commitment_no.to_string(),
    },
    Column {
        heading: "任务",
        width: 40,
        cell: |r| r.commitment_title.clone(),
    },
    Column {
        heading: "类型",
        width: 10,
        cell: |r| match r.record.kind {
            RecordKind::Amount => "完成量".into(),
            RecordKind::Reading => "最新数值".into(),
            RecordKind::Milestone(index) => format!("节点{}", u32::from(index) + 1),
            RecordKind::Note => "进展说明".into(),
        },
    },
    Column {
        heading: "数量",
        width: 14,
        cell: |r| {
            r.record
                .amount
                .map(|a| a.normalize().to_string())
                .unwrap_or_default()
        },
    },
    Column {
        heading: "计量单位",
        width: 10,
        cell: |r| r.record.unit.clone().unwrap_or_default(),
    },
    Column {
        heading: "发生日期",
        width: 12,
        cell: |r| r.record.date.to_string(),
    },
    Column {
        heading: "地点",
        width: 18,
        cell: |r| {
            let place = r.place_name.clone().or_else(|| r.record.place.clone());
            place.unwrap_or_default()
        },
    },
    Column {
        heading: "报送单位",
        width: 20,
        cell: |r| r.unit_name.clone(),
    },
    Column {
        heading: "报送时间",
        width: 18,
        cell: |r| words::minute(r.record.claimed_at),
    },
    Column {
        heading: "说明",
        width: 50,
        cell: |r| r.record.note.clone(),
    },
    Column {
        heading: "佐证材料",
        width: 30,
        cell: |r| {
            let names = r.record.evidence.iter().map(|e| e.name.as_str());
            names.collect::<Vec<_>>().join("、")
        },
    },
];

/// What waits for this actor: claimed by somebody else, and for another unit unless it is the
/// district office that verifies (as `may_decide` has it).
fn waiting(
    app: &App,
    actor: &Actor,
    query: &Query<RecordFilter>,
    rights: &[(Action, Resource)],
) -> Result<RecordFilter> {
    let office = actor.roles.contains(org::Role::DistrictOffice);
    Ok(RecordFilter {
        statuses: vec!["claimed".into()],
        not_by: Some(actor.person.clone()),
        not_for: (!office).then(|| actor.unit.as_str().to_owned()),
        within: list::within(app, actor, rights)?,
        ..query.filter.clone()
    })
}

async fn views(
    app: &App,
    actor: &Actor,
    page: Page<String>,
    marks: &Marks,
) -> Result<Page<RecordView>> {
    let records: Vec<Loaded<Record>> = app
        .store()
        .load_many(app.district(), kinds::RECORD, &page.rows)
        .await?;
    let on = ledger::commitments_of(app, records.iter().map(|r| &r.state.commitment)).await?;
    let rows = records.iter().filter_map(|r| {
        let on = on.get(&r.state.commitment)?;
        Some(RecordView {
            report: marks.mark(&on.report),
            ..view(app, actor, on, r)
        })
    });
    let rows = rows.collect();
    Ok(page.with(rows))
}
