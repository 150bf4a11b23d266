//! What names the parts, and the properties of the file.

use crate::Bulletin;
use crate::docx::xml::Xml;

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

pub(super) fn types() -> Vec<u8> {
    let mut xml = Xml::new();
    let space = format!("{PACKAGE}content-types");
    xml.with("Types", &[("xmlns", &space)], |xml| {
        let rels = "application/vnd.openxmlformats-package.relationships+xml";
        for (extension, of) in [("rels", rels), ("xml", "application/xml")] {
            xml.leaf("Default", &[("Extension", extension), ("ContentType", of)]);
        }
        let of_word = [
            ("/word/document.xml", "document.main"),
            ("/word/styles.xml", "styles"),
            ("/word/settings.xml", "settings"),
            ("/word/fontTable.xml", "fontTable"),
            ("/word/footer1.xml", "footer"),
            ("/word/footer2.xml", "footer"),
        ];
        for (part, of) in of_word {
            let of = format!("{WORD}.{of}+xml");
            xml.leaf("Override", &[("PartName", part), ("ContentType", &of)]);
        }
        let core = "application/vnd.openxmlformats-package.core-properties+xml";
        let part = "/docProps/core.xml";
        xml.leaf("Override", &[("PartName", part), ("ContentType", core)]);
    });
    xml.done()
}

pub(super) fn package_rels() -> Vec<u8> {
    let core = format!("{PACKAGE}relationships/metadata/core-properties");
    relations(&[
        (
            "rId1",
            &format!("{OFFICE}/officeDocument"),
            "word/document.xml",
            false,
        ),
        ("rId2", &core, "docProps/core.xml", false),
    ])
}

/// `links`: where numbers lead, by their place from 0.
pub(super) fn document_rels(links: &[String]) -> Vec<u8> {
    let own = [
        ("rId1", "styles", "styles.xml"),
        ("rId2", "settings", "settings.xml"),
        ("rId3", "fontTable", "fontTable.xml"),
        ("rId4", "footer", "footer1.xml"),
        ("rId5", "footer", "footer2.xml"),
    ];
    let own = own.map(|(id, of, to)| {
        (
            id.to_owned(),
            format!("{OFFICE}/{of}"),
            to.to_owned(),
            false,
        )
    });
    let link =
        |(at, to): (usize, &String)| (link_id(at), format!("{OFFICE}/hyperlink"), to.clone(), true);
    let all: Vec<_> = own
        .into_iter()
        .chain(links.iter().enumerate().map(link))
        .collect();
    let all: Vec<(&str, &str, &str, bool)> = all
        .iter()
        .map(|(id, of, to, out)| (id.as_str(), of.as_str(), to.as_str(), *out))
        .collect();
    relations(&all)
}

pub(super) fn link_id(at: usize) -> String {
    format!("link{}", at + 1)
}

fn relations(all: &[(&str, &str, &str, bool)]) -> Vec<u8> {
    let mut xml = Xml::new();
    let space = format!("{PACKAGE}relationships");
    xml.with("Relationships", &[("xmlns", &space)], |xml| {
        for (id, of, to, outside) in all {
            let mut attrs = vec![("Id", *id), ("Type", *of), ("Target", *to)];
            if *outside {
                attrs.push(("TargetMode", "External"));
            }
            xml.leaf("Relationship", &attrs);
        }
    });
    xml.done()
}

/// Title, issuer and day: nothing of the moment in which the file is written.
pub(super) fn core(of: &Bulletin) -> Vec<u8> {
    let mut xml = Xml::new();
    let space = format!("{PACKAGE}metadata/core-properties");
    let spaces = [
        ("xmlns:cp", space.as_str()),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.with("cp:coreProperties", &spaces, |xml| {
        xml.text("dc:title", &[], &of.title);
        xml.text("dc:creator", &[], &of.issuer);
        xml.text("dc:language", &[], "zh-CN");
        if let Some(on) = of.issued_on {
            let at = format!("{on}T00:00:00Z");
            for name in ["dcterms:created", "dcterms:modified"] {
                xml.text(name, &[("xsi:type", "dcterms:W3CDTF")], &at);
            }
        }
    });
    xml.done()
}
