//! Meetings of the weekly coordination, their items, and ten-day reviews.

use super::{Day, Exact, Instant};
use serde::Serialize;
use utoipa::ToSchema;

/// The agenda before it is frozen.
#[derive(Serialize, ToSchema)]
pub struct NextAgenda {
    /// Today.
    pub on: Day,
    /// The last meeting.
    pub last: Option<LastMeeting>,
    /// True while the last meeting has no minutes, so that nothing can be frozen.
    pub last_open: bool,
    /// The lines in their order.
    pub lines: Vec<AgendaLine>,
    /// Items under way that are not due.
    pub under_way: Vec<MeetingItemRow>,
    /// `issue`: this person may freeze it.
    pub may: Vec<String>,
}

/// The meeting before.
#[derive(Serialize, ToSchema)]
pub struct LastMeeting {
    /// Its week.
    pub id: String,
    /// Its day.
    pub on: Day,
}

/// A line of it.
#[derive(Serialize, ToSchema)]
pub struct AgendaLine {
    /// Names it in the form that freezes the agenda.
    pub key: String,
    /// Why it is here.
    pub group: String,
    /// What it is about.
    pub origin: String,
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

/// A meeting as a row.
#[derive(Serialize, ToSchema)]
pub struct MeetingRow {
    /// Its week.
    pub id: String,
    /// Its day.
    pub on: Day,
    /// Lines of the agenda.
    pub lines: u64,
    /// Of them promised before.
    pub promised: u64,
    /// Ended by a number.
    pub changed: u64,
    /// Ended as an accepted miss.
    pub missed: u64,
    /// Without an outcome.
    pub undecided: u64,
    /// New facts left out.
    pub left_out: u64,
    /// The day of the minutes; none while it is open.
    pub minuted_on: Option<Day>,
    /// Who chaired.
    pub chair: String,
}

/// One meeting.
#[derive(Serialize, ToSchema)]
pub struct MeetingView {
    /// Version for the next change.
    pub version: i64,
    /// Its week.
    pub id: String,
    /// Its day.
    pub on: Day,
    /// Lines of the agenda.
    pub lines: u64,
    /// Of them promised before.
    pub promised: u64,
    /// Ended by a number.
    pub changed: u64,
    /// Ended as an accepted miss.
    pub missed: u64,
    /// Without an outcome.
    pub undecided: u64,
    /// New facts left out.
    pub left_out: u64,
    /// The day of the minutes; none while it is open.
    pub minuted_on: Option<Day>,
    /// Who chaired.
    pub chair: String,
    /// The lines.
    pub agenda: Vec<MeetingLine>,
    /// New facts left out.
    pub omitted: Vec<OmittedFact>,
    /// Why they were left out.
    pub omitted_why: String,
    /// What was said beside the lines; empty while it is open.
    pub words: String,
    /// Who froze the agenda.
    pub frozen_by: String,
    /// When.
    pub frozen_at: Instant,
    /// Who issued the minutes; empty while it is open.
    pub minuted_by: String,
    /// `assign`, `minute`: what this person may do now.
    pub may: Vec<String>,
}

/// A new fact that was left out of an agenda.
#[derive(Serialize, ToSchema)]
pub struct OmittedFact {
    /// Its name.
    pub title: String,
    /// Why it was on the draft, in Chinese.
    pub why_zh: String,
}

/// A line of an agenda.
#[derive(Serialize, ToSchema)]
pub struct MeetingLine {
    /// From 1.
    pub no: u32,
    /// Why it is here.
    pub group: String,
    /// What it is about.
    pub origin: String,
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
    pub wanted: Option<Exact>,
    /// How it stood that day, in Chinese.
    pub now_zh: String,
    /// The unit that answers for it.
    pub unit: Option<String>,
    /// Its name.
    pub unit_name: String,
    /// The item.
    pub item: Option<String>,
    /// How the item stands today.
    pub standing: Option<String>,
    /// What became of the line.
    pub outcome: Option<MeetingOutcome>,
}

/// What became of a line.
#[derive(Serialize, ToSchema)]
pub struct MeetingOutcome {
    /// `assigned`, `changed`, `missed`.
    pub code: String,
    /// Name of the owner unit; empty for ended ones.
    pub unit_name: String,
    /// What it will do; of ended ones how it stood.
    pub words: String,
    /// Last day.
    pub due: Option<Day>,
    /// The number promised, where another than the one wanted.
    pub promised: Option<Exact>,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// An item as a row.
#[derive(Serialize, ToSchema)]
pub struct MeetingItemRow {
    /// Identifier.
    pub id: String,
    /// What it is about.
    pub origin: String,
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
    pub due: Option<Day>,
    /// Open past its day.
    pub late: bool,
    /// How it stands.
    pub standing: String,
    /// The day it arose.
    pub raised_on: Day,
    /// The meeting that decided last.
    pub meeting: String,
}

/// One item.
#[derive(Serialize, ToSchema)]
pub struct MeetingItemView {
    /// Version for the next change.
    pub version: i64,
    /// Identifier.
    pub id: String,
    /// What it is about.
    pub origin: String,
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
    pub due: Option<Day>,
    /// Open past its day.
    pub late: bool,
    /// How it stands.
    pub standing: String,
    /// The day it arose.
    pub raised_on: Day,
    /// The meeting that decided last.
    pub meeting: String,
    /// How the thing stands now, in Chinese; empty where it cannot be read.
    pub now_zh: String,
    /// Whether what is promised is there; none where it cannot be read.
    pub met: Option<bool>,
    /// The number promised or wanted.
    pub wanted: Option<Exact>,
    /// Decisions, the latest first.
    pub actions: Vec<MeetingAction>,
    /// Misses explained, the latest first.
    pub explained: Vec<MissView>,
    /// How it ended.
    pub ended: Option<MeetingItemEnded>,
    /// `close`, `explain`, `answer`: what this person may do now.
    pub may: Vec<String>,
}

/// A forecast as it was when somebody promised; never a figure.
#[derive(Serialize, ToSchema)]
pub struct ForecastThen {
    /// The period, of itself alone, in words.
    pub period_zh: String,
    /// Lower end of the interval.
    pub low: Exact,
    /// The middle.
    pub middle: Exact,
    /// Upper end.
    pub high: Exact,
    /// Unit.
    pub unit: String,
}

/// What was decided at a meeting.
#[derive(Serialize, ToSchema)]
pub struct MeetingAction {
    /// The unit that owed it.
    pub unit: String,
    /// Its name.
    pub unit_name: String,
    /// What was to be done.
    pub words: String,
    /// Last day.
    pub due: Day,
    /// What was promised, in Chinese.
    pub wanted_zh: String,
    /// The number promised, where another than the one wanted.
    pub promised: Option<Exact>,
    /// How it stood, in Chinese.
    pub before_zh: String,
    /// What was forecast then.
    pub expected: Option<ForecastThen>,
    /// The meeting.
    pub meeting: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// A miss explained.
#[derive(Serialize, ToSchema)]
pub struct MissView {
    /// Why.
    pub why: String,
    /// What is learned.
    pub learned: String,
    /// How it stood, in Chinese.
    pub reading_zh: String,
    /// Who says so.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Whether it was accepted; none while it waits.
    pub accepted: Option<bool>,
    /// In words.
    pub answer: String,
    /// Who answered; empty while it waits.
    pub answered_by: String,
}

/// How an item ended.
#[derive(Serialize, ToSchema)]
pub struct MeetingItemEnded {
    /// As read, in Chinese.
    pub reading_zh: String,
    /// Who had it read or accepted the miss.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// A promise set against what came.
#[derive(Serialize, ToSchema)]
pub struct PromiseCompared {
    /// The item.
    pub item: String,
    /// Its name.
    pub title: String,
    /// The page of the thing.
    pub href: String,
    /// Name of the unit that owed it.
    pub unit_name: String,
    /// What was to be done.
    pub action: String,
    /// The day it was promised.
    pub promised_on: Day,
    /// The day it was promised for.
    pub due: Day,
    /// What was promised, in Chinese.
    pub wanted_zh: String,
    /// How it stood before, in Chinese.
    pub before_zh: String,
    /// How it stands, in Chinese; empty where it cannot be read.
    pub after_zh: String,
    /// Whether what was promised is there; none where it cannot be read.
    pub kept: Option<bool>,
    /// How the item stood.
    pub standing: String,
    /// What was forecast.
    pub expected: Option<ForecastThen>,
    /// What came for that period.
    pub came: Option<Exact>,
    /// `came − forecast`.
    pub error: Option<Exact>,
    /// In percent of what came.
    pub error_percent: Option<Exact>,
    /// Why it was missed; empty without an explanation.
    pub why: String,
    /// What its unit learned.
    pub learned: String,
}

/// A review as a row.
#[derive(Serialize, ToSchema)]
pub struct ReviewRow {
    /// The ten days: 2026-11-X2.
    pub id: String,
    /// In words.
    pub xun_zh: String,
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
    /// How many days: 8 to 11.
    pub days: i64,
    /// The day as known on; none while it is a draft.
    pub issued_on: Option<Day>,
    /// Sums; of an issued one as issued, none of a draft in the list.
    pub sums: Option<ReviewSums>,
    /// What was learned; empty of a draft.
    pub learned: String,
}

/// A review with its lines.
#[derive(Serialize, ToSchema)]
pub struct ReviewView {
    /// The ten days: 2026-11-X2.
    pub id: String,
    /// In words.
    pub xun_zh: String,
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
    /// How many days: 8 to 11.
    pub days: i64,
    /// The day as known on; none while it is a draft.
    pub issued_on: Option<Day>,
    /// Sums; of an issued one as issued, none of a draft in the list.
    pub sums: Option<ReviewSums>,
    /// What was learned; empty of a draft.
    pub learned: String,
    /// The day as known on.
    pub known_on: Day,
    /// Promises that fell due.
    pub lines: Vec<PromiseCompared>,
    /// Who issued it, and when.
    pub issued: Option<ReviewIssued>,
    /// The last three issued before it.
    pub beside: Vec<ReviewRow>,
    /// `issue`: this person may issue it now.
    pub may: Vec<String>,
}

/// Who issued a review.
#[derive(Serialize, ToSchema)]
pub struct ReviewIssued {
    /// Name.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// Sums of a review.
#[derive(Serialize, ToSchema)]
pub struct ReviewSums {
    /// Promises that fell due.
    pub promises: u32,
    /// Kept.
    pub kept: u32,
    /// Not kept.
    pub missed: u32,
    /// Not to be read.
    pub unread: u32,
    /// Forecasts that can be judged.
    pub forecasts: u32,
    /// Of them, those whose result lies in the interval.
    pub within: u32,
    /// Mean size of their errors in percent of what came; none without any.
    pub mean_error: Option<Exact>,
}
