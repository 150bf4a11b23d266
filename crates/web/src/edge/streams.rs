//! Answers that go on for a while: how many at once, and that they end when the server stops.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// Streams of events at once.
pub const EVENTS_MAX: usize = 64;
/// Streams of events of one person or token at once.
pub const EVENTS_EACH_MAX: usize = 4;
/// Bulk files at once.
pub const BULK_MAX: usize = 4;

type Open = Arc<Mutex<HashMap<String, usize>>>;

/// Places for streams.
pub struct Streams {
    events: Arc<Semaphore>,
    bulk: Arc<Semaphore>,
    open: Open,
    stop: watch::Sender<bool>,
}

impl Default for Streams {
    fn default() -> Self {
        Self {
            events: Arc::new(Semaphore::new(EVENTS_MAX)),
            bulk: Arc::new(Semaphore::new(BULK_MAX)),
            open: Open::default(),
            stop: watch::Sender::new(false),
        }
    }
}

/// A place among the streams of events; given back when dropped.
pub struct Place {
    who: String,
    open: Open,
    _permit: OwnedSemaphorePermit,
}

impl Streams {
    /// A place for a stream of events of somebody; none where too many are open.
    pub fn events(&self, who: &str) -> Option<Place> {
        let permit = self.events.clone().try_acquire_owned().ok()?;
        let mut open = lock(&self.open);
        let own = open.entry(who.to_owned()).or_default();
        if *own >= EVENTS_EACH_MAX {
            return None;
        }
        *own += 1;
        Some(Place {
            who: who.to_owned(),
            open: self.open.clone(),
            _permit: permit,
        })
    }

    /// A place for a bulk file; none where too many are under way.
    pub fn bulk(&self) -> Option<OwnedSemaphorePermit> {
        self.bulk.clone().try_acquire_owned().ok()
    }

    /// Becomes true when the server stops.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }

    /// Ends all streams.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = lock(&self.open);
        if let Some(own) = open.get_mut(&self.who) {
            *own -= 1;
            if *own == 0 {
                open.remove(&self.who);
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|e| e.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_bounded_for_each_and_for_all_and_come_back() {
        let streams = Streams::default();
        let own: Vec<_> = (0..EVENTS_EACH_MAX).map(|_| streams.events("a")).collect();
        assert!(own.iter().all(Option::is_some));
        assert!(streams.events("a").is_none());
        let others: Vec<_> = (0..EVENTS_MAX)
            .map(|n| streams.events(&format!("b{n}")))
            .collect();
        let there = others.iter().flatten().count();
        assert_eq!(there, EVENTS_MAX - EVENTS_EACH_MAX);
        drop((own, others));
        assert!(streams.events("a").is_some());
        assert!(lock(&streams.open).is_empty(), "nobody is remembered");
        let bulk: Vec<_> = (0..BULK_MAX).map(|_| streams.bulk()).collect();
        assert!(bulk.iter().all(Option::is_some) && streams.bulk().is_none());
    }

    #[test]
    fn stopping_is_heard_before_and_after() {
        let streams = Streams::default();
        let before = streams.stopping();
        streams.stop();
        assert!(*before.borrow() && *streams.stopping().borrow());
    }
}
