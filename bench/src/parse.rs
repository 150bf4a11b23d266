//! How long a report takes to read, by its size.

use crate::sample::percentile_ms;
use crate::table::{Table, thousands};
use crate::text;
use anyhow::Context;
use report::ReadOptions;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Sizes of the texts, in code points.
const SIZES: [usize; 5] = [5_000, 20_000, 50_000, 100_000, 200_000];
/// Readings of each text; the middle one is told.
const READINGS: usize = 7;
/// The bar: 50,000 characters in so many milliseconds.
const BAR_MS: f64 = 200.0;

pub(crate) fn measure(profile: &Path) -> anyhow::Result<Table> {
    let sample =
        std::fs::read_to_string(profile.join("demo/report.md")).context("the sample report")?;
    let mut table = Table::new(
        "A report is read",
        &[
            "text",
            "code points",
            "figures",
            "clauses",
            "normalise ms",
            "read ms",
            "ms per 10,000",
        ],
    );
    let mut at_bar = 0.0;
    for size in SIZES {
        let total = row(
            &mut table,
            "sample, repeated",
            "report.md",
            text::of_length(&sample, size).as_bytes(),
        )?;
        if size == 50_000 {
            at_bar = total;
        }
    }
    let published = published();
    for file in &published {
        let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
        row(&mut table, "as published", "report.txt", &bytes)?;
    }
    if published.is_empty() {
        println!("SKIPPED: published reports: the reference material is not at hand");
    }
    table.note(format!("Middle of {READINGS} readings on one thread. Bar: 50,000 characters in {BAR_MS} ms; measured {at_bar:.0} ms."));
    Ok(table)
}

/// The published reports of the reference material, where it is at hand.
fn published() -> Vec<PathBuf> {
    let shared =
        std::env::var_os("XIUHUA_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let mut files: Vec<PathBuf> = ["seed", "gold"]
        .iter()
        .flat_map(|folder| below(&shared.join(folder)))
        .collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "txt"));
    files.sort();
    files
}

/// Files of a folder and of the folders in it.
fn below(folder: &Path) -> Vec<PathBuf> {
    let list = |folder: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(folder)
            .map(|entries| entries.flatten().map(|e| e.path()).collect())
            .unwrap_or_default()
    };
    list(folder)
        .into_iter()
        .flat_map(|path| {
            if path.is_dir() {
                list(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Gives the milliseconds of normalising and reading together.
fn row(table: &mut Table, name: &str, file: &str, bytes: &[u8]) -> anyhow::Result<f64> {
    let (mut normalise, mut read) = (Vec::new(), Vec::new());
    let mut last = None;
    for _ in 0..READINGS {
        let begun = Instant::now();
        let document = document::read(file, bytes)?;
        normalise.push(begun.elapsed());
        let begun = Instant::now();
        let options = ReadOptions {
            limit: 2 * SIZES[4],
            year: Some(2026),
        };
        let reading = report::read(&document.text, &options)?;
        read.push(begun.elapsed());
        last = Some((
            document.text.chars().count(),
            reading.figures.len(),
            reading.clauses.len(),
        ));
    }
    let (length, figures, clauses) = last.unwrap_or_default();
    let (normalise, read) = (middle(&mut normalise), middle(&mut read));
    let total = normalise + read;
    table.row([
        name.to_owned(),
        thousands(length as f64),
        figures.to_string(),
        clauses.to_string(),
        format!("{normalise:.1}"),
        format!("{read:.1}"),
        format!("{:.1}", total * 10_000.0 / length.max(1) as f64),
    ]);
    Ok(total)
}

fn middle(durations: &mut [Duration]) -> f64 {
    percentile_ms(durations, 50)
}
