//! Asking for a change and deciding on it.

use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::{Flash, own_path};
use crate::input;
use crate::pages::Answer;
use crate::retry::{Input, Retry};
use crate::state::Web;
use crate::units;
use app::change::{self, Changes};
use axum::extract::{Form, Path, State};
use figure::Target;
use serde::Deserialize;

/// A request as typed; an empty field stays as it is.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct RequestForm {
    version: i64,
    deadline: String,
    value: String,
    lead: String,
    leader: String,
    reason: String,
}

impl RequestForm {
    fn changes(&self, target: Option<&Target>) -> Result<Changes, Fault> {
        let value = input::number_or_none("value", &self.value)?;
        let target = match (value, target) {
            (None, _) => None,
            (Some(_), None) => return Err(input::wrong("value", "input.no_target")),
            (Some(value), Some(target)) => Some(Target {
                value: Some(value),
                ..target.clone()
            }),
        };
        Ok(Changes {
            lead: input::given(&self.lead),
            supporting: None,
            leader: input::given(&self.leader),
            target,
            deadline: input::day_or_none("deadline", &self.deadline)?,
            plan: None,
        })
    }

    fn retry(&self, web: &Web, id: &str) -> Retry {
        Retry::to(format!("/ledger/{id}/changes"), &format!("/ledger/{id}"))
            .hidden("version", self.version)
            .field("deadline", "change.deadline", &self.deadline, Input::Day)
            .field("value", "change.value", &self.value, Input::Line)
            .field(
                "lead",
                "change.lead",
                &self.lead,
                Input::Choice(units::owners(web.app())),
            )
            .field(
                "leader",
                "change.leader",
                &self.leader,
                Input::Choice(units::leaders(web.app())),
            )
            .long("reason", "form.reason", &self.reason)
    }
}

pub async fn request(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<RequestForm>,
) -> Answer {
    match ask(&web, &viewer, &id, &form).await {
        Ok(()) => Ok(Flash::new("flash.change_requested").go(
            &format!("/ledger/{id}#changes"),
            web.options().secure_cookies,
        )),
        Err(fault) => form.retry(&web, &id).answer(&viewer, fault),
    }
}

async fn ask(web: &Web, viewer: &Viewer, id: &str, form: &RequestForm) -> Result<(), Fault> {
    let now = app::ledger::show(web.app(), &viewer.actor, id, None).await?;
    let changes = form.changes(now.commitment.target.as_ref())?;
    change::request(
        web.app(),
        &viewer.actor,
        id,
        form.version,
        changes,
        &form.reason,
    )
    .await?;
    Ok(())
}

#[derive(Deserialize)]
pub struct Decision {
    version: i64,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    back: String,
}

pub async fn approve(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Decision>,
) -> Answer {
    let done = change::approve(
        web.app(),
        &viewer.actor,
        &id,
        form.version,
        input::given(&form.reason),
    )
    .await;
    after(
        &web,
        &viewer,
        done,
        format!("/changes/{id}/approve"),
        "flash.change_approved",
        &form,
    )
}

pub async fn refuse(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Decision>,
) -> Answer {
    let done = change::refuse(web.app(), &viewer.actor, &id, form.version, &form.reason).await;
    after(
        &web,
        &viewer,
        done,
        format!("/changes/{id}/refuse"),
        "flash.change_refused",
        &form,
    )
}

pub async fn withdraw(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Decision>,
) -> Answer {
    let done = change::withdraw(web.app(), &viewer.actor, &id, form.version).await;
    after(
        &web,
        &viewer,
        done,
        format!("/changes/{id}/withdraw"),
        "flash.change_withdrawn",
        &form,
    )
}

fn after<T>(
    web: &Web,
    viewer: &Viewer,
    done: app::Result<T>,
    action: String,
    flash: &str,
    form: &Decision,
) -> Answer {
    match done {
        Ok(_) => Ok(Flash::new(flash).go(own_path(&form.back), web.options().secure_cookies)),
        Err(error) => Retry::to(action, &form.back)
            .hidden("version", form.version)
            .long("reason", "form.reason", &form.reason)
            .answer(viewer, error.into()),
    }
}
