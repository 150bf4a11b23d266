mod answers;
mod held_back;
mod ids;
mod messages;
mod reading;
mod support;
