//! A measure in words, with the district's names.

use crate::App;
use crate::district::unit_name;
use crate::duty::{InForce, held};
use casework::CaseType;
use commitment::{CaseMeasure, CaseTotal, PlaceBy};
use duty::MatterCode;
use serde::Serialize;

/// What counts, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeasureWords {
    /// What adds up, and its conditions, each on its own, in Chinese.
    pub zh: Vec<String>,
    /// The same in English; names stay as they are.
    pub en: Vec<String>,
}

/// The words of a measure.
pub fn measure_words(app: &App, measure: &CaseMeasure) -> MeasureWords {
    let profile = app.profile();
    let duties = held(app, app.today());
    let kind = profile.case_types.current(&measure.case_type, app.today());
    let mut words = MeasureWords {
        zh: vec![],
        en: vec![],
    };
    let mut say = |zh: String, en: String| {
        words.zh.push(zh);
        words.en.push(en);
    };
    let (zh, en) = total(kind, &measure.total);
    say(zh, en);
    let name = kind.map_or(&measure.case_type, |kind| &kind.name);
    say(
        format!("类型：{name}，核查通过并已结案"),
        format!("Type: {name}, verified and closed"),
    );
    let mut list = |zh: &str, en: &str, names: Vec<String>| {
        if !names.is_empty() {
            say(
                format!("{zh}：{}", names.join("、")),
                format!("{en}: {}", names.join(", ")),
            );
        }
    };
    let named = |codes: &[String], name: &dyn Fn(&str) -> String| -> Vec<String> {
        codes.iter().map(|code| name(code)).collect()
    };
    list(
        "事项",
        "Matter",
        named(&measure.matters, &|code| matter(duties.as_ref(), code)),
    );
    list(
        "范围",
        "Area",
        named(&measure.areas, &|code| area(app, code)),
    );
    let state = |key: &str| {
        let state = kind.and_then(|kind| kind.state(key));
        state.map_or_else(|| key.to_owned(), |state| state.name.clone())
    };
    list("结果", "Outcome", named(&measure.outcomes, &state));
    for condition in &measure.fields {
        let field = kind.and_then(|kind| kind.field(&condition.field));
        let label = field.map_or(&condition.field, |field| &field.label).clone();
        let value = |key: &str| {
            let choice = field.and_then(|f| f.choices.iter().find(|choice| choice.0 == key));
            choice.map_or_else(|| key.to_owned(), |choice| choice.1.clone())
        };
        list(&label, &label, named(&condition.any_of, &value));
    }
    match (measure.from, measure.to) {
        (None, None) => {}
        (from, to) => {
            let day =
                |day: Option<jiff::civil::Date>| day.map_or("…".to_owned(), |d| d.to_string());
            let days = format!("{} – {}", day(from), day(to));
            say(format!("核查日期：{days}"), format!("Verified: {days}"));
        }
    }
    words
}

fn total(kind: Option<&CaseType>, total: &CaseTotal) -> (String, String) {
    match total {
        CaseTotal::Count => ("案件的件数".into(), "The number of cases".into()),
        CaseTotal::Places { by } => {
            let (zh, en) = match by {
                PlaceBy::Grid => ("网格", "grids"),
                PlaceBy::Community => ("社区", "communities"),
                PlaceBy::Subdistrict => ("街道", "subdistricts"),
                PlaceBy::Address => ("地点（按地址）", "places, by address"),
            };
            (
                format!("案件所在的不同{zh}数"),
                format!("The number of different {en} of cases"),
            )
        }
        CaseTotal::Sum { field, unit } => {
            let spec = kind.and_then(|kind| kind.field(field));
            let label = spec.map_or(field, |field| &field.label);
            (
                format!("案件的“{label}”之和（{unit}）"),
                format!("The sum of “{label}” of cases ({unit})"),
            )
        }
    }
}

fn matter(duties: Option<&InForce>, code: &str) -> String {
    let known = MatterCode::parse(code).ok();
    let name = known.and_then(|code| {
        Some(
            duties?
                .list()
                .catalogue()
                .versions(&code)
                .last()?
                .name
                .clone(),
        )
    });
    name.unwrap_or_else(|| code.to_owned())
}

/// The name of a unit's area or of a grid.
pub(super) fn area(app: &App, code: &str) -> String {
    let profile = app.profile();
    match profile.areas.get(code, app.today()) {
        Some(area) => area.name.clone(),
        None => unit_name(&profile, code),
    }
}
