//! The score of `gold/score.py`, natively: spans by overlap, then the fields.

use serde_json::Value;
use std::collections::HashMap;

/// What a run reached.
#[derive(Debug, Default)]
pub struct Score {
    /// F1 of spans found.
    pub found: f64,
    /// F1 of figures with every scored field right.
    pub correct: f64,
    /// F1 of targets.
    pub targets: f64,
    /// Share of pairs per field.
    pub fields: Vec<(&'static str, f64)>,
}

const FIELDS: [&str; 6] = ["value", "value_hi", "unit", "comparator", "basis", "kind"];

fn span(v: &Value, a: &str, b: &str) -> (f64, f64) {
    (v[a].as_f64().unwrap_or(-1.0), v[b].as_f64().unwrap_or(-1.0))
}

fn overlap(a: (f64, f64), b: (f64, f64)) -> f64 {
    let inter = a.1.min(b.1) - a.0.max(b.0);
    if inter <= 0.0 {
        0.0
    } else {
        inter / (a.1.max(b.1) - a.0.min(b.0))
    }
}

fn bigrams(s: &str) -> HashMap<String, i32> {
    let chars: Vec<char> = s.chars().collect();
    let mut out = HashMap::new();
    for i in 0..chars.len().saturating_sub(1).max(1) {
        *out.entry(
            chars[i.min(chars.len())..(i + 2).min(chars.len())]
                .iter()
                .collect(),
        )
        .or_insert(0) += 1;
    }
    out
}

/// Character bigram F1 of two measures.
pub fn alike(a: &str, b: &str) -> f64 {
    let (x, y) = (bigrams(a), bigrams(b));
    let both: i32 = x
        .iter()
        .map(|(k, n)| (*n).min(y.get(k).copied().unwrap_or(0)))
        .sum();
    2.0 * f64::from(both) / f64::from((x.values().sum::<i32>() + y.values().sum::<i32>()).max(1))
}

/// Best-first pairs (gold, predicted) of rows whose spans overlap by at least `least`.
pub fn pair(
    gold: &[Value],
    said: &[Value],
    keys: (&str, &str),
    least: f64,
    by_measure: bool,
) -> Vec<(usize, usize)> {
    let mut edges = Vec::new();
    for (g, a) in gold.iter().enumerate() {
        for (p, b) in said.iter().enumerate() {
            let iou = overlap(span(a, keys.0, keys.1), span(b, keys.0, keys.1));
            if iou >= least {
                let tie = if by_measure {
                    alike(
                        a["measure"].as_str().unwrap_or(""),
                        b["measure"].as_str().unwrap_or(""),
                    )
                } else {
                    0.0
                };
                edges.push((iou, tie, g, p));
            }
        }
    }
    edges.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)));
    let (mut used_g, mut used_p, mut out) =
        (vec![false; gold.len()], vec![false; said.len()], Vec::new());
    for (_, _, g, p) in edges {
        if !used_g[g] && !used_p[p] {
            used_g[g] = true;
            used_p[p] = true;
            out.push((g, p));
        }
    }
    out
}

fn f1(found: usize, gold: usize, said: usize) -> f64 {
    let (p, r) = (
        found as f64 / said.max(1) as f64,
        found as f64 / gold.max(1) as f64,
    );
    2.0 * p * r / (p + r).max(1e-9)
}

fn same(field: &str, g: &Value, p: &Value) -> bool {
    if field.starts_with("value") {
        match (g[field].as_f64(), p[field].as_f64()) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-9 * a.abs().max(1.0),
            (a, b) => a == b,
        }
    } else {
        g[field] == p[field]
    }
}

/// Fields of a pair that differ.
pub fn wrong(g: &Value, p: &Value) -> Vec<&'static str> {
    FIELDS.into_iter().filter(|f| !same(f, g, p)).collect()
}

/// Scores predicted figures.
pub fn figures(gold: &[Value], said: &[Value]) -> Score {
    let pairs = pair(gold, said, ("value_start", "value_end"), 0.6, true);
    let lenient = |i: usize| gold[i]["ambiguous"].as_str().is_some_and(|s| !s.is_empty());
    let found: Vec<usize> = pairs.iter().map(|p| p.0).collect();
    let free = (0..gold.len())
        .filter(|i| lenient(*i) && !found.contains(i))
        .count();
    let right = pairs
        .iter()
        .filter(|(g, p)| lenient(*g) || wrong(&gold[*g], &said[*p]).is_empty())
        .count();
    let target = |v: &Value| v["kind"].as_str().is_some_and(|k| k.starts_with("target"));
    let hits = pairs
        .iter()
        .filter(|(g, p)| target(&gold[*g]) && target(&said[*p]))
        .count();
    let share = |f: &str| {
        pairs
            .iter()
            .filter(|(g, p)| same(f, &gold[*g], &said[*p]))
            .count() as f64
            / pairs.len().max(1) as f64
    };
    let measure = pairs
        .iter()
        .filter(|(g, p)| {
            alike(
                gold[*g]["measure"].as_str().unwrap_or(""),
                said[*p]["measure"].as_str().unwrap_or(""),
            ) >= 0.5
        })
        .count();
    let mut fields: Vec<_> = FIELDS.into_iter().map(|f| (f, share(f))).collect();
    fields.push(("measure", measure as f64 / pairs.len().max(1) as f64));
    Score {
        found: f1(pairs.len(), gold.len() - free, said.len()),
        correct: f1(right, gold.len() - free, said.len()),
        targets: f1(
            hits,
            gold.iter().filter(|g| target(g)).count(),
            said.iter().filter(|s| target(s)).count(),
        ),
        fields,
    }
}
