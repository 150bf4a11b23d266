//! The ledger as lists and counts.

mod counts;
mod filter;
mod list;

pub use counts::{Count, Dimension};
pub use filter::{Filter, UnitRole};
pub use list::{LedgerRow, LightRow, Order, Sort};

pub(crate) use counts::count_query;
pub(crate) use list::list_query;
