//! Where the annex begins: 附件, 名词解释, 注释.

use crate::{Span, Text};

const MARKS: &[&str] = &["附件", "附：", "附:", "附录", "附表"];
#[rustfmt::skip]
const TITLES: &[&str] = &["名词解释", "名词注释", "名词说明", "用语解释", "用语说明", "有关用语", "有关名词", "词语解释", "注释", "名词术语"];
/// A heading of an annex is a short line.
const LONGEST: usize = 40;

/// Heading of the annex: the mark with the title line under it. `after` is where the last part
/// of the body begins; nothing before it counts.
pub fn find(text: &Text, after: usize) -> Option<Span> {
    let lines = text.lines();
    let at = lines
        .iter()
        .position(|line| line.start > after && opens(text, text.trim(*line)))?;
    let heading = text.trim(lines[at]);
    if is_title(text, heading) {
        return Some(heading);
    }
    let next = lines[at + 1..]
        .iter()
        .map(|l| text.trim(*l))
        .find(|l| l.start < l.end);
    match next {
        Some(line) if line.end - line.start <= LONGEST => Some(Span {
            start: heading.start,
            end: line.end,
        }),
        _ => Some(heading),
    }
}

/// True for a line that opens an annex.
pub fn opens(text: &Text, line: Span) -> bool {
    let length = line.end - line.start;
    if length == 0 || length > LONGEST {
        return false;
    }
    let ends_sentence = matches!(text.chars()[line.end - 1], '。' | '；' | '，');
    !ends_sentence && (MARKS.iter().any(|m| text.has(line.start, m)) || is_title(text, line))
}

fn is_title(text: &Text, line: Span) -> bool {
    line.end - line.start <= LONGEST && TITLES.iter().any(|t| text.contains(line, t))
}
