//! Small helpers over code points and the words that place something in an order.

use crate::Text;

/// The longest of `words` that ends right before `at`.
pub fn ending<'w>(chars: &[char], at: usize, words: &[&'w str]) -> Option<&'w str> {
    words
        .iter()
        .filter(|w| {
            let n = w.chars().count();
            at >= n && chars[at - n..at].iter().copied().eq(w.chars())
        })
        .max_by_key(|w| w.len())
        .copied()
}

/// The longest of `words` that begins at `at`.
pub fn starting<'w>(chars: &[char], at: usize, words: &[&'w str]) -> Option<&'w str> {
    words
        .iter()
        .filter(|w| {
            let n = w.chars().count();
            chars
                .get(at..at + n)
                .is_some_and(|c| c.iter().copied().eq(w.chars()))
        })
        .max_by_key(|w| w.len())
        .copied()
}

/// True where one of `words` occurs in `chars[from..until]`.
pub fn within(chars: &[char], from: usize, until: usize, words: &[&str]) -> bool {
    let until = until.min(chars.len());
    (from..until).any(|i| starting(&chars[..until], i, words).is_some())
}

/// Ends a clause.
pub fn is_clause_stop(c: char) -> bool {
    matches!(
        c,
        '，' | '。' | '；' | '：' | '！' | '？' | '\n' | ';' | '!' | '?' | ',' | ':'
    )
}

/// Start of the clause around `at`.
pub fn clause_start(chars: &[char], at: usize) -> usize {
    chars[..at.min(chars.len())]
        .iter()
        .rposition(|c| is_clause_stop(*c))
        .map_or(0, |p| p + 1)
}

/// End of the clause around `at`.
pub fn clause_end(chars: &[char], at: usize) -> usize {
    chars[at.min(chars.len())..]
        .iter()
        .position(|c| is_clause_stop(*c))
        .map_or(chars.len(), |p| at + p)
}

/// Start of the sentence around `at`.
pub fn sentence_start(chars: &[char], at: usize) -> usize {
    chars[..at.min(chars.len())]
        .iter()
        .rposition(|c| matches!(c, '。' | '！' | '？' | '\n'))
        .map_or(0, |p| p + 1)
}

/// True when 第N or 前N at `at`, ending at `end`, is a place in an order and not an ordinal.
pub fn places(text: &Text, at: usize, end: usize) -> bool {
    let chars = text.chars();
    let next = chars.get(end).copied().unwrap_or('\n');
    let stops = is_clause_stop(next)
        || matches!(next, '、' | '”' | '）' | '的' | '和' | '以' | '行' | '方')
            && !text.has(end, "方案");
    let lead = &chars[clause_start(chars, at)..at];
    let stops = stops
        || next == '强'
            && chars
                .get(end + 1)
                .is_none_or(|c| is_clause_stop(*c) || matches!(c, '、' | '的'));
    let Some(last) = lead.last() else {
        return false;
    };
    if matches!(next, '行' | '方') && !(text.has(end, "行列") || text.has(end, "方阵"))
        || text.has(end, "方阵") && chars[at] == '第'
    {
        return false;
    }
    let counted = matches!(chars[end - 1], '位' | '名');
    #[rustfmt::skip]
    const REGION: &[char] = &['国', '省', '市', '区', '县', '界', '球', '级', '部', '类', '洲', '群', '地', '业', '内', '域', '旗', '州', '江', '角'];
    #[rustfmt::skip]
    const VERB: &[char] = &['居', '列', '名', '位', '至', '到', '入', '进', '持', '获', '得', '为', '升', '稳', '量', '数', '续', '保', '夺', '前', '均', '度', '率', '强'];
    let listed = *last == '、' && within(chars, at.saturating_sub(6), at, &["第", "前"]);
    let placed = listed || REGION.contains(last) || VERB.contains(last);
    counted || stops && placed
}
