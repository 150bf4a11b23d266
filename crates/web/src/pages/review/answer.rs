//! How an action answers: a page for a plain form, the changed items alone for the island.

use super::filter::Filter;
use super::item::{Item, Names, Rights, item, order};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::pages::{Answer, html};
use crate::state::Web;
use app::review::{Presence, Versioned};
use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};
use commitment::{Commitment, Status};
use org::{Action, Resource};
use std::convert::Infallible;

/// Who asks: the island (header `X-Island`) or a plain form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Island(pub bool);

impl<S: Sync> FromRequestParts<S> for Island {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.headers.contains_key("x-island")))
    }
}

/// How far the review is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Accepted, dropped or issued.
    pub decided: usize,
    /// All that are not replaced.
    pub total: usize,
}

impl Progress {
    /// Of the drafts of a report.
    pub fn of(drafts: &[Versioned<Commitment>]) -> Self {
        let standing = drafts.iter().filter(|d| d.value.status != Status::Replaced);
        let decided = standing
            .clone()
            .filter(|d| d.value.status != Status::Proposed)
            .count();
        Self {
            decided,
            total: standing.count(),
        }
    }
}

/// Changed items, how far the review is, and who else is there.
#[derive(Template)]
#[template(path = "review/fragment.html")]
pub struct Fragment {
    /// Words.
    pub f: Frame,
    /// What may be done.
    pub rights: Rights,
    /// Ask for changes from here; none where unknown.
    pub pos: Option<i64>,
    /// How far.
    pub progress: Progress,
    /// Who else is there; none where not asked.
    pub presence: Option<Vec<(String, String)>>,
    /// Changed items.
    pub items: Vec<Item>,
    /// Ids of items that are no more.
    pub gone: Vec<String>,
    /// The filter to come back to.
    pub back: String,
    /// A sentence about what happened.
    pub notice: String,
}

/// Who is where, in words.
pub fn presence_words(
    f: &Frame,
    drafts: &[Versioned<Commitment>],
    people: &[Presence],
) -> Vec<(String, String)> {
    let no = |id: &Option<String>| {
        drafts
            .iter()
            .find(|d| Some(&d.value.id) == id.as_ref())
            .map(|d| d.value.no)
    };
    let place = |p: &Presence| {
        no(&p.looking_at).map_or_else(
            || f.t("review.presence_here"),
            |no| f.t1("review.presence_at", "no", no),
        )
    };
    people.iter().map(|p| (p.name.clone(), place(p))).collect()
}

/// What an action needs to answer.
pub struct Scene<'a> {
    /// The server.
    pub web: &'a Web,
    /// Who acts.
    pub viewer: &'a Viewer,
    /// Who asks.
    pub island: Island,
    /// The report.
    pub report: &'a str,
    /// The query of the list to come back to.
    pub back: &'a str,
}

impl Scene<'_> {
    /// Refuses whoever may not do this to drafts, before a form is shown or read.
    pub fn require(&self, action: Action) -> Result<(), Fault> {
        if self
            .web
            .app()
            .may(&self.viewer.actor, action, Resource::DraftItem, &[])
        {
            return Ok(());
        }
        let what = format!("{} {}", action.code(), Resource::DraftItem.code());
        Err(app::AppError::forbidden(what).into())
    }

    /// Address of the review.
    pub fn review_href(&self) -> String {
        match self.back.trim() {
            "" => format!("/reports/{}/review", self.report),
            query => format!("/reports/{}/review?{}", self.report, clean(query)),
        }
    }

    /// After success: the changed items for the island; the list at `anchor` for a form.
    pub async fn done(
        &self,
        changed: &[Versioned<Commitment>],
        flash: &str,
        anchor: &str,
    ) -> Answer {
        if !self.island.0 {
            let location = format!("{}#item-{anchor}", self.review_href());
            return Ok(Flash::new(flash).go(&location, self.web.options().secure_cookies));
        }
        let f = Frame::of(self.viewer, "review.title");
        let notice = f.t(flash);
        self.fragment(f, changed, notice, StatusCode::OK).await
    }

    /// Items alone.
    pub async fn fragment(
        &self,
        f: Frame,
        changed: &[Versioned<Commitment>],
        notice: String,
        status: StatusCode,
    ) -> Answer {
        let app = self.web.app();
        let names = Names::load(app).await?;
        let drafts = app::review::list(app, &self.viewer.actor, self.report).await?;
        let (gone, there): (Vec<_>, Vec<_>) = changed
            .iter()
            .partition(|d| d.value.status == Status::Replaced);
        let fragment = Fragment {
            rights: Rights::of(app, &self.viewer.actor, commitment::ReportStatus::Reviewing),
            pos: None,
            progress: Progress::of(&drafts),
            presence: None,
            items: there.iter().map(|d| item(&f, &names, d).near()).collect(),
            gone: gone.iter().map(|d| d.value.id.clone()).collect(),
            back: self.back.to_owned(),
            notice,
            f,
        };
        Ok((status, Html(fragment.render()?)).into_response())
    }

    /// The first undecided draft of the list behind `from`, or `from` itself.
    pub async fn next_undecided(&self, from: &Commitment) -> Result<String, Fault> {
        let filter: Filter = filter_in(self.back);
        let drafts = app::review::list(self.web.app(), &self.viewer.actor, self.report).await?;
        let here = order(from);
        let behind = drafts
            .iter()
            .map(|d| &d.value)
            .filter(|c| c.status == Status::Proposed && order(c) > here && filter.takes(c));
        Ok(behind
            .min_by_key(|c| order(c))
            .map_or_else(|| from.id.clone(), |c| c.id.clone()))
    }

    /// A form: alone for the island, in a page otherwise.
    pub fn form(&self, title_key: &str, form: &impl Template, status: StatusCode) -> Answer {
        let body = form.render()?;
        if self.island.0 {
            return Ok((status, Html(body)).into_response());
        }
        let f = Frame::of(self.viewer, title_key)
            .under("/reports", "nav.reports")
            .under(&self.review_href(), "review.title");
        let page = html(&FormPage { f, body })?;
        Ok(with_status(page, status))
    }
}

fn with_status(mut page: Response, status: StatusCode) -> Response {
    *page.status_mut() = status;
    page
}

#[derive(Template)]
#[template(path = "review/form_page.html")]
struct FormPage {
    f: Frame,
    body: String,
}

/// The filter in a query string; what cannot be read is no filter.
pub fn filter_in(query: &str) -> Filter {
    let mut filter = Filter::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "show" => filter.show = value.into_owned(),
            "section" => filter.section = value.into_owned(),
            "q" => filter.q = value.into_owned(),
            _ => {}
        }
    }
    filter
}

/// Only what the filter knows, so that nothing else is carried into an address.
fn clean(query: &str) -> String {
    filter_in(query).query()
}
