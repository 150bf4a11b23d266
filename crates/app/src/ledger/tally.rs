//! How many of each colour.

use light::Colour;
use serde::Serialize;
use store::Count;

/// Counts of lights.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// As planned.
    pub green: i64,
    /// Behind.
    pub yellow: i64,
    /// Far behind.
    pub red: i64,
    /// Not judged yet.
    pub grey: i64,
    /// All of them.
    pub total: i64,
    /// Reached.
    pub done: i64,
}

impl Tally {
    pub(super) fn add(&mut self, colour: Option<Colour>, done: bool) {
        self.put(colour.map_or("grey", Colour::code), 1, i64::from(done));
    }

    pub(super) fn of(counts: &[Count]) -> Self {
        let mut tally = Self::default();
        for count in counts {
            tally.count(count);
        }
        tally
    }

    pub(super) fn count(&mut self, count: &Count) {
        self.put(&count.colour, count.count, count.done);
    }

    fn put(&mut self, colour: &str, count: i64, done: i64) {
        self.total += count;
        self.done += done;
        *match colour {
            "green" => &mut self.green,
            "yellow" => &mut self.yellow,
            "red" => &mut self.red,
            _ => &mut self.grey,
        } += count;
    }
}
