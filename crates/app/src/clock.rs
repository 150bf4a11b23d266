//! Where the time of an action comes from.

use jiff::Timestamp;
use std::sync::Mutex;

/// Gives the instant of an action. The domain never asks for the time; the application does, here.
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> Timestamp;
}

/// The machine's clock, never stepping back within one process: an instant earlier than the last
/// one given is answered with the last one, so that the journal's instants do not run backwards.
#[derive(Default)]
pub struct SystemClock {
    last: Mutex<Option<Timestamp>>,
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let read = Timestamp::now();
        let mut last = self.last.lock().unwrap_or_else(|e| e.into_inner());
        let given = last.map_or(read, |l| l.max(read));
        *last = Some(given);
        given
    }
}

/// A clock that stands where it is put: for tests and for loading dated demo records.
pub struct FixedClock {
    at: Mutex<Timestamp>,
}

impl FixedClock {
    /// A clock standing at `at`.
    pub fn at(at: Timestamp) -> Self {
        Self { at: Mutex::new(at) }
    }

    /// Moves the clock to `at`.
    pub fn set(&self, at: Timestamp) {
        *self.at.lock().unwrap_or_else(|e| e.into_inner()) = at;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.at.lock().unwrap_or_else(|e| e.into_inner())
    }
}
