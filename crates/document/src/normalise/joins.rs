//! Lines put together that a page break or a line break had cut inside a sentence.

use super::lines::{self, Line, has_enumerator, is_closed, is_sentence_mark};

/// A line this long without any mark at its end is a broken sentence, not a heading; in characters.
const LONGEST_HEADING: usize = 60;
/// A line this long with a comma in it and no mark at its end is a broken sentence; in characters.
const LONGEST_PLAIN_LINE: usize = 30;

/// An enumerator this short is a number without its words; in characters.
const LONGEST_BARE_NUMBER: usize = 4;

/// Where two lines were joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Break {
    /// Index of the joined line among the lines after joining.
    pub line: usize,
    /// Characters of the line before the join.
    pub offset: usize,
    /// A blank line stood there, so it was no mere line break.
    pub blank: bool,
}

/// Joins lines broken inside a sentence; returns where.
pub(super) fn join_broken_sentences(lines: &mut Vec<Line>) -> Vec<Break> {
    let mut breaks = Vec::new();
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines.drain(..) {
        match out.last() {
            Some(previous) if is_one_sentence(previous, &line) => {
                let index = out.len() - 1;
                breaks.push(Break {
                    line: index,
                    offset: out[index].text.chars().count(),
                    blank: line.blank_before,
                });
                lines::append(&mut out[index].text, &line.text);
            }
            _ => out.push(line),
        }
    }
    *lines = out;
    breaks
}

/// Whether `next` goes on with the sentence that `previous` leaves open.
fn is_one_sentence(previous: &Line, next: &Line) -> bool {
    if previous.fixed || next.fixed || is_closed(&previous.text) {
        return false;
    }
    if opens_inside_sentence(&next.text) {
        return true;
    }
    if has_enumerator(&next.text) || opens_apart(&next.text) {
        return false;
    }
    is_cut(&previous.text) || is_split_occasion(&previous.text, &next.text)
}

/// The next line opens with a mark or word that cannot open a sentence.
fn opens_inside_sentence(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some(
            '，' | '。' | '、' | '；' | '：' | '！' | '？' | '”' | '’' | '）' | '》' | '%' | '％',
        ) => true,
        Some('是' | '为') => matches!(chars.next(), Some('：' | ':')),
        _ => false,
    }
}

/// The next line stands apart whatever came before: a subtitle or a salutation.
fn opens_apart(text: &str) -> bool {
    text.starts_with("——") || text.starts_with("各位") || text.starts_with('［')
}

/// The two lines are no one sentence whatever their width: a subtitle, a finished occasion line,
/// a salutation.
pub(super) fn stand_apart(previous: &str, next: &str) -> bool {
    opens_apart(next) || (is_occasion(previous) && ends_meeting(previous))
}

/// The next line may go on with the sentence of the previous one, were a page to end between them.
pub(super) fn may_go_on(previous: &Line, next: &Line) -> bool {
    let open = !is_closed(&previous.text) || previous.text.ends_with('；');
    let apart = has_enumerator(&previous.text)
        || has_enumerator(&next.text)
        || stand_apart(&previous.text, &next.text);
    open && !apart && !previous.fixed && !next.fixed
}

/// The line breaks off: after a mark or word that demands more, or as running text without an end.
fn is_cut(text: &str) -> bool {
    let Some(last) = text.chars().next_back() else {
        return false;
    };
    if matches!(
        last,
        '，' | '、'
            | ','
            | '.'
            | '“'
            | '‘'
            | '（'
            | '('
            | '《'
            | '—'
            | '＋'
            | '+'
            | '的'
            | '和'
            | '与'
            | '及'
            | '或'
    ) {
        return true;
    }
    let length = text.chars().count();
    let inner = text
        .char_indices()
        .any(|(i, c)| is_sentence_mark(c) && c != '，' && i + c.len_utf8() < text.len());
    if has_enumerator(text) {
        return inner || is_open_explanation(text) || is_bare_number(text);
    }
    if is_occasion(text) {
        return false;
    }
    inner || length > LONGEST_HEADING || (length > LONGEST_PLAIN_LINE && text.contains('，'))
}

/// `（二）` or `三、` and nothing else.
fn is_bare_number(text: &str) -> bool {
    text.chars().count() <= LONGEST_BARE_NUMBER && text.ends_with(['）', ')', '、'])
}

/// A numbered term with its explanation begun: `7. 三网：指某某、`.
fn is_open_explanation(text: &str) -> bool {
    let numbered = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '［' | '['));
    numbered
        && text
            .split_once(['：', ':'])
            .is_some_and(|(_, explanation)| !explanation.is_empty())
}

/// The line under the title that says when and where the report was given.
fn is_occasion(text: &str) -> bool {
    let body = text.trim_start_matches(['—', '（', '(', ' ']);
    body.chars().take(4).filter(char::is_ascii_digit).count() == 4
        && body.chars().nth(4) == Some('年')
        && body.contains('在')
}

/// The occasion line was broken in two: the second half alone names the meeting.
fn is_split_occasion(previous: &str, next: &str) -> bool {
    is_occasion(previous) && !ends_meeting(previous) && ends_meeting(next)
}

fn ends_meeting(text: &str) -> bool {
    text.trim_end_matches(['）', ')', ' '])
        .ends_with(['上', '议'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(text: &[&str]) -> Vec<String> {
        let mut lines: Vec<Line> = text.iter().map(|t| Line::new(t)).collect();
        join_broken_sentences(&mut lines);
        lines.into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn a_sentence_cut_by_a_page_is_whole_again() {
        assert_eq!(
            joined(&["经济平稳。改造小区12", "个，惠及居民。"]),
            ["经济平稳。改造小区12个，惠及居民。"]
        );
        assert_eq!(
            joined(&["二是推动创新，", "打造高地；三是深化改革。"]),
            ["二是推动创新，打造高地；三是深化改革。"]
        );
        assert_eq!(
            joined(&["（二）推进开放。持续优化营商环", "境，激发活力。"]),
            ["（二）推进开放。持续优化营商环境，激发活力。"]
        );
    }

    #[test]
    fn an_explanation_cut_by_a_page_is_whole_again() {
        assert_eq!(
            joined(&[
                "6. “两中心”: 服务中心、活",
                "动中心。",
                "7. 三网：",
                "指三张网。"
            ]),
            [
                "6. “两中心”: 服务中心、活动中心。",
                "7. 三网：",
                "指三张网。"
            ]
        );
    }

    #[test]
    fn words_set_apart_by_markup_are_put_back() {
        assert_eq!(
            joined(&["今年的", "主要目标", "是：总量增长。"]),
            ["今年的主要目标是：总量增长。"]
        );
        assert_eq!(
            joined(&["空气良好。PM", "2.5", "浓度下降。"]),
            ["空气良好。PM2.5浓度下降。"]
        );
    }

    #[test]
    fn headings_titles_and_names_stand_alone() {
        let lines = [
            "政府工作报告",
            "——2026年1月8日在云溪区第三届人民代表大会第五次会议上",
            "云溪区区长 王某",
            "各位代表：",
            "一、2025年工作回顾",
            "过去一年，各项工作有序推进。",
            "（一）扩大有效需求，推动经济实现质的提升",
            "大力提振消费。",
            "附件",
            "名词解释",
            "1. “三网”：指三张网。",
        ];
        assert_eq!(joined(&lines), lines);
    }

    #[test]
    fn a_broken_occasion_line_is_whole_again() {
        assert_eq!(
            joined(&[
                "——2026年1月8日在云溪区第三届",
                "人民代表大会第五次会议上",
                "云溪区区长 王某"
            ]),
            [
                "——2026年1月8日在云溪区第三届人民代表大会第五次会议上",
                "云溪区区长 王某"
            ]
        );
    }

    #[test]
    fn a_number_cut_from_its_words_is_whole_again() {
        assert_eq!(
            joined(&["（二）", "提升创新效能", "附件1", "名词解释"]),
            ["（二）提升创新效能", "附件1", "名词解释"]
        );
    }

    #[test]
    fn a_range_cut_at_its_dash_is_whole_again() {
        assert_eq!(
            joined(&["管理率提升。对0", "—6岁儿童全覆盖。"]),
            ["管理率提升。对0—6岁儿童全覆盖。"]
        );
    }

    #[test]
    fn latin_words_keep_their_space() {
        assert_eq!(
            joined(&["合作；PCT: Patent Cooperation", "Treaty，条约。"]),
            ["合作；PCT: Patent Cooperation Treaty，条约。"]
        );
    }
}
