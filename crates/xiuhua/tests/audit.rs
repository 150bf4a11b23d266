//! `xiuhua audit` on a sound store and on one that was tampered with.

#[path = "../src/cmd/audit.rs"]
mod audit;

use clap::Parser;
use serde_json::json;
use std::process::ExitCode;
use store::testing::{self, TestStore};
use store::{Batch, Change, DistrictId, Location, Subject};

#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    audit: audit::AuditArgs,
}

/// Runs the command on a store; the exit code and what was printed.
fn run(test: &TestStore, what: &[&str]) -> (ExitCode, String) {
    let Location::Sqlite { file } = &test.at else {
        panic!("a SQLite store");
    };
    let data = file.parent().unwrap().to_str().unwrap();
    let line = Line::parse_from([&["audit"], what, &["--data", data]].concat());
    let mut out = Vec::new();
    let code = audit::run_to(line.audit, &mut out).unwrap();
    (code, String::from_utf8(out).unwrap())
}

async fn filled() -> TestStore {
    let test = testing::sqlite().await;
    for n in 0..3 {
        let mut batch = Batch::new(DistrictId::from("here"), jiff::Timestamp::now(), "someone");
        let before = (n > 0).then(|| json!({ "n": n }));
        let subject = Subject::new("thing", "a");
        let after = json!({ "n": n + 1 });
        let change = Change::between(subject, n, "thing.turn", None, before.as_ref(), &after);
        batch.changes.push(change);
        test.store.commit(batch).await.unwrap();
    }
    test
}

#[test]
fn a_sound_store_says_what_was_checked() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let test = runtime.block_on(filled());
    let (code, sealed) = run(&test, &["seal", "--day", "2026-06-01"]);
    assert_eq!(code, ExitCode::SUCCESS);
    assert!(
        sealed.contains("第 1 号 2026-06-01 日志 1–3 链 1 sm3:"),
        "{sealed}"
    );
    assert_eq!(run(&test, &["seals"]).1, sealed);
    let (code, said) = run(&test, &["verify"]);
    assert_eq!(code, ExitCode::SUCCESS);
    assert!(
        said.contains("日志 3 条（1–3）、主体 1 个、封存 1 次（其后 0 条待封存）、材料 0 份"),
        "{said}"
    );
    let kept = sealed.trim().rsplit(' ').next().unwrap();
    assert_eq!(run(&test, &["verify", "--kept", kept]).0, ExitCode::SUCCESS);
    let (code, said) = run(&test, &["verify", "--kept", &"0".repeat(64)]);
    assert_eq!(code, ExitCode::from(1));
    assert!(said.contains("[seal_gone]"), "{said}");
}

#[test]
fn the_first_bad_row_is_named() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let test = runtime.block_on(filled());
    runtime.block_on(test.disarm());
    runtime.block_on(test.raw("UPDATE journal SET actor = 'x' WHERE seq = 2"));
    let (code, said) = run(&test, &["verify", "--district", "here"]);
    assert_eq!(code, ExitCode::from(1));
    assert!(
        said.contains("[altered] district=here subject=thing/a seq=2 pos=2"),
        "{said}"
    );
}

#[test]
fn nothing_is_made_where_nothing_is() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let line = Line::parse_from(["audit", "verify", "--data", data]);
    assert!(audit::run(line.audit).is_err());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
