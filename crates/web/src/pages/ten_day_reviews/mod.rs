//! `/ten-day-reviews`: promise, action, result and forecast error of ten days, beside the last three.

use super::indicators::words::{number, said};
use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::format;
use crate::frame::Frame;
use crate::retry::Retry;
use crate::state::Web;
use ::meeting::{IssueReview, Sums};
use app::meeting::{self as meetings, Compared, ReviewRow, ReviewView};
use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::{get, post};
use figure::Decimal;
use jiff::Timestamp;
use serde::Deserialize;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/ten-day-reviews", get(list))
        .route("/ten-day-reviews/{id}", get(show))
        .route("/ten-day-reviews/{id}/issue", post(issue))
}

/// Kept of all, and the mean error of forecasts.
fn sums(f: &Frame, sums: &Sums) -> String {
    let kept = f.t2(
        "review_of_days.kept_of",
        "n",
        sums.kept,
        "all",
        sums.promises,
    );
    match &sums.mean_error {
        Some(error) => format!(
            "{kept}{}{}",
            f.t("indicator.and"),
            f.t1("review_of_days.mean_error", "n", said(f, &error.0, "%"))
        ),
        None => kept,
    }
}

#[derive(Template)]
#[template(path = "ten_day_reviews/list.html")]
struct ListPage {
    f: Frame,
    rows: Vec<ReviewRow>,
}

impl ListPage {
    fn sums(&self, of: &Sums) -> String {
        sums(&self.f, of)
    }
}

async fn list(State(web): State<Web>, viewer: Viewer) -> Answer {
    html(&ListPage {
        rows: meetings::list_reviews(web.app(), &viewer.actor).await?,
        f: Frame::of(&viewer, "nav.ten_day_reviews").under("/meetings", "nav.meetings"),
    })
}

#[derive(Template)]
#[template(path = "ten_day_reviews/review.html")]
struct OnePage {
    f: Frame,
    r: ReviewView,
}

impl OnePage {
    fn at(&self, at: &Timestamp) -> String {
        format::instant(*at)
    }

    fn sums(&self, of: &Sums) -> String {
        sums(&self.f, of)
    }

    fn number(&self, value: &Decimal) -> String {
        number(value)
    }

    /// The error with its sign, and in percent of what came.
    fn error(&self, line: &Compared) -> String {
        let Some(error) = &line.error else {
            return String::new();
        };
        let percent = line.error_percent.as_ref();
        let percent = percent.map(|p| format!("（{}）", said(&self.f, p, "%")));
        format!("{}{}", number(error), percent.unwrap_or_default())
    }
}

async fn show(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    let review = meetings::show_review(web.app(), &viewer.actor, &id).await?;
    html(&OnePage {
        f: Frame::of(&viewer, "nav.ten_day_reviews")
            .titled(&review.row.xun_zh)
            .under("/meetings", "nav.meetings")
            .under("/ten-day-reviews", "nav.ten_day_reviews"),
        r: review,
    })
}

#[derive(Deserialize)]
struct IssueForm {
    #[serde(default)]
    learned: String,
}

async fn issue(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<IssueForm>,
) -> Answer {
    let page = format!("/ten-day-reviews/{id}");
    let cmd = IssueReview {
        learned: form.learned.clone(),
    };
    match meetings::issue_review(web.app(), &viewer.actor, &id, cmd).await {
        Ok(_) => Ok(Flash::new("flash.review_issued").go(&page, web.options().secure_cookies)),
        Err(error) => Retry::to(format!("{page}/issue"), &page)
            .long("learned", "review_of_days.learned", &form.learned)
            .answer(&viewer, error.into()),
    }
}
