//! How long personal data of closed cases is kept, and what is left afterwards.

use crate::{Finding, Kind, scan};
use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

/// Longest time kept, in months (30 years).
const KEEP_MONTHS_MAX: u16 = 360;

/// How long personal data is kept after a case was closed: `6mo`, `2y`; or `keep`, for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Keep {
    /// So many months.
    Months(u16),
    /// As long as the case: a legal duty to archive.
    Always,
}

/// A text that says no time.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("保存期限“{0}”写法不对，应如 6mo、2y（最长30年）或 keep")]
pub struct KeepError(pub String);

impl Keep {
    /// Reads a time. Errors: [`KeepError`].
    pub fn parse(text: &str) -> Result<Self, KeepError> {
        if text == "keep" {
            return Ok(Self::Always);
        }
        let months = match (text.strip_suffix("mo"), text.strip_suffix('y')) {
            (Some(months), _) => months.parse().ok(),
            (None, Some(years)) => years.parse::<u16>().ok().and_then(|y| y.checked_mul(12)),
            (None, None) => None,
        };
        months
            .filter(|m| (1..=KEEP_MONTHS_MAX).contains(m))
            .map(Self::Months)
            .ok_or_else(|| KeepError(text.to_owned()))
    }
}

impl TryFrom<String> for Keep {
    type Error = KeepError;
    fn try_from(text: String) -> Result<Self, KeepError> {
        Self::parse(&text)
    }
}
impl From<Keep> for String {
    fn from(keep: Keep) -> String {
        match keep {
            Keep::Months(months) if months % 12 == 0 => format!("{}y", months / 12),
            Keep::Months(months) => format!("{months}mo"),
            Keep::Always => "keep".to_owned(),
        }
    }
}

/// Times by case type; a type that is not named has the default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetentionRules {
    /// For types not named.
    pub default: Keep,
    /// By code of the case type.
    #[serde(default)]
    pub by_type: BTreeMap<String, Keep>,
}

impl RetentionRules {
    /// The time for a case type.
    pub fn of(&self, case_type: &str) -> Keep {
        self.by_type.get(case_type).copied().unwrap_or(self.default)
    }
}

/// When personal data is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetentionDue {
    /// Never: it is kept as long as the case.
    Never,
    /// On this day, still to come.
    On(Date),
    /// It was to go on this day.
    Overdue(Date),
}

/// When the personal data of a case closed on a day is to be anonymised. The first day on which it
/// is due counts as overdue: that day the schedule runs.
pub fn retention_due(keep: Keep, closed_on: Date, today: Date) -> RetentionDue {
    let Keep::Months(months) = keep else {
        return RetentionDue::Never;
    };
    let span = Span::new().months(i32::from(months.min(KEEP_MONTHS_MAX)));
    let due = closed_on.saturating_add(span);
    if today >= due {
        RetentionDue::Overdue(due)
    } else {
        RetentionDue::On(due)
    }
}

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
