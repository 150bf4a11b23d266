//! Changes of accounts.

use super::again;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::pages::Answer;
use crate::state::Web;
use app::person::{self, NewPerson};
use axum::extract::{Form, Path, State};
use serde::Deserialize;

const HERE: &str = "/admin/people";

/// A new account as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewForm {
    /// Sign-in name.
    pub login: String,
    /// Name.
    pub name: String,
    /// Post.
    pub title: String,
    /// Unit code.
    pub unit: String,
    /// First password; never shown again.
    pub password: String,
}

pub async fn create(State(web): State<Web>, viewer: Viewer, Form(form): Form<NewForm>) -> Answer {
    let new = NewPerson {
        login: form.login.clone(),
        name: form.name.clone(),
        title: form.title.clone(),
        unit: form.unit.clone(),
        password: form.password.clone(),
    };
    match person::create(web.app(), &viewer.actor, new).await {
        Ok(_) => {
            Ok(Flash::with("flash.person_created", &form.login)
                .go(HERE, web.options().secure_cookies))
        }
        Err(error) => again(&web, &viewer, error.into(), form).await,
    }
}

/// A change of one account, on the version that was shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangeForm {
    version: i64,
    reason: String,
    password: String,
    /// The ticked boxes, see [`checked`].
    #[serde(flatten)]
    rest: std::collections::HashMap<String, String>,
}

/// Role codes whose boxes (`role-<code>`) were ticked.
fn checked(form: &ChangeForm) -> Vec<String> {
    form.rest
        .keys()
        .filter_map(|key| key.strip_prefix("role-"))
        .map(str::to_owned)
        .collect()
}

pub async fn disable(
    State(web): State<Web>,
    viewer: Viewer,
    Path(login): Path<String>,
    Form(form): Form<ChangeForm>,
) -> Answer {
    let done = person::disable(web.app(), &viewer.actor, &login, form.version, &form.reason).await;
    answer(&web, &viewer, done, "flash.person_disabled", &login).await
}

pub async fn enable(
    State(web): State<Web>,
    viewer: Viewer,
    Path(login): Path<String>,
    Form(form): Form<ChangeForm>,
) -> Answer {
    let done = person::enable(web.app(), &viewer.actor, &login, form.version).await;
    answer(&web, &viewer, done, "flash.person_enabled", &login).await
}

pub async fn set_roles(
    State(web): State<Web>,
    viewer: Viewer,
    Path(login): Path<String>,
    Form(form): Form<ChangeForm>,
) -> Answer {
    let done = person::set_roles(
        web.app(),
        &viewer.actor,
        &login,
        form.version,
        &checked(&form),
    )
    .await;
    answer(&web, &viewer, done, "flash.roles_set", &login).await
}

pub async fn reset_password(
    State(web): State<Web>,
    viewer: Viewer,
    Path(login): Path<String>,
    Form(form): Form<ChangeForm>,
) -> Answer {
    let done = person::reset_password(
        web.app(),
        &viewer.actor,
        &login,
        form.version,
        &form.password,
    )
    .await;
    answer(&web, &viewer, done, "flash.password_reset", &login).await
}

async fn answer(
    web: &Web,
    viewer: &Viewer,
    done: app::Result<i64>,
    flash: &str,
    login: &str,
) -> Answer {
    match done {
        Ok(_) => Ok(Flash::with(flash, login).go(HERE, web.options().secure_cookies)),
        Err(error) => again(web, viewer, error.into(), NewForm::default()).await,
    }
}
