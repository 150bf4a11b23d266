//! Whether a commitment in force may still be without a light.

use jiff::civil::Date;
use std::sync::Mutex;

/// The day on which every commitment in force was last seen to have a light. To look takes a walk
/// over all of them, so it is done once a day, when the platform starts, and after each issue.
#[derive(Debug, Default)]
pub(crate) struct Lit(Mutex<Option<Date>>);

impl Lit {
    /// True when nobody has looked since the day began or something was issued.
    pub(crate) fn must_look(&self, today: Date) -> bool {
        *self.lock() != Some(today)
    }

    /// Somebody is looking now: what is issued from here on asks for another look.
    pub(crate) fn looking(&self, today: Date) {
        *self.lock() = Some(today);
    }

    /// Something comes into force, or a look found no end.
    pub(crate) fn forget(&self) {
        *self.lock() = None;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Date>> {
        self.0.lock().unwrap_or_else(|e| e.into_inner())
    }
}
