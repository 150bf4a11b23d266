//! What a person must mend in a form: a summary at the top, linked to the fields.

use crate::edge::fault::Fault;
use crate::words::{self, Lang};

/// The problems of one form.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    /// The sentence over the list; empty when all is well.
    pub summary: String,
    /// Field name and words.
    pub fields: Vec<(String, String)>,
}

impl Problems {
    /// Nothing to mend.
    pub fn none() -> Self {
        Self::default()
    }
    /// One field, with words from the catalogue.
    pub fn one(lang: Lang, field: &str, key: &str) -> Self {
        let text = words::word(lang, key);
        Self {
            summary: text.clone(),
            fields: vec![(field.to_owned(), text)],
        }
    }
    /// Those of an action's refusal.
    pub fn of(lang: Lang, fault: &Fault) -> Self {
        let fields = fault
            .fields
            .iter()
            .map(|p| (p.field.clone(), lang.pick(&p.zh, &p.en).to_owned()));
        Self {
            summary: fault.words(lang).to_owned(),
            fields: fields.collect(),
        }
    }
    /// True where there is something to mend.
    pub fn any(&self) -> bool {
        !self.summary.is_empty()
    }
    /// The words for one field.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, words)| words.as_str())
    }
}
