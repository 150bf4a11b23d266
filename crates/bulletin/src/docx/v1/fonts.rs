//! The fonts of the standard, each with the names by which other systems know it and free ones like it.

use crate::docx::xml::Xml;

/// 仿宋: text.
pub(super) const FANGSONG: &str = "仿宋";
/// 小标宋: title and mark.
pub(super) const XIAOBIAOSONG: &str = "方正小标宋简体";
/// 黑体: first level.
pub(super) const HEITI: &str = "黑体";
/// 楷体: second level.
pub(super) const KAITI: &str = "楷体";
/// 宋体: page numbers.
pub(super) const SONGTI: &str = "宋体";

/// Name, other names, class by form, pitch, family.
const FONTS: [(&str, &str, &str, &str, &str); 5] = [
    (
        FANGSONG,
        "FangSong,仿宋_GB2312,FangSong_GB2312,STFangsong,FandolFang,Source Han Serif SC,Noto Serif CJK SC",
        "02010609060101010101",
        "fixed",
        "modern",
    ),
    (
        XIAOBIAOSONG,
        "FZXiaoBiaoSong-B05S,FZXiaoBiaoSong-B05,Source Han Serif SC Heavy,Noto Serif CJK SC,FandolSong",
        "02010601030101010101",
        "auto",
        "roman",
    ),
    (
        HEITI,
        "SimHei,STHeiti,FandolHei,Source Han Sans SC,Noto Sans CJK SC",
        "02010609060101010101",
        "fixed",
        "modern",
    ),
    (
        KAITI,
        "KaiTi,楷体_GB2312,KaiTi_GB2312,STKaiti,FandolKai,Noto Serif CJK SC",
        "02010609060101010101",
        "fixed",
        "modern",
    ),
    (
        SONGTI,
        "SimSun,STSong,FandolSong,Source Han Serif SC,Noto Serif CJK SC",
        "02010600030101010101",
        "auto",
        "roman",
    ),
];

pub(super) fn table() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.with("w:fonts", &[("xmlns:w", super::body::W)], |xml| {
        for (name, others, panose, pitch, family) in FONTS {
            xml.with("w:font", &[("w:name", name)], |xml| {
                xml.val("w:altName", others);
                xml.val("w:panose1", panose);
                xml.val("w:charset", "86");
                xml.val("w:family", family);
                xml.val("w:pitch", pitch);
            });
        }
    });
    xml.done()
}

/// One font for letters, digits and characters.
pub(super) fn font(xml: &mut Xml, name: &str) {
    let names = [
        ("w:ascii", name),
        ("w:eastAsia", name),
        ("w:hAnsi", name),
        ("w:cs", name),
        ("w:hint", "eastAsia"),
    ];
    xml.leaf("w:rFonts", &names);
}
