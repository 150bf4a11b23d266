//! Sign-ins by one click, in a demonstration store only.

use super::{SignedIn, sign_in};
use crate::person::{all, find};
use crate::{App, AppError, Result};
use serde::Serialize;

/// One of the people a visitor can be.
#[derive(Debug, Clone, Serialize)]
pub struct DemoSignIn {
    /// Sign-in name.
    pub login: String,
    /// Name as shown.
    pub name: String,
    /// Post.
    pub title: String,
    /// Unit.
    pub unit_name: String,
    /// First role, by code.
    pub role: String,
    /// True for the five offered first.
    pub front: bool,
}

/// The people of the demonstration; empty in any other store.
pub async fn demo_sign_ins(app: &App) -> Result<Vec<DemoSignIn>> {
    let profile = app.profile();
    let mut people: Vec<_> = all(app)
        .await?
        .into_iter()
        .filter(|p| p.state.demo && !p.state.disabled)
        .collect();
    people.sort_by_key(|p| (p.state.front.unwrap_or(u8::MAX), p.state.id.clone()));
    Ok(people
        .into_iter()
        .map(|p| DemoSignIn {
            unit_name: crate::district::unit_name(&profile, p.state.unit.as_str()),
            role: p
                .state
                .roles
                .iter()
                .next()
                .map(|r| r.code().to_owned())
                .unwrap_or_default(),
            front: p.state.front.is_some(),
            login: p.state.id,
            name: p.state.name,
            title: p.state.title,
        })
        .collect())
}

/// Signs in as one of them, without a password.
pub async fn demo_sign_in(app: &App, login: &str, origin: &str) -> Result<SignedIn> {
    let person = find(app, login)
        .await?
        .filter(|p| p.state.demo && !p.state.disabled);
    let person = person.ok_or_else(|| AppError::not_found("示例账号", "demo account"))?;
    sign_in::start(app, &person.state, false, origin).await
}
