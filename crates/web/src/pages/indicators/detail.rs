//! `/indicators/{code}`: one series on any day.

use super::super::{Answer, file as files, html};
use super::chart::{self, Chart};
use super::words::{Shown, number, said, shown};
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::input;
use crate::state::Web;
use ::indicator::observation::Step;
use app::indicator::{self as indicators, IndicatorDetail, PeriodRow, Reckoned, VintageView};
use askama::Template;
use axum::extract::{Path, Query, State};
use figure::Decimal;
use serde::Deserialize;

/// As of which day.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct On {
    as_of: String,
}

#[derive(Template)]
#[template(path = "indicators/indicator.html")]
struct Page {
    f: Frame,
    d: IndicatorDetail,
    chart: Option<Chart>,
    /// Sign-in name of who looks.
    actor: String,
}

impl Page {
    fn may(&self, word: &str) -> bool {
        self.d.may.contains(&word)
    }

    fn name(&self, id: &str) -> String {
        let found = self.d.names.get(id);
        found.cloned().unwrap_or_else(|| id.to_owned())
    }

    fn number(&self, value: &Decimal) -> String {
        number(value)
    }

    fn estimate(&self, value: Decimal) -> String {
        number(&value)
    }

    fn in_unit(&self, value: &Decimal) -> String {
        said(&self.f, value, &self.d.row.unit)
    }

    fn shown(&self, of: &Reckoned) -> Shown {
        shown(&self.f, of)
    }

    fn shown_some(&self, of: &Option<Reckoned>) -> Shown {
        of.as_ref().map(|of| shown(&self.f, of)).unwrap_or_default()
    }

    /// Class of the tag of an entry.
    fn tag(&self, entry: &VintageView) -> &'static str {
        match entry.step {
            Step::Entered => "tag-warn",
            Step::Confirmed => "tag-good",
            Step::Rejected | Step::Withdrawn => "tag-bad",
        }
    }

    /// Whether this person may confirm or send back an entry.
    fn decides(&self, entry: &VintageView) -> bool {
        entry.step == Step::Entered && self.may("verify") && entry.entered_by != self.actor
    }

    /// Whether this person may take an entry back.
    fn withdraws(&self, entry: &VintageView) -> bool {
        entry.step == Step::Entered && self.may("claim") && entry.entered_by == self.actor
    }

    fn waits(&self, row: &PeriodRow) -> bool {
        row.entries.iter().any(|e| e.step == Step::Entered)
    }
}

pub async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Path(code): Path<String>,
    Query(asked): Query<On>,
) -> Answer {
    let day = input::day_or_none("as_of", &asked.as_of)?;
    let detail = indicators::show(web.app(), &viewer.actor, &code, day).await?;
    let past = Some(detail.on).filter(|on| *on != web.app().today());
    let f = Frame::of(&viewer, "nav.indicators")
        .titled(&detail.row.name)
        .under("/indicators", "nav.indicators")
        .shown_as_of(past);
    html(&Page {
        actor: viewer.actor.person.clone(),
        chart: chart::draw(&detail),
        d: detail,
        f,
    })
}

pub async fn file(
    State(web): State<Web>,
    viewer: Viewer,
    Path((code, hash)): Path<(String, String)>,
) -> Answer {
    let found = indicators::file(web.app(), &viewer.actor, &code, &hash).await?;
    Ok(files::look(found))
}
