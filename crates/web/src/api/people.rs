//! Accounts: the system administrator makes and ends them, the security administrator gives roles
//! and resets passwords.

use super::answer::{Answer, created, json, versioned};
use super::body::Body;
use super::caller::Caller;
use super::drafts::Grounds;
use super::if_match::IfMatch;
use super::shape;
use super::sheet::FormatParams;
use crate::pages::file::download;
use crate::pages::list::{Paging, say};
use crate::pages::people::asked::Asked;
use crate::state::Web;
use app::person::{self, NewPerson};
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_people, create_person))
        .routes(routes!(export_people))
        .routes(routes!(show_person))
        .routes(routes!(disable_person))
        .routes(routes!(enable_person))
        .routes(routes!(set_roles))
        .routes(routes!(reset_password))
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct PersonPath {
    /// Sign-in name.
    login: String,
}

/// An account after a change.
#[derive(Serialize, ToSchema)]
struct PersonVersion {
    login: String,
    /// For `If-Match`.
    version: i64,
}

fn done(login: String, version: i64) -> Answer {
    versioned(version, &PersonVersion { login, version })
}

/// A page of the accounts the caller may see, by `login` unless `sort` says `name` or `unit`. Hand `next`
/// back as `after`.
#[utoipa::path(get, path = "/people", tag = "people", params(Asked, Paging), responses((status = 200, body = shape::PeoplePage)))]
async fn list_people(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    json(&person::list(web.app(), &caller.actor, &asked.query(&paging)?).await?)
}

/// All accounts of a query as a file, at most 20,000.
#[utoipa::path(get, path = "/people/export", tag = "people", params(Asked, Paging, FormatParams),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_people(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
    Query(form): Query<FormatParams>,
) -> Answer {
    let query = asked.query(&paging)?;
    let file = person::export(web.app(), &caller.actor, &query, form.read()?, &say).await?;
    Ok(download(file))
}

/// One account.
#[utoipa::path(get, path = "/people/{login}", tag = "people", params(PersonPath),
    responses((status = 200, body = shape::PersonRow, headers(("ETag")))))]
async fn show_person(State(web): State<Web>, caller: Caller, Path(login): Path<String>) -> Answer {
    let found = person::show(web.app(), &caller.actor, &login).await?;
    versioned(found.version, &found)
}

/// A new account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAccount {
    /// Lower-case letters, digits, hyphen, underscore.
    login: String,
    name: String,
    /// Post.
    #[serde(default)]
    title: String,
    /// Unit code.
    unit: String,
    /// The first password; must be changed at the first sign-in.
    password: String,
}

/// Makes an account without roles: it can sign in and see nothing until roles are given.
#[utoipa::path(post, path = "/people", tag = "people", request_body = NewAccount,
    responses((status = 201, body = PersonVersion, headers(("ETag"), ("Location")))))]
async fn create_person(
    State(web): State<Web>,
    caller: Caller,
    Body(new): Body<NewAccount>,
) -> Answer {
    let login = new.login.trim().to_owned();
    let new = NewPerson {
        login: new.login,
        name: new.name,
        title: new.title,
        unit: new.unit,
        password: new.password,
    };
    let version = person::create(web.app(), &caller.actor, new).await?;
    created(
        &format!("/api/v1/people/{login}"),
        version,
        &PersonVersion { login, version },
    )
}

/// Takes an account out of use and ends its sessions.
#[utoipa::path(post, path = "/people/{login}/disable", tag = "people", params(PersonPath), request_body = Grounds,
    responses((status = 200, body = PersonVersion, headers(("ETag")))))]
async fn disable_person(
    State(web): State<Web>,
    caller: Caller,
    Path(login): Path<String>,
    IfMatch(version): IfMatch,
    Body(why): Body<Grounds>,
) -> Answer {
    let version = person::disable(web.app(), &caller.actor, &login, version, &why.reason).await?;
    done(login, version)
}

/// Puts an account back into use.
#[utoipa::path(post, path = "/people/{login}/enable", tag = "people", params(PersonPath),
    responses((status = 200, body = PersonVersion, headers(("ETag")))))]
async fn enable_person(
    State(web): State<Web>,
    caller: Caller,
    Path(login): Path<String>,
    IfMatch(version): IfMatch,
) -> Answer {
    let version = person::enable(web.app(), &caller.actor, &login, version).await?;
    done(login, version)
}

/// Roles.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Roles {
    /// Role codes, all of them.
    roles: Vec<String>,
}

/// Gives exactly these roles; two of the three administrators never in one person.
#[utoipa::path(put, path = "/people/{login}/roles", tag = "people", params(PersonPath), request_body = Roles,
    responses((status = 200, body = PersonVersion, headers(("ETag")))))]
async fn set_roles(
    State(web): State<Web>,
    caller: Caller,
    Path(login): Path<String>,
    IfMatch(version): IfMatch,
    Body(given): Body<Roles>,
) -> Answer {
    let version =
        person::set_roles(web.app(), &caller.actor, &login, version, &given.roles).await?;
    done(login, version)
}

/// A first password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FirstPassword {
    password: String,
}

/// Sets a first password again; unlocks the account and ends its sessions.
#[utoipa::path(put, path = "/people/{login}/password", tag = "people", params(PersonPath), request_body = FirstPassword,
    responses((status = 200, body = PersonVersion, headers(("ETag")))))]
async fn reset_password(
    State(web): State<Web>,
    caller: Caller,
    Path(login): Path<String>,
    IfMatch(version): IfMatch,
    Body(new): Body<FirstPassword>,
) -> Answer {
    let version =
        person::reset_password(web.app(), &caller.actor, &login, version, &new.password).await?;
    done(login, version)
}
