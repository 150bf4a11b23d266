//! What the rest of the year has to bring (domain 3.2: 完成进度需求).

use super::{change, within};
use crate::{Percent, Refusal};
use rust_decimal::Decimal;

/// What each of the periods left has to bring for the plan: `(plan − done) / left`. A plan already
/// reached asks for nothing. Errors: `nothing_left`, `out_of_range`.
pub fn required_run_rate(plan: Decimal, done: Decimal, left: u32) -> Result<Decimal, Refusal> {
    let missing = within(plan.checked_sub(done))?.max(Decimal::ZERO);
    if left == 0 {
        return Err(Refusal::new("nothing_left").with("missing", missing.normalize()));
    }
    within(missing.checked_div(Decimal::from(left)))
}

/// Growth the rest of the year needs to end at `goal`: the year's goal in amounts, less what is done,
/// over last year's rest. Errors: `rest_without_base`, those of [`change`], `out_of_range`.
pub fn required_growth(
    goal: Percent,
    done: Decimal,
    base_so_far: Decimal,
    base_year: Decimal,
) -> Result<Percent, Refusal> {
    let rest = within(base_year.checked_sub(base_so_far))?;
    if rest <= Decimal::ZERO {
        return Err(Refusal::new("rest_without_base").with("rest", rest.normalize()));
    }
    // In hundredths, so that no quotient is rounded before the last.
    let factor = within(goal.0.checked_add(Decimal::ONE_HUNDRED))?;
    let year = within(factor.checked_mul(base_year))?;
    let needed = within(
        done.checked_mul(Decimal::ONE_HUNDRED)
            .and_then(|done| year.checked_sub(done)),
    )?;
    let rest = within(rest.checked_mul(Decimal::ONE_HUNDRED))?;
    match needed.is_sign_negative() {
        true => Ok(Percent(-Decimal::ONE_HUNDRED)),
        false => change(needed, rest, None),
    }
}
