//! Long work started from a page: it runs on, the page shows how far it is.
//!
//! Kept in this process's memory: after a restart the page says that it is gone, and the work, being
//! one action, either happened or did not.

use crate::edge::fault::Fault;
use crate::flash::Flash;
use app::Progress;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Pieces of work remembered.
const WORKS_MAX: usize = 200;
/// Finished work is remembered for so long.
const KEEP: Duration = Duration::from_secs(15 * 60);

/// How a piece of work ended.
#[derive(Clone)]
pub enum End {
    /// Done; the page goes on to `location` with a message.
    Done {
        /// Own path.
        location: String,
        /// Message.
        flash: Flash,
    },
    /// Not done.
    Failed(Fault),
}

/// How a piece of work stands.
#[derive(Clone)]
pub struct Standing {
    /// Catalogue key of what it is, under `work.`.
    pub what: &'static str,
    /// The last step.
    pub progress: Option<Progress>,
    /// Time since it began.
    pub elapsed: Duration,
    /// Set when it ended.
    pub end: Option<End>,
}

struct Work {
    person: String,
    what: &'static str,
    started: Instant,
    progress: Option<Progress>,
    ended: Option<(Instant, End)>,
}

/// The work of this process.
#[derive(Clone, Default)]
pub struct Works(Arc<Mutex<HashMap<String, Work>>>);

/// Where a piece of work reports to.
#[derive(Clone)]
pub struct Handle {
    works: Works,
    id: String,
}

impl Works {
    /// Begins a piece of work; none where too many are remembered.
    pub fn begin(&self, person: &str, what: &'static str) -> Option<Handle> {
        let now = Instant::now();
        let mut works = self.lock();
        works.retain(|_, w| {
            w.ended
                .as_ref()
                .is_none_or(|(at, _)| now.duration_since(*at) < KEEP)
        });
        if works.len() >= WORKS_MAX {
            return None;
        }
        let id = crate::edge::session::fresh_token();
        let work = Work {
            person: person.to_owned(),
            what,
            started: now,
            progress: None,
            ended: None,
        };
        works.insert(id.clone(), work);
        Some(Handle {
            works: self.clone(),
            id,
        })
    }

    /// How `id` stands, for the one who started it.
    pub fn standing(&self, id: &str, person: &str) -> Option<Standing> {
        let works = self.lock();
        let work = works.get(id).filter(|w| w.person == person)?;
        let until = work.ended.as_ref().map_or_else(Instant::now, |(at, _)| *at);
        Some(Standing {
            what: work.what,
            progress: work.progress.clone(),
            elapsed: until.duration_since(work.started),
            end: work.ended.as_ref().map(|(_, end)| end.clone()),
        })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Work>> {
        self.0.lock().unwrap_or_else(|e| e.into_inner())
    }
}

impl Handle {
    /// Id, for the address of the progress page.
    pub fn id(&self) -> &str {
        &self.id
    }
    /// Reports a step.
    pub fn step(&self, progress: Progress) {
        if let Some(work) = self.works.lock().get_mut(&self.id) {
            work.progress = Some(progress);
        }
    }
    /// Ends it.
    pub fn end(&self, end: End) {
        if let Some(work) = self.works.lock().get_mut(&self.id) {
            work.ended = Some((Instant::now(), end));
        }
    }
}

impl Standing {
    /// Units a second, once something was done.
    pub fn rate(&self) -> Option<u64> {
        let done = self.progress.as_ref()?.done;
        let millis = u64::try_from(self.elapsed.as_millis()).ok()?.max(1);
        (done > 0).then(|| done.saturating_mul(1000) / millis)
    }
    /// Seconds left at that rate, where the total is known.
    pub fn seconds_left(&self) -> Option<u64> {
        let progress = self.progress.as_ref()?;
        let left = progress.total.checked_sub(progress.done)?;
        let rate = self.rate().filter(|r| *r > 0)?;
        (progress.total > 0).then(|| left.div_ceil(rate))
    }
    /// Per cent done, where the total is known.
    pub fn percent(&self) -> Option<u64> {
        let progress = self.progress.as_ref()?;
        (progress.total > 0).then(|| progress.done.min(progress.total) * 100 / progress.total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_starter_sees_it_and_its_end() {
        let works = Works::default();
        let handle = works.begin("a", "verify").unwrap();
        handle.step(Progress {
            stage: "verify",
            done: 50,
            total: 200,
        });
        let standing = works.standing(handle.id(), "a").unwrap();
        assert_eq!(standing.percent(), Some(25));
        assert!(works.standing(handle.id(), "b").is_none());
        handle.end(End::Failed(Fault::of(
            axum::http::StatusCode::CONFLICT,
            "csrf",
        )));
        assert!(matches!(
            works.standing(handle.id(), "a").unwrap().end,
            Some(End::Failed(_))
        ));
    }

    #[test]
    fn a_full_register_takes_no_more() {
        let works = Works::default();
        assert!((0..WORKS_MAX).all(|_| works.begin("a", "verify").is_some()));
        assert!(works.begin("a", "verify").is_none());
    }
}
