//! The catalogue of matters and the duty list: taken in from the profile, then kept in the journal,
//! one subject a matter with all its entries.

mod in_force;
mod state;
mod take_in;

pub(crate) use in_force::Cache;
pub use in_force::{InForce, in_force};
pub(crate) use take_in::take_in;
