//! The clauses of this year's part against the two annotated reports, scored as `gold/score.py` does.
//! `XIUHUA_SHOW=1` prints every miss.

mod common;

use common::{rows, shared};
use report::{Clause, ClauseKind, ReadOptions, Span, Text};
use serde_json::Value;
use std::path::Path;

/// Least share of overlap that counts as found.
const FOUND: f64 = 0.8;
const LEAST_F1: f64 = 0.90;
const LEAST_KIND: f64 = 0.88;

fn span(row: &Value, start: &str, end: &str) -> Span {
    let at = |k: &str| usize::try_from(row[k].as_u64().expect("an offset")).expect("an offset");
    Span {
        start: at(start),
        end: at(end),
    }
}

#[allow(clippy::cast_precision_loss)]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn overlap(a: Span, b: Span) -> f64 {
    let inner = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    ratio(inner, a.end.max(b.end) - a.start.min(b.start))
}

/// Best pairs first, each side used once.
fn pairs(gold: &[Span], read: &[Span]) -> Vec<(usize, usize)> {
    let mut edges: Vec<(f64, usize, usize)> = Vec::new();
    for (g, a) in gold.iter().enumerate() {
        edges.extend(
            read.iter()
                .enumerate()
                .map(|(r, b)| (overlap(*a, *b), g, r))
                .filter(|e| e.0 >= FOUND),
        );
    }
    edges.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut left, mut right) = (vec![false; gold.len()], vec![false; read.len()]);
    edges
        .into_iter()
        .filter(|(_, g, r)| {
            let free = !left[*g] && !right[*r];
            if free {
                left[*g] = true;
                right[*r] = true;
            }
            free
        })
        .map(|(_, g, r)| (g, r))
        .collect()
}

fn code(kind: ClauseKind) -> &'static str {
    match kind {
        ClauseKind::Quantified => "quantified",
        ClauseKind::Milestone => "milestone",
        ClauseKind::Continuing => "continuing",
        ClauseKind::Principle => "principle",
    }
}

struct Score {
    f1: f64,
    kind: f64,
}

fn score(name: &str, shared: &Path) -> Score {
    let dir = shared.join("gold").join(name);
    let source = std::fs::read_to_string(dir.join("report.normalised.txt")).expect("the text");
    let text = Text::new(&source);
    let read = report::read(&source, &ReadOptions::default())
        .expect("a report")
        .clauses;
    let gold = rows(&dir.join("commitments.jsonl"));
    let gold_spans: Vec<Span> = gold.iter().map(|r| span(r, "start", "end")).collect();
    let read_spans: Vec<Span> = read.iter().map(|c| c.span).collect();
    let pairs = pairs(&gold_spans, &read_spans);
    let agrees =
        |g: usize, c: &Clause| gold[g]["kind"] == code(c.kind) || gold[g]["ambiguous"].is_string();
    let kind = pairs.iter().filter(|(g, r)| agrees(*g, &read[*r])).count();
    let action = pairs
        .iter()
        .filter(|(g, r)| gold[*g]["action"].as_str() == read[*r].action.as_deref())
        .count();
    let role = pairs
        .iter()
        .filter(|(g, r)| {
            gold[*g]["role"].as_str()
                == serde_json::to_value(read[*r].role)
                    .ok()
                    .as_ref()
                    .and_then(Value::as_str)
        })
        .count();
    if std::env::var_os("XIUHUA_SHOW").is_some() {
        show(&text, &gold, &gold_spans, &read, &pairs, &agrees);
    }
    let (p, r) = (
        ratio(pairs.len(), read.len()),
        ratio(pairs.len(), gold.len()),
    );
    let score = Score {
        f1: 2.0 * p * r / (p + r).max(1e-9),
        kind: ratio(kind, pairs.len()),
    };
    eprintln!(
        "{name}: P {p:.3} R {r:.3} F1 {:.3} kind {:.3} role {:.3} action {:.3} (gold {}, read {})",
        score.f1,
        score.kind,
        ratio(role, pairs.len()),
        ratio(action, pairs.len()),
        gold.len(),
        read.len()
    );
    score
}

fn show(
    text: &Text,
    gold: &[Value],
    gold_spans: &[Span],
    read: &[Clause],
    pairs: &[(usize, usize)],
    agrees: &dyn Fn(usize, &Clause) -> bool,
) {
    for (g, row) in gold
        .iter()
        .enumerate()
        .filter(|(g, _)| !pairs.iter().any(|p| p.0 == *g))
    {
        eprintln!(
            "  MISSED {} {} {:?}",
            row["kind"], row["quote"], gold_spans[g]
        );
    }
    for (_, c) in read
        .iter()
        .enumerate()
        .filter(|(r, _)| !pairs.iter().any(|p| p.1 == *r))
    {
        eprintln!(
            "  EXTRA {} {} {:?} {}",
            code(c.kind),
            text.slice(c.span),
            c.section,
            c.decided_by
        );
    }
    for (g, r) in pairs {
        let c = &read[*r];
        if !agrees(*g, c) {
            eprintln!(
                "  KIND gold {} read {} ({}) {} {:?}",
                gold[*g]["kind"],
                code(c.kind),
                c.decided_by,
                text.slice(c.span),
                c.section
            );
        }
        if std::env::var("XIUHUA_SHOW").is_ok_and(|v| v.contains("action"))
            && gold[*g]["action"].as_str() != c.action.as_deref()
        {
            eprintln!(
                "  ACTION gold {} read {:?} {}",
                gold[*g]["action"],
                c.action,
                text.slice(c.span)
            );
        }
    }
}

#[test]
fn clauses_of_both_annotated_reports_reach_the_bars() {
    let Some(shared) = shared() else { return };
    for name in ["yuexiu-2026", "guangdong-2026"] {
        let score = score(name, &shared);
        assert!(score.f1 >= LEAST_F1, "{name}: F1 {:.3}", score.f1);
        assert!(score.kind >= LEAST_KIND, "{name}: kind {:.3}", score.kind);
    }
}
