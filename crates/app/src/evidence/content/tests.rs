//! Whole files pass; the same files cut short, and mere beginnings, do not.

use super::*;
use crate::table::{Table, write};
use std::io::{Cursor, Write};

/// A picture of one pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut file = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0".to_vec();
    file.extend(b"\xff\xc0\0\x0b\x08");
    file.extend(height.to_be_bytes());
    file.extend(width.to_be_bytes());
    file.extend(b"\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0\x7f\x80\xff\xd9");
    file
}

fn webp(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
    file.extend(&(width - 1).to_le_bytes()[..3]);
    file.extend(&(height - 1).to_le_bytes()[..3]);
    file.extend([0; 4]);
    file
}

fn boxed(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 8).unwrap();
    [&length.to_be_bytes()[..], name, body].concat()
}

fn heif(width: u32, height: u32) -> Vec<u8> {
    let ispe = [&[0; 4][..], &width.to_be_bytes(), &height.to_be_bytes()].concat();
    let iprp = boxed(b"iprp", &boxed(b"ipco", &boxed(b"ispe", &ispe)));
    let meta = [&[0; 4][..], &iprp].concat();
    [
        boxed(b"ftyp", b"heic\0\0\0\0mif1heic"),
        boxed(b"meta", &meta),
        boxed(b"mdat", b"pixels"),
    ]
    .concat()
}

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\nxref\n0 1\ntrailer<<>>\nstartxref\n27\n%%EOF\n";

fn package(parts: &[&str]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        zip.start_file(*part, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(b"<x/>").unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn compound(stream: &str) -> Vec<u8> {
    let mut file = vec![0; 1024];
    file[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    file[28..32].copy_from_slice(b"\xfe\xff\x09\x00");
    let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let entry = &mut file[640..768];
    entry[..name.len()].copy_from_slice(&name);
    entry[64] = u8::try_from(name.len() + 2).unwrap();
    entry[66] = 2;
    file
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

#[test]
fn whole_files_pass_and_every_beginning_of_them_does_not() {
    let sheet = Table {
        name: "表",
        heading: &["日期"],
        widths: &[10],
        lines: vec![vec!["2026-11-23".into()]],
    };
    let sheet = write(&sheet, crate::Format::Xlsx).unwrap().bytes;
    let word = package(&["[Content_Types].xml", "word/document.xml"]);
    let whole: [(&str, Vec<u8>); 9] = [
        ("image/png", PNG.to_vec()),
        ("image/jpeg", jpeg(640, 480)),
        ("image/webp", webp(640, 480)),
        ("image/heif", heif(640, 480)),
        ("application/pdf", PDF.to_vec()),
        (DOCX, word),
        (XLSX, sheet),
        ("application/msword", compound("WordDocument")),
        ("application/vnd.ms-excel", compound("Workbook")),
    ];
    for (kind, file) in whole {
        assert_eq!(check(kind, &file), Ok(()), "{kind}");
        let end = match kind {
            // The directory of a compound file may lie anywhere before the end.
            "application/msword" | "application/vnd.ms-excel" => 700,
            "application/pdf" => file.len() - 2,
            _ => file.len(),
        };
        for cut in 0..end {
            assert_eq!(check(kind, &file[..cut]), Err(Flaw::Broken), "{kind} {cut}");
        }
    }
}

#[test]
fn a_beginning_with_something_else_behind_is_refused() {
    let junk = [0x41; 4000];
    for (kind, start) in [
        ("image/png", &PNG[..33]),
        ("image/jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF\0"),
        ("image/webp", b"RIFF\xff\x0f\0\0WEBPVP8 "),
        ("image/heif", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
        ("application/pdf", b"%PDF-1.7\n"),
        (DOCX, b"PK\x03\x04"),
        ("application/msword", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ] {
        let file = [start, &junk].concat();
        assert_eq!(check(kind, &file), Err(Flaw::Broken), "{kind}");
    }
    let other = package(&["[Content_Types].xml", "xl/workbook.xml"]);
    assert_eq!(check(DOCX, &other), Err(Flaw::Broken), "another main part");
    assert_eq!(
        check(XLSX, &package(&["xl/workbook.xml"])),
        Err(Flaw::Broken)
    );
    let mut bare = PNG.to_vec();
    bare.drain(33..55);
    assert_eq!(check("image/png", &bare), Err(Flaw::Broken), "no pixels");
}

#[test]
fn a_picture_has_pixels_and_not_too_many() {
    assert_eq!(check("image/jpeg", &jpeg(16_000, 15_000)), Ok(()));
    assert_eq!(
        check("image/jpeg", &jpeg(u16::MAX, u16::MAX)),
        Err(Flaw::TooManyPixels)
    );
    assert_eq!(check("image/jpeg", &jpeg(0, 480)), Err(Flaw::Broken));
    assert_eq!(
        check("image/heif", &heif(40_000, 40_000)),
        Err(Flaw::TooManyPixels)
    );
    let mut bomb = PNG.to_vec();
    bomb[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    assert_eq!(check("image/png", &bomb), Err(Flaw::TooManyPixels));
}
