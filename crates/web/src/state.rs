//! What every handler shares.

use crate::edge::limit::{Limiter, PORTAL_MAX};
use crate::edge::load::{Limits, Turns};
use crate::edge::streams::Streams;
use crate::held::Held;
use crate::work::Works;
use app::App;
use std::sync::Arc;

/// How the server stands in the network.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// True behind https: cookies are marked `Secure`.
    pub secure_cookies: bool,
    /// True behind a proxy of our own that sets `X-Forwarded-For`.
    pub trust_forwarded: bool,
    /// How much is taken on at once.
    pub limits: Limits,
}

/// State of the router: cheap to clone.
#[derive(Clone)]
pub struct Web(Arc<Inner>);

struct Inner {
    app: App,
    options: Options,
    sign_in_tries: Limiter,
    portal_tries: Limiter,
    works: Works,
    held: Held,
    turns: Turns,
    streams: Streams,
}

impl Web {
    /// State over an open application.
    pub fn new(app: App, options: Options) -> Self {
        let inner = Inner {
            app,
            options,
            sign_in_tries: Limiter::default(),
            portal_tries: Limiter::of(PORTAL_MAX),
            works: Works::default(),
            held: Held::default(),
            turns: Turns::new(&options.limits),
            streams: Streams::default(),
        };
        Self(Arc::new(inner))
    }
    /// The application.
    pub fn app(&self) -> &App {
        &self.0.app
    }
    /// How the server stands in the network.
    pub fn options(&self) -> Options {
        self.0.options
    }
    /// Tries to sign in, by address.
    pub fn sign_in_tries(&self) -> &Limiter {
        &self.0.sign_in_tries
    }
    /// Turns for requests and uploads.
    pub fn turns(&self) -> &Turns {
        &self.0.turns
    }
    /// Requests to the public portal, by address.
    pub fn portal_tries(&self) -> &Limiter {
        &self.0.portal_tries
    }
    /// Ticket files that were tried and not written yet.
    pub fn held(&self) -> &Held {
        &self.0.held
    }
    /// Answers that go on for a while.
    pub fn streams(&self) -> &Streams {
        &self.0.streams
    }
    /// Long pieces of work under way.
    pub fn works(&self) -> &Works {
        &self.0.works
    }
}
