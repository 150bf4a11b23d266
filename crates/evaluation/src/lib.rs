//! The evaluation of cases (F2-01, F3-01; GB/T 30428.4 and the hotline's three rates).
//!
//! Every figure is defined once, as counts over counts, in [`Rate`]; nothing else in the project
//! divides one count of cases by another. A [`Value`] keeps its numerator and denominator, says
//! "none" instead of dividing by nothing, and carries an interval, so that three cases out of four
//! are not shown as if they were three hundred of four hundred.
//!
//! Pure: the counts come in.

mod composite;
mod count;
mod grade;
mod interval;
mod per_residents;
mod rate;
mod words;

pub use composite::{Composite, Part, Score};
pub use count::{Count, Counts, Step};
pub use grade::Grade;
pub use interval::{Interval, SMALL};
pub use per_residents::PerResidents;
pub use rate::{Better, Rate, Value};
