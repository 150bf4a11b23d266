//! Units and leaders of the district, as its profile has them.

use super::answer::{Answer, json};
use super::caller::Caller;
use super::{refusal, shape};
use crate::edge::fault::Fault;
use crate::input;
use crate::state::Web;
use app::AppError;
use axum::extract::{Path, Query, State};
use org::{Action, Resource, UnitKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(list_units))
        .routes(routes!(show_unit))
        .routes(routes!(list_leaders))
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct KindParams {
    /// Only this kind, such as `subdistrict`.
    kind: String,
}

fn allowed(web: &Web, caller: &Caller, action: Action) -> Result<(), Fault> {
    match web.app().may(&caller.actor, action, Resource::Unit, &[]) {
        true => Ok(()),
        false => Err(AppError::forbidden(format_args!("{} unit", action.code())).into()),
    }
}

fn kinds() -> String {
    UnitKind::ALL
        .iter()
        .map(|k| k.code())
        .collect::<Vec<_>>()
        .join(", ")
}

/// All units, communities among them.
#[utoipa::path(get, path = "/units", tag = "district", params(KindParams), responses((status = 200, body = Vec<shape::Unit>)))]
async fn list_units(
    State(web): State<Web>,
    caller: Caller,
    Query(asked): Query<KindParams>,
) -> Answer {
    allowed(&web, &caller, Action::List)?;
    let kind = match asked.kind.as_str() {
        "" => None,
        code => Some(UnitKind::from_code(code).ok_or_else(|| input::unknown("kind", &kinds()))?),
    };
    let profile = web.app().profile();
    let units: Vec<_> = profile
        .directory
        .iter()
        .filter(|u| kind.is_none_or(|k| u.kind == k))
        .collect();
    json(&units)
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[allow(dead_code, reason = "for the document")]
struct UnitPath {
    /// Unit code.
    unit: String,
}

/// One unit.
#[utoipa::path(get, path = "/units/{unit}", tag = "district", params(UnitPath), responses((status = 200, body = shape::Unit)))]
async fn show_unit(State(web): State<Web>, caller: Caller, Path(code): Path<String>) -> Answer {
    allowed(&web, &caller, Action::View)?;
    let profile = web.app().profile();
    let found = profile.directory.iter().find(|u| u.code.as_str() == code);
    json(found.ok_or_else(refusal::missing)?)
}

/// A leader and the units overseen.
#[derive(Serialize, ToSchema)]
struct Leader {
    id: String,
    name: String,
    title: String,
    oversees: Vec<String>,
}

/// Leaders and what they oversee.
#[utoipa::path(get, path = "/leaders", tag = "district", responses((status = 200, body = Vec<Leader>)))]
async fn list_leaders(State(web): State<Web>, caller: Caller) -> Answer {
    allowed(&web, &caller, Action::List)?;
    let profile = web.app().profile();
    let leaders = profile.leaders.iter().map(|l| Leader {
        id: l.id.as_str().to_owned(),
        name: l.name.clone(),
        title: l.title.clone(),
        oversees: l.oversees.iter().map(|u| u.as_str().to_owned()).collect(),
    });
    json(&leaders.collect::<Vec<_>>())
}
