//! The body of a Word document as lines, tracked changes resolved as accepted.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::numbering::{Numbering, attribute};
use super::styles::Styles;
use crate::limits::MAX_DEPTH;
use crate::normalise::lines::CELL_BREAK;
use crate::refusal::Refusal;

/// The text of a body and what was seen on the way.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub text: String,
    pub deletions: usize,
    pub insertions: usize,
    pub tables: usize,
}

#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    /// The list the paragraph itself names; `0` takes it out of its style's list.
    list: Option<String>,
    level: Option<usize>,
    /// The paragraph's end is a tracked deletion: the next paragraph goes on with it.
    end_deleted: bool,
}

#[derive(Debug, Default)]
struct Row {
    cells: Vec<String>,
    deleted: bool,
}

#[derive(Debug, Default)]
struct Walker {
    body: Body,
    numbering: Numbering,
    styles: Styles,
    paragraphs: Vec<Paragraph>,
    /// Text of a paragraph whose end was deleted, waiting for the next one.
    carried: String,
    rows: Vec<Row>,
    /// Text of footnotes when reading `footnotes.xml`.
    footnotes: Vec<String>,
    /// Depth inside something left out (a deletion, a fallback drawing).
    left_out: usize,
    in_properties: usize,
    in_text: bool,
    run_hidden: bool,
}

/// Reads `word/document.xml`.
pub(super) fn parse(xml: &str, numbering: Numbering, styles: Styles) -> Result<Body, Refusal> {
    Ok(walk(xml, numbering, styles)?.body)
}

/// Reads `word/footnotes.xml` or `word/endnotes.xml`; separators are skipped.
pub(super) fn parse_footnotes(xml: &str) -> Result<Vec<String>, Refusal> {
    let notes = walk(xml, Numbering::default(), Styles::default())?.footnotes;
    Ok(notes
        .into_iter()
        .map(|n| n.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|n| !n.is_empty())
        .collect())
}

fn walk(xml: &str, numbering: Numbering, styles: Styles) -> Result<Walker, Refusal> {
    let mut reader = Reader::from_str(xml);
    let mut walker = Walker {
        numbering,
        styles,
        ..Walker::default()
    };
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|_| Refusal::BrokenDocx)? {
            Event::Start(e) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Refusal::BrokenDocx);
                }
                walker.start(&e);
            }
            Event::Empty(e) => {
                walker.start(&e);
                walker.end(e.local_name().as_ref());
            }
            Event::End(e) => {
                depth = depth.saturating_sub(1);
                walker.end(e.local_name().as_ref());
            }
            Event::Text(e) => walker.push(&e.xml10_content()),
            Event::CData(e) => walker.push(&e.xml10_content()),
            Event::GeneralRef(e) => walker.push(&resolve(&e)),
            Event::Eof if depth > 0 => return Err(Refusal::BrokenDocx),
            Event::Eof => return Ok(walker),
            _ => {}
        }
    }
}

/// A character or predefined entity reference; nothing else is expanded.
fn resolve(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    match reference.xml10_content().as_ref() {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
    .to_owned()
}

impl Walker {
    fn start(&mut self, e: &BytesStart<'_>) {
        let name = e.local_name();
        let name = name.as_ref();
        if self.left_out > 0 {
            self.left_out += 1;
            return;
        }
        if self.in_properties > 0 {
            // What a property was before a tracked change is past.
            if name.ends_with("Change") {
                self.left_out = 1;
                return;
            }
            self.in_properties += 1;
            self.property(name, e);
            return;
        }
        match name {
            "pPr" | "rPr" | "trPr" | "tcPr" | "tblPr" | "sectPr" => self.in_properties = 1,
            "del" | "moveFrom" => {
                self.body.deletions += 1;
                self.left_out = 1;
            }
            "Fallback" | "instrText" | "delText" => self.left_out = 1,
            "footnote" | "endnote" => match attribute(e, "type").as_deref() {
                None | Some("normal") => self.footnotes.push(String::new()),
                Some(_) => self.left_out = 1,
            },
            "ins" | "moveTo" => self.body.insertions += 1,
            "p" => self.paragraphs.push(Paragraph::default()),
            "r" => self.run_hidden = false,
            "t" => self.in_text = true,
            "tab" => self.append("\t"),
            "br" if !matches!(attribute(e, "type").as_deref(), Some("page" | "column")) => {
                self.append("\n")
            }
            "cr" => self.append("\n"),
            "noBreakHyphen" => self.append("-"),
            "tbl" => self.body.tables += 1,
            "tr" => self.rows.push(Row::default()),
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.cells.push(String::new());
                }
            }
            _ => {}
        }
    }

    /// A property of the paragraph, run or row being read.
    fn property(&mut self, name: &str, e: &BytesStart<'_>) {
        let on = !matches!(attribute(e, "val").as_deref(), Some("0" | "false" | "off"));
        match name {
            "numId" => {
                if let Some(p) = self.paragraphs.last_mut() {
                    p.list = attribute(e, "val");
                }
            }
            "ilvl" => {
                if let Some(p) = self.paragraphs.last_mut() {
                    p.level = attribute(e, "val").and_then(|v| v.parse().ok());
                }
            }
            "pStyle" => {
                if let Some(p) = self.paragraphs.last_mut() {
                    p.style = attribute(e, "val");
                }
            }
            "vanish" if on => self.run_hidden = true,
            "del" | "moveFrom" => {
                self.body.deletions += 1;
                match (self.paragraphs.last_mut(), self.rows.last_mut()) {
                    (Some(p), _) => p.end_deleted = true,
                    (None, Some(row)) => row.deleted = true,
                    (None, None) => {}
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        if self.in_properties > 0 {
            self.in_properties -= 1;
            // What hides the mark at a paragraph's end hides no run.
            if self.in_properties == 0 && name == "pPr" {
                self.run_hidden = false;
            }
            return;
        }
        match name {
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "tr" => self.end_row(),
            _ => {}
        }
    }

    /// Text found; only what stands in `w:t` is the document's.
    fn push(&mut self, text: &str) {
        if self.in_text {
            self.append(text);
        }
    }

    fn append(&mut self, text: &str) {
        if self.left_out == 0
            && !self.run_hidden
            && let Some(p) = self.paragraphs.last_mut()
        {
            p.text.push_str(text);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut p) = self.paragraphs.pop() else {
            return;
        };
        let of_style = p
            .style
            .as_deref()
            .and_then(|style| self.styles.list_of(style));
        let list = match (&p.list, of_style) {
            (Some(list), of_style) => {
                Some((list.clone(), p.level.or(of_style.map(|s| s.1)).unwrap_or(0)))
            }
            (None, of_style) => of_style,
        };
        if let Some((list, level)) = list
            && !p.text.trim().is_empty()
            && let Some(number) = self.numbering.next(&list, level)
        {
            p.text.insert_str(0, &number);
        }
        let text = std::mem::take(&mut self.carried) + &p.text;
        if p.end_deleted {
            self.carried = text;
        } else {
            self.line(&text);
        }
    }

    fn end_row(&mut self) {
        let Some(row) = self.rows.pop() else { return };
        if row.deleted {
            return;
        }
        match row.cells.as_slice() {
            // A table of one column lays out running text.
            [only] => self.line(only.trim_end_matches('\n')),
            cells => {
                let flat: Vec<String> = cells
                    .iter()
                    .map(|c| c.split_whitespace().collect::<Vec<_>>().join(" "))
                    .collect();
                if flat.iter().any(|c| !c.is_empty()) {
                    self.line(&flat.join(&CELL_BREAK.to_string()));
                }
            }
        }
    }

    /// A finished line goes to the innermost cell, footnote or the body.
    fn line(&mut self, text: &str) {
        let target = match (
            self.rows.last_mut().and_then(|r| r.cells.last_mut()),
            self.footnotes.last_mut(),
        ) {
            (Some(cell), _) => cell,
            (None, Some(footnote)) => footnote,
            (None, None) => &mut self.body.text,
        };
        target.push_str(text);
        target.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(inner: &str) -> Body {
        parse(
            &format!("<w:document xmlns:w=\"w\"><w:body>{inner}</w:body></w:document>"),
            Numbering::default(),
            Styles::default(),
        )
        .unwrap()
    }

    #[test]
    fn tracked_changes_are_accepted() {
        let body = read(
            "<w:p><w:r><w:t>完成</w:t></w:r><w:del><w:r><w:delText>10个</w:delText></w:r></w:del><w:ins><w:r><w:t>12个&amp;</w:t></w:r></w:ins></w:p>\
            <w:moveFrom><w:p><w:r><w:t>移走</w:t></w:r></w:p></w:moveFrom>",
        );
        assert_eq!(
            (body.text.as_str(), body.deletions, body.insertions),
            ("完成12个&\n", 2, 1)
        );
    }

    #[test]
    fn a_deleted_paragraph_end_joins_the_next() {
        let body = read(
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>持续推进</w:t></w:r></w:p><w:p><w:r><w:t>各项工作。</w:t></w:r></w:p>",
        );
        assert_eq!(body.text, "持续推进各项工作。\n");
    }

    #[test]
    fn tables_become_lines_and_deleted_rows_go() {
        let row = |a: &str, b: &str, p: &str| {
            format!(
                "<w:tr>{p}<w:tc><w:p><w:r><w:t>{a}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{b}</w:t></w:r></w:p></w:tc></w:tr>"
            )
        };
        let body = read(&format!(
            "<w:tbl>{}{}{}</w:tbl><w:tbl><w:tr><w:tc><w:p><w:r><w:t>正文。</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            row("指标", "目标", ""),
            row("旧", "行", "<w:trPr><w:del/></w:trPr>"),
            row("总量", "5%", "")
        ));
        assert_eq!(
            (body.text.as_str(), body.tables),
            ("指标｜目标\n总量｜5%\n正文。\n", 2)
        );
    }

    #[test]
    fn hidden_text_fields_and_fallbacks_go() {
        let body = read(
            "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>\
            <w:r><w:t>显</w:t><w:br/><w:t>示</w:t></w:r><mc:Fallback><w:p><w:r><w:t>重复</w:t></w:r></w:p></mc:Fallback></w:p>",
        );
        assert_eq!(body.text, "显\n示\n");
    }

    #[test]
    fn footnotes_are_read_without_separators() {
        let xml = "<w:footnotes><w:footnote w:type=\"separator\"><w:p><w:r><w:t>—</w:t></w:r></w:p></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:t> 指三张网。</w:t></w:r></w:p></w:footnote></w:footnotes>";
        assert_eq!(parse_footnotes(xml).unwrap(), ["指三张网。"]);
    }

    #[test]
    fn broken_xml_is_refused() {
        assert_eq!(
            parse("<w:document><w:p>", Numbering::default(), Styles::default()).err(),
            Some(Refusal::BrokenDocx)
        );
        assert_eq!(
            parse(
                &"<a>".repeat(MAX_DEPTH + 1),
                Numbering::default(),
                Styles::default()
            )
            .err(),
            Some(Refusal::BrokenDocx)
        );
    }
}
