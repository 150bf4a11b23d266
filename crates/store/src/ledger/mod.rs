//! The ledger as lists and counts.

mod counts;
mod filter;
mod list;

pub use counts::{Count, Dimension};
pub use filter::{Filter, UnitRole};
pub use list::{LedgerRow, LightRow, Order, Sort};

#[cfg(any(test, feature = "testing"))]
pub use counts::count_query;
#[cfg(any(test, feature = "testing"))]
pub use list::list_query;
