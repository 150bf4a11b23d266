//! What somebody typed, as a condition over terms.

use crate::alias::Aliases;
use crate::fold::fold;
use crate::hits::Hits;
use crate::run::{Kind, bare, runs};
use crate::sound::sounds;
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

/// A term, whole or as a beginning. Letters and digits only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The term.
    pub term: String,
    /// Terms that begin so are meant too.
    pub beginning: bool,
}

/// All of these in one record.
pub type All = Vec<Wanted>;
/// One of these alternatives.
pub type Clause = Vec<All>;

/// A question: every clause must be met by one of its alternatives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pub(crate) clauses: Vec<Clause>,
    /// Folded pieces as typed and under other names, for highlighting.
    pub(crate) pieces: Vec<Vec<char>>,
    /// Names in the question and the other names they were also asked by.
    other_names: Vec<(String, String)>,
}

impl Query {
    /// Reads a question; blanks part what must all be found. Chinese characters must stand as
    /// typed (or under another name of the place), numbers and codes whole, letters may be a code,
    /// the beginning of a sound, or initials.
    pub fn read(text: &str, aliases: &Aliases) -> Self {
        Self::read_with(text, aliases, |_| Vec::new())
    }

    /// As [`Self::read`]; `named` gives the terms of codes that a piece of the question names: a
    /// matter, an area, a unit. A record with such a code is found as well as one with the words.
    pub fn read_with(text: &str, aliases: &Aliases, named: impl Fn(&str) -> Vec<String>) -> Self {
        let mut query = Self::default();
        for piece in text.split_whitespace() {
            let folded = fold(piece, QUERY_CHARS_MAX).chars;
            let plain: String = folded.iter().collect();
            let others = aliases.others(&plain, WRITINGS_MAX);
            let codes = named(&plain);
            if others.is_empty() && codes.is_empty() {
                for (kind, range) in runs(&folded) {
                    query.add(run_clause(kind, &folded[range.clone()]), &folded[range]);
                }
                continue;
            }
            let mut clause = vec![written_all(&plain)];
            query.pieces.push(folded);
            for (name, other) in others {
                let writing = plain.replacen(name, other, 1);
                clause.push(written_all(&writing));
                query.pieces.push(other.chars().collect());
                query.other_names.push((name.to_owned(), other.to_owned()));
            }
            let whole = |term| Wanted {
                term,
                beginning: false,
            };
            clause.extend(codes.into_iter().map(|term| vec![whole(term)]));
            clause.retain(|all| !all.is_empty());
            query.add(clause, &[]);
        }
        query
    }

    /// Names in the question, each with another name of the place that was asked for besides.
    pub fn other_names(&self) -> &[(String, String)] {
        &self.other_names
    }

    /// What must be met, one alternative of each.
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// The question with one more condition: one of these terms. No terms: nothing is found.
    pub fn also(&mut self, one_of: impl IntoIterator<Item = String>) {
        let whole = |term| {
            vec![Wanted {
                term,
                beginning: false,
            }]
        };
        self.clauses.push(one_of.into_iter().map(whole).collect());
    }

    /// The records of a block that meet the question, given those that have a term.
    pub fn evaluate(&self, find: &mut dyn FnMut(&Wanted) -> Hits) -> Hits {
        let mut met = Hits::all();
        for clause in &self.clauses {
            let mut one = Hits::none();
            for all in clause {
                let mut both = Hits::all();
                for wanted in all {
                    both.and(&find(wanted));
                    if both.is_empty() {
                        break;
                    }
                }
                one.or(&both);
            }
            met.and(&one);
            if met.is_empty() {
                break;
            }
        }
        met
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

    /// What a text must have in which this stands just so, as far as Chinese characters tell: less than
    /// that, never more. None where there are none.
    pub fn written(text: &str) -> Option<Self> {
        let mut query = Self::default();
        let folded = fold(text, QUERY_CHARS_MAX).chars;
        for (kind, range) in runs(&folded) {
            if kind == Kind::Han {
                let run = &folded[range];
                query.add(vec![han(run)], run);
            }
        }
        (!query.is_empty()).then_some(query)
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// Whether a text meets the question, by its terms alone: what an index must answer.
    pub fn matches(&self, text: &str) -> bool {
        self.met_by(&terms(text))
    }

    /// Whether a record with these terms, ascending, meets the question.
    pub fn met_by(&self, terms: &[String]) -> bool {
        let there = |wanted: &Wanted| {
            let at = terms.partition_point(|t| *t < wanted.term);
            terms.get(at).is_some_and(|t| {
                *t == wanted.term || wanted.beginning && t.starts_with(&wanted.term)
            })
        };
        let met = |clause: &Clause| clause.iter().any(|all| all.iter().all(there));
        self.clauses.iter().all(met)
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

/// Each pair of a run by its sound; the run as one word besides.
fn sound_clause(run: &[char]) -> Clause {
    let by_sound = |word: &[char]| -> Vec<Wanted> {
        let word: String = word.iter().collect();
        let wanted = |(full, _)| Wanted {
            term: format!("{SOUND}{full}"),
            beginning: false,
        };
        sounds(&word).into_iter().map(wanted).collect()
    };
    let mut clause: Clause = by_sound(run)
        .into_iter()
        .map(|wanted| vec![wanted])
        .collect();
    let pairs = run
        .windows(2)
        .filter_map(|pair| by_sound(pair).into_iter().next());
    let pairs: All = pairs.collect();
    if !pairs.is_empty() && !clause.contains(&pairs) {
        clause.push(pairs);
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
        fn a_text_has_what_a_part_of_it_must_have(before in "[一-龥a-z0-9，。 ]{0,9}", part in "[一-龥a-z0-9，。 ]{0,9}", after in "[一-龥a-z0-9，。 ]{0,9}") {
            let text = format!("{before}{part}{after}");
            prop_assert!(Query::written(&part).is_none_or(|query| query.matches(&text)));
        }

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
