//! `/duty`: the catalogue of matters and who owns them, on any day.

mod matter;
mod put;
mod sheet;

use super::{Answer, html};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::{Frame, with_query};
use crate::input;
use crate::state::Web;
use crate::units::Choice;
use app::App;
use app::duty::{ListQuery, MatterPage};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use duty::{EntryKind, Family};
use org::{Action, Resource, UnitKind};
use serde::Deserialize;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/duty", get(show))
        .route("/duty/sheet", get(sheet::show).post(sheet::submit))
        .route("/duty/sheet/{format}", get(sheet::export))
        .route("/duty/{code}", get(matter::show))
        .route("/duty/{code}/entries", get(put::ask).post(put::submit))
        .route("/duty/{code}/entries/{entry}", get(put::ask_change))
}

/// Parameters of `/duty` and of the API's list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Words in code, name, class or phrases.
    pub q: String,
    /// Unit code: only matters that the unit has an entry for.
    pub unit: String,
    /// `core`, `assisting`, `reclaimed`: only entries of this kind.
    pub kind: String,
    /// `event`, `component`, `appeal`.
    pub family: String,
    /// The day; empty: today.
    pub as_of: String,
    /// The code that the last page ended with.
    pub after: String,
    /// Rows of a page, at most 200, for programs.
    pub limit: Option<usize>,
}

impl Asked {
    /// As a query; a field that cannot be read is named.
    pub fn query(&self) -> Result<ListQuery, Fault> {
        let kind = input::given(&self.kind).map(|code| {
            EntryKind::from_code(&code)
                .ok_or_else(|| input::unknown("kind", "core, assisting, reclaimed"))
        });
        let family = input::given(&self.family).map(|code| {
            Family::from_code(&code)
                .ok_or_else(|| input::unknown("family", "event, component, appeal"))
        });
        Ok(ListQuery {
            text: self.q.clone(),
            unit: input::given(&self.unit),
            kind: kind.transpose()?,
            family: family.transpose()?,
            day: input::day_or_none("as_of", &self.as_of)?,
            after: input::given(&self.after),
            limit: self.limit.unwrap_or_default(),
        })
    }
}

#[derive(Template)]
#[template(path = "duty/duty.html")]
struct Page {
    f: Frame,
    asked: Asked,
    page: MatterPage,
    units: Vec<Choice>,
    next: Option<String>,
    may_export: bool,
    may_import: bool,
}

async fn show(State(web): State<Web>, viewer: Viewer, Query(asked): Query<Asked>) -> Answer {
    let page = app::duty::list(web.app(), &viewer.actor, &asked.query()?).await?;
    let may = |action| {
        web.app()
            .may(&viewer.actor, action, Resource::DutyList, &[])
    };
    let past = input::day_or_none("as_of", &asked.as_of)?;
    let f = Frame::of(&viewer, "nav.duty").shown_as_of(past.filter(|d| *d != web.app().today()));
    let next = page
        .next
        .as_ref()
        .map(|code| with_query(&f.here, "after", code));
    html(&Page {
        next,
        f,
        asked,
        page,
        units: units(web.app()),
        may_export: may(Action::Export),
        may_import: may(Action::Import),
    })
}

/// Units that can have an entry: groups too, but neither the district itself nor communities.
fn units(app: &App) -> Vec<Choice> {
    let profile = app.profile();
    let fits = |kind| {
        !matches!(
            kind,
            UnitKind::District | UnitKind::Leadership | UnitKind::Community
        )
    };
    let units = profile.directory.iter().filter(|u| fits(u.kind));
    units
        .map(|u| Choice {
            code: u.code.to_string(),
            name: u.name.clone(),
        })
        .collect()
}

/// Subdistricts, by their official codes.
fn places(app: &App) -> Vec<Choice> {
    let profile = app.profile();
    let grounds = profile
        .directory
        .iter()
        .filter(|u| u.kind == UnitKind::Subdistrict);
    grounds
        .filter_map(|u| {
            Some(Choice {
                code: u.official_code.as_ref()?.to_string(),
                name: u.name.clone(),
            })
        })
        .collect()
}
