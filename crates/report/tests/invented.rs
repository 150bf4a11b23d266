//! Two reports of our own in the manner of districts and counties. Every figure stands in braces
//! with its value, unit, comparator, basis and kind: `{12个 12 个 eq level Y}`; `{= …}` reads the
//! value before it once more, for another measure. `[Q]`, `[M]`, `[C]` or `[P]` closes a clause of
//! that kind.

use report::{ClauseKind, FigureKind, ReadOptions, Reading, Span, Text, read};

/// A figure as expected or as read: place, value, unit, comparator, basis, kind.
type Row = (usize, usize, String);

fn fixture(marked: &str) -> (String, Vec<Row>) {
    let mut source = String::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut length = 0;
    for (i, piece) in marked.split(['{', '}']).enumerate() {
        if i % 2 == 0 {
            source.push_str(piece);
            length += piece.chars().count();
            continue;
        }
        let (words, facts) = piece.split_once(' ').expect("a marked figure");
        if words == "=" {
            let before = rows.last().expect("a value before").clone();
            rows.push((before.0, before.1, facts.to_owned()));
            continue;
        }
        source.push_str(words);
        let end = length + words.chars().count();
        rows.push((length, end, facts.to_owned()));
        length = end;
    }
    (source, rows)
}

fn rows(reading: &Reading) -> Vec<Row> {
    reading
        .figures
        .iter()
        .map(|f| {
            let kind = match f.kind {
                FigureKind::ResultYear => "y",
                FigureKind::ResultTerm => "t",
                FigureKind::TargetYear => "Y",
                FigureKind::TargetTerm => "T",
                FigureKind::Context => "c",
            };
            let hi = f.value_hi.map(|v| format!("~{}", v.normalize()));
            let facts = format!(
                "{}{} {} {} {} {kind}",
                f.value.normalize(),
                hi.unwrap_or_default(),
                f.unit,
                f.comparator.code(),
                f.basis.code()
            );
            (f.value_span.start, f.value_span.end, facts)
        })
        .collect()
}

/// The rows of `all` that are not in `some`, each counted as often as it stands.
fn without(all: &[Row], some: &[Row]) -> Vec<Row> {
    let mut rest = some.to_vec();
    all.iter()
        .filter(|r| match rest.iter().position(|s| s == *r) {
            Some(at) => {
                rest.swap_remove(at);
                false
            }
            None => true,
        })
        .cloned()
        .collect()
}

/// Takes the clause marks out: the text, and the words and kinds of the clauses marked.
fn clauses_marked(marked: &str) -> (String, Vec<(String, char)>) {
    let mut source = String::new();
    let mut clauses = Vec::new();
    for piece in marked.split_inclusive(']') {
        let Some((words, kind)) = piece.strip_suffix(']').and_then(|p| p.rsplit_once('[')) else {
            source.push_str(piece);
            continue;
        };
        let clause = words
            .rsplit(['，', '。', '；', '：', '\n', ']'])
            .next()
            .unwrap_or(words)
            .trim_start_matches('、');
        clauses.push((clause.to_owned(), kind.chars().next().unwrap_or('?')));
        source.push_str(words);
    }
    (source, clauses)
}

fn check(name: &str, marked: &str, year: i16) -> Reading {
    let (source, want) = fixture(marked);
    let reading = read(&source, &ReadOptions::default()).expect("a reading");
    let have = rows(&reading);
    let chars: Vec<char> = source.chars().collect();
    let show = |r: &Row| {
        let from = r.0.saturating_sub(12);
        let around: String = chars[from..r.1].iter().collect();
        format!("{around} = {}", r.2)
    };
    let missed: Vec<String> = without(&want, &have).iter().map(show).collect();
    let extra: Vec<String> = without(&have, &want).iter().map(show).collect();
    assert!(
        missed.is_empty() && extra.is_empty(),
        "{name}\nmissed\n  {}\nextra\n  {}",
        missed.join("\n  "),
        extra.join("\n  ")
    );
    assert_eq!(reading.year, year, "{name}");
    for f in &reading.figures {
        let deadline = match f.kind {
            FigureKind::TargetYear => Some(format!("{year}-12-31")),
            FigureKind::TargetTerm => Some(format!("{}-12-31", year + 4)),
            _ => None,
        };
        let explicit = f.deadline.as_deref() == Some(&format!("{year}-06-30"));
        assert!(explicit || f.deadline == deadline, "{name}: {f:?}");
    }
    reading
}

#[test]
fn a_district_with_ranges_hedges_and_shared_values() {
    check("district", include_str!("fixtures/district.txt"), 2026);
}

#[test]
fn a_county_in_half_width_signs_and_corner_quotes() {
    check("county", include_str!("fixtures/county.txt"), 2025);
}

fn check_with_clauses(name: &str, marked: &str, year: i16) {
    let (with_figures, want) = clauses_marked(marked);
    let reading = check(name, &with_figures, year);
    let want: Vec<(String, char)> = want
        .into_iter()
        .map(|(words, kind)| (fixture(&words).0, kind))
        .collect();
    let text = Text::new(&fixture(&with_figures).0);
    let have: Vec<(String, char)> = reading
        .clauses
        .iter()
        .map(|c| {
            let kind = match c.kind {
                ClauseKind::Quantified => 'Q',
                ClauseKind::Milestone => 'M',
                ClauseKind::Continuing => 'C',
                ClauseKind::Principle => 'P',
            };
            (text.slice(Span { ..c.span }), kind)
        })
        .collect();
    let missed: Vec<_> = want.iter().filter(|w| !have.contains(w)).collect();
    let extra: Vec<_> = have.iter().filter(|h| !want.contains(h)).collect();
    assert!(
        missed.is_empty() && extra.is_empty(),
        "{name} missed {missed:#?}\nextra {extra:#?}"
    );
}

#[test]
fn a_city_with_figures_and_clauses() {
    check_with_clauses("city", include_str!("fixtures/city.txt"), 2026);
}

#[test]
fn a_district_with_tasks_of_every_kind() {
    check_with_clauses("tasks", include_str!("fixtures/tasks.txt"), 2026);
}

#[test]
fn a_prefecture_with_lists_and_bases() {
    check("prefecture", include_str!("fixtures/prefecture.txt"), 2026);
}
