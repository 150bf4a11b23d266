//! Values of fields: of the kind the type declares, within its bounds, there when needed.

use super::check::{required, room};
use crate::Refusal;
use crate::case::{Case, CaseEvidence, ENTRIES_MAX, FieldValue, Place};
use crate::case_type::{CaseType, Field, FieldType};
use std::collections::BTreeMap;

/// Most characters of a text where its field names no other bound.
const TEXT_MAX: u32 = 200;
const LONG_TEXT_MAX: u32 = 2_000;
/// Most characters of an address (GB/T 47678.5: 256).
const ADDRESS_CHARS_MAX: usize = 256;

/// Refuses values that their fields do not allow. Errors: `field_unknown`, `field_personal`,
/// `field_type`, `field_too_large`, `choice_unknown`.
pub(crate) fn check_values(
    kind: &CaseType,
    values: &BTreeMap<String, FieldValue>,
) -> Result<(), Refusal> {
    for (key, value) in values {
        let field = kind.field(key);
        let field = field.ok_or_else(|| Refusal::on("field_unknown", key).with("field", key))?;
        if field.personal {
            return Err(Refusal::on("field_personal", key).with("field", &field.label));
        }
        check_value(field, value)?;
    }
    Ok(())
}

fn check_value(field: &Field, value: &FieldValue) -> Result<(), Refusal> {
    let wrong = |code| Err(Refusal::on(code, &field.key).with("field", &field.label));
    let large = |max: u32| {
        Err(Refusal::on("field_too_large", &field.key)
            .with("field", &field.label)
            .with("max", max))
    };
    match (field.kind, value) {
        (FieldType::Text | FieldType::LongText, FieldValue::Text(text)) => {
            let long = field.kind == FieldType::LongText;
            let usual = if long { LONG_TEXT_MAX } else { TEXT_MAX };
            let max = field.max.unwrap_or(usual);
            let chars = text.chars().count();
            if text.trim().is_empty() {
                return wrong("field_empty");
            }
            if u32::try_from(chars).is_ok_and(|chars| chars <= max) {
                return Ok(());
            }
            large(max)
        }
        (FieldType::Integer, FieldValue::Integer(number)) => match field.max {
            Some(max) if *number > i64::from(max) => large(max),
            _ => Ok(()),
        },
        (FieldType::Decimal, FieldValue::Decimal(number)) => match field.max {
            Some(max) if *number > max.into() => large(max),
            _ => Ok(()),
        },
        (FieldType::Choice, FieldValue::Choice(key)) => {
            if field.choices.iter().any(|(known, _)| known == key) {
                return Ok(());
            }
            wrong("choice_unknown")
        }
        (FieldType::Date, FieldValue::Date(_)) | (FieldType::Flag, FieldValue::Flag(_)) => Ok(()),
        _ => wrong("field_type"),
    }
}

/// Whether a case has a field, wherever it is kept.
pub(crate) fn has(case: &Case, field: &Field) -> bool {
    match field.kind {
        FieldType::Matter => case.matter.is_some(),
        FieldType::Place => case.place.is_some(),
        FieldType::Photo => case.evidence.iter().any(|piece| piece.kind == field.key),
        _ if field.personal => case.reporter.is_some(),
        _ => case.fields.contains_key(&field.key),
    }
}

/// Refuses a state that cannot be entered without a field. Errors: `field_required`.
pub(crate) fn check_required(kind: &CaseType, case: &Case, state: &str) -> Result<(), Refusal> {
    let wanted = kind.fields.iter();
    let mut wanted = wanted.filter(|field| field.required_at.as_deref() == Some(state));
    match wanted.find(|field| !has(case, field)) {
        None => Ok(()),
        Some(field) => Err(Refusal::on("field_required", &field.key).with("field", &field.label)),
    }
}

/// Refuses a grade the type does not have. Errors: `grade_unknown`.
pub(crate) fn check_grade(kind: &CaseType, grade: Option<&str>) -> Result<(), Refusal> {
    match grade {
        Some(key) if !kind.grades.iter().any(|known| known.key == key) => {
            Err(Refusal::on("grade_unknown", "grade").with("grade", key))
        }
        _ => Ok(()),
    }
}

/// Refuses a place that is none. Errors: `place_off_earth`, `required`, `text_too_long`.
pub(crate) fn check_place(place: Option<&Place>) -> Result<(), Refusal> {
    let Some(place) = place else {
        return Ok(());
    };
    let address = required(&place.address, "place")?;
    if address.chars().count() > ADDRESS_CHARS_MAX {
        return Err(Refusal::on("text_too_long", "place").with("max", ADDRESS_CHARS_MAX));
    }
    let within = match (place.lon, place.lat) {
        (Some(lon), Some(lat)) => lon.abs() <= 180.0 && lat.abs() <= 90.0,
        (None, None) => true,
        _ => false,
    };
    if within {
        return Ok(());
    }
    Err(Refusal::on("place_off_earth", "place"))
}

/// Refuses evidence without room for it. Errors: `too_many`.
pub(crate) fn check_evidence(case: &Case, more: &[CaseEvidence]) -> Result<(), Refusal> {
    room(case.evidence.len() + more.len(), "evidence", ENTRIES_MAX)
}
