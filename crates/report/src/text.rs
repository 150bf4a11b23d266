//! A text addressed by Unicode code points.

use crate::Span;

/// A text with its code points and lines at hand, so that every offset is a code point offset.
#[derive(Debug, Clone)]
pub struct Text {
    chars: Vec<char>,
    lines: Vec<Span>,
}

impl Text {
    /// Indexes `source`. Lines end at `\n`; the line's span leaves the break (and a `\r`) out.
    pub fn new(source: &str) -> Self {
        let chars: Vec<char> = source.chars().collect();
        let mut lines = Vec::new();
        let mut start = 0;
        for (at, c) in chars.iter().enumerate() {
            if *c == '\n' {
                lines.push(line(&chars, start, at));
                start = at + 1;
            }
        }
        if start < chars.len() {
            lines.push(line(&chars, start, chars.len()));
        }
        Self { chars, lines }
    }

    /// Indexes `source` for reading: a half-width full stop that ends a Chinese sentence counts as
    /// 。, so that code points keep their places.
    pub fn for_reading(source: &str) -> Self {
        let mut text = Self::new(source);
        for at in 1..text.chars.len() {
            if text.chars[at] == '.' && ends_sentence(&text.chars, at) {
                text.chars[at] = '。';
            }
        }
        text
    }

    /// All code points.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Length in code points.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// True for the empty text.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Spans of the lines in order, without their line breaks.
    pub fn lines(&self) -> &[Span] {
        &self.lines
    }

    /// The code points of `span`, cut to the text's length.
    pub fn get(&self, span: Span) -> &[char] {
        let end = span.end.min(self.chars.len());
        &self.chars[span.start.min(end)..end]
    }

    /// `span` as a string.
    pub fn slice(&self, span: Span) -> String {
        self.get(span).iter().collect()
    }

    /// The span without white space at either end; empty at `span.start` when nothing is left.
    pub fn trim(&self, span: Span) -> Span {
        let chars = self.get(span);
        let lead = chars.iter().take_while(|c| c.is_whitespace()).count();
        if lead == chars.len() {
            return Span {
                start: span.start,
                end: span.start,
            };
        }
        let tail = chars.iter().rev().take_while(|c| c.is_whitespace()).count();
        Span {
            start: span.start + lead,
            end: span.start + chars.len() - tail,
        }
    }

    /// True where `word` stands at `at`.
    pub fn has(&self, at: usize, word: &str) -> bool {
        word.chars()
            .enumerate()
            .all(|(i, c)| self.chars.get(at + i) == Some(&c))
    }

    /// First place of `word` at or after `from`, before `until`.
    pub fn find(&self, word: &str, from: usize, until: usize) -> Option<usize> {
        let first = word.chars().next()?;
        let until = until.min(self.chars.len());
        (from..until).find(|&i| self.chars[i] == first && self.has(i, word))
    }

    /// True where `word` stands somewhere in `span`.
    pub fn contains(&self, span: Span, word: &str) -> bool {
        self.find(word, span.start, span.end)
            .is_some_and(|at| at + word.chars().count() <= span.end)
    }
}

/// True where the half-width stop at `at` ends a sentence and is no part of a number or a label.
fn ends_sentence(chars: &[char], at: usize) -> bool {
    let before = chars[at - 1];
    let after = chars.get(at + 1).copied().unwrap_or('\n');
    let label = "一二三四五六七八九十".contains(before);
    if label || !is_chinese(before) && !"%％）)”」".contains(before) {
        return false;
    }
    is_chinese(after)
        || after.is_whitespace()
        || "(（“「".contains(after)
        || after.is_ascii_digit() && is_chinese(before)
}

fn is_chinese(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

fn line(chars: &[char], start: usize, end: usize) -> Span {
    let end = if end > start && chars[end - 1] == '\r' {
        end - 1
    } else {
        end
    };
    Span { start, end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_offsets_count_code_points() {
        let text = Text::new("一二\r\n 三 \n\n末");
        let lines: Vec<String> = text.lines().iter().map(|s| text.slice(*s)).collect();
        assert_eq!(lines, ["一二", " 三 ", "", "末"]);
        assert_eq!(text.slice(text.trim(text.lines()[1])), "三");
        let text = Text::for_reading("产值增长3%.新建2.5公里,PM2.5下降.\n一.修路.2026年建成");
        let all: String = text.chars().iter().collect();
        assert_eq!(
            all,
            "产值增长3%。新建2.5公里,PM2.5下降。\n一.修路。2026年建成"
        );
        let text = Text::new("一二\r\n 三 \n\n末");
        assert_eq!(text.find("末", 0, 99), Some(9));
        assert!(!text.contains(Span { start: 0, end: 1 }, "一二"));
    }
}
