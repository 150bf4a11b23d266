//! Lines of a file as cases to open.

use super::super::open::{OpenCmd, SourceIn};
use super::super::place_in::PlaceIn;
use super::super::reporter::ReporterIn;
use crate::{AppError, Result};
use casework::{CaseType, Channel, Field, FieldType};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use std::collections::BTreeMap;

/// Most characters of a cell.
const CELL_CHARS_MAX: usize = 4_000;
/// The columns that every type has; others are the fields of the types, by label or key.
const COLUMNS: [(&str, Column); 14] = [
    ("来源编号", Column::Number),
    ("案件类型", Column::Type),
    ("标题", Column::Title),
    ("内容", Column::Description),
    ("事项代码", Column::Matter),
    ("等级", Column::Grade),
    ("地址", Column::Address),
    ("经度", Column::Lon),
    ("纬度", Column::Lat),
    ("诉求人", Column::Name),
    ("联系电话", Column::Phone),
    ("身份保密", Column::Hidden),
    ("受理时间", Column::At),
    ("备注", Column::Ignored),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Number,
    Type,
    Title,
    Description,
    Matter,
    Grade,
    Address,
    Lon,
    Lat,
    Name,
    Phone,
    Hidden,
    At,
    Ignored,
    Field,
}

/// A heading: what each column is, with its words.
pub(super) struct Heading(Vec<(Column, String)>);

impl Heading {
    /// Errors: `import.no_number` without the column that makes a second import harmless,
    /// `import.column_unknown`.
    pub(super) fn read(cells: &[String], types: &[&CaseType]) -> Result<Self> {
        let mut columns = Vec::with_capacity(cells.len());
        for cell in cells {
            let words = cell.trim();
            let known = COLUMNS.iter().find(|(name, _)| *name == words);
            let column = match known {
                Some((_, column)) => *column,
                None if words.is_empty() => Column::Ignored,
                None if types.iter().any(|kind| field(kind, words).is_some()) => Column::Field,
                None => {
                    return Err(AppError::field(
                        "file",
                        "import.column_unknown",
                        format!("不认识的列“{words}”"),
                        "A column is not known",
                    ));
                }
            };
            columns.push((column, words.to_owned()));
        }
        if columns.iter().all(|(column, _)| *column != Column::Number) {
            return Err(AppError::field(
                "file",
                "import.no_number",
                "缺少“来源编号”列：没有它，同一工单重复导入时无法识别",
                "The column of the source's number is missing",
            ));
        }
        Ok(Self(columns))
    }

    /// A line as a case to open.
    pub(super) fn take(
        &self,
        cells: &[String],
        system: &str,
        types: &[&CaseType],
    ) -> Result<OpenCmd> {
        let cell = |wanted: Column| {
            let mut columns = self.0.iter().zip(cells);
            let found =
                columns.find(|((column, _), cell)| *column == wanted && !cell.trim().is_empty());
            found.map_or("", |(_, cell)| cell.trim())
        };
        if cells
            .iter()
            .any(|cell| cell.chars().count() > CELL_CHARS_MAX)
        {
            return Err(wrong("file", "有单元格过长", "A cell is too long"));
        }
        let number = cell(Column::Number);
        if number.is_empty() || number.chars().count() > 60 {
            return Err(wrong(
                "来源编号",
                "来源编号须为1至60个字符",
                "The source's number has 1 to 60 characters",
            ));
        }
        let kind = type_of(cell(Column::Type), types)?;
        let mut cmd = OpenCmd::new(&kind.id, Channel::Import);
        cmd.source = Some(SourceIn {
            system: system.to_owned(),
            number: number.to_owned(),
        });
        cmd.title = cell(Column::Title).to_owned();
        cmd.matter = some(cell(Column::Matter));
        cmd.grade = some(cell(Column::Grade));
        cmd.fields = self.fields(cells, kind)?;
        if let Some(text) = some(cell(Column::Description)) {
            cmd.fields.insert("description".to_owned(), text);
        }
        cmd.place = Some(PlaceIn {
            lon: degrees(cell(Column::Lon), "经度")?,
            lat: degrees(cell(Column::Lat), "纬度")?,
            address: cell(Column::Address).to_owned(),
            how: "import".to_owned(),
        });
        let (name, phone) = (cell(Column::Name), cell(Column::Phone));
        if !name.is_empty() || !phone.is_empty() {
            cmd.reporter = Some(ReporterIn {
                name: name.to_owned(),
                phone: phone.to_owned(),
                hidden: matches!(cell(Column::Hidden), "是" | "1" | "true"),
                more: BTreeMap::new(),
            });
        }
        cmd.reported_at = instant(cell(Column::At))?;
        Ok(cmd)
    }

    fn fields(&self, cells: &[String], kind: &CaseType) -> Result<BTreeMap<String, String>> {
        let mut fields = BTreeMap::new();
        let given = self.0.iter().zip(cells);
        for ((column, words), cell) in given {
            let cell = cell.trim();
            if *column != Column::Field || cell.is_empty() {
                continue;
            }
            let field = field(kind, words).ok_or_else(|| {
                let zh = format!("“{}”没有“{words}”这一项", kind.name);
                wrong(words, &zh, "This case type has no such field")
            })?;
            fields.insert(field.key.clone(), typed(field, cell));
        }
        Ok(fields)
    }
}

/// A choice by its label or its key; a flag by 是.
fn typed(field: &Field, cell: &str) -> String {
    match field.kind {
        FieldType::Choice => {
            let label = field.choices.iter().find(|(_, label)| label == cell);
            label.map_or(cell, |(key, _)| key).to_owned()
        }
        FieldType::Flag if cell == "是" => "true".to_owned(),
        _ => cell.to_owned(),
    }
}

fn field<'a>(kind: &'a CaseType, words: &str) -> Option<&'a Field> {
    let plain = kind.fields.iter().filter(|field| !field.personal);
    let mut named = plain.filter(|field| field.label == words || field.key == words);
    named.next()
}

fn type_of<'a>(words: &str, types: &[&'a CaseType]) -> Result<&'a CaseType> {
    let takes = types
        .iter()
        .filter(|kind| kind.channels.contains(&Channel::Import));
    let mut takes = takes
        .copied()
        .filter(|kind| words.is_empty() || kind.id == words || kind.name == words);
    match (takes.next(), takes.next()) {
        (Some(kind), None) => Ok(kind),
        (None, _) => Err(wrong(
            "案件类型",
            "没有这种可以导入的案件类型",
            "There is no such type that can be imported",
        )),
        _ => Err(wrong(
            "案件类型",
            "可以导入的案件类型不止一种，请填写",
            "Several types can be imported; name one",
        )),
    }
}

fn degrees<T: std::str::FromStr>(cell: &str, column: &str) -> Result<Option<T>> {
    if cell.is_empty() {
        return Ok(None);
    }
    let number = cell.parse().ok();
    number
        .map(Some)
        .ok_or_else(|| wrong(column, &format!("“{cell}”不是度数"), "Degrees are wanted"))
}

/// `2026-05-01 10:30[:00]` or `2026-05-01` in the district's time, or RFC 3339.
fn instant(cell: &str) -> Result<Option<Timestamp>> {
    if cell.is_empty() {
        return Ok(None);
    }
    if let Ok(at) = cell.parse::<Timestamp>() {
        return Ok(Some(at));
    }
    let text = cell.replace('/', "-");
    let at = text.parse::<DateTime>().ok();
    let at = at.or_else(|| Some(text.parse::<Date>().ok()?.to_datetime(Default::default())));
    let at = at.and_then(|at| Offset::constant(8).to_timestamp(at).ok());
    at.map(Some)
        .ok_or_else(|| wrong("受理时间", &format!("“{cell}”不是时间"), "A time is wanted"))
}

fn some(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

fn wrong(field: &str, zh: &str, en: &str) -> AppError {
    AppError::field(field, "import.cell", zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_the_districts_time() {
        let at = |text: &str| instant(text).unwrap().unwrap().to_string();
        assert_eq!(at("2026-05-01 10:30"), "2026-05-01T02:30:00Z");
        assert_eq!(at("2026/05/01 10:30:05"), "2026-05-01T02:30:05Z");
        assert_eq!(at("2026-05-01"), "2026-04-30T16:00:00Z");
        assert_eq!(at("2026-05-01T10:30:00Z"), "2026-05-01T10:30:00Z");
        assert!(instant("昨天").is_err() && instant("").unwrap().is_none());
    }
}
