//! Names of places in a district: what a word in an address can mean.

mod entry;
mod read;
mod words;

pub use entry::{Entry, Kind};
pub(crate) use words::{normal, numbered, roads_of_crossing};

use crate::Point;
use std::collections::{BTreeMap, HashMap};

/// Most entries of a gazetteer.
pub const ENTRIES_MAX: usize = 100_000;
/// Most characters of a name.
pub const NAME_CHARS_MAX: usize = 40;

/// Entries, found by name, by road and number, and by crossing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    by_name: HashMap<String, Vec<usize>>,
    roads: HashMap<String, Option<usize>>,
    numbers: HashMap<String, BTreeMap<u32, usize>>,
    crossings: HashMap<(String, String), usize>,
}

impl Gazetteer {
    /// Reads `name,aliases,kind,lon,lat,area,source`; aliases are separated by `；` or `;`,
    /// coordinates are WGS 84. Errors: every fault with its line.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<crate::Fault>> {
        read::entries(file, text).map(Self::of)
    }

    fn of(entries: Vec<Entry>) -> Self {
        let mut all = Self::default();
        for (index, entry) in entries.iter().enumerate() {
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                let name = normal(name);
                match entry.kind {
                    Kind::Road => {
                        all.roads.insert(name, Some(index));
                    }
                    Kind::Address => all.add_address(&name, index),
                    Kind::Crossing => all.add_crossing(&name, index),
                    _ => all.by_name.entry(name).or_default().push(index),
                }
            }
        }
        all.entries = entries;
        all
    }

    fn add_address(&mut self, name: &str, index: usize) {
        if let Some((road, number)) = numbered(name) {
            self.roads.entry(road.to_owned()).or_default();
            let numbers = self.numbers.entry(road.to_owned()).or_default();
            numbers.insert(number, index);
        }
    }

    fn add_crossing(&mut self, name: &str, index: usize) {
        if let Some((one, other)) = roads_of_crossing(name) {
            for road in [one, other] {
                self.roads.entry(road.to_owned()).or_default();
            }
            self.crossings.insert(pair(one, other), index);
        }
    }

    /// All entries, as in the file.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// How many entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The nearest entry that has a name of its own within so many metres, and how far it is.
    pub fn near(&self, point: Point, metres_max: f64) -> Option<(&Entry, f64)> {
        self.entries
            .iter()
            .filter(|e| e.kind != Kind::Road)
            .map(|e| (e, e.point.metres_to(point)))
            .filter(|(_, metres)| *metres <= metres_max)
            .min_by(|a, b| a.1.total_cmp(&b.1))
    }

    pub(crate) fn named(&self, name: &str) -> impl Iterator<Item = &Entry> {
        let found = self.by_name.get(name).into_iter().flatten();
        found.map(|i| &self.entries[*i])
    }

    /// A known road: its own entry, if it has one.
    pub(crate) fn road(&self, name: &str) -> Option<Option<&Entry>> {
        let known = self.roads.get(name)?;
        Some(known.map(|i| &self.entries[i]))
    }

    /// The numbers known of a road.
    pub(crate) fn numbers(&self, road: &str) -> impl Iterator<Item = (u32, &Entry)> {
        let numbers = self.numbers.get(road).into_iter().flatten();
        numbers.map(|(number, i)| (*number, &self.entries[*i]))
    }

    pub(crate) fn crossing(&self, one: &str, other: &str) -> Option<&Entry> {
        self.crossings
            .get(&pair(one, other))
            .map(|i| &self.entries[*i])
    }
}

fn pair(one: &str, other: &str) -> (String, String) {
    match one <= other {
        true => (one.to_owned(), other.to_owned()),
        false => (other.to_owned(), one.to_owned()),
    }
}
