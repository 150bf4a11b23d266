//! Which drafts of a long list are shown.

use commitment::{Commitment, Kind, Status};
use serde::Deserialize;

/// Below this certainty, of 100, a draft counts as unsure.
pub const SURE_FROM: u8 = 60;
/// Section labels that make a filter choice: 三 / （二）.
const SECTION_DEPTH: usize = 2;

/// The filter of the list, as in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// `undecided`, `quantified`, `unowned`, `unsure`, `dropped`, or empty for all.
    pub show: String,
    /// Section, as [`section_key`] writes it.
    pub section: String,
    /// Words that must occur.
    pub q: String,
}

/// The choices of [`Filter::show`] after "all".
pub const SHOWS: [&str; 5] = ["undecided", "quantified", "unowned", "unsure", "dropped"];

impl Filter {
    /// True where a draft is shown.
    pub fn takes(&self, c: &Commitment) -> bool {
        let by_show = match self.show.as_str() {
            "undecided" => c.status == Status::Proposed,
            "quantified" => c.kind == Kind::Quantified && is_open(c),
            "unowned" => c.lead.is_none() && c.kind != Kind::Principle && is_open(c),
            "unsure" => c.certainty < SURE_FROM && is_open(c),
            "dropped" => c.status == Status::Dropped,
            _ => true,
        };
        let by_section = self.section.is_empty() || section_key(c) == self.section;
        let words = self.q.trim();
        by_show
            && by_section
            && (words.is_empty() || c.text.contains(words) || c.title.contains(words))
    }

    /// True where nothing is left out.
    pub fn is_all(&self) -> bool {
        self.show.is_empty() && self.section.is_empty() && self.q.trim().is_empty()
    }

    /// As a query string, empty where nothing is left out.
    pub fn query(&self) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("show", &self.show),
            ("section", &self.section),
            ("q", &self.q),
        ] {
            if !value.trim().is_empty() {
                pairs.append_pair(name, value);
            }
        }
        pairs.finish()
    }
}

fn is_open(c: &Commitment) -> bool {
    !matches!(c.status, Status::Dropped | Status::Replaced)
}

/// The section of a draft as a filter names it.
pub fn section_key(c: &Commitment) -> String {
    let labels: Vec<&str> = c
        .source
        .section
        .iter()
        .take(SECTION_DEPTH)
        .map(String::as_str)
        .collect();
    labels.join("/")
}
