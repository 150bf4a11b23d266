//! The fields by which a form asks which cases count, on the review and in a change request.

use crate::units::Choice;
use crate::words::{Lang, word};
use app::App;
use app::counting::{TOTALS, TypedMeasure, measure_words, summable};
use commitment::CaseMeasure;

/// The fields with what can be chosen.
pub struct MeasureForm {
    /// As typed.
    pub typed: TypedMeasure,
    /// What adds up.
    pub totals: Vec<Choice>,
    /// The case types in force.
    pub types: Vec<Choice>,
}

impl MeasureForm {
    /// The form for what was typed.
    pub fn new(app: &App, lang: Lang, typed: TypedMeasure) -> Self {
        Self {
            typed,
            totals: totals(app, lang),
            types: types(app),
        }
    }
}

/// What can add up.
pub fn totals(app: &App, lang: Lang) -> Vec<Choice> {
    let plain = TOTALS.map(|code| Choice {
        code: code.to_owned(),
        name: word(lang, &format!("cases.totals.{code}")),
    });
    let sums = summable(app).into_iter().map(|sum| Choice {
        code: sum.code,
        name: format!("{} {}", word(lang, "cases.sum_of"), sum.name),
    });
    plain.into_iter().chain(sums).collect()
}

/// The case types, each once.
pub fn types(app: &App) -> Vec<Choice> {
    let mut types: Vec<Choice> = vec![];
    for kind in app.profile().case_types.iter() {
        if types.iter().all(|known| known.code != kind.id) {
            types.push(Choice {
                code: kind.id.clone(),
                name: kind.name.clone(),
            });
        }
    }
    types
}

/// A measure in words, one condition after another.
pub fn words(app: &App, lang: Lang, measure: Option<&CaseMeasure>) -> Vec<String> {
    let words = measure.map(|measure| measure_words(app, measure));
    words.map_or_else(Vec::new, |words| match lang {
        Lang::Zh => words.zh,
        Lang::En => words.en,
    })
}
