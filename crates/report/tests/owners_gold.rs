//! Proposed leads against the annotated suggestions and against real task–unit pairs.
//! `XIUHUA_SHOW=1` prints every miss.

mod common;

use common::shared;
use report::owners::{Duty, Earlier, Owners, Phrase, name_phrases};
use serde_json::Value;
use std::path::Path;

const LEAST_TOP1: f64 = 0.70;
const LEAST_TOP3: f64 = 0.85;

#[allow(clippy::cast_precision_loss)]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// One line of a comma-separated file; quoted fields may hold commas.
fn fields(line: &str) -> Vec<String> {
    let (mut out, mut field, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => out.push(std::mem::take(&mut field)),
            _ => field.push(c),
        }
    }
    out.push(field);
    out
}

struct Unit {
    name: String,
    short: String,
    duty: Duty,
}

fn units() -> Option<Vec<Unit>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../profiles/yuexiu/units.csv");
    let file = std::fs::read_to_string(path).ok()?;
    let mut lines = file.lines();
    let head = fields(lines.next()?);
    let column = |name: &str| head.iter().position(|h| h == name);
    let (name, short, duties) = (column("name")?, column("short")?, column("duties")?);
    let unit = |line: &str| {
        let row = fields(line);
        let mut phrases: Vec<Phrase> = row
            .get(duties)?
            .split('；')
            .filter(|p| !p.is_empty())
            .map(|p| Phrase {
                text: p.to_owned(),
                weight: 100,
            })
            .collect();
        let name = row.get(name)?.clone();
        if !phrases.is_empty() {
            phrases.extend(name_phrases(&name, 60));
        }
        (!phrases.is_empty()).then(|| Unit {
            duty: Duty {
                unit: name.clone(),
                phrases,
            },
            short: row.get(short).cloned().unwrap_or_default(),
            name,
        })
    };
    Some(lines.filter_map(unit).collect())
}

#[test]
fn duty_phrases_find_the_suggested_leads() {
    let (Some(shared), Some(units)) = (shared(), units()) else {
        eprintln!("SKIPPED: the shared material or the district's units are not here");
        return;
    };
    let gold = std::fs::read_to_string(shared.join("gold/yuexiu-2026/commitments.jsonl"))
        .expect("the gold");
    let gold: Vec<Value> = gold
        .lines()
        .filter_map(|l| serde_json::from_str(l).ok())
        .collect();
    let sections = titles(&shared);
    let owners = Owners::new(units.iter().map(|u| u.duty.clone()).collect(), Vec::new());
    let (mut all, mut silent, mut first, mut third, mut any) = (0, 0, 0, 0, 0);
    for section in gold.chunk_by(|a, b| a["section"] == b["section"]) {
        let path: Vec<&str> = section[0]["section"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let words = sections(&path);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let clauses: Vec<&str> = section.iter().filter_map(|r| r["quote"].as_str()).collect();
        for (row, found) in section.iter().zip(owners.propose_section(&clauses, &words)) {
            let Some(lead) = row["suggested_lead"].as_str() else {
                continue;
            };
            let place = found.iter().position(|p| p.unit == lead);
            let helper = found.first().is_some_and(|p| {
                row["suggested_co"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .any(|u| u == p.unit.as_str())
            });
            all += 1;
            silent += usize::from(found.is_empty());
            first += usize::from(place == Some(0));
            third += usize::from(place.is_some_and(|p| p < 3));
            any += usize::from(place == Some(0) || helper);
            if std::env::var_os("XIUHUA_SHOW").is_some() && place != Some(0) {
                eprintln!(
                    "  {} | {lead} | {:?}",
                    row["quote"],
                    found
                        .iter()
                        .take(3)
                        .map(|p| (&p.unit, p.score, &p.matched))
                        .collect::<Vec<_>>()
                );
            }
        }
    }
    let (top1, top3) = (ratio(first, all), ratio(third, all));
    eprintln!(
        "suggested leads: {all} clauses, top-1 {top1:.3}, top-3 {top3:.3}, first is lead or supporter {:.3}, none proposed {silent}",
        ratio(any, all)
    );
    assert!(top1 >= LEAST_TOP1, "top-1 {top1:.3}");
    assert!(top3 >= LEAST_TOP3, "top-3 {top3:.3}");
}

/// The plan of a year is headed by words like 工作 that stand in duty phrases too.
#[test]
fn the_headings_of_the_published_report_propose_nobody_by_their_filler() {
    let (Some(shared), Some(units)) = (shared(), units()) else {
        eprintln!("SKIPPED: the shared material or the district's units are not here");
        return;
    };
    let source = std::fs::read_to_string(shared.join("seed/yuexiu-report-2026.txt"))
        .expect("the published report");
    let owners = Owners::new(units.iter().map(|u| u.duty.clone()).collect(), Vec::new());
    let outline = report::outline::outline(&report::Text::new(&source));
    let plan = outline.iter().find(|s| s.title.contains("工作安排"));
    let title = plan.expect("the plan of the year").title.clone();
    for clause in ["今年是开局之年", "做好今年各项工作，要把握好以下几点"] {
        let found = owners.propose(clause, &[&title]);
        let fillers: Vec<_> = found
            .iter()
            .filter(|p| p.matched.iter().all(|m| m.ends_with("工作")))
            .collect();
        assert!(fillers.is_empty(), "{clause}: {fillers:?}");
    }
}

/// From a section path to the titles on it.
fn titles(shared: &Path) -> impl Fn(&[&str]) -> Vec<String> {
    let source = std::fs::read_to_string(shared.join("gold/yuexiu-2026/report.normalised.txt"))
        .expect("the text");
    let outline = report::outline::outline(&report::Text::new(&source));
    move |path| {
        let (mut level, mut out) = (&outline, Vec::new());
        for step in path {
            let Some(section) = level
                .iter()
                .find(|s| s.path.last().map(String::as_str) == Some(*step))
            else {
                break;
            };
            out.push(section.title.clone());
            level = &section.children;
        }
        out
    }
}

#[test]
fn real_pairs_are_found_by_duties_and_by_each_other() {
    let (Some(shared), Some(units)) = (shared(), units()) else {
        eprintln!("SKIPPED: the shared material or the district's units are not here");
        return;
    };
    let file = std::fs::read_to_string(shared.join("data/reports/task_unit_pairs.csv"))
        .expect("the pairs");
    let unit_of = |lead: &str| {
        units
            .iter()
            .find(|u| lead == u.name || (!u.short.is_empty() && lead.contains(&u.short)))
            .map(|u| u.name.clone())
    };
    let pairs: Vec<(String, Vec<String>)> = file
        .lines()
        .skip(1)
        .map(fields)
        .filter_map(|row| {
            let leads: Vec<String> = row
                .get(3)?
                .split(['、', ' ', ','])
                .filter_map(unit_of)
                .collect();
            (!leads.is_empty()).then(|| (row[2].clone(), leads))
        })
        .collect();
    let duties: Vec<Duty> = units.iter().map(|u| u.duty.clone()).collect();
    for (label, with_duties, with_earlier) in [
        ("duties", true, false),
        ("earlier", false, true),
        ("both", true, true),
    ] {
        let (mut first, mut third) = (0, 0);
        for (n, (task, leads)) in pairs.iter().enumerate() {
            let others = pairs
                .iter()
                .enumerate()
                .filter(|(m, _)| *m != n && with_earlier);
            let earlier = others
                .map(|(_, (task, leads))| Earlier {
                    task: task.clone(),
                    unit: leads[0].clone(),
                })
                .collect();
            let owners = Owners::new(
                if with_duties {
                    duties.clone()
                } else {
                    Vec::new()
                },
                earlier,
            );
            let found = owners.propose(task, &[]);
            let place = found.iter().position(|p| leads.contains(&p.unit));
            first += usize::from(place == Some(0));
            third += usize::from(place.is_some_and(|p| p < 3));
            if std::env::var_os("XIUHUA_SHOW").is_some() && label == "both" && place != Some(0) {
                eprintln!(
                    "  {task} | {leads:?} | {:?}",
                    found
                        .iter()
                        .take(3)
                        .map(|p| (&p.unit, p.score, &p.matched))
                        .collect::<Vec<_>>()
                );
            }
        }
        let (top1, top3) = (ratio(first, pairs.len()), ratio(third, pairs.len()));
        eprintln!(
            "real pairs by {label}: {} pairs, top-1 {top1:.3}, top-3 {top3:.3}",
            pairs.len()
        );
        if label == "both" {
            assert!(top1 >= LEAST_TOP1, "top-1 {top1:.3}");
        }
    }
}
