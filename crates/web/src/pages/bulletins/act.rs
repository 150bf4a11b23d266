//! The form that seals what was seen.

use super::asked::kind;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::with_query;
use crate::input;
use crate::pages::Answer;
use crate::retry::{Input, Retry};
use crate::state::Web;
use app::bulletin::{self as bulletins, IssueCmd};
use axum::extract::{Form, State};
use axum::http::{HeaderMap, header};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct IssueForm {
    kind: String,
    period: String,
    as_of: String,
    digest: String,
    copies: String,
}

/// What the addresses of this platform begin with, as its user reached it; empty where that is not told.
pub fn base(web: &Web, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok());
    let scheme = match web.options().secure_cookies {
        true => "https",
        false => "http",
    };
    host.map_or_else(String::new, |host| format!("{scheme}://{host}"))
}

pub async fn issue(
    State(web): State<Web>,
    viewer: Viewer,
    headers: HeaderMap,
    Form(form): Form<IssueForm>,
) -> Answer {
    let cmd = IssueCmd {
        kind: kind(&form.kind)?,
        period: form.period.clone(),
        as_of: input::day_or_none("as_of", &form.as_of)?,
        digest: form.digest.clone(),
        base: base(&web, &headers),
        copies: form.copies.clone(),
    };
    match bulletins::issue(web.app(), &viewer.actor, cmd).await {
        Ok(done) => {
            let page = format!("/bulletins/{}", done.id);
            Ok(Flash::new("flash.bulletin_issued").go(&page, web.options().secure_cookies))
        }
        Err(error) => {
            let back = with_query("/bulletins/draft", "kind", &form.kind);
            let back = with_query(&back, "period", &form.period);
            let back = with_query(&back, "as_of", &form.as_of);
            Retry::to("/bulletins".to_owned(), &back)
                .hidden("kind", form.kind)
                .hidden("period", form.period)
                .hidden("as_of", form.as_of)
                .hidden("digest", form.digest)
                .field("copies", "bulletin.copies", &form.copies, Input::Line)
                .answer(&viewer, error.into())
        }
    }
}
