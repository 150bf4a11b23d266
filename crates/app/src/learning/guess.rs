//! What the models in force say of a text.

use super::state::Guess;
use duty::{Catalogue, Matter};
use learn::{Label, Message, Model};

/// Words given as reasons at most.
const WORDS_MAX: usize = 6;

/// What they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub matter: Guess,
    pub instead: Option<Guess>,
    pub unit: Option<Guess>,
    pub words: Vec<String>,
}

/// The label of a matter: family, class, code.
pub(super) fn label(matter: &Matter) -> Option<Label> {
    let class = matter.class.replace(['/', '／', '>'], " ");
    let path = format!("{}/{class}/{}", matter.family.code(), matter.code);
    Label::read(&path, 0).ok().flatten()
}

/// The label of a code known on any day.
pub(super) fn label_of(catalogue: &Catalogue, code: &str) -> Option<Label> {
    let code = duty::MatterCode::parse(code).ok()?;
    label(catalogue.versions(&code).last()?)
}

/// The last name of a label's path.
pub(super) fn code_of(label: &Label) -> String {
    let name = label.as_str().rsplit('/').next();
    name.unwrap_or_default().to_owned()
}

/// A text as the learner reads it.
pub(super) fn message(id: &str, text: &str, label: Option<Label>) -> Message {
    Message {
        id: id.to_owned(),
        text: text.to_owned(),
        tokenised: false,
        label,
    }
}

/// A text with its place, for the model of units.
pub(super) fn placed(text: &str, place: &str) -> String {
    format!("{text}\n{place}")
}

/// None where the text has nothing to go by.
pub(super) fn judge(
    matters: &Model,
    units: Option<&Model>,
    text: &str,
    place: &str,
) -> Option<Judgement> {
    let message = message("", text, None);
    let level = matters.levels();
    let told = matters.explain_at(&message, level, WORDS_MAX)?;
    if told.speak_for.is_empty() {
        return None;
    }
    let unit = units.and_then(|model| {
        let answer = model.predict(&self::message("", &placed(text, place), None));
        let answer = answer.into_iter().next()?;
        Some(Guess {
            code: code_of(&answer.label),
            per_mille: answer.per_mille(),
        })
    });
    // No name, number or address of anybody stands among the words.
    let seen = privacy::mask_text(text).to_lowercase();
    let plain = |word: &String| seen.contains(word.as_str());
    let words = told.speak_for.iter().map(|r| r.word.clone());
    Some(Judgement {
        matter: Guess {
            code: code_of(&told.answer.label),
            per_mille: told.answer.per_mille(),
        },
        instead: told.instead.map(|(label, probability)| Guess {
            code: code_of(&label),
            per_mille: learn::per_mille(probability),
        }),
        unit,
        words: words.filter(plain).collect(),
    })
}
