//! `/topics` (热点) and `/themes` (每月一题): what is reported again and again over weeks, and what a month
//! makes of it: an owner, a plan, and counts before and after that open to their cases.

use super::case::view::{RowView, rows};
use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::{self, Frame};
use crate::pages::case::{named, subdistricts};
use crate::retry::{Input, Retry};
use crate::state::Web;
use crate::units::{self, Choice};
use crate::{format, input};
use app::case;
use app::theme::{self, Counted, OpenTheme, ThemeView, TopicView};
use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::routing::{get, post};
use jiff::Timestamp;
use org::{Action, Resource};
use serde::Deserialize;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/topics", get(topics))
        .route("/topics/{no}", get(topic))
        .route("/themes", get(list).post(open))
        .route("/themes/{id}", get(show))
        .route("/themes/{id}/plan", post(plan))
        .route("/themes/{id}/close", post(close))
}

/// A topic with its chart: bars of a hundred high.
struct Topic {
    t: TopicView,
    bars: Vec<(usize, usize)>,
    width: usize,
}

impl Topic {
    fn of(t: TopicView) -> Self {
        let most = t.weeks.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
        let bars = t.weeks.iter().map(|(_, n)| n * 100 / most);
        Self {
            bars: (0..).map(|at: usize| at * 30).zip(bars).collect(),
            width: t.weeks.len() * 30,
            t,
        }
    }
    /// The words that name it.
    fn name(&self) -> String {
        let place = self.t.place.iter().cloned();
        let all: Vec<String> = place.chain(self.t.words.iter().cloned()).collect();
        all.join(" · ")
    }
}

#[derive(Template)]
#[template(path = "themes/topics.html")]
struct Topics {
    f: Frame,
    from: String,
    until: String,
    cases: usize,
    topics: Vec<Topic>,
}

async fn topics(State(web): State<Web>, viewer: Viewer) -> Answer {
    let hot = theme::hot(web.app(), &viewer.actor).await?;
    let day = |day: Option<jiff::civil::Date>| day.map(|d| d.to_string()).unwrap_or_default();
    html(&Topics {
        f: Frame::of(&viewer, "nav.topics"),
        from: day(hot.from),
        until: day(hot.until),
        cases: hot.cases,
        topics: hot.topics.into_iter().map(Topic::of).collect(),
    })
}

#[derive(Template)]
#[template(path = "themes/topic.html")]
struct One {
    f: Frame,
    topic: Topic,
    rows: Vec<RowView>,
    may_open: bool,
    matters: Vec<Choice>,
    areas: Vec<Choice>,
    owners: Vec<Choice>,
    month: String,
}

async fn topic(State(web): State<Web>, viewer: Viewer, Path(no): Path<usize>) -> Answer {
    let app = web.app();
    let (view, found) = theme::members(app, &viewer.actor, no).await?;
    let topic = Topic::of(view);
    let f = Frame::new(&viewer.visitor)
        .titled(&topic.name())
        .under("/topics", "nav.topics");
    let may_open = app.may(&viewer.actor, Action::Open, Resource::Theme, &[]);
    let choices = case::choices(app, None).await?;
    html(&One {
        rows: rows(&found),
        may_open,
        matters: named(choices.matters),
        areas: subdistricts(app),
        owners: units::owners(app),
        month: app.today().strftime("%Y-%m").to_string(),
        topic,
        f,
    })
}

#[derive(Template)]
#[template(path = "themes/list.html")]
struct List {
    f: Frame,
    themes: Vec<ThemeView>,
}

async fn list(State(web): State<Web>, viewer: Viewer) -> Answer {
    html(&List {
        themes: theme::list(web.app(), &viewer.actor).await?,
        f: Frame::of(&viewer, "nav.themes"),
    })
}

#[derive(Template)]
#[template(path = "themes/one.html")]
struct Show {
    f: Frame,
    d: ThemeView,
}

impl Show {
    fn may(&self, what: &str) -> bool {
        frame::holds(&self.d.may, what)
    }
    fn at(&self, at: &Timestamp) -> String {
        format::instant(*at)
    }
    /// The cases behind a count.
    fn href(&self, counted: &Counted) -> String {
        let area = self.d.subdistrict.as_ref();
        let area = area
            .map(|code| format!("&subdistrict={code}"))
            .unwrap_or_default();
        let (matter, from, to) = (&self.d.matter, counted.from, counted.to);
        format!("/cases?matter={matter}&from={from}&to={to}{area}")
    }
}

async fn show(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    let d = theme::show(web.app(), &viewer.actor, &id).await?;
    let f = Frame::new(&viewer.visitor)
        .titled(&d.title)
        .under("/themes", "nav.themes");
    html(&Show { d, f })
}

#[derive(Deserialize)]
struct New {
    #[serde(default)]
    month: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    matter: String,
    #[serde(default)]
    subdistrict: String,
    #[serde(default)]
    owner: String,
    #[serde(default)]
    topic: String,
}

async fn open(State(web): State<Web>, viewer: Viewer, Form(form): Form<New>) -> Answer {
    let month = match form.month.is_empty() {
        true => Ok(None),
        false => input::day("month", &format!("{}-01", form.month)).map(Some),
    };
    let done = match month {
        Ok(month) => {
            let cmd = OpenTheme {
                month,
                title: form.title.clone(),
                matter: form.matter.clone(),
                subdistrict: form.subdistrict.clone(),
                owner: form.owner.clone(),
                topic: form.topic.parse().ok(),
            };
            theme::open(web.app(), &viewer.actor, cmd)
                .await
                .map_err(Into::into)
        }
        Err(fault) => Err(fault),
    };
    match done {
        Ok(made) => {
            let to = format!("/themes/{}", made.value.id);
            Ok(Flash::new("flash.theme_opened").go(&to, web.options().secure_cookies))
        }
        Err(fault) => {
            let choices = case::choices(web.app(), None).await?;
            Retry::to("/themes".to_owned(), "/topics")
                .hidden("month", &form.month)
                .hidden("topic", &form.topic)
                .hidden("subdistrict", &form.subdistrict)
                .field("title", "monthly.title", &form.title, Input::Line)
                .field(
                    "matter",
                    "case.matter",
                    &form.matter,
                    Input::Choice(named(choices.matters)),
                )
                .field(
                    "owner",
                    "monthly.owner",
                    &form.owner,
                    Input::Choice(units::owners(web.app())),
                )
                .answer(&viewer, fault)
        }
    }
}

#[derive(Deserialize)]
struct Words {
    version: i64,
    #[serde(default)]
    text: String,
}

async fn plan(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Words>,
) -> Answer {
    let done = theme::plan(web.app(), &viewer.actor, &id, form.version, &form.text).await;
    after(
        &web,
        &viewer,
        (&id, "plan", "flash.theme_planned"),
        &form,
        done,
    )
}

async fn close(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Words>,
) -> Answer {
    let done = theme::close(web.app(), &viewer.actor, &id, form.version, &form.text).await;
    after(
        &web,
        &viewer,
        (&id, "close", "flash.theme_closed"),
        &form,
        done,
    )
}

fn after<T>(
    web: &Web,
    viewer: &Viewer,
    (id, verb, flash): (&str, &str, &str),
    form: &Words,
    done: app::Result<T>,
) -> Answer {
    let back = format!("/themes/{id}");
    match done {
        Ok(_) => Ok(Flash::new(flash).go(&back, web.options().secure_cookies)),
        Err(error) => Retry::to(format!("{back}/{verb}"), &back)
            .hidden("version", form.version)
            .long("text", "form.words", &form.text)
            .answer(viewer, error.into()),
    }
}
