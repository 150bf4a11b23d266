//! `xiuhua profile`: check a district's folder, or show what is in it.

use anyhow::{Context, bail};
use profile::{FILE_BYTES_MAX, Files, Problem, Profile};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Most files read from a profile's folder.
const FILES_MAX: usize = 1_000;
/// Deepest folder read below a profile's.
const DEPTH_MAX: usize = 3;
/// Files of other kinds (pictures, notes) are not part of a profile.
const KINDS: [&str; 5] = ["toml", "csv", "geojson", "md", "txt"];

/// Check or show a district profile.
#[derive(Debug, clap::Args)]
pub struct ProfileArgs {
    #[command(subcommand)]
    command: ProfileCommand,
}

#[derive(Debug, clap::Subcommand)]
enum ProfileCommand {
    /// Say every problem as `file:line: code message` and exit 1, or a summary and exit 0.
    Check {
        /// The profile's folder, such as profiles/NAME.
        dir: PathBuf,
    },
    /// List units, leaders and light rules.
    Show {
        /// The profile's folder.
        dir: PathBuf,
    },
}

/// Runs the command; the exit code is 1 when the profile has problems.
/// Errors: the folder cannot be read.
pub fn run(args: &ProfileArgs) -> anyhow::Result<ExitCode> {
    let (dir, render): (_, fn(&Profile) -> String) = match &args.command {
        ProfileCommand::Check { dir } => (dir, summary),
        ProfileCommand::Show { dir } => (dir, listing),
    };
    let (files, mut problems) = read_folder(dir)?;
    if problems.is_empty() {
        match Profile::parse(&files) {
            Ok(profile) => {
                print!("{}", render(&profile));
                return Ok(ExitCode::SUCCESS);
            }
            Err(found) => problems = found,
        }
    }
    print!("{}", lines(&problems));
    eprintln!("{}: {} problem(s)", dir.display(), problems.len());
    Ok(ExitCode::FAILURE)
}

/// Reads the texts of a profile's folder, keyed by relative path with `/`, in whichever encoding a
/// spreadsheet saved them. Errors: an unreadable folder or file, a file that is no text, more than 1,000 files.
pub fn read_files(dir: &Path) -> anyhow::Result<Files> {
    let (files, problems) = read_folder(dir)?;
    if !problems.is_empty() {
        bail!("{}", lines(&problems).trim_end());
    }
    Ok(files)
}

/// The texts, and what is wrong with files that are none.
fn read_folder(dir: &Path) -> anyhow::Result<(Files, Vec<Problem>)> {
    let (mut files, mut problems) = (Files::new(), vec![]);
    let mut folders = vec![(dir.to_owned(), String::new(), 0)];
    while let Some((folder, prefix, depth)) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .with_context(|| format!("cannot read {}", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let (path, name) = (entry.path(), entry.file_name());
            let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
                continue;
            };
            let relative = format!("{prefix}{name}");
            if path.is_dir() {
                if depth < DEPTH_MAX {
                    folders.push((path, format!("{relative}/"), depth + 1));
                }
            } else if is_profile_file(&path) {
                if files.len() == FILES_MAX {
                    bail!("{} holds more than {FILES_MAX} files", dir.display());
                }
                match read_text(&path, &relative)? {
                    Ok(text) => drop(files.insert(relative, text)),
                    Err(problem) => problems.push(problem),
                }
            }
        }
    }
    problems.sort();
    Ok((files, problems))
}

fn is_profile_file(path: &Path) -> bool {
    path.extension()
        .and_then(|e| e.to_str())
        .is_some_and(|e| KINDS.contains(&e))
}

/// The file as text, or what to mend. Errors: an unreadable file, one over the limit.
fn read_text(path: &Path, relative: &str) -> anyhow::Result<Result<String, Problem>> {
    let size = std::fs::metadata(path)
        .with_context(|| format!("cannot read {}", path.display()))?
        .len();
    if size > FILE_BYTES_MAX as u64 {
        bail!(
            "{}: {size} bytes, more than the limit of {FILE_BYTES_MAX}",
            path.display()
        );
    }
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = document::decode(&bytes).ok();
    let whole = text.filter(|text| !text.contains(char::REPLACEMENT_CHARACTER));
    Ok(whole.ok_or_else(|| Problem {
        file: relative.to_owned(),
        line: first_unreadable_line(&bytes),
        code: "file_encoding",
        message_zh:
            "有无法识别的字符：请另存为 UTF-8 文本（电子表格选“CSV UTF-8”），GB18030 也可以"
                .to_owned(),
    }))
}

/// From 1; 1 where the file is UTF-8 but no text.
fn first_unreadable_line(bytes: &[u8]) -> usize {
    let sound = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), |_| 0);
    1 + bytes[..sound].iter().filter(|b| **b == b'\n').count()
}

fn lines(problems: &[Problem]) -> String {
    problems
        .iter()
        .map(|problem| format!("{problem}\n"))
        .collect()
}

fn summary(profile: &Profile) -> String {
    use profile::UnitKind::{Community, Subdistrict};
    let of = |kind| {
        profile
            .directory
            .iter()
            .filter(|unit| unit.kind == kind)
            .count()
    };
    let (streets, communities) = (of(Subdistrict), of(Community));
    let others = profile.directory.len() - streets - communities;
    let duties: usize = profile.directory.iter().map(|unit| unit.duties.len()).sum();
    let district = &profile.district;
    let mut text = format!(
        "{} ({}, {}): ok\n  units {others}, subdistricts {streets}, communities {communities}\n  \
         duty phrases {duties}, leaders {}, light rules {}, local notice days {}\n",
        district.name,
        district.id,
        district.code,
        profile.leaders.len(),
        profile.lights.len(),
        profile.notices.len(),
    );
    let _ = writeln!(
        text,
        "  words {}, outline points {}, areas {}, gazetteer {}",
        profile.words.zh.len(),
        outline_points(profile),
        profile.areas.iter().count(),
        profile.gazetteer.as_ref().map_or(0, |g| g.len())
    );
    if let Some(demo) = &profile.demo {
        let (people, owners) = (profile.demo_people.len(), demo.assignments.len());
        let (records, notes) = (demo.records.len(), demo.notes.len());
        let _ = writeln!(
            text,
            "  demo: people {people}, assignments {owners}, records {records}, notes {notes}"
        );
    }
    text
}

fn outline_points(profile: &Profile) -> usize {
    profile.outline.as_ref().map_or(0, |outline| outline.points)
}

fn listing(profile: &Profile) -> String {
    let mut text = summary(profile);
    for leader in &profile.leaders {
        let units: Vec<&str> = leader.oversees.iter().map(|unit| unit.as_str()).collect();
        let _ = writeln!(
            text,
            "leader {} {} {}: {}",
            leader.id,
            leader.name,
            leader.title,
            units.join(" ")
        );
    }
    for spec in &profile.lights {
        let rule = &spec.rule;
        let _ = writeln!(
            text,
            "light {} v{} from {}: green from {} pp, red below {} pp, {} override(s)",
            rule.id,
            rule.version,
            rule.valid_from,
            rule.green_gap_pp,
            rule.yellow_gap_pp,
            spec.overrides.len()
        );
    }
    for unit in profile.directory.iter() {
        let official = unit
            .official_code
            .as_ref()
            .map_or("-", |code| code.as_str());
        let overseer = profile
            .overseer(&unit.code)
            .map_or("-", |leader| leader.id.as_str());
        let (code, kind, duties) = (&unit.code, unit.kind, unit.duties.len());
        let _ = writeln!(
            text,
            "unit {code} {kind} {official} {overseer} duties={duties} {}",
            unit.name
        );
    }
    text
}
