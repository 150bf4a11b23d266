//! Which files a subject names, and which it let go of: the register by which a file's bytes are kept.

use super::{DistrictId, Fields, RowOp, Sql};
use crate::kind;
use crate::value::params;
use serde_json::Value as Json;
use std::collections::BTreeMap;

pub(crate) static PUT: Sql = Sql::new(
    "blob_use.put",
    "INSERT INTO blob_use (district_id, id, kind, hash, released) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (district_id, kind, id, hash) DO UPDATE SET released = excluded.released",
);

/// A subject never stops to name a file but by letting go of it, so that no row is ever to be removed.
pub(super) fn rows(district: &DistrictId, kind: &str, id: &str, state: &Fields) -> Vec<RowOp> {
    let mut files = BTreeMap::new();
    for hash in list(state, "released") {
        files.extend(hash.as_str().map(|hash| (hash, true)));
    }
    for hash in named(kind, state) {
        files.insert(hash, false);
    }
    let put = |(hash, released): (&str, bool)| {
        RowOp::new(&PUT, params![district, id, kind, hash, released])
    };
    files.into_iter().map(put).collect()
}

/// The digests that a state of this kind names; of a kind that names none, none.
fn named<'s>(kind: &str, state: &'s Fields) -> Vec<&'s str> {
    let of = |name: &str| state.get(name).and_then(Json::as_str);
    match kind {
        kind::CASE => list(state, "evidence").iter().flat_map(of_piece).collect(),
        kind::RECORD => each(list(state, "evidence"), "/hash"),
        kind::REPORT => {
            let file = state
                .get("file")
                .and_then(|file| file.get("hash")?.as_str());
            let read = [of("text_hash"), of("reading_hash")];
            file.into_iter().chain(read.into_iter().flatten()).collect()
        }
        kind::PROJECT => {
            let proofs = list(state, "milestones").iter();
            let proofs = proofs.flat_map(|one| array(one.get("evidence")));
            let proofs = proofs.filter_map(|file| file.get("hash")?.as_str());
            proofs
                .chain(each(list(state, "approvals"), "/state/hash"))
                .collect()
        }
        kind::LEARNT_MODEL => {
            let both = [of("matter_digest"), of("unit_digest")];
            both.into_iter().flatten().collect()
        }
        kind::BULLETIN => of("model_hash").into_iter().collect(),
        _ => Vec::new(),
    }
}

/// What is shown, what is sealed under it, and the copies that were shown before.
fn of_piece(piece: &Json) -> Vec<&str> {
    let shown = ["/file/sha256", "/sealed_original/sha256"];
    let shown = shown.iter().filter_map(|at| piece.pointer(at)?.as_str());
    let earlier = array(piece.get("earlier_copies")).iter();
    shown.chain(earlier.filter_map(Json::as_str)).collect()
}

fn each<'s>(all: &'s [Json], at: &str) -> Vec<&'s str> {
    all.iter()
        .filter_map(|one| one.pointer(at)?.as_str())
        .collect()
}

fn list<'s>(state: &'s Fields, name: &str) -> &'s [Json] {
    array(state.get(name))
}

fn array(value: Option<&Json>) -> &[Json] {
    value.and_then(Json::as_array).map_or(&[], Vec::as_slice)
}
