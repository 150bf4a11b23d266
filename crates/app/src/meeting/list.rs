//! Meetings as a list, and one of them with its lines and minutes.

use super::held::{items, meetings};
use super::view::{Names, href, name, names, unit_words};
use crate::{Actor, App, AppError, Result};
use figure::Decimal;
use jiff::Timestamp;
use jiff::civil::Date;
use meeting::{Decided, Group, Line, Meeting, Origin, Outcome, Standing};
use org::{Action, Resource};
use serde::Serialize;

/// Most meetings of the list: ten years of weeks.
const SHOWN_MAX: usize = 520;

/// A meeting as a row.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingRow {
    /// Its week.
    pub id: String,
    /// Its day.
    pub on: Date,
    /// Lines of the agenda.
    pub lines: usize,
    /// Of them promised before.
    pub promised: usize,
    /// Ended by a number.
    pub changed: usize,
    /// Ended as an accepted miss.
    pub missed: usize,
    /// Without an outcome.
    pub undecided: usize,
    /// New facts left out.
    pub left_out: usize,
    /// The day of the minutes; none while it is open.
    pub minuted_on: Option<Date>,
    /// Who chaired.
    pub chair: String,
}

/// One meeting.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingView {
    /// Version for the next change.
    pub version: i64,
    /// As a row.
    #[serde(flatten)]
    pub row: MeetingRow,
    /// The lines.
    pub agenda: Vec<LineView>,
    /// New facts left out.
    pub omitted: Vec<Omitted>,
    /// Why they were left out.
    pub omitted_why: String,
    /// What was said beside the lines; empty while it is open.
    pub words: String,
    /// Who froze the agenda.
    pub frozen_by: String,
    /// When.
    pub frozen_at: Timestamp,
    /// Who issued the minutes; empty while it is open.
    pub minuted_by: String,
    /// `assign`, `minute`: what this person may do now.
    pub may: Vec<&'static str>,
}

/// A new fact that was left out of an agenda.
#[derive(Debug, Clone, Serialize)]
pub struct Omitted {
    /// Its name.
    pub title: String,
    /// Why it was on the draft, in Chinese.
    pub why_zh: String,
}

/// A line of an agenda.
#[derive(Debug, Clone, Serialize)]
pub struct LineView {
    /// From 1.
    pub no: u32,
    /// Why it is here.
    pub group: Group,
    /// What it is about.
    pub origin: Origin,
    /// The page of that thing.
    pub href: String,
    /// Its name.
    pub title: String,
    /// Why, in Chinese, with the numbers of that day.
    pub why_zh: String,
    /// In English.
    pub why_en: String,
    /// What is wanted, in Chinese.
    pub wanted_zh: String,
    /// The number wanted; none of lights and blockers.
    pub wanted: Option<Decimal>,
    /// How it stood that day, in Chinese.
    pub now_zh: String,
    /// The unit that answers for it.
    pub unit: Option<String>,
    /// Its name.
    pub unit_name: String,
    /// The item.
    pub item: Option<String>,
    /// How the item stands today.
    pub standing: Option<Standing>,
    /// What became of the line.
    pub outcome: Option<OutcomeView>,
}

/// What became of a line.
#[derive(Debug, Clone, Serialize)]
pub struct OutcomeView {
    /// `assigned`, `changed`, `missed`.
    pub code: &'static str,
    /// Name of the owner unit; empty for ended ones.
    pub unit_name: String,
    /// What it will do; of ended ones how it stood.
    pub words: String,
    /// Last day.
    pub due: Option<Date>,
    /// The number promised, where another than the one wanted.
    pub promised: Option<Decimal>,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// The meetings, the latest first. One query, one more after changes.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<MeetingRow>> {
    let own = [actor.unit.as_str()];
    app.require(actor, Action::List, Resource::Meeting, &own)?;
    let all = meetings(app).await?;
    let newest = all.values().rev().take(SHOWN_MAX);
    Ok(newest.map(|one| row(&one.state)).collect())
}

/// One meeting: three queries where nothing changed.
pub async fn show(app: &App, actor: &Actor, id: &str) -> Result<MeetingView> {
    let own = [actor.unit.as_str()];
    app.require(actor, Action::View, Resource::Meeting, &own)?;
    let all = meetings(app).await?;
    let missing = || AppError::not_found("这次调度会", "meeting");
    let found = all.get(id).ok_or_else(missing)?;
    let meeting = &found.state;
    let items = items(app).await?;
    let outcomes = meeting.lines.iter().filter_map(|l| l.outcome.as_ref());
    let mut people: Vec<&Decided> = outcomes.map(said).collect();
    people.push(&meeting.frozen);
    people.extend(meeting.minutes.iter().map(|m| &m.said));
    let names = names(app, people).await?;
    let line = |line: &Line| {
        let item = line.item.as_ref().and_then(|id| items.get(id));
        LineView {
            standing: item.map(|one| one.state.standing()),
            ..view(app, line, &names)
        }
    };
    let minutes = meeting.minutes.as_ref();
    Ok(MeetingView {
        version: found.seq,
        agenda: meeting.lines.iter().map(line).collect(),
        omitted: meeting
            .left_out
            .iter()
            .map(|l| Omitted {
                title: l.title.clone(),
                why_zh: l.why_zh.clone(),
            })
            .collect(),
        omitted_why: meeting.left_out_why.clone(),
        words: minutes.map_or_else(String::new, |m| m.words.clone()),
        frozen_by: name(&names, &meeting.frozen),
        frozen_at: meeting.frozen.at,
        minuted_by: minutes.map_or_else(String::new, |m| name(&names, &m.said)),
        may: may(app, actor, meeting),
        row: row(meeting),
    })
}

fn row(meeting: &Meeting) -> MeetingRow {
    let count = |of: &dyn Fn(&Line) -> bool| meeting.lines.iter().filter(|l| of(l)).count();
    let minutes = meeting.minutes.as_ref();
    MeetingRow {
        id: meeting.id.clone(),
        on: meeting.on,
        lines: meeting.lines.len(),
        promised: count(&|l| l.group != Group::New),
        changed: count(&|l| matches!(l.outcome, Some(Outcome::Changed { .. }))),
        missed: count(&|l| matches!(l.outcome, Some(Outcome::Missed { .. }))),
        undecided: meeting.undecided().count(),
        left_out: meeting.left_out.len(),
        minuted_on: minutes.map(|m| m.said.on),
        chair: minutes.map_or_else(String::new, |m| m.chair.clone()),
    }
}

fn view(app: &App, line: &Line, names: &Names) -> LineView {
    LineView {
        no: line.no,
        group: line.group,
        origin: line.source.origin,
        href: href(&line.source),
        title: line.title.clone(),
        why_zh: line.why_zh.clone(),
        why_en: line.why_en.clone(),
        wanted_zh: line.measure.wanted_zh(None),
        wanted: line.measure.wanted(),
        now_zh: line.now.zh(&line.measure),
        unit_name: unit_words(app, line.unit.as_deref()),
        unit: line.unit.clone(),
        item: line.item.clone(),
        standing: None,
        outcome: line.outcome.as_ref().map(|o| outcome(app, line, o, names)),
    }
}

fn said(outcome: &Outcome) -> &Decided {
    match outcome {
        Outcome::Assigned { said, .. }
        | Outcome::Changed { said, .. }
        | Outcome::Missed { said, .. } => said,
    }
}

fn outcome(app: &App, line: &Line, of: &Outcome, names: &Names) -> OutcomeView {
    let (by, at) = (name(names, said(of)), said(of).at);
    let ended = |code, reading: &meeting::Reading| OutcomeView {
        code,
        unit_name: String::new(),
        words: reading.zh(&line.measure),
        due: None,
        promised: None,
        by: by.clone(),
        at,
    };
    match of {
        Outcome::Assigned {
            unit,
            words,
            due,
            promised,
            ..
        } => OutcomeView {
            code: "assigned",
            unit_name: unit_words(app, Some(unit)),
            words: words.clone(),
            due: Some(*due),
            promised: *promised,
            by,
            at,
        },
        Outcome::Changed { reading, .. } => ended("changed", reading),
        Outcome::Missed { reading, .. } => ended("missed", reading),
    }
}

fn may(app: &App, actor: &Actor, meeting: &Meeting) -> Vec<&'static str> {
    if meeting.minutes.is_some() {
        return vec![];
    }
    let rights = [(Action::Assign, "assign"), (Action::Issue, "minute")];
    let may = |right| app.may(actor, right, Resource::Meeting, &[]);
    let held = rights.into_iter().filter(|(right, _)| may(*right));
    held.map(|(_, word)| word).collect()
}
