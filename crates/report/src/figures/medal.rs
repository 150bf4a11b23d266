//! Medal tallies: 15金7银6铜.

use super::number;

/// True when `words` are a tally and nothing else (佳绩 aside).
pub fn is_tally(words: &[char]) -> bool {
    let mut at = 0;
    let mut parts = 0;
    while let Some(end) = part(words, at) {
        at = end + usize::from(words.get(end) == Some(&'、'));
        parts += 1;
    }
    parts >= 2 && at == words.len()
}

/// One part of a tally at `at` (7银): where it ends.
pub fn part(words: &[char], at: usize) -> Option<usize> {
    let number = number::at(words, at).filter(|n| !n.chinese)?;
    matches!(words.get(number.end)?, '金' | '银' | '铜').then_some(number.end + 1)
}

/// True when the part at `at` stands next to another part.
pub fn in_tally(chars: &[char], at: usize) -> bool {
    let Some(end) = part(chars, at) else {
        return false;
    };
    let listed = chars.get(end) == Some(&'、') && part(chars, end + 1).is_some();
    let before = if at > 1 && chars[at - 1] == '、' {
        at - 1
    } else {
        at
    };
    part(chars, end).is_some()
        || listed
        || before > 0
            && matches!(chars[before - 1], '金' | '银')
            && before >= 2
            && number::digit(chars[before - 2]).is_some()
}
