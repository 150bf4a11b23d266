//! A case as a line of a list, in the reader's words.

use crate::format;
use app::case::Row;
use jiff::Timestamp;

/// One line.
pub struct RowView {
    /// Address of its page.
    pub href: String,
    /// Number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Type.
    pub type_name: String,
    /// State.
    pub state: String,
    /// Matter, or a dash.
    pub matter: String,
    /// Where.
    pub address: String,
    /// Subdistrict.
    pub subdistrict: String,
    /// Who owes the next act.
    pub owner: String,
    /// When it was reported.
    pub reported: String,
    /// Which clock runs until when, or a dash.
    pub due: String,
    /// Name of that clock.
    pub clock: String,
    /// Past its due instant.
    pub late: bool,
    /// Stands still.
    pub paused: bool,
    /// Things that want attention.
    pub alarms: i64,
    /// Others who reported the same.
    pub joined: i64,
}

/// Puts a line into words.
pub fn row(row: &Row) -> RowView {
    RowView {
        href: format!("/cases/{}", row.id),
        number: row.number.clone(),
        title: row.title.clone(),
        type_name: row.type_name.clone(),
        state: row.state_name.clone(),
        matter: row.matter_name.clone().unwrap_or_else(|| "—".to_owned()),
        address: row.address.clone(),
        subdistrict: row.subdistrict.clone().unwrap_or_default(),
        owner: row.owner.clone(),
        reported: format::instant(row.reported_at),
        due: when(row.due),
        clock: row.clock.clone().unwrap_or_default(),
        late: row.late,
        paused: row.paused,
        alarms: row.alarms,
        joined: row.joined,
    }
}

/// All of them.
pub fn rows(all: &[Row]) -> Vec<RowView> {
    all.iter().map(row).collect()
}

/// An instant, or a dash.
pub fn when(at: Option<Timestamp>) -> String {
    at.map_or_else(|| "—".to_owned(), format::instant)
}
