//! A sheet that nobody mapped yet, put before the person who knows it.

use super::super::held::Held;
use super::super::step::source_of;
use crate::{Actor, App};
use figure::Period;
use indicator::sheet::{
    Headings, Mapping, RowsAre, Table, address, label_column, labels, named, period,
};
use indicator::{Definition, Flow};
use org::{Action, Resource};
use serde::Serialize;

/// Rows of the sheet that are shown.
const ROWS_SHOWN: usize = 40;

/// An indicator that the person may enter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Enterable {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Unit symbol.
    pub unit: String,
    /// What a value covers.
    pub flow: Flow,
}

/// The name of a row, with what is proposed for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    /// Its cell (A5).
    pub cell: String,
    /// As it stands.
    pub label: String,
}

/// A sheet as it is, with a mapping to begin from.
#[derive(Debug, Clone, Serialize)]
pub struct SheetLook {
    /// The headings of the columns, flattened.
    pub headings: Headings,
    /// The names of the rows.
    pub labels: Vec<Label>,
    /// What is proposed, or what was remembered.
    pub mapping: Mapping,
    /// The period that the sheet speaks of.
    pub period: Option<Period>,
    /// The first 40 rows as they stand.
    pub rows: Vec<Vec<String>>,
    /// What rows or columns can be.
    pub indicators: Vec<Enterable>,
}

/// The indicators that this person may enter: those of the units acted for, none derived.
pub(super) fn enterable(app: &App, actor: &Actor, held: &Held) -> Vec<Enterable> {
    let own = held.indicators.values().filter(|one| {
        let source = source_of(&one.state);
        app.may(actor, Action::Claim, Resource::Indicator, &[source])
    });
    let open = |d: &&Definition| d.formula.is_none();
    own.filter_map(|one| {
        let latest = one.state.latest().filter(open)?;
        Some(Enterable {
            code: one.state.code.clone(),
            name: latest.name.clone(),
            unit: latest.unit.clone(),
            flow: latest.flow,
        })
    })
    .collect()
}

/// The sheet with `given` to begin from, or with what it says of itself.
pub(super) fn look(
    app: &App,
    actor: &Actor,
    held: &Held,
    (table, headings): (&Table, Headings),
    (name, given): (&str, Option<Mapping>),
) -> SheetLook {
    let indicators = enterable(app, actor, held);
    let mapping = given.unwrap_or_else(|| {
        let column = label_column(table, &headings);
        Mapping::proposed(name, &headings, (RowsAre::Indicators, column))
    });
    let labels = labels(table, &headings, mapping.label_column);
    let mapping = match mapping.rows_are {
        RowsAre::Indicators => with_names(mapping, &labels, held, &indicators),
        RowsAre::Places | RowsAre::Periods => mapping,
    };
    SheetLook {
        period: period(table, &headings),
        rows: (0..table.rows().min(ROWS_SHOWN))
            .map(|row| {
                let cells = 0..table.columns();
                cells
                    .map(|column| table.text(row, column).to_owned())
                    .collect()
            })
            .collect(),
        labels: labels
            .into_iter()
            .map(|(row, label)| Label {
                cell: address(row, mapping.label_column),
                label,
            })
            .collect(),
        headings,
        mapping,
        indicators,
    }
}

/// Proposes an indicator for every label that has its name, and the row above for a part.
fn with_names(
    mut mapping: Mapping,
    labels: &[(usize, String)],
    held: &Held,
    indicators: &[Enterable],
) -> Mapping {
    let definitions = indicators.iter().filter_map(|one| {
        let latest = held.indicator(&one.code)?.state.latest()?;
        Some((one.code.as_str(), latest))
    });
    let names: Vec<(&str, &str)> = definitions
        .flat_map(|(code, d)| {
            let all = std::iter::once(&d.name).chain(&d.aliases);
            all.map(move |name| (code, name.as_str()))
        })
        .collect();
    let mut whole: Option<&String> = None;
    for (_, label) in labels {
        let (code, part) = named(label, &names);
        let known = mapping.rows.contains_key(label) || mapping.passed_over.contains(label);
        if let Some(code) = code.filter(|_| !known) {
            mapping.rows.insert(label.clone(), code.to_owned());
        }
        match whole.filter(|_| part) {
            Some(whole) if !known => {
                mapping.parts.insert(label.clone(), whole.clone());
            }
            Some(_) => {}
            None => whole = Some(label),
        }
    }
    mapping
}
