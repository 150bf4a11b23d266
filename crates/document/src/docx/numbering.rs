//! Automatic numbers of Word paragraphs (一、 （二） 3.), which are nowhere in the text itself.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::refusal::Refusal;

/// Levels of a Word list.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    pattern: String,
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<String, [Level; LEVELS]>,
    instances: HashMap<String, String>,
    counters: HashMap<String, [Option<u32>; LEVELS]>,
}

/// Value of an attribute by its local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)
        .map(|a| a.value.into_owned())
}

/// Reads `word/numbering.xml`.
pub(super) fn parse(xml: &str) -> Result<Numbering, Refusal> {
    let mut reader = Reader::from_str(xml);
    let mut numbering = Numbering::default();
    let (mut list, mut level, mut instance) = (String::new(), 0usize, None);
    loop {
        match reader.read_event().map_err(|_| Refusal::BrokenDocx)? {
            Event::Start(e) | Event::Empty(e) => {
                let value = || attribute(&e, "val").unwrap_or_default();
                let current = numbering
                    .lists
                    .get_mut(&list)
                    .and_then(|levels| levels.get_mut(level));
                match e.local_name().as_ref() {
                    "abstractNum" => {
                        list = attribute(&e, "abstractNumId").unwrap_or_default();
                        numbering.lists.insert(list.clone(), Default::default());
                        instance = None;
                    }
                    "lvl" if instance.is_none() => {
                        level = attribute(&e, "ilvl")
                            .and_then(|v| v.parse().ok())
                            .unwrap_or(LEVELS)
                    }
                    "num" => instance = attribute(&e, "numId"),
                    "abstractNumId" => {
                        if let Some(id) = &instance {
                            numbering.instances.insert(id.clone(), value());
                        }
                    }
                    name if instance.is_none() => match (name, current) {
                        ("start", Some(l)) => l.start = value().parse().unwrap_or(1),
                        ("numFmt", Some(l)) => l.format = value(),
                        ("lvlText", Some(l)) => l.pattern = value(),
                        _ => {}
                    },
                    _ => {}
                }
            }
            Event::Eof => return Ok(numbering),
            _ => {}
        }
    }
}

impl Numbering {
    /// Counts one paragraph of a list and gives its number as shown; none for bullets and
    /// unknown lists.
    pub(super) fn next(&mut self, instance: &str, level: usize) -> Option<String> {
        let list = self.instances.get(instance)?;
        let levels = self.lists.get(list)?;
        let counted = self.counters.entry(list.clone()).or_default();
        let slot = counted.get_mut(level)?;
        *slot = Some(slot.map_or(levels[level].start, |n| n.saturating_add(1)));
        counted[level + 1..].fill(None);
        if matches!(levels[level].format.as_str(), "bullet" | "none" | "") {
            return None;
        }
        let mut shown = levels[level].pattern.clone();
        for (n, l) in levels.iter().enumerate() {
            let number = counted[n].unwrap_or(l.start);
            shown = shown.replace(&format!("%{}", n + 1), &format_number(number, &l.format));
        }
        Some(shown)
    }
}

fn format_number(n: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCountingThousand"
        | "taiwaneseCounting" => chinese(n),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&n) => {
            char::from_u32(0x2460 + n - 1).map_or_else(|| n.to_string(), String::from)
        }
        "decimalZero" => format!("{n:02}"),
        "upperLetter" if (1..=26).contains(&n) => char::from(b'A' + (n - 1) as u8).to_string(),
        "lowerLetter" if (1..=26).contains(&n) => char::from(b'a' + (n - 1) as u8).to_string(),
        _ => n.to_string(),
    }
}

/// Chinese numerals up to 99, digits above.
fn chinese(n: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |d: u32| DIGITS[d as usize % 10];
    match n {
        0 => "〇".to_owned(),
        1..=9 => digit(n).to_owned(),
        10..=19 => format!("十{}", digit(n % 10)),
        20..=99 => format!("{}十{}", digit(n / 10), digit(n % 10)),
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/>
        <w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>
        <w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>
        <w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>"#;

    #[test]
    fn numbers_count_and_start_again_below_a_new_heading() {
        let mut numbering = parse(XML).unwrap();
        let shown: Vec<_> = [0, 1, 1, 0, 1]
            .map(|level| numbering.next("7", level).unwrap())
            .to_vec();
        assert_eq!(shown, ["一、", "（一）", "（二）", "二、", "（一）"]);
        assert_eq!(numbering.next("8", 0), None);
        assert_eq!(numbering.next("7", 9), None);
    }

    #[test]
    fn chinese_numerals() {
        assert_eq!(
            [1, 10, 12, 20, 35].map(chinese),
            ["一", "十", "十二", "二十", "三十五"]
        );
    }
}
