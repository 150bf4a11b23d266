//! The tables of a run, put between the marks of a document.

use crate::Run;
use crate::table::Table;
use anyhow::Context;
use std::path::Path;
use std::process::Command;

const BEGIN: &str = "<!-- measured: begin -->";
const END: &str = "<!-- measured: end -->";

/// Replaces what stands between the marks.
pub(crate) fn write(file: &Path, run: &Run, tables: &[Table]) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let mut measured = head(run);
    tables
        .iter()
        .for_each(|table| measured.push_str(&format!("\n{}", table.markdown())));
    std::fs::write(file, between(&text, &measured)?)?;
    println!("\nwrote the tables of {}", file.display());
    Ok(())
}

fn between(text: &str, measured: &str) -> anyhow::Result<String> {
    let begin = text
        .find(BEGIN)
        .context("the document has no mark where the tables begin")?
        + BEGIN.len();
    let end = text
        .find(END)
        .context("the document has no mark where the tables end")?;
    anyhow::ensure!(begin <= end, "the marks stand the wrong way round");
    Ok(format!(
        "{}\n\n{measured}\n{}",
        &text[..begin],
        &text[end..]
    ))
}

fn head(run: &Run) -> String {
    let day = calendar::civil_date(jiff::Timestamp::now());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let cpu = line_of("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".into());
    let memory = line_of("/proc/meminfo", "MemTotal").unwrap_or_default();
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default().to_owned();
    format!(
        "{day} · commit {} · {cores} cores, {cpu}, {memory} · load average at the end {load} · `make bench` \
         ({} s a measurement, {} districts × {} commitments)\n",
        commit(),
        run.seconds,
        run.districts,
        run.commitments
    )
}

fn commit() -> String {
    let git = |arguments: &[&str]| {
        let out = Command::new("git").args(arguments).output().ok()?;
        out.status
            .success()
            .then(|| String::from_utf8_lossy(&out.stdout).trim().to_owned())
    };
    let changed = git(&["status", "--porcelain", "--untracked-files=no"])
        .is_some_and(|text| !text.is_empty());
    let name = git(&["rev-parse", "--short", "HEAD"]).unwrap_or_else(|| "unknown".into());
    if changed {
        format!("{name} with changes")
    } else {
        name
    }
}

fn line_of(file: &str, name: &str) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(
        line.split_once(':')?
            .1
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let text = format!("a\n{BEGIN}\nold\n{END}\nb\n");
        assert_eq!(
            between(&text, "new").unwrap(),
            format!("a\n{BEGIN}\n\nnew\n{END}\nb\n")
        );
        assert!(between("nothing", "new").is_err());
    }
}
