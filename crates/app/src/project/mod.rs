//! Key investment projects (F5-01 to F5-03, F5-08): registered, planned, reported month by month,
//! proved and verified, with what follows from it on any day.

mod act;
mod asked;
mod decide;
mod entered;
mod files;
mod held;
mod list;
mod month;
pub(crate) mod names;
mod portfolio;
mod register;
mod sheet;
mod show;
mod step;
mod view;
mod waiting;
mod window;

pub use act::{
    BlockerCmd, MilestoneCmd, claim_milestone, close_blocker, enter_approval, move_blocker,
    open_blocker, report, reverse_milestone, set_plan, set_total,
};
pub(crate) use asked::{Day, Which, sums};
pub use decide::{Entry, EntryKind, decide, verify_many};
pub use entered::{ApprovalCmd, FileOf};
pub use files::file;
pub(crate) use held::{Cache, Held, held};
pub use list::{ProjectQuery, SORTS, export, list};
pub(crate) use month::month;
pub use names::{ProjectChoices, choices};
pub use portfolio::{Portfolio, PortfolioRow, portfolio};
pub use register::{RegisterCmd, register};
pub use sheet::{
    PlanImport, PlanLine, ProgressImport, ProgressLine, SheetFault, export_plan, export_progress,
    import_plan, import_progress,
};
pub use show::{ApprovalView, BlockerView, ProjectDetail, show};
pub use view::ProjectRow;
pub(crate) use view::lamp;
pub use waiting::{MonthOf, StepOf, Waiting, WaitingEntry, waiting};
pub use window::{Candidate, WindowView, windows};
