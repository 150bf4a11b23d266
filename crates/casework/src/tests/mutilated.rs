//! Files damaged at random: each is refused with a place inside it, or what is left passes an
//! oracle that walks every case the type could ever have.

use super::support::{DUTY, FILES};
use crate::{ArbitrationResult, By, CaseType, Effect, OwnerRule, Phase, Trigger};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Where a case can be: its state, whether a unit has it, the clocks that run.
type Node = (String, bool, BTreeSet<String>);

/// Everything wrong that a case of the type could meet, found by walking all of them.
fn oracle(kind: &CaseType) -> Vec<String> {
    let mut wrong = Vec::new();
    let hits = |triggers: &[Trigger], from: Option<&str>, action: Option<&str>, to: &str| {
        triggers.iter().any(|trigger| match trigger {
            Trigger::Enter(state) => state == to && from != Some(to),
            Trigger::Leave(state) => from == Some(state.as_str()) && state != to,
            Trigger::Action(key) => action == Some(key.as_str()),
        })
    };
    let started = |from: Option<&str>, action: Option<&str>, to: &str| -> BTreeSet<String> {
        let clocks = kind.clocks.iter();
        clocks
            .filter(|clock| hits(&clock.starts, from, action, to))
            .map(|clock| clock.key.clone())
            .collect()
    };
    let first: Node = (
        kind.initial.clone(),
        false,
        started(None, None, &kind.initial),
    );
    let mut leads: BTreeMap<Node, Vec<Node>> = BTreeMap::new();
    let mut open = VecDeque::from([first]);
    while let Some(node) = open.pop_front() {
        if leads.contains_key(&node) {
            continue;
        }
        let (state, held, clocks) = &node;
        let mut next = Vec::new();
        for action in kind.actions.iter().filter(|a| a.from.contains(state)) {
            let to = action.to.clone().unwrap_or_else(|| state.clone());
            let held = match (action.effect, action.result) {
                (Effect::Dispatch, _) => true,
                (Effect::Arbitrate, Some(ArbitrationResult::Upheld)) => action.to_unit,
                _ => *held,
            };
            let mut running: BTreeSet<String> = clocks
                .iter()
                .filter(|key| {
                    let stops = &kind.clock(key).unwrap().stops;
                    !hits(stops, Some(state), Some(&action.key), &to)
                })
                .cloned()
                .collect();
            if kind.state(&to).is_none_or(|state| state.is_final) {
                running.clear();
            } else {
                running.extend(started(Some(state), Some(&action.key), &to));
            }
            next.push((to, held, running));
        }
        open.extend(next.iter().cloned());
        leads.insert(node, next);
    }
    for ((key, held, clocks), next) in &leads {
        let Some(state) = kind.state(key) else {
            wrong.push(format!("{key} is no state"));
            continue;
        };
        if state.is_final {
            continue;
        }
        if state.owner == OwnerRule::None || (state.owner == OwnerRule::Handler && !held) {
            wrong.push(format!("{key} without an owner"));
        }
        match &state.clock {
            Some(clock) if !clocks.contains(clock) => wrong.push(format!("{key} without {clock}")),
            None if state.no_clock.is_none() => wrong.push(format!("{key} without a reason")),
            _ => {}
        }
        if !next.iter().any(|(to, _, _)| to != key) {
            wrong.push(format!("{key} without an exit"));
        }
    }
    for state in &kind.states {
        if !leads.keys().any(|(key, _, _)| *key == state.key) {
            wrong.push(format!("{} is never reached", state.key));
        }
        if !ends(&leads, kind, &state.key) {
            wrong.push(format!("{} never ends", state.key));
        }
    }
    for action in &kind.actions {
        let approvers = action.approval.iter().flat_map(|approval| &approval.by);
        for by in approvers {
            if action.by.contains(by) || *by == By::Handler {
                wrong.push(format!("{} approved by who asks", action.key));
            }
        }
        if action.effect == Effect::Verify && action.by.contains(&By::Handler) {
            wrong.push(format!("{} verified by the handler", action.key));
        }
        let to = action.to.as_deref().and_then(|to| kind.state(to));
        if to.is_some_and(|to| to.phase == Phase::Closed) != (action.effect == Effect::Close) {
            wrong.push(format!("{} closes without the rule", action.key));
        }
    }
    wrong
}

/// Whether some end can be reached from a state by whatever way it was entered.
fn ends(leads: &BTreeMap<Node, Vec<Node>>, kind: &CaseType, from: &str) -> bool {
    let mut seen: BTreeSet<&Node> = leads.keys().filter(|(key, _, _)| key == from).collect();
    let mut open: Vec<&Node> = seen.iter().copied().collect();
    while let Some(node) = open.pop() {
        if kind.state(&node.0).is_some_and(|state| state.is_final) {
            return true;
        }
        open.extend(leads[node].iter().filter(|next| seen.insert(next)));
    }
    false
}

/// One damage to the lines of a file.
#[derive(Debug, Clone)]
enum Damage {
    Drop(prop::sample::Index),
    Repeat(prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
    /// A quoted word takes the place of another.
    Word(prop::sample::Index, prop::sample::Index),
    /// A whole `[[part]]` goes.
    Part(prop::sample::Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        index().prop_map(Damage::Drop),
        index().prop_map(Damage::Repeat),
        (index(), index()).prop_map(|(a, b)| Damage::Swap(a, b)),
        (index(), index()).prop_map(|(a, b)| Damage::Word(a, b)),
        (index(), index()).prop_map(|(a, b)| Damage::Word(a, b)),
        index().prop_map(Damage::Part),
    ]
}

fn damaged(text: &str, damage: &Damage) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let count = lines.len();
    match damage {
        Damage::Drop(at) => {
            lines.remove(at.index(count));
        }
        Damage::Repeat(at) => lines.insert(at.index(count), lines[at.index(count)]),
        Damage::Swap(a, b) => lines.swap(a.index(count), b.index(count)),
        Damage::Word(a, b) => {
            let words: Vec<&str> = text.split('"').collect();
            let quoted = words.len() / 2;
            let (a, b) = (a.index(quoted) * 2 + 1, b.index(quoted) * 2 + 1);
            let mut words = words.clone();
            words[a] = words[b];
            return words.join("\"");
        }
        Damage::Part(at) => {
            let parts: Vec<&str> = text.split("\n\n[[").collect();
            let gone = 1 + at.index(parts.len() - 1);
            let kept = parts.iter().enumerate().filter(|(i, _)| *i != gone);
            return kept
                .map(|(_, part)| *part)
                .collect::<Vec<_>>()
                .join("\n\n[[");
        }
    }
    lines.join("\n")
}

#[test]
fn the_oracle_finds_nothing_wrong_with_the_shipped_types() {
    for (_, id, _) in FILES {
        let wrong = oracle(&super::support::parse(id));
        assert!(wrong.is_empty(), "{id}: {wrong:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn damage_is_caught_or_harmless(
        which in 0..FILES.len(),
        damages in prop::collection::vec(damage(), 1..3),
    ) {
        let sound = FILES[which].2;
        let text = damages.iter().fold(sound.to_owned(), |text, hit| damaged(&text, hit));
        match CaseType::parse("f.toml", &text, &DUTY) {
            Ok(kind) => {
                let wrong = oracle(&kind);
                prop_assert!(wrong.is_empty(), "{wrong:?}\n{damages:?}");
            }
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                let lines = text.lines().count() + 1;
                for problem in problems {
                    prop_assert!((1..=lines).contains(&problem.line), "{problem}");
                    prop_assert!(!problem.message.is_empty());
                }
            }
        }
    }

    #[test]
    fn a_missing_state_is_always_caught(which in 0..FILES.len(), at in any::<prop::sample::Index>()) {
        let parts: Vec<&str> = FILES[which].2.split("\n\n[[").collect();
        let states: Vec<usize> = (1..parts.len()).filter(|i| parts[*i].starts_with("state]]")).collect();
        let gone = states[at.index(states.len())];
        let kept = parts.iter().enumerate().filter(|(i, _)| *i != gone);
        let text = kept.map(|(_, part)| *part).collect::<Vec<_>>().join("\n\n[[");
        prop_assert!(CaseType::parse("f.toml", &text, &DUTY).is_err());
    }

    #[test]
    fn any_text_is_refused_without_panic(text in "\\PC{0,300}") {
        prop_assert!(CaseType::parse("f.toml", &text, &DUTY).is_err());
    }
}
