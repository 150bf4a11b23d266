//! The heading tree against the annotated one.

mod common;

use report::{Section, Text, outline};
use serde_json::Value;

fn flat(sections: &[Section], out: &mut Vec<(u8, String, String, usize, usize, usize, usize)>) {
    for s in sections {
        out.push((
            s.level,
            s.label.clone(),
            s.title.clone(),
            s.heading.start,
            s.heading.end,
            s.span.start,
            s.span.end,
        ));
        flat(&s.children, out);
    }
}

fn flat_gold(sections: &Value, out: &mut Vec<(u8, String, String, usize, usize, usize, usize)>) {
    let n = |v: &Value| v.as_u64().unwrap_or_default() as usize;
    for s in sections.as_array().into_iter().flatten() {
        let words = |k: &str| s[k].as_str().unwrap_or_default().to_owned();
        out.push((
            n(&s["level"]) as u8,
            words("label"),
            words("title"),
            n(&s["heading_start"]),
            n(&s["heading_end"]),
            n(&s["start"]),
            n(&s["end"]),
        ));
        flat_gold(&s["children"], out);
    }
}

#[test]
fn sections_equal_the_annotated_tree() {
    let Some(shared) = common::shared() else {
        return;
    };
    let folder = shared.join("gold/yuexiu-2026");
    let text = Text::new(&std::fs::read_to_string(folder.join("report.normalised.txt")).unwrap());
    let gold: Value = serde_json::from_str(
        &std::fs::read_to_string(folder.join("expected_sections.json")).unwrap(),
    )
    .unwrap();
    let (mut want, mut have) = (Vec::new(), Vec::new());
    flat_gold(&gold["sections"], &mut want);
    flat(&outline::outline(&text), &mut have);
    for row in want.iter().filter(|w| !have.contains(w)) {
        eprintln!("missing {row:?}");
    }
    for row in have.iter().filter(|w| !want.contains(w)) {
        eprintln!("extra   {row:?}");
    }
    assert_eq!(have, want);
}
