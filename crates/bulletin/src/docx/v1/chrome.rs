//! Page numbers: — 1 — in 4号宋体, at the outer side, one character in.

use super::SIZE_4;
use super::body::W;
use super::fonts::{SONGTI, font};
use super::styles::size;
use crate::docx::xml::Xml;

/// The foot of odd pages to the right, of even ones to the left.
pub(super) fn footer(side: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.with("w:ftr", &[("xmlns:w", W)], |xml| {
        xml.with("w:p", &[], |xml| {
            xml.with("w:pPr", &[], |xml| {
                xml.val("w:snapToGrid", "0");
                match side {
                    "right" => xml.leaf("w:ind", &[("w:rightChars", "100"), ("w:right", "280")]),
                    _ => xml.leaf("w:ind", &[("w:leftChars", "100"), ("w:left", "280")]),
                }
                xml.val("w:jc", side);
            });
            piece(xml, |xml| {
                xml.text("w:t", &[("xml:space", "preserve")], "— ")
            });
            for part in ["begin", "", "separate", "1", "end"] {
                piece(xml, |xml| match part {
                    "" => xml.text("w:instrText", &[("xml:space", "preserve")], " PAGE "),
                    "1" => xml.text("w:t", &[], "1"),
                    part => xml.leaf("w:fldChar", &[("w:fldCharType", part)]),
                });
            }
            piece(xml, |xml| {
                xml.text("w:t", &[("xml:space", "preserve")], " —")
            });
        });
    });
    xml.done()
}

fn piece(xml: &mut Xml, inside: impl FnOnce(&mut Xml)) {
    xml.with("w:r", &[], |xml| {
        xml.with("w:rPr", &[], |xml| {
            font(xml, SONGTI);
            size(xml, SIZE_4);
        });
        inside(xml);
    });
}
