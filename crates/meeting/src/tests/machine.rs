//! The machine against a slow model: whatever is tried in whatever order, an item ends only by a reading that
//! meets its measure or by an explanation that another unit accepted.

use super::rules::{by, light_fact, project};
use crate::*;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use light::Colour;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const FIRST: Date = date(2026, 9, 1);
const UNITS: [&str; 3] = ["office", "fagai", "zhujian"];

#[derive(Debug, Clone)]
enum Try {
    /// The world: a project's light turns.
    Turn(u8, Colour),
    Pass(u8),
    Freeze(BTreeSet<u8>),
    Assign(u8, u8, u8),
    Minute,
    Close(u8, u8),
    Explain(u8, u8),
    Answer(u8, u8, bool),
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let colour = prop::sample::select(Colour::ALL.to_vec());
    let one = prop_oneof![
        3 => (0..4u8, colour).prop_map(|(p, c)| Try::Turn(p, c)),
        3 => (1..9u8).prop_map(Try::Pass),
        2 => prop::collection::btree_set(0..4u8, 0..2).prop_map(Try::Freeze),
        4 => (1..5u8, 0..3u8, 0..9u8).prop_map(|(l, u, d)| Try::Assign(l, u, d)),
        2 => Just(Try::Minute),
        2 => (0..6u8, 0..3u8).prop_map(|(i, u)| Try::Close(i, u)),
        3 => (0..6u8, 0..3u8).prop_map(|(i, u)| Try::Explain(i, u)),
        3 => (0..6u8, 0..3u8, any::<bool>()).prop_map(|(i, u, a)| Try::Answer(i, u, a)),
    ];
    prop::collection::vec(one, 1..60)
}

#[derive(Default)]
struct World {
    lights: BTreeMap<u8, Colour>,
    today: Option<Date>,
    items: Vec<Item>,
    meetings: Vec<Meeting>,
    made: u32,
}

impl World {
    fn today(&self) -> Date {
        self.today.unwrap_or(FIRST)
    }

    fn read(&self, item: &Item) -> Reading {
        let at = (0..4).find(|p| project(*p) == item.source);
        let colour = at.and_then(|p| self.lights.get(&p)).copied();
        Reading::Light {
            colour: colour.unwrap_or(Colour::Red),
        }
    }

    fn drafted(&self) -> Vec<Drafted> {
        let open = self.items.iter().filter(|i| i.ending.is_none());
        let open: Vec<_> = open.map(|i| (i.clone(), Some(self.read(i)))).collect();
        let red = (0..4).filter(|p| self.lights.get(p).unwrap_or(&Colour::Red) == &Colour::Red);
        let facts: Vec<Candidate> = red.map(light_fact).collect();
        agenda(&open, &facts, self.today())
    }

    fn put(&mut self, item: Item) {
        self.items.retain(|i| i.id != item.id);
        self.items.push(item);
        self.items.sort_by(|a, b| a.id.cmp(&b.id));
    }

    fn step(&mut self, one: &Try) {
        let today = self.today();
        let ctx = |unit: u8| by(UNITS[usize::from(unit % 3)], today);
        match one {
            Try::Turn(p, colour) => {
                self.lights.insert(*p, *colour);
            }
            Try::Pass(days) => self.today = today.checked_add(i64::from(*days).days()).ok(),
            Try::Freeze(out) => {
                let cmd = Freeze {
                    id: format!("m{:03}", self.meetings.len()),
                    on: today,
                    leave_out: out.iter().map(|p| project(*p)).collect(),
                    why: "下次再议".into(),
                };
                let last = self.meetings.last();
                let done = freeze(last, self.drafted(), &self.items, &cmd, &ctx(0));
                if let Ok(done) = done {
                    done.ended.into_iter().for_each(|item| self.put(item));
                    self.meetings.push(done.meeting);
                }
            }
            Try::Assign(no, unit, days) => {
                let Some(last) = self.meetings.last() else {
                    return;
                };
                self.made += 1;
                let cmd = Assign {
                    no: u32::from(*no),
                    new_id: format!("i{:03}", self.made),
                    unit: UNITS[usize::from(*unit)].into(),
                    words: "推进".into(),
                    due: today.checked_add(i64::from(*days).days()).unwrap(),
                    promised: None,
                    expected: None,
                };
                if let Ok((meeting, item)) = assign(last, &self.items, &cmd, &ctx(0)) {
                    self.meetings.pop();
                    self.meetings.push(meeting);
                    self.put(item);
                }
            }
            Try::Minute => {
                let Some(last) = self.meetings.last() else {
                    return;
                };
                let cmd = Minute {
                    chair: "区长".into(),
                    words: String::new(),
                };
                if let Ok(meeting) = minute(last, &self.items, &cmd, &ctx(0)) {
                    self.meetings.pop();
                    self.meetings.push(meeting);
                }
            }
            Try::Close(at, unit) => {
                self.on_item(*at, |item, now| close_by_number(item, now, &ctx(*unit)))
            }
            Try::Explain(at, unit) => {
                let cmd = Explain {
                    why: "审批延迟".into(),
                    learned: "提前报批".into(),
                };
                self.on_item(*at, |item, now| explain(item, &cmd, now, &ctx(*unit)));
            }
            Try::Answer(at, unit, accepted) => {
                self.on_item(*at, |item, now| {
                    answer(item, (*accepted, "请补充"), now, &ctx(*unit))
                });
            }
        }
    }

    fn on_item(&mut self, at: u8, of: impl Fn(&Item, Reading) -> Result<Item, Refusal>) {
        let Some(item) = self.items.get(usize::from(at)).cloned() else {
            return;
        };
        if let Ok(next) = of(&item, self.read(&item)) {
            self.put(next);
        }
    }

    fn holds(&self) {
        for item in &self.items {
            assert!(!item.actions.is_empty() && !item.unit().is_empty());
            match &item.ending {
                None => {}
                Some(Ending::Changed { reading, .. }) => {
                    let not_red = matches!(
                        reading,
                        Reading::Light {
                            colour: Colour::Yellow | Colour::Green
                        }
                    );
                    assert!(not_red, "ended by {reading:?}");
                }
                Some(Ending::Missed { said, .. }) => {
                    let last = item.explained.last().expect("explained");
                    let answer = last.answer.as_ref().expect("answered");
                    assert!(answer.accepted && answer.said == *said);
                    assert_ne!(said.by.unit, item.unit(), "accepted by its own unit");
                    assert_eq!(last.said.by.unit, item.unit(), "explained by another");
                    assert!(
                        last.said.on > item.due().unwrap(),
                        "explained before its day"
                    );
                }
            }
        }
        let open = self.items.iter().filter(|i| i.ending.is_none());
        let sources: Vec<&Source> = open.map(|i| &i.source).collect();
        let once: BTreeSet<&Source> = sources.iter().copied().collect();
        assert_eq!(once.len(), sources.len(), "one thing, one open item");
        for (at, meeting) in self.meetings.iter().enumerate() {
            let issued = meeting.minutes.is_some();
            assert!(
                issued || at + 1 == self.meetings.len(),
                "one open meeting, the last"
            );
            assert!(!issued || meeting.undecided().next().is_none());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_ends_by_a_tick(tries in tries()) {
        let mut world = World::default();
        for one in &tries {
            let before = world.meetings.clone();
            world.step(one);
            world.holds();
            for (old, new) in before.iter().zip(&world.meetings) {
                prop_assert!(old.minutes.is_none() || old == new, "issued minutes stay");
            }
        }
        // Whoever promised is heard: nothing due is missing from the next agenda.
        let today = world.today();
        let drafted = world.drafted();
        for item in world.items.iter().filter(|i| i.ending.is_none()) {
            let heard = drafted.iter().any(|d| d.item.as_ref() == Some(&item.id));
            prop_assert!(heard || item.due() > Some(today));
        }
        let first_new = drafted.iter().position(|d| d.group == Group::New);
        let last_old = drafted.iter().rposition(|d| d.group != Group::New);
        prop_assert!(first_new.is_none() || last_old < first_new, "promises come first");
    }
}
