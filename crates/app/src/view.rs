//! Saved views: a person's named filters of a list.

use crate::{Actor, App, AppError, Result, ids};
use org::{Action, Resource};
use store::{SavedView, Write};

/// Most characters of a name or a query.
const WORDS_MAX: usize = 500;

/// The lists that have views, by code.
pub const PAGES: [&str; 12] = [
    "ledger",
    "cases",
    "worklist",
    "verify",
    "changes",
    "supervision",
    "reports",
    "audit",
    "people",
    "tokens",
    "projects",
    "indicators",
];

fn known(page: &str) -> Result<()> {
    if PAGES.contains(&page) {
        return Ok(());
    }
    Err(AppError::field(
        "page",
        "view.page",
        format!("列表应为：{}", PAGES.join(", ")),
        format!("A list is one of: {}", PAGES.join(", ")),
    ))
}

/// The actor's views of a page, by name.
pub async fn list(app: &App, actor: &Actor, page: &str) -> Result<Vec<SavedView>> {
    app.require(
        actor,
        Action::List,
        Resource::SavedView,
        &[actor.unit.as_str()],
    )?;
    known(page)?;
    Ok(app
        .store()
        .saved_views(app.district(), &actor.person, page)
        .await?)
}

/// Keeps a filter under a name.
pub async fn save(app: &App, actor: &Actor, page: &str, name: &str, query: &str) -> Result<String> {
    app.require(
        actor,
        Action::Create,
        Resource::SavedView,
        &[actor.unit.as_str()],
    )?;
    known(page)?;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 40 || query.len() > WORDS_MAX {
        return Err(AppError::field(
            "name",
            "view.name",
            "请填写名称，不超过40字",
            "Give a name of at most 40 characters",
        ));
    }
    let id = ids::new_id();
    let view = SavedView {
        id: id.clone(),
        owner: actor.person.clone(),
        page: page.to_owned(),
        name: name.to_owned(),
        query: query.to_owned(),
    };
    app.append_with(actor, vec![], vec![], vec![Write::PutSavedView(view)])
        .await?;
    Ok(id)
}

/// Forgets a view.
pub async fn delete(app: &App, actor: &Actor, id: &str) -> Result<()> {
    app.require(
        actor,
        Action::Drop,
        Resource::SavedView,
        &[actor.unit.as_str()],
    )?;
    let write = Write::DropSavedView {
        owner: actor.person.clone(),
        id: id.to_owned(),
    };
    app.append_with(actor, vec![], vec![], vec![write]).await?;
    Ok(())
}
