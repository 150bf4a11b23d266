//! How long personal data of closed cases is kept, and what is left afterwards.

use crate::{Finding, Kind, scan};
use jiff::Span;
use jiff::civil::Date;

/// When personal data is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetentionDue {
    /// On this day, still to come.
    On(Date),
    /// It was to go on this day.
    Overdue(Date),
}

/// When the personal data of a case closed on a day is to be anonymised, by the days that its case
/// type keeps it. The first day on which it is due counts as overdue: that day the schedule runs.
pub fn retention_due(keep_days: u32, closed_on: Date, today: Date) -> RetentionDue {
    let due = closed_on.saturating_add(Span::new().days(keep_days.min(KEEP_DAYS_MAX)));
    if today >= due {
        RetentionDue::Overdue(due)
    } else {
        RetentionDue::On(due)
    }
}

/// Longest time reckoned with, in days (100 years).
const KEEP_DAYS_MAX: u32 = 36_500;

/// What stands where a value was, once it is gone for good.
pub fn anonymised(kind: Kind) -> &'static str {
    match kind {
        Kind::Name => "〔某人〕",
        Kind::Mobile | Kind::Landline => "〔电话〕",
        Kind::IdCard => "〔证件〕",
        Kind::Address => "〔门牌〕",
        Kind::Email => "〔邮箱〕",
        Kind::BankCard => "〔卡号〕",
        Kind::Plate => "〔车牌〕",
    }
}

/// Rounds until a text is looked at as done: what goes may leave something beside it that reads as
/// personal by itself.
const ROUNDS_MAX: usize = 8;

/// Free text with all personal data that [`scan`] finds replaced by what it was.
pub fn anonymise_text(text: &str) -> String {
    let mut left = text.to_owned();
    for _ in 0..ROUNDS_MAX {
        let found = scan(&left);
        if found.is_empty() {
            break;
        }
        left = without(&left, &found);
    }
    left
}

fn without(text: &str, found: &[Finding]) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut left = String::with_capacity(text.len());
    let mut from = 0;
    for one in found {
        left.extend(&chars[from..one.span.start]);
        left.push_str(anonymised(one.kind));
        from = one.span.end;
    }
    left.extend(&chars[from..]);
    left
}
