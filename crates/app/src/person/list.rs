//! The accounts an administrator sees.

use super::{PersonState, find};
use crate::list::{self, Column, Page, PersonFilter, Query, Say, Sheet};
use crate::{Actor, App, AppError, FileOut, Format, Result, kinds};
use org::{Action, Resource};
use profile::Profile;
use serde::Serialize;
use store::Loaded;

/// One account.
#[derive(Debug, Clone, Serialize)]
pub struct PersonRow {
    /// Sign-in name.
    pub login: String,
    /// Version, for changes.
    pub version: i64,
    /// Name.
    pub name: String,
    /// Post.
    pub title: String,
    /// Unit code.
    pub unit: String,
    /// Unit name.
    pub unit_name: String,
    /// Role codes.
    pub roles: Vec<String>,
    /// Out of use.
    pub disabled: bool,
}

/// A page of the accounts the actor may see, by sign-in name unless asked otherwise: three queries.
pub async fn list(
    app: &App,
    actor: &Actor,
    query: &Query<PersonFilter>,
) -> Result<Page<PersonRow>> {
    let filter = seen(app, actor, query, &SEEN)?;
    let page = list::page(app, &filter, &query.ask).await?;
    rows(app, page).await
}

/// One account.
pub async fn show(app: &App, actor: &Actor, login: &str) -> Result<PersonRow> {
    let sees = |unit: &str| app.may(actor, Action::List, Resource::Person, &[unit]);
    let found = find(app, login).await?;
    let found = found.filter(|p| sees(p.state.unit.as_str()));
    let found = found.ok_or_else(|| AppError::not_found("这个账号", "account"))?;
    Ok(row(&app.profile(), found))
}

/// The same rows as a file, as far as the actor may take them away.
pub async fn export(
    app: &App,
    actor: &Actor,
    query: &Query<PersonFilter>,
    format: Format,
    say: Say<'_>,
) -> Result<FileOut> {
    let filter = seen(app, actor, query, &TAKEN)?;
    let mut sheet = Sheet::new(COLUMNS, &query.ask);
    while let Some(ask) = sheet.ask() {
        let mut page = rows(app, list::some(app, &filter, &ask).await?).await?;
        for person in &mut page.rows {
            person.roles.iter_mut().for_each(|r| *r = say("role", r));
        }
        sheet.add(&page.rows, page.next);
    }
    sheet.write(app, "账号", format)
}

const SEEN: [(Action, Resource); 1] = [(Action::List, Resource::Person)];
const TAKEN: [(Action, Resource); 2] = [SEEN[0], (Action::Export, Resource::Person)];

const COLUMNS: &[Column<PersonRow>] = &[
    Column {
        heading: "姓名",
        width: 14,
        cell: |p| p.name.clone(),
    },
    Column {
        heading: "登录名",
        width: 20,
        cell: |p| p.login.clone(),
    },
    Column {
        heading: "职务",
        width: 20,
        cell: |p| p.title.clone(),
    },
    Column {
        heading: "单位",
        width: 24,
        cell: |p| p.unit_name.clone(),
    },
    Column {
        heading: "角色",
        width: 30,
        cell: |p| p.roles.join("、"),
    },
    Column {
        heading: "状态",
        width: 10,
        cell: |p| if p.disabled { "已停用" } else { "在用" }.into(),
    },
];

fn seen(
    app: &App,
    actor: &Actor,
    query: &Query<PersonFilter>,
    rights: &[(Action, Resource)],
) -> Result<PersonFilter> {
    Ok(PersonFilter {
        within: list::within(app, actor, rights)?,
        ..query.filter.clone()
    })
}

async fn rows(app: &App, page: Page<String>) -> Result<Page<PersonRow>> {
    let people: Vec<Loaded<PersonState>> = app
        .store()
        .load_many(app.district(), kinds::PERSON, &page.rows)
        .await?;
    let profile = app.profile();
    let rows = people.into_iter().map(|p| row(&profile, p)).collect();
    Ok(page.with(rows))
}

fn row(profile: &Profile, p: Loaded<PersonState>) -> PersonRow {
    PersonRow {
        login: p.state.id,
        version: p.seq,
        name: p.state.name,
        title: p.state.title,
        unit_name: crate::district::unit_name(profile, p.state.unit.as_str()),
        unit: p.state.unit.as_str().to_owned(),
        roles: p.state.roles.iter().map(|r| r.code().to_owned()).collect(),
        disabled: p.state.disabled,
    }
}
