//! What was found, with the words that were met.

use ::search::Query;
use jiff::Timestamp;
use privacy::mask_text;
use serde::Serialize;

/// Characters of an extract, and of it before the first word that was met.
const EXTRACT_CHARS: usize = 120;
const BEFORE_CHARS: usize = 24;

/// A text, personal data masked, with the parts that the question met.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// From and to, in code points, ascending.
    pub marks: Vec<(usize, usize)>,
}

/// One case or commitment.
#[derive(Debug, Clone, Serialize)]
pub struct Hit {
    /// `case` or `commitment`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Number as printed.
    pub number: Marked,
    /// What it is about.
    pub title: Marked,
    /// The part of a longer text that the question met; empty where none did.
    pub extract: Marked,
    /// Where; empty for commitments.
    pub address: Marked,
    /// State, by name.
    pub state: String,
    /// Matter or section, by name; empty where there is none.
    pub matter: Marked,
    /// Who owes it or handles it, by name.
    pub unit: Marked,
    /// When it was reported; none for commitments.
    pub reported_at: Option<Timestamp>,
    /// It has ended.
    pub ended: bool,
}

impl Marked {
    pub(super) fn of(query: &Query, text: &str) -> Self {
        let text = mask_text(text);
        let marks = query.highlights(&text);
        let mut at = (0, 0);
        let mut chars = |byte: usize| {
            let more = text.get(at.0..byte).unwrap_or_default().chars().count();
            at = (byte, at.1 + more);
            at.1
        };
        let marks = marks
            .into_iter()
            .map(|range| (chars(range.start), chars(range.end)))
            .collect();
        Self { text, marks }
    }

    /// The part around the first mark; nothing where there is none.
    pub(super) fn extract(self) -> Self {
        let Some((first, _)) = self.marks.first() else {
            return Self::default();
        };
        let from = first.saturating_sub(BEFORE_CHARS);
        let to = from + EXTRACT_CHARS;
        let length = self.text.chars().count();
        let part: String = self.text.chars().skip(from).take(EXTRACT_CHARS).collect();
        let lead = if from > 0 { "…" } else { "" };
        let end = if length > to { "…" } else { "" };
        let shift = lead.chars().count();
        let marks = self.marks.iter().filter(|(start, _)| *start < to);
        let marks = marks.map(|(start, end)| (start - from + shift, (*end).min(to) - from + shift));
        Self {
            marks: marks.collect(),
            text: format!("{lead}{part}{end}"),
        }
    }

    /// The text in pieces, each with whether it was met.
    pub fn pieces(&self) -> Vec<(String, bool)> {
        let chars: Vec<char> = self.text.chars().collect();
        let part = |from: usize, to: usize| -> String {
            chars.get(from..to).unwrap_or_default().iter().collect()
        };
        let mut pieces = vec![];
        let mut at = 0;
        for (from, to) in &self.marks {
            pieces.push((part(at, *from), false));
            pieces.push((part(*from, *to), true));
            at = *to;
        }
        pieces.push((part(at, chars.len()), false));
        pieces.retain(|(text, _)| !text.is_empty());
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::search::Aliases;

    #[test]
    fn the_part_around_the_first_mark_is_shown_and_personal_data_is_not() {
        let query = Query::read("井盖", &Aliases::default());
        let text = format!("{}井盖破损，电话13812345678", "前".repeat(60));
        let shown = Marked::of(&query, &text).extract();
        assert!(!shown.text.contains("13812345678") && shown.text.starts_with('…'));
        let met: Vec<_> = shown.pieces().into_iter().filter(|(_, met)| *met).collect();
        assert_eq!(met, [("井盖".to_owned(), true)]);
        let all: String = shown.pieces().into_iter().map(|(text, _)| text).collect();
        assert_eq!(all, shown.text);
        assert_eq!(Marked::of(&query, "路灯").extract(), Marked::default());
    }
}
