//! A draft of the list beside the list: what it would have made of a matter at a place, and the same
//! draft dated for the day on which it is to hold.

use crate::sheet::next_id;
use crate::{DutyList, Entry, EntryKind, MatterCode, Period, Reason};
use jiff::ToSpan;
use jiff::civil::Date;
use org::{OfficialCode, UnitCode};
use std::collections::{BTreeMap, BTreeSet};

/// All entries of the matters that a draft changes, as they would be (see [`crate::sheet::compare`]).
pub type Draft = BTreeMap<MatterCode, Vec<Entry>>;

/// To whom a matter at a place goes by one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goes {
    /// The unit; none where nobody owns it there and nobody has the ground.
    pub unit: Option<UnitCode>,
    /// The entry it rests on.
    pub entry: Option<String>,
}

/// What a draft makes of one matter at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rehearsed {
    /// The same unit, and the dispatch that was made is judged the same.
    Same,
    /// Another unit, or the dispatch that was made is judged otherwise.
    Differs {
        /// By the list.
        old: Goes,
        /// By the draft.
        new: Goes,
        /// `unit` for another unit; `blocked` where the draft forbids the dispatch that was made and
        /// the list does not; `freed` the other way round.
        how: &'static str,
    },
    /// It cannot be said: `matter_unknown`, `place_missing`.
    Unknown(&'static str),
}

/// The list on a day as it would be had the draft held on it: entries that the draft adds or changes hold
/// unless they end before that day, whatever day they begin on.
pub fn with_draft(list: &DutyList, draft: &Draft, day: Date) -> DutyList {
    let old: BTreeMap<_, &Entry> = list.iter().map(|e| (&e.id, e)).collect();
    let untouched = list.iter().filter(|e| !draft.contains_key(&e.matter));
    let drafted = draft.values().flatten().filter_map(|entry| {
        if old.get(&entry.id) == Some(&entry) {
            return Some(entry.clone());
        }
        let ended = entry.period.valid_to.is_some_and(|last| last < day);
        let period = Period {
            valid_from: entry.period.valid_from.min(day),
            ..entry.period
        };
        (!ended).then(|| Entry {
            period,
            ..entry.clone()
        })
    });
    let entries: Vec<Entry> = untouched.cloned().chain(drafted).collect();
    DutyList::new(list.catalogue().clone(), entries, list.directory())
}

/// Compares what two lists make of a matter at a place on a day; `sent` is the unit the case was sent to.
pub fn compare(
    (list, draft): (&DutyList, &DutyList),
    day: Date,
    matter: &MatterCode,
    area: Option<&OfficialCode>,
    sent: Option<&UnitCode>,
) -> Rehearsed {
    if list.catalogue().get(matter, day).is_none() {
        return Rehearsed::Unknown("matter_unknown");
    }
    if area.is_none() && [list, draft].iter().any(|list| by_place(list, matter, day)) {
        return Rehearsed::Unknown("place_missing");
    }
    let (old, new) = (
        goes(list, day, matter, area),
        goes(draft, day, matter, area),
    );
    if old.unit != new.unit {
        let how = "unit";
        return Rehearsed::Differs { old, new, how };
    }
    let allows = |list: &DutyList| {
        sent.is_none_or(|unit| list.check_dispatch(unit, matter, area, day).is_ok())
    };
    match (allows(list), allows(draft)) {
        (true, false) => Rehearsed::Differs {
            old,
            new,
            how: "blocked",
        },
        (false, true) => Rehearsed::Differs {
            old,
            new,
            how: "freed",
        },
        _ => Rehearsed::Same,
    }
}

/// The unit that the list puts first, with its entry.
fn goes(list: &DutyList, day: Date, matter: &MatterCode, area: Option<&OfficialCode>) -> Goes {
    let first = list.propose(matter, area, day, &[]).into_iter().next();
    let entry = first.as_ref().and_then(|first| {
        first.reasons.iter().find_map(|reason| match reason {
            Reason::Entry { id, .. } => Some(id.to_string()),
            _ => None,
        })
    });
    Goes {
        unit: first.map(|first| first.unit),
        entry,
    }
}

/// Whether it matters where: an entry names places or a group of units, or nobody owns it everywhere.
fn by_place(list: &DutyList, matter: &MatterCode, day: Date) -> bool {
    let mut holding = list.all_of(matter).iter().filter(|e| e.period.holds(day));
    let group = |e: &Entry| {
        let unit = list.directory().get(&e.unit);
        unit.is_some_and(|unit| unit.kind == org::UnitKind::Group)
    };
    let mut everywhere = false;
    let placed = holding.any(|e| {
        everywhere |= e.kind == EntryKind::Core;
        !e.places.is_empty() || group(e)
    });
    placed || !everywhere
}

/// The draft as it is put into the list to hold from a day on: what is new begins then, and what says
/// another thing than before ends the day before and begins anew under an id of its own, so that the
/// past keeps its list. None where a matter has no free id left.
pub fn dated(list: &DutyList, draft: &Draft, from: Date) -> Option<Draft> {
    let mut taken: BTreeSet<_> = list.iter().map(|e| e.id.clone()).collect();
    taken.extend(draft.values().flatten().map(|e| e.id.clone()));
    let eve = from.checked_sub(1.day()).ok()?;
    let old: BTreeMap<_, &Entry> = list.iter().map(|e| (&e.id, e)).collect();
    let mut dated = Draft::new();
    for (matter, entries) in draft {
        let mut kept = vec![];
        for entry in entries {
            let not_before = |entry: &Entry| Entry {
                period: Period {
                    valid_from: entry.period.valid_from.max(from),
                    ..entry.period
                },
                ..entry.clone()
            };
            match old.get(&entry.id) {
                Some(before) if *before == entry => kept.push(entry.clone()),
                None => kept.push(not_before(entry)),
                // Not begun yet by then: nobody was ever sent by it.
                Some(before) if before.period.valid_from >= from => kept.push(not_before(entry)),
                Some(before) if says_the_same(before, entry) => {
                    let last = entry.period.valid_to.map(|last| last.max(eve));
                    let period = Period {
                        valid_to: last,
                        ..before.period
                    };
                    kept.push(Entry {
                        period,
                        ..entry.clone()
                    });
                }
                Some(before) => {
                    let ended = before.period.valid_to.is_some_and(|last| last < eve);
                    let mut past = (*before).clone();
                    if !ended {
                        past.period.valid_to = Some(eve);
                    }
                    kept.push(past);
                    let id = next_id(matter, |id| taken.contains(id))?;
                    taken.insert(id.clone());
                    kept.push(Entry {
                        id,
                        ..not_before(entry)
                    });
                }
            }
        }
        // An entry that would end before it begins says nothing.
        kept.retain(|e| {
            e.period
                .valid_to
                .is_none_or(|last| e.period.valid_from <= last)
        });
        dated.insert(matter.clone(), kept);
    }
    Some(dated)
}

/// Whether two forms of an entry differ in their days and what they rest on alone.
fn says_the_same(before: &Entry, after: &Entry) -> bool {
    (
        &before.unit,
        before.kind,
        &before.places,
        &before.counterpart,
    ) == (&after.unit, after.kind, &after.places, &after.counterpart)
}
