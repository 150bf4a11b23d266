//! Characters as they are compared.

/// Full-width forms as their half-width ones; everything else as it is. One to one.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        other => other,
    }
}

/// The value of a numeral as numbers are read out digit by digit.
pub(crate) fn han_digit(c: char) -> Option<char> {
    let digit = match c {
        '零' | '〇' | '○' => '0',
        '一' | '幺' | '壹' => '1',
        '二' | '贰' => '2',
        '三' | '叁' => '3',
        '四' | '肆' => '4',
        '五' | '伍' => '5',
        '六' | '陆' => '6',
        '七' | '柒' => '7',
        '八' | '捌' => '8',
        '九' | '玖' => '9',
        _ => return None,
    };
    Some(digit)
}

/// True for a Chinese character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}

/// True where the text before a place ends with one of the words, signs between left out.
pub(super) fn introduced(plain: &[char], start: usize, words: &[&str]) -> bool {
    let mut end = start;
    while end > 0 && matches!(plain[end - 1], ' ' | ':' | '#' | '(' | '为' | '是' | '\t') {
        end -= 1;
    }
    words.iter().any(|word| ends_with(&plain[..end], word))
}

/// True where characters end with a word.
pub(super) fn ends_with(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter().rev();
    word.chars().rev().all(|c| rest.next() == Some(&c))
}

/// True where characters begin with a word.
pub(super) fn starts_with(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter();
    word.chars().all(|c| rest.next() == Some(&c))
}
