//! The base value of a change: 从X提高到Y.

use super::token::{Form, Token};
use super::words::{clause_end, clause_start, ending, starting, within};

/// 由 or 从 stands at most this many code points before the base value.
const FARTHEST_START: usize = 10;

/// 从X提高到Y: X is the base.
pub fn is_base(chars: &[char], token: &Token, end: usize) -> bool {
    let start = token.span.start;
    let led = ending(
        chars,
        start,
        &[
            "从",
            "由",
            "从约",
            "由约",
            "从不足",
            "由不足",
            "从超",
            "从近",
        ],
    )
    .is_some();
    let rank = token.form == Form::Rank
        && within(
            chars,
            clause_start(chars, start).max(start.saturating_sub(10)),
            start,
            &["从", "由"],
        )
        && !within(chars, start.saturating_sub(10), start, &["到", "至", "跃"]);
    let from_year = ending(chars, start, &["年的"]).is_some()
        && within(chars, clause_start(chars, start), start, &["从", "由"]);
    let to = clause_end(chars, end).min(end + 24);
    (led || from_year || rank || started_far(chars, start, end))
        && within(
            chars,
            end,
            to,
            &[
                "到",
                "至",
                "增",
                "降",
                "跃",
                "升",
                "扩",
                "缩",
                "合为",
                "变为",
                "调整为",
            ],
        )
}

/// 由每人每月820元提高到…: 由 or 从 stands earlier in the clause, with no number or reached value
/// between, and the change follows right after the value.
fn started_far(chars: &[char], start: usize, end: usize) -> bool {
    const CHANGED: &[&str] = &[
        "提高到",
        "提高至",
        "提升到",
        "提升至",
        "增加到",
        "增加至",
        "增长到",
        "增长至",
        "增至",
        "增到",
        "扩大到",
        "扩大至",
        "下降到",
        "下降至",
        "降至",
        "降到",
        "降低到",
        "降低至",
        "减少到",
        "减少至",
        "缩短到",
        "缩短至",
        "压缩到",
        "压缩至",
        "上升到",
        "上升至",
        "升至",
    ];
    let from = clause_start(chars, start).max(start.saturating_sub(FARTHEST_START));
    let Some(at) = (from..start)
        .rev()
        .find(|i| matches!(chars[*i], '从' | '由'))
    else {
        return false;
    };
    let free = chars[at..start]
        .iter()
        .all(|c| !matches!(c, '至' | '到' | '、') && !c.is_ascii_digit());
    free && starting(chars, end, CHANGED).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_may_stand_apart_from_its_word() {
        let far = |before: &str, after: &str| {
            let chars: Vec<char> = format!("{before}{after}").chars().collect();
            let at = before.chars().count();
            started_far(&chars, at, at)
        };
        assert!(far("标准由每人每月", "提高到865元"));
        assert!(!far("由甲校、乙校", "提高到865元"), "a list stands between");
        assert!(!far("由镇里出资修路", "，县里补助"), "nothing changes");
    }
}
