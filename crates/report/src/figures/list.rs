//! Lists: values that share one verb (分别增长14.3%、12.3%), subjects that share one value (均增长6.3%).

use super::{
    token::Token,
    words::{clause_start, within},
};

/// Where a token stands in a run of bare values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Index of the first token of the run.
    pub head: usize,
    /// Position in the run, from 0.
    pub index: usize,
    /// How many values the run has.
    pub of: usize,
    /// 分别 stands before the first value.
    pub each: bool,
}

#[rustfmt::skip]
const JOINTS: &[&str] = &["、", "和", "及", "与", "以及", "∶", ":", "：", "以上、", "左右、", "以上和", "左右和", "，"];

/// The run of every token.
pub fn runs(chars: &[char], tokens: &[Token]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(tokens.len());
    let mut head = 0;
    for i in 0..tokens.len() {
        if i == 0 || !joined(chars, &tokens[i - 1], &tokens[i], tokens[head].span.start) {
            close(&mut out, head);
            head = i;
        }
        let each = i == head && says_each(chars, tokens[i].span.start);
        out.push(Run {
            head,
            index: i - head,
            of: 1,
            each,
        });
    }
    close(&mut out, head);
    out
}

/// Fills in the length of the run that begins at `head`.
fn close(out: &mut [Run], head: usize) {
    let Some(first) = out.get(head).copied() else {
        return;
    };
    let of = out.len() - head;
    for run in &mut out[head..] {
        run.of = of;
        run.each = first.each;
    }
}

fn joined(chars: &[char], one: &Token, two: &Token, head: usize) -> bool {
    if two.span.start < one.span.end || two.span.start - one.span.end > 3 {
        return false;
    }
    let between: String = chars[one.span.end..two.span.start].iter().collect();
    let each = || says_each(chars, head);
    let alike = one.unit == two.unit || one.unit_supplied || each();
    JOINTS.contains(&between.as_str())
        && alike
        && (between != "，" || each() && one.unit == two.unit)
}

fn says_each(chars: &[char], at: usize) -> bool {
    let from = clause_start(chars, at);
    within(chars, from, at, &["分别", "各为"])
}

/// Subjects named before `cut`, from `from`: split at 、 and 和 outside quotes and brackets.
pub fn subjects(chars: &[char], from: usize, cut: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut depth = 0;
    let mut start = from;
    // 甲、乙和丙: 和 joins items only after the last 、.
    let last_comma = chars[from..cut]
        .iter()
        .rposition(|c| *c == '、')
        .map_or(from, |p| from + p);
    for at in from..cut {
        match chars[at] {
            '“' | '（' | '《' => depth += 1,
            '”' | '）' | '》' => depth -= 1,
            '、' if depth <= 0 => {
                out.push((start, at));
                start = at + 1;
            }
            '和' | '与' | '及'
                if depth <= 0
                    && at > last_comma
                    && at > start + 1
                    && at + 2 < cut
                    && !part_of_word(chars, at) =>
            {
                out.push((start, at));
                start = at + 1;
            }
            _ => {}
        }
    }
    if start < cut {
        out.push((start, cut));
    }
    out
}

/// Subjects split at 、 alone.
pub fn subjects_by_comma(chars: &[char], from: usize, cut: usize) -> Vec<(usize, usize)> {
    let mut merged: Vec<(usize, usize)> = Vec::new();
    for piece in subjects(chars, from, cut) {
        match merged.last_mut() {
            Some(last) if chars[last.1] != '、' => last.1 = piece.1,
            _ => merged.push(piece),
        }
    }
    merged
}

fn part_of_word(chars: &[char], at: usize) -> bool {
    let around: String = chars[at.saturating_sub(1)..(at + 2).min(chars.len())]
        .iter()
        .collect();
    [
        "以及", "涉及", "普及", "参与", "共和", "和谐", "和美", "温和", "总和", "饱和", "缓和",
        "危及", "及时", "和平", "与会",
    ]
    .iter()
    .any(|w| around.contains(w))
}

/// Words of the `index`-th of several subjects; the common tail of the last one is lent to all
/// (水果、茶叶产量 → 水果产量).
pub fn named(chars: &[char], subjects: &[(usize, usize)], index: usize) -> String {
    let word = |(a, b): (usize, usize)| chars[a..b].iter().collect::<String>();
    let Some(piece) = subjects.get(index).copied() else {
        return String::new();
    };
    let own = word(piece);
    let last = subjects[subjects.len() - 1];
    if index + 1 == subjects.len() || piece.0 == piece.1 {
        return own;
    }
    let end = chars[piece.1 - 1];
    let tail_at = (last.0..last.1)
        .rev()
        .find(|i| chars[*i] == end)
        .map(|i| i + 1);
    let first_len = subjects[0].1 - subjects[0].0;
    let tail_at = tail_at.unwrap_or_else(|| (last.0 + first_len).min(last.1));
    let tail: String = if last.1 - tail_at >= 2 {
        chars[tail_at..last.1].iter().collect()
    } else {
        String::new()
    };
    own + &tail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_lend_their_tail() {
        let chars: Vec<char> = "水果、蔬菜、茶叶产量".chars().collect();
        let list = subjects(&chars, 0, chars.len());
        assert_eq!(list.len(), 3);
        assert_eq!(named(&chars, &list, 0), "水果产量");
        assert_eq!(named(&chars, &list, 2), "茶叶产量");
    }
}
