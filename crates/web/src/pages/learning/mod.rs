//! `/learning`: what proposes matters and units, how sure it may be, and what became of it.

mod act;
mod curve;
mod line;

use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::format;
use crate::frame::{Frame, with_query};
use crate::state::Web;
use app::learning::{self, Board, Lesson, Mix, ModelView};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use curve::Curve;
use line::{LineView, ScoreView, percent, percent_or, scores};
use serde::Deserialize;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/learning", get(show))
        .route("/learning/lessons", get(lessons))
        .route("/learning/versions/{version}", get(version))
        .route("/learning/threshold", post(act::threshold))
        .route("/learning/automatic", post(act::automatic))
        .route("/learning/force", post(act::force))
        .route("/learning/train", post(act::train))
}

/// A change of a matter's share, in words.
struct MixView {
    matter: String,
    name: String,
    then: String,
    now: String,
}

#[derive(Template)]
#[template(path = "learning/learning.html")]
struct Page {
    f: Frame,
    b: Board,
    threshold: String,
    curve: Option<Curve>,
    scores: Vec<ScoreView>,
    all: LineView,
    months: Vec<LineView>,
    matters: Vec<LineView>,
    units: Vec<LineView>,
    moved: Option<String>,
    mix: Vec<MixView>,
}

/// Lines of one table; the rest is in the API.
const LINES_MAX: usize = 30;

async fn show(State(web): State<Web>, viewer: Viewer) -> Answer {
    let b = learning::show(web.app(), &viewer.actor).await?;
    let mut f = Frame::of(&viewer, "nav.learning");
    let runs = b.training.as_ref().map(|t| t.status.as_str());
    if matches!(runs, Some("queued" | "running")) {
        f.refresh_seconds = Some(10);
    }
    let lines = |all: &[learning::Line]| all.iter().take(LINES_MAX).map(LineView::of).collect();
    html(&Page {
        threshold: percent_or(b.threshold, &f),
        curve: b.current.as_ref().and_then(|m| Curve::of(m, b.threshold)),
        scores: b
            .current
            .as_ref()
            .map(|m| scores(m, &f))
            .unwrap_or_default(),
        all: LineView::of(&b.sums.all),
        months: lines(&b.sums.months),
        matters: lines(&b.sums.matters),
        units: lines(&b.sums.units),
        moved: b.moved.map(percent),
        mix: b.mix.iter().map(mix).collect(),
        f,
        b,
    })
}

fn mix(line: &Mix) -> MixView {
    MixView {
        matter: line.matter.clone(),
        name: line.name.clone(),
        then: percent(line.then),
        now: percent(line.now),
    }
}

/// How one matter was told on the messages held back.
struct MatterView {
    code: String,
    name: String,
    truths: u32,
    called: u32,
    right: u32,
    found: String,
    true_to_it: String,
}

#[derive(Template)]
#[template(path = "learning/version.html")]
struct VersionPage {
    f: Frame,
    m: ModelView,
    threshold: String,
    target: String,
    window: Option<(String, String)>,
    curve: Option<Curve>,
    scores: Vec<ScoreView>,
    matters: Vec<MatterView>,
}

async fn version(State(web): State<Web>, viewer: Viewer, Path(number): Path<u32>) -> Answer {
    let m = learning::version(web.app(), &viewer.actor, number).await?;
    let f = Frame::of(&viewer, "learning.version_title").under("/learning", "nav.learning");
    let share = |part: u32, whole: u32| match whole {
        0 => "—".to_owned(),
        _ => percent(part * 1000 / whole),
    };
    let matters = m.matters.iter().map(|(name, score)| MatterView {
        code: score.matter.clone(),
        name: name.clone(),
        truths: score.truths,
        called: score.called,
        right: score.right,
        found: share(score.right, score.truths),
        true_to_it: share(score.right, score.called),
    });
    html(&VersionPage {
        threshold: percent_or(m.threshold, &f),
        target: percent(m.target),
        window: m
            .window
            .map(|(from, to)| (format::instant(from), format::instant(to))),
        curve: Curve::of(&m, m.threshold),
        scores: scores(&m, &f),
        matters: matters.collect(),
        f,
        m,
    })
}

/// What a page of lessons is asked.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Where the last page ended.
    pub after: String,
}

/// A lesson as shown.
struct LessonView {
    lesson: Lesson,
    share: String,
    unit: Option<(String, String)>,
    sent: String,
    back: String,
}

#[derive(Template)]
#[template(path = "learning/lessons.html")]
struct LessonsPage {
    f: Frame,
    rows: Vec<LessonView>,
    next: Option<String>,
}

async fn lessons(State(web): State<Web>, viewer: Viewer, Query(asked): Query<Asked>) -> Answer {
    let after = crate::input::given(&asked.after);
    let page = learning::lessons(web.app(), &viewer.actor, after.as_deref()).await?;
    let f = Frame::of(&viewer, "learning.lessons").under("/learning", "nav.learning");
    let rows = page.rows.into_iter().map(|lesson| LessonView {
        share: percent(lesson.proposed.per_mille),
        unit: lesson
            .proposed
            .unit
            .as_ref()
            .map(|(_, name, share)| (name.clone(), percent(*share))),
        sent: format::instant(lesson.sent_at),
        back: format::instant(lesson.returned_at),
        lesson,
    });
    html(&LessonsPage {
        next: page
            .next
            .map(|after| with_query("/learning/lessons", "after", &after)),
        rows: rows.collect(),
        f,
    })
}
