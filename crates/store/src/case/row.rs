//! One case of a list.

use super::measure::Mark;
use crate::projection::case::NO_DUE;
use crate::value::Value;
use crate::{Row, StoreError};

/// One case of a list. Nothing in it is a resident's name, telephone or identity number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Its id.
    pub id: String,
    /// Its number as printed.
    pub number: String,
    /// Its type.
    pub case_type: String,
    /// The version of its type.
    pub type_version: i64,
    /// The state it is in.
    pub state: String,
    /// The part of the loop.
    pub phase: String,
    /// Neither closed nor void.
    pub is_open: bool,
    /// How it came in.
    pub channel: String,
    /// The system it was imported from.
    pub source_system: Option<String>,
    /// Its number there.
    pub source_number: Option<String>,
    /// What it is about, in a line.
    pub title: String,
    /// The matter's code.
    pub matter: Option<String>,
    /// The grade of urgency.
    pub grade: Option<String>,
    /// Where, in words.
    pub address: String,
    /// The subdistrict's unit code.
    pub subdistrict: Option<String>,
    /// The community's unit code.
    pub community: Option<String>,
    /// The grid's code.
    pub grid: Option<String>,
    /// Longitude in millionths of a degree.
    pub lon_e6: Option<i64>,
    /// Latitude in millionths of a degree.
    pub lat_e6: Option<i64>,
    /// The unit that owes the next act; empty once it has ended.
    pub owner_unit: String,
    /// The role whose turn it is; empty when any.
    pub owner_role: String,
    /// The person who has taken it; empty when nobody.
    pub owner_person: String,
    /// The unit it is dispatched to.
    pub handler: Option<String>,
    /// When it was reported, ms UTC.
    pub reported_ms: i64,
    /// When it entered its state, ms UTC.
    pub entered_ms: i64,
    /// When its running clock runs out, ms UTC; `None` when none runs.
    pub due_ms: Option<i64>,
    /// Which clock that is.
    pub clock_key: Option<String>,
    /// A clock stands still and none runs.
    pub paused: bool,
    /// When it ended, ms UTC.
    pub closed_ms: Option<i64>,
    /// The case it is a part of.
    pub parent: Option<String>,
    /// Times it was done again.
    pub reworks: i64,
    /// Times it was opened again.
    pub reopened: i64,
    /// Times a unit gave it back.
    pub return_times: i64,
    /// Others who reported the same.
    pub joined: i64,
    /// Things that want attention.
    pub alarms: i64,
    /// Whether the reporter was erased.
    pub anonymised: bool,
    /// Facts as bits; ask [`CaseRow::has`].
    marks: i64,
    /// The sequence to hand back when changing it.
    pub version: i64,
}

impl CaseRow {
    /// Whether a fact holds of it.
    pub fn has(&self, mark: Mark) -> bool {
        self.marks & mark.bit() != 0
    }

    pub(crate) fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.text(0)?,
            number: row.text(1)?,
            case_type: row.text(2)?,
            type_version: row.int(3)?,
            state: row.text(4)?,
            phase: row.text(5)?,
            is_open: row.flag(6)?,
            channel: row.text(7)?,
            source_system: row.maybe_text(8)?,
            source_number: row.maybe_text(9)?,
            title: row.text(10)?,
            matter: row.maybe_text(11)?,
            grade: row.maybe_text(12)?,
            address: row.text(13)?,
            subdistrict: row.maybe_text(14)?,
            community: row.maybe_text(15)?,
            grid: row.maybe_text(16)?,
            lon_e6: row.maybe_int(17)?,
            lat_e6: row.maybe_int(18)?,
            owner_unit: row.text(19)?,
            owner_role: row.text(20)?,
            owner_person: row.text(21)?,
            handler: row.maybe_text(22)?,
            reported_ms: row.int(23)?,
            entered_ms: row.int(24)?,
            due_ms: Some(row.int(25)?).filter(|due| *due != NO_DUE),
            clock_key: row.maybe_text(26)?,
            paused: row.flag(27)?,
            closed_ms: row.maybe_int(28)?,
            parent: row.maybe_text(29)?,
            reworks: row.int(30)?,
            reopened: row.int(31)?,
            return_times: row.int(32)?,
            joined: row.int(33)?,
            alarms: row.int(34)?,
            anonymised: row.flag(35)?,
            marks: row.int(36)?,
            version: row.int(37)?,
        })
    }
}

impl CaseRow {
    /// The row that a statement would put with these parameters: its columns by name.
    pub(crate) fn put_as(put: &str, params: &[Value]) -> Result<Self, StoreError> {
        let columns = put.split(['(', ')']).nth(1).unwrap_or_default();
        let columns: Vec<&str> = columns.split(',').map(str::trim).collect();
        let cell = |name: &str| {
            let at = columns.iter().position(|column| *column == name);
            at.and_then(|at| params.get(at)).cloned()
        };
        let asked = COLUMNS
            .split(',')
            .map(|name| name.trim().trim_start_matches("c."));
        let cells: Option<Vec<Value>> = asked.map(cell).collect();
        let missing = || StoreError::Corrupt("a column of case_row".to_owned());
        Self::read(&Row::new(cells.ok_or_else(missing)?))
    }
}

/// What [`CaseRow::read`] reads, in its order.
pub(crate) const COLUMNS: &str = "c.id, c.number, c.case_type, c.type_version, c.state, c.phase, c.is_open, c.channel, \
    c.source_system, c.source_number, c.title, c.matter, c.grade, c.address, c.subdistrict, \
    c.community, c.grid, c.lon_e6, c.lat_e6, c.owner_unit, c.owner_role, c.owner_person, \
    c.handler, c.reported_ms, c.entered_ms, c.due_ms, c.clock_key, c.paused, c.closed_ms, \
    c.parent, c.reworks, c.reopened, c.return_times, c.joined, c.alarms, c.anonymised, \
    c.marks, c.version";
