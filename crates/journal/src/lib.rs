//! Journal entries, their hash chains, daily seals and verification.
//!
//! Pure: entries come in as values, digests and findings go out. Each subject
//! (one report, one commitment, one record…) has its own chain, so that writers of
//! different subjects never wait for each other's hash; a contiguous position per
//! district and a chained seal over the moved heads tie the chains together.

mod algorithm;
mod canonical;
mod entry;
mod fault;
mod fold;
mod seal;
mod verify;

pub use algorithm::{Algorithm, Hasher, UnknownAlgorithm, hex};
pub use canonical::{content_digest, link_digest};
pub use entry::{DistrictId, Entry, Head, Subject};
pub use fault::{Fault, FaultKind};
pub use fold::{Fields, changed_fields, fold, fold_into};
pub use seal::{Seal, SealBuilder};
pub use verify::{Anchor, Checked, Verifier};
