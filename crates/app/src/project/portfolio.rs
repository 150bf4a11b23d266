//! Totals over projects by any cut on any day: sums that open to their projects.

use super::held::held;
use super::step::units_of;
use crate::district::{leader_name, unit_name};
use crate::{Actor, App, AsOf, Result};
use jiff::civil::Date;
use org::{Action, Resource};
use project::{Cut, Project, Row};
use serde::Serialize;

/// The sums of a year on a day.
#[derive(Debug, Clone, Serialize)]
pub struct Portfolio {
    /// Year of the plans.
    pub year: i16,
    /// The day, as known at its end.
    pub on: Date,
    /// All projects.
    pub whole: Row,
    /// By what the others are put together.
    pub cut: Cut,
    /// One row for each key.
    pub rows: Vec<PortfolioRow>,
}

/// The sums of the projects of one key.
#[derive(Debug, Clone, Serialize)]
pub struct PortfolioRow {
    /// In words.
    pub name: String,
    /// The sums.
    #[serde(flatten)]
    pub sums: Row,
}

/// The portfolio by a cut. Errors: `as_of.future`, `out_of_range`.
pub async fn portfolio(
    app: &App,
    actor: &Actor,
    cut: Cut,
    year: Option<i16>,
    as_of: Option<Date>,
) -> Result<Portfolio> {
    app.require(
        actor,
        Action::List,
        Resource::Project,
        &[actor.unit.as_str()],
    )?;
    let on = AsOf::past(as_of.map(AsOf::Day), app)?;
    let on = on.map_or_else(|| app.today(), AsOf::day);
    let year = year.unwrap_or_else(|| on.year());
    let held = held(app).await?;
    let seen = |p: &&Project| app.may(actor, Action::View, Resource::Project, &units_of(p));
    let all: Vec<&Project> = held.all.iter().filter(seen).collect();
    let all = || all.iter().copied();
    let whole = project::totals(all(), Cut::All, year, on, on)?;
    let rows = match cut {
        Cut::All => vec![],
        cut => project::totals(all(), cut, year, on, on)?,
    };
    let named = |sums: Row| PortfolioRow {
        name: name_of(app, cut, &sums.key),
        sums,
    };
    Ok(Portfolio {
        year,
        on,
        whole: whole.into_iter().next().unwrap_or_default(),
        cut,
        rows: rows.into_iter().map(named).collect(),
    })
}

/// Units and leaders by name, batches in words.
fn name_of(app: &App, cut: Cut, key: &str) -> String {
    let profile = app.profile();
    match (cut, key) {
        (_, "") => String::new(),
        (Cut::Bureau | Cut::Place, code) => unit_name(&profile, code),
        (Cut::Leader, id) => leader_name(&profile, id),
        (Cut::Batch, code) => {
            let batch = project::Batch::from_code(code);
            batch.map_or_else(|| code.to_owned(), |batch| batch.zh().to_owned())
        }
        (_, key) => key.to_owned(),
    }
}
