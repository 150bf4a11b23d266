//! Long work started from a form: short work answers at once, longer work is followed on its page.

use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::state::Web;
use crate::work::{End, Handle};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use std::time::Duration;
use tokio::sync::oneshot;

/// Longer work is followed on its own page.
const WAIT: Duration = Duration::from_secs(4);

/// How it stands after a short while.
pub enum Followed {
    /// Done: back to a page with its message, or to the page of work that goes on.
    Answer(Response),
    /// Refused for what somebody gave: they may mend it.
    Mend(Fault),
}

/// Starts work of a kind (a key under `work.`) and waits for it a little. Errors: `busy`, and faults
/// that nobody can mend in the form.
pub async fn follow<F>(
    web: &Web,
    viewer: &Viewer,
    what: &'static str,
    work: impl FnOnce(Handle) -> F,
) -> Result<Followed, Fault>
where
    F: Future<Output = End> + Send + 'static,
{
    let handle = web
        .works()
        .begin(&viewer.actor.person, what)
        .ok_or_else(|| Fault::of(StatusCode::SERVICE_UNAVAILABLE, "busy"))?;
    let page = format!("/work/{}", handle.id());
    let (tell, told) = oneshot::channel();
    let work = work(handle.clone());
    tokio::spawn(async move {
        let end = work.await;
        handle.end(end.clone());
        let _ = tell.send(end);
    });
    match tokio::time::timeout(WAIT, told).await {
        Ok(Ok(End::Done { location, flash })) => {
            let answer = flash.go(&location, web.options().secure_cookies);
            Ok(Followed::Answer(answer))
        }
        Ok(Ok(End::Failed(fault)))
            if fault.status.is_client_error() && fault.status != StatusCode::FORBIDDEN =>
        {
            Ok(Followed::Mend(fault))
        }
        Ok(Ok(End::Failed(fault))) => Err(fault),
        Ok(Err(_)) => Err(Fault::internal("the work ended without a word")),
        Err(_) => Ok(Followed::Answer(Redirect::to(&page).into_response())),
    }
}
