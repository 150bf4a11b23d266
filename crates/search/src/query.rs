//! What somebody typed, as a condition over terms.

use crate::alias::Aliases;
use crate::fold::fold;
use crate::run::{Kind, bare, runs};
use crate::sound::{sounds, words};
use crate::term::{CODE, CODE_CHARS_MAX, INITIALS, SOUND, WRITTEN, term, terms};
use std::ops::Range;

/// Characters of a question that are read at most.
pub const QUERY_CHARS_MAX: usize = 200;
/// Conditions of a question at most; further ones are dropped, so that more is found, not less.
pub const CLAUSES_MAX: usize = 32;
/// Other names of a place that are tried at most.
const WRITINGS_MAX: usize = 4;
/// Letters that may be the beginning of a sound.
const SOUND_LETTERS: Range<usize> = 2..30;

/// A term, whole or as a beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub term: String,
    pub beginning: bool,
}

/// All of these in one text.
pub(crate) type All = Vec<Wanted>;
/// One of these alternatives.
pub(crate) type Clause = Vec<All>;

/// A question: every clause must be met by one of its alternatives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pub(crate) clauses: Vec<Clause>,
    /// Folded pieces as typed, for highlighting.
    pieces: Vec<Vec<char>>,
}

impl Query {
    /// Reads a question; blanks part what must all be found. Chinese characters must stand as
    /// typed (or under another name of the place), numbers and codes whole, letters may be a code,
    /// the beginning of a sound, or initials.
    pub fn read(text: &str, aliases: &Aliases) -> Self {
        let mut query = Self::default();
        for piece in text.split_whitespace() {
            let folded = fold(piece, QUERY_CHARS_MAX).chars;
            let plain: String = folded.iter().collect();
            let others = aliases.other_writings(&plain, WRITINGS_MAX);
            if others.is_empty() {
                for (kind, range) in runs(&folded) {
                    query.add(run_clause(kind, &folded[range.clone()]), &folded[range]);
                }
            } else {
                let writings = std::iter::once(plain).chain(others);
                let clause: Clause = writings.map(|w| written_all(&w)).collect();
                query.add(clause, &folded);
            }
        }
        query
    }

    /// The same question by sound: finds what was typed with wrong characters of the right sound.
    /// For when the question as written finds nothing. None where nothing in it has a sound.
    pub fn by_sound(text: &str) -> Option<Self> {
        let mut query = Self::default();
        for piece in text.split_whitespace() {
            let folded = fold(piece, QUERY_CHARS_MAX).chars;
            for (kind, range) in runs(&folded) {
                let run = &folded[range];
                match kind {
                    Kind::Code => query.add(run_clause(kind, run), run),
                    Kind::Han => query.add(sound_clause(run), &[]),
                }
            }
        }
        let sounding = |c: &Clause| c.iter().flatten().any(|w| w.term.starts_with(SOUND));
        query.clauses.iter().any(sounding).then_some(query)
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Whether a text meets the question, by its terms alone: what an index must answer.
    pub fn matches(&self, text: &str) -> bool {
        let terms = terms(text);
        let there = |wanted: &Wanted| {
            let at = terms.partition_point(|t| *t < wanted.term);
            terms.get(at).is_some_and(|t| {
                *t == wanted.term || wanted.beginning && t.starts_with(&wanted.term)
            })
        };
        let met = |clause: &Clause| clause.iter().any(|all| all.iter().all(there));
        self.clauses.iter().all(met)
    }

    /// Where the pieces of the question stand in a text, as byte ranges, ascending, not overlapping.
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        let folded = fold(text, crate::TEXT_CHARS_MAX);
        let mut found: Vec<Range<usize>> = vec![];
        for piece in self.pieces.iter().filter(|p| !p.is_empty()) {
            for (at, window) in folded.chars.windows(piece.len()).enumerate() {
                if window == piece.as_slice() {
                    let last = at + piece.len() - 1;
                    found.push(folded.from[at].0..folded.from[last].1);
                }
            }
        }
        found.sort_by_key(|r| (r.start, r.end));
        let mut joined: Vec<Range<usize>> = vec![];
        for range in found {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        joined
    }

    fn add(&mut self, clause: Clause, piece: &[char]) {
        if !clause.is_empty() && self.clauses.len() < CLAUSES_MAX {
            self.clauses.push(clause);
            self.pieces.push(piece.to_vec());
        }
    }
}

fn run_clause(kind: Kind, run: &[char]) -> Clause {
    match kind {
        Kind::Han => vec![han(run)],
        Kind::Code => code(run),
    }
}

/// A single character is the beginning of some pair, or stands last.
fn han(run: &[char]) -> All {
    let wanted = |chars: &[char], beginning| Wanted {
        term: term(WRITTEN, chars),
        beginning,
    };
    if run.len() == 1 {
        return vec![wanted(run, true)];
    }
    run.windows(2).map(|pair| wanted(pair, false)).collect()
}

/// A code whole; letters alone may also be a sound or initials.
fn code(run: &[char]) -> Clause {
    let bare = bare(run);
    let length = bare.chars().count();
    if length > CODE_CHARS_MAX {
        return vec![];
    }
    let one = |family: char, beginning| {
        vec![Wanted {
            term: format!("{family}{bare}"),
            beginning,
        }]
    };
    let mut clause = vec![one(CODE, false)];
    let letters = bare.chars().all(|c| c.is_ascii_lowercase());
    if letters && SOUND_LETTERS.contains(&length) {
        clause.push(one(INITIALS, false));
        clause.push(one(SOUND, true));
    }
    clause
}

fn written_all(piece: &str) -> All {
    let chars: Vec<char> = piece.chars().collect();
    let mut all = vec![];
    for (kind, range) in runs(&chars) {
        match kind {
            Kind::Han => all.extend(han(&chars[range])),
            Kind::Code => all.push(Wanted {
                term: format!("{CODE}{}", bare(&chars[range])),
                beginning: false,
            }),
        }
    }
    all
}

/// Each word of a run by its sounds; the run as one word besides, for typos are cut anyhow.
fn sound_clause(run: &[char]) -> Clause {
    let text: String = run.iter().collect();
    let by_sound = |word: &str| -> Vec<Wanted> {
        sounds(word)
            .into_iter()
            .map(|(full, _)| Wanted {
                term: format!("{SOUND}{full}"),
                beginning: false,
            })
            .collect()
    };
    let whole = by_sound(&text).into_iter().map(|wanted| vec![wanted]);
    let cut: All = words(&text)
        .into_iter()
        .filter_map(|word| by_sound(word).into_iter().next())
        .collect();
    let mut clause: Clause = whole.collect();
    if !cut.is_empty() && !clause.contains(&cut) {
        clause.push(cut);
    }
    clause
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finds(question: &str, text: &str) -> bool {
        Query::read(question, &Aliases::default()).matches(text)
    }

    #[test]
    fn what_is_written_is_found_however_words_are_cut() {
        let text = "小学门口人行道井盖破损，编号AX-2026-0012";
        for question in [
            "井盖",
            "盖破",
            "井",
            "损",
            "井盖 人行道",
            "井蓋",
            "jinggai",
            "jg",
            "rxd",
            "ax-2026-0012",
            "2026",
            "ＡＸ20260012",
        ] {
            assert!(finds(question, text), "{question}");
        }
        for question in ["井盖 路灯", "202", "AX-2026-001", "盖井", "ludeng"] {
            assert!(!finds(question, text), "{question}");
        }
    }

    #[test]
    fn wrong_characters_of_the_right_sound_are_found_in_the_second_go() {
        assert!(!finds("景盖", "井盖破损"));
        assert!(Query::by_sound("景盖").unwrap().matches("井盖破损"));
        assert!(!Query::by_sound("景盖").unwrap().matches("路灯不亮"));
        assert_eq!(Query::by_sound("2026"), None);
    }

    #[test]
    fn nicknames_stand_for_places() {
        let aliases = Aliases::new([("老码头", "滨江公园")]);
        let query = Query::read("老码头 路灯", &aliases);
        assert!(query.matches("滨江公园南门路灯不亮"));
        assert!(query.matches("老码头的路灯"));
        assert!(!query.matches("滨江公园有垃圾"));
    }

    #[test]
    fn highlights_stand_where_the_source_has_them() {
        let text = "路燈壞了，路灯也壞";
        let query = Query::read("路灯", &Aliases::default());
        let shown: Vec<&str> = query
            .highlights(text)
            .into_iter()
            .map(|r| &text[r])
            .collect();
        assert_eq!(shown, ["路燈", "路灯"]);
        assert!(Query::read("　", &Aliases::default()).is_empty());
    }

    proptest! {
        #[test]
        fn any_piece_of_a_text_finds_it(before in "[一-龥a-z0-9，。 ]{0,12}", piece in "[一-龥]{1,6}", after in "[一-龥a-z0-9，。 ]{0,12}") {
            let text = format!("{before}{piece}{after}");
            prop_assert!(finds(&piece, &text));
        }

        #[test]
        fn any_question_is_read_and_its_highlights_are_within(question in "\\PC{0,40}", text in "\\PC{0,60}") {
            let query = Query::read(&question, &Aliases::default());
            let _ = query.matches(&text);
            for range in query.highlights(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
