//! The arithmetic against a slow oracle of whole fractions, which shares no code with it.

use crate::arithmetic::schedule::{Schedule, ahead, completion, implied_plan};
use crate::arithmetic::{
    Part, Precision, Rate, change, contribution, contribution_share, required_growth,
    required_run_rate, two_year_average,
};
use crate::percent::rounded;
use crate::{Percent, Points, Price};
use figure::Decimal;
use num_rational::Ratio;
use proptest::prelude::*;

type Q = Ratio<i128>;

/// An amount with two decimals, and the same as a fraction.
fn amount(cents: i64) -> (Decimal, Q) {
    (Decimal::new(cents, 2), Q::new(i128::from(cents), 100))
}

/// Half away from zero at so many places, on fractions.
fn print(value: Q, places: u32) -> Q {
    let ten = Q::from_integer(10i128.pow(places));
    (value * ten).round() / ten
}

fn as_fraction(value: Decimal) -> Q {
    Q::new(value.mantissa(), 10i128.pow(value.scale()))
}

/// What is printed is what the exact fraction would print, at one place and at four.
fn agrees(got: Decimal, exact: Q) -> Result<(), TestCaseError> {
    for places in [1, 4] {
        prop_assert_eq!(as_fraction(rounded(got, places)), print(exact, places));
    }
    Ok(())
}

fn hundred() -> Q {
    Q::from_integer(100)
}

const BIG: i64 = 10_000_000_000;

proptest! {
    #[test]
    fn growth(now in 0..BIG, base in 1..BIG) {
        let ((now, n), (base, b)) = (amount(now), amount(base));
        agrees(change(now, base, None).unwrap().0, (n - b) / b * hundred())?;
    }

    #[test]
    fn ahead_of_schedule(done in 0..BIG, plan in 1..BIG, month in 0i8..=12) {
        let ((done, d), (plan, p)) = (amount(done), amount(plan));
        let schedule = Schedule::by_month(month).unwrap();
        let exact = (d / p - Q::new(i128::from(month), 12)) * hundred();
        agrees(ahead(done, plan, schedule).unwrap().0, exact)?;
        agrees(completion(done, plan).unwrap().0, d / p * hundred())?;
    }

    #[test]
    fn a_plan_comes_back_from_its_lead(done in 1..BIG, points in 0i64..5_000, month in 1i8..=12) {
        let (done, d) = amount(done);
        let (points, q) = amount(points);
        let schedule = Schedule::by_month(month).unwrap();
        let exact = d / (Q::new(i128::from(month), 12) + q / hundred());
        agrees(implied_plan(done, Points(points), schedule).unwrap(), exact)?;
    }

    #[test]
    fn parts_draw_the_whole(a in 1..BIG, b in 1..BIG, x in 0..BIG, y in 0..BIG) {
        let ((a0, qa0), (b0, qb0), (a1, qa1), (b1, qb1)) = (amount(a), amount(b), amount(x), amount(y));
        let first = Part { base: a0, now: a1 };
        let second = Part { base: b0, now: b1 };
        let whole = Part { base: a0 + b0, now: a1 + b1 };
        let drawn = contribution(first, whole).unwrap();
        agrees(drawn.0, (qa1 - qa0) / (qa0 + qb0) * hundred())?;
        // Contributions of all parts make the growth of the whole.
        let together = drawn.0 + contribution(second, whole).unwrap().0;
        let all = change(whole.now, whole.base, None).unwrap().0;
        prop_assert!((together - all).abs() < Decimal::new(1, 15));
        let moved = qa1 + qb1 - qa0 - qb0;
        match contribution_share(first, whole) {
            Ok(share) => agrees(share.0, (qa1 - qa0) / moved * hundred())?,
            Err(refusal) => {
                prop_assert_eq!(refusal.code, "whole_did_not_grow");
                prop_assert!(moved <= Q::from_integer(0));
            }
        }
    }

    #[test]
    fn the_rest_of_the_year(done in 0..BIG, so_far in 0..BIG, rest in 1..BIG, goal in -2_000i64..5_000, left in 1u32..12) {
        let ((done, d), (base, b), (rest, r)) = (amount(done), amount(so_far), amount(rest));
        let (goal, g) = amount(goal);
        let year = base + rest;
        let exact = (((Q::from_integer(1) + g / hundred()) * (b + r) - d) / r - Q::from_integer(1)) * hundred();
        let got = required_growth(Percent(goal), done, base, year).unwrap().0;
        if exact < -hundred() {
            prop_assert_eq!(got, Decimal::from(-100));
        } else {
            agrees(got, exact)?;
        }
        let each = required_run_rate(year, done, left).unwrap();
        let missing = (b + r - d).max(Q::from_integer(0));
        agrees(each, missing / Q::from_integer(i128::from(left)))?;
    }

    /// The square of the printed mean lies on both sides of the product.
    #[test]
    fn two_years(first in -9_000i64..30_000, second in -9_000i64..30_000) {
        let rate = |cents| Rate {
            percent: Percent(Decimal::new(cents, 2)),
            price: Price::Real,
            precision: Precision::Exact,
        };
        let mean = two_year_average(rate(first), rate(second)).unwrap().0;
        let printed = as_fraction(rounded(mean, 1)) + hundred();
        let half = Q::new(1, 20);
        let product = Q::new(i128::from(first) + 10_000, 100) * Q::new(i128::from(second) + 10_000, 100);
        prop_assert!((printed - half) * (printed - half) <= product);
        prop_assert!(product <= (printed + half) * (printed + half));
    }

    #[test]
    fn nothing_panics_at_the_ends(mantissas in prop::array::uniform4(any::<i64>()), scale in 0u32..28, month in any::<i8>()) {
        let [a, b, c, d] = mantissas.map(|m| Decimal::from_i128_with_scale(i128::from(m) * 1_000_000_000, scale));
        let _ = change(a, b, Some(c));
        let _ = contribution(Part { now: a, base: b }, Part { now: c, base: d });
        let _ = contribution_share(Part { now: a, base: b }, Part { now: c, base: d });
        let _ = required_growth(Percent(a), b, c, d);
        let _ = required_run_rate(a, b, 3);
        if let Ok(schedule) = Schedule::by_month(month) {
            let _ = ahead(a, b, schedule);
            let _ = implied_plan(a, Points(b), schedule);
        }
    }
}
