//! Rows in the order that a question asks for.

use super::view::RowView;
use ::ask::{Filter, Measure, Query, Where};
use figure::Decimal;
use indicator::percent::fixed;
use std::cmp::Ordering;

/// Decimals of amounts, and of percents and points.
const AMOUNT_PLACES: u32 = 2;
const PERCENT_PLACES: u32 = 1;

/// At most two decimals, without zeros at the end.
pub(super) fn plain(value: Decimal) -> String {
    let text = fixed(value, AMOUNT_PLACES);
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// What is shown alike ranks alike.
fn shown(row: &RowView) -> Option<Decimal> {
    let places = match row.measure {
        Measure::Completion | Measure::Ahead | Measure::Growth => PERCENT_PLACES,
        _ => AMOUNT_PLACES,
    };
    row.value.map(|value| value.round_dp(places))
}

/// Ranked, chosen and cut as the query wants; who shares the last rank asked for is in.
pub(super) fn ordered(mut rows: Vec<RowView>, query: &Query) -> Vec<RowView> {
    if let Some(order) = query.order {
        let way = |a: &RowView, b: &RowView| match (shown(a), shown(b)) {
            (Some(a), Some(b)) if order.largest_first => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        rows.sort_by(|a, b| way(a, b).then_with(|| a.key.cmp(&b.key)));
        let ranks: Vec<Option<u32>> = rows
            .iter()
            .map(|row| {
                let own = shown(row)?;
                let better = rows.iter().filter_map(shown).filter(|other| {
                    if order.largest_first {
                        *other > own
                    } else {
                        *other < own
                    }
                });
                u32::try_from(better.count() + 1).ok()
            })
            .collect();
        for (row, rank) in rows.iter_mut().zip(ranks) {
            row.rank = rank;
        }
    }
    if let Where::Place(code) | Where::Unit(code) = &query.place {
        rows.retain(|row| row.key == *code);
    }
    let value = |row: &RowView| row.value;
    match query.filter {
        Some(Filter::Negative) => rows.retain(|r| value(r).is_some_and(|v| v < Decimal::ZERO)),
        Some(Filter::Positive) => rows.retain(|r| value(r).is_some_and(|v| v > Decimal::ZERO)),
        None => {}
    }
    if let Some(count) = query.order.and_then(|o| o.count) {
        rows.retain(|r| r.rank.is_some_and(|rank| rank <= u32::from(count)));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_end_without_zeros_of_decimals_alone() {
        let of = |text: &str| plain(text.parse().unwrap());
        assert_eq!(of("42.60"), "42.6");
        assert_eq!(of("1200"), "1200");
        assert_eq!(of("0.005"), "0.01");
        assert_eq!(of("0"), "0");
    }
}
