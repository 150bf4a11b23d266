//! Quantities as a government writes them: exact value, unit, comparator, basis, period.
//!
//! Every number is a [`Decimal`]; no `f64` occurs in this crate.

mod basis;
mod comparator;
mod target;

pub use basis::Basis;
pub use comparator::Comparator;
pub use rust_decimal::Decimal;
pub use target::Target;
