//! Hot topics of the past weeks, and the themes of months.

use super::answer::{Answer, done, json, versioned};
use super::body::Body;
use super::caller::Caller;
use super::on::On;
use super::shape;
use crate::input;
use crate::state::Web;
use app::theme::{self, OpenTheme};
use axum::extract::{Path, State};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_hot_topics))
        .routes(routes!(list_themes))
        .routes(routes!(open_theme))
        .routes(routes!(show_theme))
        .routes(routes!(plan_theme))
        .routes(routes!(close_theme))
}

/// What was reported again and again within eight weeks, as reckoned last; once a day.
#[utoipa::path(get, path = "/topics", tag = "themes", responses((status = 200, body = shape::HotTopics)))]
async fn list_hot_topics(State(web): State<Web>, caller: Caller) -> Answer {
    json(&theme::hot(web.app(), &caller.actor).await?)
}

/// Themes, the newest month first, without their counts.
#[utoipa::path(get, path = "/themes", tag = "themes", responses((status = 200, body = Vec<shape::ThemeView>)))]
async fn list_themes(State(web): State<Web>, caller: Caller) -> Answer {
    json(&theme::list(web.app(), &caller.actor).await?)
}

/// A new theme.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTheme {
    /// Any day of its month; today where none is named.
    #[serde(default)]
    month: Option<String>,
    title: String,
    /// Code of the matter whose cases are counted.
    matter: String,
    /// Code of a subdistrict; none for the whole district.
    #[serde(default)]
    subdistrict: Option<String>,
    /// Code of the unit that owns it.
    owner: String,
    /// The hot topic it comes from, by its number.
    #[serde(default)]
    topic: Option<u32>,
}

/// Opens a theme.
#[utoipa::path(post, path = "/themes", tag = "themes", request_body = NewTheme,
    responses((status = 200, body = shape::VersionedTheme, headers(("ETag")))))]
async fn open_theme(State(web): State<Web>, caller: Caller, Body(new): Body<NewTheme>) -> Answer {
    let month = input::day_or_none("month", new.month.as_deref().unwrap_or_default())?;
    let cmd = OpenTheme {
        month,
        title: new.title,
        matter: new.matter,
        subdistrict: new.subdistrict.unwrap_or_default(),
        owner: new.owner,
        topic: new.topic.and_then(|no| usize::try_from(no).ok()),
    };
    done(theme::open(web.app(), &caller.actor, cmd).await?)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct ThemePath {
    /// Theme id.
    theme: String,
}

/// One theme with its counts before, during and after its month.
#[utoipa::path(get, path = "/themes/{theme}", tag = "themes", params(ThemePath),
    responses((status = 200, body = shape::ThemeView, headers(("ETag")))))]
async fn show_theme(State(web): State<Web>, caller: Caller, Path(id): Path<String>) -> Answer {
    let found = theme::show(web.app(), &caller.actor, &id).await?;
    versioned(found.version, &found)
}

/// Words of the owner.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Planned {
    text: String,
}

/// The owner says what will be done.
#[utoipa::path(post, path = "/themes/{theme}/plan", tag = "themes", params(ThemePath), request_body = Planned,
    responses((status = 200, body = shape::VersionedTheme, headers(("ETag")))))]
async fn plan_theme(on: On, Body(it): Body<Planned>) -> Answer {
    done(theme::plan(on.app(), &on.actor, &on.id, on.version, &it.text).await?)
}

/// Closes a theme that has a plan, with what came of it.
#[utoipa::path(post, path = "/themes/{theme}/close", tag = "themes", params(ThemePath), request_body = Planned,
    responses((status = 200, body = shape::VersionedTheme, headers(("ETag")))))]
async fn close_theme(on: On, Body(it): Body<Planned>) -> Answer {
    done(theme::close(on.app(), &on.actor, &on.id, on.version, &it.text).await?)
}
