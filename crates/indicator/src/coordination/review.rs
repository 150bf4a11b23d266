//! The ten-day review (旬复盘): promised, done, come, and by how much the promise was wrong.

use super::{Ending, Item};
use crate::{Percent, Refusal};
use figure::{Decimal, Period};
use jiff::civil::Date;
use serde::Serialize;

/// One promise that fell due in the ten days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewLine {
    /// The item.
    pub item: String,
    /// What was promised.
    pub promised: Decimal,
    /// What was to be done.
    pub action: Option<String>,
    /// What came; none where nothing was read yet.
    pub came: Option<Decimal>,
    /// `came − promised`, in percent of what was promised; none without either.
    pub error: Option<Percent>,
    /// What is learned, where the miss was explained.
    pub learned: Option<String>,
}

/// A review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Review {
    /// The ten days.
    pub xun: Period,
    /// Every promise that fell due.
    pub lines: Vec<ReviewLine>,
    /// How many were kept.
    pub kept: u32,
    /// Mean size of the errors, in percent; none without any.
    pub mean_error: Option<Percent>,
}

/// Reviews ten days. `read` gives the number of an item as known at the end of a day. Errors:
/// `not_ten_days`.
pub fn review(
    items: &[Item],
    xun: Period,
    read: impl Fn(&Item, Date) -> Option<Decimal>,
) -> Result<Review, Refusal> {
    let (Period::Xun { .. }, Some(last)) = (xun, xun.last_day()) else {
        return Err(Refusal::new("not_ten_days").with("period", xun.to_chinese()));
    };
    let (mut lines, mut kept) = (vec![], 0);
    for item in items {
        for promise in item.promised.iter().filter(|p| xun.contains(p.due)) {
            let ended = item.ending.as_ref().filter(|e| e.on() <= last);
            let came = ended.map(Ending::value).or_else(|| read(item, last));
            let error = came.and_then(|came| {
                let size = promise.value.abs();
                Percent::of(came.checked_sub(promise.value)?, size)
            });
            let mut own = item.gap.clone();
            own.wanted = promise.value;
            kept += u32::from(came.is_some_and(|came| own.met_by(came)));
            let then = item.actions.iter().rfind(|a| a.on <= promise.on);
            lines.push(ReviewLine {
                item: item.id.clone(),
                promised: promise.value,
                action: then.map(|a| a.words.clone()),
                came,
                error,
                learned: match ended {
                    Some(Ending::Miss { learned, .. }) => Some(learned.clone()),
                    _ => None,
                },
            });
        }
    }
    Ok(Review {
        xun,
        kept,
        mean_error: mean(&lines),
        lines,
    })
}

fn mean(lines: &[ReviewLine]) -> Option<Percent> {
    let sizes: Vec<Decimal> = lines
        .iter()
        .filter_map(|l| l.error)
        .map(|e| e.0.abs())
        .collect();
    let sum = sizes
        .iter()
        .copied()
        .try_fold(Decimal::ZERO, Decimal::checked_add)?;
    sum.checked_div(Decimal::from(sizes.len())).map(Percent)
}
