use super::*;
use crate::rehearse::{Draft, Rehearsed, compare, dated, with_draft};

/// Litter in the west goes from the market to the streets, and works no longer only assists.
fn draft() -> Draft {
    let kept = entry("a", "06010", "streets", EntryKind::Core, &[]);
    let moved = entry("b", "06010", "works", EntryKind::Core, &["990101002"]);
    let ended = Entry {
        period: Period {
            valid_to: Some(date(2026, 10, 31)),
            ..Period::from(date(2026, 7, 1))
        },
        ..entry("c", "06010", "works", EntryKind::Assisting, &[])
    };
    [(code("06010"), vec![kept, moved, ended])].into()
}

fn judged(at: Option<&str>, sent: Option<&str>) -> Rehearsed {
    let (list, sent) = (list(), sent.map(unit));
    let drafted = with_draft(&list, &draft(), day());
    let area = at.map(place);
    let lists = (&list, &drafted);
    compare(lists, day(), &code("06010"), area.as_ref(), sent.as_ref())
}

#[test]
fn another_unit_is_named_with_both_entries() {
    let Rehearsed::Differs { old, new, how } = judged(Some("990101002"), Some("market")) else {
        panic!("it differs")
    };
    assert_eq!(how, "unit");
    assert_eq!(
        (old.unit, old.entry.as_deref()),
        (Some(unit("market")), Some("b"))
    );
    assert_eq!(
        (new.unit, new.entry.as_deref()),
        (Some(unit("works")), Some("b"))
    );
    assert_eq!(judged(Some("990101001"), Some("east")), Rehearsed::Same);
}

#[test]
fn a_dispatch_that_was_made_may_become_allowed() {
    let Rehearsed::Differs { old, new, how } = judged(Some("990101001"), Some("market")) else {
        panic!("it differs")
    };
    assert_eq!((how, old.unit), ("freed", new.unit));
}

#[test]
fn what_cannot_be_judged_says_why() {
    assert_eq!(judged(None, None), Rehearsed::Unknown("place_missing"));
    let list = list();
    let unknown = compare((&list, &list), day(), &code("77777"), None, None);
    assert_eq!(unknown, Rehearsed::Unknown("matter_unknown"));
    // Where one unit owns it everywhere, no place is needed.
    let water = list_of(vec![entry("e", "06025", "water", EntryKind::Core, &[])]);
    let same = compare((&water, &water), day(), &code("06025"), None, None);
    assert_eq!(same, Rehearsed::Same);
}

#[test]
fn a_draft_is_put_in_force_without_touching_the_past() {
    let (list, from) = (list(), date(2026, 12, 1));
    let dated = dated(&list, &draft(), from).unwrap();
    let after = DutyList::new(
        list.catalogue().clone(),
        list.iter()
            .filter(|e| e.matter != code("06010"))
            .cloned()
            .chain(dated.values().flatten().cloned()),
        list.directory(),
    );
    let owner = |day: Date| {
        let west = place("990101002");
        let found = after.propose(&code("06010"), Some(&west), day, &[]);
        found.first().map(|p| p.unit.clone())
    };
    assert_eq!(owner(date(2026, 11, 30)), Some(unit("market")));
    assert_eq!(owner(from), Some(unit("works")));
    assert_eq!(owner(date(2026, 8, 1)), owner(date(2026, 11, 30)));
    let of = |id: &str| {
        after
            .all_of(&code("06010"))
            .iter()
            .find(|e| e.id.as_str() == id)
    };
    assert_eq!(of("b").unwrap().unit, unit("market"));
    assert_eq!(of("b").unwrap().period.valid_to, Some(date(2026, 11, 30)));
    assert_eq!(of("d-06010-1").unwrap().period.valid_from, from);
    // What the draft ends earlier ends with the day before, so that no gap is left.
    assert_eq!(of("c").unwrap().period.valid_to, Some(date(2026, 11, 30)));
}

#[test]
fn an_untouched_list_is_rehearsed_as_itself() {
    let list = list();
    let same: Draft = [(code("06010"), list.all_of(&code("06010")).to_vec())].into();
    assert_eq!(with_draft(&list, &same, day()), list);
    assert_eq!(dated(&list, &same, day()).unwrap(), same);
}
