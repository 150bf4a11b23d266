//! Glossary, problems, plan tasks, links and front matter against the annotated district report.

mod common;

use report::{ReadOptions, Reading, read};
use serde_json::Value;
use std::path::PathBuf;

fn district() -> Option<(PathBuf, String, Reading)> {
    let folder = common::shared()?.join("gold/yuexiu-2026");
    let source = std::fs::read_to_string(folder.join("report.normalised.txt")).expect("the text");
    let reading = read(&source, &ReadOptions::default()).expect("a reading");
    Some((folder, source, reading))
}

fn n(v: &Value) -> usize {
    v.as_u64().expect("an offset") as usize
}

#[test]
fn glossary_equals_the_annotated_one() {
    let Some((folder, _, reading)) = district() else {
        return;
    };
    let rows = common::rows(&folder.join("glossary.jsonl"));
    assert_eq!(reading.glossary.len(), rows.len());
    for (term, row) in reading.glossary.iter().zip(&rows) {
        assert_eq!(term.term, row["term"].as_str().unwrap());
        assert_eq!(
            (term.term_span.start, term.definition_span.start),
            (n(&row["term_start"]), n(&row["def_start"]))
        );
        assert_eq!(
            term.first_use.map(|s| s.start),
            row["first_use"]["start"].as_u64().map(|v| v as usize),
            "{}",
            term.term
        );
    }
}

#[test]
fn problems_and_tasks_equal_the_annotated_ones() {
    let Some((folder, _, reading)) = district() else {
        return;
    };
    let want: Vec<_> = common::rows(&folder.join("problems.jsonl"))
        .iter()
        .map(|r| {
            (
                n(&r["start"]),
                n(&r["end"]),
                r["points"].as_array().unwrap().len(),
            )
        })
        .collect();
    let have: Vec<_> = reading
        .problems
        .iter()
        .map(|p| (p.span.start, p.span.end, p.points.len()))
        .collect();
    assert_eq!(have, want);
    let want: Vec<_> = common::rows(&folder.join("tasks10.jsonl"))
        .iter()
        .map(|r| {
            (
                n(&r["start"]),
                n(&r["end"]),
                r["label"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let have: Vec<_> = reading
        .plan_tasks
        .iter()
        .map(|p| (p.span.start, p.span.end, p.label.clone()))
        .collect();
    assert_eq!(have, want);
}

#[test]
fn most_links_of_the_same_measure_are_found_and_few_others() {
    let Some((folder, _, reading)) = district() else {
        return;
    };
    let figures = common::rows(&folder.join("figures.jsonl"));
    let place = |id: &str| {
        figures
            .iter()
            .find(|f| f["id"] == id)
            .map(|f| n(&f["value_start"]))
    };
    let rows = common::rows(&folder.join("links.jsonl"));
    let near = ["same_measure", "same_measure_5y_total", "near_measure"];
    let pair = |r: &Value| {
        Some((
            place(r["target_figure"].as_str()?)?,
            place(r["result_figure"].as_str()?)?,
        ))
    };
    let allowed: Vec<_> = rows
        .iter()
        .filter(|r| near.contains(&r["relation"].as_str().unwrap()))
        .filter_map(pair)
        .collect();
    let want: Vec<_> = rows
        .iter()
        .filter(|r| r["relation"].as_str().unwrap().starts_with("same"))
        .filter_map(pair)
        .collect();
    let at = |i: usize| reading.figures[i].value_span.start;
    let have: Vec<_> = reading
        .links
        .iter()
        .map(|l| (at(l.target), at(l.result)))
        .collect();
    for l in &reading.links {
        if !allowed.contains(&(at(l.target), at(l.result))) {
            eprintln!(
                "EXTRA {} → {}",
                reading.figures[l.target].measure, reading.figures[l.result].measure
            );
        }
    }
    let found = want.iter().filter(|w| have.contains(w)).count();
    let wrong = have.iter().filter(|h| !allowed.contains(h)).count();
    eprintln!(
        "links: {found} of {} found, {wrong} of {} beside",
        want.len(),
        have.len()
    );
    assert!(found * 10 >= want.len() * 7, "{found} of {}", want.len());
    assert!(wrong * 10 <= have.len() * 2, "{wrong} of {}", have.len());
    let below: Vec<_> = reading
        .links
        .iter()
        .filter(|l| l.below_result && l.relation == "same_measure")
        .collect();
    assert!(
        !below.is_empty(),
        "targets below last year's result are remarked"
    );
}

#[test]
fn front_matter_is_read() {
    let Some((folder, _, reading)) = district() else {
        return;
    };
    let gold: Value = serde_json::from_str(
        &std::fs::read_to_string(folder.join("expected_sections.json")).unwrap(),
    )
    .unwrap();
    let front = &gold["front_matter"];
    assert_eq!(reading.front.title.as_deref(), front["title"].as_str());
    assert_eq!(
        reading.front.subtitle.as_deref(),
        front["subtitle"].as_str()
    );
    assert_eq!(reading.front.speaker.as_deref(), front["speaker"].as_str());
    assert_eq!(reading.front.date.as_deref(), front["date"].as_str());
    assert_eq!(reading.year, 2026);
}
