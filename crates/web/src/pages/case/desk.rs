//! `/desk`: an agent files on somebody's behalf, by keyboard. Earlier cases of the caller, likely
//! matters, open cases near the place and any case by words are shown before anything is filed.

use super::detail::{named, templates};
use super::form::CaseForm;
use super::view::{RowView, rows};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::format;
use crate::frame::{Frame, with_query};
use crate::pages::search::Line;
use crate::pages::{Answer, html};
use crate::problems::Problems;
use crate::state::Web;
use crate::units::Choice;
use app::case::{self, Channel, Filer, OpenCmd, ReporterIn, TypeView};
use app::search::{self, CaseAsked, WORDS_MAX};
use askama::Template;
use axum::extract::{Multipart, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use org::{Action, Resource};
use serde::Deserialize;

/// Cases found by words that are shown beside the form.
const FOUND_MAX: usize = 8;

#[derive(Template)]
#[template(path = "case/desk.html")]
struct Page {
    f: Frame,
    form: CaseForm,
    types: Vec<TypeView>,
    kind: Option<TypeView>,
    channels: Vec<String>,
    matters: Vec<Choice>,
    suggested: Vec<case::Suggested>,
    earlier: Vec<RowView>,
    near: Vec<RowView>,
    /// Looked for by words, and where all of it is found.
    found: Vec<Line>,
    more: Option<String>,
    by_sound: bool,
    looked: bool,
    problems: Problems,
    /// Number, code and address of the case just filed.
    filed: Option<(String, String, String)>,
    templates: Vec<String>,
    now: String,
}

impl Page {
    fn v(&self, name: &str) -> &str {
        self.form.text(name)
    }
    fn words_max(&self) -> usize {
        WORDS_MAX
    }
    fn fv(&self, key: &str) -> &str {
        self.form.text(&format!("f_{key}"))
    }
    fn is(&self, name: &str, code: &str) -> bool {
        self.form.text(name) == code
    }
    fn fis(&self, key: &str, code: &str) -> bool {
        self.fv(key) == code
    }
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    r#type: String,
    #[serde(default)]
    parent: String,
}

pub async fn show(State(web): State<Web>, viewer: Viewer, Query(asked): Query<Asked>) -> Answer {
    let mut form = CaseForm::default();
    form.texts.insert("case_type".into(), asked.r#type);
    form.texts.insert("parent".into(), asked.parent);
    html(&page(&web, &viewer, form).await?)
}

pub async fn file(State(web): State<Web>, viewer: Viewer, multipart: Multipart) -> Answer {
    let form = CaseForm::read(multipart).await?;
    let look = form.text("step") != "file";
    let mut page = page(&web, &viewer, form).await?;
    let likely = look_around(&web, &viewer, &mut page).await;
    if let Err(fault) = likely {
        return refused(page, fault);
    }
    let seen = page.v("seen") == "1" || page.near.is_empty();
    if look || !seen {
        page.looked = true;
        return html(&page);
    }
    let files = std::mem::take(&mut page.form.files);
    let cmd = match command(&page, files) {
        Ok(cmd) => cmd,
        Err(fault) => return refused(page, fault),
    };
    match case::open(web.app(), &Filer::Staff(&viewer.actor), cmd).await {
        Ok(opened) => match opened.tracking_code {
            // The code is shown in this answer alone.
            Some(code) => {
                let case = opened.case.value;
                let href = format!("/cases/{}", case.id);
                let mut fresh = self::page(&web, &viewer, CaseForm::default()).await?;
                fresh.filed = Some((case.number, code, href));
                html(&fresh)
            }
            None => Ok(
                Flash::with("flash.case_filed", &opened.case.value.number).go(
                    &format!("/cases/{}", opened.case.value.id),
                    web.options().secure_cookies,
                ),
            ),
        },
        Err(error) => refused(page, error.into()),
    }
}

fn refused(mut page: Page, fault: Fault) -> Answer {
    if fault.status == StatusCode::FORBIDDEN {
        return Err(fault);
    }
    page.problems = Problems::of(page.f.lang(), &fault);
    let status = fault.status;
    Ok((status, html(&page)?).into_response())
}

async fn look_around(web: &Web, viewer: &Viewer, page: &mut Page) -> Result<(), Fault> {
    let app = web.app();
    let said = [page.v("title"), page.fv("description")].join(" ");
    if !said.trim().is_empty() {
        page.suggested = case::suggest(app, &viewer.actor, &said).await?;
    }
    let phone = page.v("reporter_phone").to_owned();
    if !phone.is_empty() {
        page.earlier = rows(&case::earlier(app, &viewer.actor, &phone).await?);
    }
    let words = page.v("words").trim().to_owned();
    let own = [viewer.actor.unit.as_str()];
    if !words.is_empty() && app.may(&viewer.actor, Action::List, Resource::Case, &own) {
        let asked = CaseAsked {
            words: words.clone(),
            ..CaseAsked::default()
        };
        let found = search::cases(app, &viewer.actor, &asked).await?;
        let more = found.next.is_some() || found.hits.len() > FOUND_MAX;
        page.more = more.then(|| with_query("/search", "q", &words));
        page.by_sound = found.by_sound;
        page.found = found.hits.iter().take(FOUND_MAX).map(Line::of).collect();
    }
    if let Some(given) = page.form.place()? {
        let near = case::near_place(app, &viewer.actor, &given).await?;
        page.near = rows(&near);
    }
    Ok(())
}

async fn page(web: &Web, viewer: &Viewer, form: CaseForm) -> Result<Page, Fault> {
    let app = web.app();
    let own = [viewer.actor.unit.as_str()];
    if !app.may(&viewer.actor, Action::Create, Resource::Case, &own) {
        return Err(app::AppError::forbidden("create case").into());
    }
    let types = case::types(app, &viewer.actor)?;
    let kind = types.iter().find(|t| t.id == form.text("case_type"));
    let kind = kind.cloned().or_else(|| common(&types));
    let channels = kind
        .as_ref()
        .map(|k| k.channels.iter().map(|c| (*c).to_owned()).collect())
        .unwrap_or_default();
    let choices = case::choices(app, None).await?;
    let f = Frame::of(viewer, "nav.desk");
    Ok(Page {
        templates: templates(&f),
        form,
        types,
        kind,
        channels,
        matters: named(choices.matters),
        suggested: vec![],
        earlier: vec![],
        near: vec![],
        found: vec![],
        more: None,
        by_sound: false,
        looked: false,
        problems: Problems::none(),
        filed: None,
        now: format::instant(app.now()),
        f,
    })
}

/// What every type asks: shown while the matter decides the type.
fn common(types: &[TypeView]) -> Option<TypeView> {
    let mut first = types.first()?.clone();
    let in_all = |key: &str| types.iter().all(|t| t.field(key).is_some());
    first.fields.retain(|f| in_all(&f.key));
    first
        .channels
        .retain(|c| types.iter().any(|t| t.channels.contains(c)));
    first.grades.clear();
    first.id.clear();
    Some(first)
}

fn command(page: &Page, evidence: Vec<case::EvidenceIn>) -> Result<OpenCmd, Fault> {
    let form = &page.form;
    let channel = Channel::from_code(form.text("channel")).unwrap_or(Channel::Desk);
    let reporter = ReporterIn {
        name: form.text("reporter_name").to_owned(),
        phone: form.text("reporter_phone").to_owned(),
        hidden: form.text("hidden") == "1",
        ..ReporterIn::default()
    };
    let nobody = reporter == ReporterIn::default();
    let kind = page.kind.as_ref().map_or("", |k| k.id.as_str());
    Ok(OpenCmd {
        title: form.text("title").to_owned(),
        matter: form.given("matter"),
        grade: form.given("grade"),
        fields: form.fields(),
        place: form.place()?,
        reporter: (!nobody).then_some(reporter),
        parent: form.given("parent"),
        evidence,
        ..OpenCmd::new(kind, channel)
    })
}
