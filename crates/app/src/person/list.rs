//! The accounts an administrator sees.

use super::all;
use crate::{Actor, App, Result};
use org::{Action, Resource};
use serde::Serialize;

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

/// All accounts the actor may see, by sign-in name.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<PersonRow>> {
    app.require(
        actor,
        Action::List,
        Resource::Person,
        &[actor.unit.as_str()],
    )?;
    let profile = app.profile();
    let visible = |unit: &str| app.may(actor, Action::List, Resource::Person, &[unit]);
    let people = all(app)
        .await?
        .into_iter()
        .filter(|p| visible(p.state.unit.as_str()));
    Ok(people
        .map(|p| PersonRow {
            login: p.state.id,
            version: p.seq,
            name: p.state.name,
            title: p.state.title,
            unit_name: crate::district::unit_name(&profile, p.state.unit.as_str()),
            unit: p.state.unit.as_str().to_owned(),
            roles: p.state.roles.iter().map(|r| r.code().to_owned()).collect(),
            disabled: p.state.disabled,
        })
        .collect())
}
