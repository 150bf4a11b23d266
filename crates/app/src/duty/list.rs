//! The list by matter or unit, as it stands on a day.

use super::in_force::current;
use super::view::{self, EntryView};
use crate::{Actor, App, Result};
use duty::{DutyList, Entry, EntryKind, Family, Matter, MatterCode};
use jiff::civil::Date;
use org::{Action, Resource, UnitCode};
use serde::Serialize;

/// Most matters of one page.
pub const ROWS_MAX: usize = 200;
/// Matters of a page where nothing else is asked.
const ROWS: usize = 50;

/// Which matters.
#[derive(Debug, Clone, Default)]
pub struct ListQuery {
    /// Words in code, name, class or phrases.
    pub text: String,
    /// Only matters that this unit has an entry for; a group's entries count for its members.
    pub unit: Option<String>,
    /// Only entries of this kind, with the unit.
    pub kind: Option<EntryKind>,
    /// Only this part of the catalogue.
    pub family: Option<Family>,
    /// The day; today where none is named.
    pub day: Option<Date>,
    /// Only behind this code.
    pub after: Option<String>,
    /// Rows wanted, at most [`ROWS_MAX`]; 0 means 50.
    pub limit: usize,
}

/// A matter with its entries in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatterRow {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Class above it.
    pub class: String,
    /// Part of the catalogue.
    pub family: Family,
    /// Where the code comes from.
    pub standard: String,
    /// Case type that it opens.
    pub case_type: String,
    /// Entries in force: core, assisting, reclaimed.
    pub entries: Vec<EntryView>,
}

impl MatterRow {
    /// The entries of a kind.
    pub fn of_kind<'a>(&'a self, kind: &'a EntryKind) -> impl Iterator<Item = &'a EntryView> {
        self.entries.iter().filter(move |e| e.kind == *kind)
    }
}

/// A page of the list.
#[derive(Debug, Clone, Serialize)]
pub struct MatterPage {
    /// The day shown.
    pub day: Date,
    /// Matters by code.
    pub rows: Vec<MatterRow>,
    /// Code to go on behind; none at the end.
    pub next: Option<String>,
    /// How many there are.
    pub total: usize,
}

/// The list as it stands on a day.
pub async fn list(app: &App, actor: &Actor, query: &ListQuery) -> Result<MatterPage> {
    app.require(actor, Action::List, Resource::DutyList, &[])?;
    let day = query.day.unwrap_or_else(|| app.today());
    let read = current(app).await?;
    let wanted = Wanted::of(&read.list, query, day);
    let fitting: Vec<&Matter> = read
        .list
        .catalogue()
        .on(day)
        .filter(|matter| wanted.fits(matter))
        .collect();
    let limit = if query.limit == 0 {
        ROWS
    } else {
        query.limit.min(ROWS_MAX)
    };
    let behind = |m: &&&Matter| query.after.as_deref().is_none_or(|c| m.code.as_str() > c);
    let mut page: Vec<&Matter> = fitting
        .iter()
        .filter(behind)
        .take(limit + 1)
        .copied()
        .collect();
    let more = page.len() > limit;
    page.truncate(limit);
    let profile = app.profile();
    let row = |m: &&Matter| MatterRow {
        code: m.code.to_string(),
        name: m.name.clone(),
        class: m.class.clone(),
        family: m.family,
        standard: m.standard.clone(),
        case_type: m.case_type.clone(),
        entries: in_force(&read.list, &m.code, day)
            .map(|e| view::entry(&profile, &read.list, e, day))
            .collect(),
    };
    Ok(MatterPage {
        day,
        next: more
            .then(|| page.last().map(|m| m.code.to_string()))
            .flatten(),
        rows: page.iter().map(row).collect(),
        total: fitting.len(),
    })
}

fn in_force<'a>(
    list: &'a DutyList,
    matter: &MatterCode,
    day: Date,
) -> impl Iterator<Item = &'a Entry> {
    list.all_of(matter)
        .iter()
        .filter(move |e| e.period.holds(day))
}

struct Wanted<'a> {
    list: &'a DutyList,
    query: &'a ListQuery,
    day: Date,
    text: String,
    /// The unit asked for and those that speak for it; none where no unit is asked for.
    units: Option<Vec<UnitCode>>,
}

impl<'a> Wanted<'a> {
    fn of(list: &'a DutyList, query: &'a ListQuery, day: Date) -> Self {
        let units = query.unit.as_deref().map(|unit| {
            let code = UnitCode::parse(unit).ok();
            let chain = code.iter().flat_map(|code| list.directory().chain(code));
            chain
                .filter(|u| u.kind != org::UnitKind::District || u.code.as_str() == unit)
                .map(|u| u.code.clone())
                .collect()
        });
        Self {
            list,
            query,
            day,
            text: query.text.trim().to_lowercase(),
            units,
        }
    }

    fn fits(&self, matter: &Matter) -> bool {
        let family = self
            .query
            .family
            .is_none_or(|family| matter.family == family);
        family && self.fits_text(matter) && self.fits_entries(matter)
    }

    fn fits_text(&self, matter: &Matter) -> bool {
        let holds = |words: &str| words.to_lowercase().contains(&self.text);
        self.text.is_empty()
            || holds(matter.code.as_str())
            || holds(&matter.name)
            || holds(&matter.class)
            || matter.phrases.iter().any(|phrase| holds(phrase))
    }

    fn fits_entries(&self, matter: &Matter) -> bool {
        if self.units.is_none() && self.query.kind.is_none() {
            return true;
        }
        in_force(self.list, &matter.code, self.day).any(|e| {
            let unit = self
                .units
                .as_ref()
                .is_none_or(|units| units.contains(&e.unit));
            unit && self.query.kind.is_none_or(|kind| e.kind == kind)
        })
    }
}
