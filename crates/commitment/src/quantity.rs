//! Amounts in the target's unit, exact.

use crate::Refusal;
use figure::Decimal;
use serde::{Deserialize, Serialize};

/// Largest magnitude of an amount, in the target's unit.
pub(crate) const AMOUNT_MAX: i64 = 1_000_000_000_000_000_000;
/// Most decimal places of an amount as entered.
pub(crate) const AMOUNT_PLACES_MAX: u32 = 6;
/// Most scale words before a unit (万亿元 has two).
const SCALE_WORDS_MAX: usize = 2;

/// An exact sum in a base unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// The sum.
    pub value: Decimal,
    /// Base unit symbol of the target; empty where there is none.
    pub unit: String,
}

/// The amount in `base` when entered in `unit`: scale words multiplied out (万户), units of one
/// dimension converted (公顷 to 平方米), households never to buildings. Errors:
/// `unit_not_convertible`, `amount_too_large`, `amount_too_fine`.
///
/// ```
/// use commitment::in_base_unit;
/// let amount = in_base_unit("42.6".parse().unwrap(), "亿元", "元").unwrap();
/// assert_eq!(amount, "4260000000".parse().unwrap());
/// assert!(in_base_unit("1".parse().unwrap(), "栋", "户").is_err());
/// ```
pub fn in_base_unit(amount: Decimal, unit: &str, base: &str) -> Result<Decimal, Refusal> {
    if amount.normalize().scale() > AMOUNT_PLACES_MAX {
        return Err(Refusal::on("amount_too_fine", "amount").with("max", AMOUNT_PLACES_MAX));
    }
    let Some((num, den)) = ratio(unit, base) else {
        let refusal = Refusal::on("unit_not_convertible", "unit");
        return Err(refusal.with("unit", unit).with("base", base));
    };
    amount
        .checked_mul(num)
        .and_then(|product| product.checked_div(den))
        .filter(|amount| amount.abs() <= Decimal::from(AMOUNT_MAX))
        .map(|amount| amount.normalize())
        .ok_or_else(|| Refusal::on("amount_too_large", "amount").with("max", AMOUNT_MAX))
}

/// Whether amounts in one unit can be told in the other.
pub(crate) fn is_convertible(unit: &str, base: &str) -> bool {
    ratio(unit, base).is_some()
}

/// How many `base` one `unit` is, as numerator and denominator.
fn ratio(unit: &str, base: &str) -> Option<(Decimal, Decimal)> {
    let mut rest = unit.trim();
    let mut scale = Decimal::ONE;
    for _ in 0..=SCALE_WORDS_MAX {
        if let Some((num, den)) = same_dimension(rest, base) {
            return Some((scale.checked_mul(num)?, den));
        }
        let (word, factor) = [("万", 10_000), ("亿", 100_000_000)]
            .into_iter()
            .find(|(word, _)| rest.starts_with(word))?;
        rest = rest.strip_prefix(word)?;
        scale = scale.checked_mul(Decimal::from(factor))?;
    }
    None
}

fn same_dimension(unit: &str, base: &str) -> Option<(Decimal, Decimal)> {
    if unit == base {
        return Some((Decimal::ONE, Decimal::ONE));
    }
    let (unit, base) = (figure::unit(unit)?, figure::unit(base)?);
    (unit.dimension == base.dimension).then(|| (unit.factor(), base.factor()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn scale_words_and_dimensions_convert() {
        for (amount, unit, base, expected) in [
            ("3", "户", "户", "3"),
            ("1.65", "万人", "人", "16500"),
            ("2", "万亿元", "元", "2000000000000"),
            ("42.6", "亿元", "元", "4260000000"),
            ("5", "万元", "元", "50000"),
            ("20", "万平方米", "平方米", "200000"),
            ("1.5", "公顷", "平方米", "15000"),
            ("800", "米", "公里", "0.8"),
            ("3", "亩", "平方米", "2000"),
        ] {
            let converted = in_base_unit(dec(amount), unit, base);
            let converted = converted.map(|value| value.round_dp(12).normalize());
            assert_eq!(converted, Ok(dec(expected)), "{amount}{unit}");
        }
    }

    #[test]
    fn different_things_do_not() {
        for (unit, base) in [
            ("栋", "户"),
            ("美元", "元"),
            ("百分点", "%"),
            ("", "户"),
            ("万", "户"),
        ] {
            assert_eq!(
                in_base_unit(dec("1"), unit, base).unwrap_err().code,
                "unit_not_convertible"
            );
        }
    }

    #[test]
    fn there_are_limits() {
        let code = |amount, unit| in_base_unit(dec(amount), unit, "元").unwrap_err().code;
        assert_eq!(code("10000000001", "亿元"), "amount_too_large");
        assert_eq!(code("1.0000001", "元"), "amount_too_fine");
        assert_eq!(
            code("79228162514264337593543950335", "亿元"),
            "amount_too_large"
        );
        assert_eq!(in_base_unit(dec("1.00000000"), "元", "元"), Ok(dec("1")));
    }
}
