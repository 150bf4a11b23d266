//! The arithmetic of statistics (domain 3.2–3.3), exact; what cannot be said is refused with why.

mod current;
mod festival;
mod growth;
mod per_day;
mod rank;
mod rate;
mod read;
mod required;
pub mod schedule;
mod share;
mod streak;
mod target;

pub use current::{Current, cumulative_of, current_of};
pub use festival::{FestivalDays, festival_days};
pub use growth::{Basis, Caveat, Growth, Level, change, growth, growth_between, level_change};
pub use per_day::{PerDay, per_day};
pub use rank::{Rank, Ranked, Ties, rank};
pub use rate::{Direction, Precision, Rate, difference, direction, two_year_average};
pub use read::{growth_alone, growth_cumulative, points, two_year};
pub use required::{required_growth, required_run_rate};
pub use share::{Part, contribution, contribution_share, share_of, whole_of};
pub use streak::{Ended, Streak, streak};
pub use target::{Goal, Required, required};

use crate::Refusal;
use rust_decimal::Decimal;

/// Beyond 28 significant digits. Errors: `out_of_range`.
pub(crate) fn within(value: Option<Decimal>) -> Result<Decimal, Refusal> {
    value.ok_or_else(|| Refusal::new("out_of_range"))
}
