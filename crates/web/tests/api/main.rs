//! The API as a program sees it. Every answer of every test is held to the OpenAPI document.

mod bulletin_calls;
mod case_calls;
mod client;
mod codes;
#[path = "../common/mod.rs"]
mod common;
mod document;
mod everybody;
mod indicator_calls;
mod once;
mod places;
mod project_calls;
mod rhythm_calls;
mod roles;
mod schema;
mod stage;
mod story;
mod versions;
