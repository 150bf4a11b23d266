//! Whether the formula of a derived indicator can be reckoned from what is defined.

use super::{Facts, Formula, Operand, Origin, check, cycle};
use crate::{Definition, Refusal};

/// Checks the formula of a definition against the definitions it reads. Counts of other loops are not
/// known here. Errors: those of [`Formula::parse`], [`check`] and [`cycle`].
pub fn sound<'a>(
    code: &str,
    definition: &Definition,
    find: impl Fn(&str) -> Option<&'a Definition>,
) -> Result<(), Refusal> {
    let Some(text) = &definition.formula else {
        return Ok(());
    };
    let formula = Formula::parse(text)?;
    check(&formula, &facts(definition), |operand: &Operand| {
        let own = operand.origin == Origin::Indicator;
        find(&operand.code).filter(|_| own).map(facts)
    })?;
    cycle(code, &formula, |inner| {
        Formula::parse(find(inner)?.formula.as_ref()?).ok()
    })
}

fn facts(definition: &Definition) -> Facts {
    Facts {
        unit: definition.unit.clone(),
        cadence: Some(definition.cadence),
        flow: definition.flow,
        price: Some(definition.price),
    }
}
