use super::*;
use crate::check::{self, Severity};

fn codes(entries: Vec<Entry>) -> Vec<(usize, &'static str)> {
    let placed: Vec<(usize, Entry)> = (2..).zip(entries).collect();
    let found = check::entries(&placed, list().catalogue(), &directory());
    found.into_iter().map(|f| (f.line, f.code)).collect()
}

fn core(id: &str, by: &str, places: &[&str]) -> Entry {
    entry(id, "06010", by, EntryKind::Core, places)
}

#[test]
fn two_owners_at_once_are_an_error_on_the_later_line() {
    assert_eq!(
        codes(vec![core("a", "works", &[]), core("b", "water", &[])]),
        [(3, "entry_core_overlap")]
    );
    assert_eq!(
        codes(vec![
            core("a", "works", &["990101001"]),
            core("b", "water", &["990101002", "990101001"])
        ]),
        [(3, "entry_core_overlap")]
    );
    assert_eq!(
        codes(vec![
            core("a", "works", &[]),
            core("b", "water", &["990101001"])
        ]),
        []
    );
    let mut first = core("a", "works", &[]);
    first.period.valid_to = Some(date(2026, 9, 30));
    let mut second = core("b", "water", &[]);
    second.period.valid_from = date(2026, 10, 1);
    assert_eq!(codes(vec![first.clone(), second.clone()]), []);
    second.period.valid_from = date(2026, 9, 30);
    assert_eq!(codes(vec![first, second]), [(3, "entry_core_overlap")]);
}

#[test]
fn each_mistake_of_an_entry_has_its_code() {
    let plain = || core("a", "works", &[]);
    let with = |change: &dyn Fn(&mut Entry)| {
        let mut entry = plain();
        change(&mut entry);
        codes(vec![entry])
            .into_iter()
            .map(|(_, c)| c)
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(vec![plain()]), []);
    assert_eq!(with(&|e| e.unit = unit("nobody")), ["entry_unit_unknown"]);
    assert_eq!(
        with(&|e| e.counterpart = Some(unit("nobody"))),
        ["entry_unit_unknown"]
    );
    assert_eq!(
        with(&|e| e.matter = code("99999")),
        ["entry_matter_unknown"]
    );
    assert_eq!(
        with(&|e| e.places = vec![place("990101009")]),
        ["entry_place_unknown"]
    );
    assert_eq!(with(&|e| e.basis.clear()), ["entry_without_basis"]);
    assert_eq!(
        with(&|e| e.kind = EntryKind::Assisting),
        ["entry_without_owner"]
    );
    assert_eq!(
        with(&|e| e.kind = EntryKind::Reclaimed),
        ["entry_without_taker"]
    );
    assert_eq!(
        with(&|e| e.period.valid_to = Some(date(2026, 6, 30))),
        ["period_order", "entry_matter_not_in_force"]
    );
    assert_eq!(
        codes(vec![plain(), core("a", "works", &["990101001"])]),
        [(3, "entry_duplicate")]
    );
    let mut assists = entry("b", "06010", "works", EntryKind::Assisting, &[]);
    assists.counterpart = Some(unit("water"));
    assert_eq!(codes(vec![plain(), assists]), [(3, "entry_contradiction")]);
}

#[test]
fn each_mistake_of_a_matter_has_its_code() {
    let codes = |matters: Vec<Matter>| -> Vec<(usize, &'static str)> {
        let placed: Vec<(usize, Matter)> = (2..).zip(matters).collect();
        check::matters(&placed)
            .into_iter()
            .map(|f| (f.line, f.code))
            .collect()
    };
    let one = || matter("06010", "暴露垃圾", &["垃圾外露"]);
    assert_eq!(codes(vec![one()]), []);
    assert_eq!(codes(vec![one(), one()]), [(3, "matter_overlap")]);
    assert_eq!(
        codes(vec![matter("06010", "暴露垃圾", &["脏"])]),
        [(2, "matter_phrase_short")]
    );
    assert_eq!(
        codes(vec![matter("06010", "暴露垃圾", &["垃圾+"])]),
        [(2, "matter_phrase_short")]
    );
    assert_eq!(
        codes(vec![one(), matter("06011", "积存垃圾渣土", &["垃圾外露"])]),
        [(3, "matter_phrase_shared")]
    );
}

#[test]
fn a_matter_that_nobody_owns_is_a_warning_on_its_line() {
    let matters = vec![
        (2, matter("06010", "暴露垃圾", &[])),
        (3, matter("06025", "水域不洁", &[])),
    ];
    let entries = vec![
        (2, core("a", "works", &[])),
        (3, entry("b", "06025", "water", EntryKind::Assisting, &[])),
    ];
    let found = check::unowned(&matters, &entries);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].line, found[0].severity, found[0].code),
        (3, Severity::Warning, "matter_without_entry")
    );
}
