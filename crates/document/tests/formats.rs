//! One report in every format reads the same.

mod support;

use document::{Document, NoteKind, SourceFormat, read};
use support::{composite_font, docx, drawn, paragraph, pdf, saved};

const HTML: &[u8] = include_bytes!("fixtures/report.html");
const PDF: &[u8] = include_bytes!("fixtures/report.pdf");

fn report() -> Document {
    read("report.html", HTML).unwrap()
}

/// Names the first line that differs.
fn assert_same(found: &str, expected: &str) {
    for (a, b) in found.lines().zip(expected.lines()) {
        assert_eq!(a, b);
    }
    assert_eq!(found.len(), expected.len());
}

fn count(document: &Document, kind: NoteKind) -> usize {
    document
        .notes
        .iter()
        .find(|n| n.kind == kind)
        .map_or(0, |n| n.count)
}

#[test]
fn the_fixture_is_a_report() {
    let report = report();
    assert_eq!(report.source_format, SourceFormat::Html);
    assert_eq!(report.text.lines().count(), 18);
    assert!(report.text.starts_with("政府工作报告\n——2026年1月8日在青禾市云溪区第三届人民代表大会第五次会议上\n云溪区区长 林某某\n各位代表：\n"));
    assert_eq!(document::looks_like_report(&report.text), Ok(()));
}

#[test]
fn a_pdf_printed_from_it_reads_the_same() {
    let from_pdf = read("report.pdf", PDF).unwrap();
    assert_same(&from_pdf.text, &report().text);
    assert_eq!(from_pdf.source_format, SourceFormat::Pdf);
    assert_eq!(count(&from_pdf, NoteKind::PageNumbersDropped), 5);
    assert!(count(&from_pdf, NoteKind::LinesUnwrapped) > 50);
}

#[test]
fn a_word_file_of_it_reads_the_same() {
    let text = report().text;
    let body: String = text.lines().map(paragraph).collect();
    let from_docx = read("报告", &docx(&body, &[])).unwrap();
    assert_eq!(
        (from_docx.text.as_str(), from_docx.source_format),
        (text.as_str(), SourceFormat::Docx)
    );
    assert_eq!(from_docx.notes, []);
}

#[test]
fn plain_text_of_it_in_any_encoding_reads_the_same() {
    let text = report().text;
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), "UTF-8"),
        (encoding_rs::GBK.encode(&text).0.into_owned(), "gb18030"),
        (utf16, "UTF-16LE"),
    ] {
        let document = read("报告.txt", &bytes).unwrap();
        assert_eq!(
            (document.text.as_str(), document.encoding),
            (text.as_str(), Some(encoding))
        );
    }
}

#[test]
fn lines_of_fixed_width_read_the_same() {
    let text = report().text;
    let mut wrapped = String::new();
    for (n, line) in text.lines().enumerate() {
        let indent = if n < 4 { "" } else { "　　" };
        let chars: Vec<char> = format!("{indent}{line}").chars().collect();
        for (page, chunk) in chars.chunks(36).enumerate() {
            wrapped.extend(chunk);
            wrapped.push_str(if page == 2 {
                "\r\n\r\n— 3 —\r\n\r\n"
            } else {
                "\r\n"
            });
        }
    }
    assert_same(&read("报告.txt", wrapped.as_bytes()).unwrap().text, &text);
}

#[test]
fn markdown_of_it_reads_the_same() {
    let text = report().text;
    let marked: String = text
        .lines()
        .map(|l| {
            if l.starts_with("一、") || l.starts_with("二、") {
                format!("## {l}\n\n")
            } else {
                l.replacen("提质增效。", "**提质增效。**", 1) + "\n\n"
            }
        })
        .collect();
    let document = read("报告.md", marked.as_bytes()).unwrap();
    assert_eq!(document.text, text);
    assert_eq!(count(&document, NoteKind::MarksRemoved), 3);
}

#[test]
fn a_word_file_with_everything_in_it() {
    let numbering = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
    let footnotes = "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote><w:footnote w:id=\"1\"><w:p><w:r><w:t>三网：指三张网。</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"2\"><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style></w:styles>";
    let styled = "<w:p><w:pPr><w:pStyle w:val=\"2\"/></w:pPr><w:r><w:t>工作安排</w:t></w:r></w:p>";
    let heading = "<w:p><w:pPr><w:pStyle w:val=\"1\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>工作回顾</w:t></w:r></w:p>";
    let changed = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>民生改善。</w:t></w:r><w:r><w:t>新建三网</w:t><w:footnoteReference w:id=\"1\"/></w:r><w:del><w:r><w:delText>１２</w:delText></w:r></w:del><w:ins><w:r><w:t>１５</w:t></w:r></w:ins><w:r><w:t> 个。</w:t></w:r></w:p>";
    let cell = |t: &str| format!("<w:tc>{}</w:tc>", paragraph(t));
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("指标"),
        cell("目标"),
        cell("总量"),
        cell("增长5%左右")
    );
    let bytes = docx(
        &format!("{heading}{changed}{table}{styled}"),
        &[
            ("word/numbering.xml", numbering),
            ("word/footnotes.xml", footnotes),
            ("word/styles.xml", styles),
        ],
    );
    let document = read("报告.docx", &bytes).unwrap();
    assert_eq!(
        document.text,
        "一、工作回顾\n民生改善。新建三网15个。\n指标｜目标\n总量｜增长5%左右\n二、工作安排\n注释\n［1］三网：指三张网。\n"
    );
    assert_eq!(document.tables.len(), 1);
    assert_eq!(document.tables[0].lines, 2..4);
    assert_eq!(
        document.tables[0].rows,
        [["指标", "目标"], ["总量", "增长5%左右"]]
    );
    for (kind, n) in [
        (NoteKind::DeletionsDropped, 1),
        (NoteKind::InsertionsKept, 1),
        (NoteKind::TablesRendered, 1),
        (NoteKind::FootnotesMoved, 1),
    ] {
        assert_eq!(count(&document, kind), n, "{kind:?}");
    }
}

#[test]
fn pdf_fonts_that_are_not_embedded_are_read() {
    let text = "现在，我向大会报告工作，请予审议。";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (encoding, codes) in [
        ("GBK-EUC-H", encoding_rs::GBK.encode(text).0.into_owned()),
        ("UniGB-UCS2-H", utf16),
    ] {
        let bytes = saved(pdf(composite_font(encoding), &[drawn(&[codes])]));
        assert_eq!(
            read("报告.pdf", &bytes).unwrap().text,
            format!("{text}\n"),
            "{encoding}"
        );
    }
}

#[test]
fn a_traditional_report_reads_as_simplified() {
    let text = hanconv::s2t(&report().text)
        .replace('羣', "群")
        .replace('衆', "眾");
    assert_ne!(text, report().text);
    let document = read("報告.txt", &encoding_rs::BIG5.encode(&text).0).unwrap();
    assert_same(&document.text, &report().text);
    assert_eq!(document.encoding, Some("Big5"));
}
