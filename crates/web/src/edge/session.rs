//! Who is asking: by session cookie, by API token, or nobody.

use super::cookie::{self, Life};
use super::fault::Fault;
use super::prefs::Prefs;
use crate::flash::{self, Flash};
use crate::nav::{self, Place};
use crate::state::Web;
use app::Actor;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;

/// The session cookie.
pub const SESSION: &str = "xh_session";
/// The cookie that ties a form to a browser before there is a session.
pub const PRE_SESSION: &str = "xh_pre";
/// Bytes of a token made here.
const TOKEN_BYTES: usize = 24;

/// One request, as far as the pages care.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// Language, theme, elder mode.
    pub prefs: Prefs,
    /// Path asked for.
    pub path: String,
    /// Query string, without the question mark.
    pub query: String,
    /// Who is signed in.
    pub actor: Option<Actor>,
    /// The password must be changed before anything else.
    pub must_change: bool,
    /// The value every form must send back; none for a program with a token.
    pub csrf: Option<String>,
    /// The session's own token, to end or rotate it.
    pub token: Option<String>,
    /// A message from the step before.
    pub flash: Option<Flash>,
    /// Name of the district.
    pub site: String,
    /// Name of the actor's unit.
    pub unit_name: String,
    /// Navigation.
    pub places: Vec<&'static Place>,
}

/// Finds out who is asking and puts a [`Visitor`] into the request (and the answer, for the error page).
pub async fn layer(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let mut visitor = anonymous(&request);
    let fresh = match identify(&web, request.headers(), &mut visitor).await {
        Ok(fresh) => fresh,
        Err(fault) => return fault.into_response(),
    };
    if let Some(actor) = visitor.actor.as_ref().filter(|_| visitor.csrf.is_some()) {
        // A program with a token sees no page.
        visitor.places = nav::places(web.app(), actor);
        visitor.unit_name = crate::units::name(web.app(), actor.unit.as_str());
    }
    visitor.site = web.app().profile().district.name.clone();
    let had_flash = visitor.flash.is_some();
    let visitor = Arc::new(visitor);
    request.extensions_mut().insert(visitor.clone());
    let mut response = next.run(request).await;
    let secure = web.options().secure_cookies;
    if let Some(token) = fresh {
        let value = cookie::set(PRE_SESSION, &token, Life::Session, secure);
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    if had_flash && response.status() == StatusCode::OK {
        let value = cookie::set(flash::COOKIE, "", Life::Gone, secure);
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response.extensions_mut().insert(visitor);
    response
}

fn anonymous(request: &Request) -> Visitor {
    Visitor {
        prefs: request
            .extensions()
            .get::<Prefs>()
            .copied()
            .unwrap_or_default(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        actor: None,
        must_change: false,
        csrf: None,
        token: None,
        flash: cookie::get(request.headers(), flash::COOKIE).and_then(Flash::decode),
        site: String::new(),
        unit_name: String::new(),
        places: vec![],
    }
}

/// Fills in who it is. Gives a new pre-session token where one must be set.
async fn identify(
    web: &Web,
    headers: &HeaderMap,
    visitor: &mut Visitor,
) -> Result<Option<String>, Fault> {
    if let Some(bearer) = bearer(headers) {
        let actor = app::session::by_api_token(web.app(), bearer).await?;
        let unknown = || Fault::of(StatusCode::UNAUTHORIZED, "token");
        visitor.actor = Some(actor.ok_or_else(unknown)?);
        return Ok(None);
    }
    if let Some(token) = cookie::get(headers, SESSION).filter(|t| !t.is_empty())
        && let Some(session) = app::session::by_token(web.app(), token).await?
    {
        visitor.actor = Some(session.actor);
        visitor.must_change = session.must_change;
        visitor.csrf = Some(session.csrf);
        visitor.token = Some(token.to_owned());
        return Ok(None);
    }
    if let Some(pre) = cookie::get(headers, PRE_SESSION).filter(|t| t.len() >= TOKEN_BYTES) {
        visitor.csrf = Some(pre.to_owned());
        return Ok(None);
    }
    let token = fresh_token();
    visitor.csrf = Some(token.clone());
    Ok(Some(token))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ").map(str::trim)
}

/// Unguessable text of hexadecimal digits.
pub fn fresh_token() -> String {
    let bytes: [u8; TOKEN_BYTES] = rand::random();
    app::hex::encode(&bytes)
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Fault;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        let visitor = parts.extensions.get::<Arc<Visitor>>();
        visitor
            .map(|v| v.as_ref().clone())
            .ok_or_else(|| Fault::internal("no session layer"))
    }
}

/// A visitor who is signed in and may go on.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// Who acts.
    pub actor: Actor,
    /// The request.
    pub visitor: Visitor,
}

impl<S: Sync> FromRequestParts<S> for Viewer {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let visitor = Visitor::from_request_parts(parts, state)
            .await
            .map_err(Fault::into_response)?;
        let Some(actor) = visitor.actor.clone() else {
            return Err(sign_in_first(&parts.method, &visitor));
        };
        if visitor.must_change && !matches!(visitor.path.as_str(), "/password" | "/sign-out") {
            return Err(Redirect::to("/password").into_response());
        }
        Ok(Self { actor, visitor })
    }
}

fn sign_in_first(method: &Method, visitor: &Visitor) -> Response {
    if method != Method::GET || visitor.path.starts_with("/api/") {
        return Fault::of(StatusCode::UNAUTHORIZED, "sign_in").into_response();
    }
    let back = match visitor.query.as_str() {
        "" => visitor.path.clone(),
        query => format!("{}?{query}", visitor.path),
    };
    let next: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
    Redirect::to(&format!("/sign-in?next={next}")).into_response()
}
