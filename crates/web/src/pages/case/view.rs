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

/// What the learnt model says of a case.
pub struct LearnedView {
    pub version: u32,
    pub matter: String,
    pub share: String,
    pub instead: Option<(String, String)>,
    pub unit: Option<(String, String)>,
    pub words: String,
    pub sure: bool,
    pub threshold: Option<String>,
    /// `sent`, or why the platform did not dispatch; empty while undecided.
    pub considered: String,
}

impl LearnedView {
    pub fn of(said: &app::learning::Offered) -> Self {
        let percent = |share: u32| format!("{}.{}%", share / 10, share % 10);
        let named = |(name, share): &(String, u32)| (name.clone(), percent(*share));
        Self {
            version: said.model,
            matter: said.matter_name.clone(),
            share: percent(said.per_mille),
            instead: said.instead.as_ref().map(named),
            unit: said
                .unit
                .as_ref()
                .map(|(_, name, share)| (name.clone(), percent(*share))),
            words: said.words.join("、"),
            sure: said.sure,
            threshold: (said.threshold <= 1000).then(|| percent(said.threshold)),
            considered: said.considered.clone().unwrap_or_default(),
        }
    }
}
