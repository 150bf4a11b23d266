//! Reckoning a formula for one period, with what was read.

use super::{Formula, Operand, Sign, Term};
use crate::Refusal;
use crate::observation::Input;
use figure::{Decimal, Period};

/// A derived value with its inputs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reckoned {
    /// The value, in the unit of the result.
    pub value: Decimal,
    /// What it was reckoned from.
    pub inputs: Vec<Input>,
}

/// Reckons a formula for a period. `read` gives value and revision of an operand for the period it is
/// asked for; what it refuses is passed on. Errors: `no_same_period`, `formula_by_zero`, `out_of_range`.
pub fn evaluate(
    formula: &Formula,
    period: Period,
    jan_feb_merged: bool,
    read: impl Fn(&Operand, Period) -> Result<(Decimal, u32), Refusal>,
) -> Result<Reckoned, Refusal> {
    let mut inputs = vec![];
    for operand in formula.operands() {
        let at = operand.period(period, jan_feb_merged);
        let at =
            at.ok_or_else(|| Refusal::new("no_same_period").with("period", period.to_chinese()))?;
        let (value, revision) = read(&operand, at)?;
        inputs.push(Input {
            operand: operand.written(),
            period: at,
            revision,
            value,
        });
    }
    let value = reckon(&formula.term, &inputs)?;
    Ok(Reckoned { value, inputs })
}

fn reckon(term: &Term, inputs: &[Input]) -> Result<Decimal, Refusal> {
    match term {
        Term::Number(value) => Ok(*value),
        Term::Read(operand) => {
            let written = operand.written();
            let found = inputs.iter().find(|input| input.operand == written);
            found
                .map(|input| input.value)
                .ok_or_else(|| Refusal::new("formula_unknown").with("operand", written))
        }
        Term::Pair(sign, a, b) => {
            let (a, b) = (reckon(a, inputs)?, reckon(b, inputs)?);
            if *sign == Sign::Div && b.is_zero() {
                return Err(Refusal::new("formula_by_zero"));
            }
            let value = match sign {
                Sign::Add => a.checked_add(b),
                Sign::Sub => a.checked_sub(b),
                Sign::Mul => a.checked_mul(b),
                Sign::Div => a.checked_div(b),
            };
            value.ok_or_else(|| Refusal::new("out_of_range"))
        }
    }
}
