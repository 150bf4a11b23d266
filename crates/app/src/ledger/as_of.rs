//! The ledger as it was known at a past moment, folded from the journal.

use super::list::states;
use super::{Page, Query, Row, Tally};
use crate::actor::units_of;
use crate::counting::facts_then;
use crate::journalled::parsed;
use crate::lights::{Basis, LightState, told};
use crate::{App, AsOf, Result, kinds, report};
use commitment::{Commitment, Kind, Record, Status};
use light::Colour;
use std::collections::HashMap;
use store::Loaded;
use store::{Brief, Filter, Sort, UnitRole};

/// Every issued commitment with its light as known then.
pub(super) async fn all(
    app: &App,
    then: AsOf,
) -> Result<Vec<(Loaded<Commitment>, Option<LightState>)>> {
    let until = then.until()?;
    let commitments: Vec<Loaded<serde_json::Value>> = app
        .store()
        .as_of(app.district(), kinds::COMMITMENT, until)
        .await?;
    let lights: Vec<Loaded<serde_json::Value>> = app
        .store()
        .as_of(app.district(), kinds::LIGHT, until)
        .await?;
    let mut by_id: HashMap<String, LightState> = HashMap::new();
    for light in lights {
        by_id.insert(light.subject.id.clone(), parsed(light.state)?);
    }
    let records: Vec<Loaded<serde_json::Value>> = app
        .store()
        .as_of(app.district(), kinds::RECORD, until)
        .await?;
    let mut grouped: HashMap<String, Vec<Record>> = HashMap::new();
    for record in records {
        let record: Record = parsed(record.state)?;
        grouped
            .entry(record.commitment.clone())
            .or_default()
            .push(record);
    }
    let commitments = commitments.into_iter().map(|loaded| {
        Ok(Loaded {
            state: parsed::<Commitment>(loaded.state)?,
            subject: loaded.subject,
            seq: loaded.seq,
        })
    });
    let commitments = commitments.collect::<Result<Vec<_>>>()?;
    let counts = facts_then(app, &states(&commitments), then).await?;
    let profile = app.profile();
    let mut known = vec![];
    for loaded in commitments {
        let state = loaded.state;
        if state.status == Status::Issued {
            let records = grouped
                .get(&state.id)
                .map(Vec::as_slice)
                .unwrap_or_default();
            let by = Basis::new(records, counts.of(&state.id));
            let light = by_id
                .remove(&loaded.subject.id)
                .map(|l| told(&profile, &l, &state, by, then.day()));
            known.push((
                Loaded {
                    subject: loaded.subject,
                    seq: loaded.seq,
                    state,
                },
                light,
            ));
        }
    }
    known.sort_by_key(|(c, _)| c.state.no);
    Ok(known)
}

/// One page, filtered and sorted as the list of today is.
pub(super) async fn list(app: &App, then: AsOf, query: &Query, limit: usize) -> Result<Page<Row>> {
    let mut known = all(app, then).await?;
    known.retain(|(c, light)| matches(&query.filter, &c.state, light.as_ref()));
    known.sort_by_key(|(c, light)| key(query.order.by, &c.state, light.as_ref()));
    if query.order.descending {
        known.reverse();
    }
    let mut tally = Tally::default();
    for (_, light) in &known {
        tally.add(
            light.as_ref().map(|l| l.light.colour),
            light.as_ref().is_some_and(|l| l.light.done),
        );
    }
    let start: usize = match &query.after {
        Some(after) => after.parse().map_err(|_| store::StoreError::Cursor)?,
        None => 0,
    };
    let (profile, marks) = (app.profile(), report::marks(app).await?);
    let rows: Vec<Row> = known
        .iter()
        .skip(start)
        .take(limit)
        .map(|(c, light)| Row {
            report: marks.mark(&c.state.report),
            ..Row::of(&profile, c.seq, &c.state, light.as_ref())
        })
        .collect();
    let end = start.saturating_add(rows.len());
    Ok(Page {
        next: (end < known.len()).then(|| end.to_string()),
        rows,
        tally,
    })
}

/// The conditions of [`Filter`], on states instead of in SQL.
pub(super) fn matches(filter: &Filter, c: &Commitment, light: Option<&LightState>) -> bool {
    let colour = light.map_or("grey", |l| l.light.colour.code());
    let section = c.source.section.join("/");
    let due = c.deadline.map(|d| d.to_string());
    let units = |unit: &String| match filter.role {
        UnitRole::Any => c.lead.as_ref() == Some(unit) || c.supporting.contains(unit),
        UnitRole::Lead => c.lead.as_ref() == Some(unit),
        UnitRole::Supporting => c.supporting.contains(unit),
    };
    let within = |unit: &str| filter.within.iter().any(|w| w == unit);
    let among = |some: &[String], one: Option<&str>| {
        some.is_empty() || one.is_some_and(|o| some.iter().any(|s| s == o))
    };
    let contains = |words: &String| {
        c.text.to_lowercase().contains(&words.to_lowercase())
            || c.title.to_lowercase().contains(&words.to_lowercase())
    };
    filter.report.as_ref().is_none_or(|r| c.report == *r)
        && among(&filter.kinds, Some(kind_code(c.kind)))
        && among(&filter.colours, Some(colour))
        && among(&filter.leaders, c.leader.as_deref())
        && (filter.units.is_empty() || filter.units.iter().any(units))
        && (filter.within.is_empty() || units_of(c).iter().any(|u| within(u)))
        && filter
            .section
            .as_ref()
            .is_none_or(|s| section == *s || section.starts_with(&format!("{s}/")))
        && filter
            .due_before
            .as_ref()
            .is_none_or(|d| due.as_ref().is_some_and(|own| own <= d))
        && filter
            .due_after
            .as_ref()
            .is_none_or(|d| due.as_ref().is_none_or(|own| own >= d))
        && filter
            .changed_since
            .as_ref()
            .is_none_or(|d| light.is_some_and(|l| l.since.to_string() >= *d))
        && (!filter.open || light.is_none_or(|l| !l.light.done))
        && filter.text.as_ref().is_none_or(contains)
}

fn key(sort: Sort, c: &Commitment, light: Option<&LightState>) -> (i64, String, u32) {
    let rank = light.map_or(3, |l| match l.light.colour {
        Colour::Red => 0,
        Colour::Yellow => 1,
        Colour::Green => 2,
        Colour::Grey => 3,
    });
    let day = c
        .deadline
        .map(|d| d.to_string())
        .unwrap_or_else(|| "9999".into());
    match sort {
        Sort::No => (0, c.report.clone(), c.no),
        Sort::Due => (0, day, c.no),
        Sort::Light => (rank, day, c.no),
        Sort::Lead => (0, c.lead.clone().unwrap_or_default(), c.no),
    }
}

fn kind_code(kind: Kind) -> &'static str {
    match kind {
        Kind::Quantified => "quantified",
        Kind::Milestone => "milestone",
        Kind::Continuing => "continuing",
        Kind::Principle => "principle",
    }
}

/// A state as the brief ledger of today would give it.
pub(super) fn brief(c: &Commitment, light: Option<&LightState>) -> Brief {
    Brief {
        id: c.id.clone(),
        report: c.report.clone(),
        no: i64::from(c.no),
        kind: kind_code(c.kind).to_owned(),
        section_key: c.source.section.join("/"),
        section_title: c.source.section_title.clone(),
        lead: c.lead.clone(),
        leader: c.leader.clone(),
        deadline: c.deadline.map(|d| d.to_string()),
        colour: light.map(|l| l.light.colour.code().to_owned()),
        done: light.is_some_and(|l| l.light.done),
        since_day: light.map(|l| l.since.to_string()),
    }
}
