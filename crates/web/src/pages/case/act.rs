//! What is done on the page of a case. A form that was refused comes back on the page with what was
//! typed and what to mend.

use super::detail::{self, Again};
use super::form::CaseForm;
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::pages::{Answer, file};
use crate::state::Web;
use app::case::{self, Case, Filer};
use app::review::Versioned;
use axum::extract::{Form, Multipart, Path, State};
use serde::Deserialize;

/// Ends a form: back to the page with a message, or the page with what to mend.
pub async fn end(
    web: &Web,
    viewer: &Viewer,
    id: &str,
    flash: &str,
    done: Result<Versioned<Case>, Fault>,
    again: Again,
) -> Answer {
    match done {
        Ok(_) => Ok(Flash::new(flash).go(&format!("/cases/{id}"), web.options().secure_cookies)),
        Err(fault) => detail::again(web, viewer, id, fault, again).await,
    }
}

pub async fn act(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    multipart: Multipart,
) -> Answer {
    let form = CaseForm::read(multipart).await?;
    let again = Again::of(&form);
    let version = form.version()?;
    let done = match form.act() {
        Ok(cmd) => case::act(web.app(), &Filer::Staff(&viewer.actor), &id, version, cmd)
            .await
            .map_err(Fault::from),
        Err(fault) => Err(fault),
    };
    end(&web, &viewer, &id, "flash.case_done", done, again).await
}

#[derive(Deserialize)]
pub struct ApproveForm {
    version: i64,
    approval: String,
    #[serde(default)]
    allow: String,
    #[serde(default)]
    reason: String,
}

pub async fn approve(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<ApproveForm>,
) -> Answer {
    let word = (
        form.approval.as_str(),
        form.allow == "1",
        form.reason.as_str(),
    );
    let who = Filer::Staff(&viewer.actor);
    let done = case::approve(web.app(), &who, &id, form.version, word).await;
    let again = Again::typed("approve", [("reason", form.reason.as_str())]);
    let done = done.map_err(Fault::from);
    end(&web, &viewer, &id, "flash.case_decided", done, again).await
}

#[derive(Deserialize)]
pub struct NoteForm {
    version: i64,
    text: String,
}

pub async fn note(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<NoteForm>,
) -> Answer {
    let who = Filer::Staff(&viewer.actor);
    let mentions = mentions(&form.text);
    let done = case::note(web.app(), &who, &id, form.version, (&form.text, mentions)).await;
    let again = Again::typed("note", [("text", form.text.as_str())]);
    let done = done.map_err(Fault::from);
    end(&web, &viewer, &id, "flash.case_noted", done, again).await
}

/// Sign-in names after an `@`.
fn mentions(text: &str) -> Vec<String> {
    let names = text.split('@').skip(1).map(|rest| {
        let is_name = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        rest.chars().take_while(is_name).collect::<String>()
    });
    let mut names: Vec<String> = names.filter(|n| !n.is_empty()).collect();
    names.sort();
    names.dedup();
    names
}

pub async fn info(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    multipart: Multipart,
) -> Answer {
    let form = CaseForm::read(multipart).await?;
    let again = Again::of(&form);
    let version = form.version()?;
    let text = form.text("text").to_owned();
    let who = Filer::Staff(&viewer.actor);
    let done = case::add_info(web.app(), &who, &id, version, (&text, form.files)).await;
    let done = done.map_err(Fault::from);
    end(&web, &viewer, &id, "flash.case_noted", done, again).await
}

#[derive(Deserialize)]
pub struct HandOverForm {
    version: i64,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    reason: String,
}

pub async fn hand_over(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<HandOverForm>,
) -> Answer {
    let who = Filer::Staff(&viewer.actor);
    let to = (
        Some(form.unit.as_str()),
        Some(form.person.as_str()),
        form.reason.as_str(),
    );
    let done = case::hand_over(web.app(), &who, &id, form.version, to).await;
    let again = Again::typed(
        "hand_over",
        [("person", form.person.as_str()), ("reason", &form.reason)],
    );
    let done = done.map_err(Fault::from);
    end(&web, &viewer, &id, "flash.case_done", done, again).await
}

#[derive(Deserialize)]
pub struct PurposeForm {
    #[serde(default)]
    purpose: String,
}

/// Shown in this answer alone: no redirect, so that nothing plain stands in an address or cookie.
pub async fn unmask(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<PurposeForm>,
) -> Answer {
    match case::unmask(web.app(), &viewer.actor, &id, &form.purpose).await {
        Ok(plain) => detail::revealed(&web, &viewer, &id, plain).await,
        Err(error) => {
            let again = Again::typed("unmask", [("purpose", form.purpose.as_str())]);
            detail::again(&web, &viewer, &id, error.into(), again).await
        }
    }
}

pub async fn join(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    let done = case::join(web.app(), &Filer::Staff(&viewer.actor), &id).await;
    let done = done.map_err(Fault::from);
    end(
        &web,
        &viewer,
        &id,
        "flash.case_joined",
        done,
        Again::default(),
    )
    .await
}

pub async fn evidence(
    State(web): State<Web>,
    viewer: Viewer,
    Path((id, hash)): Path<(String, String)>,
) -> Answer {
    Ok(file::look(
        case::evidence(web.app(), &viewer.actor, &id, &hash).await?,
    ))
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn sign_in_names_are_mentions() {
        assert_eq!(
            mentions("请@paiqian 看，@zhiban。@ 无"),
            ["paiqian", "zhiban"]
        );
    }
}
