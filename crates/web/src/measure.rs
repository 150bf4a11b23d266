//! The fields by which a form asks which cases or projects count, on the review and in a change request.

use crate::units::Choice;
use crate::words::{Lang, word};
use app::App;
use app::counting::{
    MeasureWords, TOTALS, TypedMeasure, TypedProjects, TypedSeries, measure_words, project_totals,
    project_words, summable,
};
use commitment::{Commitment, SeriesValue};

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

/// The same for projects.
pub struct ProjectsForm {
    /// As typed.
    pub typed: TypedProjects,
    /// What adds up.
    pub totals: Vec<Choice>,
}

impl ProjectsForm {
    /// The form for what was typed.
    pub fn new(lang: Lang, typed: TypedProjects) -> Self {
        Self {
            typed,
            totals: of_projects(lang),
        }
    }
}

/// The same for a series.
pub struct SeriesForm {
    /// As typed.
    pub typed: TypedSeries,
    /// What can be chosen.
    pub indicators: Vec<Choice>,
    /// What can be read.
    pub values: Vec<Choice>,
}

impl SeriesForm {
    /// The form for what was typed, over the names of indicators by code.
    pub fn new(lang: Lang, typed: TypedSeries, names: Vec<(String, String)>) -> Self {
        let choice = |(code, name)| Choice { code, name };
        let value = |value: &SeriesValue| Choice {
            code: value.code().to_owned(),
            name: word(lang, &format!("counted_series.values.{}", value.code())),
        };
        Self {
            typed,
            indicators: names.into_iter().map(choice).collect(),
            values: SeriesValue::ALL.iter().map(value).collect(),
        }
    }
}

/// What of projects can add up.
pub fn of_projects(lang: Lang) -> Vec<Choice> {
    let choice = |code: &str| Choice {
        code: code.to_owned(),
        name: word(lang, &format!("counted_projects.totals.{code}")),
    };
    project_totals().into_iter().map(choice).collect()
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

/// What counts for a commitment in words, one condition after another; none where amounts are reported.
pub fn words(app: &App, lang: Lang, of: &Commitment) -> Vec<String> {
    let cases = of.cases.as_ref().map(|measure| measure_words(app, measure));
    let projects = || Some(project_words(app, of.projects.as_ref()?));
    let words: Option<MeasureWords> = cases.or_else(projects);
    words.map_or_else(Vec::new, |words| match lang {
        Lang::Zh => words.zh,
        Lang::En => words.en,
    })
}
