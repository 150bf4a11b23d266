//! What a record is found by: its terms, written with every change of it.
//!
//! Only what people see of it in lists and pages is taken in, with personal data in free text left out
//! as pages would mask it; who reported is sealed and stays out.

use super::case::units;
use super::field::inner;
use super::{DistrictId, Fields, RowOp};
use crate::kind;
use crate::search::PUT;
use crate::value::params;
use search::{Facet, number_terms, terms};
use serde_json::Value as Json;

/// Characters of one text that are taken in at most.
const TEXT_CHARS_MAX: usize = 2_000;
/// Remarks that are taken in, the latest.
const NOTES_MAX: usize = 20;

/// Terms of a record, and the number it is sorted by, falling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Indexed {
    pub sort_key: i64,
    pub terms: Vec<String>,
}

/// The kinds that are found.
pub(crate) const KINDS: [&str; 2] = [kind::CASE, kind::COMMITMENT];

/// The row operation of a state.
pub(crate) fn put(district: &DistrictId, kind: &str, id: &str, seq: i64, state: &Fields) -> RowOp {
    let Indexed { sort_key, terms } = indexed(kind, state);
    RowOp::new(
        &PUT,
        params![district, kind, id, sort_key, seq, line(&terms)],
    )
}

/// Terms as a row keeps them: parted and enclosed by blanks.
pub(crate) fn line(terms: &[String]) -> String {
    format!(" {} ", terms.join(" "))
}

/// What a state is found by.
pub(crate) fn indexed(kind: &str, state: &Fields) -> Indexed {
    let mut taken = Taken::default();
    let sort_key = match kind {
        kind::COMMITMENT => commitment(state, &mut taken),
        _ => case(state, &mut taken),
    };
    // Each text has given its terms in order: those that are sorted already are only merged.
    taken.0.sort();
    taken.0.dedup();
    Indexed {
        sort_key,
        terms: taken.0,
    }
}

fn case(state: &Fields, taken: &mut Taken) -> i64 {
    taken.number(state.get("number"));
    taken.number(inner(state, "source", "number"));
    taken.text(state.get("title"));
    for value in state
        .get("fields")
        .and_then(Json::as_object)
        .into_iter()
        .flatten()
    {
        taken.text(value.1.get("text"));
    }
    taken.text(inner(state, "place", "address"));
    let notes = list(state.get("notes"));
    for note in notes.iter().rev().take(NOTES_MAX) {
        taken.text(note.get("text"));
    }
    taken.text(inner_json(state.get("reply"), "text"));
    for unit in units(state).keys() {
        taken.facet(Facet::Unit, Some(unit));
    }
    for area in ["subdistrict", "community"] {
        taken.facet(
            Facet::Area,
            inner(state, "place", area).and_then(Json::as_str),
        );
    }
    let of = |name: &str| state.get(name).and_then(Json::as_str);
    taken.facet(Facet::Matter, of("matter"));
    taken.facet(Facet::Type, of("case_type"));
    taken.facet(Facet::State, of("state"));
    let ended = state.get("closed").is_some_and(|closed| !closed.is_null());
    taken.facet(Facet::Open, (!ended).then_some("1"));
    let reported = of("reported_at").and_then(|at| at.parse::<jiff::Timestamp>().ok());
    reported.map_or(0, |at| at.as_millisecond())
}

/// In the order of the report: the first has the greatest key.
fn commitment(state: &Fields, taken: &mut Taken) -> i64 {
    taken.text(state.get("title"));
    taken.text(state.get("text"));
    taken.text(inner(state, "source", "section_title"));
    let supporting = list(state.get("supporting")).iter();
    for unit in state.get("lead").into_iter().chain(supporting) {
        taken.facet(Facet::Unit, unit.as_str());
    }
    let of = |name: &str| state.get(name).and_then(Json::as_str);
    taken.facet(Facet::State, of("status"));
    taken.facet(Facet::Type, of("kind"));
    -state.get("no").and_then(Json::as_i64).unwrap_or(0)
}

#[derive(Default)]
struct Taken(Vec<String>);

impl Taken {
    fn text(&mut self, text: Option<&Json>) {
        let Some(text) = text.and_then(Json::as_str).filter(|text| !text.is_empty()) else {
            return;
        };
        self.0.extend(terms(&public(text)));
    }

    fn number(&mut self, number: Option<&Json>) {
        if let Some(number) = number.and_then(Json::as_str) {
            self.0.extend(number_terms(number));
        }
    }

    fn facet(&mut self, facet: Facet, code: Option<&str>) {
        self.0.extend(code.map(|code| facet.term(code)));
    }
}

/// The text without the personal data that can be found in it.
fn public(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().take(TEXT_CHARS_MAX).collect();
    let text: String = chars.iter().collect();
    for found in privacy::scan(&text) {
        if let Some(part) = chars.get_mut(found.span.start..found.span.end) {
            part.fill(' ');
        }
    }
    chars.into_iter().collect()
}

fn list(value: Option<&Json>) -> &[Json] {
    value.and_then(Json::as_array).map_or(&[], Vec::as_slice)
}

fn inner_json<'a>(value: Option<&'a Json>, name: &str) -> Option<&'a Json> {
    value.and_then(|value| value.get(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(state: Json) -> Vec<String> {
        let Json::Object(state) = state else {
            return vec![];
        };
        indexed(kind::CASE, &state).terms
    }

    #[test]
    fn words_numbers_and_codes_of_a_case_are_taken_in() {
        let terms = of(json!({
            "number": "CG20261123001", "source": { "system": "s", "number": "GZ-7" },
            "title": "井盖破损", "fields": { "description": { "text": "行人绊倒" }, "n": { "integer": 3 } },
            "place": { "address": "某街12号", "subdistrict": "s1", "community": null },
            "notes": [{ "text": "已围挡" }], "reply": { "text": "已更换" }, "matter": "m1",
            "owner": { "unit": "u1" }, "state": "handling", "reported_at": "2026-11-23T00:00:00Z",
        }));
        for wanted in [
            "ncg20261123001",
            "ngz7",
            "h井盖",
            "pjinggai",
            "h绊倒",
            "h围挡",
            "h更换",
            "u",
            "o1",
        ] {
            let there = terms
                .iter()
                .any(|t| t == wanted || wanted.len() == 1 && t.starts_with(wanted));
            assert!(there, "{wanted} in {terms:?}");
        }
    }

    #[test]
    fn personal_data_in_free_text_and_the_reporter_stay_out() {
        let terms = of(json!({
            "number": "CG1", "title": "联系人：欧阳小明，电话13812345678，路灯不亮",
            "reporter": { "sealed": "1.abc", "masked_name": "欧**", "masked_phone": "138****5678" },
        }));
        assert!(terms.contains(&"h路灯".to_owned()));
        for hidden in ["n13812345678", "h小明", "h欧阳", "nabc", "n138", "n5678"] {
            assert!(!terms.contains(&hidden.to_owned()), "{hidden} in {terms:?}");
        }
    }
}
