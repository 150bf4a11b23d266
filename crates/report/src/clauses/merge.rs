//! From pieces to clauses: connecting words dropped, pieces cut inside one phrase joined again,
//! lists of separate deliverables taken apart.

use super::list::deliverables;
use super::split::{Piece, words as words_of};
use super::verb::{has_inner_task, predicate, strip};
use super::words::{any, ends, opens, verb_at};
use crate::outline::label_at;
use crate::{Figure, Span, Text};

/// A clause with its place in the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Where it stands.
    pub span: Span,
    /// Place in the sentence, from 0.
    pub index: usize,
    /// Clauses in the sentence.
    pub of: usize,
    /// Part of the list of the year's expected targets.
    pub goal: bool,
    /// The rule that changed the plain cut, if one did.
    pub rule: Option<&'static str>,
}

/// Clauses of one sentence. `goal` tells whether the sentence before left a list of targets open.
pub fn clauses(text: &Text, sentence: &[Piece], figures: &[Figure], goal: &mut bool) -> Vec<Cut> {
    let mut parts: Vec<(Span, Option<&'static str>)> = Vec::new();
    let mut join = false;
    let mut statement = false;
    for piece in sentence {
        let words = words_of(text, piece.span);
        if announces_goals(&words) {
            *goal = true;
        }
        if connects(&words, piece.stop) {
            if piece.stop == '：'
                && parts
                    .last()
                    .is_some_and(|p| points_ahead(&words_of(text, p.0)))
            {
                parts.pop();
            }
            continue;
        }
        let span = unlabelled(text, piece.span);
        if span.start >= span.end {
            continue;
        }
        let rule = parts
            .last()
            .and_then(|last| joins(&words_of(text, last.0), &words_of(text, span)));
        match (join, rule, parts.last_mut()) {
            (true, _, Some(last)) => {
                *last = (
                    Span {
                        start: last.0.start,
                        end: span.end,
                    },
                    Some("one_phrase"),
                )
            }
            (false, Some(rule), Some(last)) => {
                *last = (
                    Span {
                        start: last.0.start,
                        end: span.end,
                    },
                    Some(rule),
                );
                join_bare_member(text, &mut parts);
            }
            _ => parts.push((span, None)),
        }
        statement |= opens_statement(&words);
        join = statement || piece.stop == '：';
    }
    let parts: Vec<_> = parts
        .into_iter()
        .flat_map(|(span, rule)| taken_apart(text, span, rule, figures))
        .collect();
    let of = parts.len();
    let cuts = parts
        .into_iter()
        .enumerate()
        .map(|(index, (span, rule))| Cut {
            span,
            index,
            of,
            goal: *goal,
            rule,
        })
        .collect();
    if sentence.last().is_none_or(|p| p.stop != '；') {
        *goal = false;
    }
    cuts
}

/// 加快甲路，乙路，以及丙工程建设: the member between has no verb of its own.
fn join_bare_member(text: &Text, parts: &mut Vec<(Span, Option<&'static str>)>) {
    let [.., (head, _), (member, Some("list_goes_on"))] = parts.as_slice() else {
        return;
    };
    let has_verb = |s: Span| predicate(&words_of(text, s)).at_head;
    if has_verb(*head) && !has_verb(*member) {
        let whole = Span {
            start: head.start,
            end: member.end,
        };
        parts.pop();
        if let Some(last) = parts.last_mut() {
            *last = (whole, Some("list_goes_on"));
        }
    }
}

fn taken_apart(
    text: &Text,
    span: Span,
    rule: Option<&'static str>,
    figures: &[Figure],
) -> Vec<(Span, Option<&'static str>)> {
    let halves = deliverables(text, span, figures);
    if halves.len() < 2 {
        return vec![(span, rule)];
    }
    halves
        .into_iter()
        .map(|s| (s, Some("own_deliverable")))
        .collect()
}

/// 主要预期目标是：
fn announces_goals(words: &str) -> bool {
    words.contains("目标") && any(words, "预期 主要 发展") && ends(words, "是 为 目标 如下")
}

/// Salutations, announcements and bare connectives: not clauses.
fn connects(words: &str, stop: char) -> bool {
    if opens(words, "为实现 围绕实现 实现 为完成")
        && any(words, "上述 以上 这些目标 这一目标")
        && words.chars().count() <= 14
    {
        return true;
    }
    let bare = [
        "同时",
        "此外",
        "另外",
        "其中",
        "一方面",
        "另一方面",
        "特别是",
        "总之",
        "为此",
        "具体来说",
        "下一步",
        "与此同时",
        "在此基础上",
        "新的一年",
        "今年",
        "各位代表",
        "同志们",
    ];
    if bare.contains(&words) || opens(words, "各位代表") {
        return true;
    }
    let ahead = any(
        words,
        "目标 工作 要求 任务 方面 举措 重点 做到 以下 抓手 思路 实事 如下",
    );
    if stop == '：' && ahead {
        return true;
    }
    any(words, "以下 下列 这些方面 几个方面 几方面 个方面")
        && any(words, "工作 方面 任务 重点")
        && words.chars().count() <= 24
}

/// 为实现以上目标 before the announcement.
fn points_ahead(words: &str) -> bool {
    any(words, "上述 以上 目标 今年 为此 要求") && words.chars().count() <= 24
}

/// The reason to join `next` to `last`, if there is one.
fn joins(last: &str, next: &str) -> Option<&'static str> {
    if last.ends_with('的') {
        return Some("attribute_goes_on");
    }
    if opens(next, "以及 而且 并且 乃至 或者 还有 包括 也就是 即") {
        return Some("list_goes_on");
    }
    if opens(next, "与 和 及") && next.contains('的') && last.contains("与") && last.contains('的')
    {
        return Some("list_goes_on");
    }
    if time_alone(last) || circumstance(last) {
        return Some("time_before");
    }
    if statement_goes_on(last, next) {
        return Some("subject_before");
    }
    if noun_repeated(last, next) {
        return Some("subject_repeated");
    }
    if predicate_open(last, next) {
        return Some("predicate_goes_on");
    }
    if attribute_list(last, next) {
        return Some("attribute_goes_on");
    }
    None
}

/// A date or span of time with nothing done in it.
fn time_alone(words: &str) -> bool {
    words.chars().count() <= 10
        && ends(
            words,
            "年内 月底前 年底前 月前 年底 上半年 下半年 季度 全年 年前 日前 五”期间 五”时期 五”末",
        )
}

/// 在实际工作中, and nothing done yet.
fn circumstance(words: &str) -> bool {
    words.starts_with('在')
        && words.chars().count() <= 8
        && ends(words, "中 下 上 期间 过程中 基础上")
}

/// 引导甲企业，在…: the one who is to act is named, the act is still to come.
fn predicate_open(last: &str, next: &str) -> bool {
    let (_, rest) = strip(last);
    let Some(cause) = ["推动", "支持", "引导", "鼓励", "促进", "动员", "组织"]
        .iter()
        .find(|w| rest.starts_with(**w))
    else {
        return false;
    };
    let object = &rest[cause.len()..];
    let acts = has_inner_task(object);
    if let Some((_, with)) = object.split_once("结合")
        && !with.is_empty()
        && !with
            .char_indices()
            .any(|(at, _)| verb_at(&with[at..]).is_some())
    {
        return true;
    }
    let actors = ends(
        object,
        "企业 院所 机构 外企 央企 民企 国企 部门 单位 高校 商会 协会 板块 群众 青年 人才 各地 市县 地区",
    );
    actors && !acts && !predicate(next).at_head && !opens(next, "让 使 以 为")
}

/// A subject without a verb before 是, 都, 也…
fn statement_goes_on(last: &str, next: &str) -> bool {
    let copula = opens(next, "是 都 均 皆 就是 便") && !last.contains('是');
    let again = next.starts_with('再') && next.contains('也');
    (copula || again) && !predicate(last).at_head
}

/// The next clause begins with the noun the last ended with: 找到甲，甲…
fn noun_repeated(last: &str, next: &str) -> bool {
    let tail: String = {
        let chars: Vec<char> = last.chars().collect();
        chars[chars.len().saturating_sub(2)..].iter().collect()
    };
    tail.chars().count() == 2
        && next.starts_with(&tail)
        && verb_at(next).is_none()
        && super::words::adverb_at(next).is_none()
}

/// 营造…高效便捷，…更好的生态: the object's attribute is cut.
fn attribute_list(last: &str, next: &str) -> bool {
    let p = predicate(last);
    let q = predicate(next);
    p.at_head
        && q.action.is_none()
        && next.contains('的')
        && !opens(next, super::words::LEADS)
        && ends(
            last,
            "便捷 突出 完善 齐全 健全 合理 有序 鲜明 优美 雄厚 充足 完备 领先 高效 通畅 顺畅 显著 明显 一流",
        )
}

/// 我们深知, 我们相信, 这样的目标: the rest of the sentence belongs to it.
fn opens_statement(words: &str) -> bool {
    opens(words, "这样的 这些目标 以上这些 上述目标")
        || ends(words, "深知 坚信 相信 认为 表明 意味着 知道")
}

/// Without 一是, （1） and the like at its head.
fn unlabelled(text: &Text, span: Span) -> Span {
    match label_at(text, span.start) {
        Some(label) if label.end < span.end => text.trim(Span {
            start: label.end,
            end: span.end,
        }),
        _ => span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clauses::split::sentences;

    fn read(source: &str) -> Vec<String> {
        let text = Text::new(source);
        let whole = Span {
            start: 0,
            end: text.len(),
        };
        let mut goal = false;
        let cut = |s: &Vec<Piece>| clauses(&text, s, &[], &mut goal);
        let cuts: Vec<Cut> = sentences(&text, whole).iter().flat_map(cut).collect();
        cuts.iter().map(|c| text.slice(c.span)).collect()
    }

    #[test]
    fn phrases_cut_in_two_are_joined() {
        assert_eq!(
            read("发展有特色的，能长久的茶业，修路"),
            ["发展有特色的，能长久的茶业", "修路"]
        );
        assert_eq!(
            read("建设与茶业配套的路网，以及与渔业配套的码头"),
            ["建设与茶业配套的路网，以及与渔业配套的码头"]
        );
        assert_eq!(read("上半年，建成茶市"), ["上半年，建成茶市"]);
        assert_eq!(
            read("引导茶企、商会，在省外设店"),
            ["引导茶企、商会，在省外设店"]
        );
        assert_eq!(
            read("我们深知，茶农不易，路还长。"),
            ["我们深知，茶农不易，路还长"]
        );
        assert_eq!(
            read("加快甲县2条高铁，乙县3条公路，以及丙库工程建设"),
            ["加快甲县2条高铁，乙县3条公路，以及丙库工程建设"]
        );
    }

    #[test]
    fn announcements_and_salutations_are_left_out() {
        assert_eq!(
            read("各位代表！今年主要目标是：茶产值增长5%，茶价稳定。"),
            ["茶产值增长5%", "茶价稳定"]
        );
        assert_eq!(read("为实现上述目标，重点做好以下工作：修路。"), ["修路"]);
        assert_eq!(
            read("一是修路，二是架桥；同时，种茶。"),
            ["修路", "架桥", "种茶"]
        );
    }

    #[test]
    fn separate_clauses_stay_apart() {
        assert_eq!(
            read("完善机制，推广做法，带动茶农"),
            ["完善机制", "推广做法", "带动茶农"]
        );
        assert_eq!(
            read("支持茶企结合实际改造厂房，修路"),
            ["支持茶企结合实际改造厂房", "修路"]
        );
    }
}
