//! Lines of a text and what their shape says.

/// A line with its words trimmed and what its edges told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Line {
    /// The words, trimmed.
    pub text: String,
    /// The line began with the two-character indent of a paragraph.
    pub indented: bool,
    /// A blank line stood before it.
    pub blank_before: bool,
    /// Nothing of the file may be joined to this line, before or behind (a table row).
    pub fixed: bool,
}

impl Line {
    pub(crate) fn new(raw: &str) -> Self {
        let indent = raw.chars().take_while(|&c| c == ' ').count();
        let text = raw.trim().to_owned();
        let fixed = text.contains(CELL_BREAK);
        Self {
            text,
            indented: indent >= 2,
            blank_before: false,
            fixed,
        }
    }
}

/// Stands between the cells of a table row rendered as a line.
pub(crate) const CELL_BREAK: char = '｜';

/// Splits a text into lines without blank ones; removes bold marks and heading marks.
/// Returns the lines and the number of marks (a pair counts once).
pub(crate) fn split(text: &str) -> (Vec<Line>, usize) {
    let mut marks = 0;
    let mut lines: Vec<Line> = Vec::new();
    let mut blank = false;
    for raw in text.split('\n') {
        let mut line = Line::new(raw);
        marks += strip_marks(&mut line.text);
        if line.text.is_empty() {
            blank = true;
        } else {
            line.blank_before = std::mem::take(&mut blank);
            lines.push(line);
        }
    }
    (lines, marks)
}

fn strip_marks(text: &mut String) -> usize {
    let mut marks = 0;
    let hashes = text.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&hashes) && text[hashes..].starts_with(' ') {
        *text = text[hashes..].trim_start().to_owned();
        marks += 1;
    }
    for mark in ["**", "__"] {
        let count = text.matches(mark).count();
        if count > 0 {
            *text = text.replace(mark, "").trim().to_owned();
            marks += count.div_ceil(2);
        }
    }
    marks
}

/// Spaces other than the plain one, as typesetting uses them.
pub(crate) fn is_wide_space(c: char) -> bool {
    matches!(
        c,
        '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Whether `c` is a Chinese character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Whether a line ends where a sentence may end, or announces what follows on lines of its own.
/// A point behind a digit is a decimal point whose decimals are still to come.
pub(crate) fn is_closed(text: &str) -> bool {
    let mut back = text.chars().rev().skip_while(|&c| is_closer(c));
    match back.next() {
        Some('.') => !back.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => matches!(
            c,
            '。' | '！' | '？' | '：' | '；' | '…' | '!' | '?' | ':' | ';'
        ),
        None => false,
    }
}

/// Closing quotes and brackets, which may follow the end of a sentence.
fn is_closer(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '）' | ')' | '》' | '〉' | '】' | '］' | ']' | '」' | '』'
    )
}

/// The punctuation of a running sentence, inside it or at its end.
pub(crate) fn is_sentence_mark(c: char) -> bool {
    matches!(c, '。' | '；' | '，' | '！' | '？')
}

/// Width of a text in half-width columns: a Chinese character or mark takes two.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Puts `next` behind `text`; two Latin words get a space between them.
pub(crate) fn append(text: &mut String, next: &str) {
    let letters = text
        .chars()
        .next_back()
        .is_some_and(|c| c.is_ascii_alphabetic())
        && next.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    if letters {
        text.push(' ');
    }
    text.push_str(next);
}

/// Whether a line opens with the number of a heading or list item: 一、 （二） 3. 第四章 五是 附件 ［6］.
pub(crate) fn has_enumerator(text: &str) -> bool {
    let rest = |n: usize| text.chars().nth(n);
    let numerals = text.chars().take_while(|c| is_numeral(*c)).count();
    if numerals > 0 && numerals <= 4 && matches!(rest(numerals), Some('、' | '是')) {
        return true;
    }
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && digits <= 3 {
        let after = rest(digits + 1);
        match rest(digits) {
            Some('、' | '．') => return true,
            Some('.') => return after.is_none_or(|c| !c.is_ascii_digit()),
            _ => {}
        }
    }
    bracketed_number(text) || ordinal(text) || text.starts_with("附件") || text.starts_with("附：")
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十百".contains(c)
}

fn bracketed_number(text: &str) -> bool {
    let mut chars = text.chars();
    let close = match chars.next() {
        Some('（') => '）',
        Some('(') => ')',
        Some('［') => '］',
        Some('[') => ']',
        Some('【') => '】',
        Some('①'..='⑳') => return true,
        _ => return false,
    };
    let mut length = 0;
    for c in chars {
        if c == close {
            return length > 0;
        }
        length += 1;
        if length > 4 || !(is_numeral(c) || c.is_ascii_digit()) {
            return false;
        }
    }
    false
}

fn ordinal(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('第') else {
        return false;
    };
    let n = rest
        .chars()
        .take_while(|&c| is_numeral(c) || c.is_ascii_digit())
        .count();
    n > 0
        && n <= 4
        && matches!(
            rest.chars().nth(n),
            Some('章' | '节' | '部' | '编' | '、' | '，')
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_bold_and_headings_go() {
        let (lines, marks) = split("## 一、**目标**\n**工作**有序。__推进__");
        assert_eq!(
            lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>(),
            ["一、目标", "工作有序。推进"]
        );
        assert_eq!(marks, 4);
    }

    #[test]
    fn enumerators_are_known() {
        for text in [
            "一、总体",
            "（十二）民生",
            "3. 名词",
            "3.名词",
            "［6］三资",
            "第三章 保障",
            "二是坚持",
            "附件1",
            "12、甲",
        ] {
            assert!(has_enumerator(text), "{text}");
        }
        for text in [
            "2.5微克",
            "2026年",
            "一般公共预算",
            "（含外资）企业",
            "第一产业增长",
            "PM2.5",
        ] {
            assert!(!has_enumerator(text), "{text}");
        }
    }

    #[test]
    fn the_end_of_a_sentence_is_known() {
        for text in ["有序推进。", "“四个一”。”", "如下：", "Treaty."] {
            assert!(is_closed(text), "{text}");
        }
        for text in ["有序推进", "增长3.", "（一）", "推进，", ""] {
            assert!(!is_closed(text), "{text}");
        }
    }

    #[test]
    fn indents_are_seen() {
        assert!(Line::new("  各位代表").indented);
        assert!(!Line::new("各位代表").indented);
    }
}
