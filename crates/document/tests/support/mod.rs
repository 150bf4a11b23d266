//! Files made for the tests, all of invented text.
#![allow(dead_code, reason = "each test file uses its own share")]

use std::io::{Cursor, Write};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip container with the given parts.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A .docx with the given body XML and further parts.
pub fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    let mut all: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
    ];
    all.extend(parts.iter().map(|(name, xml)| (*name, xml.as_bytes())));
    archive(&all)
}

/// A Word paragraph of one run.
pub fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A one-font PDF with the given pages, each a list of operations.
pub fn pdf(font: Dictionary, pages: &[Vec<Operation>]) -> Document {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let font = document.add_object(font);
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let kids: Vec<Object> = pages
        .iter()
        .map(|operations| {
            let content = Content { operations: operations.clone() }.encode().unwrap();
            let content = document.add_object(Stream::new(Dictionary::new(), content));
            document.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()] }).into()
        })
        .collect();
    let count = kids.len() as i64;
    document.objects.insert(
        tree,
        dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into(),
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    document.trailer.set(
        "ID",
        vec![
            Object::string_literal("a-sixteen-bytes!"),
            Object::string_literal("a-sixteen-bytes!"),
        ],
    );
    document
}

/// A composite font that is not embedded and has no table of its own.
pub fn composite_font(encoding: &str) -> Dictionary {
    dictionary! { "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "SimSun", "Encoding" => encoding }
}

/// Operations that draw lines of codes from the top of a page.
pub fn drawn(lines: &[Vec<u8>]) -> Vec<Operation> {
    let mut operations = vec![
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec!["F1".into(), 14.into()]),
        Operation::new("Td", vec![70.into(), 780.into()]),
    ];
    for line in lines {
        operations.push(Operation::new(
            "Tj",
            vec![Object::string_literal(line.clone())],
        ));
        operations.push(Operation::new("Td", vec![0.into(), (-24).into()]));
    }
    operations.push(Operation::new("ET", vec![]));
    operations
}

/// The bytes of a PDF.
pub fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}
