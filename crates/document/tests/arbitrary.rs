//! Whatever the bytes: an answer, never a panic, and a result that stays as it is.

mod support;

use document::{looks_like_report, normalise, read};
use proptest::prelude::*;
use support::{composite_font, docx, drawn, paragraph, pdf, saved};

/// Pieces that reports and their conversions are made of.
fn report_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[一二三经济发展增长改造民生个项目]{1,12}",
        2 => "[0-9０-９]{1,4}[.．%％]?",
        2 => prop::sample::select(vec!["。", "，", "；", "：", "、", "“", "”", "（", "）", "**", "__", " ", "　", "\n", "\n\n", "\r\n", "\u{c}", "——", "｜", "_{2.5}", "PM", "\u{feff}"]).prop_map(String::from),
        1 => prop::sample::select(vec!["一、", "（二）", "3. ", "各位代表：\n", "首页\n>\n", "来源：", "— 3 —\n", "附件", "2026年1月8日在", "会议上\n", "## ", "記者摄\n"]).prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A file with some of its bytes changed.
fn damaged(whole: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let length = whole.len();
    prop::collection::vec((0..length, any::<u8>()), 1..20).prop_map(move |changes| {
        let mut bytes = whole.clone();
        for (at, value) in changes {
            bytes[at] = value;
        }
        bytes
    })
}

fn small_pdf() -> Vec<u8> {
    let line = |t: &str| encoding_rs::GBK.encode(t).0.into_owned();
    saved(pdf(
        composite_font("GBK-EUC-H"),
        &[drawn(&[line("现在向大会报告工作，"), line("请予审议。")])],
    ))
}

fn small_docx() -> Vec<u8> {
    docx(
        &format!(
            "{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
            paragraph("一、工作"),
            paragraph("目标")
        ),
        &[("word/footnotes.xml", "<w:footnotes/>")],
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_get_an_answer(name in "[a-z]{0,4}\\.(txt|md|html|docx|pdf)", bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&name, &bytes);
    }

    #[test]
    fn arbitrary_text_under_any_signature_gets_an_answer(text in "\\PC{0,200}", start in prop::sample::select(vec!["", "%PDF-1.4\n", "PK\u{3}\u{4}", "<html>", "{\\rtf"])) {
        let _ = read("a.md", format!("{start}{text}").as_bytes());
        let _ = looks_like_report(&text);
    }

    #[test]
    fn damaged_files_get_an_answer(bytes in prop_oneof![damaged(small_pdf()), damaged(small_docx())]) {
        let _ = read("a", &bytes);
    }

    #[test]
    fn normalising_twice_changes_nothing(text in report_like()) {
        let (once, _) = normalise(&text);
        let (twice, notes) = normalise(&once);
        prop_assert_eq!(&twice, &once);
        prop_assert!(notes.is_empty(), "{:?}", notes);
    }

    #[test]
    fn no_line_is_blank_or_padded(text in report_like()) {
        let (text, _) = normalise(&text);
        prop_assert!(text.is_empty() || text.ends_with('\n'));
        for line in text.lines() {
            prop_assert!(!line.is_empty() && line.trim() == line, "{:?}", line);
        }
    }

    #[test]
    fn figures_survive(text in "([一二三增长改造，。]{1,8}[0-9]{1,5}(\\.[0-9]{1,2})?[个%元]){1,20}") {
        let digits = |t: &str| t.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect::<String>();
        prop_assert_eq!(digits(&normalise(&text).0), digits(&text));
    }
}
