//! Traditional characters converted when a text is written in them throughout.

use super::lines::is_han;

/// Chinese characters looked at to tell the script.
const SAMPLE_CHARS: usize = 3_000;

/// Converts a predominantly traditional text to simplified characters and Chinese mainland
/// quotation marks; returns the text and how many characters changed. A text with a few
/// traditional characters (names, quotations) comes back as it is.
pub(super) fn to_simplified(text: String) -> (String, usize) {
    if !is_traditional(&text) {
        return (text, 0);
    }
    let converted: String = hanconv::t2s(&text).chars().map(mainland_quote).collect();
    let changed = converted
        .chars()
        .zip(text.chars())
        .filter(|(a, b)| a != b)
        .count();
    (converted, changed)
}

fn is_traditional(text: &str) -> bool {
    let sample: String = text
        .chars()
        .filter(|&c| is_han(c))
        .take(SAMPLE_CHARS)
        .collect();
    let differing = |converted: String| {
        converted
            .chars()
            .zip(sample.chars())
            .filter(|(a, b)| a != b)
            .count()
    };
    let traditional = differing(hanconv::t2s(&sample));
    if traditional * 12 < sample.chars().count() {
        return false;
    }
    let simplified = differing(hanconv::s2t(&sample));
    traditional > simplified * 2
}

fn mainland_quote(c: char) -> char {
    match c {
        '「' => '“',
        '」' => '”',
        '『' => '‘',
        '』' => '’',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::to_simplified;

    #[test]
    fn a_traditional_text_becomes_simplified() {
        let (text, n) = to_simplified(
            "過去一年，我們推動經濟發展，優化「營商環境」，改造老舊小區，幹部群眾團結奮進。"
                .to_owned(),
        );
        assert_eq!(
            text,
            "过去一年，我们推动经济发展，优化“营商环境”，改造老旧小区，干部群众团结奋进。"
        );
        assert!(n > 10);
    }

    #[test]
    fn a_name_in_traditional_characters_stays() {
        let text = "全面推进各项工作，不断取得新的进展。由乾隆年间的著名建筑改造而来，瞭望城市风貌，於某主持修缮。";
        assert_eq!(to_simplified(text.to_owned()), (text.to_owned(), 0));
    }
}
