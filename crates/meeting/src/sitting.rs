//! One meeting: the agenda is frozen, each line is decided, the minutes are issued.

use crate::item::{Action, CHANGES_MAX, Decided, Ending, open, room};
use crate::{Context, Drafted, Expected, Group, Item, Measure, Reading, Refusal, Source};
use figure::Decimal;
use jiff::civil::Date;
use refusal::required;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most lines of one agenda.
pub const LINES_MAX: usize = 200;

/// What became of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Outcome {
    /// It has one owner unit, an action and a day.
    Assigned {
        /// The unit.
        unit: String,
        /// What will be done.
        words: String,
        /// Last day.
        due: Date,
        /// The number promised, where another than the one wanted.
        promised: Option<Decimal>,
        /// Who decided.
        #[serde(flatten)]
        said: Decided,
    },
    /// The number changed.
    Changed {
        /// As read.
        reading: Reading,
        /// Who had it read.
        #[serde(flatten)]
        said: Decided,
    },
    /// An explained miss was accepted.
    Missed {
        /// As read.
        reading: Reading,
        /// Who accepted.
        #[serde(flatten)]
        said: Decided,
    },
}

/// A line of the frozen agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// From 1.
    pub no: u32,
    /// Why it is here.
    pub group: Group,
    /// The thing.
    pub source: Source,
    /// Its name.
    pub title: String,
    /// Why, in Chinese, with the numbers of that day.
    pub why_zh: String,
    /// In English.
    pub why_en: String,
    /// What was found and what is wanted.
    pub measure: Measure,
    /// How it stood when the agenda was frozen.
    pub now: Reading,
    /// The unit that answers for it.
    pub unit: Option<String>,
    /// The item; none until a new line is decided.
    pub item: Option<String>,
    /// What became of it.
    pub outcome: Option<Outcome>,
}

/// A new fact that the office left out of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The thing.
    pub source: Source,
    /// Its name.
    pub title: String,
    /// Why it was on the draft.
    pub why_zh: String,
    /// In English.
    pub why_en: String,
}

/// What closes a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// Who chaired.
    pub chair: String,
    /// What was said beside the lines.
    pub words: String,
    /// Who issued them.
    #[serde(flatten)]
    pub said: Decided,
}

/// A meeting. A subject of the journal, by its week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// The week: 2026-W48.
    pub id: String,
    /// The day of the meeting.
    pub on: Date,
    /// The agenda.
    pub lines: Vec<Line>,
    /// New facts left out.
    pub left_out: Vec<LeftOut>,
    /// Why.
    pub left_out_why: String,
    /// Who froze the agenda.
    pub frozen: Decided,
    /// The minutes; none while it is open.
    pub minutes: Option<Minutes>,
}

impl Meeting {
    /// Lines without an outcome.
    pub fn undecided(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.outcome.is_none())
    }

    fn line(&self, no: u32) -> Result<usize, Refusal> {
        let found = self.lines.iter().position(|line| line.no == no);
        found.ok_or_else(|| Refusal::new("no_such_line").with("no", no))
    }

    fn still_open(&self) -> Result<(), Refusal> {
        match &self.minutes {
            Some(minutes) => Err(Refusal::new("minuted").with("day", minutes.said.on)),
            None => Ok(()),
        }
    }
}

/// Freeze the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freeze {
    /// Id of the meeting.
    pub id: String,
    /// Its day.
    pub on: Date,
    /// New facts left out.
    pub leave_out: BTreeSet<Source>,
    /// Why.
    pub why: String,
}

/// What freezing gives: the meeting, and the items that end because their number changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// The meeting.
    pub meeting: Meeting,
    /// Items ended.
    pub ended: Vec<Item>,
}

/// Freezes the agenda as drafted. What was promised cannot be left out; a number that changed to the stated
/// measure ends its item here. Errors: `meeting_open` while the last has no minutes, `meeting_not_later`,
/// `agenda_empty`, `agenda_too_long`, `promised_stays`, `required`.
pub fn freeze(
    last: Option<&Meeting>,
    drafted: Vec<Drafted>,
    items: &[Item],
    cmd: &Freeze,
    ctx: &Context,
) -> Result<Frozen, Refusal> {
    if let Some(last) = last {
        if last.minutes.is_none() {
            return Err(Refusal::new("meeting_open").with("day", last.on));
        }
        if cmd.on <= last.on || cmd.id == last.id {
            return Err(Refusal::on("meeting_not_later", "on").with("day", last.on));
        }
    }
    let mut meeting = Meeting {
        id: cmd.id.clone(),
        on: cmd.on,
        lines: vec![],
        left_out: vec![],
        left_out_why: String::new(),
        frozen: Decided::of(ctx),
        minutes: None,
    };
    let mut ended = vec![];
    for drafted in drafted {
        if cmd.leave_out.contains(&drafted.fact.source) {
            if drafted.group != Group::New {
                return Err(Refusal::new("promised_stays").with("title", drafted.fact.title));
            }
            meeting.left_out.push(LeftOut {
                source: drafted.fact.source,
                title: drafted.fact.title,
                why_zh: drafted.fact.why_zh,
                why_en: drafted.fact.why_en,
            });
            continue;
        }
        let mut line = line(meeting.lines.len(), drafted)?;
        if line.group == Group::Reached {
            let item = items.iter().find(|i| Some(&i.id) == line.item.as_ref());
            let item = item.ok_or_else(|| Refusal::new("no_such_item"))?;
            let item = crate::close_by_number(item, line.now.clone(), ctx)?;
            line.outcome = outcome_of(&item);
            ended.push(item);
        }
        meeting.lines.push(line);
    }
    if meeting.lines.is_empty() {
        return Err(Refusal::new("agenda_empty"));
    }
    if !meeting.left_out.is_empty() {
        meeting.left_out_why = required(&cmd.why, "why")?;
    }
    Ok(Frozen { meeting, ended })
}

fn line(at: usize, drafted: Drafted) -> Result<Line, Refusal> {
    let no = u32::try_from(at + 1).unwrap_or(u32::MAX);
    if at >= LINES_MAX {
        return Err(Refusal::new("agenda_too_long").with("max", LINES_MAX));
    }
    Ok(Line {
        no,
        group: drafted.group,
        source: drafted.fact.source,
        title: drafted.fact.title,
        why_zh: drafted.fact.why_zh,
        why_en: drafted.fact.why_en,
        measure: drafted.fact.measure,
        now: drafted.now,
        unit: drafted.fact.unit,
        item: drafted.item,
        outcome: None,
    })
}

/// Give a line its one owner unit, an action and a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assign {
    /// Number of the line.
    pub no: u32,
    /// Identifier of the item where the line is new.
    pub new_id: String,
    /// The one unit.
    pub unit: String,
    /// What will be done.
    pub words: String,
    /// Last day.
    pub due: Date,
    /// A number promised for that day, where another than the one wanted.
    pub promised: Option<Decimal>,
    /// What is forecast now.
    pub expected: Option<Expected>,
}

/// Decides a line: the meeting and the item after it. `items` are all open ones. Errors: `minuted`,
/// `no_such_line`, `line_decided`, `required`, `due_not_later`, `promise_of_light`, `promise_no_better`,
/// `item_open_already`, `explanation_waits`, `item_closed`, `changes_too_many`.
pub fn assign(
    state: &Meeting,
    items: &[Item],
    cmd: &Assign,
    ctx: &Context,
) -> Result<(Meeting, Item), Refusal> {
    state.still_open()?;
    let at = state.line(cmd.no)?;
    let line = &state.lines[at];
    if line.outcome.is_some() {
        return Err(Refusal::new("line_decided").with("no", cmd.no));
    }
    let action = action(state, line, cmd, ctx)?;
    let item = match &line.item {
        Some(id) => carried(items, id, action.clone())?,
        None => raised(items, line, cmd, action.clone(), ctx)?,
    };
    let mut next = state.clone();
    next.lines[at].item = Some(item.id.clone());
    next.lines[at].outcome = Some(Outcome::Assigned {
        unit: action.unit,
        words: action.words,
        due: action.due,
        promised: action.promised,
        said: action.decided,
    });
    Ok((next, item))
}

fn action(state: &Meeting, line: &Line, cmd: &Assign, ctx: &Context) -> Result<Action, Refusal> {
    if cmd.due <= ctx.today || cmd.due <= state.on {
        return Err(Refusal::on("due_not_later", "due").with("day", state.on.max(ctx.today)));
    }
    if let Some(promised) = cmd.promised {
        if line.measure.wanted().is_none() {
            return Err(Refusal::on("promise_of_light", "promised"));
        }
        // What stands now must not meet it already: a promise asks for a change.
        if line.measure.met_by(&line.now, Some(promised)) {
            return Err(Refusal::on("promise_no_better", "promised")
                .with("now", line.now.zh(&line.measure)));
        }
    }
    Ok(Action {
        unit: required(&cmd.unit, "unit")?,
        words: required(&cmd.words, "words")?,
        due: cmd.due,
        promised: cmd.promised,
        before: line.now.clone(),
        expected: cmd.expected.clone(),
        meeting: state.id.clone(),
        decided: Decided::of(ctx),
    })
}

fn carried(items: &[Item], id: &str, action: Action) -> Result<Item, Refusal> {
    let item = items.iter().find(|i| i.id == id);
    let item = item.ok_or_else(|| Refusal::new("no_such_item"))?;
    let mut next = open(item)?;
    if item.waiting().is_some() {
        return Err(Refusal::new("explanation_waits"));
    }
    room(next.actions.len())?;
    next.actions.push(action);
    Ok(next)
}

fn raised(
    items: &[Item],
    line: &Line,
    cmd: &Assign,
    action: Action,
    ctx: &Context,
) -> Result<Item, Refusal> {
    let same = |i: &&Item| i.source == line.source && i.ending.is_none();
    if let Some(item) = items.iter().find(same) {
        return Err(Refusal::new("item_open_already").with("day", item.raised_on));
    }
    Ok(Item {
        id: required(&cmd.new_id, "id")?,
        source: line.source.clone(),
        title: line.title.clone(),
        why_zh: line.why_zh.clone(),
        why_en: line.why_en.clone(),
        measure: line.measure.clone(),
        raised_on: ctx.today,
        actions: vec![action],
        explained: vec![],
        ending: None,
    })
}

/// Issue the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minute {
    /// Who chaired.
    pub chair: String,
    /// What was said beside the lines; may be empty.
    pub words: String,
}

/// Issues the minutes once every line has an outcome: an owner with an action and a day, or the end of its item.
/// Errors: `minuted`, `meeting_to_come`, `lines_undecided`, `required`, `text_too_long`.
pub fn minute(
    state: &Meeting,
    items: &[Item],
    cmd: &Minute,
    ctx: &Context,
) -> Result<Meeting, Refusal> {
    state.still_open()?;
    if ctx.today < state.on {
        return Err(Refusal::new("meeting_to_come").with("day", state.on));
    }
    let mut next = state.clone();
    for line in next.lines.iter_mut().filter(|l| l.outcome.is_none()) {
        let item = items.iter().find(|i| Some(&i.id) == line.item.as_ref());
        line.outcome = item.and_then(outcome_of);
    }
    let left: Vec<String> = next.undecided().map(|line| line.no.to_string()).collect();
    if !left.is_empty() {
        let shown = left[..left.len().min(CHANGES_MAX)].join("、");
        return Err(Refusal::new("lines_undecided").with("nos", shown));
    }
    next.minutes = Some(Minutes {
        chair: required(&cmd.chair, "chair")?,
        words: match cmd.words.trim() {
            "" => String::new(),
            words => required(words, "words")?,
        },
        said: Decided::of(ctx),
    });
    Ok(next)
}

/// What an ended item says of its line.
fn outcome_of(item: &Item) -> Option<Outcome> {
    Some(match item.ending.clone()? {
        Ending::Changed { reading, said } => Outcome::Changed { reading, said },
        Ending::Missed { reading, said } => Outcome::Missed { reading, said },
    })
}
