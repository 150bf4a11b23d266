//! What was found by words.

use super::Instant;
use serde::Serialize;
use utoipa::ToSchema;

/// A text, personal data masked, with the parts that the question met.
#[derive(Serialize, ToSchema)]
pub struct Marked {
    pub text: String,
    /// From and to of each part, in code points, ascending.
    pub marks: Vec<Vec<u64>>,
}

/// A case or commitment that was found.
#[derive(Serialize, ToSchema)]
pub struct SearchHit {
    /// `case` or `commitment`.
    pub kind: String,
    pub id: String,
    pub number: Marked,
    pub title: Marked,
    /// Where a longer text met the question; empty where none did.
    pub extract: Marked,
    pub address: Marked,
    /// State, by name.
    pub state: String,
    /// Matter or section, by name.
    pub matter: Marked,
    /// Unit that handles, owes or leads it, by name.
    pub unit: Marked,
    pub reported_at: Option<Instant>,
    pub ended: bool,
}

/// A page of what was found.
#[derive(Serialize, ToSchema)]
pub struct SearchFound {
    pub hits: Vec<SearchHit>,
    pub next: Option<String>,
    /// Nothing has the words as written; these have words that sound so.
    pub by_sound: bool,
    /// Names in the question, each with another name of the place that was looked for besides.
    pub other_names: Vec<Vec<String>>,
}
