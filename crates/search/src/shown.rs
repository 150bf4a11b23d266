//! Where a text shows what a question asked for.

use crate::Query;
use crate::fold::fold;
use crate::run::{Kind, runs};
use crate::sound::{sounds, words};
use crate::term::{INITIALS, SOUND};
use std::ops::Range;

impl Query {
    /// Where the pieces of the question stand in a text, and words of the sounds it asks for, as byte
    /// ranges, ascending, not overlapping.
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        let folded = fold(text, crate::TEXT_CHARS_MAX);
        let mut found: Vec<Range<usize>> = vec![];
        let mut take = |from: usize, characters: usize| {
            let last = from + characters - 1;
            found.push(folded.from[from].0..folded.from[last].1);
        };
        for piece in self.pieces.iter().filter(|p| !p.is_empty()) {
            for (at, window) in folded.chars.windows(piece.len()).enumerate() {
                if window == piece.as_slice() {
                    take(at, piece.len());
                }
            }
        }
        for (from, characters) in self.sounding(&folded.chars) {
            take(from, characters);
        }
        joined(found)
    }

    /// Words of the sounds or initials that the question asks for: where, and how many characters.
    fn sounding(&self, chars: &[char]) -> Vec<(usize, usize)> {
        let wanted: Vec<_> = self.clauses.iter().flatten().flatten().collect();
        let wanted: Vec<_> = wanted
            .into_iter()
            .filter(|w| w.term.starts_with([SOUND, INITIALS]))
            .collect();
        let mut found = vec![];
        if wanted.is_empty() {
            return found;
        }
        let asked = |term: String| {
            wanted
                .iter()
                .any(|w| w.term == term || w.beginning && term.starts_with(&w.term))
        };
        for (kind, range) in runs(chars) {
            if kind != Kind::Han {
                continue;
            }
            let run = &chars[range.clone()];
            for (at, pair) in run.windows(2).enumerate() {
                let pair: String = pair.iter().collect();
                if sounds(&pair)
                    .into_iter()
                    .any(|(full, _)| asked(format!("{SOUND}{full}")))
                {
                    found.push((range.start + at, 2));
                }
            }
            let run: String = run.iter().collect();
            for word in words(&run) {
                let sounds = sounds(word).into_iter();
                let mut met = sounds.map(|(full, initials)| {
                    asked(format!("{SOUND}{full}")) || asked(format!("{INITIALS}{initials}"))
                });
                if met.any(|met| met) {
                    let before = word.as_ptr() as usize - run.as_ptr() as usize;
                    let skipped = run.get(..before).unwrap_or_default().chars().count();
                    found.push((range.start + skipped, word.chars().count()));
                }
            }
        }
        found
    }
}

fn joined(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
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

#[cfg(test)]
mod tests {
    use crate::{Aliases, Query};

    #[test]
    fn words_of_the_sound_and_other_names_are_shown() {
        let shown = |query: Query, text: &'static str| -> Vec<&str> {
            query
                .highlights(text)
                .into_iter()
                .map(|r| &text[r])
                .collect()
        };
        let none = Aliases::default();
        let text = "路灯不亮，井盖破损";
        assert_eq!(shown(Query::read("jg", &none), text), ["井盖"]);
        assert_eq!(shown(Query::read("lude", &none), text), ["路灯"]);
        assert_eq!(shown(Query::by_sound("景盖").unwrap(), text), ["井盖"]);
        let aliases = Aliases::new([("老码头", "滨江公园")]);
        let query = Query::read("老码头", &aliases);
        assert_eq!(
            query.other_names(),
            [("老码头".to_owned(), "滨江公园".to_owned())]
        );
        assert_eq!(shown(query, "滨江公园南门"), ["滨江公园"]);
    }
}
