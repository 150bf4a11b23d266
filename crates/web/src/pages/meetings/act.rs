//! The forms of meetings and items. Each carries the version seen.

use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::input;
use crate::pages::Answer;
use crate::retry::{Input, Retry};
use crate::state::Web;
use crate::units;
use ::meeting::{Explain, Minute};
use app::meeting::{self as meetings, AssignCmd, FreezeCmd};
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use serde::Deserialize;

/// Freezes the agenda: what is ticked is left out.
pub async fn freeze(
    State(web): State<Web>,
    viewer: Viewer,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Answer {
    let of = |name: &str| {
        let own = pairs.iter().filter(move |(n, _)| n == name);
        own.map(|(_, value)| value.clone()).collect::<Vec<String>>()
    };
    // A form that was refused comes back with all keys in one value.
    let keys = of("leave_out");
    let keys = keys.iter().flat_map(|key| key.split(','));
    let cmd = FreezeCmd {
        leave_out: keys.filter_map(input::given).collect(),
        why: of("why").into_iter().next().unwrap_or_default(),
    };
    let left_out = cmd.leave_out.join(",");
    match meetings::freeze(web.app(), &viewer.actor, cmd.clone()).await {
        Ok(done) => {
            let page = format!("/meetings/{}", done.value.id);
            Ok(Flash::new("flash.agenda_frozen").go(&page, web.options().secure_cookies))
        }
        Err(error) => Retry::to("/meetings/next".to_owned(), "/meetings/next")
            .hidden("leave_out", left_out)
            .long("why", "meeting.left_out_why", &cmd.why)
            .answer(&viewer, error.into()),
    }
}

#[derive(Deserialize)]
pub struct AssignForm {
    version: i64,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    due: String,
    #[serde(default)]
    promised: String,
}

impl AssignForm {
    fn cmd(&self, no: u32) -> Result<AssignCmd, Fault> {
        Ok(AssignCmd {
            no,
            unit: self.unit.clone(),
            words: self.words.clone(),
            due: input::day("due", &self.due)?,
            promised: input::number_or_none("promised", &self.promised)?,
        })
    }
}

pub async fn assign(
    State(web): State<Web>,
    viewer: Viewer,
    Path((id, no)): Path<(String, u32)>,
    Form(form): Form<AssignForm>,
) -> Answer {
    let page = format!("/meetings/{id}");
    let done = match form.cmd(no) {
        Err(fault) => Err(fault),
        Ok(cmd) => meetings::assign(web.app(), &viewer.actor, (&id, form.version), cmd)
            .await
            .map_err(Into::into),
    };
    match done {
        Ok(_) => {
            let line = format!("{page}#line-{no}");
            Ok(Flash::new("flash.line_decided").go(&line, web.options().secure_cookies))
        }
        Err(fault) => Retry::to(format!("{page}/lines/{no}"), &page)
            .hidden("version", form.version)
            .field(
                "unit",
                "meeting.owner",
                &form.unit,
                Input::Choice(units::owners(web.app())),
            )
            .long("words", "meeting.action", &form.words)
            .field("due", "meeting.due", &form.due, Input::Day)
            .field("promised", "meeting.promised", &form.promised, Input::Line)
            .answer(&viewer, fault),
    }
}

#[derive(Deserialize)]
pub struct MinuteForm {
    version: i64,
    #[serde(default)]
    chair: String,
    #[serde(default)]
    words: String,
}

pub async fn minute(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<MinuteForm>,
) -> Answer {
    let page = format!("/meetings/{id}");
    let cmd = Minute {
        chair: form.chair.clone(),
        words: form.words.clone(),
    };
    match meetings::minute(web.app(), &viewer.actor, (&id, form.version), cmd).await {
        Ok(_) => Ok(Flash::new("flash.minutes_issued").go(&page, web.options().secure_cookies)),
        Err(error) => Retry::to(format!("{page}/minutes"), &page)
            .hidden("version", form.version)
            .field("chair", "meeting.chair", &form.chair, Input::Line)
            .long("words", "meeting.minute_words", &form.words)
            .answer(&viewer, error.into()),
    }
}

#[derive(Deserialize)]
pub struct ItemForm {
    version: i64,
    #[serde(default)]
    why: String,
    #[serde(default)]
    learned: String,
    #[serde(default)]
    reason: String,
}

pub async fn on_item(
    State(web): State<Web>,
    viewer: Viewer,
    Path((id, verb)): Path<(String, String)>,
    Form(form): Form<ItemForm>,
) -> Answer {
    let (app, actor, at) = (web.app(), &viewer.actor, (id.as_str(), form.version));
    let explain = Explain {
        why: form.why.clone(),
        learned: form.learned.clone(),
    };
    let (done, flash) = match verb.as_str() {
        "close" => (
            meetings::close(app, actor, at.0, at.1).await,
            "flash.item_closed",
        ),
        "explain" => (
            meetings::explain(app, actor, at, explain).await,
            "flash.item_explained",
        ),
        "accept" => (
            meetings::answer(app, actor, at, (true, &form.reason)).await,
            "flash.item_accepted",
        ),
        "return" => (
            meetings::answer(app, actor, at, (false, &form.reason)).await,
            "flash.item_returned",
        ),
        _ => return Err(Fault::of(StatusCode::NOT_FOUND, "not_found")),
    };
    let page = format!("/meetings/items/{id}");
    match done {
        Ok(_) => Ok(Flash::new(flash).go(&page, web.options().secure_cookies)),
        Err(error) => {
            let retry = Retry::to(format!("{page}/{verb}"), &page).hidden("version", form.version);
            let retry = match verb.as_str() {
                "explain" => retry.long("why", "meeting.why_missed", &form.why).long(
                    "learned",
                    "meeting.learned",
                    &form.learned,
                ),
                "accept" | "return" => retry.long("reason", "form.reason", &form.reason),
                _ => retry,
            };
            retry.answer(&viewer, error.into())
        }
    }
}
