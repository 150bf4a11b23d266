//! Form fields as values, or the field to mend.

use crate::edge::fault::Fault;
use crate::words::{Lang, word};
use app::{AsOf, FieldProblem};
use axum::http::StatusCode;
use figure::Decimal;
use jiff::civil::Date;

/// Bytes of a day as written.
const DAY_BYTES: usize = "2026-07-01".len();

/// Trimmed text, or none where it is empty.
pub fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A day written `2026-07-01`.
pub fn day(field: &str, text: &str) -> Result<Date, Fault> {
    let text = text.trim();
    // A time of day behind it would be dropped.
    let read = text.parse().ok().filter(|_| text.len() == DAY_BYTES);
    read.ok_or_else(|| wrong(field, "input.day"))
}

/// A day, or none where the field is empty.
pub fn day_or_none(field: &str, text: &str) -> Result<Option<Date>, Fault> {
    given(text).map(|text| day(field, &text)).transpose()
}

/// A past moment, or none where the field is empty.
pub fn as_of_or_none(field: &str, text: &str) -> Result<Option<AsOf>, Fault> {
    let read = |text: String| AsOf::parse(&text).ok_or_else(|| wrong(field, "input.as_of"));
    given(text).map(read).transpose()
}

/// An exact number; full-width digits and separating commas are taken as meant.
pub fn number_or_none(field: &str, text: &str) -> Result<Option<Decimal>, Fault> {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '，' | ' '))
        .map(half_width)
        .collect();
    given(&plain)
        .map(|text| text.parse().map_err(|_| wrong(field, "input.number")))
        .transpose()
}

/// A coordinate in degrees.
pub fn degrees(field: &str, text: &str) -> Result<f64, Fault> {
    let degrees = text.trim().parse().ok().filter(|v: &f64| v.is_finite());
    degrees.ok_or_else(|| wrong(field, "input.degrees"))
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' | '．' | '－' | '＋' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// A code of an address, or none where it is empty. Refused where it is none of `known`.
pub fn code<'a>(
    field: &str,
    text: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Result<Option<&'a str>, Fault> {
    let Some(text) = given(text) else {
        return Ok(None);
    };
    let known: Vec<&str> = known.into_iter().collect();
    let found = known.iter().find(|code| **code == text).copied();
    found
        .map(Some)
        .ok_or_else(|| unknown(field, &known.join(", ")))
}

/// Codes of an address, separated by commas. Refused where one is none of `known`.
pub fn codes<'a>(
    field: &str,
    text: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<String>, Fault> {
    let known: Vec<&str> = known.into_iter().collect();
    let asked = crate::pages::list::codes(text);
    match asked.iter().all(|code| known.contains(&code.as_str())) {
        true => Ok(asked),
        false => Err(unknown(field, &known.join(", "))),
    }
}

/// Yes by `1`, no by `0` or nothing at all. Refused where it is neither.
pub fn flag(field: &str, text: &str) -> Result<bool, Fault> {
    Ok(code(field, text, ["1", "0"])? == Some("1"))
}

/// 422: a value that is none of those known; it names the field and all of them.
pub fn unknown(field: &str, known: &str) -> Fault {
    let (zh, en) = (
        format!("{field} 只能是：{known}"),
        format!("{field} is one of: {known}"),
    );
    let code = "value.unknown".to_owned();
    let problem = FieldProblem {
        field: field.to_owned(),
        code: code.clone(),
        zh: zh.clone(),
        en: en.clone(),
    };
    Fault {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        code,
        zh,
        en,
        fields: vec![problem],
        current_version: None,
    }
}

/// A field that cannot be read; the words stand under `key`.
pub fn wrong(field: &str, key: &str) -> Fault {
    let (zh, en) = (word(Lang::Zh, key), word(Lang::En, key));
    let problem = FieldProblem {
        field: field.to_owned(),
        code: key.to_owned(),
        zh: zh.clone(),
        en: en.clone(),
    };
    Fault {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        code: key.to_owned(),
        zh,
        en,
        fields: vec![problem],
        current_version: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_type_them() {
        let read = |text| {
            number_or_none("amount", text)
                .unwrap()
                .map(|d| d.to_string())
        };
        assert_eq!(read(" 1,234.50 ").as_deref(), Some("1234.50"));
        assert_eq!(read("１２０").as_deref(), Some("120"));
        assert_eq!(read(""), None);
        assert_eq!(
            number_or_none("amount", "12户").unwrap_err().fields[0].field,
            "amount"
        );
    }

    #[test]
    fn codes_are_known_or_told() {
        let known = ["red", "yellow"];
        assert_eq!(codes("light", "red, yellow", known).unwrap(), known);
        assert_eq!(code("light", " ", known).unwrap(), None);
        assert!(flag("open", "1").unwrap() && !flag("open", "").unwrap());
        for fault in [
            codes("light", "red,blue", known).unwrap_err(),
            code("light", "red,yellow", known).unwrap_err(),
        ] {
            assert_eq!(fault.fields[0].field, "light");
            assert_eq!(fault.en, "light is one of: red, yellow");
        }
        assert_eq!(flag("open", "yes").unwrap_err().fields[0].field, "open");
    }

    #[test]
    fn days_must_exist() {
        assert!(day("date", "2026-02-29").is_err());
        assert_eq!(day_or_none("date", " ").unwrap(), None);
        assert!(day_or_none("date", "2026-07-01").unwrap().is_some());
    }
}
