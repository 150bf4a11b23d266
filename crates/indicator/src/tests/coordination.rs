//! An item arises from a number and closes by a number, or by an explained miss.

use super::support::{by, code, dec, p};
use crate::coordination::*;
use crate::{Better, Percent};
use figure::Decimal;
use jiff::civil::{Date, date};

const TUESDAY: Date = date(2026, 11, 10);

fn gap() -> Gap {
    Gap {
        origin: Origin::Indicator,
        code: "fai".into(),
        place: "whole".into(),
        period: p("2026-10"),
        found: dec("8.2"),
        wanted: dec("10"),
        unit: "%".into(),
        better: Better::Higher,
    }
}

fn raised(id: &str, gap: Gap) -> Item {
    let cmd = Raise {
        new_id: id.into(),
        gap,
        by_itself: true,
    };
    raise(&[], &cmd, &by("wang", TUESDAY)).unwrap()
}

fn owned(item: &Item, due: Date) -> Item {
    let cmd = Act {
        unit: "发改".into(),
        owner: "zhao".into(),
        words: "推动三个项目入库".into(),
        due,
    };
    act(item, &cmd, &by("wang", TUESDAY)).unwrap()
}

#[test]
fn only_a_gap_raises_an_item_and_only_one() {
    let try_ = |others: &[Item], change: &dyn Fn(&mut Gap)| {
        let mut gap = gap();
        change(&mut gap);
        raise(
            others,
            &Raise {
                new_id: "b".into(),
                gap,
                by_itself: false,
            },
            &by("wang", TUESDAY),
        )
    };
    assert_eq!(code(try_(&[], &|g| g.found = dec("10"))), "gap_met");
    assert_eq!(code(try_(&[], &|g| g.better = Better::Neither)), "gap_side");
    assert_eq!(code(try_(&[], &|g| g.better = Better::Lower)), "gap_met");
    let first = raised("a", gap());
    assert_eq!(first.raised_by, None);
    assert_eq!(
        code(try_(std::slice::from_ref(&first), &|_| {})),
        "item_open_already"
    );
    assert!(try_(&[first], &|g| g.place = "wj".into()).is_ok());
}

#[test]
fn it_does_not_close_by_a_tick() {
    let item = raised("a", gap());
    let day = date(2026, 12, 15);
    let number = |value: &str| CloseByNumber {
        value: dec(value),
        period: p("2026-11"),
    };
    assert_eq!(
        code(close_by_number(&item, number("8.20"), &by("wang", day))),
        "number_unchanged"
    );
    assert_eq!(
        code(close_by_number(&item, number("9.9"), &by("wang", day))),
        "number_short"
    );
    let closed = close_by_number(&item, number("10.1"), &by("wang", day)).unwrap();
    assert!(closed.open_on(date(2026, 12, 14)) && !closed.open_on(day));
    assert_eq!(
        code(close_by_number(&closed, number("11"), &by("wang", day))),
        "item_closed"
    );
    let miss = |value: &str, learned: &str| CloseByMiss {
        value: dec(value),
        why: "两个项目延期开工".into(),
        learned: learned.into(),
    };
    assert_eq!(
        code(close_by_miss(&item, &miss("9", "x"), &by("wang", day))),
        "no_owner"
    );
    let item = owned(&item, date(2026, 12, 10));
    assert_eq!(
        code(close_by_miss(&item, &miss("9", "x"), &by("zhao", day))),
        "owner_cannot_explain_away"
    );
    assert_eq!(
        code(close_by_miss(
            &item,
            &miss("9", "x"),
            &by("wang", date(2026, 12, 10))
        )),
        "not_due_yet"
    );
    assert_eq!(
        code(close_by_miss(&item, &miss("10", "x"), &by("wang", day))),
        "number_reached"
    );
    assert_eq!(
        code(close_by_miss(&item, &miss("9", " "), &by("wang", day))),
        "required"
    );
    let closed = close_by_miss(&item, &miss("9", "提前一季备案"), &by("wang", day)).unwrap();
    assert_eq!(closed.ending.as_ref().map(Ending::value), Some(dec("9")));
    let json = serde_json::to_value(&closed).unwrap();
    assert_eq!(serde_json::from_value::<Item>(json).unwrap(), closed);
}

#[test]
fn only_the_owner_promises_and_not_for_the_past() {
    let item = raised("a", gap());
    let cmd = |due| Promise {
        value: dec("9.5"),
        due,
    };
    let soon = date(2026, 11, 17);
    assert_eq!(
        code(promise(&item, cmd(soon), &by("zhao", TUESDAY))),
        "no_owner"
    );
    let item = owned(&item, date(2026, 12, 10));
    assert_eq!(
        code(promise(&item, cmd(soon), &by("wang", TUESDAY))),
        "not_the_owner"
    );
    assert_eq!(
        code(promise(&item, cmd(date(2026, 11, 9)), &by("zhao", TUESDAY))),
        "due_in_past"
    );
    let late = Act {
        unit: "u".into(),
        owner: "z".into(),
        words: "w".into(),
        due: date(2026, 11, 9),
    };
    assert_eq!(code(act(&item, &late, &by("wang", TUESDAY))), "due_in_past");
    let mut item = item;
    for _ in 0..60 {
        item = promise(&item, cmd(soon), &by("zhao", TUESDAY)).unwrap();
    }
    assert_eq!(
        code(promise(&item, cmd(soon), &by("zhao", TUESDAY))),
        "changes_too_many"
    );
}

fn promised(id: &str, value: &str, due: Date) -> Item {
    let item = owned(&raised(id, gap()), date(2026, 11, 14));
    let cmd = Promise {
        value: dec(value),
        due,
    };
    promise(&item, cmd, &by("zhao", TUESDAY)).unwrap()
}

#[test]
fn the_agenda_opens_with_what_was_promised() {
    let number = CloseByNumber {
        value: dec("10"),
        period: p("2026-10"),
    };
    let done = close_by_number(
        &raised("done", gap()),
        number,
        &by("wang", date(2026, 11, 12)),
    );
    let items = [
        raised("new", gap()),
        owned(&raised("late", gap()), date(2026, 11, 14)),
        owned(&raised("going", gap()), date(2026, 12, 1)),
        promised("word", "9.5", date(2026, 11, 17)),
        promised("later", "9.5", date(2026, 11, 18)),
        done.unwrap(),
    ];
    let found = agenda(&items, TUESDAY, date(2026, 11, 17));
    assert_eq!(found.promised, ["word"]);
    assert_eq!(found.late, ["late", "later"]);
    assert_eq!(found.unowned, ["new"]);
    assert_eq!(found.under_way, ["going"]);
    assert_eq!(found.closed, ["done"]);
    assert_eq!(
        agenda(&items, date(2026, 11, 17), date(2026, 11, 24)).closed,
        Vec::<String>::new()
    );
}

#[test]
fn a_promise_of_an_earlier_week_is_not_heard_twice() {
    let item = promised("word", "9.5", date(2026, 11, 17));
    let next = agenda(&[item], date(2026, 11, 17), date(2026, 11, 24));
    assert_eq!(
        (next.promised, next.late),
        (vec![], vec!["word".to_owned()])
    );
}

#[test]
fn a_review_sets_promises_against_what_came() {
    let items = [
        promised("kept", "9.5", date(2026, 11, 17)),
        promised("missed", "10", date(2026, 11, 20)),
        promised("unread", "10", date(2026, 11, 18)),
        promised("outside", "10", date(2026, 11, 21)),
    ];
    let read = |item: &Item, day: Date| {
        assert_eq!(day, date(2026, 11, 20));
        match item.id.as_str() {
            "kept" => Some(dec("9.5")),
            "missed" => Some(dec("9")),
            _ => None,
        }
    };
    let found = review(&items, p("2026-11-X2"), read).unwrap();
    assert_eq!((found.lines.len(), found.kept), (3, 1));
    assert_eq!(found.lines[1].error, Some(Percent(dec("-10"))));
    assert_eq!(found.lines[0].error, Some(Percent(Decimal::ZERO)));
    assert_eq!((found.lines[2].came, found.lines[2].error), (None, None));
    assert_eq!(found.mean_error, Some(Percent(dec("5"))));
    assert_eq!(found.lines[0].action.as_deref(), Some("推动三个项目入库"));
    let empty = review(&[], p("2026-11-X2"), |_, _| None).unwrap();
    assert_eq!(empty.mean_error, None);
    assert_eq!(code(review(&[], p("2026-11"), |_, _| None)), "not_ten_days");
}
