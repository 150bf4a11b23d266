//! A write on one thing: by whom, on which, and on which version of it.

use super::caller::Caller;
use super::if_match::IfMatch;
use super::refusal;
use crate::edge::fault::Fault;
use crate::state::Web;
use app::{Actor, App};
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

/// On the thing whose id is the only part of the address.
pub struct On {
    web: Web,
    /// Who acts.
    pub actor: Actor,
    /// What is acted on.
    pub id: String,
    /// The version seen.
    pub version: i64,
}

impl On {
    /// The application.
    pub fn app(&self) -> &App {
        self.web.app()
    }
}

/// Who acts on which place and which version of it.
async fn of<P>(parts: &mut Parts, web: &Web) -> Result<(Actor, P, i64), Fault>
where
    P: DeserializeOwned + Send,
{
    let caller = Caller::from_request_parts(parts, web).await?;
    let place = Path::<P>::from_request_parts(parts, web).await;
    let Path(place) = place.map_err(|_| refusal::missing())?;
    let IfMatch(version) = IfMatch::from_request_parts(parts, web).await?;
    Ok((caller.actor, place, version))
}

impl FromRequestParts<Web> for On {
    type Rejection = Fault;
    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Fault> {
        let (actor, id, version) = of::<String>(parts, web).await?;
        Ok(Self {
            web: web.clone(),
            actor,
            id,
            version,
        })
    }
}

/// On a draft, which must be one of the report in the address.
pub struct OnDraft(pub On);

impl FromRequestParts<Web> for OnDraft {
    type Rejection = Fault;
    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Fault> {
        let (actor, (report, id), version) = of::<(String, String)>(parts, web).await?;
        app::review::show(web.app(), &actor, &report, &id).await?;
        Ok(Self(On {
            web: web.clone(),
            actor,
            id,
            version,
        }))
    }
}
