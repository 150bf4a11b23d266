//! The id of an answer: the query in its one writing, and the instant up to which everything was known. It says
//! all that is needed to answer again, so that nothing has to be kept.

use super::query::Narrowing;
use super::{Facet, Filter, Measure, Note, Order, Query, Refusal, When, Where};
use figure::Period;
use indicator::Flow;
use jiff::Timestamp;

/// Longest id, in bytes.
const ID_BYTES_MAX: usize = 400;

/// The id of a query as known at an instant.
pub fn id_of(query: &Query, at: Timestamp) -> String {
    let mut id = query.to_string();
    for note in &query.notes {
        id.push_str(&format!(" +{}", note.code()));
    }
    format!("{id} @{}", at.as_millisecond())
}

/// Reads an id. Errors: `query_unknown` for what no answer ever had.
pub fn read_id(id: &str) -> Result<(Query, Timestamp), Refusal> {
    let unknown = || Refusal::new("query_unknown");
    let read = || {
        let short = id.len() <= ID_BYTES_MAX;
        let (line, at) = id.rsplit_once(" @").filter(|_| short)?;
        let at = Timestamp::from_millisecond(at.parse().ok()?).ok()?;
        let query = parse(line)?;
        // One writing: whatever reads as this query is written so.
        (id_of(&query, at) == id).then_some((query, at))
    };
    read().ok_or_else(unknown)
}

fn parse(line: &str) -> Option<Query> {
    let mut words = line.split(' ');
    let metric = words.next().filter(|code| !code.is_empty())?.to_owned();
    let measure = Measure::from_code(words.next()?)?;
    let when = when(words.next()?)?;
    let mut query = Query {
        metric,
        measure,
        when,
        place: Where::Whole,
        order: None,
        filter: None,
        flow: None,
        narrowed: vec![],
        stated: None,
        notes: vec![],
    };
    while let Some(word) = words.next() {
        match word {
            "at" => query.place = Where::Place(words.next()?.to_owned()),
            "of" => query.place = Where::Unit(words.next()?.to_owned()),
            "each" => query.place = Where::Each,
            "each-unit" => query.place = Where::EachUnit,
            "<0" => query.filter = Some(Filter::Negative),
            ">0" => query.filter = Some(Filter::Positive),
            word => more(&mut query, word)?,
        }
    }
    Some(query)
}

fn more(query: &mut Query, word: &str) -> Option<()> {
    for (end, largest_first) in [("top", true), ("bottom", false)] {
        if let Some(count) = word.strip_prefix(end) {
            let count = match count {
                "" => None,
                count => Some(count.parse().ok()?),
            };
            query.order = Some(Order {
                largest_first,
                count,
            });
            return Some(());
        }
    }
    if let Some(inside) = word.strip_prefix('[').and_then(|w| w.strip_suffix(']')) {
        let (facet, code) = inside.split_once('=')?;
        query.narrowed.push(Narrowing {
            facet: Facet::from_code(facet)?,
            code: code.to_owned(),
        });
    } else if let Some(note) = word.strip_prefix('+') {
        query.notes.push(Note::from_code(note)?);
    } else if let Some(count) = word.strip_prefix('n') {
        query.stated = Some(count.parse().ok()?);
    } else {
        query.flow = Some(Flow::from_code(word)?);
    }
    Some(())
}

fn when(word: &str) -> Option<When> {
    if word == "latest" {
        return Some(When::Latest);
    }
    if let Some(year) = word.strip_prefix("ytd-") {
        return Some(When::YearToDate(year.parse().ok()?));
    }
    let of = |code: &str| code.parse::<Period>().ok();
    match word.strip_prefix("<=") {
        Some(code) => Some(When::UpTo(of(code)?)),
        None => Some(When::Of(of(word)?)),
    }
}
