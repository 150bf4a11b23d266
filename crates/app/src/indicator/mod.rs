//! Indicators (F6-01): definitions taken from the profile and changed in the journal, values entered by one
//! person and confirmed by another, and what follows from them as known on any day.

mod asked;
mod board;
mod decide;
mod define;
mod derive;
mod documents;
mod enter;
mod gap;
mod held;
mod import;
mod list;
mod measured;
mod month;
mod show;
mod step;
mod take_in;
mod view;
mod waiting;

pub(crate) use asked::{definitions, is_planned, known};
pub(crate) use board::seen_by;
pub use board::{Arrived, Board, Moving, Stale, board};
pub use decide::{CellEntry, confirm_many, reject, withdraw};
pub use define::{define, mark_break, revise};
pub use documents::file;
pub(crate) use enter::enter_many;
pub use enter::{EnterCmd, Entered, enter};
pub(crate) use gap::{Gaps, gaps};
pub(crate) use held::Cache;
pub use import::{
    Asked, Batch, BatchLine, BatchValue, BatchView, Enterable, ImportCmd, ImportLine, Label,
    Layout, SheetImport, SheetLook, confirm_batch, import, show_batch,
};
pub use list::{IndicatorChoices, IndicatorQuery, SORTS, choices, export, list};
pub(crate) use measured::{Measured, Said as SaidOf, names};
pub(crate) use month::month;
pub use show::{Forecasted, IndicatorDetail, PeriodRow, TargetView, VintageView, show};
pub(crate) use take_in::take_in;
pub use view::{Against, Doubt, IndicatorRow, Late, Reckoned, Said, ValueView};
pub use waiting::{WaitingCell, WaitingCells, waiting};
