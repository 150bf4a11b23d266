//! Layout 1: GB/T 9704-2012. Lengths are in twentieths of a point (twips) unless said.
//!
//! Sealed bulletins are written anew by this code whenever somebody takes them: do not change what it writes.
//! `tests/layouts.rs` holds its bytes.

mod body;
mod chrome;
mod content;
mod fonts;
mod styles;
mod table;

use super::package::Part;
use crate::Bulletin;

/// 156 mm: the width of the text.
const TEXT_WIDTH: u32 = 8844;
/// 37 mm.
const MARGIN_TOP: &str = "2098";
/// 35 mm, so that 225 mm are left.
const MARGIN_BOTTOM: &str = "1984";
/// 28 mm.
const MARGIN_LEFT: &str = "1588";
/// 26 mm, so that 156 mm are left.
const MARGIN_RIGHT: &str = "1474";
/// From the foot of the page number to the edge of the page: its line stands 7 mm below the text.
const FOOTER: &str = "1304";
/// 225 mm by 22 lines.
const LINE: &str = "579";
/// What brings 28 characters of 16 points into 156 mm. A grid of characters would say the same, but office programs
/// disagree on what it means.
const CHAR_SPACE: &str = "-5";
/// 3号, 4号, 2号, 小四 in half points, and the mark.
const SIZE_3: &str = "32";
const SIZE_4: &str = "28";
const SIZE_2: &str = "44";
const SIZE_TABLE: &str = "24";
const SIZE_MARK: &str = "72";
/// The red of the mark and its line.
const RED: &str = "E60012";

/// The parts of the package in their order.
pub(super) fn parts(of: &Bulletin) -> Vec<Part> {
    let (document, links) = body::document(of);
    vec![
        ("[Content_Types].xml", content::types()),
        ("_rels/.rels", content::package_rels()),
        ("docProps/core.xml", content::core(of)),
        ("word/document.xml", document),
        (
            "word/_rels/document.xml.rels",
            content::document_rels(&links),
        ),
        ("word/styles.xml", styles::styles()),
        ("word/settings.xml", styles::settings()),
        ("word/fontTable.xml", fonts::table()),
        ("word/footer1.xml", chrome::footer("right")),
        ("word/footer2.xml", chrome::footer("left")),
    ]
}
