//! Ticket files between the look at them and the step. Kept in this process's memory and nowhere
//! else, because they name residents; after a restart the file is chosen again.

use app::case::{Imported, TicketFile};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// All files kept, in bytes (128 MiB).
const KEPT_BYTES_MAX: usize = 128 * 1024 * 1024;
/// A file is kept for so long.
const KEEP: Duration = Duration::from_secs(30 * 60);

/// A file that was tried.
pub struct Tried {
    /// Who tried it: nobody else sees it.
    pub person: String,
    /// Name of the other system.
    pub system: String,
    /// The file.
    pub file: TicketFile,
    /// What was found.
    pub found: Imported,
}

/// Files kept, each person's last one.
#[derive(Default)]
pub struct Held(Mutex<HashMap<String, (Instant, Arc<Tried>)>>);

impl Held {
    /// Keeps a file; the person's former one is let go, and the oldest where there is no room.
    pub fn put(&self, tried: Tried) -> String {
        let now = Instant::now();
        let mut held = self.lock();
        held.retain(|_, (at, it)| now.duration_since(*at) < KEEP && it.person != tried.person);
        while total(&held) + tried.file.bytes() > KEPT_BYTES_MAX {
            let oldest = held.iter().min_by_key(|(_, (at, _))| *at);
            let Some(oldest) = oldest.map(|(id, _)| id.clone()) else {
                break;
            };
            held.remove(&oldest);
        }
        let id = crate::edge::session::fresh_token();
        held.insert(id.clone(), (now, Arc::new(tried)));
        id
    }

    /// The file, for whoever tried it.
    pub fn get(&self, id: &str, person: &str) -> Option<Arc<Tried>> {
        let held = self.lock();
        let (at, tried) = held.get(id)?;
        let fresh = at.elapsed() < KEEP && tried.person == person;
        fresh.then(|| tried.clone())
    }

    /// Lets a file go.
    pub fn drop(&self, id: &str) {
        self.lock().remove(id);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, (Instant, Arc<Tried>)>> {
        self.0.lock().unwrap_or_else(|e| e.into_inner())
    }
}

fn total(held: &HashMap<String, (Instant, Arc<Tried>)>) -> usize {
    held.values().map(|(_, it)| it.file.bytes()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::FileIn;

    async fn tried(person: &str, bytes: usize) -> Tried {
        let file = FileIn {
            name: "t.csv".into(),
            bytes: vec![b'x'; bytes],
        };
        Tried {
            person: person.into(),
            system: "热线".into(),
            file: TicketFile::read(file).await.unwrap(),
            found: Imported::default(),
        }
    }

    #[tokio::test]
    async fn only_who_tried_it_gets_it_and_the_last_replaces_the_one_before() {
        let held = Held::default();
        let first = held.put(tried("a", 10).await);
        assert!(held.get(&first, "b").is_none());
        assert_eq!(held.get(&first, "a").unwrap().system, "热线");
        let second = held.put(tried("a", 10).await);
        assert!(held.get(&first, "a").is_none() && held.get(&second, "a").is_some());
        held.drop(&second);
        assert!(held.get(&second, "a").is_none());
    }

    #[tokio::test]
    async fn the_oldest_makes_room() {
        let held = Held::default();
        let part = KEPT_BYTES_MAX / 2;
        let first = held.put(tried("a", part).await);
        let second = held.put(tried("b", part).await);
        let third = held.put(tried("c", part).await);
        assert!(held.get(&first, "a").is_none());
        assert!(held.get(&second, "b").is_some() && held.get(&third, "c").is_some());
    }
}
