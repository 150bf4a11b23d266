//! Counts of commitments by lead unit.

use super::view::{Behind, RowView};
use super::{Asking, Found, Rows};
use crate::ledger::{Filter, Tally, UnitRole, by_lead};
use ::ask::{Facet, Measure, Where};
use figure::Decimal;
use jiff::civil::Date;

pub(super) async fn rows(of: &Asking<'_>) -> Rows {
    let day = of.moment.day_of(of.query);
    let state = of.narrowed(Facet::State);
    let overdue = state == Some("overdue");
    let due_before = day.yesterday().ok().filter(|_| overdue);
    let light = of.narrowed(Facet::Light).map(str::to_owned);
    let one = match &of.query.place {
        Where::Place(code) | Where::Unit(code) if !of.is_table() => Some(code.clone()),
        _ => None,
    };
    let filter = Filter {
        units: one.iter().cloned().collect(),
        role: UnitRole::Lead,
        colours: light.iter().cloned().collect(),
        due_before: due_before.map(|d| d.to_string()),
        open: state.is_some_and(|s| s != "done"),
        ..Filter::default()
    };
    let plain = Filter {
        units: filter.units.clone(),
        role: UnitRole::Lead,
        ..Filter::default()
    };
    let as_of = of.moment.as_of(day);
    let found = by_lead(of.app, of.actor, filter, as_of).await?;
    let mut notes = vec![];
    if found.narrowed {
        notes.push("只统计你能看到的承诺".to_owned());
    }
    let count = |tally: &Tally| match state {
        Some("done") => tally.done,
        _ => tally.total,
    };
    let by_place = matches!(of.query.place, Where::Each | Where::Place(_));
    let keys: Vec<String> = match (&one, of.is_table()) {
        (Some(code), _) => vec![code.clone()],
        (None, true) if by_place => of
            .dictionary
            .places()
            .iter()
            .map(|p| p.code.clone())
            .collect(),
        (None, true) => {
            notes.push("只列牵头承诺的单位".to_owned());
            let all = by_lead(of.app, of.actor, plain.clone(), as_of).await?;
            let units = of.dictionary.units();
            let own = |key: &String| units.iter().any(|u| u.code == *key);
            all.tallies.into_keys().filter(own).collect()
        }
        (None, false) => vec![String::new()],
    };
    if of.query.stated.is_some() {
        let all = by_lead(of.app, of.actor, plain, as_of).await?;
        let all: i64 = all.tallies.values().map(|t| t.total).sum();
        of.query.check_stated(u32::try_from(all).unwrap_or(0))?;
    }
    let total: i64 = found.tallies.values().map(count).sum();
    let rows = keys.iter().map(|key| {
        let number = match key.as_str() {
            "" => total,
            key => found.tallies.get(key).map_or(0, count),
        };
        RowView {
            key: key.clone(),
            name: of.name(key),
            rank: None,
            measure: Measure::Value,
            value: Some(Decimal::from(number)),
            text: Some(format!("{number}条")),
            period: words(day),
            parts: None,
            revision: None,
            caveats: vec![],
            refusal: None,
            behind: Behind::Commitments {
                unit: (!key.is_empty()).then(|| key.clone()),
                light: light.clone(),
                open: state.is_some_and(|s| s != "done"),
                due_before,
                as_of: as_of.map(crate::AsOf::day),
            },
        }
    });
    Ok(Found {
        rows: rows.collect(),
        notes,
        definition: None,
    })
}

fn words(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
