//! The bytes a hash is taken over.
//!
//! Every field is written as its length in bytes (8 bytes, big-endian) and its bytes;
//! a number is 8 bytes big-endian; an absent text is the length `u64::MAX`. No two
//! different entries have the same bytes, so none can be swapped for another.
//!
//! The hash is taken in two steps: what the writer knows beforehand
//! ([`content_digest`]), and what is only settled when the entry takes its place
//! ([`link_digest`]). The first can be computed by many threads at once.

use crate::{Algorithm, Entry, Hasher};

/// The digest of what an entry says: district, subject, sequence, actor, action, reason, before, after.
pub fn content_digest(entry: &Entry) -> String {
    let mut hasher = Hasher::new(entry.algorithm);
    text(&mut hasher, "xiuhua.entry.1");
    text(&mut hasher, entry.district.as_str());
    text(&mut hasher, &entry.subject.kind);
    text(&mut hasher, &entry.subject.id);
    number(&mut hasher, entry.seq);
    text(&mut hasher, &entry.actor);
    text(&mut hasher, &entry.action);
    match &entry.reason {
        Some(reason) => text(&mut hasher, reason),
        None => hasher.update(&u64::MAX.to_be_bytes()),
    }
    text(&mut hasher, &entry.before);
    text(&mut hasher, &entry.after);
    hasher.finish()
}

/// The hash of an entry: its content digest bound to its position, its instant and the entry before it.
pub fn link_digest(
    algorithm: Algorithm,
    pos: i64,
    at_ms: i64,
    prev_hash: &str,
    content: &str,
) -> String {
    let mut hasher = Hasher::new(algorithm);
    text(&mut hasher, "xiuhua.link.1");
    number(&mut hasher, pos);
    number(&mut hasher, at_ms);
    text(&mut hasher, prev_hash);
    text(&mut hasher, content);
    hasher.finish()
}

pub(crate) fn text(hasher: &mut Hasher, value: &str) {
    hasher.update(&(value.len() as u64).to_be_bytes());
    hasher.update(value.as_bytes());
}

pub(crate) fn number(hasher: &mut Hasher, value: i64) {
    hasher.update(&value.to_be_bytes());
}
