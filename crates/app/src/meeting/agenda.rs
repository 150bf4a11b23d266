//! The agenda of the next meeting as it writes itself now.

use super::facts::facts;
use super::held::{items, meetings, open};
use super::view::{href, unit_words};
use crate::{Actor, App, Result};
use jiff::civil::Date;
use meeting::{Drafted, Group, Origin, Standing};
use org::{Action, Resource};
use serde::Serialize;

/// The agenda before it is frozen.
#[derive(Debug, Clone, Serialize)]
pub struct NextAgenda {
    /// Today.
    pub on: Date,
    /// The last meeting.
    pub last: Option<LastMeeting>,
    /// True while the last meeting has no minutes, so that nothing can be frozen.
    pub last_open: bool,
    /// The lines in their order.
    pub lines: Vec<AgendaLine>,
    /// Items under way that are not due.
    pub under_way: Vec<super::ItemRow>,
    /// `issue`: this person may freeze it.
    pub may: Vec<&'static str>,
}

/// The meeting before.
#[derive(Debug, Clone, Serialize)]
pub struct LastMeeting {
    /// Its week.
    pub id: String,
    /// Its day.
    pub on: Date,
}

/// A line of it.
#[derive(Debug, Clone, Serialize)]
pub struct AgendaLine {
    /// Names it in the form that freezes the agenda.
    pub key: String,
    /// Why it is here.
    pub group: Group,
    /// What it is about.
    pub origin: Origin,
    /// The page of that thing.
    pub href: String,
    /// Its name.
    pub title: String,
    /// Why, in Chinese, with the numbers.
    pub why_zh: String,
    /// In English.
    pub why_en: String,
    /// What is wanted, in Chinese.
    pub wanted_zh: String,
    /// How it stands, in Chinese.
    pub now_zh: String,
    /// The unit that answers for it.
    pub unit: Option<String>,
    /// Its name.
    pub unit_name: String,
    /// The open item about it.
    pub item: Option<String>,
}

/// The agenda as the facts of now make it: ten queries at most where nothing changed.
pub async fn agenda(app: &App, actor: &Actor) -> Result<NextAgenda> {
    let own = [actor.unit.as_str()];
    app.require(actor, Action::View, Resource::Meeting, &own)?;
    let meetings = meetings(app).await?;
    let last = meetings.values().next_back();
    let all = items(app).await?;
    let open = open(&all);
    let drafted = drafted(app, &open).await?;
    let on = app.today();
    let heard = |id: &str| drafted.iter().any(|d| d.item.as_deref() == Some(id));
    let under_way = all.values().filter(|one| {
        let state = &one.state;
        state.standing() == Standing::Open && !heard(&state.id)
    });
    let under_way = under_way.map(|one| super::items::row(app, one)).collect();
    let may = app.may(actor, Action::Issue, Resource::Meeting, &[]);
    Ok(NextAgenda {
        on,
        last: last.map(|m| LastMeeting {
            id: m.state.id.clone(),
            on: m.state.on,
        }),
        last_open: last.is_some_and(|m| m.state.minutes.is_none()),
        lines: drafted.iter().map(|d| line(app, d)).collect(),
        under_way,
        may: match may {
            true => vec!["issue"],
            false => vec![],
        },
    })
}

/// What would be frozen now.
pub(super) async fn drafted(app: &App, open: &[meeting::Item]) -> Result<Vec<Drafted>> {
    let facts = facts(app, open).await?;
    let read: Vec<_> = open
        .iter()
        .map(|item| (item.clone(), facts.read(&item.source)))
        .collect();
    Ok(meeting::agenda(&read, &facts.candidates(), app.today()))
}

fn line(app: &App, drafted: &Drafted) -> AgendaLine {
    let fact = &drafted.fact;
    AgendaLine {
        key: fact.source.key(),
        group: drafted.group,
        origin: fact.source.origin,
        href: href(&fact.source),
        title: fact.title.clone(),
        why_zh: fact.why_zh.clone(),
        why_en: fact.why_en.clone(),
        wanted_zh: fact.measure.wanted_zh(None),
        now_zh: drafted.now.zh(&fact.measure),
        unit_name: unit_words(app, fact.unit.as_deref()),
        unit: fact.unit.clone(),
        item: drafted.item.clone(),
    }
}
