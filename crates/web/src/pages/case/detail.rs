//! `/cases/{id}`: one case with its way, its clocks and what the viewer may do next.

use super::form::CaseForm;
use super::view::{LearnedView, RowView, rows, when};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::format;
use crate::frame::{self, Frame};
use crate::pages::{Answer, html};
use crate::problems::Problems;
use crate::state::Web;
use crate::units::{self, Choice};
use crate::{input, words::Lang};
use app::case::{self, ClockView, Detail, NeedView, OfferView, Revealed, Taker};
use app::cluster::{self, OfCase};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What was typed into a form that comes back.
#[derive(Debug, Default)]
pub struct Again {
    form: String,
    texts: BTreeMap<String, String>,
}

impl Again {
    /// A multipart form; it is known by its action.
    pub fn of(form: &CaseForm) -> Self {
        Self {
            form: form.text("action").to_owned(),
            texts: form.texts.clone(),
        }
    }
    /// A plain form.
    pub fn typed<'a>(form: &str, texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let texts = texts.into_iter();
        Self {
            form: form.to_owned(),
            texts: texts.map(|(k, v)| (k.to_owned(), v.to_owned())).collect(),
        }
    }
}

/// A photograph: its file and the page that blackens parts of it.
struct Photo {
    href: String,
    blacken: String,
    at: String,
    sealed: bool,
}

/// A clock in the reader's words.
struct Clock {
    name: String,
    started: String,
    due: String,
    limit: String,
    hours: String,
    state: &'static str,
    left: String,
    stopped: String,
    beyond: bool,
    days: Vec<(String, bool)>,
    pauses: Vec<(String, String, String, String)>,
    extensions: Vec<(String, String, String, String)>,
    notices: String,
    /// Name, limit, and when each was reached.
    stages: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "case/detail.html")]
struct Page {
    f: Frame,
    d: Detail,
    learned: Option<LearnedView>,
    clocks: Vec<Clock>,
    children: Vec<RowView>,
    units: Vec<Choice>,
    /// Who could take it, where the viewer may hand it over.
    takers: Vec<Taker>,
    matters: Vec<Choice>,
    entries: Vec<Choice>,
    photos: Vec<(String, Vec<Photo>)>,
    files: Vec<(String, String, String)>,
    plain: Option<Revealed>,
    cluster: Option<OfCase>,
    problems: Problems,
    conflict: bool,
    again: Again,
    today: String,
    templates: Vec<String>,
}

impl Page {
    fn may(&self, what: &str) -> bool {
        frame::holds(&self.d.may, what)
    }
    fn open(&self, form: &str) -> bool {
        self.again.form == form
    }
    fn typed(&self, form: &str, name: &str) -> &str {
        if self.again.form != form {
            return "";
        }
        self.again.texts.get(name).map_or("", String::as_str)
    }
    /// Whether a choice is what was typed into a form that comes back.
    fn keeps(&self, form: &str, name: &str, value: &str) -> bool {
        self.open(form) && self.typed(form, name) == value
    }
    fn proposed(&self, unit: &str) -> bool {
        self.d.proposals.units.iter().any(|p| p.code == unit)
    }
    /// What an action asks, and then what it may put right; true with what it needs.
    fn asked<'a>(&self, offer: &'a OfferView) -> Vec<(&'a NeedView, bool)> {
        let needs = offer.needs.iter().map(|n| (n, true));
        needs
            .chain(offer.corrects.iter().map(|n| (n, false)))
            .collect()
    }
    /// The name of a field in a form.
    fn name_of(&self, n: &NeedView) -> String {
        match n.kind {
            "matter" => "matter".to_owned(),
            "place" => "address".to_owned(),
            "photo" => format!("e_{}", n.key),
            _ => format!("f_{}", n.key),
        }
    }
    /// What was typed, or what the case has.
    fn value(&self, offer: &OfferView, n: &NeedView, name: &str) -> String {
        match self.open(&offer.action) {
            true => self.typed(&offer.action, name).to_owned(),
            false => n.value.clone(),
        }
    }
    fn chosen(&self, offer: &OfferView, n: &NeedView, name: &str, key: &str) -> bool {
        self.value(offer, n, name) == key
    }
    /// The units that a limit may be in.
    fn limit_units(&self) -> [&'static str; 4] {
        ["wd", "wh", "d", "h"]
    }
    fn at(&self, at: &jiff::Timestamp) -> String {
        format::instant(*at)
    }
    fn at_or(&self, at: &Option<jiff::Timestamp>) -> String {
        when(*at)
    }
    /// A dispatch may need a reason where the list does not name the unit.
    fn reason_helps(&self, offer: &OfferView) -> bool {
        !offer.wants("reason") && offer.wants("unit")
    }
}

#[derive(Deserialize)]
pub struct AsOf {
    #[serde(default)]
    as_of: String,
}

pub async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Query(asked): Query<AsOf>,
) -> Answer {
    let past = input::as_of_or_none("as_of", &asked.as_of)?;
    let detail = case::detail(web.app(), &viewer.actor, &id, past).await?;
    html(&page(&web, &viewer, detail).await?)
}

/// The page once more, with what to mend and what was typed; a fault that no typing mends is
/// answered as it is.
pub async fn again(web: &Web, viewer: &Viewer, id: &str, fault: Fault, again: Again) -> Answer {
    let mendable = [
        StatusCode::UNPROCESSABLE_ENTITY,
        StatusCode::BAD_REQUEST,
        StatusCode::CONFLICT,
        StatusCode::PAYLOAD_TOO_LARGE,
    ];
    if !mendable.contains(&fault.status) {
        return Err(fault);
    }
    let detail = case::detail(web.app(), &viewer.actor, id, None).await?;
    let mut page = page(web, viewer, detail).await?;
    page.problems = Problems::of(page.f.lang(), &fault);
    page.conflict = fault.current_version.is_some();
    page.again = again;
    Ok((fault.status, html(&page)?).into_response())
}

/// The page with who reported in plain words.
pub async fn revealed(web: &Web, viewer: &Viewer, id: &str, plain: Revealed) -> Answer {
    let detail = case::detail(web.app(), &viewer.actor, id, None).await?;
    let mut page = page(web, viewer, detail).await?;
    page.plain = Some(plain);
    html(&page)
}

async fn page(web: &Web, viewer: &Viewer, d: Detail) -> Result<Page, Fault> {
    let app = web.app();
    let f = Frame::new(&viewer.visitor)
        .titled(&format!("{} {}", d.number, d.title))
        .under("/cases", "nav.cases")
        .shown_as_of(d.as_of);
    let lang = f.lang();
    let wants = |what: &str| d.offers.iter().any(|o| o.wants(what));
    let matter = d
        .offers
        .iter()
        .flat_map(|o| o.needs.iter().chain(&o.corrects))
        .any(|n| n.kind == "matter");
    let choices = case::choices(app, d.matter.as_deref()).await?;
    let (mut photos, mut files) = (BTreeMap::<String, Vec<_>>::new(), vec![]);
    for e in &d.evidence {
        let href = format!("/cases/{}/evidence/{}", d.id, e.file.sha256);
        if e.file.mime.starts_with("image/") {
            let kind = f.t_in("evidence_kind", &e.kind);
            photos.entry(kind).or_default().push(Photo {
                href,
                blacken: format!("/cases/{}/photos/{}", d.id, e.file.sha256),
                at: format::instant(e.at),
                sealed: e.sealed_original.is_some(),
            });
        } else {
            files.push((href, e.file.name.clone(), format::bytes(e.file.size)));
        }
    }
    Ok(Page {
        learned: d.proposals.learned.as_ref().map(LearnedView::of),
        clocks: d.clocks.iter().map(|c| clock(c, &f, lang)).collect(),
        children: rows(&d.children),
        units: units::all(app),
        takers: match d.may.contains(&"hand_over") {
            true => app::case::takers(app, &viewer.actor, &d.id).await?,
            false => vec![],
        },
        matters: if matter {
            named(choices.matters)
        } else {
            vec![]
        },
        entries: if wants("entry") {
            named(choices.entries)
        } else {
            vec![]
        },
        photos: photos.into_iter().collect(),
        files,
        plain: None,
        cluster: cluster::of_case(app, &d.id).await?,
        problems: Problems::none(),
        conflict: false,
        again: Again::default(),
        today: app.today().to_string(),
        templates: templates(&f),
        d,
        f,
    })
}

/// The reply templates of the catalogue.
pub fn templates(f: &Frame) -> Vec<String> {
    ["received", "handled", "explained", "referred", "longer"]
        .iter()
        .map(|key| f.t_in("reply_template", key))
        .collect()
}

pub fn named(pairs: Vec<(String, String)>) -> Vec<Choice> {
    pairs
        .into_iter()
        .map(|(code, name)| Choice { code, name })
        .collect()
}

fn clock(c: &ClockView, f: &Frame, lang: Lang) -> Clock {
    let minutes = c.minutes_left.unsigned_abs();
    let long = if minutes >= 60 * 24 {
        f.t1("case.days_n", "n", minutes / (60 * 24))
    } else if minutes >= 60 {
        f.t1("case.hours_n", "n", minutes / 60)
    } else {
        f.t1("case.minutes_n", "n", minutes)
    };
    let (state, left) = match (c.stopped, c.paused, c.late) {
        (Some(_), _, true) => ("stopped_late", String::new()),
        (Some(_), _, false) => ("stopped", String::new()),
        (None, true, _) => ("paused", String::new()),
        (None, false, true) => ("late", f.t1("case.over", "n", long)),
        (None, false, false) => ("running", f.t1("case.left", "n", long)),
    };
    Clock {
        name: c.name.clone(),
        started: format::instant(c.started),
        due: format::instant(c.due),
        limit: limit(&c.limit, f),
        hours: f.t_in("duty_hours", &c.hours),
        state,
        left,
        stopped: c.stopped.map(format::instant).unwrap_or_default(),
        beyond: c.beyond_notice,
        days: c
            .days
            .iter()
            .map(|(_, zh, en, counts)| (lang.pick(zh, en).to_owned(), *counts))
            .collect(),
        pauses: c
            .pauses
            .iter()
            .map(|(from, to, why, by)| (format::instant(*from), when(*to), why.clone(), by.clone()))
            .collect(),
        extensions: c
            .extensions
            .iter()
            .map(|(by, why, who, at)| {
                (limit(by, f), why.clone(), who.clone(), format::instant(*at))
            })
            .collect(),
        notices: c.notices.join("、"),
        stages: c
            .stages
            .iter()
            .map(|s| (s.name.clone(), limit(&s.limit, f), when(s.done)))
            .collect(),
    }
}

/// `3wd` in words.
fn limit(text: &str, f: &Frame) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let (count, unit) = text.split_at(digits);
    format!("{count} {}", f.t_in("limit_unit", unit))
}
