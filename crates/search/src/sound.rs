//! Words by their sound: Pinyin without tones, and its initials.

use jieba_rs::Jieba;
use pinyin::ToPinyinMulti;
use std::sync::LazyLock;

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Longest word that is stored by sound, in characters.
const WORD_CHARS_MAX: usize = 8;
/// Readings of a word with characters of several sounds at most.
const READINGS_MAX: usize = 4;

/// The words of a Chinese run that are worth storing by sound, longer ones and those within.
pub(crate) fn words(run: &str) -> Vec<&str> {
    JIEBA
        .cut_for_search(run, true)
        .into_iter()
        .map(|token| token.word)
        .filter(|word| (2..=WORD_CHARS_MAX).contains(&word.chars().count()))
        .collect()
}

/// The sounds of a word: in full and by initials; none where a character has no known sound.
pub(crate) fn sounds(word: &str) -> Vec<(String, String)> {
    let mut found = vec![(String::new(), String::new())];
    for readings in word.to_pinyin_multi() {
        let Some(readings) = readings else {
            return vec![];
        };
        let mut plain: Vec<&str> = readings.into_iter().map(|r| r.plain()).collect();
        plain.dedup();
        let mut next = vec![];
        for (full, initials) in &found {
            for sound in plain.iter().take(READINGS_MAX) {
                // ü is typed as v.
                let sound = sound.replace('ü', "v");
                let initial: String = sound.chars().take(1).collect();
                next.push((format!("{full}{sound}"), format!("{initials}{initial}")));
            }
        }
        next.sort();
        next.dedup();
        next.truncate(READINGS_MAX);
        found = next;
    }
    found.retain(|(full, _)| !full.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_by_sound_and_initials() {
        assert!(sounds("路灯").contains(&("ludeng".into(), "ld".into())));
        assert!(sounds("绿化").contains(&("lvhua".into(), "lh".into())));
        assert!(sounds("银行").iter().any(|(full, _)| full == "yinhang"));
        assert!(sounds("x路").is_empty());
    }

    #[test]
    fn long_words_come_with_those_within() {
        let got = words("人行道破损");
        assert!(got.contains(&"人行道") && got.contains(&"破损"), "{got:?}");
    }
}
