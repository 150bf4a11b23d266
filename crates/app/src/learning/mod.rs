//! Classification and automatic dispatch, accounted for (F2-01, F3-01): models learnt from cases as
//! people confirmed them, proposals with their words and certainty, dispatch by the platform itself
//! where the case type, the duty list and the certainty allow it, and what became of each.
//!
//! A model proposes, people decide; below the threshold it abstains. Probabilities are thousandths
//! here, rounded down.

mod auto;
mod compare;
mod confirmed;
mod decide;
mod file;
mod fit;
mod guess;
mod held;
mod lessons;
mod offer;
mod propose;
mod rehearse;
mod settle;
mod show;
mod state;
mod sums;
mod train;
mod verdict;

pub use compare::Score;
pub use decide::{ask_training, choose_threshold, put_in_force, set_automatic};
pub(crate) use decide::{check_threshold, set_rules};
pub use file::FILE_BYTES_MAX;
pub(crate) use held::{Models, in_force};
pub use lessons::{Lesson, Lessons, lessons};
pub use offer::Offered;
pub(crate) use offer::{matters, matters_alone, of_case, of_cases, percent};
pub use propose::{Worked, work};
pub(crate) use rehearse::{Before, Said, said_of, would_send};
pub use show::{Board, ModelView, Training, show, version};
pub use state::{CurvePoint, Guess, MatterScore, Rule};
pub use sums::{Line, Mix, Sums};
pub use train::train_waiting;

/// Confirmed messages needed before anything is learnt.
pub const TRAIN_MIN: usize = 80;
/// Cases of the latest confirmed ones that are learnt from at most.
pub const CONFIRMED_MAX: usize = 10_000;
/// Held-back cases needed to judge a model.
pub const HELD_MIN: usize = 15;
