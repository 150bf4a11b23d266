//! Cases as streams: what happens to them, and all of them as one file. See docs/streams.md.

use super::answer::Answer;
use super::caller::Caller;
use crate::edge::load::busy;
use crate::edge::streams::Place;
use crate::input;
use crate::pages::case::asked::Asked;
use crate::pages::file::attachment;
use crate::state::Web;
use app::Actor;
use app::case::{self, Bulk, BulkFormat, CaseEvent};
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use serde::Deserialize;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, watch};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// How often the journal is looked at while nothing happens.
const LOOK: Duration = Duration::from_secs(1);
/// A stream ends after this; the client comes again, and its rights are looked at anew.
const STREAM_SECONDS_MAX: u64 = 300;
/// How long a client waits before it comes again.
const RETRY: Duration = Duration::from_secs(3);
/// How often something is said to a client to whom nothing happens.
const ALIVE: Duration = Duration::from_secs(15);

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(follow_cases))
        .routes(routes!(export_all_cases))
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct FollowParams {
    /// Position after which to begin: that of an event seen before. Where absent, `Last-Event-ID`; without
    /// either, what happens from now on.
    after: String,
    /// `0`: end when everything up to now was told.
    follow: String,
}

/// What happens to cases that the caller may list, as server-sent events: `id` is the position in the
/// journal, `event` the action, `data` the case as a line of the list, personal data masked.
///
/// A stream ends after five minutes at most; a client that comes again with `Last-Event-ID` misses nothing
/// and sees nothing twice. At most 4 streams of a caller and 64 in all, more are 503.
#[utoipa::path(get, path = "/cases/events", tag = "cases", params(FollowParams),
    responses((status = 200, description = "Events", content_type = "text/event-stream")))]
async fn follow_cases(
    State(web): State<Web>,
    caller: Caller,
    headers: HeaderMap,
    Query(asked): Query<FollowParams>,
) -> Answer {
    let follow = input::code("follow", &asked.follow, ["1", "0"])?;
    let sent = headers.get("last-event-id").and_then(|v| v.to_str().ok());
    let after = input::given(&asked.after).or_else(|| sent.and_then(input::given));
    let pos = match after {
        Some(text) => {
            let pos = text.parse().ok().filter(|pos: &i64| *pos >= 0);
            pos.ok_or_else(|| input::unknown("after", "a position"))?
        }
        None => case::events_position(web.app(), &caller.actor).await?,
    };
    let first = case::events(web.app(), &caller.actor, pos).await?;
    let Some(place) = web.streams().events(&caller.actor.person) else {
        return Ok(busy());
    };
    let feed = Feed {
        stop: web.streams().stopping(),
        until: Instant::now() + Duration::from_secs(STREAM_SECONDS_MAX),
        follow: follow != Some("0"),
        actor: caller.actor,
        waiting: first.events.into(),
        pos: first.pos,
        told: pos,
        begun: false,
        web,
        _place: place,
    };
    let events = unfold(feed, Feed::next);
    let alive = KeepAlive::new().interval(ALIVE);
    Ok(Sse::new(events).keep_alive(alive).into_response())
}

/// A stream of events on its way.
struct Feed {
    web: Web,
    actor: Actor,
    waiting: VecDeque<CaseEvent>,
    /// Up to where the journal was read.
    pos: i64,
    /// Up to where the client was told.
    told: i64,
    begun: bool,
    follow: bool,
    until: Instant,
    stop: watch::Receiver<bool>,
    _place: Place,
}

impl Feed {
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        if !std::mem::replace(&mut self.begun, true) {
            let hello = Event::default().retry(RETRY).id(self.told.to_string());
            return Some((Ok(hello), self));
        }
        loop {
            if let Some(event) = self.waiting.pop_front() {
                self.told = event.pos;
                return Some((Ok(written(&event)), self));
            }
            if self.told < self.pos {
                // Nothing of it is the caller's, but next time it need not be read again.
                self.told = self.pos;
                let mark = Event::default().id(self.pos.to_string());
                return Some((Ok(mark), self));
            }
            if Instant::now() >= self.until || *self.stop.borrow() {
                return None;
            }
            match case::events(self.web.app(), &self.actor, self.pos).await {
                Ok(more) if more.pos > self.pos => {
                    self.pos = more.pos;
                    self.waiting.extend(more.events);
                }
                Ok(_) if !self.follow => return None,
                Ok(_) => {
                    let _ = tokio::time::timeout(LOOK, self.stop.changed()).await;
                }
                Err(error) => {
                    tracing::warn!(%error, "a stream of events");
                    return None;
                }
            }
        }
    }
}

fn written(event: &CaseEvent) -> Event {
    let data = serde_json::to_string(event).unwrap_or_default();
    Event::default()
        .id(event.pos.to_string())
        .event(&event.action)
        .data(data)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct BulkParams {
    /// `csv`, `geojson` or `parquet`.
    format: String,
}

/// All cases of a filter that the caller may list and take away, as one file of any length; personal data
/// masked. The order is that of the reports, the oldest first; `sort`, `desc`, `after` and `limit` are not
/// asked. At most 4 files at once, more are 503. A file that breaks off is not ended properly.
#[utoipa::path(get, path = "/cases/bulk", tag = "cases", params(BulkParams, Asked),
    responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
async fn export_all_cases(
    State(web): State<Web>,
    caller: Caller,
    Query(form): Query<BulkParams>,
    Query(asked): Query<Asked>,
) -> Answer {
    let format = BulkFormat::from_code(&form.format);
    let format = format.ok_or_else(|| input::unknown("format", "csv, geojson, parquet"))?;
    let filter = asked.filter(web.app().now())?;
    let bulk = Bulk::open(web.app(), &caller.actor, &filter, format)?;
    let Some(place) = web.streams().bulk() else {
        return Ok(busy());
    };
    Ok(streamed(bulk, format, place))
}

fn streamed(bulk: Bulk, format: BulkFormat, place: OwnedSemaphorePermit) -> Response {
    let name = bulk.name();
    let parts = unfold(Some((bulk, place)), |on_its_way| async {
        let (mut bulk, place) = on_its_way?;
        match bulk.next().await {
            Ok(Some(bytes)) => Some((Ok(bytes), Some((bulk, place)))),
            Ok(None) => None,
            Err(error) => {
                let detail = error.detail().unwrap_or_default().to_owned();
                tracing::warn!(%error, %detail, "a bulk file broke off");
                Some((Err(std::io::Error::other(error.to_string())), None))
            }
        }
    });
    attachment(&name, format.media_type(), Body::from_stream(parts))
}
