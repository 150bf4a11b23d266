//! The type as a graph: every state is reached, leads to an end, and what it rests on (a
//! handling unit, a running clock) is there by whatever way it is entered.

use super::super::problem::Log;
use super::super::raw::RawType;
use super::super::read::at;
use super::super::{ArbitrationResult, CaseType, ClockSpec, Effect, OwnerRule};
use super::states;
use std::collections::BTreeSet;

pub(super) fn check(kind: &CaseType, raw: &RawType, log: &mut Log<'_>) {
    let edges = edges(kind);
    let reached = closure(&edges, [kind.initial.as_str()], |edge| (edge.from, edge.to));
    let ends = kind.states.iter().filter(|state| state.is_final);
    let ending = closure(&edges, ends.map(|state| state.key.as_str()), |edge| {
        (edge.to, edge.from)
    });
    let handled = surely(kind, &edges, false, |held, edge| match edge.effect {
        Effect::Dispatch => true,
        Effect::Arbitrate if edge.upheld => edge.to_unit,
        _ => held,
    });
    for (state, raw) in states(kind, raw) {
        let key = state.key.as_str();
        let mut wrong = |code, message: &str| {
            log.at(at(&raw.key), code, format!("“{}”{message}", state.name));
        };
        if !reached.contains(key) {
            wrong("state_unreachable", "到不了：没有动作通向它");
            continue;
        }
        if state.is_final {
            continue;
        }
        if !edges.iter().any(|edge| edge.from == key && edge.to != key) {
            wrong("state_no_exit", "没有出口");
        } else if !ending.contains(key) {
            wrong("state_no_end", "永远到不了终态");
        }
        let mut exits = edges.iter().filter(|e| e.from == key && e.to != key);
        if exits.clone().next().is_some() && exits.all(|e| e.effect == Effect::Close) {
            wrong("state_only_close", "只能结案：结案条件不具备时没有别的出口");
        }
        if state.owner == OwnerRule::Handler && !handled.contains(key) {
            wrong("handler_may_be_missing", "属承办单位，但可能尚未派遣");
        }
        let clock = state.clock.as_deref().and_then(|clock| kind.clock(clock));
        if let Some(clock) = clock
            && !running(kind, &edges, clock).contains(key)
        {
            wrong("clock_not_running", "的时钟进入时可能没有在走");
        }
    }
}

/// A step that an action can make; one that stays is an edge from a state to itself.
struct Edge<'a> {
    from: &'a str,
    to: &'a str,
    action: &'a str,
    effect: Effect,
    upheld: bool,
    to_unit: bool,
}

fn edges(kind: &CaseType) -> Vec<Edge<'_>> {
    let mut edges = Vec::new();
    for action in &kind.actions {
        for from in &action.from {
            edges.push(Edge {
                from,
                to: action.to.as_deref().unwrap_or(from),
                action: &action.key,
                effect: action.effect,
                upheld: action.result == Some(ArbitrationResult::Upheld),
                to_unit: action.to_unit,
            });
        }
    }
    edges
}

/// Everything reached from some states along the edges, in the direction given.
fn closure<'a>(
    edges: &[Edge<'a>],
    from: impl IntoIterator<Item = &'a str>,
    along: fn(&Edge<'a>) -> (&'a str, &'a str),
) -> BTreeSet<&'a str> {
    let mut reached: BTreeSet<&str> = from.into_iter().collect();
    loop {
        let next: Vec<&str> = edges
            .iter()
            .map(along)
            .filter(|(from, to)| reached.contains(from) && !reached.contains(to))
            .map(|(_, to)| to)
            .collect();
        if next.is_empty() {
            return reached;
        }
        reached.extend(next);
    }
}

/// The states in which something holds by whatever way they were entered: the largest set that
/// each edge keeps.
fn surely<'a>(
    kind: &'a CaseType,
    edges: &[Edge<'a>],
    at_first: bool,
    after: impl Fn(bool, &Edge<'a>) -> bool,
) -> BTreeSet<&'a str> {
    let mut holds: BTreeSet<&str> = kind.states.iter().map(|s| s.key.as_str()).collect();
    if !at_first {
        holds.remove(kind.initial.as_str());
    }
    let reached = closure(edges, [kind.initial.as_str()], |edge| (edge.from, edge.to));
    loop {
        let broken: Vec<&str> = edges
            .iter()
            .filter(|edge| reached.contains(edge.from) && holds.contains(edge.to))
            .filter(|edge| !after(holds.contains(edge.from), edge))
            .map(|edge| edge.to)
            .collect();
        if broken.is_empty() {
            return holds;
        }
        for state in broken {
            holds.remove(state);
        }
    }
}

/// The states in which a clock runs by whatever way they were entered.
fn running<'a>(kind: &'a CaseType, edges: &[Edge<'a>], clock: &ClockSpec) -> BTreeSet<&'a str> {
    let initial = kind.initial.as_str();
    let at_first = clock.starts.iter().any(|t| t.hits(None, None, initial));
    surely(kind, edges, at_first, |runs, edge| {
        let ended = kind.state(edge.to).is_some_and(|state| state.is_final);
        let hit = |trigger: &super::super::Trigger| {
            trigger.hits(Some(edge.from), Some(edge.action), edge.to)
        };
        let kept = runs && !clock.stops.iter().any(hit);
        !ended && (kept || clock.starts.iter().any(hit))
    })
}
