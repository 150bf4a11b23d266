//! Terms that stand for codes and not for words: who is concerned, where, in what state.

use crate::term::CODE_CHARS_MAX;

/// What a code says of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// A unit that the record concerns.
    Unit,
    /// An area that it lies in.
    Area,
    /// The matter that it is about.
    Matter,
    /// Its type.
    Type,
    /// Its state.
    State,
    /// Open or ended.
    Open,
}

impl Facet {
    /// First letter of its terms; none of the families of words.
    pub(crate) const fn family(self) -> char {
        match self {
            Self::Unit => 'u',
            Self::Area => 'a',
            Self::Matter => 'm',
            Self::Type => 't',
            Self::State => 's',
            Self::Open => 'o',
        }
    }

    /// The term of a code. Small letters and digits stand for themselves, everything else for its
    /// number, so that no two codes share a term.
    pub fn term(self, code: &str) -> String {
        let mut term = String::from(self.family());
        for c in code.chars().take(CODE_CHARS_MAX) {
            match c {
                'a'..='w' | 'y' | '0'..='9' => term.push(c),
                other => term.push_str(&format!("x{:x}z", u32::from(other))),
            }
        }
        term
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_apart_and_are_letters_and_digits() {
        let codes = ["u-1", "u1", "U1", "ux2dz1", "@p1", "街道"];
        let terms: std::collections::BTreeSet<String> =
            codes.iter().map(|c| Facet::Unit.term(c)).collect();
        assert_eq!(terms.len(), codes.len());
        assert!(terms.iter().all(|t| t.chars().all(char::is_alphanumeric)));
        assert_ne!(Facet::Unit.term("1"), Facet::Area.term("1"));
    }
}
