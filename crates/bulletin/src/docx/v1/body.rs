//! The text: mark, number, issuer and red line; title; blocks; imprint (版记); page.

use super::content::link_id;
use super::{FOOTER, LINE, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, RED};
use super::{TEXT_WIDTH, table};
use crate::docx::xml::Xml;
use crate::words::full_day;
use crate::{Block, Bulletin, Run, labelled};

/// The words of the format.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Where numbers lead, in the order in which they are met; each address once.
pub(super) struct Links<'a> {
    base: &'a str,
    to: Vec<String>,
}

impl Links<'_> {
    /// The id of an address; none where the file has no links.
    fn id(&mut self, href: &str) -> Option<String> {
        if self.base.is_empty() || !href.starts_with('/') {
            return None;
        }
        let to = format!("{}{href}", self.base);
        let found = self.to.iter().position(|known| *known == to);
        let at = found.unwrap_or_else(|| {
            self.to.push(to);
            self.to.len() - 1
        });
        Some(link_id(at))
    }
}

/// The document, and where its links lead.
pub(super) fn document(of: &Bulletin) -> (Vec<u8>, Vec<String>) {
    let mut links = Links {
        base: &of.base,
        to: vec![],
    };
    let mut xml = Xml::new();
    xml.with("w:document", &[("xmlns:w", W), ("xmlns:r", R)], |xml| {
        xml.with("w:body", &[], |xml| {
            head(xml, of);
            blank(xml, 1);
            paragraph(xml, "Title", |xml| words(xml, &of.title));
            blank(xml, 1);
            for (label, block) in labelled(&of.blocks) {
                one(xml, &mut links, &label, block);
            }
            table::imprint(xml, of);
            page(xml);
        });
    });
    (xml.done(), links.to)
}

/// 版头: the mark 35 mm below the upper edge of the text, number, issuer and day, the red line.
fn head(xml: &mut Xml, of: &Bulletin) {
    let spaced = |xml: &mut Xml| {
        xml.leaf("w:spacing", &[("w:before", "1700"), ("w:after", "0")]);
    };
    paragraph_with(xml, "Mark", spaced, |xml| words(xml, &of.mark));
    blank(xml, 1);
    paragraph(xml, "Number", |xml| words(xml, &of.number_zh()));
    let right = TEXT_WIDTH.to_string();
    let line = |xml: &mut Xml| {
        xml.with("w:pBdr", &[], |xml| {
            let red = [
                ("w:val", "single"),
                ("w:sz", "12"),
                ("w:space", "11"),
                ("w:color", RED),
            ];
            xml.leaf("w:bottom", &red);
        });
        xml.with("w:tabs", &[], |xml| {
            xml.leaf("w:tab", &[("w:val", "right"), ("w:pos", &right)]);
        });
    };
    paragraph_with(xml, "Issuer", line, |xml| {
        words(xml, &of.issuer);
        xml.with("w:r", &[], |xml| xml.leaf("w:tab", &[]));
        words(xml, &of.issued_on.map_or_else(String::new, full_day));
    });
}

fn one(xml: &mut Xml, links: &mut Links<'_>, label: &str, block: &Block) {
    match block {
        Block::Heading { level, text } => {
            let style = match level {
                0 | 1 => "Heading1",
                2 => "Heading2",
                3 => "Heading3",
                _ => "Heading4",
            };
            paragraph(xml, style, |xml| words(xml, &format!("{label}{text}")));
        }
        Block::Paragraph { runs } => paragraph(xml, "Text", |xml| pieces(xml, links, runs)),
        Block::Note { runs } => paragraph(xml, "Note", |xml| pieces(xml, links, runs)),
        Block::Table { columns, rows, .. } => table::table(xml, links, columns, rows),
    }
}

/// Empty lines of the text.
pub(super) fn blank(xml: &mut Xml, lines: usize) {
    for _ in 0..lines {
        paragraph(xml, "Number", |_| {});
    }
}

pub(super) fn paragraph(xml: &mut Xml, style: &str, inside: impl FnOnce(&mut Xml)) {
    paragraph_with(xml, style, |_| {}, inside);
}

pub(super) fn paragraph_with(
    xml: &mut Xml,
    style: &str,
    properties: impl FnOnce(&mut Xml),
    inside: impl FnOnce(&mut Xml),
) {
    xml.with("w:p", &[], |xml| {
        xml.with("w:pPr", &[], |xml| {
            xml.val("w:pStyle", style);
            properties(xml);
        });
        inside(xml);
    });
}

/// Pieces of text; numbers lead to their workings.
pub(super) fn pieces(xml: &mut Xml, links: &mut Links<'_>, runs: &[Run]) {
    for run in runs {
        match run.href.as_deref().and_then(|href| links.id(href)) {
            None => words(xml, &run.text),
            Some(id) => {
                let attrs = [("r:id", id.as_str()), ("w:history", "1")];
                xml.with("w:hyperlink", &attrs, |xml| {
                    xml.with("w:r", &[], |xml| {
                        xml.with("w:rPr", &[], |xml| xml.val("w:u", "dotted"));
                        lines(xml, &run.text);
                    });
                });
            }
        }
    }
}

pub(super) fn words(xml: &mut Xml, text: &str) {
    if !text.is_empty() {
        xml.with("w:r", &[], |xml| lines(xml, text));
    }
}

/// Text with its line breaks.
fn lines(xml: &mut Xml, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            xml.leaf("w:br", &[]);
        }
        let line = line.replace('\t', " ");
        xml.text("w:t", &[("xml:space", "preserve")], &line);
    }
}

/// A4 with the edges of the standard, 22 lines of 28 characters.
fn page(xml: &mut Xml) {
    xml.with("w:sectPr", &[], |xml| {
        for (kind, id) in [("default", "rId4"), ("even", "rId5")] {
            xml.leaf("w:footerReference", &[("w:type", kind), ("r:id", id)]);
        }
        xml.leaf("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        let margins = [
            ("w:top", MARGIN_TOP),
            ("w:right", MARGIN_RIGHT),
            ("w:bottom", MARGIN_BOTTOM),
            ("w:left", MARGIN_LEFT),
            ("w:header", "851"),
            ("w:footer", FOOTER),
            ("w:gutter", "0"),
        ];
        xml.leaf("w:pgMar", &margins);
        let grid = [("w:type", "lines"), ("w:linePitch", LINE)];
        xml.leaf("w:docGrid", &grid);
    });
}
