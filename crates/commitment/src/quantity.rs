//! Amounts in the target's unit, exact.

use crate::Refusal;
use figure::{Decimal, Quantity, QuantityError};
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
/// dimension converted (公顷 to 平方米), exactly or not at all; households never to buildings.
/// Errors: `unit_not_convertible`, `unit_not_exact`, `amount_too_large`, `amount_too_fine`.
///
/// ```
/// use commitment::in_base_unit;
/// let amount = in_base_unit("42.6".parse().unwrap(), "亿元", "元").unwrap();
/// assert_eq!(amount, "4260000000".parse().unwrap());
/// assert!(in_base_unit("1".parse().unwrap(), "栋", "户").is_err());
/// ```
pub fn in_base_unit(amount: Decimal, unit: &str, base: &str) -> Result<Decimal, Refusal> {
    let too_large = || Refusal::on("amount_too_large", "amount").with("max", AMOUNT_MAX);
    if amount.normalize().scale() > AMOUNT_PLACES_MAX {
        return Err(Refusal::on("amount_too_fine", "amount").with("max", AMOUNT_PLACES_MAX));
    }
    let mut rest = unit.trim();
    let mut scaled = amount;
    for _ in 0..=SCALE_WORDS_MAX {
        match converted(scaled, rest, base) {
            Ok(amount) if amount.abs() > Decimal::from(AMOUNT_MAX) => return Err(too_large()),
            Ok(amount) => return Ok(amount.normalize()),
            Err(QuantityError::OutOfRange) => return Err(too_large()),
            Err(QuantityError::Inexact { .. }) => {
                let refusal = Refusal::on("unit_not_exact", "unit");
                return Err(refusal.with("unit", unit).with("base", base));
            }
            Err(QuantityError::Incompatible { .. } | QuantityError::Unreadable(_)) => {}
        }
        let scale = [("万", 10_000), ("亿", 100_000_000)];
        let Some((below, factor)) = scale
            .into_iter()
            .find_map(|(word, factor)| Some((rest.strip_prefix(word)?, factor)))
        else {
            break;
        };
        rest = below;
        scaled = scaled
            .checked_mul(Decimal::from(factor))
            .ok_or_else(too_large)?;
    }
    let refusal = Refusal::on("unit_not_convertible", "unit");
    Err(refusal.with("unit", unit).with("base", base))
}

/// Whether amounts in one unit can be told in the other.
pub(crate) fn is_convertible(unit: &str, base: &str) -> bool {
    match in_base_unit(Decimal::ONE, unit, base) {
        Ok(_) => true,
        Err(refusal) => refusal.code != "unit_not_convertible",
    }
}

/// Units the figure crate does not know convert to themselves alone.
fn converted(amount: Decimal, unit: &str, base: &str) -> Result<Decimal, QuantityError> {
    if unit == base {
        return Ok(amount);
    }
    let to = figure::unit(base).ok_or_else(|| QuantityError::Unreadable(base.to_owned()))?;
    Ok(Quantity::new(amount, unit)?.convert(to)?.value)
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
    fn an_inexact_conversion_is_refused_rather_than_rounded() {
        let refusal = in_base_unit(dec("1"), "亩", "平方米").unwrap_err();
        assert_eq!(refusal.code, "unit_not_exact");
        assert!(is_convertible("亩", "平方米") && !is_convertible("栋", "户"));
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
