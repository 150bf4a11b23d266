//! `xiuhua learn` as a person uses it: train, predict, evaluate, explain, and what is refused.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

fn learn(folder: &Path, what: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xiuhua"))
        .arg("learn")
        .args(what)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// Sixty invented messages as a spreadsheet saves them: marked, with a quoted line break.
fn labelled() -> String {
    let kinds = [
        ("市政", ["路灯不亮", "井盖破损", "人行道塌陷", "路面积水"]),
        ("交通", ["公交晚点", "站台拥挤", "末班车太早", "司机甩站"]),
        ("教育", ["学位不足", "入学被拒", "托管停办", "老师收费"]),
    ];
    let mut out = "\u{feff}id,user,title,time,body,label\n".to_owned();
    for i in 0..60 {
        let (label, said) = kinds[i % 3];
        let (a, b) = (said[i / 3 % 4], said[(i / 12 + i / 3 + 1) % 4]);
        writeln!(out, "{i},u,{a},2026,\"{i}号楼{b}\n请处理\",{label}").unwrap();
    }
    out
}

#[test]
fn a_model_is_trained_asked_measured_and_explained() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("f.csv"), labelled()).unwrap();
    let tokens = "tokens,label\n门口 路灯 不亮 很久,市政\n公交 晚点 半小时,交通\n学位 不足,教育\n";
    std::fs::write(at.join("t.csv"), tokens).unwrap();
    std::fs::write(
        at.join("m.csv"),
        "id,title,body\na7,路灯不亮,门口\na7,,公交又晚点\nb9,,\n",
    )
    .unwrap();

    let files = ["--labelled", "f.csv", "--tokenised", "t.csv"];
    let done = learn(
        at,
        &[&["train"], &files[..], &["--model", "m.bin"]].concat(),
    );
    assert!(done.status.success(), "{}", said(&done));
    assert!(said(&done).contains("已由63条留言训练"), "{}", said(&done));

    let ask = [
        "predict", "--model", "m.bin", "--in", "m.csv", "--out", "p.csv",
    ];
    let done = learn(at, &ask);
    assert!(done.status.success(), "{}", said(&done));
    let written = std::fs::read_to_string(at.join("p.csv")).unwrap();
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines[0], "id,label,probability");
    assert!(
        lines[1].starts_with("a7,市政,0.") && lines[2].starts_with("a7,交通,0."),
        "{written}"
    );
    assert!(lines[3].starts_with("b9,") && lines.len() == 4, "{written}");

    let done = learn(at, &[&ask[..], &["--abstain", "--threshold", "1"]].concat());
    assert!(said(&done).contains("其中3条把握不足"), "{}", said(&done));
    let written = std::fs::read_to_string(at.join("p.csv")).unwrap();
    assert!(
        written.lines().nth(1).unwrap().starts_with("a7,,0."),
        "{written}"
    );

    let done = learn(at, &["evaluate", "--model", "m.bin", "--in", "f.csv"]);
    assert!(said(&done).contains("宏平均F1"), "{}", said(&done));
    let done = learn(at, &["evaluate", "--labelled", "f.csv", "--folds", "3"]);
    assert!(said(&done).contains("3份交叉验证"), "{}", said(&done));
    let done = learn(
        at,
        &["explain", "--model", "m.bin", "--in", "m.csv", "--id", "a7"],
    );
    assert!(
        said(&done).contains("支持市政：") && said(&done).contains("公交 +"),
        "{}",
        said(&done)
    );
}

#[test]
fn what_cannot_be_used_is_refused_with_a_code() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("f.csv"), "id,body\n1,没有标签\n").unwrap();
    std::fs::write(at.join("m.bin"), "PK").unwrap();
    for (what, code) in [
        (
            vec!["train", "--labelled", "f.csv", "--model", "o"],
            "learn_no_label_column",
        ),
        (vec!["train", "--model", "o"], "learn_no_input"),
        (
            vec!["train", "--labelled", "none.csv", "--model", "o"],
            "learn_file",
        ),
        (
            vec!["predict", "--model", "m.bin", "--in", "f.csv", "--out", "p"],
            "learn_model_foreign",
        ),
        (
            vec!["explain", "--model", "m.bin", "--text", "路灯"],
            "learn_model_foreign",
        ),
    ] {
        let done = learn(at, &what);
        assert_eq!(done.status.code(), Some(2), "{what:?}: {}", said(&done));
        assert!(
            said(&done).contains(&format!("[{code}]")),
            "{what:?}: {}",
            said(&done)
        );
    }
    assert!(!at.join("o").exists());
}
