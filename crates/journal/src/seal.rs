//! The daily seal over all heads.
//!
//! A seal takes in the head of every subject that moved since the seal before, and the
//! hash of that seal. By induction the last seal fixes every head of the district, at a
//! cost that follows what changed and not what exists.

use crate::canonical::{number, text};
use crate::{Algorithm, DistrictId, Hasher, Subject};
use serde::{Deserialize, Serialize};

/// A seal as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The tenant.
    pub district: DistrictId,
    /// The place in the chain of seals, from 1 without gaps.
    pub number: i64,
    /// The civil day it closes, `YYYY-MM-DD`.
    pub day: String,
    /// The digest used.
    pub algorithm: Algorithm,
    /// The first journal position it covers.
    pub pos_from: i64,
    /// The last journal position it covers; `pos_from - 1` when nothing happened.
    pub pos_to: i64,
    /// How many heads moved.
    pub heads: i64,
    /// The digest over those heads in the order of (kind, id).
    pub root: String,
    /// The hash of the seal before, or 64 zeros.
    pub prev: String,
    /// The hash of all of the above.
    pub hash: String,
}

impl Seal {
    /// The hash this seal should carry.
    pub fn digest(&self) -> String {
        let mut hasher = Hasher::new(self.algorithm);
        text(&mut hasher, "xiuhua.seal.1");
        text(&mut hasher, self.district.as_str());
        number(&mut hasher, self.number);
        text(&mut hasher, &self.day);
        number(&mut hasher, self.pos_from);
        number(&mut hasher, self.pos_to);
        number(&mut hasher, self.heads);
        text(&mut hasher, &self.root);
        text(&mut hasher, &self.prev);
        hasher.finish()
    }
}

/// The root of a seal in the making; feed heads in ascending order of (kind, id).
#[derive(Debug, Clone)]
pub struct SealBuilder {
    algorithm: Algorithm,
    hasher: Hasher,
    heads: i64,
}

impl SealBuilder {
    /// A root over no heads.
    pub fn new(algorithm: Algorithm) -> Self {
        let mut hasher = Hasher::new(algorithm);
        text(&mut hasher, "xiuhua.heads.1");
        Self {
            algorithm,
            hasher,
            heads: 0,
        }
    }

    /// Adds the head of one subject.
    pub fn head(&mut self, subject: &Subject, seq: i64, hash: &str) {
        text(&mut self.hasher, &subject.kind);
        text(&mut self.hasher, &subject.id);
        number(&mut self.hasher, seq);
        text(&mut self.hasher, hash);
        self.heads += 1;
    }

    /// The root and the number of heads in it.
    pub fn root(self) -> (String, i64) {
        (self.hasher.finish(), self.heads)
    }

    /// The finished seal that follows `before` (the last seal, if any) and ends at `pos_to`.
    pub fn seal(
        self,
        district: &DistrictId,
        day: &str,
        before: Option<&Seal>,
        pos_to: i64,
    ) -> Seal {
        let algorithm = self.algorithm;
        let (root, heads) = self.root();
        let mut seal = Seal {
            district: district.clone(),
            number: before.map_or(1, |seal| seal.number + 1),
            day: day.to_owned(),
            algorithm,
            pos_from: before.map_or(1, |seal| seal.pos_to + 1),
            pos_to,
            heads,
            root,
            prev: before.map_or_else(|| algorithm.genesis(), |seal| seal.hash.clone()),
            hash: String::new(),
        };
        seal.hash = seal.digest();
        seal
    }
}
