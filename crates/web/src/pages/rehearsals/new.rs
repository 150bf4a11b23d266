//! `/rehearsals/new`: a draft is given as a file, or edited from the rule in force.

use super::asked::Asked;
use super::kinds;
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::input;
use crate::pages::review::upload;
use crate::pages::{Answer, html};
use crate::problems::Problems;
use crate::state::Web;
use crate::units::Choice;
use app::rehearsal::{self, Beginning, Given, Kind, MONTHS_MAX};
use askama::Template;
use axum::extract::{Multipart, Query, State};
use axum::response::IntoResponse;
use serde::Deserialize;

/// Months looked back unless somebody says otherwise.
const MONTHS: u32 = 12;

/// A draft as typed.
#[derive(Default)]
struct Typed {
    title: String,
    months: String,
    text: String,
    name: String,
    threshold: String,
    automatic: bool,
}

#[derive(Template)]
#[template(path = "rehearsals/new.html")]
struct Page {
    f: Frame,
    kinds: Vec<Choice>,
    kind: Option<Kind>,
    /// The present rules that this kind of draft may be edited from, by name and address.
    beginnings: Vec<(String, String)>,
    typed: Typed,
    problems: Problems,
}

impl Page {
    fn is(&self, code: &str) -> bool {
        self.kind.is_some_and(|kind| kind.code() == code)
    }
    fn has_text(&self) -> bool {
        self.is("clocks") || self.is("light_rules") || self.is("notice")
    }
    fn months_max(&self) -> u32 {
        MONTHS_MAX
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct From {
    /// Which of the present rules to begin with, from 0.
    of: usize,
}

pub async fn ask(
    State(web): State<Web>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
    Query(from): Query<From>,
) -> Answer {
    let kind = asked.kind()?;
    let found = beginnings(&web, &viewer, kind)?;
    let text = found.get(from.of).map(|it| it.text.clone());
    let typed = Typed {
        months: MONTHS.to_string(),
        text: text.unwrap_or_default(),
        ..Typed::default()
    };
    page(&web, &viewer, kind, typed, Problems::none())
}

fn beginnings(web: &Web, viewer: &Viewer, kind: Option<Kind>) -> Result<Vec<Beginning>, Fault> {
    let mut found = rehearsal::beginnings(web.app(), &viewer.actor)?;
    found.retain(|it| Some(it.kind) == kind);
    Ok(found)
}

fn page(
    web: &Web,
    viewer: &Viewer,
    kind: Option<Kind>,
    typed: Typed,
    problems: Problems,
) -> Answer {
    let f = Frame::of(viewer, "rehearsal.new").under("/rehearsals", "nav.rehearsals");
    let code = kind.map_or("", Kind::code);
    let named = beginnings(web, viewer, kind)?.into_iter().enumerate();
    let named = named.filter(|(_, it)| !it.name.is_empty());
    html(&Page {
        kinds: kinds(&f),
        beginnings: named
            .map(|(n, it)| (it.name, format!("/rehearsals/new?kind={code}&of={n}")))
            .collect(),
        f,
        kind,
        typed,
        problems,
    })
}

/// Opens it and goes to its page, which shows how far it is.
pub async fn submit(State(web): State<Web>, viewer: Viewer, form: Multipart) -> Answer {
    let form = upload::read(form).await?;
    let kind = Kind::from_code(form.field("kind"));
    let typed = Typed {
        title: form.field("title").to_owned(),
        months: form.field("months").to_owned(),
        text: form.field("text").to_owned(),
        name: form.field("name").to_owned(),
        threshold: form.field("threshold").to_owned(),
        automatic: form.field("automatic") == "1",
    };
    let threshold = input::given(&typed.threshold);
    let given = Given {
        kind,
        text: typed.text.clone(),
        name: typed.name.clone(),
        // What is no number is no threshold; the action says so.
        threshold: threshold.map(|text| text.parse().unwrap_or(0)),
        automatic: typed.automatic,
        file: form.file,
    };
    let months = typed.months.trim().parse().unwrap_or(0);
    let opened = rehearsal::open(web.app(), &viewer.actor, &typed.title, months, given).await;
    match opened {
        Ok(opened) => {
            let to = format!("/rehearsals/{}", opened.id);
            Ok(Flash::new("flash.rehearsal_opened").go(&to, web.options().secure_cookies))
        }
        Err(error) => {
            let fault = Fault::from(error);
            let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            let shown = page(&web, &viewer, kind, typed, problems)?;
            Ok((fault.status, shown).into_response())
        }
    }
}
