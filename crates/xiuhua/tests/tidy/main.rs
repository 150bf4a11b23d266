//! House rules as tests, over the source tree alone: layers, pure crates, exact amounts, short
//! files, and documents that point at files that exist.

mod documents;
mod layers;
mod mechanisms;
mod rights;
mod tree;
mod written;
