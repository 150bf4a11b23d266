//! What people type into the fields of a case type.

use crate::{AppError, Result};
use casework::{CaseType, Field, FieldType, FieldValue};
use std::collections::BTreeMap;

/// Reads fields as typed; empty ones are not given. Errors name the field.
pub(super) fn read(
    kind: &CaseType,
    typed: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, FieldValue>> {
    let mut values = BTreeMap::new();
    for (key, text) in typed {
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let field = kind.field(key).filter(|field| !field.personal);
        let field = field.ok_or_else(|| {
            AppError::field(
                key,
                "case.field_unknown",
                format!("“{}”没有“{key}”这一项", kind.name),
                "This case type has no such field",
            )
        })?;
        values.insert(key.clone(), value(field, text)?);
    }
    Ok(values)
}

fn value(field: &Field, text: &str) -> Result<FieldValue> {
    let wrong = |zh: &str, en: &str| {
        AppError::field(
            &field.key,
            "case.field_shape",
            format!("“{}”{zh}", field.label),
            en,
        )
    };
    Ok(match field.kind {
        FieldType::Integer => FieldValue::Integer(
            text.parse()
                .map_err(|_| wrong("应为整数", "A whole number is wanted"))?,
        ),
        FieldType::Decimal => FieldValue::Decimal(
            text.parse()
                .map_err(|_| wrong("应为数字", "A number is wanted"))?,
        ),
        FieldType::Date => FieldValue::Date(
            text.parse()
                .map_err(|_| wrong("应为日期", "A day is wanted"))?,
        ),
        FieldType::Choice => FieldValue::Choice(text.to_owned()),
        FieldType::Flag => FieldValue::Flag(matches!(text, "1" | "true" | "on" | "yes")),
        FieldType::Text | FieldType::LongText => FieldValue::Text(text.to_owned()),
        FieldType::Matter
        | FieldType::Place
        | FieldType::Photo
        | FieldType::Phone
        | FieldType::Person
        | FieldType::IdNumber => {
            return Err(wrong("另有专门的填写处", "This is given in its own place"));
        }
    })
}

/// The words of a value for people: a choice by its label.
pub(super) fn words(field: &Field, value: &FieldValue) -> String {
    let label = value.choice().and_then(|key| {
        let found = field.choices.iter().find(|(known, _)| known == key);
        found.map(|(_, label)| label.clone())
    });
    label.unwrap_or_else(|| value.to_string())
}
