//! Tables, and the imprint (版记) at the foot of the last page.

use super::TEXT_WIDTH;
use super::body::{Links, blank, paragraph_with, pieces, words};
use super::fonts::{HEITI, font};
use crate::docx::xml::Xml;
use crate::words::full_day;
use crate::{Bulletin, Column, Run};

/// 0.35 mm and 0.25 mm, in eighths of a point.
const HEAVY: &str = "8";
const FINE: &str = "6";

/// A table as wide as the text; its head comes again on each page and no row is torn.
pub(super) fn table(
    xml: &mut Xml,
    links: &mut Links<'_>,
    columns: &[Column],
    rows: &[Vec<Vec<Run>>],
) {
    if columns.is_empty() {
        return;
    }
    let widths = widths(columns);
    xml.with("w:tbl", &[], |xml| {
        xml.with("w:tblPr", &[], |xml| {
            xml.leaf(
                "w:tblW",
                &[("w:w", &TEXT_WIDTH.to_string()), ("w:type", "dxa")],
            );
            xml.val("w:jc", "center");
            borders(
                xml,
                &["top", "left", "bottom", "right", "insideH", "insideV"],
                "4",
            );
            xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
            edges(xml);
        });
        grid(xml, &widths);
        xml.with("w:tr", &[], |xml| {
            xml.with("w:trPr", &[], |xml| {
                xml.leaf("w:cantSplit", &[]);
                xml.leaf("w:tblHeader", &[]);
            });
            for (column, width) in columns.iter().zip(&widths) {
                cell(xml, *width, |xml| {
                    let centred = |xml: &mut Xml| xml.val("w:jc", "center");
                    paragraph_with(xml, "Cell", centred, |xml| {
                        xml.with("w:r", &[], |xml| {
                            xml.with("w:rPr", &[], |xml| font(xml, HEITI));
                            xml.text("w:t", &[("xml:space", "preserve")], &column.name);
                        });
                    });
                });
            }
        });
        for row in rows {
            xml.with("w:tr", &[], |xml| {
                xml.with("w:trPr", &[], |xml| xml.leaf("w:cantSplit", &[]));
                for (at, (column, width)) in columns.iter().zip(&widths).enumerate() {
                    let runs = row.get(at).map_or(&[][..], Vec::as_slice);
                    let aligned = |xml: &mut Xml| {
                        if column.number {
                            xml.val("w:jc", "right");
                        }
                    };
                    cell(xml, *width, |xml| {
                        paragraph_with(xml, "Cell", aligned, |xml| pieces(xml, links, runs));
                    });
                }
            });
        }
    });
    // Two tables in a row would become one.
    let low = |xml: &mut Xml| {
        let exact = [("w:line", "200"), ("w:lineRule", "exact")];
        xml.leaf("w:spacing", &exact);
    };
    paragraph_with(xml, "Cell", low, |_| {});
}

/// 版记: copies where there are any, issuer and day, in 4号; heavy lines around, a fine one between. It follows the
/// text: office programs disagree on what stands at the foot of a page.
pub(super) fn imprint(xml: &mut Xml, of: &Bulletin) {
    let day = of
        .issued_on
        .map_or_else(String::new, |on| format!("{}印发", full_day(on)));
    let half = TEXT_WIDTH / 2;
    blank(xml, 1);
    xml.with("w:tbl", &[], |xml| {
        xml.with("w:tblPr", &[], |xml| {
            let width = TEXT_WIDTH.to_string();
            xml.leaf("w:tblW", &[("w:w", &width), ("w:type", "dxa")]);
            xml.val("w:jc", "center");
            xml.with("w:tblBorders", &[], |xml| {
                border(xml, "top", HEAVY);
                border(xml, "bottom", HEAVY);
                border(xml, "insideH", FINE);
            });
            xml.leaf("w:tblLayout", &[("w:type", "fixed")]);
        });
        grid(xml, &[half, TEXT_WIDTH - half]);
        if !of.copies.is_empty() {
            let copies = format!("抄送：{}。", of.copies);
            row(xml, &[(TEXT_WIDTH, "2", "left", &copies)]);
        }
        let cells = [
            (half, "1", "left", of.issuer.as_str()),
            (TEXT_WIDTH - half, "1", "right", day.as_str()),
        ];
        row(xml, &cells);
    });
    let low = |xml: &mut Xml| {
        let exact = [("w:line", "20"), ("w:lineRule", "exact")];
        xml.leaf("w:spacing", &exact);
    };
    paragraph_with(xml, "Cell", low, |_| {});
}

/// Cells with their width, how many columns they take, their side and words.
fn row(xml: &mut Xml, cells: &[(u32, &str, &str, &str)]) {
    xml.with("w:tr", &[], |xml| {
        xml.with("w:trPr", &[], |xml| xml.leaf("w:cantSplit", &[]));
        for (width, span, side, text) in cells {
            xml.with("w:tc", &[], |xml| {
                xml.with("w:tcPr", &[], |xml| {
                    xml.leaf("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
                    xml.val("w:gridSpan", span);
                });
                let aligned = |xml: &mut Xml| xml.val("w:jc", side);
                paragraph_with(xml, "Colophon", aligned, |xml| words(xml, text));
            });
        }
    });
}

fn cell(xml: &mut Xml, width: u32, inside: impl FnOnce(&mut Xml)) {
    xml.with("w:tc", &[], |xml| {
        xml.with("w:tcPr", &[], |xml| {
            xml.leaf("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            xml.val("w:vAlign", "center");
        });
        inside(xml);
    });
}

fn grid(xml: &mut Xml, widths: &[u32]) {
    xml.with("w:tblGrid", &[], |xml| {
        for width in widths {
            xml.leaf("w:gridCol", &[("w:w", &width.to_string())]);
        }
    });
}

fn borders(xml: &mut Xml, sides: &[&str], eighths: &str) {
    xml.with("w:tblBorders", &[], |xml| {
        for side in sides {
            border(xml, side, eighths);
        }
    });
}

fn border(xml: &mut Xml, side: &str, eighths: &str) {
    let line = [
        ("w:val", "single"),
        ("w:sz", eighths),
        ("w:space", "0"),
        ("w:color", "000000"),
    ];
    xml.leaf(&format!("w:{side}"), &line);
}

fn edges(xml: &mut Xml) {
    xml.with("w:tblCellMar", &[], |xml| {
        for side in ["top", "left", "bottom", "right"] {
            let width = if matches!(side, "top" | "bottom") {
                "40"
            } else {
                "80"
            };
            xml.leaf(&format!("w:{side}"), &[("w:w", width), ("w:type", "dxa")]);
        }
    });
}

/// The width of the text by the shares of columns; the last takes what is left.
fn widths(columns: &[Column]) -> Vec<u32> {
    let shares: Vec<u32> = columns.iter().map(|c| u32::from(c.width).max(1)).collect();
    let all: u32 = shares
        .iter()
        .fold(0u32, |sum, s| sum.saturating_add(*s))
        .max(1);
    let mut widths: Vec<u32> = shares
        .iter()
        .map(|share| (u64::from(TEXT_WIDTH) * u64::from(*share) / u64::from(all)) as u32)
        .collect();
    let used: u32 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += TEXT_WIDTH.saturating_sub(used);
    }
    widths
}
