//! One commitment with everything behind it.

use super::as_of;
use super::entry::{EntryView, named};
use super::row::Row;
use crate::change::{RequestView, view as request_view};
use crate::counting::{
    CasesTotal, ProjectsTotal, SeriesTotal, facts_of_one, facts_then, projects_total, series_total,
    total_of,
};
use crate::lights::{Basis, LightState, told};
use crate::record::{RecordView, view as record_view};
use crate::supervision::{SupervisionView, view as supervision_view};
use crate::{Actor, App, AppError, AsOf, Result, kinds};
use commitment::record::reversal_status;
use commitment::{ChangeRequest, Commitment, Record, Report, Status, Supervision};
use org::{Action, Resource};
use serde::Serialize;
use store::{Entry, Loaded, Subject};

/// Code points of the report shown before and after the quoted words.
const AROUND: usize = 60;

/// The words of the report around a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// The report.
    pub report: String,
    /// Its title.
    pub report_title: String,
    /// Words before.
    pub before: String,
    /// The words themselves.
    pub quote: String,
    /// Words behind.
    pub after: String,
}

/// Everything about one commitment.
#[derive(Debug, Clone, Serialize)]
pub struct Detail {
    /// The line as in the list.
    pub row: Row,
    /// The full state.
    pub commitment: Commitment,
    /// Where it stands in the report.
    pub source: SourceView,
    /// What cases add up to, where it is measured by them.
    pub cases: Option<CasesTotal>,
    /// What projects add up to, where it is measured by them.
    pub projects: Option<ProjectsTotal>,
    /// What its series says, where it is measured by one.
    pub series: Option<SeriesTotal>,
    /// Its records, the latest day first.
    pub records: Vec<RecordView>,
    /// Change requests.
    pub requests: Vec<RequestView>,
    /// Supervision items.
    pub supervision: Vec<SupervisionView>,
    /// Every text that was ever in force, the first first; drafts are none.
    pub versions: Vec<Commitment>,
    /// The journal of the commitment, the first first.
    pub history: Vec<EntryView>,
    /// What the actor may do: `claim`, `request_change`, `open_supervision`.
    pub may: Vec<&'static str>,
    /// The past moment shown, if any.
    pub as_of: Option<AsOf>,
}

/// Opens a commitment, now or as known at a past moment. What is not issued yet is there
/// only for those who may see drafts.
pub async fn show(app: &App, actor: &Actor, id: &str, asked: Option<AsOf>) -> Result<Detail> {
    let past = AsOf::past(asked, app)?;
    let (loaded, light) = match past {
        None => now(app, id).await?,
        Some(past) => then(app, id, past).await?,
    };
    let c = &loaded.state;
    let units = crate::actor::units_of(c);
    if c.status != Status::Issued && !app.may(actor, Action::View, Resource::DraftItem, &units) {
        return Err(AppError::not_found("这条任务", "commitment"));
    }
    app.require_on(actor, Action::View, Resource::Commitment, c)?;
    let mut records: Vec<Loaded<Record>> = app.store().records_of(app.district(), id).await?;
    if let Some(past) = past {
        records = known_then(app, records, past).await?;
    }
    let facts: Vec<Record> = records.iter().map(|r| r.state.clone()).collect();
    let on = past.map_or_else(|| app.today(), AsOf::day);
    let counts = match past {
        None => facts_of_one(app, c).await?,
        Some(past) => facts_then(app, &[c], past).await?.of(&c.id).clone(),
    };
    let by = Basis::new(&facts, &counts);
    let light = light.map(|l| told(&app.profile(), &l, c, by, on));
    let cases = total_of(app, c, &counts, on);
    let projects = projects_total(app, c, &counts, on);
    let series = series_total(app, c, &counts, on).await?;
    records.sort_by_key(|r| std::cmp::Reverse((r.state.date, r.state.claimed_at)));
    let requests: Vec<Loaded<ChangeRequest>> = app.store().requests_of(app.district(), id).await?;
    let items: Vec<Loaded<Supervision>> = app.store().supervision_of(app.district(), id).await?;
    let entries = app
        .store()
        .history(app.district(), &Subject::new(kinds::COMMITMENT, id))
        .await?;
    let until = past
        .map(AsOf::until)
        .transpose()?
        .map(|t| t.as_millisecond());
    let entries: Vec<Entry> = entries
        .into_iter()
        .filter(|e| until.is_none_or(|u| e.at_ms <= u))
        .collect();
    let profile = app.profile();
    let as_of = past;
    let past = as_of.is_some();
    Ok(Detail {
        row: Row::of(&profile, loaded.seq, c, light.as_ref()),
        source: source(app, c).await?,
        cases,
        projects,
        series,
        records: records
            .iter()
            .map(|r| RecordView {
                reversal: reversal_status(&r.state, &facts),
                ..without_acts(past, record_view(app, actor, c, r))
            })
            .collect(),
        requests: if past {
            vec![]
        } else {
            requests
                .iter()
                .map(|r| request_view(app, actor, c, r))
                .collect()
        },
        supervision: if past {
            vec![]
        } else {
            items
                .iter()
                .map(|s| supervision_view(app, actor, c, s))
                .collect()
        },
        versions: versions(&entries)?,
        history: named(app, entries).await?,
        may: if past { vec![] } else { may(app, actor, c) },
        as_of,
        commitment: loaded.state,
    })
}

async fn now(app: &App, id: &str) -> Result<(Loaded<Commitment>, Option<LightState>)> {
    let (loaded, light) = app
        .store()
        .load_two::<Commitment, LightState>(app.district(), (kinds::COMMITMENT, kinds::LIGHT), id)
        .await?;
    let loaded = loaded.ok_or_else(|| AppError::not_found("这条任务", "commitment"))?;
    Ok((loaded, light.map(|l| l.state)))
}

async fn then(app: &App, id: &str, past: AsOf) -> Result<(Loaded<Commitment>, Option<LightState>)> {
    let known = as_of::all(app, past).await?;
    let found = known.into_iter().find(|(c, _)| c.subject.id == id);
    found
        .ok_or_else(|| AppError::not_found("该日已下达的这条任务", "commitment issued by that day"))
}

async fn known_then(
    app: &App,
    now: Vec<Loaded<Record>>,
    past: AsOf,
) -> Result<Vec<Loaded<Record>>> {
    let mut known = vec![];
    for record in now {
        let past = app
            .store()
            .as_of_one(app.district(), &record.subject, past.until()?)
            .await?;
        if let Some(past) = past {
            let state = crate::journalled::parsed(past.state)?;
            known.push(Loaded {
                subject: past.subject,
                seq: past.seq,
                state,
            });
        }
    }
    Ok(known)
}

fn without_acts(past: bool, mut view: RecordView) -> RecordView {
    if past {
        view.may.clear();
    }
    view
}

async fn source(app: &App, c: &Commitment) -> Result<SourceView> {
    let report: Loaded<Report> = app
        .load(kinds::REPORT, &c.report, ("这份报告", "report"))
        .await?;
    let text = crate::report::text_of(app, &report.state).await?;
    let slice = |from: usize, to: usize| -> String {
        text.chars()
            .skip(from)
            .take(to.saturating_sub(from))
            .collect()
    };
    Ok(SourceView {
        report: c.report.clone(),
        report_title: report.state.title,
        before: slice(c.source.start.saturating_sub(AROUND), c.source.start),
        quote: c.source.quote.clone(),
        after: slice(c.source.end, c.source.end + AROUND),
    })
}

/// The state after every entry from the issue on.
fn versions(entries: &[Entry]) -> Result<Vec<Commitment>> {
    let mut fields = store::Fields::new();
    let mut versions = vec![];
    for entry in entries {
        let after: store::Fields = serde_json::from_str(&entry.after).unwrap_or_default();
        journal::fold_into(&mut fields, after);
        let state: std::result::Result<Commitment, _> =
            serde_json::from_value(serde_json::Value::Object(fields.clone()));
        if let Ok(state) = state
            && state.status == Status::Issued
        {
            versions.push(state);
        }
    }
    Ok(versions)
}

fn may(app: &App, actor: &Actor, c: &Commitment) -> Vec<&'static str> {
    if c.status != Status::Issued {
        return vec![];
    }
    let units = crate::actor::units_of(c);
    let mine = units.contains(&actor.unit.as_str());
    let mut may = vec![];
    if mine
        && app.may(
            actor,
            Action::Claim,
            Resource::Record,
            &[actor.unit.as_str()],
        )
    {
        may.push("claim");
    }
    if app.may(actor, Action::RequestChange, Resource::Commitment, &units) {
        may.push("request_change");
    }
    if app.may(actor, Action::Open, Resource::Supervision, &units) {
        may.push("open_supervision");
    }
    may
}
