//! Derived indicators: what they may read, what they give, and the old value kept.

use super::support::{by, code, dec, entry, indicator, p, terms};
use crate::formula::{Facts, Formula, Operand, Origin, check, cycle, evaluate};
use crate::observation::{enter, enter_derived};
use crate::{Across, Cadence, Flow, Indicator, Price, Refusal};
use figure::{Decimal, Period};
use jiff::civil::date;
use proptest::prelude::*;

fn formula(text: &str) -> Formula {
    Formula::parse(text).unwrap()
}

fn facts(unit: &str) -> Facts {
    Facts {
        unit: unit.to_owned(),
        cadence: Some(Cadence::Month),
        flow: Flow::Cumulative,
        price: Some(Price::Nominal),
    }
}

fn known(operand: &Operand) -> Option<Facts> {
    let mut found = facts("亿元");
    match (operand.origin, operand.code.as_str()) {
        (Origin::Indicator, "online" | "retail") => {}
        (Origin::Indicator, "households") => found.unit = "户".to_owned(),
        (Origin::Indicator, "rate" | "other_rate") => found.unit = "%".to_owned(),
        (Origin::Indicator, "quarterly") => found.cadence = Some(Cadence::Quarter),
        (Origin::Indicator, "alone") => found.flow = Flow::Current,
        (Origin::Indicator, "real") => found.price = Some(Price::Real),
        (Origin::Case, "closed" | "all") => {
            (found.unit, found.cadence, found.price) = ("件".to_owned(), None, None);
        }
        _ => return None,
    }
    Some(found)
}

#[test]
fn units_periods_and_prices_are_checked() {
    let ok = |text: &str, unit: &str| check(&formula(text), &facts(unit), known);
    assert_eq!(ok("[online] / [retail] * 100", "%"), Ok(()));
    assert_eq!(
        ok(
            "([online] - [online@year_before]) / [retail@year_before] × 100",
            "%"
        ),
        Ok(())
    );
    assert_eq!(ok("[rate] - [other_rate]", "百分点"), Ok(()));
    assert_eq!(ok("[online] + [retail]", "亿元"), Ok(()));
    assert_eq!(ok("[retail] * [rate] / 100", "亿元"), Ok(()));
    assert_eq!(ok("[case.closed] / [case.all] * 100", "%"), Ok(()));
    assert_eq!(ok("[online] / [households] * [households]", "亿元"), Ok(()));
    let refused = |text: &str, unit: &str| code(ok(text, unit));
    assert_eq!(refused("[online] + [households]", "亿元"), "formula_units");
    assert_eq!(refused("[online] * [retail]", "亿元"), "formula_units");
    assert_eq!(refused("[online] / [households]", "亿元"), "formula_result");
    assert_eq!(refused("[online] / [retail]", "亿元"), "formula_result");
    assert_eq!(refused("[rate] - [other_rate]", "%"), "formula_result");
    assert_eq!(refused("[online] / [nothing]", "%"), "formula_unknown");
    assert_eq!(refused("[quarterly] / [retail]", "%"), "formula_cadence");
    assert_eq!(refused("[alone] / [retail]", "%"), "formula_flow");
    assert_eq!(refused("[real] / [retail]", "%"), "formula_price");
}

#[test]
fn what_cannot_be_read_says_where() {
    for text in [
        "[a] +",
        "([a]",
        "[a] [b]",
        "[a",
        "a + b",
        "[a] ++ [b]",
        "1..2 * [a]",
    ] {
        assert_eq!(code(Formula::parse(text)), "formula_unreadable", "{text}");
    }
    assert_eq!(code(Formula::parse("1 + 2")), "formula_without_operand");
    for text in ["[固投]", "[law.a]", "[a@tomorrow]", "[]"] {
        assert_eq!(code(Formula::parse(text)), "formula_operand", "{text}");
    }
    let deep = format!("{}[a]{}", "(".repeat(30), ")".repeat(30));
    assert_eq!(code(Formula::parse(&deep)), "formula_unreadable");
    assert_eq!(
        code(Formula::parse(&"[a]+".repeat(200))),
        "formula_too_long"
    );
}

#[test]
fn no_indicator_out_of_itself() {
    let of = |code: &str| match code {
        "b" => Some(formula("[c] * 2")),
        "c" => Some(formula("[d] + [b@before]")),
        "x" => Some(formula("[y]")),
        _ => None,
    };
    let found = cycle("a", &formula("[b] + [x]"), of).unwrap_err();
    assert_eq!(
        (found.code, found.arg("way")),
        ("formula_cycle", Some("a→b→c→b"))
    );
    assert_eq!(cycle("a", &formula("[x] + [y]"), of), Ok(()));
    assert_eq!(code(cycle("y", &formula("[x]"), of)), "formula_cycle");
}

#[test]
fn inputs_are_named_and_precedence_kept() {
    let read = |operand: &Operand, period: Period| -> Result<(Decimal, u32), Refusal> {
        let year = if period == p("2026-03") { "12" } else { "8" };
        Ok((
            if operand.code == "a" {
                dec(year)
            } else {
                dec("4")
            },
            2,
        ))
    };
    let found = evaluate(
        &formula("1 + [a] / [b] * 2 - [a@year_before]"),
        p("2026-03"),
        true,
        read,
    )
    .unwrap();
    assert_eq!(found.value, dec("-1"));
    let named: Vec<_> = found
        .inputs
        .iter()
        .map(|i| (i.operand.as_str(), i.period.to_string(), i.revision))
        .collect();
    assert_eq!(
        named,
        [
            ("a", "2026-03".to_owned(), 2),
            ("a@year_before", "2025-03".to_owned(), 2),
            ("b", "2026-03".to_owned(), 2),
        ]
    );
    let zero = |_: &Operand, _: Period| Ok((Decimal::ZERO, 1));
    assert_eq!(
        code(evaluate(&formula("1 / [a]"), p("2026-03"), true, zero)),
        "formula_by_zero"
    );
}

fn share() -> Indicator {
    let mut terms = terms("online_share");
    (terms.unit, terms.across) = ("%".to_owned(), Across::None);
    terms.formula = Some("[online] / [retail] * 100".to_owned());
    indicator(&terms)
}

#[test]
fn a_revised_input_makes_a_new_value_and_keeps_the_old() {
    let share = share();
    let (spring, summer) = (date(2026, 4, 20), date(2026, 7, 1));
    let reckon = |cell: Option<&crate::Cell>, online: &str, revision, day| {
        let read = |o: &Operand, _: Period| {
            let online = (dec(online), revision);
            Ok(if o.code == "online" {
                online
            } else {
                (dec("50"), 1)
            })
        };
        let found = evaluate(
            &formula("[online] / [retail] * 100"),
            p("2026-03"),
            true,
            read,
        )
        .unwrap();
        enter_derived(
            &share,
            cell,
            "whole",
            p("2026-03"),
            found.value,
            found.inputs,
            &by("system", day),
        )
    };
    let first = reckon(None, "10", 1, spring).unwrap();
    let second = reckon(Some(&first), "11", 2, summer).unwrap();
    assert_eq!(second.as_of(spring).unwrap().vintage.value, dec("20"));
    let now = second.as_of(summer).unwrap();
    assert_eq!(
        (now.vintage.value, now.revision, now.first),
        (dec("22"), 2, dec("20"))
    );
    assert_eq!(
        code(reckon(Some(&second), "11", 2, summer)),
        "nothing_changed"
    );
    let by_hand = enter(&share, None, &entry("2026-03", "20"), &by("wang", spring));
    assert_eq!(code(by_hand), "derived_by_formula");
    let plain = indicator(&terms("fai"));
    let wrong = enter_derived(
        &plain,
        None,
        "whole",
        p("2026-03"),
        dec("1"),
        vec![],
        &by("s", spring),
    );
    assert_eq!(code(wrong), "not_derived");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[\\[\\]a-z@.0-9+*/() -]{0,60}") {
        if let Ok(formula) = Formula::parse(&text) {
            prop_assert!(!formula.operands().is_empty());
        }
    }

    #[test]
    fn sums_and_products_as_written(a in -1000i64..1000, b in -1000i64..1000, c in 1i64..1000) {
        let read = |o: &Operand, _: Period| Ok((Decimal::from(match o.code.as_str() { "a" => a, "b" => b, _ => c }), 0));
        let got = evaluate(&formula("([a] - [b]) * [c] + [a] * 2"), p("2026-03"), true, read).unwrap();
        prop_assert_eq!(got.value, Decimal::from((a - b) * c + a * 2));
    }
}
