//! Every combination of parts that the list queries can be built from.

use crate::ledger::{Dimension, Filter, Order, Sort, UnitRole, count_query, list_query};
use crate::states::commitment::brief_query;
use crate::value::Value;
use crate::{DistrictId, JournalFilter, RecordFilter, history, subject, value, worklist};

type Built = (String, Vec<Value>);

pub(super) fn all() -> Vec<Built> {
    let here = DistrictId::from("here");
    let mut built = ledger(&here);
    built.extend(journal(&here));
    built.extend(work(&here));
    built.extend(super::cases::all(&here));
    let mut params = value::params![&here, "kind"];
    params.extend([Value::from("a"), Value::from("b")]);
    built.push((subject::many(2), params));
    built
}

/// Each condition alone, and all of them together, under every sort, direction and dimension.
fn ledger(here: &DistrictId) -> Vec<Built> {
    let mut built = Vec::new();
    for filter in filters() {
        for by in [Sort::No, Sort::Due, Sort::Light, Sort::Lead] {
            for descending in [false, true] {
                let order = Order { by, descending };
                built.push(list_query(here, &filter, order, None, 50).unwrap());
                let after = match by {
                    Sort::No => r#"["r",1,"c"]"#,
                    Sort::Due => r#"["2026-01-01","c"]"#,
                    Sort::Light => r#"[0,"2026-01-01","c"]"#,
                    Sort::Lead => r#"["u",1,"c"]"#,
                };
                built.push(list_query(here, &filter, order, Some(after), 50).unwrap());
            }
        }
        built.push(brief_query(here, &filter).unwrap());
        for by in [
            Dimension::Colour,
            Dimension::Section,
            Dimension::Lead,
            Dimension::Unit,
            Dimension::Leader,
            Dimension::Kind,
            Dimension::Status,
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

fn journal(here: &DistrictId) -> Vec<Built> {
    let mut built = Vec::new();
    for bits in 0u8..32 {
        let word = |bit: u8| (bits & bit != 0).then(|| "x".to_owned());
        let filter = JournalFilter {
            kind: word(1),
            actor: word(2),
            action: word(4),
            from_ms: (bits & 8 != 0).then_some(1),
            to_ms: (bits & 8 != 0).then_some(2),
            newest_first: bits & 16 != 0,
        };
        built.push(history::page(here, 0, 50, &filter).unwrap());
        built.push(history::page(here, 7, 50, &filter).unwrap());
    }
    built
}

fn work(here: &DistrictId) -> Vec<Built> {
    let mut built = Vec::new();
    let after = Some(r#"["2026-01-01","id"]"#);
    for bits in 0u8..64 {
        let word = |bit: u8| (bits & bit != 0).then(|| "x".to_owned());
        let list = |bit: u8| word(bit).into_iter().collect::<Vec<_>>();
        let filter = RecordFilter {
            commitment: word(1),
            statuses: list(2),
            claimed_units: list(4),
            not_by: word(8),
            lead_units: list(16),
            leader: word(32),
        };
        built.push(worklist::records_query(here, &filter, None, 50).unwrap());
        built.push(worklist::records_query(here, &filter, after, 50).unwrap());
    }
    for bits in 0u8..8 {
        let commitment = (bits & 1 != 0).then_some("c");
        let list = |bit: u8| {
            if bits & bit != 0 {
                vec!["x".to_owned()]
            } else {
                Vec::new()
            }
        };
        let (statuses, units) = (list(2), list(4));
        built.push(
            worklist::requests_query(here, commitment, &statuses, &units, after, 50).unwrap(),
        );
        built.push(
            worklist::supervisions_query(here, commitment, &statuses, &units, after, 50).unwrap(),
        );
    }
    built.push(worklist::record_counts_query(here, &["c".to_owned()]).unwrap());
    built
}
