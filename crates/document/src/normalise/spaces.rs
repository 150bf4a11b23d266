//! Spaces that typesetting or conversion left between Chinese characters and figures.

use super::lines::{is_han, is_sentence_mark};

/// Removes the stray spaces of one line; returns how many characters were removed.
///
/// A space stays between Latin words, after Latin punctuation, between Chinese and a Latin word,
/// and between Chinese words of a quoted slogan or of a line that is no sentence (a name beside
/// an office).
pub(super) fn tidy(text: &mut String) -> usize {
    if !text.contains(' ') {
        return 0;
    }
    let chars: Vec<char> = text.chars().collect();
    let prose = chars.iter().any(|&c| is_sentence_mark(c));
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    let mut in_quotes = false;
    let mut i = 0;
    while i < chars.len() {
        if chars[i] != ' ' {
            in_quotes = match chars[i] {
                '“' => true,
                '”' => false,
                _ => in_quotes,
            };
            out.push(chars[i]);
            i += 1;
            continue;
        }
        while i < chars.len() && chars[i] == ' ' {
            i += 1;
        }
        if i < chars.len() && keeps_space(&out, chars[i], prose && !in_quotes) {
            out.push(' ');
        }
    }
    let removed = chars.len() - out.len();
    if removed > 0 {
        *text = out.into_iter().collect();
    }
    removed
}

/// Whether the gap between the line so far and `right` is a space worth keeping.
fn keeps_space(left: &[char], right: char, prose: bool) -> bool {
    let Some(&l) = left.last() else { return false };
    let figure_on_left = ends_with_figure(left);
    if is_chinese_mark(l) || is_closing_mark(right) {
        return false;
    }
    match (is_han(l), is_han(right)) {
        (true, true) => !prose,
        (true, false) => !(right.is_ascii_digit() || is_chinese_mark(right)),
        (false, true) => !figure_on_left,
        (false, false) => {
            !(figure_on_left && (is_chinese_mark(right) || matches!(right, '%' | '‰' | '℃')))
        }
    }
}

/// Whether the text ends in a figure, maybe with its unit letter: 3.5 or 80% or 4000P or G60, but
/// not the number of a list item (`3.`) and not a name with a digit inside (`O2O`).
fn ends_with_figure(left: &[char]) -> bool {
    match left.last() {
        Some(c) if c.is_ascii_digit() || matches!(c, '%' | '‰' | '℃' | '²' | '³') => true,
        Some(c) if c.is_ascii_alphabetic() => {
            let token = left
                .iter()
                .rev()
                .take_while(|c| c.is_ascii_alphanumeric() || **c == '.')
                .count();
            left[left.len() - token].is_ascii_digit()
        }
        _ => false,
    }
}

fn is_chinese_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '（'
            | '）'
            | '《'
            | '》'
            | '【'
            | '】'
            | '〔'
            | '〕'
            | '…'
            | '·'
    )
}

/// Marks that never have a space before them.
fn is_closing_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。' | '、' | '；' | '：' | '！' | '？' | '”' | '’' | '）' | '》' | '】' | '〕'
    )
}

#[cfg(test)]
mod tests {
    use super::tidy;

    fn tidied(text: &str) -> String {
        let mut text = text.to_owned();
        tidy(&mut text);
        text
    }

    #[test]
    fn spaces_around_figures_go() {
        assert_eq!(
            tidied("建成 5G 基站 640 个，占 80% 以上、约 3 . 5万"),
            "建成5G基站640个，占80%以上、约3 . 5万"
        );
        assert_eq!(tidied("新增算力 4000P 以上"), "新增算力4000P以上");
        assert_eq!(
            tidied("——2026 年 1 月，G60 科创走廊"),
            "——2026年1月，G60科创走廊"
        );
        assert_eq!(tidied("增长 3.5 %，气温 20 ℃"), "增长3.5%，气温20℃");
        assert_eq!(tidied("举办 20 “大” 场"), "举办20“大”场");
    }

    #[test]
    fn spaces_that_part_words_stay() {
        for text in [
            "示范区区长 王某某",
            "开展“进社区 办实事”活动，成效明显。",
            "申请 PCT 专利，推进 O2O 新模式。",
            "3. “三网”：指三张网。",
            "12. 名词：解释。",
            "PCT: Patent Treaty，条约。",
            "数据, 分析, 应用。",
            "Company (公司) 的简称，",
        ] {
            assert_eq!(tidied(text), text);
        }
    }

    #[test]
    fn spaces_between_characters_of_a_sentence_go() {
        assert_eq!(tidied("各项 工作 ， 有序推进 。"), "各项工作，有序推进。");
        assert_eq!(tidied("“ 一网 ” 统管，提升。"), "“一网”统管，提升。");
    }
}
