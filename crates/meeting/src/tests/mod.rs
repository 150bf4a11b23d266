//! Tests of the machine, the agenda and the review.

mod machine;
mod review;
mod rules;
