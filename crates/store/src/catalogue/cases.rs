//! Every list of cases that can be asked for.

use crate::DistrictId;
use crate::case::{
    Basis, Built, CaseDimension, CaseFilter, CaseOf, CaseOrder, CaseScope, CaseSort, CountAsk,
    CountBy, CountedFor, DueIn, Lacking, MapBox, Mark, Step, callers_query, clusters_query,
    counts_query, groups_query, incidents_query, list_query, meeting_query, number_query, of_query,
    open_query, points_query, sizes_query, sources_query, tally_query, window_query,
};

pub(super) fn all(here: &DistrictId) -> Vec<Built> {
    let mut built = Vec::new();
    for filter in filters() {
        for scope in scopes() {
            let filter = CaseFilter {
                scope,
                ..filter.clone()
            };
            lists(here, &filter, &mut built);
            built.push(points_query(here, &filter, 100).unwrap());
            built.push(clusters_query(here, &filter).unwrap());
            built.push(number_query(here, &filter, 100).unwrap());
            built.push(window_query(here, &filter, 10, 100).unwrap());
            built.push(meeting_query(here, &filter, &["1".into(), "2".into()]).unwrap());
        }
    }
    for by in [
        CaseDimension::Type,
        CaseDimension::State,
        CaseDimension::Phase,
        CaseDimension::Owner,
        CaseDimension::OwnerRole,
        CaseDimension::Handler,
        CaseDimension::Matter,
        CaseDimension::Subdistrict,
        CaseDimension::Community,
        CaseDimension::Grid,
        CaseDimension::Channel,
    ] {
        built.push(tally_query(here, &CaseFilter::default(), by).unwrap());
    }
    for scope in scopes() {
        for open in [None, Some(true), Some(false)] {
            built.push(incidents_query(here, &scope, open, None, 50).unwrap());
            let after = Some(r#"[1,"k"]"#);
            built.push(incidents_query(here, &scope, open, after, 50).unwrap());
        }
    }
    built.push(callers_query(here, &["1".into(), "2".into()], 1).unwrap());
    built.push(of_query(here, &["1".into(), "2".into()]).unwrap());
    built.push(sizes_query(here, &["1".into(), "2".into()]).unwrap());
    built.push(sources_query(here, "s", &["1".into(), "2".into()]).unwrap());
    built.push(groups_query(here, &["1".into(), "2".into()]).unwrap());
    for basis in [Basis::Reported, Basis::Due] {
        for by in [
            CountBy::All,
            CountBy::Unit,
            CountBy::Subdistrict,
            CountBy::Community,
            CountBy::Matter,
        ] {
            let asked = CountAsk {
                basis,
                by,
                types: vec!["t".to_owned()],
                from: jiff::civil::date(2026, 1, 1),
                to: jiff::civil::date(2026, 3, 4),
            };
            built.push(counts_query(here, &asked).unwrap());
        }
    }
    built.push(open_query(here, None).unwrap());
    built.push(open_query(here, Some(&["1".into(), "2".into()])).unwrap());
    built
}

fn lists(here: &DistrictId, filter: &CaseFilter, built: &mut Vec<Built>) {
    for by in [
        CaseSort::Reported,
        CaseSort::Due,
        CaseSort::Entered,
        CaseSort::Number,
    ] {
        let after = match by {
            CaseSort::Number => r#"["CG1","c"]"#,
            _ => r#"[1,"c"]"#,
        };
        for reversed in [false, true] {
            let order = CaseOrder { by, reversed };
            built.push(list_query(here, filter, order, None, 50).unwrap());
            built.push(list_query(here, filter, order, Some(after), 50).unwrap());
        }
    }
}

fn scopes() -> Vec<CaseScope> {
    let within = |units: &[&str], subdistricts: &[&str], communities: &[&str]| {
        let words = |codes: &[&str]| codes.iter().map(|&code| code.to_owned()).collect();
        CaseScope::Within {
            units: words(units),
            subdistricts: words(subdistricts),
            communities: words(communities),
        }
    };
    let many: Vec<String> = (0..50).map(|n| format!("u{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    vec![
        CaseScope::All,
        within(&[], &[], &[]),
        within(&["u1"], &[], &[]),
        within(&["u1", "u2"], &["s1"], &["c1", "c2"]),
        within(&many, &["s1"], &[]),
    ]
}

/// Nothing, everything, and open cases only.
fn filters() -> Vec<CaseFilter> {
    let two = || vec!["a".to_owned(), "b".to_owned()];
    let word = || Some("x".to_owned());
    let full = CaseFilter {
        scope: CaseScope::All,
        types: two(),
        filed_by: word(),
        version: Some(2),
        version_below: Some(3),
        states: two(),
        phases: two(),
        open: Some(false),
        matters: two(),
        grades: two(),
        of: vec![
            CaseOf::Matters {
                case_type: "t".to_owned(),
                matters: two(),
            },
            CaseOf::RestOf {
                case_type: "t".to_owned(),
                but: two(),
            },
        ],
        ids: two(),
        numbers: two(),
        moved_from: Some(1),
        moved_to: Some(2),
        channels: two(),
        subdistricts: two(),
        communities: two(),
        grids: two(),
        units: two(),
        owners: two(),
        owner_person: word(),
        owner_roles: two(),
        handlers: two(),
        counted_units: two(),
        counted_for: Some(CountedFor {
            commitment: "k".to_owned(),
            day: "2026-11-23".to_owned(),
        }),
        cluster: word(),
        lacking: Some(Lacking::Matter),
        parent: word(),
        overdue_at: None,
        due_before: None,
        due_after: None,
        paused: Some(true),
        reported_from: Some(1),
        reported_to: Some(2),
        entered_from: Some(1),
        entered_before: Some(2),
        closed_from: Some(1),
        closed_to: Some(2),
        called_in: Some((1, 2)),
        due_in: Some(DueIn {
            step: Step::Handle,
            from_ms: 1,
            to_ms: 2,
        }),
        late_at: Some((Step::Handle, 3)),
        marks: vec![Mark::Valid],
        without: vec![Mark::Voided],
        anonymised: Some(false),
        alarmed: true,
        number: word(),
        text: word(),
        inside: Some(MapBox {
            west: 113.2,
            south: 23.1,
            east: 113.21,
            north: 23.11,
        }),
    };
    let open = CaseFilter {
        open: Some(true),
        overdue_at: Some(1),
        due_before: Some(2),
        due_after: Some(0),
        ..CaseFilter::default()
    };
    let placeless = CaseFilter {
        open: Some(true),
        lacking: Some(Lacking::Point),
        reported_from: Some(1),
        reported_to: Some(2),
        ..CaseFilter::default()
    };
    vec![CaseFilter::default(), open, full, placeless]
}
