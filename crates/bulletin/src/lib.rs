//! Bulletins (F6-01): daily brief (每日快报), weekly agenda and minutes (会议议程, 会议纪要), ten-day review
//! (十日复盘), monthly report (月报).
//!
//! [`Bulletin`] is the model: headings, paragraphs, tables, and numbers that lead to their workings. `assemble`
//! makes it from facts, [`seal`] gives it number and day, [`file`] writes it as .docx in the layout of
//! GB/T 9704-2012. The same model always gives the same bytes: a model names the layout it was sealed with, and
//! a layout, once used, is never changed ([0031](../../../docs/decisions/0031-bulletins.md)).

mod assemble;
mod docx;
mod kind;
mod messages;
mod model;
mod numbering;
mod seal;
mod words;

pub use assemble::{
    Arrival, Chapter, CommitmentMonth, Daily, IndicatorMonth, Late, Monthly, Move, Names,
    ProjectMonth, Tally, agenda, daily, minutes, monthly, ten_day,
};
pub use docx::{LAYOUT, MEDIA_TYPE, file};
pub use kind::Kind;
pub use messages::{Messages, Refusal};
pub use model::{
    BLOCKS_MAX, Block, Bulletin, CELLS_MAX, Column, HREF_CHARS_MAX, Run, TEXT_CHARS_MAX, bytes,
    read,
};
pub use numbering::{Labels, labelled};
pub use seal::{Sealing, draft, seal};
