//! Owner proposals for every clause of a reading.

use report::owners::{Owners, Proposal};
use report::{Reading, Section};

/// In the order of the clauses. The clauses of one section are asked together, so that neighbours
/// help a clause that says little.
pub(super) fn for_reading(owners: &Owners, reading: &Reading, text: &str) -> Vec<Vec<Proposal>> {
    let chars: Vec<char> = text.chars().collect();
    let words = |start: usize, end: usize| {
        chars
            .get(start..end)
            .unwrap_or_default()
            .iter()
            .collect::<String>()
    };
    let clauses: Vec<String> = reading
        .clauses
        .iter()
        .map(|c| words(c.span.start, c.span.end))
        .collect();
    let mut proposals = vec![];
    let mut at = 0;
    while at < clauses.len() {
        let section = &reading.clauses[at].section;
        let end = at
            + reading.clauses[at..]
                .iter()
                .take_while(|c| c.section == *section)
                .count();
        let titles = titles(&reading.sections, reading.clauses[at].span.start);
        let some: Vec<&str> = clauses[at..end].iter().map(String::as_str).collect();
        proposals.extend(owners.propose_section(&some, &titles));
        at = end;
    }
    proposals
}

/// Titles of the sections around a place, from the root.
fn titles(sections: &[Section], place: usize) -> Vec<&str> {
    let mut titles = vec![];
    let mut level = sections;
    while let Some(section) = level
        .iter()
        .find(|s| (s.span.start..s.span.end).contains(&place))
    {
        titles.push(section.title.as_str());
        level = &section.children;
    }
    titles
}
