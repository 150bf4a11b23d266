//! Words around a figure that set its comparator: 超, 约, 不少于, 以上, 左右, 余.

use figure::Comparator;

use super::{
    token::{Form, Token},
    words::{ending, starting},
};

#[rustfmt::skip]
const BEFORE: &[(&str, Comparator)] = &[
    ("不少于", Comparator::Ge), ("不低于", Comparator::Ge), ("不小于", Comparator::Ge), ("不得低于", Comparator::Ge), ("至少", Comparator::Ge), ("不下于", Comparator::Ge),
    ("超过", Comparator::Gt), ("超", Comparator::Gt), ("突破", Comparator::Gt), ("逾", Comparator::Gt), ("高于", Comparator::Gt), ("多于", Comparator::Gt), ("大于", Comparator::Gt),
    ("破", Comparator::Gt), ("越过", Comparator::Gt), ("跨越", Comparator::Gt), ("站上", Comparator::Gt), ("迈上", Comparator::Gt), ("跃上", Comparator::Gt), ("登上", Comparator::Gt),
    ("跨上", Comparator::Gt), ("迈过", Comparator::Gt), ("跨过", Comparator::Gt), ("超越", Comparator::Gt), ("突破了", Comparator::Gt), ("超过了", Comparator::Gt), ("优于", Comparator::Gt), ("快于", Comparator::Gt), ("过", Comparator::Gt),
    ("不超过", Comparator::Le), ("不高于", Comparator::Le), ("不多于", Comparator::Le), ("不大于", Comparator::Le), ("不得超过", Comparator::Le), ("不突破", Comparator::Le),
    ("低于", Comparator::Lt), ("不到", Comparator::Lt), ("不足", Comparator::Lt), ("少于", Comparator::Lt), ("小于", Comparator::Lt), ("优于", Comparator::Lt),
    ("约", Comparator::Approx), ("大约", Comparator::Approx), ("近", Comparator::Approx), ("将近", Comparator::Approx), ("接近", Comparator::Approx), ("约占", Comparator::Approx), ("约为", Comparator::Approx),
];

#[rustfmt::skip]
const AFTER: &[(&str, Comparator)] = &[
    ("以上", Comparator::Ge), ("及以上", Comparator::Ge), ("之上", Comparator::Ge),
    ("左右", Comparator::Approx), ("上下", Comparator::Approx),
    ("以内", Comparator::Le), ("之内", Comparator::Le), ("以下", Comparator::Le), ("及以下", Comparator::Le),
];

#[rustfmt::skip]
const REACHED: &[&str] = &[
    "达", "达到", "达成", "提升至", "提升到", "提高到", "提高至", "增至", "增加到", "增加至", "增长到", "增长至", "扩大到", "扩大至", "升至", "上升到", "上升至", "扩至", "增到", "提至",
    "降至", "降到", "下降到", "下降至", "降低到", "降低至", "缩小至", "缩小到", "缩短至", "缩短到", "压缩至", "压缩到", "减至", "减少到", "减少至", "跃升至", "跃升到", "跃居", "回升至",
    "连续", "保持", "从", "由", "实现", "保持在", "稳定在", "控制在", "拓展至", "拓展到", "扩展至", "攀升至", "扩容至", "覆盖到",
];

/// A comparator with the word that set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// The relation.
    pub comparator: Comparator,
    /// The word.
    pub word: Option<String>,
}

/// True when a comparator or 达 stands right before `at`.
pub fn leads(chars: &[char], at: usize) -> bool {
    before(chars, at).is_some()
        || ending(chars, at, REACHED).is_some_and(|w| !matches!(w, "实现" | "连续" | "保持"))
}

/// The comparator word right before `at`.
pub fn before(chars: &[char], at: usize) -> Option<(&'static str, Comparator)> {
    let at = if at > 0
        && matches!(chars[at - 1], '了' | ' ')
        && !matches!(chars.get(at.wrapping_sub(2)), Some('为'))
    {
        at - 1
    } else {
        at
    };
    let found = longest(chars, at, BEFORE)?;
    // 附近, 最近, 通过, 经过 are other words.
    let earlier = at
        .checked_sub(found.0.chars().count() + 1)
        .map(|i| chars[i]);
    let other = match found.0 {
        "近" => matches!(earlier, Some('附' | '最' | '邻' | '临' | '靠')),
        "过" => !matches!(earlier, Some('超' | '破' | '跨')),
        "超" => matches!(earlier, Some('赶')),
        _ => false,
    };
    (!other).then_some(found)
}

fn longest(
    chars: &[char],
    at: usize,
    table: &[(&'static str, Comparator)],
) -> Option<(&'static str, Comparator)> {
    table
        .iter()
        .filter(|(w, _)| ending(chars, at, &[w]).is_some())
        .max_by_key(|(w, _)| w.len())
        .copied()
}

/// The comparator word right after `at`.
pub fn after(chars: &[char], at: usize) -> Option<(&'static str, Comparator)> {
    AFTER
        .iter()
        .filter(|(w, _)| starting(chars, at, &[w]).is_some())
        .max_by_key(|(w, _)| w.len())
        .copied()
}

/// The cue of a token by its own surroundings.
pub fn own(chars: &[char], token: &Token) -> Cue {
    let (start, end) = (token.span.start, token.span.end);
    match token.form {
        Form::Range => {
            return Cue {
                comparator: Comparator::Range,
                word: None,
            };
        }
        Form::TwoDigit => {
            return Cue {
                comparator: Comparator::Ge,
                word: Some("两位数".into()),
            };
        }
        Form::Rank => return rank(chars, start),
        _ => {}
    }
    if let Some((word, comparator)) = after(chars, end) {
        return Cue {
            comparator,
            word: Some(word.to_owned()),
        };
    }
    let steps = token.unit == "个"
        && !matches!(
            chars.get(start.wrapping_sub(1)),
            Some('超' | '过' | '约' | '近' | '于' | '少' | '逾' | '破' | '到' | '足')
        );
    if let Some((word, comparator)) = before(chars, start).filter(|_| !steps) {
        return Cue {
            comparator,
            word: Some(word.to_owned()),
        };
    }
    if about_a_share(chars, start) {
        return Cue {
            comparator: Comparator::Approx,
            word: Some("约".into()),
        };
    }
    if token.unit != "%" && at_least_does(chars, start) {
        return Cue {
            comparator: Comparator::Ge,
            word: Some("至少".into()),
        };
    }
    match token.vague {
        Some('近') => Cue {
            comparator: Comparator::Approx,
            word: Some("近".into()),
        },
        Some(c) => Cue {
            comparator: Comparator::Gt,
            word: Some(c.to_string()),
        },
        None => Cue {
            comparator: Comparator::Eq,
            word: ending(chars, start, REACHED).map(str::to_owned),
        },
    }
}

/// 至少培育1个: a verb stands between 至少 and the number.
fn at_least_does(chars: &[char], at: usize) -> bool {
    (at.saturating_sub(4)..at.saturating_sub(2)).any(|i| starting(chars, i, &["至少"]).is_some())
        && !chars[at.saturating_sub(2)..at]
            .iter()
            .any(|c| super::words::is_clause_stop(*c) || c.is_ascii_digit() || *c == '、')
}

/// 约占全国1/10: 约 stands before 占 and a short place name.
fn about_a_share(chars: &[char], at: usize) -> bool {
    let from = at.saturating_sub(8);
    (from..at).rev().any(|i| {
        starting(chars, i, &["约占"]).is_some()
            && !chars[i..at]
                .iter()
                .any(|c| super::words::is_clause_stop(*c))
    })
}

/// 前十 is at most ten; 第三 is the third.
fn rank(chars: &[char], start: usize) -> Cue {
    let mark = chars[start];
    if mark == '前' {
        return Cue {
            comparator: Comparator::Le,
            word: Some("前".into()),
        };
    }
    let word = ending(chars, start, REACHED).map(str::to_owned);
    Cue {
        comparator: Comparator::Eq,
        word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(s: &str) -> Option<Comparator> {
        let chars: Vec<char> = s.chars().collect();
        before(&chars, chars.len()).map(|(_, c)| c)
    }

    #[test]
    fn words_before_a_value() {
        assert_eq!(lead("投资不少于"), Some(Comparator::Ge));
        assert_eq!(lead("收入突破了"), Some(Comparator::Gt));
        assert_eq!(lead("失业率不高于"), Some(Comparator::Le));
        assert_eq!(lead("总投资近"), Some(Comparator::Approx));
        assert_eq!(lead("学校附近"), None);
        assert_eq!(lead("通过"), None);
    }
}
