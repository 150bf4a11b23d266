//! A text as the words it shares with others, rare ones weighing more.

use jieba_rs::Jieba;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Characters of a text that are looked at.
pub const TEXT_CHARS_MAX: usize = 2_000;
/// Longest word looked at, in characters.
const WORD_CHARS_MAX: usize = 12;
/// Twice the logarithm of the size of the dictionary's corpus (60 million words).
const RAREST: u32 = 26;
/// Words of several characters that weigh less hold letters together and say nothing of the matter, nor
/// do their characters: 希望, 有关部门, 尽快, 解决, 谢谢.
const WORD_WEIGHT_MIN: u32 = 270;
/// What marks a text and says nothing of the matter.
const SILENT: [&str; 2] = ["示例", "例如"];
/// Characters that weigh less: 的, 了, 来.
const CHARACTER_WEIGHT_MIN: u32 = 145;
/// A word weighs half beside its characters: 爆管 and 水管爆了 share no word but two of those.
const OF_WORD: u32 = 2;

/// The words of a text with their weights.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    weights: BTreeMap<String, u32>,
    sum: u32,
}

impl Words {
    /// Of a text in which personal data has been masked.
    pub fn of(text: &str) -> Self {
        let plain: String = text
            .nfkc()
            .take(TEXT_CHARS_MAX)
            .flat_map(char::to_lowercase)
            .collect();
        let mut weights = BTreeMap::new();
        for token in JIEBA.cut(&plain, true) {
            let length = token.word.chars().count();
            let letters = token.word.chars().all(char::is_alphabetic);
            if !letters || length > WORD_CHARS_MAX || (length > 1 && is_common(token.word)) {
                continue;
            }
            let within = JIEBA.cut_for_search(token.word, true).into_iter();
            let words = within
                .map(|token| token.word)
                .filter(|word| word.chars().nth(1).is_some());
            weights.extend(
                words
                    .filter(|word| !is_common(word))
                    .map(|word| (word.to_owned(), weight(word) / OF_WORD)),
            );
            let characters = token
                .word
                .chars()
                .map(|c| (c.to_string(), weight(&c.to_string())));
            weights.extend(characters.filter(|(_, weight)| *weight >= CHARACTER_WEIGHT_MIN));
        }
        let sum = weights.values().sum();
        Self { weights, sum }
    }

    /// True where nothing is said.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// What both say, the weightiest first.
    pub(crate) fn shared<'a>(&'a self, other: &Self) -> Vec<(&'a str, u32)> {
        let both = self.weights.iter();
        let both = both.filter(|(word, _)| other.weights.contains_key(*word));
        let mut both: Vec<(&str, u32)> = both
            .map(|(word, weight)| (word.as_str(), *weight))
            .collect();
        both.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
        both
    }

    /// All weights together.
    pub(crate) fn sum(&self) -> u32 {
        self.sum
    }
}

/// The words of a text that say something, and the places it names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Pieces {
    pub words: Vec<String>,
    pub places: Vec<String>,
}

/// What names of places end in.
const PLACE_ENDS: [&str; 34] = [
    "小区",
    "花园",
    "广场",
    "学校",
    "中学",
    "小学",
    "大学",
    "学院",
    "幼儿园",
    "医院",
    "公园",
    "市场",
    "公寓",
    "家园",
    "大道",
    "路口",
    "社区",
    "街道",
    "新城",
    "国际",
    "名都",
    "山庄",
    "工业园",
    "路",
    "街",
    "巷",
    "镇",
    "村",
    "苑",
    "府",
    "城",
    "湾",
    "站",
    "公馆",
];
/// Longest name of a place, in characters.
const PLACE_CHARS_MAX: usize = 8;

/// Cuts a text for topics: words of several characters that are not common, and names of places, each the
/// words before an ending that belong to it.
pub(crate) fn pieces(text: &str) -> Pieces {
    let plain: String = text
        .nfkc()
        .take(TEXT_CHARS_MAX)
        .flat_map(char::to_lowercase)
        .collect();
    let tokens: Vec<&str> = JIEBA
        .cut(&plain, true)
        .into_iter()
        .map(|t| t.word)
        .collect();
    let mut found = Pieces::default();
    for (at, token) in tokens.iter().enumerate() {
        let letters = |word: &str| word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let length = token.chars().count();
        if !letters(token) {
            continue;
        }
        if (2..=WORD_CHARS_MAX).contains(&length) && !is_common(token) {
            found.words.push((*token).to_owned());
        }
        if !PLACE_ENDS.iter().any(|end| token.ends_with(end)) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let before =
            before.filter(|word| letters(word) && !is_common(word) && word.chars().count() <= 4);
        let name = match before {
            Some(before) if length <= 3 => format!("{before}{token}"),
            _ => (*token).to_owned(),
        };
        let whole = name.chars().count();
        if (3..=PLACE_CHARS_MAX).contains(&whole) && !PLACE_ENDS.contains(&name.as_str()) {
            found.places.push(name);
        }
    }
    found
}

fn is_common(word: &str) -> bool {
    SILENT.contains(&word) || weight(word) < WORD_WEIGHT_MIN
}

/// From 0 for the commonest word to 676 for one the dictionary does not know.
fn weight(word: &str) -> u32 {
    let times = u64::try_from(JIEBA.suggest_freq(word)).unwrap_or(u64::MAX);
    let rarity = RAREST.saturating_sub(times.max(1).ilog2());
    rarity * rarity
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_weigh_more_and_common_ones_nothing() {
        assert!(weight("爆管") > weight("水管") && weight("水管") > weight("问题"));
        let words = Words::of("我们这里的水管爆了，希望有关部门尽快处理解决，谢谢！");
        assert!(words.weights.contains_key("水管") && words.weights.contains_key("爆"));
        for common in ["我们", "的", "这里", "了", "望", "尽快", "理", "解", "谢"] {
            assert!(
                !words.weights.contains_key(common),
                "{common} {}",
                weight(common)
            );
        }
    }

    #[test]
    fn what_is_said_in_other_words_shares_characters() {
        let (one, other) = (
            Words::of("马路边爆管了"),
            Words::of("自来水管爆裂，水喷得很高"),
        );
        let shared = one.shared(&other);
        assert!(shared.iter().any(|(word, _)| *word == "爆"), "{shared:?}");
    }

    #[test]
    fn numbers_marks_and_masks_are_no_words() {
        assert!(Words::of("138****0000，！… 2026-11-23").is_empty());
    }
}
