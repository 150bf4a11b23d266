//! The weekly coordination (周调度) and the ten-day review (旬复盘), F6-01.
//!
//! An agenda is made from facts: numbers behind their target, red lights, blockers, and before them what was
//! promised. The office freezes it; each line gets one owner unit, an action and a day. An item ends because
//! the number or light it came from changed to the stated measure, as the system reads it, or because the miss
//! was explained and somebody of another unit accepted that. There is no tick. Commands are pure functions.

mod agenda;
mod item;
mod measure;
mod messages;
mod sitting;
mod ten_day;
#[cfg(test)]
mod tests;

pub use agenda::{Candidate, Drafted, Group, agenda};
pub use indicator::{Context, Party};
pub use item::{
    Action, Answered, Decided, Ending, Explain, Explanation, Item, Standing, answer,
    close_by_number, explain,
};
pub use measure::{Expected, Measure, Origin, Reading, Source};
pub use messages::{Messages, Refusal};
pub use sitting::{
    Assign, Freeze, Frozen, LINES_MAX, LeftOut, Line, Meeting, Minute, Minutes, Outcome, assign,
    freeze, minute,
};
pub use ten_day::{IssueReview, Review, ReviewLine, Sums, draft, issue};
