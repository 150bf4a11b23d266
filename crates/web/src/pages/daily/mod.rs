//! `/daily`: what arrived since a day, what moved beyond its usual range, what is stale; as known on any day.

use super::indicators::words::{number, said};
use super::{Answer, html};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::input;
use crate::state::Web;
use ::indicator::DayCaveat;
use app::indicator::{self as indicators, Arrived, Board, Moving};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use figure::Decimal;
use jiff::civil::Date;
use org::{Action, Resource};
use serde::Deserialize;
use utoipa::IntoParams;

pub fn router() -> Router<Web> {
    Router::new().route("/daily", get(show))
}

/// Which day, and since when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Arrivals from this day on; empty: from the last working day before.
    pub since: String,
    /// The day, as known at its end; empty: today.
    pub as_of: String,
}

impl Asked {
    /// As days; a field that cannot be read is named.
    pub fn days(&self) -> Result<(Option<Date>, Option<Date>), Fault> {
        let since = input::day_or_none("since", &self.since)?;
        Ok((since, input::day_or_none("as_of", &self.as_of)?))
    }
}

#[derive(Template)]
#[template(path = "daily/daily.html")]
struct Page {
    f: Frame,
    b: Board,
    today: Date,
    /// This person may draft the brief of the day.
    makes: bool,
}

impl Page {
    fn number(&self, value: &Decimal) -> String {
        number(value)
    }

    fn value(&self, row: &Arrived) -> String {
        match &row.value {
            Some(value) => said(&self.f, value, &row.unit),
            None => self.f.t("indicator.small"),
        }
    }

    fn growth(&self, row: &Arrived) -> String {
        let growth = row.growth.as_ref();
        growth.map_or_else(String::new, |g| said(&self.f, g, &row.growth_unit))
    }

    fn moved(&self, row: &Moving) -> String {
        said(&self.f, &row.value, &row.unit)
    }

    fn caveats(&self, row: &Moving) -> Vec<String> {
        let words = |caveat: &DayCaveat| match caveat {
            DayCaveat::Holiday(name) => self.f.t1("daily.holiday", "name", name),
            DayCaveat::MakeupWorkday(name) => self.f.t1("daily.makeup", "name", name),
            DayCaveat::Stop(why) => self.f.t1("daily.stop", "name", why),
            DayCaveat::BesideHoliday(name) => self.f.t1("daily.beside", "name", name),
            DayCaveat::NotNoticed => self.f.t("daily.not_noticed"),
            DayCaveat::TemperatureUnknown => self.f.t("daily.temperature_unknown"),
        };
        row.caveats.iter().map(words).collect()
    }

    /// The page of a series on the day shown.
    fn href(&self, code: &str) -> String {
        match self.b.on == self.today {
            true => format!("/indicators/{code}"),
            false => format!("/indicators/{code}?as_of={}", self.b.on),
        }
    }
}

async fn show(State(web): State<Web>, viewer: Viewer, Query(asked): Query<Asked>) -> Answer {
    let (since, as_of) = asked.days()?;
    let board = indicators::board(web.app(), &viewer.actor, since, as_of).await?;
    let today = web.app().today();
    let past = Some(board.on).filter(|on| *on != today);
    let right = (Action::View, Resource::Bulletin);
    let makes = web.app().may(&viewer.actor, right.0, right.1, &[]);
    html(&Page {
        makes,
        f: Frame::of(&viewer, "nav.daily").shown_as_of(past),
        b: board,
        today,
    })
}
