//! Whatever is done to the rows of a journal, verification finds it and names a row.

use journal::{
    Algorithm, Anchor, Checked, DistrictId, Entry, Fault, FaultKind, Seal, SealBuilder, Subject,
    Verifier, content_digest, link_digest,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What a store would hold.
#[derive(Debug, Clone)]
struct Held {
    entries: Vec<Entry>,
    anchors: BTreeMap<Subject, Anchor>,
    seals: Vec<Seal>,
    last_pos: i64,
}

/// `steps[i]` is the subject the i-th entry is about.
fn held(steps: &[usize], algorithm: Algorithm, seal_every: usize) -> Held {
    let district = DistrictId::from("d");
    let mut held = Held {
        entries: Vec::new(),
        anchors: BTreeMap::new(),
        seals: Vec::new(),
        last_pos: 0,
    };
    for (index, step) in steps.iter().enumerate() {
        let subject = Subject::new("thing", format!("s{step}"));
        let last = held.anchors.get(&subject);
        let mut entry = Entry {
            district: district.clone(),
            subject: subject.clone(),
            seq: last.map_or(1, |last| last.seq + 1),
            pos: index as i64 + 1,
            at_ms: 1_000 + index as i64,
            actor: "someone".to_owned(),
            action: "thing.change".to_owned(),
            reason: index.is_multiple_of(2).then(|| "因为".to_owned()),
            before: "{}".to_owned(),
            after: format!("{{\"n\":{index}}}"),
            prev_hash: last.map_or_else(|| algorithm.genesis(), |last| last.hash.clone()),
            hash: String::new(),
            algorithm,
        };
        rehash(&mut entry);
        let anchor = Anchor {
            seq: entry.seq,
            hash: entry.hash.clone(),
            state: entry.after.clone(),
        };
        held.anchors.insert(subject, anchor);
        held.entries.push(entry);
        held.last_pos = index as i64 + 1;
        if (index + 1).is_multiple_of(seal_every) {
            seal(&mut held, algorithm);
        }
    }
    held
}

fn rehash(entry: &mut Entry) {
    let content = content_digest(entry);
    entry.hash = link_digest(
        entry.algorithm,
        entry.pos,
        entry.at_ms,
        &entry.prev_hash,
        &content,
    );
}

fn seal(held: &mut Held, algorithm: Algorithm) {
    let from = held.seals.last().map_or(1, |seal| seal.pos_to + 1);
    let mut root = SealBuilder::new(algorithm);
    for (subject, anchor) in &held.anchors {
        if held
            .entries
            .iter()
            .any(|entry| entry.subject == *subject && entry.pos >= from)
        {
            root.head(subject, anchor.seq, &anchor.hash);
        }
    }
    let day = format!("2026-01-{:02}", held.seals.len() + 1);
    let seal = root.seal(
        &DistrictId::from("d"),
        &day,
        held.seals.last(),
        held.last_pos,
    );
    held.seals.push(seal);
}

fn verify(held: &Held) -> Result<Checked, Fault> {
    let mut verifier = Verifier::new(DistrictId::from("d"), held.last_pos, held.seals.clone())?;
    let mut rows: BTreeMap<Subject, Vec<Entry>> = BTreeMap::new();
    for entry in &held.entries {
        rows.entry(entry.subject.clone())
            .or_default()
            .push(entry.clone());
    }
    for subject in held.anchors.keys() {
        rows.entry(subject.clone()).or_default();
    }
    for (subject, mut entries) in rows {
        entries.sort_by_key(|entry| entry.seq);
        verifier.subject(&subject, &entries, held.anchors.get(&subject))?;
    }
    verifier.finish()
}

fn steps() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(0usize..4, 2..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn an_untouched_journal_verifies(steps in steps(), every in 1usize..6) {
        for algorithm in [Algorithm::Sm3, Algorithm::Sha256] {
            let held = held(&steps, algorithm, every);
            let checked = verify(&held).unwrap();
            prop_assert_eq!(checked.entries, steps.len() as u64);
            prop_assert_eq!(checked.seals, held.seals.len() as u64);
            prop_assert_eq!(checked.subjects, held.anchors.len() as u64);
        }
    }

    #[test]
    fn any_changed_field_is_found_at_its_row(steps in steps(), at in any::<prop::sample::Index>(), field in 0usize..10) {
        let mut held = held(&steps, Algorithm::Sm3, 5);
        let at = at.index(held.entries.len());
        let entry = &mut held.entries[at];
        let sequence = entry.seq;
        match field {
            0 => entry.at_ms += 5_000,
            1 => entry.actor.push('x'),
            2 => entry.action.push('x'),
            3 => entry.reason = match entry.reason { Some(_) => None, None => Some(String::new()) },
            4 => entry.before = "{\"n\":1}".to_owned(),
            5 => entry.after = "{\"n\":999}".to_owned(),
            6 => entry.prev_hash = "1".repeat(64),
            7 => entry.hash = "1".repeat(64),
            8 => entry.algorithm = Algorithm::Sha256,
            _ => entry.at_ms -= 5_000,
        }
        let fault = verify(&held).unwrap_err();
        prop_assert!(matches!(fault.kind, FaultKind::Altered | FaultKind::Reordered), "{}", fault);
        prop_assert_eq!(fault.seq, Some(sequence), "{}", fault);
    }

    #[test]
    fn an_alteration_with_a_fresh_hash_is_found(steps in steps(), at in any::<prop::sample::Index>()) {
        let mut held = held(&steps, Algorithm::Sm3, 5);
        let at = at.index(held.entries.len());
        held.entries[at].after = "{\"n\":999}".to_owned();
        rehash(&mut held.entries[at]);
        let fault = verify(&held).unwrap_err();
        prop_assert_eq!(fault.kind, FaultKind::Altered, "{}", fault);
        prop_assert_eq!(fault.seq, Some(held.entries[at].seq));
    }

    #[test]
    fn a_removed_row_is_named(steps in steps(), at in any::<prop::sample::Index>()) {
        let mut held = held(&steps, Algorithm::Sm3, 5);
        let gone = held.entries.remove(at.index(held.entries.len()));
        let fault = verify(&held).unwrap_err();
        prop_assert_eq!(fault.kind, FaultKind::Removed, "{}", fault);
        prop_assert_eq!(fault.subject, Some(gone.subject));
        prop_assert_eq!(fault.seq, Some(gone.seq));
    }

    #[test]
    fn a_subject_removed_with_its_head_leaves_a_gap(steps in steps(), at in any::<prop::sample::Index>()) {
        let mut held = held(&steps, Algorithm::Sm3, 50);
        let subject = held.entries[at.index(held.entries.len())].subject.clone();
        let first = held.entries.iter().find(|entry| entry.subject == subject).unwrap().pos;
        held.entries.retain(|entry| entry.subject != subject);
        held.anchors.remove(&subject);
        let fault = verify(&held).unwrap_err();
        prop_assert_eq!((fault.kind, fault.pos), (FaultKind::Removed, Some(first)));
    }

    #[test]
    fn a_removed_and_renumbered_row_is_found(steps in steps(), at in any::<prop::sample::Index>()) {
        let mut held = held(&steps, Algorithm::Sm3, 50);
        let gone = held.entries.remove(at.index(held.entries.len()));
        for entry in held.entries.iter_mut().filter(|entry| entry.subject == gone.subject && entry.seq > gone.seq) {
            entry.seq -= 1;
        }
        let fault = verify(&held).unwrap_err();
        prop_assert_eq!(fault.kind, FaultKind::Removed, "{}", fault);
        prop_assert_eq!(fault.seq, Some(gone.seq));
    }

    #[test]
    fn an_inserted_row_is_found(steps in steps(), at in any::<prop::sample::Index>(), fresh in any::<bool>()) {
        let mut held = held(&steps, Algorithm::Sm3, 5);
        let model = held.entries[at.index(held.entries.len())].clone();
        let head = held.anchors[&model.subject].clone();
        let mut entry = model;
        entry.seq = head.seq + 1;
        entry.pos = held.last_pos + 1;
        entry.at_ms = 9_999;
        entry.prev_hash = head.hash;
        if fresh {
            rehash(&mut entry);
        }
        held.entries.push(entry.clone());
        let fault = verify(&held).unwrap_err();
        prop_assert_eq!(fault.kind, FaultKind::Inserted, "{}", fault);
        prop_assert_eq!((fault.subject, fault.seq), (Some(entry.subject), Some(entry.seq)));
    }

    #[test]
    fn swapped_rows_of_one_subject_are_found(count in 2usize..9, one in any::<prop::sample::Index>(), two in any::<prop::sample::Index>(), with_pos in any::<bool>()) {
        let mut held = held(&vec![0; count], Algorithm::Sm3, 50);
        let (one, two) = (one.index(count), two.index(count));
        prop_assume!(one != two);
        let (a, b) = (held.entries[one].clone(), held.entries[two].clone());
        held.entries[one].seq = b.seq;
        held.entries[two].seq = a.seq;
        if with_pos {
            held.entries[one].pos = b.pos;
            held.entries[two].pos = a.pos;
        }
        let fault = verify(&held).unwrap_err();
        prop_assert!(matches!(fault.kind, FaultKind::Reordered | FaultKind::Altered), "{}", fault);
        if !with_pos {
            prop_assert_eq!(fault.kind, FaultKind::Reordered, "{}", fault);
        }
    }

    #[test]
    fn swapped_positions_of_two_subjects_are_found(steps in steps()) {
        let mut held = held(&steps, Algorithm::Sm3, 50);
        let other = held.entries.iter().position(|entry| entry.subject != held.entries[0].subject);
        prop_assume!(other.is_some());
        let other = other.unwrap();
        let pos = held.entries[0].pos;
        held.entries[0].pos = held.entries[other].pos;
        held.entries[other].pos = pos;
        let fault = verify(&held).unwrap_err();
        prop_assert_eq!(fault.kind, FaultKind::Reordered, "{}", fault);
    }

    #[test]
    fn a_rewritten_chain_is_found_by_the_seals(steps in steps(), at in any::<prop::sample::Index>()) {
        let mut held = held(&steps, Algorithm::Sm3, 1);
        let at = at.index(held.entries.len());
        let subject = held.entries[at].subject.clone();
        held.entries[at].actor = "another".to_owned();
        let mut prev = held.entries[at].prev_hash.clone();
        for entry in held.entries.iter_mut().skip(at).filter(|entry| entry.subject == subject) {
            entry.prev_hash = prev;
            rehash(entry);
            prev = entry.hash.clone();
        }
        held.anchors.get_mut(&subject).unwrap().hash = prev;
        let fault = verify(&held).unwrap_err();
        prop_assert_eq!((fault.kind, fault.seq), (FaultKind::Seal, Some(at as i64 + 1)));
    }

    #[test]
    fn a_tail_cut_with_all_heads_is_found_by_the_seals(steps in steps()) {
        let mut cut = held(&steps[..steps.len() - 1], Algorithm::Sm3, 1);
        cut.seals = held(&steps, Algorithm::Sm3, 1).seals;
        prop_assert_eq!(verify(&cut).unwrap_err().kind, FaultKind::Seal);
    }

    #[test]
    fn seals_cannot_be_altered_removed_or_swapped(steps in steps(), at in any::<prop::sample::Index>(), how in 0usize..5) {
        let mut held = held(&steps, Algorithm::Sm3, 1);
        let at = at.index(held.seals.len() - 1);
        match how {
            0 => held.seals[at].day.push('x'),
            1 => { held.seals.remove(at); }
            2 => held.seals.swap(at, at + 1),
            3 => held.seals[at].root = "0".repeat(64),
            _ => held.seals[at].pos_to += 1,
        }
        prop_assert_eq!(verify(&held).unwrap_err().kind, FaultKind::Seal);
    }

    #[test]
    fn an_altered_state_is_found(steps in steps()) {
        let mut held = held(&steps, Algorithm::Sm3, 5);
        held.anchors.values_mut().next().unwrap().state = "{\"n\":-1}".to_owned();
        prop_assert_eq!(verify(&held).unwrap_err().kind, FaultKind::State);
    }
}
