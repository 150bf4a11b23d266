//! The terms by which a text is found.

use crate::fold::fold;
use crate::run::{Kind, bare, parts, runs};
use crate::sound::{sounds, words};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// Characters of a text that are indexed at most.
pub const TEXT_CHARS_MAX: usize = 20_000;
/// Longest code stored, in characters.
pub(crate) const CODE_CHARS_MAX: usize = 40;

/// Pairs and words whose sounds are kept by a thread, of about 150 bytes each.
const PAIRS_MAX: usize = 20_000;
const WORDS_MAX: usize = 20_000;

/// Written characters; numbers and codes; sound in full; initials. First letter of each term.
pub(crate) const WRITTEN: char = 'h';
pub(crate) const CODE: char = 'n';
pub(crate) const SOUND: char = 'p';
pub(crate) const INITIALS: char = 'i';

/// The terms of a text, ascending, each once. Only letters and digits: an index may part them by
/// blanks.
pub fn terms(text: &str) -> Vec<String> {
    let folded = fold(text, TEXT_CHARS_MAX);
    let mut found = vec![];
    for (kind, range) in runs(&folded.chars) {
        let run = &folded.chars[range];
        match kind {
            Kind::Han => {
                written(run, &mut found);
                sounding(run, &mut found);
            }
            Kind::Code => code(run, &mut found),
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The terms of a number or code that stands for a record: whole and in its parts, ascending.
pub fn number_terms(number: &str) -> Vec<String> {
    let folded = fold(number, CODE_CHARS_MAX);
    let mut found = vec![];
    for (kind, range) in runs(&folded.chars) {
        if kind == Kind::Code {
            code(&folded.chars[range], &mut found);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Each pair of neighbours, and the last character: whatever character stands anywhere begins a term.
fn written(run: &[char], found: &mut Vec<String>) {
    found.extend(run.windows(2).map(|pair| term(WRITTEN, pair)));
    found.extend(run.last().map(|last| term(WRITTEN, &[*last])));
}

/// Words by sound and initials; and each pair of neighbours by sound, for a word that the dictionary
/// cuts in two is heard all the same.
fn sounding(run: &[char], found: &mut Vec<String>) {
    for pair in run.windows(2) {
        pair_terms([pair[0], pair[1]], found);
    }
    let run: String = run.iter().collect();
    for word in words(&run) {
        word_terms(word, found);
    }
}

thread_local! {
    static PAIRS: RefCell<FxHashMap<[char; 2], Vec<String>>> = RefCell::default();
    static WORDS: RefCell<FxHashMap<String, Vec<String>>> = RefCell::default();
}

/// The sounds of two neighbours as terms. The same pairs come again and again: each is worked out once.
fn pair_terms(pair: [char; 2], found: &mut Vec<String>) {
    PAIRS.with_borrow_mut(|pairs| {
        if pairs.len() > PAIRS_MAX {
            pairs.clear();
        }
        let terms = pairs.entry(pair).or_insert_with(|| {
            let sounds = sounds(&String::from_iter(pair)).into_iter();
            sounds.map(|(full, _)| format!("{SOUND}{full}")).collect()
        });
        found.extend_from_slice(terms);
    });
}

/// The sounds and initials of a word as terms, worked out once as well.
fn word_terms(word: &str, found: &mut Vec<String>) {
    WORDS.with_borrow_mut(|known| {
        if let Some(terms) = known.get(word) {
            return found.extend_from_slice(terms);
        }
        if known.len() > WORDS_MAX {
            known.clear();
        }
        let mut terms = Vec::new();
        for (full, initials) in sounds(word) {
            terms.push(format!("{SOUND}{full}"));
            terms.push(format!("{INITIALS}{initials}"));
        }
        found.extend_from_slice(&terms);
        known.insert(word.to_owned(), terms);
    });
}

fn code(run: &[char], found: &mut Vec<String>) {
    let whole = bare(run);
    let all = std::iter::once(whole).chain(parts(run));
    found.extend(
        all.filter(|code| code.chars().count() <= CODE_CHARS_MAX)
            .map(|code| format!("{CODE}{code}")),
    );
}

/// A term of a family from characters.
pub(crate) fn term(family: char, chars: &[char]) -> String {
    std::iter::once(family)
        .chain(chars.iter().copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_found_by_writing_sound_initials_and_number() {
        let got = terms("越过3号井盖，编号AX-2026-07");
        for wanted in [
            "h井盖",
            "h盖",
            "pjinggai",
            "ijg",
            "n3",
            "nax202607",
            "n2026",
        ] {
            assert!(got.iter().any(|t| t == wanted), "{wanted} in {got:?}");
        }
    }

    proptest! {
        #[test]
        fn terms_are_letters_and_digits_sorted_and_single(text in "\\PC{0,80}") {
            let got = terms(&text);
            prop_assert!(got.windows(2).all(|w| w[0] < w[1]));
            prop_assert!(got.iter().all(|t| t.chars().all(char::is_alphanumeric)));
        }
    }
}
