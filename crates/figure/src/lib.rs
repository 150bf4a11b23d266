//! Quantities as a government writes them: exact value, unit, comparator, basis, period.
//!
//! Every number is a [`Decimal`]; no `f64` occurs in this crate.

mod basis;
mod comparator;
pub mod numeral;
mod target;
mod unit;

pub use basis::Basis;
pub use comparator::Comparator;
pub use rust_decimal::Decimal;
pub use target::Target;
pub use unit::{CLASSIFIERS, Dimension, Unit, symbols, unit};
