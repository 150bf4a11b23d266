//! Paragraph styles, as far as they number paragraphs: Word headings often get their 一、 from
//! their style.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::numbering::attribute;
use crate::refusal::Refusal;

/// Styles followed from one to the style it is based on.
const MOST_ANCESTORS: usize = 16;

/// A list and a level in it; a style may give one and inherit the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Style {
    list: Option<String>,
    level: Option<usize>,
    based_on: Option<String>,
}

/// The paragraph styles of a document by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// Reads `word/styles.xml`.
pub(super) fn parse(xml: &str) -> Result<Styles, Refusal> {
    let mut reader = Reader::from_str(xml);
    let mut styles = Styles::default();
    let mut current: Option<String> = None;
    loop {
        match reader.read_event().map_err(|_| Refusal::BrokenDocx)? {
            Event::Start(e) | Event::Empty(e) => {
                if e.local_name().as_ref() == "style" {
                    current = attribute(&e, "styleId");
                }
                let Some(id) = &current else { continue };
                let style = styles.0.entry(id.clone()).or_default();
                match e.local_name().as_ref() {
                    "numId" => style.list = attribute(&e, "val"),
                    "ilvl" => style.level = attribute(&e, "val").and_then(|v| v.parse().ok()),
                    "basedOn" => style.based_on = attribute(&e, "val"),
                    _ => {}
                }
            }
            Event::End(e) if e.local_name().as_ref() == "style" => current = None,
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

impl Styles {
    /// The list and level a style puts its paragraphs in; none when it is in no list.
    pub(super) fn list_of(&self, id: &str) -> Option<(String, usize)> {
        let (mut list, mut level) = (None, None);
        let mut next = Some(id);
        for _ in 0..MOST_ANCESTORS {
            let Some(style) = next.and_then(|id| self.0.get(id)) else {
                break;
            };
            list = list.or(style.list.clone());
            level = level.or(style.level);
            next = style.based_on.as_deref();
        }
        list.filter(|id| id != "0")
            .map(|list| (list, level.unwrap_or(0)))
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_style_numbers_its_paragraphs_and_those_based_on_it() {
        let styles = parse(
            "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"1\"><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr></w:style>\
             <w:style w:styleId=\"a\"><w:basedOn w:val=\"1\"/></w:style><w:style w:styleId=\"b\"><w:basedOn w:val=\"1\"/><w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr></w:style>\
             <w:style w:styleId=\"c\"><w:basedOn w:val=\"c\"/></w:style></w:styles>",
        )
        .unwrap();
        assert_eq!(styles.list_of("1"), Some(("7".to_owned(), 1)));
        assert_eq!(styles.list_of("a"), Some(("7".to_owned(), 1)));
        assert_eq!(
            (
                styles.list_of("b"),
                styles.list_of("c"),
                styles.list_of("z")
            ),
            (None, None, None)
        );
    }
}
