//! The rates, each defined once.

use crate::{Count, Counts, Interval, Step};
use Count as C;
use rust_decimal::Decimal;
use serde::Serialize;

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// More of it.
    Higher,
    /// Less of it.
    Lower,
}

/// A rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rate {
    /// 有效上报率 = 立案数 ÷ 上报数.
    ValidReports,
    /// 漏报率 = 漏报数 ÷ 立案数.
    Missed,
    /// 核实按时派发率 = 按时派发数 ÷ 应派发数; a check is due only once it is asked for.
    CheckSentInTime,
    /// 按时核实率 = 按时核实数 ÷ 应核实数.
    CheckedInTime,
    /// 按时立案率 = 按时立案数 ÷ 立案数.
    RegisteredInTime,
    /// 准确立案率 = (立案数 − 作废数) ÷ 立案数.
    RegisteredRightly,
    /// 按时派遣率 = 按时派遣数 ÷ 应派遣数.
    DispatchedInTime,
    /// 准确派遣率 = (派遣数 − 退回案件数) ÷ 应派遣数; what should have been sent and was not is not sent rightly.
    DispatchedRightly,
    /// 响应率 = 按时首次联系数 ÷ 应联系数.
    Responded,
    /// 处置率 = 处置数 ÷ 应处置数.
    Handled,
    /// 按期处置率 = 按期处置数 ÷ 应处置数.
    HandledInTime,
    /// 超期待处置率 = (应处置数 − 处置数) ÷ 应处置数.
    Overdue,
    /// 延期率 = 延期案件数 ÷ 应处置数.
    Extended,
    /// 核查按时派发率 = 按时派发数 ÷ 应派发数.
    VerifySentInTime,
    /// 按时核查率 = 按时核查数 ÷ 应核查数.
    VerifiedInTime,
    /// 返工率 = 返工数 ÷ 应结案数; can exceed one.
    Rework,
    /// 返工案件率 = 返工案件数 ÷ 应结案数.
    ReworkedCases,
    /// 结案率 = 结案数 ÷ 应结案数.
    Closed,
    /// 按期结案率 = 按期结案数 ÷ 应结案数.
    ClosedInTime,
    /// 未结案率 = (上报数 − 结案数) ÷ 上报数.
    NotClosed,
    /// 回访成功率 = 回访成功数 ÷ 回访数. Stands beside the next two: it is their denominator.
    Reached,
    /// 解决率 = 表示已解决数 ÷ 回访成功数.
    Solved,
    /// 满意率 = (满意 + 基本满意) ÷ 回访成功数.
    Satisfied,
}

/// A rate worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Value {
    /// Which.
    pub rate: Rate,
    /// What is counted.
    pub numerator: i64,
    /// Of how many.
    pub denominator: i64,
    /// Percent, exact; none where nothing was due.
    pub percent: Option<Decimal>,
    /// 95 % interval in percent, for rates that are parts of a whole.
    pub interval: Option<Interval>,
}

impl Rate {
    /// All, in the order of the loop.
    pub const ALL: [Self; 23] = [
        Self::ValidReports,
        Self::Missed,
        Self::CheckSentInTime,
        Self::CheckedInTime,
        Self::RegisteredInTime,
        Self::RegisteredRightly,
        Self::DispatchedInTime,
        Self::DispatchedRightly,
        Self::Responded,
        Self::Handled,
        Self::HandledInTime,
        Self::Overdue,
        Self::Extended,
        Self::VerifySentInTime,
        Self::VerifiedInTime,
        Self::Rework,
        Self::ReworkedCases,
        Self::Closed,
        Self::ClosedInTime,
        Self::NotClosed,
        Self::Reached,
        Self::Solved,
        Self::Satisfied,
    ];

    /// Stable code; words stand in the catalogues under it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ValidReports => "valid_reports",
            Self::Missed => "missed",
            Self::CheckSentInTime => "check_sent_in_time",
            Self::CheckedInTime => "checked_in_time",
            Self::RegisteredInTime => "registered_in_time",
            Self::RegisteredRightly => "registered_rightly",
            Self::DispatchedInTime => "dispatched_in_time",
            Self::DispatchedRightly => "dispatched_rightly",
            Self::Responded => "responded",
            Self::Handled => "handled",
            Self::HandledInTime => "handled_in_time",
            Self::Overdue => "overdue",
            Self::Extended => "extended",
            Self::VerifySentInTime => "verify_sent_in_time",
            Self::VerifiedInTime => "verified_in_time",
            Self::Rework => "rework",
            Self::ReworkedCases => "reworked_cases",
            Self::Closed => "closed",
            Self::ClosedInTime => "closed_in_time",
            Self::NotClosed => "not_closed",
            Self::Reached => "reached",
            Self::Solved => "solved",
            Self::Satisfied => "satisfied",
        }
    }

    /// The rate of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rate| rate.code() == code)
    }

    /// Plus and minus of the numerator, and the denominator. The one place where they are named.
    pub const fn terms(self) -> (Count, Option<Count>, Count) {
        use Step::{
            Close, Contact, Dispatch, FieldCheck, Handle, Register, SendCheck, SendVerify, Verify,
        };
        match self {
            Self::ValidReports => (C::Valid, None, C::Reported),
            Self::Missed => (C::Missed, None, C::Valid),
            Self::CheckSentInTime => (C::InTime(SendCheck), None, C::Owed(SendCheck)),
            Self::CheckedInTime => (C::InTime(FieldCheck), None, C::Owed(FieldCheck)),
            Self::RegisteredInTime => (C::InTime(Register), None, C::Valid),
            Self::RegisteredRightly => (C::Valid, Some(C::Voided), C::Valid),
            Self::DispatchedInTime => (C::InTime(Dispatch), None, C::Owed(Dispatch)),
            Self::DispatchedRightly => (C::Done(Dispatch), Some(C::Returned), C::Owed(Dispatch)),
            Self::Responded => (C::InTime(Contact), None, C::Owed(Contact)),
            Self::Handled => (C::Done(Handle), None, C::Owed(Handle)),
            Self::HandledInTime => (C::InTime(Handle), None, C::Owed(Handle)),
            Self::Overdue => (C::Owed(Handle), Some(C::Done(Handle)), C::Owed(Handle)),
            Self::Extended => (C::Extended, None, C::Owed(Handle)),
            Self::VerifySentInTime => (C::InTime(SendVerify), None, C::Owed(SendVerify)),
            Self::VerifiedInTime => (C::InTime(Verify), None, C::Owed(Verify)),
            Self::Rework => (C::ReworkTimes, None, C::Owed(Close)),
            Self::ReworkedCases => (C::Reworked, None, C::Owed(Close)),
            Self::Closed => (C::Done(Close), None, C::Owed(Close)),
            Self::ClosedInTime => (C::InTime(Close), None, C::Owed(Close)),
            Self::NotClosed => (C::Reported, Some(C::Done(Close)), C::Reported),
            Self::Reached => (C::Reached, None, C::Called),
            Self::Solved => (C::Solved, None, C::Reached),
            Self::Satisfied => (C::Satisfied, None, C::Reached),
        }
    }

    /// Whether it is of what was owed, which is shown in two parts: done, and late.
    pub const fn is_of_owed(self) -> bool {
        matches!(self.terms().2, C::Owed(_))
    }

    /// Which way is better.
    pub const fn better(self) -> Better {
        match self {
            Self::Missed
            | Self::Overdue
            | Self::Extended
            | Self::Rework
            | Self::ReworkedCases
            | Self::NotClosed => Better::Lower,
            _ => Better::Higher,
        }
    }

    /// Worked out from counts.
    pub fn of(self, counts: &impl Counts) -> Value {
        let (plus, minus, whole) = self.terms();
        let numerator = counts.count(plus) - minus.map_or(0, |m| counts.count(m));
        let denominator = counts.count(whole);
        let is_part = (0..=denominator).contains(&numerator) && denominator > 0;
        Value {
            rate: self,
            numerator,
            denominator,
            percent: percent(numerator, denominator),
            interval: (is_part && self != Self::Rework)
                .then(|| Interval::of(numerator, denominator))
                .flatten(),
        }
    }
}

/// Numerator ÷ denominator × 100; none where nothing was due.
fn percent(numerator: i64, denominator: i64) -> Option<Decimal> {
    if denominator <= 0 {
        return None;
    }
    Decimal::from(numerator)
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(Decimal::from(denominator))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 100 reported, 80 registered, 4 void; 60 of them due, 50 done, 45 in time; one done again twice.
    fn sample(what: Count) -> i64 {
        match what {
            C::Reported => 100,
            C::Valid => 80,
            C::Voided => 4,
            C::Missed => 2,
            C::Owed(_) => 60,
            C::Done(_) => 50,
            C::InTime(_) => 45,
            C::Returned => 6,
            C::Extended => 3,
            C::Reworked => 1,
            C::ReworkTimes => 2,
            C::Reopened => 1,
            C::Called => 40,
            C::Reached => 30,
            C::Solved => 24,
            C::Satisfied => 27,
        }
    }

    #[test]
    fn what_was_owed_is_told_by_the_denominator() {
        let owed = |rate: Rate| rate.is_of_owed();
        assert!(
            [Rate::Handled, Rate::Responded, Rate::Rework, Rate::Closed].map(owed) == [true; 4]
        );
        assert!([Rate::ValidReports, Rate::NotClosed, Rate::Solved].map(owed) == [false; 3]);
    }

    #[test]
    fn every_rate_by_hand() {
        let by_hand = [
            ("valid_reports", "80.00"),
            ("missed", "2.50"),
            ("check_sent_in_time", "75.00"),
            ("checked_in_time", "75.00"),
            ("registered_in_time", "56.25"),
            ("registered_rightly", "95.00"),
            ("dispatched_in_time", "75.00"),
            ("dispatched_rightly", "73.33"),
            ("responded", "75.00"),
            ("handled", "83.33"),
            ("handled_in_time", "75.00"),
            ("overdue", "16.67"),
            ("extended", "5.00"),
            ("verify_sent_in_time", "75.00"),
            ("verified_in_time", "75.00"),
            ("rework", "3.33"),
            ("reworked_cases", "1.67"),
            ("closed", "83.33"),
            ("closed_in_time", "75.00"),
            ("not_closed", "50.00"),
            ("reached", "75.00"),
            ("solved", "80.00"),
            ("satisfied", "90.00"),
        ];
        assert_eq!(by_hand.len(), Rate::ALL.len());
        for (code, percent) in by_hand {
            let rate = Rate::from_code(code).unwrap();
            let value = rate.of(&sample).percent.unwrap();
            assert_eq!(format!("{:.2}", value.round_dp(2)), percent, "{code}");
        }
    }

    #[test]
    fn nothing_due_is_no_rate_and_never_a_hundred() {
        let value = Rate::HandledInTime.of(&|_: Count| 0);
        assert_eq!((value.percent, value.interval), (None, None));
    }

    #[test]
    fn rework_may_pass_a_hundred_and_then_has_no_interval() {
        let again = |what: Count| match what {
            C::ReworkTimes => 5,
            C::Owed(Step::Close) => 2,
            _ => 0,
        };
        let value = Rate::Rework.of(&again);
        assert_eq!(value.percent, Some(Decimal::from(250)));
        assert_eq!(value.interval, None);
    }
}
