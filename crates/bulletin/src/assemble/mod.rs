//! From facts to title and blocks, one file a kind. Every number gets the page that shows its workings.

mod daily;
mod meeting;
mod monthly;
mod ten_day;

pub use self::meeting::{Names, agenda, minutes};
pub use daily::{Arrival, Daily, Late, Move, daily};
pub use monthly::{
    Chapter, CommitmentMonth, IndicatorMonth, Monthly, ProjectMonth, Tally, monthly,
};
pub use ten_day::ten_day;

use crate::words::linked;
use crate::{Block, Run};
use jiff::civil::Date;

pub(super) fn heading(level: u8, text: impl Into<String>) -> Block {
    Block::Heading {
        level,
        text: text.into(),
    }
}

/// A paragraph of pieces.
pub(super) fn paragraph(runs: Vec<Run>) -> Block {
    Block::Paragraph { runs }
}

/// A paragraph of words whose numbers all lead to one page.
pub(super) fn told(text: &str, href: &str) -> Block {
    paragraph(linked(text, href))
}

/// What a reader has to know of the numbers.
pub(super) fn known(on: Date) -> Block {
    let day = crate::words::full_day(on);
    Block::Note {
        runs: vec![Run::words(format!(
            "注：数据以{day}所知为准，此后的修订不改变本期；带虚线的数字可点开查看口径和计算过程。"
        ))],
    }
}
