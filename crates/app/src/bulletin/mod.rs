//! Bulletins: drafted from what is known on a day, issued once by the office, sealed, and written again byte for
//! byte whenever somebody takes them (docs/decisions/0031-bulletins.md).

mod draft;
mod facts;
mod issue;
mod list;
mod show;
mod state;

pub use draft::{Draft, draft};
pub use issue::{IssueCmd, Issued, issue};
pub use list::{BulletinView, list};
pub use show::{SealedView, file, show};
