//! Spreadsheets as units really send them: a table of cells in, observations and questions out.
//!
//! Nothing here opens a file. A [`Table`] is text cells and merged ranges; [`headings`] flattens merged
//! headings and takes units out of them; a [`Mapping`] says once what rows and columns are and is
//! remembered by [`Mapping::fits`]; [`read`] gives what was found with problems at each cell, and
//! [`questions`] asks where a value looks wrong, and [`settle`] takes the answers. Nothing is guessed: what
//! [`labels`], [`named`] and [`period`] propose is for a person to see and change.

mod heading;
mod mapping;
mod propose;
mod question;
mod read;
mod settle;
mod table;

pub use heading::{Heading, Headings, Scope, headings};
pub use mapping::{ColumnUse, Field, Mapping, RowsAre, shape};
pub use propose::{label_column, labels, named, period};
pub use question::{History, Question, Total, part_questions, questions};
pub use read::{CellProblem, Found, Read, number, read};
pub use settle::{Answer, Choice, Kept, LeftOut, Settlement, settle};
pub use table::{Merge, Table, address};
