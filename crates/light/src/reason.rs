//! Why a light has its colour: a code and the numbers, said in one sentence.

use crate::reason_words::{self, Words};
use figure::Quantity;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A reason with its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which sentence.
    pub code: ReasonCode,
    /// The numbers in it, by name.
    pub args: BTreeMap<String, Arg>,
    /// 力争, 确保: said beside the sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hedge: Option<String>,
}

/// A number (or name) in a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// An amount with its base unit.
    Amount {
        /// Exact value.
        value: Decimal,
        /// Base unit symbol.
        unit: String,
    },
    /// A percentage; printed with one decimal.
    Percent(Decimal),
    /// A difference in percentage points, without sign; printed with one decimal.
    Points(Decimal),
    /// A number of days.
    Days(i64),
    /// A count.
    Count(u32),
    /// A day.
    Day(Date),
    /// Words of the commitment itself.
    Text(String),
}

macro_rules! reason_codes {
    ($($(#[$doc:meta])* $variant:ident => $code:literal,)+) => {
        /// Every sentence a light can say.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ReasonCode {
            $($(#[$doc])* $variant,)+
        }

        impl ReasonCode {
            /// Every sentence.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stable code used in files, the API and the store.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }
    };
}

reason_codes! {
    /// No rule is in force on the day.
    NoRule => "no_rule",
    /// A stance is not judged.
    NotJudged => "not_judged",
    /// Its first day is still to come.
    NotStarted => "not_started",
    /// Just issued; the first reports are still to come.
    FirstReportDue => "first_report_due",
    /// It has no target to judge by.
    NoTarget => "no_target",
    /// Its target has no value to judge by.
    NoValue => "no_value",
    /// The numbers cannot be set against each other.
    NotComputable => "not_computable",
    /// Neither deadline nor plan to judge by.
    NoPath => "no_path",
    /// Nothing recorded, and nothing missed yet.
    NothingDueYet => "nothing_due_yet",
    /// At or ahead of schedule.
    PathAhead => "path_ahead",
    /// Behind schedule within the rule's green gap.
    PathWithin => "path_within",
    /// Behind schedule beyond it.
    PathBehind => "path_behind",
    /// Far behind schedule.
    PathFarBehind => "path_far_behind",
    /// The target is reached.
    Reached => "reached",
    /// An approximate target is reached within tolerance.
    ReachedNearly => "reached_nearly",
    /// The upper end of a range is passed.
    RangeExceeded => "range_exceeded",
    /// The deadline is over and the target not reached.
    Overdue => "overdue",
    /// The deadline is over and a soft target was not met.
    EndedBelow => "ended_below",
    /// The deadline is over and nothing was ever measured.
    EndedWithoutFigure => "ended_without_figure",
    /// Nothing recorded against an upper bound.
    NothingRecorded => "nothing_recorded",
    /// Below the upper bound.
    CapKept => "cap_kept",
    /// Using up the upper bound faster than time goes.
    CapNear => "cap_near",
    /// Over the upper bound.
    CapExceeded => "cap_exceeded",
    /// No reading so far.
    NoReadingYet => "no_reading_yet",
    /// The deadline is over without any reading.
    OverdueNoReading => "overdue_no_reading",
    /// The latest reading meets the target.
    ReadingMeets => "reading_meets",
    /// The latest reading is below the target.
    ReadingBelow => "reading_below",
    /// The latest reading is above a target that goes down.
    ReadingAbove => "reading_above",
    /// The latest reading is near an approximate target.
    NearTarget => "near_target",
    /// The latest reading is below an approximate target, beyond tolerance.
    BelowNear => "below_near",
    /// A rate that should grow is negative.
    GrowthNegative => "growth_negative",
    /// Not below the earlier value.
    NotBelowBaseline => "not_below_baseline",
    /// Below the earlier value.
    BelowBaseline => "below_baseline",
    /// What a series says grew or stayed, against the same period of the year before.
    NotBelowYearBefore => "not_below_year_before",
    /// It fell.
    BelowYearBefore => "below_year_before",
    /// No earlier value to compare with.
    NoBaseline => "no_baseline",
    /// Moves with the other measure.
    InStep => "in_step",
    /// Lags the other measure.
    OutOfStep => "out_of_step",
    /// The other measure has no reading.
    NoPartnerReading => "no_partner_reading",
    /// The reading has no evidence.
    EvidenceMissing => "evidence_missing",
    /// The reading is older than the rhythm agreed.
    ReadingStale => "reading_stale",
    /// Every point is done.
    AllPointsDone => "all_points_done",
    /// Points are done and none is late.
    PointsInTime => "points_in_time",
    /// No point is due yet.
    NoPointDueYet => "no_point_due_yet",
    /// A point is late.
    PointLate => "point_late",
    /// The deadline is over with points undone.
    PointsOverdue => "points_overdue",
    /// Nothing says when it is due.
    NoDeadline => "no_deadline",
    /// The last note is within the rhythm.
    NoteFresh => "note_fresh",
    /// No note yet, and none due.
    NoNoteYet => "no_note_yet",
    /// No note, though one was due.
    NoNote => "no_note",
    /// The last note has no evidence.
    NoteWithoutEvidence => "note_without_evidence",
    /// The last note is older than the rhythm.
    NoteStale => "note_stale",
}

impl Reason {
    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        let sentence = self.fill(reason_words::words(self.code).zh, Arg::zh);
        match &self.hedge {
            Some(hedge) => format!("{sentence}（原文为“{hedge}”）"),
            None => sentence,
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        let sentence = self.fill(reason_words::words(self.code).en, Arg::en);
        match &self.hedge {
            Some(hedge) => format!("{sentence} (worded “{hedge}”)"),
            None => sentence,
        }
    }

    /// Fills each name once, left to right, so that braces in a commitment's own words stay.
    fn fill(&self, template: &str, say: fn(&Arg) -> String) -> String {
        let mut sentence = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, tail)) = after.split_once('}') else {
                break;
            };
            sentence.push_str(before);
            sentence.push_str(
                &self
                    .args
                    .get(name)
                    .map(say)
                    .unwrap_or_else(|| "—".to_owned()),
            );
            rest = tail;
        }
        sentence.push_str(rest);
        sentence
    }
}

/// The names in braces a sentence needs, in both languages.
pub(crate) fn names_in(words: Words) -> impl Iterator<Item = &'static str> {
    [words.zh, words.en]
        .into_iter()
        .flat_map(|text| text.split('{').skip(1))
        .filter_map(|rest| rest.split('}').next())
}

impl Arg {
    fn zh(&self) -> String {
        match self {
            Self::Amount { value, unit } => amount(*value, unit, Quantity::to_chinese),
            Self::Percent(value) => format!("{}%", one_place(*value)),
            Self::Points(value) => format!("{}个百分点", one_place(*value)),
            Self::Days(days) => format!("{days}天"),
            Self::Count(count) => count.to_string(),
            Self::Day(day) => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            Self::Text(words) => words.clone(),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Amount { value, unit } => amount(*value, unit, Quantity::to_english),
            Self::Percent(value) => format!("{}%", one_place(*value)),
            Self::Points(value) => format!("{} pp", one_place(*value)),
            Self::Days(1) => "1 day".to_owned(),
            Self::Days(days) => format!("{days} days"),
            Self::Count(count) => count.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Text(words) => words.clone(),
        }
    }
}

/// Rounded half away from zero, once, at print (domain 3.2), always with one place.
fn one_place(value: Decimal) -> String {
    let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    let mut rounded = value.round_dp_with_strategy(1, strategy);
    rounded.rescale(1);
    if rounded.is_zero() {
        "0.0".to_owned()
    } else {
        rounded.to_string()
    }
}

/// As the figure crate writes it; a unit it does not know is written after the number.
fn amount(value: Decimal, unit: &str, write: fn(&Quantity) -> String) -> String {
    match Quantity::new(value, unit) {
        Ok(quantity) => write(&quantity),
        Err(_) => format!("{}{unit}", value.normalize()),
    }
}
