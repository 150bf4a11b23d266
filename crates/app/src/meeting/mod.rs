//! The weekly coordination (周调度): an agenda made from facts, frozen by the office; items with one owner unit
//! each, which end by a changed number or an accepted miss; minutes. And the ten-day review (旬复盘).

mod act;
mod agenda;
mod facts;
mod held;
mod items;
mod list;
mod step;
mod ten_day;
mod told;
mod view;

pub use act::{AssignCmd, FreezeCmd, assign, freeze, minute};
pub use agenda::{AgendaLine, LastMeeting, NextAgenda, agenda};
pub(crate) use held::Cache;
pub use items::{ItemQuery, ItemRow, ItemView, answer, close, explain, items, of_unit, show_item};
pub use list::{LineView, MeetingRow, MeetingView, Omitted, OutcomeView, list, show};
pub use ten_day::{
    Compared, Issued, ReviewRow, ReviewView, issue_review, list_reviews, show_review,
};
pub(crate) use view::href;
pub use view::{ActionView, EndedView, ExpectedView, ExplanationView};
