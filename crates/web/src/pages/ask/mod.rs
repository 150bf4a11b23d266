//! `/ask`: a question in Chinese, and one number or a small table with all that stands behind it (F6-02).

mod behind;

use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::format;
use crate::frame::Frame;
use crate::state::Web;
use app::ask::{self, AnswerView, Asked, QUESTION_CHARS_MAX, RefusedView, Register, RowView};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use serde::Deserialize;

pub fn router() -> Router<Web> {
    Router::new().route("/ask", get(show))
}

/// What is asked: words, or the id of an answer given before.
#[derive(Deserialize, Default, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Question {
    /// The question, at most 80 characters.
    pub q: String,
    /// Id of an answer: the same question with what was known then.
    pub id: String,
}

impl Question {
    /// What became of it; none where nothing was asked.
    pub async fn asked(
        &self,
        web: &Web,
        actor: &app::Actor,
    ) -> Result<Option<Asked>, app::AppError> {
        match (self.id.is_empty(), self.q.trim().is_empty()) {
            (false, _) => ask::again(web.app(), actor, &self.id).await.map(Some),
            (true, false) => ask::ask(web.app(), actor, &self.q).await.map(Some),
            (true, true) => Ok(None),
        }
    }
}

#[derive(Template)]
#[template(path = "ask/ask.html")]
struct Page {
    f: Frame,
    q: String,
    chars_max: usize,
    answer: Option<AnswerShown>,
    refused: Option<RefusedView>,
    examples: Vec<String>,
}

struct AnswerShown {
    view: AnswerView,
    rows: Vec<(RowView, String)>,
    known_at: String,
    again: String,
    /// Some row has a rank, a name, counts.
    ranked: bool,
    named: bool,
    parts: bool,
}

impl AnswerShown {
    fn of(view: AnswerView) -> Self {
        let rows: Vec<(RowView, String)> = view
            .rows
            .iter()
            .map(|row| (row.clone(), behind::href(&row.behind)))
            .collect();
        let mut again = form_urlencoded::Serializer::new(String::new());
        again.append_pair("id", &view.id);
        Self {
            known_at: format::instant(view.known_at),
            again: format!("/ask?{}", again.finish()),
            ranked: view.rows.iter().any(|r| r.rank.is_some()),
            named: view.rows.iter().any(|r| !r.name.is_empty()),
            parts: view.rows.iter().any(|r| r.parts.is_some()),
            rows,
            view,
        }
    }
}

async fn show(State(web): State<Web>, viewer: Viewer, Query(question): Query<Question>) -> Answer {
    let app = web.app();
    let registers = ask::registers(app, &viewer.actor)?;
    let asked = question.asked(&web, &viewer.actor).await?;
    let f = Frame::of(&viewer, "ask.title").under("/indicators", "nav.indicators");
    let (answer, refused) = match asked {
        Some(Asked::Answered(view)) => (Some(AnswerShown::of(*view)), None),
        Some(Asked::Refused(refused)) => (None, Some(refused)),
        None => (None, None),
    };
    let example = |register: &Register| {
        f.t(match register {
            Register::Indicators => "ask.example_series",
            Register::Projects => "ask.example_projects",
            Register::Commitments => "ask.example_commitments",
            Register::Cases => "ask.example_cases",
        })
    };
    let examples = registers.iter().map(example).collect();
    html(&Page {
        q: question.q,
        chars_max: QUESTION_CHARS_MAX,
        answer,
        refused,
        examples,
        f,
    })
}
