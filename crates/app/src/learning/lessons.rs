//! Automatic dispatches that were given back: what was proposed, why, and where the case ended.

use super::offer::{Offered, name, offered};
use super::state::ProposalState;
use crate::district::unit_name;
use crate::{Actor, App, AppError, Result, kinds};
use casework::Case;
use jiff::Timestamp;
use org::{Action, Resource};
use serde::Serialize;
use store::Loaded;

/// Lessons of one page.
const ROWS: i64 = 30;

/// One of them.
#[derive(Debug, Clone, Serialize)]
pub struct Lesson {
    /// The case.
    pub case: String,
    /// Its number.
    pub number: String,
    /// What was proposed, and why; words only for those who may see the case.
    pub proposed: Offered,
    /// The unit it was sent to.
    pub sent_to: String,
    /// When.
    pub sent_at: Timestamp,
    /// The entry of the duty list it rested on.
    pub entry: Option<String>,
    /// When it was given back.
    pub returned_at: Timestamp,
    /// The entry the unit cites.
    pub cited: String,
    /// The unit's reason.
    pub reason: String,
    /// Whether the arbiter agreed; none while undecided.
    pub upheld: Option<bool>,
    /// The matter it ended with, or has now.
    pub matter: String,
    /// The unit it ended with, or has now.
    pub unit: String,
    /// Whether it has ended.
    pub ended: bool,
}

/// A page of lessons.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Lessons {
    /// The latest first.
    pub rows: Vec<Lesson>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// Lessons, the latest first: three queries beside the duty list. Errors: `auth.forbidden`,
/// `list.cursor`.
pub async fn lessons(app: &App, actor: &Actor, after: Option<&str>) -> Result<Lessons> {
    app.require(actor, Action::View, Resource::Learning, &[])?;
    let before = after.map(cursor).transpose()?;
    let before = before.as_ref().map(|(at, case)| (*at, case.as_str()));
    let (store, here) = (app.store(), app.district());
    let mut found = store.proposals_returned(here, before, ROWS + 1).await?;
    let more = found.len() as i64 > ROWS;
    found.truncate(usize::try_from(ROWS).unwrap_or(0));
    let next = found.last().map(|(case, at)| format!("{at}.{case}"));
    let ids: Vec<String> = found.into_iter().map(|(case, _)| case).collect();
    let known: Vec<Loaded<ProposalState>> = store.load_many(here, kinds::PROPOSAL, &ids).await?;
    let cases: Vec<Loaded<Case>> = store.load_many(here, kinds::CASE, &ids).await?;
    let duties = crate::duty::in_force(app, app.today()).await?;
    let sees = app.may(actor, Action::View, Resource::Case, &[]);
    let profile = app.profile();
    let lesson = |said: &Loaded<ProposalState>| {
        let case = cases.iter().find(|c| c.subject.id == said.subject.id)?;
        let case = &case.state;
        let (sent, back) = (said.state.sent.as_ref()?, said.state.returned.as_ref()?);
        let mut proposed = offered(app, &duties, &said.state);
        if !sees {
            proposed.words.clear();
        }
        let handler = case.handler.as_ref();
        Some(Lesson {
            case: case.id.clone(),
            number: case.number.clone(),
            proposed,
            sent_to: unit_name(&profile, &sent.unit),
            sent_at: sent.at,
            entry: sent.entry.clone(),
            returned_at: back.at,
            cited: back.entry.clone(),
            reason: back.reason.clone(),
            upheld: back.upheld.or_else(|| decided(case)),
            matter: case
                .matter
                .as_ref()
                .map_or_else(String::new, |m| name(&duties, m)),
            unit: handler.map_or_else(String::new, |u| unit_name(&profile, u.as_str())),
            ended: case.is_ended(),
        })
    };
    Ok(Lessons {
        rows: known.iter().filter_map(lesson).collect(),
        next: next.filter(|_| more),
    })
}

fn decided(case: &Case) -> Option<bool> {
    let sent = case.dispatches.iter().find(|d| d.automatic)?;
    let word = sent.arbitration.as_ref()?;
    Some(word.result == casework::ArbitrationResult::Upheld)
}

fn cursor(text: &str) -> Result<(i64, String)> {
    let read = text.split_once('.').and_then(|(at, case)| {
        let plain = case.len() <= 64 && case.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        plain.then_some((at.parse().ok()?, case.to_owned()))
    });
    read.ok_or_else(|| {
        AppError::field(
            "after",
            "list.cursor",
            "翻页位置无法识别，请从第一页开始",
            "This position is not of this list",
        )
    })
}
