//! A measure as people type it: codes or names, separated as one separates words.

use crate::district::unit_by_words;
use crate::duty::in_force;
use crate::{App, AppError, Result};
use casework::{CaseType, Phase};
use commitment::{CaseMeasure, CaseTotal, FieldIs, PlaceBy};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A measure as typed. Everything empty is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedMeasure {
    /// `count`; `grid`, `community`, `subdistrict` or `address` for distinct places; `sum:FIELD@UNIT`.
    pub total: String,
    /// The case type, by id.
    pub case_type: String,
    /// Matters, by code or name, separated by `、`, commas or semicolons.
    pub matters: String,
    /// Subdistricts, communities and grids likewise.
    pub areas: String,
    /// Closing states likewise.
    pub outcomes: String,
    /// `FIELD=VALUE|VALUE`, several separated by semicolons.
    pub fields: String,
    /// The first day of verification.
    pub from: String,
    /// The last.
    pub to: String,
}

/// Something that can add up: what [`TypedMeasure::total`] may be, with the type it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summable {
    /// `sum:FIELD@UNIT`.
    pub code: String,
    /// The type's name and the field's label, with its unit.
    pub name: String,
}

/// What can add up apart from sums.
pub const TOTALS: [&str; 5] = ["count", "address", "grid", "community", "subdistrict"];

/// The fields that can be summed, of the types in force.
pub fn summable(app: &App) -> Vec<Summable> {
    use casework::FieldType::{Decimal, Integer};
    let profile = app.profile();
    let types = crate::case::in_force(app);
    let kinds = types
        .iter()
        .filter_map(|kind| profile.case_types.current(&kind.id, app.today()));
    let of = |kind: &CaseType| -> Vec<Summable> {
        let numbers = kind.fields.iter();
        let numbers = numbers.filter(|f| !f.personal && matches!(f.kind, Integer | Decimal));
        let numbers = numbers.filter_map(|field| {
            let unit = field.unit.as_ref()?;
            Some(Summable {
                code: format!("sum:{}@{unit}", field.key),
                name: format!("{} · {}（{unit}）", kind.name, field.label),
            })
        });
        numbers.collect()
    };
    kinds.flat_map(of).collect()
}

impl TypedMeasure {
    /// As it would be typed.
    pub fn of(measure: &CaseMeasure) -> Self {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let field = |field: &FieldIs| format!("{}={}", field.field, field.any_of.join("|"));
        let fields: Vec<String> = measure.fields.iter().map(field).collect();
        Self {
            total: match &measure.total {
                CaseTotal::Count => "count".to_owned(),
                CaseTotal::Places { by } => by.code().to_owned(),
                CaseTotal::Sum { field, unit } => format!("sum:{field}@{unit}"),
            },
            case_type: measure.case_type.clone(),
            matters: measure.matters.join("、"),
            areas: measure.areas.join("、"),
            outcomes: measure.outcomes.join("、"),
            fields: fields.join("；"),
            from: day(measure.from),
            to: day(measure.to),
        }
    }

    /// Nothing was typed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The measure, with names made codes; what nothing is named so stays as typed, and is refused
    /// by whoever takes the measure. Errors: `cases.type`, `cases.total`, `cases.day`, `cases.field`.
    pub async fn read(&self, app: &App) -> Result<CaseMeasure> {
        let profile = app.profile();
        let Some(kind) = profile
            .case_types
            .current(self.case_type.trim(), app.today())
        else {
            return bad("cases.type", "请选择案件类型", "Choose a case type");
        };
        let duties = in_force(app, app.today()).await?;
        let matter = |word: &str| {
            let mut known = duties.list().catalogue().iter();
            let named = known.find(|matter| matter.name == word && matter.case_type == kind.id);
            named.map_or_else(|| word.to_owned(), |matter| matter.code.to_string())
        };
        let area = |word: &str| unit_by_words(&profile, word).unwrap_or_else(|| word.to_owned());
        let state = |word: &str| {
            let mut closing = kind.states.iter().filter(|s| s.phase == Phase::Closed);
            let named = closing.find(|state| state.name == word);
            named.map_or_else(|| word.to_owned(), |state| state.key.clone())
        };
        Ok(CaseMeasure {
            total: total(self.total.trim())?,
            matters: words(&self.matters).map(matter).collect(),
            areas: words(&self.areas).map(area).collect(),
            outcomes: words(&self.outcomes).map(state).collect(),
            fields: self.conditions(kind)?,
            from: day(&self.from)?,
            to: day(&self.to)?,
            case_type: kind.id.clone(),
        })
    }

    fn conditions(&self, kind: &CaseType) -> Result<Vec<FieldIs>> {
        let parts = self.fields.split(['；', ';', '\n']).map(str::trim);
        let read = |part: &str| {
            let Some((name, values)) = part.split_once(['=', '＝']) else {
                let zh = "字段条件写作“字段=值”，多个值用|隔开，多个字段用分号隔开";
                return bad("cases.field", zh, "Write a condition as FIELD=VALUE|VALUE");
            };
            let name = name.trim();
            let mut all = kind.fields.iter();
            let field = all.find(|field| field.key == name || field.label == name);
            let value = |word: &str| {
                let word = word.trim();
                let choice = field.and_then(|f| f.choices.iter().find(|c| c.1 == word));
                choice.map_or_else(|| word.to_owned(), |choice| choice.0.clone())
            };
            Ok(FieldIs {
                field: field.map_or_else(|| name.to_owned(), |field| field.key.clone()),
                any_of: values.split(['|', '｜']).map(value).collect(),
            })
        };
        parts.filter(|part| !part.is_empty()).map(read).collect()
    }
}

fn total(code: &str) -> Result<CaseTotal> {
    if code == "count" {
        return Ok(CaseTotal::Count);
    }
    if let Some(by) = PlaceBy::from_code(code) {
        return Ok(CaseTotal::Places { by });
    }
    let sum = code.strip_prefix("sum:");
    match sum.and_then(|sum| sum.split_once('@')) {
        Some((field, unit)) => Ok(CaseTotal::Sum {
            field: field.to_owned(),
            unit: unit.to_owned(),
        }),
        None => bad("cases.total", "请选择按什么计数", "Choose what adds up"),
    }
}

fn words(list: &str) -> impl Iterator<Item = &str> {
    let parts = list.split(['、', '，', ',', '；', ';', '\n']);
    parts.map(str::trim).filter(|word| !word.is_empty())
}

fn day(text: &str) -> Result<Option<Date>> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).or_else(|_| {
            let zh = "日期写作 2026-01-01";
            bad("cases.day", zh, "Write a day as 2026-01-01")
        }),
    }
}

fn bad<T>(code: &'static str, zh: &str, en: &str) -> Result<T> {
    Err(AppError::field("cases", code, zh, en))
}
