//! A saved web page: the article found among navigation, its blocks as lines.

use ego_tree::iter::Edge;
use encoding_rs::Encoding;
use scraper::node::Node;
use scraper::{ElementRef, Html};

use crate::detect::find;
use crate::encoding;
use crate::limits::{MAX_DEPTH, MAX_HTML_BYTES};
use crate::normalise::lines::CELL_BREAK;
use crate::refusal::Refusal;

/// Levels of elements followed down to the article.
const MOST_LEVELS: usize = 64;
/// Bytes searched for the page's own word on its encoding.
const META_BYTES: usize = 4096;
/// Share of the page's sentences the article must hold, in percent.
const ARTICLE_PERCENT: usize = 85;
/// A text node this long with a Chinese mark in it is taken for a sentence; in characters.
const SENTENCE_CHARS: usize = 15;

/// Lines of the article among which its title may stand.
const TITLE_LINES: usize = 5;

/// What was found on a page.
pub(crate) struct Page {
    /// Blocks of the article, one a line.
    pub text: String,
    /// The encoding's name.
    pub encoding: &'static str,
    /// Lines of the page outside the article.
    pub dropped: usize,
    /// Tables rendered.
    pub tables: usize,
}

/// Reads a saved page.
pub(crate) fn read(bytes: &[u8]) -> Result<Page, Refusal> {
    if bytes.len() > MAX_HTML_BYTES {
        return Err(Refusal::TooLarge {
            megabytes: bytes.len().div_ceil(1024 * 1024),
            limit: MAX_HTML_BYTES / (1024 * 1024),
        });
    }
    let (source, encoding) = encoding::decode(bytes, declared_encoding(bytes))?;
    if is_too_deep(&source) {
        return Err(Refusal::BrokenHtml);
    }
    let page = Html::parse_document(&source);
    let root = page.root_element();
    let article = find_article(root);
    let (mut text, tables) = render(article);
    let all = render(root)
        .0
        .lines()
        .filter(|l| !l.trim().is_empty())
        .count();
    let kept = text.lines().filter(|l| !l.trim().is_empty()).count();
    if !has_title(&text)
        && let Some(title) = title(root)
    {
        text.insert_str(0, &format!("{title}\n"));
    }
    Ok(Page {
        text,
        encoding,
        dropped: all.saturating_sub(kept),
        tables,
    })
}

/// The encoding a page names in its `meta`.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(META_BYTES)].to_ascii_lowercase();
    let at = find(&head, b"charset=")? + b"charset=".len();
    let label: Vec<u8> = head[at..]
        .iter()
        .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .copied()
        .collect();
    Encoding::for_label(&label)
}

/// Tags opened and never closed nest; a page with absurd nesting is no page.
fn is_too_deep(source: &str) -> bool {
    let mut depth = 0usize;
    let bytes = source.as_bytes();
    for (i, _) in source.match_indices('<') {
        match bytes.get(i + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(c) if c.is_ascii_alphabetic() => {
                let tag: String = source[i + 1..]
                    .chars()
                    .take_while(char::is_ascii_alphanumeric)
                    .take(12)
                    .collect::<String>()
                    .to_ascii_lowercase();
                depth += usize::from(NESTING.contains(&tag.as_str()));
            }
            _ => {}
        }
        if depth > MAX_DEPTH * 8 {
            return true;
        }
    }
    false
}

/// Elements whose end tags are not optional, so that an unclosed one nests.
const NESTING: [&str; 16] = [
    "div",
    "span",
    "table",
    "section",
    "article",
    "ul",
    "ol",
    "dl",
    "a",
    "b",
    "i",
    "font",
    "strong",
    "em",
    "center",
    "blockquote",
];

/// The deepest element that holds nearly all sentences of the page.
fn find_article(root: ElementRef<'_>) -> ElementRef<'_> {
    let mut article = root;
    let wanted = sentence_chars(root) * ARTICLE_PERCENT;
    for _ in 0..MOST_LEVELS {
        let inner = article
            .children()
            .filter_map(ElementRef::wrap)
            .find(|child| {
                !is_skipped(child.value().name()) && sentence_chars(*child) * 100 >= wanted.max(1)
            });
        match inner {
            Some(child)
                if !matches!(child.value().name(), "p" | "span" | "font" | "tr" | "tbody") =>
            {
                article = child
            }
            _ => break,
        }
    }
    article
}

/// Characters of an element's text nodes that read like sentences.
fn sentence_chars(element: ElementRef<'_>) -> usize {
    let mut skip = 0usize;
    let mut chars = 0;
    for edge in element.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(e) if skip > 0 || is_skipped(e.name()) => skip += 1,
                Node::Text(text) if skip == 0 => {
                    let length = text.trim().chars().count();
                    if length >= SENTENCE_CHARS && text.contains(['。', '，', '；', '、']) {
                        chars += length;
                    }
                }
                _ => {}
            },
            Edge::Close(node) => {
                if skip > 0 && node.value().is_element() {
                    skip -= 1;
                }
            }
        }
    }
    chars
}

/// Blocks of an element as lines, table rows with their cells parted; and the number of tables.
fn render(element: ElementRef<'_>) -> (String, usize) {
    let mut out = String::new();
    let (mut skip, mut tables) = (0usize, 0usize);
    for edge in element.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(e) if skip > 0 || is_skipped(e.name()) => skip += 1,
                Node::Element(e) => open(e.name(), &mut out, &mut tables),
                Node::Text(text) if skip == 0 => push_words(text, &mut out),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(e) = node.value() {
                    if skip > 0 {
                        skip -= 1;
                    } else if is_block(e.name()) {
                        out.push('\n');
                    }
                }
            }
        }
    }
    (out, tables)
}

fn open(name: &str, out: &mut String, tables: &mut usize) {
    match name {
        "td" | "th" if out.ends_with(|c| c != '\n') => out.push(CELL_BREAK),
        "br" => out.push('\n'),
        "table" => {
            *tables += 1;
            out.push('\n');
        }
        name if is_block(name) => out.push('\n'),
        _ => {}
    }
}

/// Words of a text node: line ends of the source are no line ends of the text.
fn push_words(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' | ' ' if out.ends_with([' ', '\n']) || out.is_empty() => {}
            '\n' | '\r' | '\t' if out.ends_with(|c: char| !c.is_ascii()) => {}
            '\n' | '\r' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
}

/// One of the first lines is a title: short, without a sentence's marks, naming a report.
fn has_title(text: &str) -> bool {
    let names_report =
        |l: &str| (l.contains("报告") || l.contains("報告")) && !l.contains(['，', '。']);
    text.lines()
        .filter(|l| !l.trim().is_empty())
        .take(TITLE_LINES)
        .any(names_report)
}

/// The page's heading, or the first part of its title.
fn title(root: ElementRef<'_>) -> Option<String> {
    let named = |name: &str| {
        root.descendants()
            .filter_map(ElementRef::wrap)
            .find(|e| e.value().name() == name)
            .map(|e| e.text().collect::<String>())
    };
    let heading = named("h1").or_else(|| named("title"))?;
    let first = heading
        .split(['_', '|', '-', '—'])
        .next()?
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    (!first.is_empty()).then_some(first)
}

fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "nav"
            | "header"
            | "footer"
            | "aside"
            | "form"
            | "button"
            | "select"
            | "noscript"
            | "iframe"
            | "svg"
            | "head"
            | "template"
            | "input"
            | "textarea"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "tr"
            | "table"
            | "tbody"
            | "section"
            | "article"
            | "main"
            | "blockquote"
            | "center"
            | "pre"
            | "body"
            | "figure"
            | "figcaption"
            | "hr"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!DOCTYPE html><html><head><meta charset=\"gb2312\"><title>政府工作报告_云溪区人民政府</title><style>p{}</style></head><body>\
        <header>云溪区人民政府门户网站</header><div class=nav><a>首页</a><a>政务公开</a></div>\
        <div id=wrap><div class=crumb>当前位置：首页 &gt; 报告</div><div id=zoom><p>现在，我代表区人民政府，向大会报告工作，\n请予审议。</p>\
        <p><strong>一、工作回顾</strong></p><p>PM<sub>2.5</sub>浓度下降，各项工作有序推进，成效明显。<br>民生持续改善，群众满意度不断提高。</p>\
        <table><tr><td>指标</td><td>目标</td></tr><tr><td>总量</td><td>5%</td></tr></table></div></div>\
        <div class=foot>主办单位：某办公室 版权所有</div><script>var a=1;</script></body></html>";

    #[test]
    fn the_article_is_found_among_navigation() {
        let bytes = encoding_rs::GBK.encode(PAGE).0;
        let page = read(&bytes).unwrap();
        let lines: Vec<&str> = page.text.lines().filter(|l| !l.is_empty()).collect();
        assert_eq!(
            lines,
            [
                "政府工作报告",
                "现在，我代表区人民政府，向大会报告工作，请予审议。",
                "一、工作回顾",
                "PM2.5浓度下降，各项工作有序推进，成效明显。",
                "民生持续改善，群众满意度不断提高。",
                "指标｜目标",
                "总量｜5%"
            ]
        );
        assert_eq!((page.encoding, page.tables), ("gb18030", 1));
        assert_eq!(page.dropped, 3);
    }

    #[test]
    fn a_page_of_endless_nesting_is_refused() {
        assert!(read("<html>工作报告的各项内容".to_owned().as_bytes()).is_ok());
        let deep = format!("<html><body>{}工作", "<div>".repeat(20_000));
        assert_eq!(read(deep.as_bytes()).err(), Some(Refusal::BrokenHtml));
    }
}
