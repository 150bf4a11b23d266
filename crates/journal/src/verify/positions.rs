//! Which positions were seen, one bit each.

#[derive(Debug)]
pub(super) struct Positions {
    words: Vec<u64>,
    last: i64,
}

impl Positions {
    pub(super) fn new(last: i64) -> Self {
        let words = usize::try_from(last.clamp(0, 1 << 33) / 64 + 1).unwrap_or(1);
        Self {
            words: vec![0; words],
            last,
        }
    }

    /// Marks a position from 1; false when it was marked before or is out of range.
    pub(super) fn mark(&mut self, pos: i64) -> bool {
        if pos < 1 || pos > self.last {
            return false;
        }
        let index = usize::try_from(pos).unwrap_or(0);
        let Some(word) = self.words.get_mut(index / 64) else {
            return false;
        };
        let bit = 1 << (index % 64);
        let fresh = *word & bit == 0;
        *word |= bit;
        fresh
    }

    pub(super) fn first_missing(&self) -> Option<i64> {
        (1..=self.last).find(|pos| {
            let index = usize::try_from(*pos).unwrap_or(0);
            self.words
                .get(index / 64)
                .is_none_or(|word| word >> (index % 64) & 1 == 0)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Positions;

    #[test]
    fn the_first_gap_is_named() {
        let mut seen = Positions::new(130);
        for pos in (1..=130).filter(|pos| *pos != 65) {
            assert!(seen.mark(pos));
        }
        assert!(!seen.mark(64));
        assert!(!seen.mark(0) && !seen.mark(131));
        assert_eq!(seen.first_missing(), Some(65));
        assert!(seen.mark(65));
        assert_eq!(seen.first_missing(), None);
    }
}
