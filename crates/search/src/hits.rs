//! A set of the records of a block.

/// Words of 64 bits.
pub(crate) const WORDS: usize = 64;

/// Some records of a block, by their numbers in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hits([u64; WORDS]);

impl Hits {
    /// No record.
    pub fn none() -> Self {
        Self([0; WORDS])
    }

    /// Every record that a block may have.
    pub fn all() -> Self {
        Self([u64::MAX; WORDS])
    }

    /// Takes a record in; one beyond a block is not.
    pub fn set(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    /// Whether a record is in.
    pub fn has(&self, at: usize) -> bool {
        self.0
            .get(at / 64)
            .is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// Keeps those that are in both.
    pub fn and(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }

    /// Takes in those of the other.
    pub fn or(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Their numbers, the last first.
    pub fn falling(&self) -> impl Iterator<Item = usize> + '_ {
        (0..WORDS * 64).rev().filter(|at| self.has(*at))
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        let mut hits = Self::none();
        for (word, bytes) in hits.0.iter_mut().zip(bytes.chunks_exact(8)) {
            *word = bytes
                .iter()
                .rev()
                .fold(0, |word, byte| word << 8 | u64::from(*byte));
        }
        hits
    }
}
