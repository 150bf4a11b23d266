//! The ten-day review (旬复盘): what was promised, done and come of it, and how wrong the forecast was.

use crate::item::Decided;
use crate::{Context, Ending, Expected, Item, Reading, Refusal, Source, Standing};
use figure::{Decimal, Period};
use indicator::Percent;
use jiff::civil::Date;
use refusal::required;
use serde::{Deserialize, Serialize};

/// One promise that fell due in the ten days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewLine {
    /// The item.
    pub item: String,
    /// Its name.
    pub title: String,
    /// What it is about.
    pub source: Source,
    /// The unit that owed it.
    pub unit: String,
    /// What was to be done.
    pub action: String,
    /// The day it was promised.
    pub promised_on: Date,
    /// The day it was promised for.
    pub due: Date,
    /// What was promised, in Chinese.
    pub wanted_zh: String,
    /// The number promised, where it is one.
    pub wanted: Option<Decimal>,
    /// How it stood before.
    pub before: Reading,
    /// How it stands; none where it cannot be read.
    pub after: Option<Reading>,
    /// In Chinese, with units.
    pub before_zh: String,
    /// In Chinese, with units.
    pub after_zh: String,
    /// Whether what was promised is there.
    pub kept: Option<bool>,
    /// How the item stands.
    pub standing: Standing,
    /// What was forecast at the promise.
    pub expected: Option<Expected>,
    /// What came for the period of the forecast.
    pub came: Option<Decimal>,
    /// `came − forecast`, exact.
    pub error: Option<Decimal>,
    /// The same in percent of what came.
    pub error_percent: Option<Percent>,
    /// Why it was missed and what is learned, where explained.
    pub explained: Option<(String, String)>,
}

/// Sums of a review.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
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
    pub mean_error: Option<Percent>,
}

/// A review. A subject of the journal, by its ten days; once issued it does not change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The ten days: 2026-11-X2.
    pub id: String,
    /// The ten days.
    pub xun: Period,
    /// The day as known on.
    pub known_on: Date,
    /// Every promise that fell due in them.
    pub lines: Vec<ReviewLine>,
    /// Their sums.
    pub sums: Sums,
    /// What we learn, written by a person; empty before it is issued.
    pub learned: String,
    /// Who issued it; none while it is a draft.
    pub issued: Option<Decided>,
}

/// Drafts the review of ten days as known on a day. `read` gives how an item stands, `came` the value of the
/// period of a forecast. Errors: `not_ten_days`.
pub fn draft(
    items: &[Item],
    xun: Period,
    known_on: Date,
    read: impl Fn(&Item) -> Option<Reading>,
    came: impl Fn(&Item, &Expected) -> Option<Decimal>,
) -> Result<Review, Refusal> {
    if !matches!(xun, Period::Xun { .. }) || xun.first_day().is_none() {
        return Err(Refusal::new("not_ten_days").with("period", xun.to_chinese()));
    }
    let mut lines = vec![];
    for item in items {
        for action in item.actions.iter().filter(|a| xun.contains(a.due)) {
            let ended = item.ending.as_ref().map(|e| e.reading().clone());
            let after = ended.or_else(|| read(item));
            let expected = action.expected.clone();
            let came = expected.as_ref().and_then(|e| came(item, e));
            let forecast = expected.as_ref().map(|e| e.middle);
            let error = came.zip(forecast).and_then(|(c, f)| c.checked_sub(f));
            let percent = |(error, came): (Decimal, Decimal)| Percent::of(error, came.abs());
            let explained = item.explained.last();
            lines.push(ReviewLine {
                item: item.id.clone(),
                title: item.title.clone(),
                source: item.source.clone(),
                unit: action.unit.clone(),
                action: action.words.clone(),
                promised_on: action.decided.on,
                due: action.due,
                wanted_zh: item.measure.wanted_zh(action.promised),
                wanted: action.promised.or(item.measure.wanted()),
                before_zh: action.before.zh(&item.measure),
                before: action.before.clone(),
                after_zh: after
                    .as_ref()
                    .map_or_else(String::new, |r| r.zh(&item.measure)),
                kept: after.as_ref().map(|r| kept(item, r, action.promised)),
                after,
                standing: item.standing(),
                came,
                error,
                error_percent: error.zip(came).and_then(percent),
                expected,
                explained: explained.map(|e| (e.why.clone(), e.learned.clone())),
            });
        }
    }
    lines.sort_by(|a, b| (a.due, &a.source).cmp(&(b.due, &b.source)));
    Ok(Review {
        id: xun.to_string(),
        xun,
        known_on,
        sums: sums(&lines),
        lines,
        learned: String::new(),
        issued: None,
    })
}

/// An item that ended by its number kept what was promised; one whose miss was accepted did not.
fn kept(item: &Item, after: &Reading, promised: Option<Decimal>) -> bool {
    match item.ending {
        Some(Ending::Missed { .. }) => false,
        _ => item.measure.met_by(after, promised),
    }
}

fn sums(lines: &[ReviewLine]) -> Sums {
    let count = |of: &dyn Fn(&ReviewLine) -> bool| {
        u32::try_from(lines.iter().filter(|l| of(l)).count()).unwrap_or(u32::MAX)
    };
    let inside = |line: &ReviewLine| {
        let both = line.came.zip(line.expected.as_ref());
        both.is_some_and(|(came, e)| e.low <= came && came <= e.high)
    };
    let sizes: Vec<Decimal> = lines
        .iter()
        .filter_map(|l| l.error_percent)
        .map(|p| p.0.abs())
        .collect();
    let mut sum = sizes.iter().copied();
    let sum = sum.try_fold(Decimal::ZERO, Decimal::checked_add);
    let mean = sum.and_then(|s| s.checked_div(Decimal::from(sizes.len())));
    Sums {
        promises: count(&|_| true),
        kept: count(&|l| l.kept == Some(true)),
        missed: count(&|l| l.kept == Some(false)),
        unread: count(&|l| l.kept.is_none()),
        forecasts: count(&|l| l.came.is_some()),
        within: count(&inside),
        mean_error: mean.map(Percent),
    }
}

/// Issue a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueReview {
    /// What we learn.
    pub learned: String,
}

/// Issues a drafted review; from here on it stays as it is. Errors: `review_issued`, `xun_not_over`, `required`,
/// `text_too_long`.
pub fn issue(drafted: Review, cmd: &IssueReview, ctx: &Context) -> Result<Review, Refusal> {
    if let Some(issued) = &drafted.issued {
        return Err(Refusal::new("review_issued").with("day", issued.on));
    }
    let last = drafted.xun.last_day();
    if last.is_none_or(|last| ctx.today <= last) {
        return Err(Refusal::new("xun_not_over").with("period", drafted.xun.to_chinese()));
    }
    Ok(Review {
        learned: required(&cmd.learned, "learned")?,
        issued: Some(Decided::of(ctx)),
        ..drafted
    })
}
