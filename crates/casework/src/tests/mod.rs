//! Tests of the engine on the shipped types.

mod shipped;
mod support;
