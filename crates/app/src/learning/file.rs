//! A labelled file that somebody brings: messages with the matter's code or name, and the unit's
//! code where it is known.

use super::confirmed::Confirmed;
use super::guess::code_of;
use crate::duty::InForce;
use crate::{AppError, Result};
use duty::{Matter, MatterCode};
use learn::{LearnError, Message};
use org::UnitCode;

/// Largest labelled file, in bytes.
pub const FILE_BYTES_MAX: usize = 32 << 20;
/// Most rows of one.
const ROWS_MAX: usize = 50_000;

/// Reads the file. Errors: the codes of `learn_…`, `learning.file_rows`, `learning.matter_unknown`
/// and `learning.unit_unknown` with the row.
pub(super) fn read(bytes: &[u8], duties: &InForce) -> Result<Vec<Confirmed>> {
    let column = match learn::read_messages(bytes, "label") {
        Ok(found) if found.messages.iter().any(|m| m.label.is_some()) => "label",
        Ok(_) => "matter",
        Err(error) => return Err(refused(&error)),
    };
    let rows = learn::read_messages(bytes, column).map_err(|e| refused(&e))?;
    let units = learn::read_messages(bytes, "unit").map_err(|e| refused(&e))?;
    if rows.messages.len() > ROWS_MAX {
        return Err(AppError::field(
            "file",
            "learning.file_rows",
            format!("文件至多{ROWS_MAX}行"),
            format!("The file may have at most {ROWS_MAX} rows"),
        ));
    }
    let mut found = vec![];
    for (at, (row, unit)) in rows.messages.iter().zip(&units.messages).enumerate() {
        let Some(label) = row.label.as_ref().filter(|_| !row.text.trim().is_empty()) else {
            continue;
        };
        let named = code_of(label);
        let matter = matter(duties, &named).ok_or_else(|| at_row(at, "matter", &named))?;
        found.push(Confirmed {
            id: format!("row:{:08}", at + 1),
            text: row.text.clone(),
            place: String::new(),
            matter: matter.code.to_string(),
            unit: unit_of(unit, duties).map_err(|named| at_row(at, "unit", &named))?,
            reported_at: None,
            from_file: true,
        });
    }
    if found.is_empty() {
        return Err(refused(&LearnError::NoLabelColumn {
            wanted: "label".into(),
            found: String::new(),
        }));
    }
    Ok(found)
}

fn matter<'d>(duties: &'d InForce, named: &str) -> Option<&'d Matter> {
    let code = MatterCode::parse(named).ok();
    code.and_then(|code| duties.matter(&code)).or_else(|| {
        let mut all = duties.list().catalogue().on(duties.day());
        all.find(|matter| matter.name == named)
    })
}

fn unit_of(row: &Message, duties: &InForce) -> std::result::Result<Option<String>, String> {
    let Some(named) = row.label.as_ref().map(code_of) else {
        return Ok(None);
    };
    let code = UnitCode::parse(&named).ok();
    let known = code.filter(|code| duties.list().directory().get(code).is_some());
    known.map(|code| Some(code.to_string())).ok_or(named)
}

fn at_row(at: usize, field: &str, named: &str) -> AppError {
    let row = at + 1;
    let (code, what) = match field {
        "matter" => ("learning.matter_unknown", "事项"),
        _ => ("learning.unit_unknown", "单位"),
    };
    let named: String = named.chars().take(40).collect();
    AppError::field(
        "file",
        code,
        format!("第{row}行数据：没有“{named}”这个{what}"),
        format!("Row {row}: no such {field}"),
    )
}

fn refused(error: &LearnError) -> AppError {
    let en = format!("The file cannot be learnt from: {}", error.code());
    AppError::field("file", error.code(), error.to_string(), en)
}
