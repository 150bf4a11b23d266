//! The review of ten days, and the words of refusals.

use super::rules::{by, code, dec, give, meeting, now, period};
use crate::messages::MESSAGES;
use crate::*;
use indicator::Percent;
use jiff::civil::date;

const TUESDAY: jiff::civil::Date = date(2026, 11, 10);

#[test]
fn a_review_sets_promises_against_what_came() {
    let mut cmd = give(1, date(2026, 11, 17));
    cmd.expected = Some(Expected {
        period: period("2026-11"),
        low: dec("18"),
        middle: dec("20"),
        high: dec("22"),
        unit: "亿元".into(),
    });
    let office = by("office", TUESDAY);
    let (_, item) = assign(&meeting(), &[], &cmd, &office).unwrap();
    let xun = period("2026-11-X2");
    let known = date(2026, 11, 21);
    let items = [item];
    let of = |value: &'static str, came: Option<&'static str>| {
        draft(
            &items,
            xun,
            known,
            |_| Some(now(value)),
            |_, _| came.map(dec),
        )
        .unwrap()
    };
    let review = of("9", Some("25"));
    assert_eq!(
        (review.id.as_str(), review.sums.promises, review.sums.missed),
        ("2026-11-X2", 1, 1)
    );
    let line = &review.lines[0];
    assert_eq!(
        (line.error, line.error_percent),
        (Some(dec("5")), Some(Percent(dec("20"))))
    );
    assert_eq!(
        (review.sums.within, review.sums.mean_error),
        (0, Some(Percent(dec("20"))))
    );
    assert_eq!(of("10", Some("20")).sums.kept, 1);
    assert_eq!(of("10", Some("20")).sums.within, 1);
    assert_eq!(of("10", None).sums.mean_error, None);
    let unread = draft(&items, xun, known, |_| None, |_, _| None).unwrap();
    assert_eq!((unread.sums.unread, unread.lines[0].kept), (1, None));
    assert_eq!(
        draft(&items, period("2026-11-X3"), known, |_| None, |_, _| None)
            .unwrap()
            .lines,
        []
    );
    assert_eq!(
        code(draft(
            &items,
            period("2026-11"),
            known,
            |_| None,
            |_, _| None
        )),
        "not_ten_days"
    );

    let learned = IssueReview {
        learned: "提前备案".into(),
    };
    let late = by("office", known);
    assert_eq!(
        code(issue(
            review.clone(),
            &learned,
            &by("office", date(2026, 11, 20))
        )),
        "xun_not_over"
    );
    let blank = IssueReview {
        learned: " ".into(),
    };
    assert_eq!(code(issue(review.clone(), &blank, &late)), "required");
    let issued = issue(review, &learned, &late).unwrap();
    assert_eq!(code(issue(issued, &learned, &late)), "review_issued");
}

#[test]
fn every_refusal_has_its_words_and_every_word_its_refusal() {
    let sources = [
        include_str!("../item.rs"),
        include_str!("../sitting.rs"),
        include_str!("../ten_day.rs"),
    ]
    .concat();
    for (code, zh, en) in MESSAGES {
        assert!(!zh.is_empty() && !en.is_empty());
        let own = ["required", "text_too_long"].contains(code);
        assert!(
            own || sources.contains(&format!("\"{code}\"")),
            "{code} is never said"
        );
    }
    for part in sources.split("Refusal::").skip(1) {
        let Some((_, rest)) = part.split_once("(\"") else {
            continue;
        };
        let code = rest.split('"').next().unwrap();
        assert!(
            MESSAGES.iter().any(|(known, _, _)| *known == code),
            "{code} has no words"
        );
    }
}
