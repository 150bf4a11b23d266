//! Items of the coordination: listed, shown, ended by their number, explained, accepted.

use super::facts::facts;
use super::held::items as held;
use super::step::{context, units_of};
use super::told::told;
use super::view::{
    ActionView, EndedView, ExplanationView, action, ended, explanation, href, names, said_of,
    unit_words,
};
use crate::change_of::changed;
use crate::list::{Ask, Page};
use crate::review::Versioned;
use crate::{Actor, App, AppError, Kind, Result, kinds, same_version};
use figure::Decimal;
use jiff::civil::Date;
use meeting::{Context, Explain, Item, Origin, Reading, Refusal, Standing};
use org::{Action, Resource};
use serde::Serialize;
use store::Loaded;

/// Which items, from where on.
#[derive(Debug, Clone, Default)]
pub struct ItemQuery {
    /// Words of the name.
    pub text: Option<String>,
    /// Unit code of who owes it.
    pub unit: Option<String>,
    /// How they stand; empty: all.
    pub standing: Vec<Standing>,
    /// What they are about.
    pub origin: Option<Origin>,
    /// Only those past their day.
    pub late: bool,
    /// Place; `after` is the id of the last row seen.
    pub ask: Ask,
}

/// An item as a row.
#[derive(Debug, Clone, Serialize)]
pub struct ItemRow {
    /// Identifier.
    pub id: String,
    /// What it is about.
    pub origin: Origin,
    /// The page of that thing.
    pub href: String,
    /// Its name.
    pub title: String,
    /// Why it arose, in Chinese.
    pub why_zh: String,
    /// In English.
    pub why_en: String,
    /// What is promised, in Chinese.
    pub wanted_zh: String,
    /// How it stood when the item arose, in Chinese.
    pub found_zh: String,
    /// Unit that owes it.
    pub unit: String,
    /// Its name.
    pub unit_name: String,
    /// What it will do.
    pub words: String,
    /// Last day.
    pub due: Option<Date>,
    /// Open past its day.
    pub late: bool,
    /// How it stands.
    pub standing: Standing,
    /// The day it arose.
    pub raised_on: Date,
    /// The meeting that decided last.
    pub meeting: String,
}

/// One item.
#[derive(Debug, Clone, Serialize)]
pub struct ItemView {
    /// Version for the next change.
    pub version: i64,
    /// As a row.
    #[serde(flatten)]
    pub row: ItemRow,
    /// How the thing stands now, in Chinese; empty where it cannot be read.
    pub now_zh: String,
    /// Whether what is promised is there; none where it cannot be read.
    pub met: Option<bool>,
    /// The number promised or wanted.
    pub wanted: Option<Decimal>,
    /// Decisions, the latest first.
    pub actions: Vec<ActionView>,
    /// Misses explained, the latest first.
    pub explained: Vec<ExplanationView>,
    /// How it ended.
    pub ended: Option<EndedView>,
    /// `close`, `explain`, `answer`: what this person may do now.
    pub may: Vec<&'static str>,
}

/// A page of items, the next due first, ended ones last. One query, one more after changes.
pub async fn items(app: &App, actor: &Actor, query: &ItemQuery) -> Result<Page<ItemRow>> {
    let own = [actor.unit.as_str()];
    app.require(actor, Action::List, Resource::Meeting, &own)?;
    let all = held(app).await?;
    let seen = all.values().filter(|one| {
        app.may(
            actor,
            Action::View,
            Resource::Meeting,
            &units_of(&one.state),
        )
    });
    let mut rows: Vec<ItemRow> = seen
        .map(|one| row(app, one))
        .filter(|row| fits(row, query))
        .collect();
    rows.sort_by(|a, b| (a.ended(), a.due, &a.id).cmp(&(b.ended(), b.due, &b.id)));
    if query.ask.reversed {
        rows.reverse();
    }
    Page::of_all(rows, &query.ask, |row| &row.id)
}

/// Open items that a unit owes, the next due first: what a worklist shows. One query, one more after changes.
pub async fn of_unit(app: &App, actor: &Actor) -> Result<Vec<ItemRow>> {
    let unit = actor.unit.as_str();
    if !app.may(actor, Action::Answer, Resource::Meeting, &[unit]) {
        return Ok(vec![]);
    }
    let query = ItemQuery {
        unit: Some(unit.to_owned()),
        standing: vec![Standing::Open, Standing::Explained],
        ..ItemQuery::default()
    };
    Ok(items(app, actor, &query).await?.rows)
}

impl ItemRow {
    fn ended(&self) -> bool {
        matches!(self.standing, Standing::Changed | Standing::Missed)
    }
}

fn fits(row: &ItemRow, query: &ItemQuery) -> bool {
    let text = query.text.as_deref().map(str::trim).unwrap_or_default();
    query.unit.as_ref().is_none_or(|unit| *unit == row.unit)
        && (query.standing.is_empty() || query.standing.contains(&row.standing))
        && query.origin.is_none_or(|origin| origin == row.origin)
        && (!query.late || row.late)
        && (row.title.contains(text) || row.words.contains(text))
}

pub(super) fn row(app: &App, one: &Loaded<Item>) -> ItemRow {
    let item = &one.state;
    let action = item.action();
    let standing = item.standing();
    ItemRow {
        id: item.id.clone(),
        origin: item.source.origin,
        href: href(&item.source),
        title: item.title.clone(),
        why_zh: item.why_zh.clone(),
        why_en: item.why_en.clone(),
        wanted_zh: item.measure.wanted_zh(item.promised()),
        found_zh: item.measure.found().zh(&item.measure),
        unit: item.unit().to_owned(),
        unit_name: unit_words(app, Some(item.unit())),
        words: action.map_or_else(String::new, |a| a.words.clone()),
        due: item.due(),
        late: standing == Standing::Open && item.due().is_some_and(|due| due < app.today()),
        standing,
        raised_on: item.raised_on,
        meeting: action.map_or_else(String::new, |a| a.meeting.clone()),
    }
}

/// One item with how it stands now: nine queries at most where nothing changed.
pub async fn show_item(app: &App, actor: &Actor, id: &str) -> Result<ItemView> {
    let found = load(app, actor, Action::View, id).await?;
    let item = &found.state;
    let now = read(app, item).await?;
    let names = names(app, said_of(item)).await?;
    Ok(ItemView {
        version: found.seq,
        row: row(app, &found),
        now_zh: now
            .as_ref()
            .map_or_else(String::new, |r| r.zh(&item.measure)),
        met: now.as_ref().map(|r| item.met_by(r)),
        wanted: item.promised().or(item.measure.wanted()),
        actions: item
            .actions
            .iter()
            .rev()
            .map(|a| action(app, item, &names, a))
            .collect(),
        explained: item
            .explained
            .iter()
            .rev()
            .map(|e| explanation(item, &names, e))
            .collect(),
        ended: ended(item, &names),
        may: may(app, actor, item, now.as_ref()),
    })
}

/// Ends an item whose number changed to the stated measure, as the system reads it now. Errors:
/// `meeting.unread`, those of [`meeting::close_by_number`].
pub async fn close(app: &App, actor: &Actor, id: &str, expected: i64) -> Result<Versioned<Item>> {
    let name = (Action::Close, "close", "ended");
    step(app, actor, name, (id, expected), |item, now, ctx| {
        meeting::close_by_number(item, now, ctx)
    })
    .await
}

/// Explains a miss, for the unit that owes it. Errors: `meeting.unread`, those of [`meeting::explain`].
pub async fn explain(
    app: &App,
    actor: &Actor,
    (id, expected): (&str, i64),
    cmd: Explain,
) -> Result<Versioned<Item>> {
    let name = (Action::Answer, "explain", "explained");
    step(app, actor, name, (id, expected), |item, now, ctx| {
        meeting::explain(item, &cmd, now, ctx)
    })
    .await
}

/// Accepts an explained miss, or sends the explanation back with a reason. Errors: `meeting.unread`, those of
/// [`meeting::answer`].
pub async fn answer(
    app: &App,
    actor: &Actor,
    (id, expected): (&str, i64),
    (accepted, words): (bool, &str),
) -> Result<Versioned<Item>> {
    let name = match accepted {
        true => (Action::Verify, "accept", "accepted"),
        false => (Action::Verify, "return", "returned"),
    };
    step(app, actor, name, (id, expected), |item, now, ctx| {
        meeting::answer(item, (accepted, words), now, ctx)
    })
    .await
}

async fn step(
    app: &App,
    actor: &Actor,
    (right, name, event): (Action, &str, &'static str),
    (id, expected): (&str, i64),
    decide: impl FnOnce(&Item, Reading, &Context) -> std::result::Result<Item, Refusal>,
) -> Result<Versioned<Item>> {
    let before = load(app, actor, Action::View, id).await?;
    app.require(actor, right, Resource::Meeting, &units_of(&before.state))?;
    same_version(expected, before.seq)?;
    let now = read(app, &before.state).await?;
    let now = now.ok_or_else(|| {
        AppError::new(
            Kind::Unprocessable,
            "meeting.unread",
            "现在读不到该事项的数据，不能办理",
            "Its number cannot be read now",
        )
    })?;
    let after = decide(&before.state, now, &context(app, actor))?;
    let change = changed(&before, &format!("meeting_item.{name}"), None, &after);
    let writes = told(app, actor, &after, before.seq + 1, event).await?;
    app.append_with(actor, vec![change], vec![], writes).await?;
    Ok(Versioned {
        version: before.seq + 1,
        value: after,
    })
}

async fn load(app: &App, actor: &Actor, right: Action, id: &str) -> Result<Loaded<Item>> {
    let names = ("这个调度事项", "item");
    let found: Loaded<Item> = app.load(kinds::MEETING_ITEM, id, names).await?;
    match app.may(actor, right, Resource::Meeting, &units_of(&found.state)) {
        true => Ok(found),
        false => Err(AppError::not_found(names.0, names.1)),
    }
}

async fn read(app: &App, item: &Item) -> Result<Option<Reading>> {
    let facts = facts(app, std::slice::from_ref(item)).await?;
    Ok(facts.read(&item.source))
}

fn may(app: &App, actor: &Actor, item: &Item, now: Option<&Reading>) -> Vec<&'static str> {
    let Some(now) = now.filter(|_| item.ending.is_none()) else {
        return vec![];
    };
    let units = units_of(item);
    let met = item.met_by(now);
    let waits = item.waiting();
    let over = item.due().is_some_and(|due| due < app.today());
    let own = actor.unit.as_str() == item.unit();
    let mut found = vec![];
    if met && app.may(actor, Action::Close, Resource::Meeting, &units) {
        found.push("close");
    }
    let owes = own && app.may(actor, Action::Answer, Resource::Meeting, &units);
    if !met && over && waits.is_none() && owes {
        found.push("explain");
    }
    let other = waits.is_some_and(|w| w.said.by.person != actor.person) && !own;
    if other && app.may(actor, Action::Verify, Resource::Meeting, &units) {
        found.push("answer");
    }
    found
}
