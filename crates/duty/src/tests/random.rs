use super::*;
use proptest::prelude::*;

const UNITS: [&str; 7] = [
    "works",
    "market",
    "water",
    "streets",
    "east",
    "west",
    "east-team",
];
const PLACES: [&str; 3] = ["990101001", "990101002", "990101001001"];

fn any_entry() -> impl Strategy<Value = Entry> {
    let kinds = prop_oneof![
        Just(EntryKind::Core),
        Just(EntryKind::Assisting),
        Just(EntryKind::Reclaimed)
    ];
    let places = proptest::sample::subsequence(PLACES.to_vec(), 0..=2);
    (0usize..1_000_000, 0..UNITS.len(), kinds, places).prop_map(|(n, by, kind, places)| {
        entry(&format!("e{n}"), "06010", UNITS[by], kind, &places)
    })
}

proptest! {
    #[test]
    fn what_is_proposed_may_be_dispatched_and_ranks_are_firm(
        entries in proptest::collection::vec(any_entry(), 0..10),
        at in proptest::option::of(0..PLACES.len()),
        past in proptest::collection::vec((0..UNITS.len(), 0u32..5, 0u32..5), 0..6),
    ) {
        let list = list_of(entries);
        let area = at.map(|n| place(PLACES[n]));
        let past: Vec<PastCount> = past.into_iter()
            .map(|(u, closed, returned)| PastCount { unit: unit(UNITS[u]), closed, returned })
            .collect();
        let found = list.propose(&code("06010"), area.as_ref(), day(), &past);
        for (rank, proposal) in (1..).zip(&found) {
            prop_assert_eq!(proposal.rank, rank);
            prop_assert!(!proposal.reasons.is_empty());
            prop_assert!(list.check_dispatch(&proposal.unit, &code("06010"), area.as_ref(), day()).is_ok());
            prop_assert_ne!(proposal.unit.as_str(), "streets");
        }
        let mut turned = past.clone();
        turned.reverse();
        prop_assert_eq!(&found, &list.propose(&code("06010"), area.as_ref(), day(), &turned));
    }

    #[test]
    fn a_sound_list_has_at_most_one_owner_anywhere(entries in proptest::collection::vec(any_entry(), 0..8), at in 0..PLACES.len()) {
        let placed: Vec<(usize, Entry)> = (2..).zip(entries.clone()).collect();
        let list = list_of(entries);
        let sound = check::entries(&placed, list.catalogue(), list.directory())
            .iter()
            .all(|f| f.severity == check::Severity::Warning);
        if sound {
            let area = place(PLACES[at]);
            let owners = list.entries(&code("06010"), Some(&area), day()).into_iter()
                .filter(|e| e.entry.kind == EntryKind::Core)
                .count();
            prop_assert!(owners <= 1);
        }
    }

    #[test]
    fn no_text_makes_suggesting_fail(text in "\\PC{0,80}", likely in "[垃圾桶满溢店外占道经营 ]{0,60}") {
        let catalogue = Catalogue::new([
            matter("06010", "暴露垃圾", &["垃圾", "垃圾+满+溢"]),
            matter("06042", "垃圾站满溢", &["垃圾桶+满", "满+满"]),
            matter("09005", "店外经营", &["店外+经营"]),
        ]);
        for text in [text, likely] {
            for found in catalogue.suggest(&text, day()) {
                prop_assert!(found.score > 0 && !found.words.is_empty());
                for hit in &found.words {
                    let chars: Vec<char> = text.chars().collect();
                    let part: String = chars[hit.start..hit.end].iter().collect();
                    prop_assert_eq!(&part, &hit.text);
                }
            }
        }
    }
}
