//! Every combination of parts that the list queries can be built from.

use crate::ledger::{Dimension, Filter, UnitRole, count_query};
use crate::list::{
    Ask, BulletinFilter, DutyFilter, JournalFilter, Listed, PersonFilter, RecordFilter,
    RehearsedFilter, ReportFilter, RequestFilter, SupervisionFilter, TokenFilter, duty_counts,
};
use crate::select::Key;
use crate::states::commitment::brief_query;
use crate::value::Value;
use crate::{DistrictId, list, subject, value};

type Built = (String, Vec<Value>);

pub(super) fn all() -> Vec<Built> {
    let here = DistrictId::from("here");
    let mut built = ledger(&here);
    built.extend(narrow(&here));
    built.extend(super::cases::all(&here));
    built.extend(searches(&here));
    let mut params = value::params![&here, "kind"];
    params.extend([Value::from("a"), Value::from("b")]);
    built.push((subject::many(2), params));
    let ids = ["a".to_owned(), "b".to_owned()];
    built.push(crate::rehearsal::patches_query(&here, "case", &ids).unwrap());
    built
}

fn searches(here: &DistrictId) -> Vec<Built> {
    let words = ::search::Query::read("井盖 jg a-1", &::search::Aliases::default());
    let mut codes = ::search::Query::default();
    codes.also(["ua".to_owned(), "ub".to_owned()]);
    codes.also([]);
    let mut ask = crate::search::SearchAsk {
        kind: "case",
        words: &words,
        codes: &codes,
        from: None,
        to: None,
        after: None,
        limit: 50,
    };
    let mut built = vec![crate::search::blocks_query(here, &ask).unwrap()];
    (ask.from, ask.to, ask.after) = (Some(1), Some(9), Some((5, "x".to_owned())));
    built.push(crate::search::blocks_query(here, &ask).unwrap());
    built.push(crate::search::fresh_query(here, &ask).unwrap());
    built.push(crate::search::postings_query(here, "case", &words, &[1, 2]).unwrap());
    built.push(crate::search::postings_query(here, "case", &words, &[]).unwrap());
    built
}

/// Each condition alone, and all of them together, under every sort, direction and dimension.
fn ledger(here: &DistrictId) -> Vec<Built> {
    let mut built = Vec::new();
    for filter in filters() {
        built.extend(of(here, &filter));
        built.push(brief_query(here, &filter).unwrap());
        for by in [
            Dimension::Colour,
            Dimension::Section,
            Dimension::Lead,
            Dimension::Unit,
            Dimension::Leader,
            Dimension::Kind,
            Dimension::Status,
            Dimension::Report,
        ] {
            built.push(count_query(here, &filter, by).unwrap());
        }
    }
    built
}

fn filters() -> Vec<Filter> {
    let word = || Some("2026-01-01".to_owned());
    let two = || vec!["a".to_owned(), "b".to_owned()];
    let none = Filter::default;
    let mut filters = vec![
        none(),
        Filter {
            report: word(),
            ..none()
        },
        Filter {
            statuses: two(),
            ..none()
        },
        Filter {
            kinds: two(),
            ..none()
        },
        Filter {
            section: word(),
            ..none()
        },
        Filter {
            leaders: two(),
            ..none()
        },
        Filter {
            colours: two(),
            ..none()
        },
        Filter {
            due_after: word(),
            ..none()
        },
        Filter {
            due_before: word(),
            ..none()
        },
        Filter {
            open: true,
            ..none()
        },
        Filter {
            text: word(),
            ..none()
        },
        Filter {
            changed_since: word(),
            ..none()
        },
        Filter {
            changes_before: word(),
            ..none()
        },
    ];
    filters.push(Filter {
        within: two(),
        ..none()
    });
    for role in [UnitRole::Any, UnitRole::Lead, UnitRole::Supporting] {
        filters.push(Filter {
            units: two(),
            role,
            ..none()
        });
        filters.push(Filter {
            report: word(),
            statuses: two(),
            kinds: two(),
            section: word(),
            units: two(),
            role,
            within: two(),
            leaders: two(),
            colours: two(),
            due_after: word(),
            due_before: word(),
            open: true,
            text: word(),
            changed_since: word(),
            changes_before: word(),
        });
    }
    filters
}

/// A list under every sort and direction, from the first page and from a later one, and its count.
fn of<F: Listed>(here: &DistrictId, filter: &F) -> Vec<Built> {
    let mut built = vec![list::count_query(here, filter).unwrap()];
    for sorting in F::listing().sorts {
        let cells = sorting.keys.iter().map(|(_, key)| match key {
            Key::Number => serde_json::Value::from(1),
            Key::Text => serde_json::Value::from("2026-01-01"),
        });
        let cursor = serde_json::Value::Array(cells.collect()).to_string();
        for (reversed, after) in [(false, None), (true, None), (false, Some(cursor))] {
            let ask = Ask {
                sort: sorting.code.to_owned(),
                reversed,
                after,
                limit: 50,
            };
            built.push(list::list_query(here, filter, &ask).unwrap());
        }
    }
    built
}

/// Every other list with each condition and with none.
fn narrow(here: &DistrictId) -> Vec<Built> {
    let mut built = Vec::new();
    for bits in 0u16..256 {
        let has = |bit: u16| bits & bit != 0;
        let word = |bit: u16| has(bit).then(|| "x".to_owned());
        let some = |bit: u16| word(bit).into_iter().collect::<Vec<_>>();
        built.extend(of(
            here,
            &RecordFilter {
                commitment: word(1),
                statuses: some(2),
                kinds: some(4),
                units: some(8),
                not_by: word(16),
                not_for: word(32),
                within: some(64),
                text: word(128),
            },
        ));
        if bits >= 64 {
            continue;
        }
        built.extend(of(
            here,
            &SupervisionFilter {
                statuses: some(1),
                owners: some(2),
                due_before: word(4),
                late_on: word(8),
                within: some(16),
                text: word(32),
            },
        ));
        let duties = DutyFilter {
            unit: "u".to_owned(),
            soon: "2026-01-01".to_owned(),
            today: "2026-01-01".to_owned(),
            groups: has(1).then(|| "now".to_owned()).into_iter().collect(),
            role: word(2),
            colours: some(4),
            text: word(8),
        };
        built.push(duty_counts(here, &duties).unwrap());
        built.extend(of(here, &duties));
        if bits >= 32 {
            continue;
        }
        built.extend(of(
            here,
            &RehearsedFilter {
                rehearsal: "r".to_owned(),
                whats: some(1),
                units: some(2),
                to: some(4),
                open: has(8).then_some(true),
                text: word(16),
            },
        ));
        built.extend(of(
            here,
            &BulletinFilter {
                kinds: some(1),
                period: word(2),
                text: word(4),
            },
        ));
        built.extend(of(
            here,
            &PersonFilter {
                units: some(1),
                role: word(2),
                disabled: has(4).then_some(true),
                within: some(8),
                text: word(16),
            },
        ));
        built.extend(of(
            here,
            &JournalFilter {
                kind: word(1),
                actor: word(2),
                action: word(4),
                from_ms: has(8).then_some(1),
                to_ms: has(16).then_some(2),
            },
        ));
        if bits >= 16 {
            continue;
        }
        built.extend(of(
            here,
            &RequestFilter {
                statuses: some(1),
                units: some(2),
                within: some(4),
                text: word(8),
            },
        ));
        built.extend(of(
            here,
            &TokenFilter {
                units: some(1),
                revoked: has(2).then_some(has(1)),
                within: some(4),
                text: word(8),
            },
        ));
        built.extend(of(
            here,
            &ReportFilter {
                statuses: some(1),
                year: has(2).then_some(2026),
                text: word(4),
            },
        ));
    }
    built
}
