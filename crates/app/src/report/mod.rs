//! Work reports: import, look at, issue.

mod earlier;
mod import;
mod issue;
mod list;
mod mark;
mod proposals;
mod show;

pub use import::import;
pub use issue::{Blocker, IssueOutcome, blockers, issue};
pub use list::{ReportRow, export, list};
pub use mark::ReportMark;
pub(crate) use mark::{Marks, marks};
pub(crate) use show::text_of;
pub use show::{Counts, ReportView, show};
