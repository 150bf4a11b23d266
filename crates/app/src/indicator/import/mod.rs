//! Sheets as units send them: mapped once by a person, read again without anything written, asked about,
//! and taken over as a whole.

mod batch;
mod kept;
mod look;
mod run;

pub use batch::{BatchLine, BatchView, confirm_batch, show_batch};
pub use kept::{Batch, BatchValue, Layout};
pub use look::{Enterable, Label, SheetLook};
pub use run::{Asked, ImportCmd, ImportLine, SheetImport, import};
