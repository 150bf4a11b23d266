//! Styles of paragraphs, and what holds for the whole file.

use super::body::W;
use super::fonts::{FANGSONG, HEITI, KAITI, XIAOBIAOSONG, font};
use super::{CHAR_SPACE, LINE, RED, SIZE_2, SIZE_3, SIZE_4, SIZE_MARK, SIZE_TABLE};
use crate::docx::xml::Xml;

/// A style: id, name, font, size, alignment, height of a line, indent of the first line, whether it keeps to the
/// lines of the page, level of a heading.
struct Style {
    id: &'static str,
    name: &'static str,
    font: &'static str,
    size: &'static str,
    align: &'static str,
    line: &'static str,
    indented: bool,
    on_grid: bool,
    level: Option<&'static str>,
    red: bool,
}

const TEXT: Style = Style {
    id: "Text",
    name: "Body Text",
    font: FANGSONG,
    size: SIZE_3,
    align: "both",
    line: LINE,
    indented: true,
    on_grid: true,
    level: None,
    red: false,
};

const STYLES: [Style; 12] = [
    TEXT,
    Style {
        id: "Heading1",
        name: "heading 1",
        font: HEITI,
        level: Some("0"),
        ..TEXT
    },
    Style {
        id: "Heading2",
        name: "heading 2",
        font: KAITI,
        level: Some("1"),
        ..TEXT
    },
    Style {
        id: "Heading3",
        name: "heading 3",
        level: Some("2"),
        ..TEXT
    },
    Style {
        id: "Heading4",
        name: "heading 4",
        level: Some("3"),
        ..TEXT
    },
    Style {
        id: "Title",
        name: "Title",
        font: XIAOBIAOSONG,
        size: SIZE_2,
        align: "center",
        line: "680",
        indented: false,
        on_grid: false,
        ..TEXT
    },
    Style {
        id: "Mark",
        name: "Mark",
        font: XIAOBIAOSONG,
        size: SIZE_MARK,
        align: "center",
        line: "960",
        indented: false,
        on_grid: false,
        red: true,
        ..TEXT
    },
    Style {
        id: "Number",
        name: "Number",
        align: "center",
        indented: false,
        ..TEXT
    },
    Style {
        id: "Issuer",
        name: "Issuer",
        align: "left",
        indented: false,
        ..TEXT
    },
    Style {
        id: "Note",
        name: "Note",
        size: SIZE_4,
        ..TEXT
    },
    Style {
        id: "Cell",
        name: "Cell",
        size: SIZE_TABLE,
        align: "left",
        line: "360",
        indented: false,
        on_grid: false,
        ..TEXT
    },
    Style {
        id: "Colophon",
        name: "Colophon",
        size: SIZE_4,
        align: "left",
        line: "520",
        indented: false,
        on_grid: false,
        ..TEXT
    },
];

pub(super) fn styles() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.with("w:styles", &[("xmlns:w", W)], |xml| {
        xml.with("w:docDefaults", &[], |xml| {
            xml.with("w:rPrDefault", &[], |xml| {
                xml.with("w:rPr", &[], |xml| {
                    font(xml, FANGSONG);
                    size(xml, SIZE_3);
                    let lang = [("w:val", "en-US"), ("w:eastAsia", "zh-CN")];
                    xml.leaf("w:lang", &lang);
                });
            });
            xml.with("w:pPrDefault", &[], |xml| xml.leaf("w:pPr", &[]));
        });
        let normal = [
            ("w:type", "paragraph"),
            ("w:default", "1"),
            ("w:styleId", "Normal"),
        ];
        xml.with("w:style", &normal, |xml| {
            xml.val("w:name", "Normal");
            xml.leaf("w:qFormat", &[]);
        });
        for style in &STYLES {
            write(xml, style);
        }
    });
    xml.done()
}

fn write(xml: &mut Xml, style: &Style) {
    let attrs = [("w:type", "paragraph"), ("w:styleId", style.id)];
    xml.with("w:style", &attrs, |xml| {
        xml.val("w:name", style.name);
        xml.val("w:basedOn", "Normal");
        xml.leaf("w:qFormat", &[]);
        xml.with("w:pPr", &[], |xml| {
            if style.level.is_some() {
                xml.leaf("w:keepNext", &[]);
            }
            xml.val("w:widowControl", "0");
            if !style.on_grid {
                xml.val("w:snapToGrid", "0");
            }
            let exact = [
                ("w:before", "0"),
                ("w:after", "0"),
                ("w:line", style.line),
                ("w:lineRule", "exact"),
            ];
            xml.leaf("w:spacing", &exact);
            if style.indented {
                let two = [
                    ("w:firstLineChars", "200"),
                    ("w:firstLine", indent(style.size)),
                ];
                xml.leaf("w:ind", &two);
            }
            if style.id == "Colophon" {
                xml.leaf("w:ind", &[("w:left", "140"), ("w:right", "140")]);
            }
            xml.val("w:jc", style.align);
            if let Some(level) = style.level {
                xml.val("w:outlineLvl", level);
            }
        });
        xml.with("w:rPr", &[], |xml| {
            font(xml, style.font);
            if style.red {
                xml.val("w:color", RED);
            }
            if style.size == SIZE_3 {
                xml.val("w:spacing", CHAR_SPACE);
            }
            size(xml, style.size);
        });
    });
}

/// Two characters.
fn indent(size: &str) -> &'static str {
    match size {
        SIZE_4 => "560",
        _ => "632",
    }
}

pub(super) fn size(xml: &mut Xml, size: &str) {
    xml.val("w:sz", size);
    xml.val("w:szCs", size);
}

/// Page numbers to the outer side, and rules of line breaks for Chinese.
pub(super) fn settings() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.with("w:settings", &[("xmlns:w", W)], |xml| {
        xml.leaf("w:evenAndOddHeaders", &[]);
        xml.val("w:drawingGridVerticalSpacing", "289");
        xml.val("w:characterSpacingControl", "compressPunctuation");
        xml.with("w:compat", &[], |xml| {
            xml.leaf("w:balanceSingleByteDoubleByteWidth", &[]);
            xml.leaf("w:useFELayout", &[]);
            let word = [
                ("w:name", "compatibilityMode"),
                ("w:uri", "http://schemas.microsoft.com/office/word"),
                ("w:val", "15"),
            ];
            xml.leaf("w:compatSetting", &word);
        });
        let lang = [("w:val", "en-US"), ("w:eastAsia", "zh-CN")];
        xml.leaf("w:themeFontLang", &lang);
    });
    xml.done()
}
