//! The ledger as lists and counts.

mod counts;
mod filter;
mod list;

pub use counts::{Count, Dimension};
pub use filter::{Filter, UnitRole};
pub use list::{LedgerRow, LightRow, Order, Sort};

#[cfg(test)]
pub(crate) use counts::count_query;
#[cfg(test)]
pub(crate) use list::list_query;
