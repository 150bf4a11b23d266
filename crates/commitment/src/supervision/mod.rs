//! Supervision items: opened on a red light, answered by the owner, closed by someone else.

mod answer;
mod close;
mod follow;
mod move_due;
mod open;

pub use answer::{Answer, answer};
pub use close::{Close, close};
pub use follow::follow_lead;
pub use move_due::move_due;
pub use open::{Open, open};
