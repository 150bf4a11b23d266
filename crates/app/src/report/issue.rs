//! 下达: a reviewed ledger is put in force, all of it or nothing.

use crate::change_of::changed;
use crate::retry::on_the_side;
use crate::review::context;
use crate::{Actor, App, AppError, Kind, Result, counting, kinds, same_version};
use commitment::{Commitment, Issue, Report};
use org::{Action, Resource};
use serde::Serialize;
use store::Loaded;

/// Something that stands in the way of issuing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Blocker {
    /// The draft; none where it is the report itself.
    pub commitment: Option<String>,
    /// Its number.
    pub no: Option<u32>,
    /// Its short name.
    pub title: Option<String>,
    /// Stable code.
    pub code: String,
    /// Words in Chinese.
    pub zh: String,
    /// Words in English.
    pub en: String,
}

/// What was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct IssueOutcome {
    /// Commitments now in force.
    pub issued: usize,
    /// The report's new version.
    pub version: i64,
}

/// Everything that stands in the way, in the order of the drafts.
pub async fn blockers(app: &App, actor: &Actor, id: &str) -> Result<Vec<Blocker>> {
    app.require(actor, Action::View, Resource::DraftItem, &[])?;
    let (report, drafts) = load(app, id).await?;
    Ok(found(&report.state, &states(&drafts)))
}

/// Issues the ledger of a report at the version seen.
pub async fn issue(app: &App, actor: &Actor, id: &str, expected: i64) -> Result<IssueOutcome> {
    on_the_side(|| issue_once(app, actor, id, expected)).await
}

async fn issue_once(app: &App, actor: &Actor, id: &str, expected: i64) -> Result<IssueOutcome> {
    app.require(actor, Action::Issue, Resource::DraftItem, &[])?;
    let (report, drafts) = load(app, id).await?;
    same_version(expected, report.seq)?;
    let all = states(&drafts);
    let blockers = found(&report.state, &all);
    if let Some(first) = blockers.first() {
        return Err(blocked(blockers.len(), first));
    }
    let (issued_report, issued) =
        commitment::issue(&report.state, &all, &Issue::default(), &context(app, actor))?;
    let mut changes = vec![changed(&report, "report.issue", None, &issued_report)];
    for after in &issued {
        if let Some(before) = drafts.iter().find(|d| d.state.id == after.id) {
            changes.push(changed(before, "commitment.issue", None, after));
        }
    }
    let register = counting::Register::load(app).await?;
    changes.extend(register.with(&issued));
    let untouched = drafts
        .iter()
        .filter(|d| issued.iter().all(|i| i.id != d.state.id));
    let expects = untouched.map(|d| (d.subject.clone(), d.seq)).collect();
    // Before, in case nobody waits for the answer; and after, in case somebody looked meanwhile.
    app.lit().forget();
    app.append_with(actor, changes, expects, vec![]).await?;
    app.lit().forget();
    crate::lights::tick(app).await?;
    Ok(IssueOutcome {
        issued: issued.len(),
        version: report.seq + 1,
    })
}

async fn load(app: &App, id: &str) -> Result<(Loaded<Report>, Vec<Loaded<Commitment>>)> {
    let report = app.load(kinds::REPORT, id, ("这份报告", "report")).await?;
    let drafts = app.store().drafts_of(app.district(), id).await?;
    Ok((report, drafts))
}

fn states(drafts: &[Loaded<Commitment>]) -> Vec<Commitment> {
    drafts.iter().map(|d| d.state.clone()).collect()
}

fn found(report: &Report, drafts: &[Commitment]) -> Vec<Blocker> {
    let blocker = |o: commitment::Obstacle| {
        let draft = o
            .commitment
            .as_ref()
            .and_then(|id| drafts.iter().find(|d| d.id == *id));
        Blocker {
            no: draft.map(|d| d.no),
            title: draft.map(|d| d.title.clone()),
            commitment: o.commitment,
            code: o.refusal.code.to_owned(),
            zh: o.refusal.zh(),
            en: o.refusal.en(),
        }
    };
    commitment::obstacles(report, drafts)
        .into_iter()
        .map(blocker)
        .collect()
}

fn blocked(count: usize, first: &Blocker) -> AppError {
    let place = first.no.map(|no| format!("第{no}项：")).unwrap_or_default();
    AppError::new(
        Kind::Unprocessable,
        "issue.blocked",
        format!("还有{count}处需要处理才能下达。{place}{}", first.zh),
        format!("{count} things stand in the way of issuing. {}", first.en),
    )
}
