//! Builds the heading tree from the lines.

use super::{
    annex,
    label::{Family, label_at},
    lead::{at_head, first_sentence, inside},
    paragraph::opening,
    parts::{LONGEST_PART, parts, title_of},
    role::{of_opening, of_title},
};
use crate::{Role, Section, Span, Text, front::plan_year};

/// A level-2 heading is a sentence of at most this many code points.
const LONGEST_SECTION: usize = 80;

/// Builds the tree of a text.
pub fn build(text: &Text) -> Vec<Section> {
    let parts = parts(text);
    let after = parts.last().map_or(text.len() / 2, |p| p.heading.start);
    let annex = annex::find(text, after);
    let body_end = annex.map_or(text.len(), |a| a.start);
    let titles: Vec<&str> = parts.iter().map(|p| p.title.as_str()).collect();
    let year = plan_year(text, &titles);
    let mut out: Vec<Section> = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        let end = parts.get(i + 1).map_or(body_end, |p| p.heading.start);
        let span = Span {
            start: part.heading.start,
            end,
        };
        let words = text.slice(Span {
            start: part.heading.end,
            end: (part.heading.end + 200).min(end),
        });
        let role = of_title(&part.title, &words, out.last().map(|s| s.role), year);
        let path = vec![if part.label.is_empty() {
            part.title.clone()
        } else {
            part.label.clone()
        }];
        let children = sections(text, part.heading, span, role, &path);
        out.push(Section {
            level: 1,
            label: part.label.clone(),
            title: part.title.clone(),
            heading: part.heading,
            span,
            path,
            role,
            children,
        });
    }
    if let Some(heading) = annex {
        out.push(annex_section(text, heading));
    }
    out
}

fn annex_section(text: &Text, heading: Span) -> Section {
    let words = text.slice(heading);
    let title = words.lines().last().unwrap_or_default().trim().to_owned();
    let label = "附件".to_owned();
    let span = Span {
        start: heading.start,
        end: text.len(),
    };
    Section {
        level: 1,
        path: vec![label.clone()],
        label,
        title,
        heading,
        span,
        role: Role::Annex,
        children: Vec::new(),
    }
}

/// A heading found inside a part, not yet nested.
struct Mark {
    level: u8,
    label: String,
    heading: Span,
    title: String,
    role: Role,
    /// Where a section of this level must end at the latest.
    limit: usize,
}

fn sections(text: &Text, part: Span, span: Span, role: Role, path: &[String]) -> Vec<Section> {
    let lines: Vec<Span> = text
        .lines()
        .iter()
        .map(|l| text.trim(*l))
        .filter(|l| l.start >= part.end && l.start < span.end && l.start < l.end)
        .collect();
    let parallel = parallel_openings(text, &lines);
    let has = |family| {
        lines
            .iter()
            .any(|l| label_at(text, l.start).is_some_and(|x| x.family == family))
    };
    let bracketed = has(Family::Bracket) || has(Family::Part);
    let numbered = has(Family::Part);
    let mut marks: Vec<Mark> = Vec::new();
    let mut now = role;
    for line in &lines {
        let before = now;
        now = of_opening(&opening(text, *line), role, now);
        let own = labelled(text, *line, bracketed, numbered, now)
            .or_else(|| parallel_mark(text, *line, &parallel, now));
        let closes = own.as_ref().is_none_or(|m| m.level == 2);
        if closes && (now != before || (own.is_none() && breaks(text, *line))) {
            cut(&mut marks, line.start);
        }
        let body = match &own {
            Some(mark) => Span {
                start: (mark.heading.end + 1).min(line.end),
                end: line.end,
            },
            None => *line,
        };
        let in_section = own.is_some() || marks.last().is_some_and(|m| m.limit == usize::MAX);
        marks.extend(own);
        if in_section {
            leads(text, *line, body, now, &mut marks);
        }
    }
    nest(&marks, 2, span.end, path)
}

/// All marks made so far end at `at`.
fn cut(marks: &mut [Mark], at: usize) {
    for mark in marks.iter_mut().rev().take_while(|m| m.limit == usize::MAX) {
        mark.limit = at;
    }
}

/// A paragraph that no longer belongs to the section before it.
fn breaks(text: &Text, line: Span) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &["各位代表", "此外", "与此同时", "同时，", "回顾", "展望", "总结", "在总结", "在肯定", "我们也清醒", "为实现", "实现上述", "围绕实现"];
    WORDS.iter().any(|w| text.has(line.start, w))
}

fn labelled(text: &Text, line: Span, bracketed: bool, numbered: bool, role: Role) -> Option<Mark> {
    let label = label_at(text, line.start)?;
    let level = match label.family {
        Family::Bracket if numbered => 3,
        Family::Bracket => 2,
        Family::Ordinal | Family::Dash if role == Role::Problems => return None,
        Family::Ordinal | Family::Dash if !bracketed => 2,
        Family::Ordinal | Family::Dash | Family::Digit => 3,
        Family::Part if line.end - line.start <= LONGEST_PART => 2,
        Family::Part => return None,
    };
    let (heading, _) = first_sentence(
        text,
        Span {
            start: label.end,
            end: line.end,
        },
        LONGEST_SECTION,
    )?;
    let heading = Span {
        start: line.start,
        end: heading.end,
    };
    let title = title_of(
        text,
        Span {
            start: label.end,
            end: heading.end,
        },
    );
    Some(Mark {
        level,
        label: label.text,
        heading,
        title,
        role,
        limit: usize::MAX,
    })
}

/// First three code points with which at least three paragraphs of a part begin.
fn parallel_openings(text: &Text, lines: &[Span]) -> Vec<String> {
    let mut heads: Vec<String> = lines
        .iter()
        .filter(|l| label_at(text, l.start).is_none() && !text.has(l.start, "各位代表"))
        .filter(|l| first_sentence(text, **l, LONGEST_SECTION).is_some())
        .map(|l| {
            text.slice(Span {
                start: l.start,
                end: (l.start + 3).min(l.end),
            })
        })
        .collect();
    heads.sort();
    let mut out = Vec::new();
    for group in heads.chunk_by(|a, b| a == b) {
        let year_words = group[0].starts_with("这")
            || group[0].starts_with("五年")
            || group[0].starts_with("一年");
        if group.len() >= 3 && year_words {
            out.push(group[0].clone());
        }
    }
    out
}

fn parallel_mark(text: &Text, line: Span, parallel: &[String], role: Role) -> Option<Mark> {
    if !parallel.iter().any(|p| text.has(line.start, p)) {
        return None;
    }
    let (heading, _) = first_sentence(text, line, LONGEST_SECTION)?;
    let title = text.slice(heading);
    Some(Mark {
        level: 2,
        label: String::new(),
        heading,
        title,
        role,
        limit: usize::MAX,
    })
}

fn leads(text: &Text, line: Span, body: Span, role: Role, marks: &mut Vec<Mark>) {
    let review = matches!(role, Role::ReviewYear | Role::ReviewTerm);
    let found = if review && body.start > line.start {
        inside(text, body)
    } else if body.start == line.start {
        at_head(text, body).into_iter().collect()
    } else {
        Vec::new()
    };
    marks.extend(found.into_iter().map(|heading| Mark {
        level: 3,
        label: String::new(),
        heading,
        title: text.slice(heading),
        role,
        limit: usize::MAX,
    }));
}

fn nest(marks: &[Mark], level: u8, end: usize, path: &[String]) -> Vec<Section> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < marks.len() {
        let mark = &marks[i];
        let next = marks[i + 1..]
            .iter()
            .position(|m| m.level <= mark.level.max(level))
            .map_or(marks.len(), |n| i + 1 + n);
        let stop = marks
            .get(next)
            .map_or(end, |m| m.heading.start)
            .min(mark.limit)
            .min(end);
        let mut own = path.to_vec();
        own.push(if mark.label.is_empty() {
            mark.title.clone()
        } else {
            mark.label.clone()
        });
        let children = nest(&marks[i + 1..next], mark.level + 1, stop, &own);
        out.push(Section {
            level: mark.level,
            label: mark.label.clone(),
            title: mark.title.clone(),
            heading: mark.heading,
            span: Span {
                start: mark.heading.start,
                end: stop,
            },
            path: own,
            role: mark.role,
            children,
        });
        i = next;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(source: &str) -> Vec<(u8, Role, String)> {
        fn walk(sections: &[Section], out: &mut Vec<(u8, Role, String)>) {
            for s in sections {
                out.push((s.level, s.role, s.path.join("/")));
                walk(&s.children, out);
            }
        }
        let mut out = Vec::new();
        walk(&build(&Text::new(source)), &mut out);
        out
    }

    #[test]
    fn parts_without_numbers_hold_numbered_sections() {
        let source = "政府工作报告\n各位代表：\n过去五年工作回顾\n五年来，成绩很大。\n一、实力增强\n产值翻番，实力增强。\n二、民生改善\n很好，更好。\n2026年工作安排\n今年目标如下。\n一、扩大投资\n（一）抓项目。\n开工5个项目，竣工3个。\n二、改善民生\n新增学位，新增床位。\n";
        let want = [
            (1, Role::ReviewTerm, "过去五年工作回顾"),
            (2, Role::ReviewTerm, "过去五年工作回顾/一"),
            (2, Role::ReviewTerm, "过去五年工作回顾/二"),
            (1, Role::PlanYear, "2026年工作安排"),
            (2, Role::PlanYear, "2026年工作安排/一"),
            (3, Role::PlanYear, "2026年工作安排/一/（一）"),
            (2, Role::PlanYear, "2026年工作安排/二"),
        ];
        assert_eq!(shape(source), want.map(|(l, r, p)| (l, r, p.to_owned())));
    }

    #[test]
    fn an_annex_ends_the_body() {
        let source = "各位代表：\n一、2025年工作回顾\n好。\n二、2026年工作安排\n（一）抓项目。开工。\n附件1\n十件实事\n三、别的\n";
        let want = [
            (1, Role::ReviewYear, "一"),
            (1, Role::PlanYear, "二"),
            (2, Role::PlanYear, "二/（一）"),
            (1, Role::Annex, "附件"),
        ];
        assert_eq!(shape(source), want.map(|(l, r, p)| (l, r, p.to_owned())));
    }
}
