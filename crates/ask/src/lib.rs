//! 越有数 (F6-02): a question in Chinese becomes one query on the metric dictionary, or a refusal.
//!
//! A metric is an indicator, or a count, sum or rate of a register: projects, commitments, cases.
//! Every character of a question has to be accounted for: by a metric, a place, a unit, a time, a measure,
//! an order, a narrowing, or words that carry nothing. What is left over is a reason to refuse, because a number for
//! another question is worse than none. No language model takes part.

mod answer;
mod dictionary;
mod id;
mod lexicon;
mod messages;
mod query;
mod registers;
mod resolve;
mod span;
#[cfg(test)]
mod tests;
mod time;

pub use answer::{Answer, AnswerRow, Figures, Number, answer};
pub use dictionary::{Dictionary, Metric, Place, Value};
pub use id::{id_of, read_id};
pub use messages::{Messages, Refusal};
pub use query::{Facet, Filter, Measure, Narrowing, Note, Order, Query, Register, When, Where};
pub use registers::{Kept, cases, commitments, projects};

use jiff::civil::Date;
use lexicon::{Token, tokens};
use serde::Serialize;

/// Longest question, in code points.
pub const QUESTION_CHARS_MAX: usize = 80;

/// No answer, with the metrics that come nearest to what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// Why.
    pub refusal: Refusal,
    /// Names of the nearest metrics, at most five.
    pub nearest: Vec<String>,
}

/// Reads a question asked on a day. Errors: `question_empty`, `question_too_long`,
/// `not_a_figure_question`, `no_such_caliber`, `not_understood`, `place_not_here`, `ambiguous_metric`,
/// `one_at_a_time`, `measure_not_kept`, `no_sequential`, `not_by_place`, `not_by_unit`, `not_ranked`,
/// `unit_differs`, `period_not_kept`, `period_needed`, `period_unclear`, `two_periods`,
/// `period_in_future`, `period_not_over`, `order_unclear`, `flow_not_kept`, `short_name`,
/// `state_not_flow`, `forecast_of_year`, `no_people`.
pub fn ask(dictionary: &Dictionary, question: &str, today: Date) -> Result<Query, Refused> {
    let plain = |refusal| Refused {
        refusal,
        nearest: vec![],
    };
    let text: String = question.split_whitespace().collect::<String>();
    let text: String = text.chars().map(half_width).collect();
    if text.is_empty() {
        return Err(plain(Refusal::new("question_empty")));
    }
    if text.chars().count() > QUESTION_CHARS_MAX {
        let refusal = Refusal::new("question_too_long");
        return Err(plain(refusal.with("max", QUESTION_CHARS_MAX)));
    }
    let (found, rest) = tokens(dictionary, &text, today);
    if found.contains(&Token::Person) {
        return Err(plain(Refusal::new("no_people")));
    }
    if found.contains(&Token::NotAFigure) {
        return Err(plain(Refusal::new("not_a_figure_question")));
    }
    let nearest = |words: &str| dictionary.nearest(words);
    let named = found
        .iter()
        .any(|t| matches!(t, Token::Metric(_) | Token::Noun(_)));
    if let Some(words) = rest.first() {
        let code = match (is_place(words), named) {
            (true, true) => "place_not_here",
            (_, true) => "not_understood",
            (_, false) => "no_such_caliber",
        };
        let all = rest.join("、");
        let short = found.iter().filter_map(|token| match token {
            Token::Short(_, words) => Some(words.as_str()),
            _ => None,
        });
        let asked: String = rest.iter().map(String::as_str).chain(short).collect();
        return Err(Refused {
            nearest: nearest(if named { &text } else { &asked }),
            refusal: Refusal::new(code).with("words", all),
        });
    }
    resolve::resolve(dictionary, &found, today).map_err(|refusal| Refused {
        nearest: match refusal.code {
            "no_such_caliber" | "ambiguous_metric" => nearest(&text),
            _ => vec![],
        },
        refusal,
    })
}

/// Letters, digits and signs of full width as those of half width; the dash and the tilde stay.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5d}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// Words that name some other place.
fn is_place(words: &str) -> bool {
    [
        "区", "市", "省", "县", "镇", "街", "街道", "社区", "全国", "全市", "全省",
    ]
    .iter()
    .any(|end| words.ends_with(end))
}
