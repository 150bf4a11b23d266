//! Parts of items and meetings with names, ready to show.

use crate::App;
use crate::district::unit_name;
use figure::Decimal;
use jiff::Timestamp;
use jiff::civil::Date;
use meeting::{Action, Decided, Ending, Explanation, Item, Origin, Source};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};

/// The page of the thing an item is about.
pub(crate) fn href(source: &Source) -> String {
    match source.origin {
        Origin::Indicator => format!("/indicators/{}", source.id),
        Origin::Commitment => format!("/ledger/{}", source.id),
        Origin::Project => format!("/projects/{}", source.id),
        Origin::Blocker => format!("/projects/{}#blockers", source.id),
    }
}

/// The name of a unit; empty for none.
pub(super) fn unit_words(app: &App, unit: Option<&str>) -> String {
    unit.map_or_else(String::new, |code| unit_name(&app.profile(), code))
}

/// Names of people by account.
pub(super) type Names = HashMap<String, String>;

/// Names of everybody who acted on some items: one query.
pub(super) async fn names(app: &App, said: Vec<&Decided>) -> crate::Result<Names> {
    let ids: BTreeSet<&str> = said.iter().map(|s| s.by.person.as_str()).collect();
    crate::person::names_of(app, &ids).await
}

/// Who said what of an item.
pub(super) fn said_of(item: &Item) -> Vec<&Decided> {
    let actions = item.actions.iter().map(|a| &a.decided);
    let explained = item.explained.iter().map(|e| &e.said);
    let answers = item
        .explained
        .iter()
        .filter_map(|e| Some(&e.answer.as_ref()?.said));
    let ended = item.ending.iter().map(Ending::said);
    actions
        .chain(explained)
        .chain(answers)
        .chain(ended)
        .collect()
}

pub(super) fn name(names: &Names, said: &Decided) -> String {
    let id = &said.by.person;
    names.get(id).cloned().unwrap_or_else(|| id.clone())
}

/// What was decided at a meeting.
#[derive(Debug, Clone, Serialize)]
pub struct ActionView {
    /// The unit that owed it.
    pub unit: String,
    /// Its name.
    pub unit_name: String,
    /// What was to be done.
    pub words: String,
    /// Last day.
    pub due: Date,
    /// What was promised, in Chinese.
    pub wanted_zh: String,
    /// The number promised, where another than the one wanted.
    pub promised: Option<Decimal>,
    /// How it stood, in Chinese.
    pub before_zh: String,
    /// What was forecast then.
    pub expected: Option<ExpectedView>,
    /// The meeting.
    pub meeting: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A forecast as it was when somebody promised; never a figure.
#[derive(Debug, Clone, Serialize)]
pub struct ExpectedView {
    /// The period, of itself alone, in words.
    pub period_zh: String,
    /// Lower end of the interval.
    pub low: Decimal,
    /// The middle.
    pub middle: Decimal,
    /// Upper end.
    pub high: Decimal,
    /// Unit.
    pub unit: String,
}

impl ExpectedView {
    pub(super) fn of(expected: &meeting::Expected) -> Self {
        Self {
            period_zh: expected.period.to_chinese(),
            low: expected.low,
            middle: expected.middle,
            high: expected.high,
            unit: expected.unit.clone(),
        }
    }
}

/// A miss explained.
#[derive(Debug, Clone, Serialize)]
pub struct ExplanationView {
    /// Why.
    pub why: String,
    /// What is learned.
    pub learned: String,
    /// How it stood, in Chinese.
    pub reading_zh: String,
    /// Who says so.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Whether it was accepted; none while it waits.
    pub accepted: Option<bool>,
    /// In words.
    pub answer: String,
    /// Who answered; empty while it waits.
    pub answered_by: String,
}

/// How an item ended.
#[derive(Debug, Clone, Serialize)]
pub struct EndedView {
    /// As read, in Chinese.
    pub reading_zh: String,
    /// Who had it read or accepted the miss.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

pub(super) fn action(app: &App, item: &Item, names: &Names, action: &Action) -> ActionView {
    ActionView {
        unit: action.unit.clone(),
        unit_name: unit_words(app, Some(&action.unit)),
        words: action.words.clone(),
        due: action.due,
        wanted_zh: item.measure.wanted_zh(action.promised),
        promised: action.promised,
        before_zh: action.before.zh(&item.measure),
        expected: action.expected.as_ref().map(ExpectedView::of),
        meeting: action.meeting.clone(),
        by: name(names, &action.decided),
        at: action.decided.at,
    }
}

pub(super) fn explanation(item: &Item, names: &Names, said: &Explanation) -> ExplanationView {
    let answer = said.answer.as_ref();
    ExplanationView {
        why: said.why.clone(),
        learned: said.learned.clone(),
        reading_zh: said.reading.zh(&item.measure),
        by: name(names, &said.said),
        at: said.said.at,
        accepted: answer.map(|a| a.accepted),
        answer: answer.map_or_else(String::new, |a| a.words.clone()),
        answered_by: answer.map_or_else(String::new, |a| name(names, &a.said)),
    }
}

pub(super) fn ended(item: &Item, names: &Names) -> Option<EndedView> {
    let ending = item.ending.as_ref()?;
    Some(EndedView {
        reading_zh: ending.reading().zh(&item.measure),
        by: name(names, ending.said()),
        at: ending.said().at,
    })
}
