//! Commitments measured by cases, projects and series (docs/decisions/0021): a case that is closed and verified counts in
//! the transaction of its closing, one that is opened or done again is taken back in that of its
//! reopening, and the light is judged in the same.
//!
//! The order in which things are read is what keeps totals exact: first the register, which every
//! closing expects unchanged, then the commitment with its turnstile, then what is counted.

mod append;
mod by_indicators;
mod by_projects;
mod catch_up;
mod check;
mod facts;
mod indicators;
mod known;
mod projects;
mod register;
mod rows;
mod seen;
mod typed;
mod typed_projects;
mod words;

pub(crate) use append::append;
pub use by_indicators::{
    CountedSeries, SeriesRow, SeriesTotal, TypedSeries, series, series_choices,
};
pub(crate) use by_indicators::{check_indicators, series_total};
pub(crate) use by_projects::projects_total;
pub use by_projects::{CountedProject, CountedProjects, ProjectsTotal, project_words, projects};
pub(crate) use catch_up::{catch_up, catch_up_all};
pub use check::{CountCheck, CountMismatch, check};
pub(crate) use facts::{CountsOf, facts_of_all, facts_of_one, facts_then};
pub(crate) use indicators::{append_indicators, judge_indicator, released_of_late};
pub(crate) use known::check_measure;
pub(crate) use projects::{append_projects, is_by_projects};
pub(crate) use register::{Register, is_counted};
pub(crate) use rows::total_of;
pub use rows::{CasesTotal, CountedCases, CountedRow, rows};
pub use typed::{Summable, TOTALS, TypedMeasure, summable};
pub(crate) use typed_projects::check_projects;
pub use typed_projects::{TypedProjects, project_totals};
pub use words::{MeasureWords, measure_words};

/// Tries at most: other closings only delay this one.
const TRIES_MAX: usize = 20;
