//! Paragraphs put together that a page break cut where it hardly shows: between two sentences, or
//! in a line too short to tell from a heading.
//!
//! Such a cut shows in two ways together: the text is cut at regular distances (its pages), and
//! one cut is missing where a line ends open, or where a paragraph starts that lacks the lead
//! sentence which its neighbours in the section all have.

use super::joins::{Break, may_go_on};
use super::lines::{self, Line, has_enumerator, is_sentence_mark};

/// Fewest page breaks from which a page's length can be told.
const FEWEST_BREAKS: usize = 5;
/// Most neighbours looked at on either side, in lines.
const LONGEST_SECTION: usize = 100;
/// Longest lead sentence, in characters.
const LONGEST_LEAD: usize = 24;

/// Joins paragraphs split by a page break between sentences. `breaks` are the joins already made.
/// Returns the number of joins.
pub(super) fn join_split_paragraphs(lines: &mut Vec<Line>, breaks: &[Break]) -> usize {
    let starts = line_starts(lines);
    let mut cuts: Vec<usize> = breaks
        .iter()
        .filter(|b| b.blank)
        .map(|b| starts[b.line] + b.offset)
        .collect();
    let Some(page) = page_length(&cuts) else {
        return 0;
    };
    cuts.insert(0, 0);
    cuts.extend(
        starts
            .last()
            .zip(lines.last())
            .map(|(start, line)| start + line.text.chars().count()),
    );
    let split: Vec<usize> = cuts
        .windows(2)
        .filter(|pair| (pair[1] - pair[0]) * 2 > page * 3)
        .flat_map(|pair| missing_cuts(lines, &starts, pair[0], pair[1], page))
        .collect();
    for &index in split.iter().rev() {
        let tail = lines.remove(index).text;
        lines::append(&mut lines[index - 1].text, &tail);
    }
    split.len()
}

/// Start of every line, in characters from the start of the text.
fn line_starts(lines: &[Line]) -> Vec<usize> {
    let mut at = 0;
    lines
        .iter()
        .map(|line| {
            let start = at;
            at += line.text.chars().count();
            start
        })
        .collect()
}

/// The median distance of the cuts when most lie that far apart, in characters.
fn page_length(cuts: &[usize]) -> Option<usize> {
    if cuts.len() < FEWEST_BREAKS {
        return None;
    }
    let mut gaps: Vec<usize> = cuts.windows(2).map(|pair| pair[1] - pair[0]).collect();
    gaps.sort_unstable();
    let median = gaps[gaps.len() / 2];
    let regular = gaps.iter().filter(|&&gap| is_page(gap, median)).count();
    (median > 0 && regular * 3 >= gaps.len() * 2).then_some(median)
}

/// Within an eighth of the page's length.
fn is_page(gap: usize, page: usize) -> bool {
    gap.abs_diff(page) * 8 <= page
}

/// Lines between two cuts that go on with the paragraph before them.
fn missing_cuts(
    lines: &[Line],
    starts: &[usize],
    from: usize,
    to: usize,
    page: usize,
) -> Vec<usize> {
    let first = starts.partition_point(|&start| start <= from).max(1);
    let end = starts.partition_point(|&start| start < to);
    (first..end)
        .filter(|&i| is_page(starts[i] - from, page) || is_page(to - starts[i], page))
        .filter(|&i| may_go_on(&lines[i - 1], &lines[i]) || lacks_lead_of_its_section(lines, i))
        .collect()
}

/// The line has no lead sentence though all others of its section have one, three at least.
fn lacks_lead_of_its_section(lines: &[Line], index: usize) -> bool {
    let heading = |line: &Line| has_enumerator(&line.text) || line.fixed;
    if heading(&lines[index]) || heading(&lines[index - 1]) || has_lead(&lines[index].text) {
        return false;
    }
    let before = lines[..index]
        .iter()
        .rev()
        .take_while(|l| !heading(l))
        .take(LONGEST_SECTION);
    let after = lines[index + 1..]
        .iter()
        .take_while(|l| !heading(l))
        .take(LONGEST_SECTION);
    let others: Vec<&Line> = before.chain(after).collect();
    others.len() >= 2 && others.iter().all(|l| has_lead(&l.text))
}

/// The paragraph opens with a short sentence without a comma.
fn has_lead(text: &str) -> bool {
    let lead = text.chars().take_while(|&c| !is_sentence_mark(c)).count();
    (2..=LONGEST_LEAD).contains(&lead)
        && text.chars().nth(lead) == Some('。')
        && text.chars().count() > lead + 1
}

#[cfg(test)]
mod tests {
    use super::super::joins::join_broken_sentences;
    use super::*;

    /// A paragraph of the given length in characters, with a lead sentence.
    fn paragraph(length: usize) -> String {
        let mut text = String::from("扩大有效投资。");
        while text.chars().count() < length {
            text.push_str("加快项目建设，形成实物工作量。");
        }
        text
    }

    fn paged(hidden: &str) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut add = |text: &str| {
            lines.push(Line {
                blank_before: true,
                ..Line::new(text)
            })
        };
        add("（一）扩大内需");
        for _ in 0..4 {
            add(&format!("{}加快", paragraph(290)));
            add("推进各项工作。");
        }
        add(&paragraph(280));
        add(hidden);
        add(&format!("{}加快", paragraph(230)));
        add("推进各项工作。");
        add(&format!("{}加快", paragraph(290)));
        add("推进各项工作。");
        lines
    }

    #[test]
    fn a_paragraph_split_between_sentences_is_whole_again() {
        let mut lines = paged("完善项目推介机制，鼓励民间投资参与建设。");
        let breaks = join_broken_sentences(&mut lines);
        assert_eq!(join_split_paragraphs(&mut lines, &breaks), 1);
        assert!(lines.iter().any(|l| l.text.contains("。完善项目推介机制")));
    }

    #[test]
    fn a_short_line_that_a_page_cut_is_whole_again() {
        let mut lines = paged("培育经营主体。完善项目推介机制，鼓励民间投资。");
        let whole = lines
            .iter()
            .position(|l| l.text.starts_with("培育"))
            .unwrap();
        lines.insert(
            whole,
            Line {
                blank_before: true,
                ..Line::new("福祉，增强活力。")
            },
        );
        lines.insert(
            whole,
            Line {
                blank_before: true,
                ..Line::new("聚焦民生")
            },
        );
        let breaks = join_broken_sentences(&mut lines);
        assert_eq!(join_split_paragraphs(&mut lines, &breaks), 1);
        assert!(lines.iter().any(|l| l.text == "聚焦民生福祉，增强活力。"));
    }

    #[test]
    fn a_paragraph_with_its_own_lead_stays() {
        let mut lines = paged("培育经营主体。完善项目推介机制，鼓励民间投资。");
        let breaks = join_broken_sentences(&mut lines);
        assert_eq!(join_split_paragraphs(&mut lines, &breaks), 0);
    }

    #[test]
    fn without_page_breaks_nothing_is_joined() {
        let mut lines = vec![
            Line::new("（一）内需"),
            Line::new(&paragraph(300)),
            Line::new("完善机制，鼓励投资。"),
            Line::new(&paragraph(300)),
        ];
        assert_eq!(join_split_paragraphs(&mut lines, &[]), 0);
    }
}
