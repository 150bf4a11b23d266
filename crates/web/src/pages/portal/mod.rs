//! `/p`: the public portal. A resident reports, follows, confirms and reopens without an account
//! (F3-01, F3-03).

mod case;
mod map;
mod parts;
mod report;

use super::{Answer, html};
use crate::edge::fault::Fault;
use crate::edge::limit::portal as limit;
use crate::edge::remote::Remote;
use crate::edge::session::Visitor;
use crate::frame::Frame;
use crate::problems::Problems;
use crate::state::Web;
use askama::Template;
use axum::Router;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use parts::Portal;
use serde::Deserialize;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/p", get(home))
        .route("/p/report", get(report::show).post(report::check))
        .route("/p/report/send", post(report::send))
        .route("/p/report/join", post(report::join))
        .route("/p/areas", get(map::areas))
        .route("/p/follow", get(follow).post(find))
        .route("/p/open/{number}", get(case::open))
        .route("/p/case/{number}/{code}", get(case::show))
        .route("/p/case/{number}/{code}/add", post(case::add))
        .route("/p/case/{number}/{code}/answer", post(case::answer))
        .route("/p/case/{number}/{code}/reopen", post(case::reopen))
        .route("/p/case/{number}/{code}/photo/{hash}", get(case::photo))
}

#[derive(Template)]
#[template(path = "portal/home.html")]
struct Home {
    f: Frame,
    p: Portal,
}

async fn home(State(web): State<Web>, visitor: Visitor) -> Answer {
    let (f, p) = parts::framed(&web, &visitor, "portal.title.home");
    html(&Home { f, p })
}

#[derive(Template)]
#[template(path = "portal/follow.html")]
struct Follow {
    f: Frame,
    p: Portal,
    problems: Problems,
    number: String,
}

async fn follow(State(web): State<Web>, visitor: Visitor) -> Answer {
    let (f, p) = parts::framed(&web, &visitor, "portal.title.follow");
    html(&Follow {
        problems: Problems::default(),
        number: String::new(),
        f,
        p,
    })
}

#[derive(Deserialize)]
struct Find {
    number: String,
    code: String,
}

async fn find(
    State(web): State<Web>,
    visitor: Visitor,
    Remote(remote): Remote,
    Form(form): Form<Find>,
) -> Answer {
    limit(&web, &remote)?;
    let (number, code) = (form.number.trim(), form.code.trim());
    match app::case::track(web.app(), number, code).await {
        Ok(found) => {
            let address = format!("/p/case/{}/{code}", found.number);
            Ok(Redirect::to(&address).into_response())
        }
        Err(error) => {
            let fault = Fault::from(error);
            let (f, p) = parts::framed(&web, &visitor, "portal.title.follow");
            let problems = Problems::of(f.lang(), &fault);
            let number = number.to_owned();
            let page = html(&Follow {
                f,
                p,
                problems,
                number,
            })?;
            Ok((fault.status, page).into_response())
        }
    }
}
