//! `POST /preferences`: theme and elder mode, for anybody.

use crate::edge::cookie::{self, Life};
use crate::edge::prefs::{ELDER, KEEP_SECONDS, THEME, Theme};
use crate::flash::own_path;
use crate::state::Web;
use axum::extract::{Form, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use serde::Deserialize;

pub fn router() -> axum::Router<Web> {
    axum::Router::new().route("/preferences", post(set))
}

#[derive(Deserialize)]
struct Choice {
    theme: Option<String>,
    elder: Option<String>,
    #[serde(default)]
    back: String,
}

async fn set(State(web): State<Web>, Form(choice): Form<Choice>) -> Response {
    let secure = web.options().secure_cookies;
    let mut response = Redirect::to(own_path(&choice.back)).into_response();
    let mut keep = |name: &str, value: &str| {
        let value = cookie::set(name, value, Life::Seconds(KEEP_SECONDS), secure);
        response.headers_mut().append(header::SET_COOKIE, value);
    };
    if let Some(theme) = choice.theme {
        keep(THEME, Theme::parse(&theme).code());
    }
    if let Some(elder) = choice.elder {
        keep(ELDER, if elder == "1" { "1" } else { "0" });
    }
    response
}
