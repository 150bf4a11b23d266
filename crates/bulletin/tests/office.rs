//! The file as an office program shows it: LibreOffice makes pages of it, and these are measured.

mod common;

use bulletin::file;
use std::path::Path;
use std::process::Command;

/// What a program says; none where it is not there.
fn said(program: &str, args: &[&str]) -> Option<String> {
    let done = Command::new(program).args(args).output().ok()?;
    assert!(
        done.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    Some(String::from_utf8_lossy(&done.stdout).into_owned())
}

fn pages(folder: &Path, items: usize) -> Option<String> {
    let docx = folder.join("b.docx");
    std::fs::write(&docx, file(&common::sealed(items)).unwrap()).unwrap();
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.join("profile").display()
    );
    let (folder, docx) = (folder.to_str()?, docx.to_str()?);
    let args = [
        profile.as_str(),
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        docx,
    ];
    said("soffice", &args)
}

#[test]
fn an_office_program_shows_the_official_layout() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let missing =
        "SKIPPED: soffice or pdftotext is missing; the layout of bulletins is not looked at";
    if pages(at, 14).is_none() {
        println!("{missing}");
        return;
    }
    let pdf = at.join("b.pdf");
    let pdf = pdf.to_str().unwrap();
    let Some(info) = said("pdfinfo", &[pdf]) else {
        println!("{missing}");
        return;
    };
    assert!(
        info.contains("595.3 x 841.9 pts (A4)") || info.contains("(A4)"),
        "{info}"
    );
    let count = info.lines().find_map(|l| l.strip_prefix("Pages:"));
    let count: usize = count.unwrap().trim().parse().unwrap();
    assert!((3..=8).contains(&count), "{info}");
    let text = said("pdftotext", &["-layout", pdf, "-"]).unwrap();
    let pages: Vec<&str> = text.split('\u{c}').collect();
    for words in [
        "周调度会议纪要",
        "〔2026〕第3期",
        "示例区人民政府办公室",
        "2026年11月24日",
    ] {
        assert!(squeezed(pages[0]).contains(words), "{words}\n{}", pages[0]);
    }
    for words in [
        "一、继续推进的事项",
        "（十四）示例指标14的累计增速",
        "1.第三级标题",
        "（1）第四级标题",
        "二、任务分工",
    ] {
        assert!(squeezed(&text).contains(words), "{words}\n{text}");
    }
    let last = pages[count - 1];
    assert!(last.contains("抄送：") && last.contains("印发"), "{last}");
    // The number of a page stands at the outer side.
    let foot = |at: usize| {
        let number = format!("—{}—", at + 1);
        let line = pages[at].lines().rfind(|l| squeezed(l) == number);
        line.map(|l| l.len() - l.trim_start().len())
    };
    let (odd, even) = (foot(0).expect("page number"), foot(1).expect("page number"));
    assert!(odd > even + 20, "odd {odd}, even {even}\n{text}");
    let boxes = said(
        "pdftotext",
        &["-bbox-layout", "-f", "2", "-l", "2", pdf, "-"],
    )
    .unwrap();
    let lines: Vec<[f64; 4]> = boxes
        .lines()
        .filter(|l| l.contains("<line "))
        .filter_map(edges)
        .collect();
    // 28 mm to the left, 26 mm to the right, 37 mm above.
    let (left, right) = (28.0 * MM, (210.0 - 26.0) * MM);
    let least = lines.iter().map(|l| l[0]).fold(f64::MAX, f64::min);
    let most = lines.iter().map(|l| l[2]).fold(0.0, f64::max);
    let top = lines.iter().map(|l| l[1]).fold(f64::MAX, f64::min);
    assert!((least - left).abs() < 6.0, "left {least}, wanted {left}");
    assert!((most - right).abs() < 8.0, "right {most}, wanted {right}");
    assert!((top - 37.0 * MM).abs() < 14.0, "top {top}");
    let links = String::from_utf8_lossy(&std::fs::read(at.join("b.docx")).unwrap()).into_owned();
    assert!(links.contains("https://xiuhua.example.org/meetings/2026-W48"));
}

/// Programs put a space between digits and characters.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

const MM: f64 = 72.0 / 25.4;

fn edges(line: &str) -> Option<[f64; 4]> {
    let of = |name: &str| {
        let (_, rest) = line.split_once(&format!("{name}=\""))?;
        rest.split_once('"')?.0.parse().ok()
    };
    Some([of("xMin")?, of("yMin")?, of("xMax")?, of("yMax")?])
}
