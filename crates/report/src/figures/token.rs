//! What the scanner hands on: a number with its unit, not yet understood.

use figure::Decimal;

use crate::{Span, Text};

/// How a figure is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Number and unit.
    Plain,
    /// Two numbers with a dash.
    Range,
    /// 第三, 前十.
    Rank,
    /// 1/10, 三分之一.
    Fraction,
    /// One part of 4∶37∶58.
    Part,
    /// 2.5:1.
    Ratio,
    /// 翻番, 倍增, 翻两番.
    Doubling,
    /// 两位数.
    TwoDigit,
    /// 15金.
    Medal,
}

/// A candidate figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Number and unit.
    pub span: Span,
    /// How it is written.
    pub form: Form,
    /// Value in `unit`.
    pub value: Decimal,
    /// Upper end of a range.
    pub value_hi: Option<Decimal>,
    /// Base unit.
    pub unit: String,
    /// Number as written.
    pub raw_value: String,
    /// Scale words and unit as written.
    pub raw_unit: String,
    /// In Chinese numerals.
    pub chinese: bool,
    /// 余 or 多 stands in it.
    pub vague: Option<char>,
    /// Scale words alone.
    pub bare: bool,
    /// The unit was not written but supplied.
    pub unit_supplied: bool,
}

/// A token over `start..end` whose raw value ends at `raw_end`.
#[allow(clippy::too_many_arguments)]
pub fn token(
    text: &Text,
    start: usize,
    end: usize,
    form: Form,
    value: Decimal,
    unit: &str,
    raw_end: usize,
    chinese: bool,
) -> Token {
    Token {
        span: Span { start, end },
        form,
        value,
        value_hi: None,
        unit: unit.to_owned(),
        raw_value: text.slice(Span {
            start,
            end: raw_end,
        }),
        raw_unit: text.slice(Span {
            start: raw_end,
            end,
        }),
        chinese,
        vague: None,
        bare: false,
        unit_supplied: false,
    }
}
