//! Sealed bulletins, the latest first.

use crate::district::unit_name;
use crate::list::{BulletinFilter, Page, Query, page};
use crate::{Actor, App, Result};
use ::bulletin::Kind;
use figure::Period;
use org::{Action, Resource};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use store::BulletinRow;

/// A sealed bulletin as a row.
#[derive(Debug, Clone, Serialize)]
pub struct BulletinView {
    /// Its id.
    pub id: String,
    /// Code of its kind.
    pub kind: String,
    /// Its kind in Chinese.
    pub kind_zh: String,
    /// What it speaks of, as a code.
    pub period: String,
    /// In words.
    pub period_zh: String,
    /// As printed: 〔2026〕第3期.
    pub number_zh: String,
    /// Title.
    pub title: String,
    /// Name of the unit that issued it.
    pub unit_name: String,
    /// The day as known on.
    pub known_on: String,
    /// When it was issued.
    pub issued_at: String,
    /// Who issued it.
    pub issued_by: String,
    /// Digest of the file, hex.
    pub file_hash: String,
}

/// A page of bulletins: three queries.
pub async fn list(
    app: &App,
    actor: &Actor,
    query: &Query<BulletinFilter>,
) -> Result<Page<BulletinView>> {
    app.require(actor, Action::List, Resource::Bulletin, &[])?;
    let found = page(app, &query.filter, &query.ask).await?;
    let people: BTreeSet<&str> = found.rows.iter().map(|r| r.issued_by.as_str()).collect();
    let names = crate::person::names_of(app, &people).await?;
    let rows = found
        .rows
        .iter()
        .map(|row| view(app, row, &names))
        .collect();
    Ok(found.with(rows))
}

fn view(app: &App, row: &BulletinRow, names: &HashMap<String, String>) -> BulletinView {
    let period = row.period.parse::<Period>();
    let by = names.get(&row.issued_by);
    BulletinView {
        id: row.id.clone(),
        kind_zh: Kind::from_code(&row.kind).map_or("", Kind::zh).to_owned(),
        kind: row.kind.clone(),
        period_zh: period.map_or_else(|_| row.period.clone(), Period::to_chinese),
        period: row.period.clone(),
        number_zh: format!("〔{}〕第{}期", row.year, row.no),
        title: row.title.clone(),
        unit_name: unit_name(&app.profile(), &row.unit),
        known_on: row.known_on.clone(),
        issued_at: row.issued_at.clone(),
        issued_by: by.cloned().unwrap_or_else(|| row.issued_by.clone()),
        file_hash: row.file_hash.clone(),
    }
}
