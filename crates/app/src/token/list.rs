//! Tokens as a list.

use crate::district::unit_name;
use crate::list::{self, Column, Page, Query, Sheet, TokenFilter};
use crate::{Actor, App, FileOut, Format, Result, person, words};
use org::{Action, Resource};
use serde::Serialize;
use store::Token;

/// A token in a list.
#[derive(Debug, Clone, Serialize)]
pub struct TokenRow {
    /// Id.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// Unit code.
    pub unit: String,
    /// Unit name.
    pub unit_name: String,
    /// Who made it, by sign-in name.
    pub created_by: String,
    /// Their name.
    pub created_name: String,
    /// When.
    pub created_ms: i64,
    /// True when it no longer works.
    pub revoked: bool,
}

/// A page of the tokens the actor may see, the newest first unless asked otherwise: three queries.
pub async fn list(app: &App, actor: &Actor, query: &Query<TokenFilter>) -> Result<Page<TokenRow>> {
    let filter = seen(app, actor, query, &SEEN)?;
    let page = list::page(app, &filter, &query.ask).await?;
    rows(app, page).await
}

/// The same rows as a file, as far as the actor may take them away.
pub async fn export(
    app: &App,
    actor: &Actor,
    query: &Query<TokenFilter>,
    format: Format,
) -> Result<FileOut> {
    let filter = seen(app, actor, query, &TAKEN)?;
    let mut sheet = Sheet::new(COLUMNS, &query.ask);
    while let Some(ask) = sheet.ask() {
        let page = rows(app, list::some(app, &filter, &ask).await?).await?;
        sheet.add(&page.rows, page.next);
    }
    sheet.write(app, "接口令牌", format)
}

const SEEN: [(Action, Resource); 1] = [(Action::List, Resource::Token)];
const TAKEN: [(Action, Resource); 2] = [SEEN[0], (Action::Export, Resource::Token)];

const COLUMNS: &[Column<TokenRow>] = &[
    Column {
        heading: "用途",
        width: 30,
        cell: |t| t.name.clone(),
    },
    Column {
        heading: "单位",
        width: 24,
        cell: |t| t.unit_name.clone(),
    },
    Column {
        heading: "新建人",
        width: 14,
        cell: |t| t.created_name.clone(),
    },
    Column {
        heading: "新建时间",
        width: 18,
        cell: |t| {
            let at = jiff::Timestamp::from_millisecond(t.created_ms);
            at.map(words::minute).unwrap_or_default()
        },
    },
    Column {
        heading: "状态",
        width: 10,
        cell: |t| if t.revoked { "已撤销" } else { "在用" }.into(),
    },
];

fn seen(
    app: &App,
    actor: &Actor,
    query: &Query<TokenFilter>,
    rights: &[(Action, Resource)],
) -> Result<TokenFilter> {
    Ok(TokenFilter {
        within: list::within(app, actor, rights)?,
        ..query.filter.clone()
    })
}

async fn rows(app: &App, page: Page<Token>) -> Result<Page<TokenRow>> {
    let makers = page.rows.iter().map(|t| t.created_by.as_str()).collect();
    let names = person::names_of(app, &makers).await?;
    let profile = app.profile();
    let row = |t: &Token| TokenRow {
        unit_name: unit_name(&profile, &t.unit),
        revoked: t.revoked_ms.is_some(),
        id: t.id.clone(),
        name: t.name.clone(),
        unit: t.unit.clone(),
        created_name: names.get(&t.created_by).unwrap_or(&t.created_by).clone(),
        created_by: t.created_by.clone(),
        created_ms: t.created_ms,
    };
    let rows = page.rows.iter().map(row).collect();
    Ok(page.with(rows))
}
