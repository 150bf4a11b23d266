//! One lead unit, any number of supporting ones.

use crate::Refusal;

/// Most supporting units one commitment may have.
pub(crate) const SUPPORTING_UNITS_MAX: usize = 64;

/// Refuses a lead that also supports, a unit named twice, or too many.
pub(crate) fn check_owners(lead: Option<&str>, supporting: &[String]) -> Result<(), Refusal> {
    if supporting.len() > SUPPORTING_UNITS_MAX {
        return Err(
            Refusal::on("too_many_supporting", "supporting").with("max", SUPPORTING_UNITS_MAX)
        );
    }
    for (index, unit) in supporting.iter().enumerate() {
        if lead == Some(unit.as_str()) {
            return Err(Refusal::on("lead_also_supporting", "supporting").with("unit", unit));
        }
        if supporting[..index].contains(unit) {
            return Err(Refusal::on("supporting_twice", "supporting").with("unit", unit));
        }
    }
    Ok(())
}
