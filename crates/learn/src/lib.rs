//! Learning from labelled messages: category or unit, how sure, and which words decided (F3-01).
//!
//! A linear model over words, pairs of neighbouring words and short runs of characters, one
//! separating plane a class, with probabilities calibrated on messages that the planes had not
//! seen. [`train`] makes a [`Model`], [`Model::predict`] and [`Model::explain`] use it,
//! [`cross_validate`] and [`evaluate`] measure it, [`Model::to_bytes`] and [`Model::from_bytes`] keep it.
//!
//! A label may be a path (`一级/二级/三级`); each depth has its own calibrated answers.
//!
//! Pure: bytes come in, chance is a seed, nobody asks the clock. Probabilities are floating
//! numbers; no amount passes here. How well it does: `docs/learning.md`.

mod calibrate;
mod document;
mod error;
mod explain;
mod feature;
mod file;
mod group;
mod head;
mod interval;
mod label;
mod measure;
mod message;
mod model;
mod progress;
mod solve;
mod split;
mod text;
mod train;
mod validate;

pub use error::LearnError;
pub use explain::{Explanation, Reason};
pub use head::{Answer, per_mille};
pub use interval::Interval;
pub use label::{LEVELS_MAX, Label};
pub use measure::{ClassFigures, CoveragePoint, Figures, Judged, ReliabilityBin, coverage_curve};
pub use message::{FILE_BYTES_MAX, Message, ROWS_MAX, Reading, read_labelled, read_messages};
pub use model::{Model, ModelSummary};
pub use progress::{Progress, Stage};
pub use split::Split;
pub use train::{TrainOptions, copies, train};
pub use validate::{Validation, cross_validate, evaluate};
