//! Characters that mean the same written one way.

use std::borrow::Cow;

use unicode_normalization::char::decompose_compatible;

use super::lines::is_wide_space;

/// Unifies line ends and character forms; returns the text and how many characters changed form.
///
/// Invisible characters vanish uncounted; a form feed becomes a blank line (a page ended there).
pub(super) fn mend(text: &str) -> (Cow<'_, str>, usize) {
    if text.chars().all(is_plain) {
        return (Cow::Borrowed(text), 0);
    }
    let mut out = String::with_capacity(text.len());
    let mut mended = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{0b}' | '\u{85}' | '\u{2028}' => out.push('\n'),
            '\u{0c}' | '\u{2029}' => out.push_str("\n\n"),
            _ if is_plain(c) => out.push(c),
            _ if is_invisible(c) => {}
            _ if is_wide_space(c) => out.push(' '),
            '\u{ff0e}' => {
                // A full-width stop is a decimal point only between digits; elsewhere it ends a number.
                mended += 1;
                out.push('.');
            }
            _ => {
                mended += 1;
                push_plain(c, &mut out);
            }
        }
    }
    (Cow::Owned(out), mended)
}

/// Characters that stay as they are.
fn is_plain(c: char) -> bool {
    match c {
        '\n' | ' '..='~' => true,
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => false,
        '\u{3000}' | '\u{ff0e}' => false,
        '\u{ff05}' | '\u{ff0b}' | '\u{ff10}'..='\u{ff19}' => false,
        '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => false,
        '\u{2080}'..='\u{2089}' => false,
        '\u{2f800}'..='\u{2fa1f}' => false,
        '\u{fffd}' => false,
        _ => {
            !is_invisible(c)
                && !is_wide_space(c)
                && !c.is_control()
                && c != '\u{2028}'
                && c != '\u{2029}'
        }
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{feff}' | '\u{fffd}' | '\u{fe00}'..='\u{fe0f}' | '\u{e000}'..='\u{f8ff}')
        || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{0b}' | '\u{0c}' | '\u{85}'))
}

/// Radicals that stand for whole characters in text taken from PDF files and have no
/// decomposition of their own (or one of another script), each followed by the character meant.
const RADICALS: &str = "⺎兀⺒巳⺓幺⺟母⺠民⺩王⺫目⺬示⺮竹⺱网⺶羊⺹老⺻聿⺼肉⺽臼⻁虎⻂衣⻄西⻅见⻆角⻉贝⻋车⻒镸⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟⼾户";

/// Writes the plain form of a full-width letter, digit, subscript digit, radical or
/// compatibility ideograph.
fn push_plain(c: char, out: &mut String) {
    let mut pairs = RADICALS.chars();
    while let (Some(radical), Some(character)) = (pairs.next(), pairs.next()) {
        if radical == c {
            out.push(character);
            return;
        }
    }
    decompose_compatible(c, |plain| out.push(plain));
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn full_width_letters_and_digits_become_half_width() {
        let (text, n) = mend("增长３．５％，ＧＤＰ达１２亿元＋");
        assert_eq!(text, "增长3.5%，GDP达12亿元+");
        assert_eq!(n, 10);
    }

    #[test]
    fn chinese_punctuation_stays() {
        let text = "（一）目标：“稳”；进！";
        assert_eq!(mend(text), (text.into(), 0));
    }

    #[test]
    fn line_ends_and_page_ends_become_newlines() {
        assert_eq!(
            mend("甲\r\n乙\r丙\u{2028}丁\u{0c}戊").0,
            "甲\n乙\n丙\n丁\n\n戊"
        );
    }

    #[test]
    fn radicals_and_subscripts_from_pdf_become_ordinary_characters() {
        assert_eq!(
            mend("⼀⼆年⼈⺠增⻓⼾数，PM₂.₅").0,
            "一二年人民增长户数，PM2.5"
        );
    }

    #[test]
    fn invisible_characters_vanish() {
        assert_eq!(mend("\u{feff}工\u{200b}作\u{ad}\u{0}").0, "工作");
    }
}
