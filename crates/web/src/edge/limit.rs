//! A small fixed-window limiter for tries from one address.

use super::fault::Fault;
use crate::state::Web;
use axum::http::StatusCode;
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Tries from one address in one window.
pub const TRIES_MAX: u32 = 20;
/// Length of a window.
pub const WINDOW: Duration = Duration::from_secs(60);
/// Addresses remembered; when full, finished windows are forgotten, then all.
const ADDRESSES_MAX: usize = 10_000;

/// Requests of the portal from one address in one window: people behind one address of an office
/// or a mobile network share it.
pub const PORTAL_MAX: u32 = 120;

/// Counts tries by key.
pub struct Limiter {
    most: u32,
    windows: Mutex<HashMap<String, (Instant, u32)>>,
}

impl Default for Limiter {
    fn default() -> Self {
        Self::of(TRIES_MAX)
    }
}

impl Limiter {
    /// Lets `most` through from one address in one window.
    pub fn of(most: u32) -> Self {
        Self {
            most,
            windows: Mutex::default(),
        }
    }

    /// Counts one try at `now`; false when there were too many in this window.
    pub fn admit(&self, key: &str, now: Instant) -> bool {
        let mut windows = self.windows.lock().unwrap_or_else(|e| e.into_inner());
        if windows.len() >= ADDRESSES_MAX {
            windows.retain(|_, (start, _)| now.duration_since(*start) < WINDOW);
        }
        if windows.len() >= ADDRESSES_MAX {
            windows.clear();
        }
        let (start, tries) = windows.entry(key.to_owned()).or_insert((now, 0));
        if now.duration_since(*start) >= WINDOW {
            (*start, *tries) = (now, 0);
        }
        *tries += 1;
        *tries <= self.most
    }
}

/// Requests without an account from one address: a code cannot be guessed, a queue cannot be filled.
pub fn portal(web: &Web, remote: &str) -> Result<(), Fault> {
    if web.portal_tries().admit(remote, Instant::now()) {
        return Ok(());
    }
    Err(Fault::of(StatusCode::TOO_MANY_REQUESTS, "too_many_tries"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_stopped_and_let_in_again() {
        let limiter = Limiter::default();
        let start = Instant::now();
        assert!((0..TRIES_MAX).all(|_| limiter.admit("a", start)));
        assert!(!limiter.admit("a", start));
        assert!(limiter.admit("b", start));
        assert!(limiter.admit("a", start + WINDOW));
    }
}
