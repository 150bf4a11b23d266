//! One writing for what people write in several: wide and capital letters, traditional characters.

use unicode_normalization::UnicodeNormalization;

/// A folded text, each character with the place in the source that it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Folded {
    pub chars: Vec<char>,
    /// Byte ranges of the source.
    pub from: Vec<(usize, usize)>,
}

/// Folds the first `most` characters of a text.
pub(crate) fn fold(text: &str, most: usize) -> Folded {
    let end = text
        .char_indices()
        .nth(most)
        .map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    let simplified = hanconv::t2s(text);
    // Conversion by phrases may change the number of characters; then each is converted by itself.
    let aligned = simplified.chars().count() == text.chars().count();
    let mut folded = Folded::default();
    let mut simple = simplified.chars();
    for (at, c) in text.char_indices() {
        let c_simple = simple.next().filter(|_| aligned);
        let put = |folded: &mut Folded, c: char| {
            folded.chars.push(c);
            folded
                .from
                .push((at, at + text[at..].chars().next().map_or(0, char::len_utf8)));
        };
        if is_han(c) {
            match c_simple {
                Some(c) => put(&mut folded, c),
                None => hanconv::t2s(c.encode_utf8(&mut [0; 4]))
                    .chars()
                    .for_each(|c| put(&mut folded, c)),
            }
        } else {
            for c in std::iter::once(c).nfkc().flat_map(char::to_lowercase) {
                put(&mut folded, c);
            }
        }
    }
    folded
}

/// Whether a character is Chinese.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings_of_one_thing_are_folded_to_one_and_remember_their_place() {
        let got = fold("Ａ３區路燈", 100);
        assert_eq!(got.chars.iter().collect::<String>(), "a3区路灯");
        assert_eq!(got.from[2], (6, 9));
        assert_eq!(fold("甲乙丙", 2).chars.len(), 2);
    }
}
