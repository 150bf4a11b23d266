//! Quantities as a government writes them: exact value, unit, comparator, basis, period.
//!
//! Every number is a [`Decimal`]; no `f64` occurs in this crate.

mod basis;
mod comparator;
pub mod numeral;
mod period;
mod quantity;
mod target;
mod unit;
mod verdict;
mod writing;

pub use basis::Basis;
pub use comparator::Comparator;
pub use period::{Period, PeriodError};
pub use quantity::{Quantity, QuantityError};
pub use rust_decimal::Decimal;
pub use target::Target;
pub use unit::{CLASSIFIERS, Dimension, Unit, symbols, unit};
pub use verdict::{Reference, Verdict};
