//! 力争, 确保, 预计; 年均, 较“十三五”, 五年.

use super::words::{clause_start, ending, within};

const HEDGES: &[&str] = &["力争", "确保", "预计", "争取", "力求", "努力实现"];

/// The hedge that governs a value: in its clause, nearest to the value.
pub fn hedge(chars: &[char], at: usize) -> Option<&'static str> {
    let from = clause_start(chars, at);
    let found = (from..at)
        .rev()
        .find_map(|i| ending(chars, i + 1, HEDGES).map(|w| (i + 1, w)))?;
    // 争取资金 is an act, and 全力争取 no 力争.
    let (end, word) = found;
    let start = end - word.chars().count();
    if word == "争取" || word == "力争" && start > 0 && chars[start - 1] == '全' {
        return None;
    }
    (start >= from).then_some(word)
}

/// 年均, 五年, 较“十三五”.
pub fn qualifier(chars: &[char], from: usize, at: usize, base: bool) -> Option<String> {
    if base {
        return Some("基期".into());
    }
    for word in ["年均", "五年"] {
        if within(chars, at.saturating_sub(8).max(from), at, &[word]) {
            return Some(word.into());
        }
    }
    let lead: String = chars[from..at].iter().collect();
    let compared = ["较", "比"].iter().filter_map(|w| lead.rfind(w)).max()?;
    let words: String = lead[compared..]
        .chars()
        .take_while(|c| !matches!(c, '增' | '提' | '下' | '上' | '减' | '降' | '扩' | '翻'))
        .collect();
    let sane =
        (2..=12).contains(&words.chars().count()) && (words.contains('年') || words.contains('五'));
    sane.then_some(words)
}
