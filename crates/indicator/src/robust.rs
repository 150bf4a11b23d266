//! Median and median deviation, which one wild value does not move.

use rust_decimal::Decimal;

/// The middle value; the mean of the two middle ones of an even number. None for no values.
pub(crate) fn median(values: &[Decimal]) -> Option<Decimal> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(middle.checked_sub(1)?)?;
    lower.checked_add(upper)?.checked_div(Decimal::TWO)
}

/// The median distance from `middle`. None for no values or beyond the range of decimals.
pub(crate) fn deviation(values: &[Decimal], middle: Decimal) -> Option<Decimal> {
    let away = |v: &Decimal| v.checked_sub(middle).map(|d| d.abs());
    let away: Option<Vec<Decimal>> = values.iter().map(away).collect();
    median(&away?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wild_value_moves_neither() {
        let of = |values: &[i64]| values.iter().map(|v| Decimal::from(*v)).collect::<Vec<_>>();
        assert_eq!(median(&of(&[3, 1, 2])), Some(Decimal::TWO));
        assert_eq!(median(&of(&[4, 1, 2, 3])), Some(Decimal::new(25, 1)));
        assert_eq!(median(&[]), None);
        let wild = of(&[10, 11, 12, 13, 1_000_000]);
        assert_eq!(median(&wild), Some(Decimal::from(12)));
        assert_eq!(deviation(&wild, Decimal::from(12)), Some(Decimal::ONE));
    }
}
