//! One entry as text cells, and back.

use super::compare::said;
use crate::check::unit_by_words;
use crate::sheet::LineChange;
use crate::{DutyList, Entry, EntryId, EntryKind, MatterCode, Period};
use jiff::civil::Date;
use org::{OfficialCode, UnitCode};

/// The columns; the last is the mark by which a row finds its entry again.
pub const COLUMNS: [&str; 10] = [
    "事项代码",
    "事项",
    "责任单位",
    "类型",
    "适用地点",
    "对口单位",
    "起始日",
    "截止日",
    "依据",
    "标识",
];

/// One row of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Line in the file, from 1.
    pub line: usize,
    /// The cells in the order of [`COLUMNS`].
    pub cells: [String; 10],
}

impl Line {
    /// Puts a cell under its heading; other headings are passed over.
    pub fn put(&mut self, heading: &str, cell: &str) {
        if let Some(column) = COLUMNS.iter().position(|c| *c == heading.trim()) {
            self.cells[column] = cell.trim().to_owned();
        }
    }
    /// True without a word.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
    /// The id in the mark, and the version of the matter it was exported at.
    pub fn marked(&self) -> (&str, Option<i64>) {
        let mark = &self.cells[9];
        match mark
            .rsplit_once('@')
            .map(|(id, version)| (id.trim(), version.trim().parse()))
        {
            Some((id, Ok(version))) => (id, Some(version)),
            _ => (mark, None),
        }
    }
}

/// An entry as a row; `version` is the matter's, for the mark.
pub fn line_of(list: &DutyList, entry: &Entry, version: i64) -> Line {
    let name = |unit: &UnitCode| {
        let known = list.directory().get(unit);
        known.map_or_else(|| unit.to_string(), |u| u.name.clone())
    };
    let versions = list.catalogue().versions(&entry.matter);
    let matter = versions.last().map(|m| m.name.clone()).unwrap_or_default();
    let places: Vec<String> = entry.places.iter().map(|p| place_name(list, p)).collect();
    let last = entry.period.valid_to.map(|d| d.to_string());
    Line {
        line: 0,
        cells: [
            entry.matter.to_string(),
            matter,
            name(&entry.unit),
            entry.kind.zh().to_owned(),
            places.join("、"),
            entry.counterpart.as_ref().map(name).unwrap_or_default(),
            entry.period.valid_from.to_string(),
            last.unwrap_or_default(),
            entry.basis.clone(),
            format!("{}@{version}", entry.id),
        ],
    }
}

fn place_name(list: &DutyList, place: &OfficialCode) -> String {
    let of_ground = |u: &&org::Unit| u.official_code.as_ref() == Some(place);
    let named = list.directory().iter().find(of_ground);
    named.map_or_else(|| place.to_string(), |u| u.name.clone())
}

/// Longest basis, in characters.
const BASIS_CHARS_MAX: usize = 500;

/// Reads a row as an entry with the given id.
pub(super) fn entry_of(list: &DutyList, line: &Line, id: EntryId) -> Result<Entry, LineChange> {
    let [
        matter,
        _,
        unit,
        kind,
        places,
        counterpart,
        from,
        to,
        basis,
        _,
    ] = &line.cells;
    let matter =
        MatterCode::parse(matter).map_err(|e| said("duty.matter_shape", &e.to_string()))?;
    let unit = unit_of(list, "责任单位", unit)?;
    let kind = EntryKind::from_code(kind)
        .ok_or_else(|| said("duty.kind", "类型应为：主责、配合、上级收回"))?;
    let places = split(places)
        .map(|words| place_of(list, words))
        .collect::<Result<_, _>>()?;
    let counterpart = match counterpart.as_str() {
        "" => None,
        words => Some(unit_of(list, "对口单位", words)?),
    };
    let valid_from = day_of(from)?.ok_or_else(|| said("duty.day", "起始日不能为空"))?;
    let period = Period {
        valid_from,
        valid_to: day_of(to)?,
    };
    if basis.chars().count() > BASIS_CHARS_MAX {
        let zh = format!("依据超过{BASIS_CHARS_MAX}字");
        return Err(said("duty.basis_long", &zh));
    }
    Ok(Entry {
        id,
        matter,
        unit,
        kind,
        places,
        counterpart,
        period,
        basis: basis.clone(),
    })
}

fn split(cell: &str) -> impl Iterator<Item = &str> {
    let parts = cell.split(['、', ',', '，', ';', '；', '\n']);
    parts.map(str::trim).filter(|part| !part.is_empty())
}

fn unit_of(list: &DutyList, column: &str, words: &str) -> Result<UnitCode, LineChange> {
    unit_by_words(list.directory(), words)
        .ok_or_else(|| said("duty.unit", &format!("{column}“{words}”不在单位名录中")))
}

fn place_of(list: &DutyList, words: &str) -> Result<OfficialCode, LineChange> {
    if let Ok(code) = OfficialCode::parse(words) {
        return Ok(code);
    }
    let unit = unit_by_words(list.directory(), words);
    unit.and_then(|code| list.directory().get(&code)?.official_code.clone())
        .ok_or_else(|| said("duty.place", &format!("适用地点“{words}”不是街道或社区")))
}

fn day_of(words: &str) -> Result<Option<Date>, LineChange> {
    if words.is_empty() {
        return Ok(None);
    }
    let dashed = words.replace(['年', '月', '/', '.'], "-").replace('日', "");
    let parts: Vec<String> = dashed
        .split('-')
        .map(|part| format!("{:0>2}", part.trim()))
        .collect();
    let day = parts.join("-").parse();
    day.map(Some).map_err(|_| {
        said(
            "duty.day",
            &format!("“{words}”不是日期，可写作：2026-12-31"),
        )
    })
}
