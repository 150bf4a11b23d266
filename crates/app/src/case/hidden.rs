//! Free texts of a case as staff see them: who somebody is and how they are reached stays masked,
//! until somebody opens it for a stated purpose.

use casework::{Case, CaseType, FieldValue};
use privacy::mask_persons;
use std::collections::BTreeMap;

/// Texts that would be shown masked, plainly, by their label.
pub(super) fn hidden_texts(kind: &CaseType, case: &Case) -> BTreeMap<String, String> {
    let title = [("标题".to_owned(), case.title.clone())];
    let fields = kind.fields.iter().filter_map(|field| {
        let FieldValue::Text(text) = case.fields.get(&field.key)? else {
            return None;
        };
        Some((field.label.clone(), text.clone()))
    });
    let notes = case.notes.iter().enumerate();
    let notes = notes.map(|(n, note)| (format!("备注{}", n + 1), note.text.clone()));
    let all = title.into_iter().chain(fields).chain(notes);
    all.filter(|(_, text)| mask_persons(text) != *text)
        .collect()
}
