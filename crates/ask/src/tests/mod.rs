mod answers;
mod held_back;
mod ids;
mod messages;
mod reading;
#[path = "../../../indicator/src/tests/support.rs"]
mod support;
