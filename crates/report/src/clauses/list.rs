//! Lists joined by 、 whose members each have a deliverable of their own.

use super::split::words;
use super::verb::predicate;
use super::words::ends;
use crate::{Figure, FigureKind, Span, Text};

/// Most members a list may be taken apart into.
const MOST_MEMBERS: usize = 12;

/// Words that end a clause about a named work: the work is done, begun or in use.
pub const WORK_DONE: &str = "竣工 封顶 开工 投用 通车 建成 完工 投产 开业 投运 运营 交付 启用 开工建设 建成投用 达产 落地 开通 开园 \
    投入使用 投入运行";

/// The members of the list in `span`, where each stands alone; otherwise nothing.
pub fn deliverables(text: &Text, span: Span, figures: &[Figure]) -> Vec<Span> {
    let members = members(text, span);
    if members.len() < 2 || members.len() > MOST_MEMBERS {
        return Vec::new();
    }
    let all = |test: &dyn Fn(Span) -> bool| members.iter().all(|m| test(*m));
    let own_task = |m: Span| has_target(m, figures) && predicate(&words(text, m)).at_head;
    let own_growth = |m: Span| has_target(m, figures) && says_how_it_moves(&words(text, m));
    let own_end = |m: Span| m.end - m.start >= 5 && ends(&words(text, m), WORK_DONE);
    if all(&own_task) || all(&own_end) || all(&own_growth) {
        return members;
    }
    hope_apart(text, &members, figures).unwrap_or_default()
}

/// 增长5%左右、力争更好结果: the hope is no part of the target before it.
fn hope_apart(text: &Text, members: &[Span], figures: &[Figure]) -> Option<Vec<Span>> {
    let (hope, targets) = members.split_last()?;
    let first = targets.first()?;
    let last = targets.last()?;
    let target = Span {
        start: first.start,
        end: last.end,
    };
    let hopes = words(text, *hope).contains("更好") && !has_target(*hope, figures);
    (hopes && has_target(target, figures)).then(|| vec![target, *hope])
}

fn says_how_it_moves(member: &str) -> bool {
    let p = predicate(member);
    p.action.is_some() && !p.at_head && p.object.chars().count() >= 2
}

fn has_target(span: Span, figures: &[Figure]) -> bool {
    figures.iter().any(|f| {
        f.kind == FigureKind::TargetYear
            && f.value_span.start >= span.start
            && f.value_span.end <= span.end
    })
}

fn members(text: &Text, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut depth = 0usize;
    let mut start = span.start;
    for at in span.start..span.end {
        match text.chars()[at] {
            '“' | '（' | '《' | '(' => depth += 1,
            '”' | '）' | '》' | ')' => depth = depth.saturating_sub(1),
            '、' if depth == 0 => {
                out.push(Span { start, end: at });
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(Span {
        start,
        end: span.end,
    });
    out.into_iter().filter(|s| s.start < s.end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<String> {
        let text = Text::new(source);
        let digits = source
            .chars()
            .enumerate()
            .filter(|(_, c)| c.is_ascii_digit());
        let figures: Vec<Figure> = digits
            .map(|(at, _)| {
                crate::clauses::tests::target(Span {
                    start: at,
                    end: at + 1,
                })
            })
            .collect();
        deliverables(
            &text,
            Span {
                start: 0,
                end: text.len(),
            },
            &figures,
        )
        .iter()
        .map(|s| text.slice(*s))
        .collect()
    }

    #[test]
    fn halves_with_their_own_task_or_end_come_apart() {
        assert_eq!(
            read("落地项目9个、引进茶企5家"),
            ["落地项目9个", "引进茶企5家"]
        );
        assert_eq!(
            read("推动甲楼整体竣工、乙楼主体封顶"),
            ["推动甲楼整体竣工", "乙楼主体封顶"]
        );
        assert_eq!(
            read("茶园产值增长5%左右、力争更好结果"),
            ["茶园产值增长5%左右", "力争更好结果"]
        );
        assert_eq!(
            read("茶园产值增长5%、鱼塘产值增长6%"),
            ["茶园产值增长5%", "鱼塘产值增长6%"]
        );
    }

    #[test]
    fn one_verb_over_several_things_holds_them_together() {
        assert!(read("新建公园3个、茶亭5个").is_empty());
        assert!(read("茶园、鱼塘产值分别增长5%、6%").is_empty());
        assert!(read("推进甲路、乙路建设").is_empty());
        assert!(read("修路").is_empty());
    }
}
