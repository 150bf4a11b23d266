//! Cases as people confirmed them: what is learnt from, and what answers are measured against.

use super::CONFIRMED_MAX;
use crate::district::unit_name;
use crate::{App, Result, kinds};
use casework::{Case, FieldValue, Phase};
use jiff::Timestamp;
use std::time::Duration;
use store::Loaded;
use store::case::{CaseFilter, CaseSort};

/// Cases read at a time.
const PAGE: usize = 200;
/// Rest between two pages, so that whoever waits for the store comes first.
const REST: Duration = Duration::from_millis(20);

/// A message with matter and unit as confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Confirmed {
    pub id: String,
    pub text: String,
    pub place: String,
    pub matter: String,
    pub unit: Option<String>,
    pub reported_at: Option<Timestamp>,
    /// From a file that somebody brought, not from a case.
    pub from_file: bool,
}

/// The words that were known when a case came in: title and description.
pub(super) fn text(case: &Case) -> String {
    let said = match case.fields.get("description") {
        Some(FieldValue::Text(words)) => words.trim(),
        _ => "",
    };
    let title = case.title.trim();
    if said.is_empty() || said.starts_with(title) {
        return if said.is_empty() { title } else { said }.to_owned();
    }
    format!("{title}\n{said}")
}

/// Address and subdistrict in words, for the model of units.
pub(super) fn place(app: &App, case: &Case) -> String {
    let Some(place) = &case.place else {
        return String::new();
    };
    let profile = app.profile();
    let area = place.subdistrict.as_ref();
    let area = area.map_or_else(String::new, |u| unit_name(&profile, u.as_str()));
    format!("{area} {}", place.address)
}

/// Matter and unit as people confirmed them. A case that the platform dispatched counts only where
/// a person verified its handling, so that nothing is learnt from unreviewed answers of a model.
pub(super) fn confirmed(case: &Case) -> Option<(&str, &str)> {
    let person = |who: &str| who != "system";
    let sent = case.dispatch().is_some_and(|d| !d.automatic);
    let verified = case.verified_by.as_deref().is_some_and(person);
    let ended = case.phase == Phase::Closed && case.anonymised_at.is_none();
    let matter = case.matter.as_deref()?;
    let unit = case.handler.as_ref()?.as_str();
    (ended && (sent || verified)).then_some((matter, unit))
}

/// The latest confirmed cases, at most [`CONFIRMED_MAX`].
pub(super) async fn load(app: &App) -> Result<Vec<Confirmed>> {
    let filter = CaseFilter {
        phases: vec!["closed".into()],
        ..CaseFilter::default()
    };
    let (store, here) = (app.store(), app.district());
    let mut found = vec![];
    let mut after: Option<String> = None;
    loop {
        let by = CaseSort::Reported;
        let page = store
            .case_list(here, &filter, by, after.as_deref(), PAGE)
            .await?;
        let ids: Vec<String> = page.rows.into_iter().map(|row| row.id).collect();
        let cases: Vec<Loaded<Case>> = store.load_many(here, kinds::CASE, &ids).await?;
        found.extend(cases.iter().filter_map(|case| of(app, &case.state)));
        after = page.next;
        if after.is_none() || found.len() >= CONFIRMED_MAX {
            found.truncate(CONFIRMED_MAX);
            return Ok(found);
        }
        tokio::time::sleep(REST).await;
    }
}

fn of(app: &App, case: &Case) -> Option<Confirmed> {
    let (matter, unit) = confirmed(case)?;
    Some(Confirmed {
        id: case.id.clone(),
        text: text(case),
        place: place(app, case),
        matter: matter.to_owned(),
        unit: Some(unit.to_owned()),
        reported_at: Some(case.reported_at),
        from_file: false,
    })
}
