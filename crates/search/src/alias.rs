//! Old names and nicknames of places, from the district's gazetteer.

use crate::fold::fold;

/// Names known at most.
pub const ALIASES_MAX: usize = 100_000;
/// Longest name, in characters.
const NAME_CHARS_MAX: usize = 40;

/// Which names mean the same place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aliases {
    /// Folded, longest first, so that the longest name in a question is taken.
    pairs: Vec<(String, String)>,
}

impl Aliases {
    /// Takes pairs of names of one place; either stands for the other. Names of one character and
    /// pairs beyond [`ALIASES_MAX`] are left out.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut all = vec![];
        for (a, b) in pairs.into_iter().take(ALIASES_MAX) {
            let (a, b) = (plain(a), plain(b));
            if a != b && a.chars().count() > 1 && b.chars().count() > 1 {
                all.push((a.clone(), b.clone()));
                all.push((b, a));
            }
        }
        all.sort_by(|x, y| y.0.chars().count().cmp(&x.0.chars().count()).then(x.cmp(y)));
        all.dedup();
        Self { pairs: all }
    }

    /// The names in a folded piece of a question that others stand for, with those; at most `most`.
    pub(crate) fn others<'a>(&'a self, piece: &str, most: usize) -> Vec<(&'a str, &'a str)> {
        self.pairs
            .iter()
            .filter(|(name, _)| piece.contains(name.as_str()))
            .map(|(name, other)| (name.as_str(), other.as_str()))
            .take(most)
            .collect()
    }
}

fn plain(name: &str) -> String {
    fold(name.trim(), NAME_CHARS_MAX)
        .chars
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_name_stands_for_the_other_and_the_longest_is_taken_first() {
        let aliases = Aliases::new([("老码头", "滨江公园"), ("老码", "别处"), ("x", "某处")]);
        assert_eq!(aliases.others("老码头路灯", 1), [("老码头", "滨江公园")]);
        assert_eq!(aliases.others("滨江公园", 4), [("滨江公园", "老码头")]);
        assert!(aliases.others("广场", 4).is_empty());
    }
}
