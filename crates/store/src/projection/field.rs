//! Reading a state's fields for a column.

use crate::value::Value;
use journal::Fields;
use serde_json::Value as Json;

/// A text, or empty.
pub(super) fn text(state: &Fields, name: &str) -> Value {
    match state.get(name) {
        Some(Json::String(text)) => Value::Text(text.clone()),
        _ => Value::Text(String::new()),
    }
}

/// A text or null; numbers keep their written form.
pub(super) fn maybe(value: Option<&Json>) -> Value {
    match value {
        Some(Json::String(text)) => Value::Text(text.clone()),
        Some(Json::Number(number)) => Value::Text(number.to_string()),
        _ => Value::Null,
    }
}

/// A number, or 0.
pub(super) fn int(state: &Fields, name: &str) -> Value {
    Value::I64(state.get(name).and_then(Json::as_i64).unwrap_or(0))
}

/// A flag, or false.
pub(super) fn flag(state: &Fields, name: &str) -> Value {
    Value::Bool(state.get(name).and_then(Json::as_bool).unwrap_or(false))
}

/// Any part as JSON text, `null` when absent.
pub(super) fn json(value: Option<&Json>) -> Value {
    Value::Text(value.map_or_else(|| "null".to_owned(), Json::to_string))
}

/// A field of a nested object.
pub(super) fn inner<'a>(state: &'a Fields, outer: &str, name: &str) -> Option<&'a Json> {
    state.get(outer).and_then(|value| value.get(name))
}
