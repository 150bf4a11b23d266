//! Deputies' snapshots (代表随手拍, F1-06): a photograph with its place becomes a case like any other, the
//! answer goes to the deputy who filed it, and the deputy rates it. A deputy sees no other cases.

mod answer;
mod file;
mod list;
mod show;

pub use answer::{Word, add, again, rate};
pub use file::{Snapshot, file, form};
pub use list::{Snapshots, list};
pub use show::{photo, show};
