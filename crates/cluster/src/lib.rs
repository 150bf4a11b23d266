//! Which reports tell of the same incident, by their words, place and time; and what many reports of
//! some weeks are about (F2-01, 每月一题).
//!
//! [`assign`] places one new report among a bounded set of others and says why; [`topics`] finds what
//! is reported again and again over weeks, with its places and its trend. Nothing is kept here: the same
//! reports give the same answer.

mod assign;
mod link;
mod report;
mod rules;
mod topic;
mod whereabouts;
mod words;

pub use assign::{CANDIDATES_MAX, Placement, assign};
pub use link::{Link, SHOWN_WORDS_MAX, link};
pub use report::{Group, Report};
pub use rules::Rules;
pub use topic::{TOPIC_TEXTS_MAX, Text, Topic, TopicRules, topics};
pub use whereabouts::{Named, Whereabouts};
pub use words::{TEXT_CHARS_MAX, Words};
