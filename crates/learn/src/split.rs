//! Dividing messages into parts, reproducibly.

/// What may be apart when messages are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// Near copies of one message stay together, so that no part is judged on what was learnt.
    CopiesTogether,
    /// Each message by itself, as most published figures are reckoned.
    Each,
}

/// A stream of numbers from a seed (SplitMix64): equal on every machine.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Puts a list into another order.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            let other = (self.next() % (at as u64 + 1)) as usize;
            list.swap(at, other);
        }
    }
}

/// The part (0 to `parts` − 1) of each message. Groups stay together; each class is spread
/// evenly over the parts, and parts are of about equal size.
pub(crate) fn parts(groups: &[usize], classes: &[usize], parts: usize, seed: u64) -> Vec<usize> {
    let mut members: std::collections::BTreeMap<usize, Vec<usize>> = Default::default();
    for (at, group) in groups.iter().enumerate() {
        members.entry(*group).or_default().push(at);
    }
    let mut order: Vec<Vec<usize>> = members.into_values().collect();
    Chance::new(seed).shuffle(&mut order);
    // Large groups first, so that small ones even out what they leave.
    order.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let kinds = classes.iter().max().map_or(0, |most| most + 1);
    let mut held = vec![vec![0usize; kinds]; parts];
    let mut sizes = vec![0usize; parts];
    let mut part_of = vec![0; groups.len()];
    for group in order {
        let class = classes[group[0]];
        let part = (0..parts)
            .min_by_key(|part| (held[*part][class], sizes[*part], *part))
            .unwrap_or(0);
        for member in &group {
            held[part][classes[*member]] += 1;
            part_of[*member] = part;
        }
        sizes[part] += group.len();
    }
    part_of
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn groups_stay_together_and_the_seed_decides(
            drawn in prop::collection::vec((0usize..20, 0usize..3), 1..80), seed in any::<u64>()
        ) {
            let groups: Vec<usize> = drawn.iter().map(|d| d.0).collect();
            let classes: Vec<usize> = drawn.iter().map(|d| d.1).collect();
            let got = parts(&groups, &classes, 4, seed);
            prop_assert_eq!(&got, &parts(&groups, &classes, 4, seed));
            for a in 0..groups.len() {
                for b in 0..groups.len() {
                    prop_assert!(groups[a] != groups[b] || got[a] == got[b]);
                }
            }
        }
    }

    #[test]
    fn single_messages_are_spread_evenly() {
        let groups: Vec<usize> = (0..50).collect();
        let classes: Vec<usize> = (0..50).map(|i| i % 2).collect();
        let got = parts(&groups, &classes, 5, 1);
        for part in 0..5 {
            assert_eq!(got.iter().filter(|p| **p == part).count(), 10);
        }
    }
}
