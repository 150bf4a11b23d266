//! The executable as a shell runs it: files as spreadsheets save them, readers that stop early.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn xiuhua(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xiuhua"));
    command.args(args);
    command
}

fn profiles() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../profiles")
}

/// A copy of a district's folder, each file changed by `change`.
fn copied(name: &str, change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    let mut folders = vec![(profiles().join(name), copy.path().to_owned())];
    while let Some((from, to)) = folders.pop() {
        fs::create_dir_all(&to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            match path.is_dir() {
                true => folders.push((path, to.join(name))),
                false => {
                    fs::write(to.join(&name), change(&name, fs::read(&path).unwrap())).unwrap();
                }
            }
        }
    }
    copy
}

fn checked(dir: &Path) -> (Option<i32>, String) {
    let run: Output = xiuhua(&["profile", "check", dir.to_str().unwrap()])
        .output()
        .unwrap();
    (run.status.code(), String::from_utf8(run.stdout).unwrap())
}

#[test]
fn a_profile_may_be_saved_as_a_spreadsheet_saves_it() {
    for name in ["yuexiu", "lanting"] {
        let as_gbk = |file: &str, bytes: Vec<u8>| match file.ends_with(".csv") {
            true => {
                let text = String::from_utf8(bytes).unwrap();
                encoding_rs::GB18030.encode(&text).0.into_owned()
            }
            false => bytes,
        };
        let (plain, sheets) = (checked(&profiles().join(name)), copied(name, as_gbk));
        assert_eq!(plain.0, Some(0));
        assert_eq!(checked(sheets.path()), plain, "{name} in GB18030");
    }
}

#[test]
fn a_file_that_is_no_text_is_named_with_its_line_and_the_mend() {
    let broken = copied("lanting", |file, mut bytes| {
        if file == "units.csv" {
            let third = bytes
                .iter()
                .enumerate()
                .filter(|(_, b)| **b == b'\n')
                .nth(1);
            bytes.insert(third.unwrap().0 + 1, 0xff);
        }
        bytes
    });
    let (code, said) = checked(broken.path());
    assert_eq!(code, Some(1), "{said}");
    assert!(said.starts_with("units.csv:3: file_encoding "), "{said}");
    assert!(said.contains("UTF-8"), "{said}");
}

#[test]
fn a_reader_that_stops_early_ends_a_command_quietly() {
    let profile = profiles().join("yuexiu");
    let profile = profile.to_str().unwrap();
    let report = profiles().join("yuexiu/demo/report.md");
    for args in [
        &["profile", "show", profile][..],
        &["profile", "check", profile],
        &[
            "place",
            "codes",
            profile,
            "--on",
            "2026-06-01",
            "--layer",
            "community",
        ],
        &[
            "report",
            "parse",
            report.to_str().unwrap(),
            "--format",
            "md",
        ],
        &[
            "calendar",
            "due",
            "--from",
            "2026-09-24T16:30",
            "--limit",
            "5wd",
            "--explain",
        ],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let run = xiuhua(args)
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
            .wait_with_output()
            .unwrap();
        let told = String::from_utf8(run.stderr).unwrap();
        assert!(!told.contains("panicked"), "{args:?}: {told}");
        assert_eq!(run.status.code(), Some(141), "{args:?}: {told}");
    }
}
