//! Supervision items: opened on a red light, answered by the owner, closed by someone else.

mod answer;
mod close;
mod open;

pub use answer::{Answer, answer};
pub use close::{Close, close};
pub use open::{Open, open};
