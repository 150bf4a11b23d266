//! The agenda of a meeting writes itself: first what was promised, then what is late, then what is new.

use super::Item;
use jiff::civil::Date;
use serde::Serialize;

/// Ids of items in the order of the meeting; each stands once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Agenda {
    /// A number was promised for a day since the last meeting, up to today.
    pub promised: Vec<String>,
    /// The action's day is over.
    pub late: Vec<String>,
    /// Nobody owns it yet.
    pub unowned: Vec<String>,
    /// Under way, nothing due.
    pub under_way: Vec<String>,
    /// Closed since the last meeting, to be minuted.
    pub closed: Vec<String>,
}

/// The agenda of a meeting on a day, after the last one on another.
pub fn agenda(items: &[Item], last: Date, today: Date) -> Agenda {
    let mut out = Agenda::default();
    for item in items {
        if !item.open_on(today) {
            let ended = item.ending.as_ref().map(super::Ending::on);
            if ended.is_some_and(|day| last < day && day <= today) {
                out.closed.push(item.id.clone());
            }
            continue;
        }
        let due = |p: &&super::Promised| last < p.due && p.due <= today;
        let list = match item.action() {
            _ if item.promised.iter().any(|p| due(&p)) => &mut out.promised,
            None => &mut out.unowned,
            Some(action) if action.due < today => &mut out.late,
            Some(_) => &mut out.under_way,
        };
        list.push(item.id.clone());
    }
    out
}
