//! The glossary of an annex: terms, their explanations and their first use in the body.

use crate::{Role, Section, Span, Term, Text};

/// A term is at most this long, in code points.
const LONGEST_TERM: usize = 60;
#[rustfmt::skip]
const TITLES: &[&str] = &["名词解释", "名词注释", "名词说明", "用语解释", "用语说明", "注释", "有关用语", "词语解释", "名词术语"];

/// Reads the glossary; empty where the report has none.
pub fn read(text: &Text, sections: &[Section]) -> Vec<Term> {
    let Some(annex) = sections.iter().find(|s| s.role == Role::Annex) else {
        return Vec::new();
    };
    let lines: Vec<Span> = text
        .lines()
        .iter()
        .map(|l| text.trim(*l))
        .filter(|l| l.start >= annex.span.start && l.start < l.end)
        .collect();
    let title = lines
        .iter()
        .position(|l| l.end - l.start <= 40 && TITLES.iter().any(|t| text.contains(*l, t)));
    let Some(title) = title else {
        return Vec::new();
    };
    let mut out: Vec<Term> = Vec::new();
    for line in &lines[title + 1..] {
        if let Some((n, start)) = number_at(text, *line).filter(|(n, _)| *n == out.len() + 1) {
            out.extend(entry(
                text,
                n,
                Span {
                    start,
                    end: line.end,
                },
            ));
        } else if let Some(last) = out.last_mut() {
            extend(text, last, *line);
        }
    }
    for term in &mut out {
        term.first_use = first_use(text, &term.term, annex.span.start);
    }
    out
}

/// 12. or 12． or 12、 or ［12］ at the head of a line: the number and where the term begins.
fn number_at(text: &Text, line: Span) -> Option<(usize, usize)> {
    let chars = text.get(line);
    let open = usize::from(matches!(chars.first()?, '［' | '[' | '〔' | '（' | '('));
    let digits: String = chars[open..]
        .iter()
        .take(4)
        .take_while(|c| c.is_ascii_digit())
        .collect();
    let n = digits.parse().ok()?;
    let mut at = open + digits.len();
    let stop = chars.get(at)?;
    let fits = if open == 1 {
        matches!(stop, '］' | ']' | '〕' | '）' | ')')
    } else {
        matches!(stop, '.' | '．' | '、' | ' ')
    };
    if !fits {
        return None;
    }
    at += 1;
    at += chars[at..].iter().take_while(|c| c.is_whitespace()).count();
    (at < chars.len()).then_some((n, line.start + at))
}

fn entry(text: &Text, n: usize, span: Span) -> Option<Term> {
    let chars = text.get(span);
    let mut depth = 0;
    let colon = chars.iter().take(LONGEST_TERM).position(|c| {
        match c {
            '“' | '（' | '《' => depth += 1,
            '”' | '）' | '》' => depth -= 1,
            _ => {}
        }
        depth <= 0 && matches!(c, '：' | ':')
    })?;
    let term_span = text.trim(Span {
        start: span.start,
        end: span.start + colon,
    });
    let definition_span = text.trim(Span {
        start: span.start + colon + 1,
        end: span.end,
    });
    Some(Term {
        n,
        term: text.slice(term_span),
        definition: text.slice(definition_span),
        term_span,
        definition_span,
        first_use: None,
    })
}

/// A line without a number goes on with the explanation before it.
fn extend(text: &Text, term: &mut Term, line: Span) {
    let start = if term.definition.is_empty() {
        line.start
    } else {
        term.definition_span.start
    };
    term.definition_span = Span {
        start,
        end: line.end,
    };
    term.definition = text
        .slice(term.definition_span)
        .lines()
        .map(str::trim)
        .collect();
}

/// Where the body first uses the term: as written, else its quoted part.
fn first_use(text: &Text, term: &str, body_end: usize) -> Option<Span> {
    let quoted = term
        .find('“')
        .zip(term.find('”'))
        .filter(|(a, b)| a < b)
        .map(|(a, b)| &term[a..b + '”'.len_utf8()]);
    let trimmed = term
        .trim_end_matches(['。', '；'])
        .trim_end_matches("计划")
        .trim_end_matches("机制");
    [Some(term), quoted, Some(trimmed)]
        .into_iter()
        .flatten()
        .filter(|w| w.chars().count() >= 2)
        .find_map(|words| {
            let start = text.find(words, 0, body_end)?;
            Some(Span {
                start,
                end: start + words.chars().count(),
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_layouts_are_read() {
        let source = "各位代表\n一、2025年工作回顾\n推进“双环”建设。\n二、2026年工作安排\n好。\n附件\n名词解释\n1. “双环”：内环和外环。\n2.样点：\n一种\n说明。\n";
        let text = Text::new(source);
        let terms = read(&text, &crate::outline::outline(&text));
        assert_eq!(terms.len(), 2);
        assert_eq!(terms[0].term, "“双环”");
        assert_eq!(
            terms[0].first_use.map(|s| text.slice(s)).as_deref(),
            Some("“双环”")
        );
        assert_eq!(terms[1].definition, "一种说明。");
    }
}
