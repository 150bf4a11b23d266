//! A value with its unit: conversion, sums, reading and writing.

use rust_decimal::Decimal;
use thiserror::Error;

use crate::unit::{Dimension, Unit, unit};

/// A converted value with more decimal places than this goes on for ever.
const MOST_PLACES: u32 = 18;

/// An exact amount in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    /// The amount.
    pub value: Decimal,
    /// Its unit.
    pub unit: Unit,
}

/// Why quantities do not convert, add up or read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QuantityError {
    /// 户 are not 公里, 美元 not 元, % not 百分点.
    #[error("“{from}”不能换算为“{to}”。")]
    Incompatible {
        /// Unit at hand.
        from: &'static str,
        /// Unit wanted.
        to: &'static str,
    },
    /// Beyond 28 significant digits.
    #[error("数值超出可表示的范围。")]
    OutOfRange,
    /// The conversion has no exact decimal (亩 to 平方米 and back).
    #[error("“{from}”换算为“{to}”得不到精确小数。")]
    Inexact {
        /// Unit at hand.
        from: &'static str,
        /// Unit wanted.
        to: &'static str,
    },
    /// Not a number with a known unit.
    #[error("无法识别的数量：“{0}”。")]
    Unreadable(String),
}

impl QuantityError {
    /// The stable code of the error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Incompatible { .. } => "quantity.incompatible",
            Self::OutOfRange => "quantity.out_of_range",
            Self::Inexact { .. } => "quantity.inexact",
            Self::Unreadable(_) => "quantity.unreadable",
        }
    }
}

impl Quantity {
    /// A quantity in the unit with this symbol.
    pub fn new(value: Decimal, symbol: &str) -> Result<Self, QuantityError> {
        let unit = unit(symbol).ok_or_else(|| QuantityError::Unreadable(symbol.to_owned()))?;
        Ok(Self { value, unit })
    }

    /// The same amount in another unit of the same dimension, exactly or not at all.
    pub fn convert(self, to: Unit) -> Result<Self, QuantityError> {
        if self.unit == to {
            return Ok(self);
        }
        if self.unit.dimension != to.dimension || self.unit.dimension == Dimension::Other {
            return Err(QuantityError::Incompatible {
                from: self.unit.symbol,
                to: to.symbol,
            });
        }
        let (up, down) = self.unit.ratio_to(&to);
        let scaled = self
            .value
            .checked_mul(up)
            .ok_or(QuantityError::OutOfRange)?;
        let value = scaled
            .checked_div(down)
            .ok_or(QuantityError::OutOfRange)?
            .normalize();
        if value.scale() > MOST_PLACES
            || value.checked_mul(down).map(|v| v.normalize()) != Some(scaled.normalize())
        {
            return Err(QuantityError::Inexact {
                from: self.unit.symbol,
                to: to.symbol,
            });
        }
        Ok(Self { value, unit: to })
    }

    /// The sum, in the unit of `self`.
    #[expect(
        clippy::should_implement_trait,
        reason = "a sum of quantities may fail"
    )]
    pub fn add(self, other: Self) -> Result<Self, QuantityError> {
        let other = other.convert(self.unit)?;
        let value = self
            .value
            .checked_add(other.value)
            .ok_or(QuantityError::OutOfRange)?;
        Ok(Self {
            value,
            unit: self.unit,
        })
    }

    /// Reads 42.6亿元, 6500户, 1.65万人, 11.9个百分点. Digits may be grouped by commas.
    pub fn parse(words: &str) -> Result<Self, QuantityError> {
        let unreadable = || QuantityError::Unreadable(words.chars().take(40).collect());
        let trimmed = words.trim();
        let digits = trimmed
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-')))
            .unwrap_or(trimmed.len());
        let number: Decimal = trimmed[..digits]
            .replace(',', "")
            .parse()
            .map_err(|_| unreadable())?;
        let rest = trimmed[digits..].trim();
        for (scale, factor) in [
            ("万亿", 1_000_000_000_000i64),
            ("亿", 100_000_000),
            ("万", 10_000),
            ("", 1),
        ] {
            let known = rest.strip_prefix(scale).and_then(unit);
            if let Some(unit) =
                known.filter(|u| !(scale.is_empty() && matches!(u.symbol, "万元" | "亿元")))
            {
                let value = number
                    .checked_mul(Decimal::from(factor))
                    .ok_or(QuantityError::OutOfRange)?;
                return Ok(Self {
                    value: value.normalize(),
                    unit,
                });
            }
        }
        Err(unreadable())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn q(value: i64, symbol: &str) -> Quantity {
        Quantity::new(Decimal::from(value), symbol).unwrap()
    }

    #[test]
    fn conversion_stays_in_its_dimension() {
        assert_eq!(
            q(3, "亿元").convert(unit("万元").unwrap()).unwrap().value,
            Decimal::from(30_000)
        );
        assert_eq!(
            q(3, "亩").convert(unit("平方米").unwrap()).unwrap().value,
            Decimal::from(2_000)
        );
        assert_eq!(
            q(1, "亩")
                .convert(unit("平方米").unwrap())
                .unwrap_err()
                .code(),
            "quantity.inexact"
        );
        assert_eq!(
            q(1, "美元")
                .convert(unit("元").unwrap())
                .unwrap_err()
                .code(),
            "quantity.incompatible"
        );
        assert_eq!(
            q(1, "户").add(q(1, "个")).unwrap_err().code(),
            "quantity.incompatible"
        );
        assert_eq!(
            q(1, "百分点")
                .convert(unit("%").unwrap())
                .unwrap_err()
                .code(),
            "quantity.incompatible"
        );
        assert_eq!(
            q(2, "年").convert(unit("个月").unwrap()).unwrap().value,
            Decimal::from(24)
        );
    }

    #[test]
    fn written_quantities_are_read() {
        assert_eq!(
            Quantity::parse("42.6亿元").unwrap().value,
            Decimal::from(4_260_000_000i64)
        );
        assert_eq!(Quantity::parse("1,138个").unwrap(), q(1138, "个"));
        assert_eq!(
            Quantity::parse("几个").unwrap_err().code(),
            "quantity.unreadable"
        );
    }

    proptest! {
        #[test]
        fn conversion_round_trips(n in -1_000_000_000i64..1_000_000_000, pair in prop::sample::select(vec![("元", "万元"), ("元", "亿元"), ("公里", "米"), ("平方公里", "平方米"), ("吨", "公斤"), ("小时", "分钟"), ("天", "小时"), ("千瓦", "兆瓦")])) {
            let there = q(n, pair.0).convert(unit(pair.1).unwrap());
            if let Ok(there) = there {
                prop_assert_eq!(there.convert(unit(pair.0).unwrap()).unwrap().value, Decimal::from(n));
            }
        }

        #[test]
        fn sums_do_not_depend_on_order(a in -1_000_000_000i64..1_000_000_000, b in -1_000_000_000i64..1_000_000_000) {
            let one = q(a, "元").add(q(b, "亿元")).unwrap();
            let other = q(b, "亿元").convert(unit("元").unwrap()).unwrap().add(q(a, "元")).unwrap();
            prop_assert_eq!(one.value, other.value);
        }

        #[test]
        fn any_text_reads_or_fails(s in "\\PC{0,40}") {
            let _ = Quantity::parse(&s);
        }
    }
}
