//! Every refusal, by a file that calls for it.

mod support;

use document::{Refusal, limits, read};
use lopdf::{
    Dictionary, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary,
};
use support::{archive, composite_font, docx, drawn, paragraph, pdf, saved};

/// The refusal's code; fails when the file is read.
fn code(name: &str, bytes: &[u8]) -> &'static str {
    match read(name, bytes) {
        Ok(document) => panic!("{name} was read: {:.80}", document.text),
        Err(refusal) => {
            let message = refusal.to_string();
            assert!(
                message.ends_with('。') && message.chars().count() > 7,
                "{message}"
            );
            refusal.code()
        }
    }
}

#[test]
fn an_empty_file() {
    assert_eq!(code("报告.txt", b""), "empty_file");
    assert_eq!(code("报告.txt", b" \r\n\t\n"), "no_text");
    assert_eq!(code("报告.docx", &docx("<w:p/>", &[])), "no_text");
    assert_eq!(
        code("报告.html", b"<html><body><script>1</script></body></html>"),
        "no_text"
    );
}

#[test]
fn a_file_of_fifty_megabytes() {
    let bytes = vec![b'a'; 50 * 1024 * 1024];
    assert_eq!(
        read("报告.txt", &bytes),
        Err(Refusal::TooLarge {
            megabytes: 50,
            limit: 20
        })
    );
    assert_eq!(
        code(
            "报告.html",
            format!("<html>{}", " ".repeat(limits::MAX_HTML_BYTES)).as_bytes()
        ),
        "too_large"
    );
}

#[test]
fn a_text_beyond_any_report() {
    assert_eq!(
        code("报告.txt", &vec![b'a'; limits::MAX_TEXT_CHARS + 1]),
        "too_long"
    );
}

#[test]
fn binary_files() {
    assert_eq!(code("报告.txt", b"\x89PNG\r\n\x1a\n0000"), "binary_file");
    assert_eq!(
        code("报告.txt", &[0, 1, 2, 3, 250, 7, 9, 0, 3]),
        "binary_file"
    );
}

#[test]
fn an_unknown_encoding() {
    assert_eq!(
        code(
            "报告.txt",
            &encoding_rs::WINDOWS_1251
                .encode("отчёт о работе правительства")
                .0
        ),
        "unknown_encoding"
    );
}

#[test]
fn formats_that_are_not_read() {
    for part in [
        "xl/workbook.xml",
        "ppt/presentation.xml",
        "OFD.xml",
        "content.xml",
        "readme.txt",
    ] {
        assert_eq!(
            code("报告.docx", &archive(&[(part, b"x")])),
            "unsupported_format",
            "{part}"
        );
    }
    assert_eq!(
        code("报告.doc", b"{\\rtf1\\ansi text}"),
        "unsupported_format"
    );
}

#[test]
fn old_and_protected_office_files() {
    let mut ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    ole.resize(2048, 0);
    assert_eq!(code("报告.doc", &ole), "legacy_office");
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(code("报告.docx", &ole), "encrypted_office");

    let mut zip = docx(&paragraph("内容"), &[]);
    for at in 0..zip.len() - 10 {
        match &zip[at..at + 4] {
            b"PK\x03\x04" => zip[at + 6] |= 1,
            b"PK\x01\x02" => zip[at + 8] |= 1,
            _ => {}
        }
    }
    assert_eq!(code("报告.docx", &zip), "encrypted_office");
}

#[test]
fn broken_word_files() {
    let whole = docx(&paragraph("内容"), &[]);
    assert_eq!(code("报告.docx", &whole[..whole.len() / 2]), "broken_docx");
    assert_eq!(
        code("报告.docx", &docx("<w:p><w:r></w:p>", &[])),
        "broken_docx"
    );
    assert_eq!(
        code(
            "报告.docx",
            &archive(&[("[Content_Types].xml", b"<Types/>")])
        ),
        "broken_docx"
    );
}

#[test]
fn a_web_page_of_endless_nesting() {
    let page = format!("<html><body>{}工作", "<div>".repeat(20_000));
    assert_eq!(code("报告.html", page.as_bytes()), "broken_html");
}

#[test]
fn a_zip_bomb() {
    let spaces = " ".repeat(limits::MAX_PART_BYTES as usize + 1);
    let bomb = docx(&spaces, &[]);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(code("报告.docx", &bomb), "archive_bomb");
}

#[test]
fn a_zip_of_countless_entries() {
    let names: Vec<String> = (0..=limits::MAX_ARCHIVE_ENTRIES)
        .map(|n| n.to_string())
        .collect();
    let parts: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), b"".as_slice()))
        .collect();
    assert_eq!(code("报告.docx", &archive(&parts)), "archive_bomb");
}

#[test]
fn an_encrypted_pdf() {
    let encrypted = |user: &str| {
        let text = encoding_rs::GBK
            .encode("现在向大会报告工作，请予审议。")
            .0
            .into_owned();
        let mut document = pdf(composite_font("GBK-EUC-H"), &[drawn(&[text])]);
        let version = EncryptionVersion::V2 {
            document: &document,
            owner_password: "owner",
            user_password: user,
            key_length: 128,
            permissions: Permissions::all(),
        };
        let state = EncryptionState::try_from(version).unwrap();
        document.encrypt(&state).unwrap();
        saved(document)
    };
    assert_eq!(code("报告.pdf", &encrypted("secret")), "encrypted_pdf");
    // Protected against changes alone, it opens without a password.
    assert_eq!(
        read("报告.pdf", &encrypted("")).unwrap().text,
        "现在向大会报告工作，请予审议。\n"
    );
}

#[test]
fn a_scanned_pdf() {
    let mut document = pdf(composite_font("GBK-EUC-H"), &[vec![], vec![]]);
    document.add_object(Stream::new(
        dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1 },
        vec![0],
    ));
    assert_eq!(code("报告.pdf", &saved(document)), "scanned_pdf");
    assert_eq!(
        code(
            "报告.pdf",
            &saved(pdf(composite_font("GBK-EUC-H"), &[vec![]]))
        ),
        "no_text"
    );
}

#[test]
fn a_pdf_whose_letters_cannot_be_told() {
    let document = pdf(
        composite_font("Identity-H"),
        &[drawn(&[vec![0x12, 0x34, 0x12, 0x35, 0x23, 0x45]])],
    );
    assert_eq!(code("报告.pdf", &saved(document)), "unreadable_pdf_text");
}

#[test]
fn broken_pdf_files() {
    assert_eq!(code("报告.pdf", b"%PDF-1.7\nnothing more"), "broken_pdf");
    let text = encoding_rs::GBK
        .encode("现在向大会报告工作，请予审议。")
        .0
        .into_owned();
    let whole = saved(pdf(composite_font("GBK-EUC-H"), &[drawn(&[text])]));
    assert_eq!(code("报告.pdf", &whole[..whole.len() / 4]), "broken_pdf");
}

#[test]
fn a_pdf_bomb() {
    let mut document = pdf(composite_font("GBK-EUC-H"), &[vec![]]);
    let mut bomb = Stream::new(
        Dictionary::new(),
        vec![b' '; limits::MAX_PDF_STREAM_BYTES + 1],
    );
    bomb.compress().unwrap();
    let bomb = document.add_object(bomb);
    let page = *document.get_pages().values().next().unwrap();
    document
        .get_dictionary_mut(page)
        .unwrap()
        .set("Contents", Object::Reference(bomb));
    let bytes = saved(document);
    assert!(bytes.len() < 1024 * 1024);
    assert_eq!(code("报告.pdf", &bytes), "archive_bomb");
}

#[test]
fn a_pdf_of_too_many_pages() {
    let document = pdf(
        composite_font("GBK-EUC-H"),
        &vec![vec![]; limits::MAX_PDF_PAGES + 1],
    );
    assert_eq!(code("报告.pdf", &saved(document)), "oversized_pdf");
}

#[test]
fn a_text_that_is_no_report() {
    let refusal = document::looks_like_report("今天天气很好，适合出门散步。").unwrap_err();
    assert_eq!(refusal.code(), "not_a_report");
    assert!(refusal.to_string().contains("篇幅太短"));
}
