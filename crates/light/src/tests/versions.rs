//! Rule versions and the seam to files.

use super::day;
use crate::testing::{amount, dec, rule, task};
use crate::{Colour, Kind, ReasonCode, Rule, RuleBook};
use jiff::civil::date;

#[test]
fn the_rule_of_the_day_decides() {
    let mut strict = rule();
    strict.version = 2;
    strict.valid_from = day(5, 1);
    strict.green_gap_pp = dec("0");
    let book = RuleBook {
        rules: vec![
            strict,
            Rule {
                valid_from: day(2, 1),
                ..rule()
            },
        ],
    };
    let facts = [amount("30", day(2, 2))];
    let before = book.assess(&task("100"), &facts, day(4, 30));
    assert_eq!((before.rule_version, before.colour), (1, Colour::Green));
    assert_eq!(before.next_change, Some((day(5, 1), Colour::Yellow)));
    let after = book.assess(&task("100"), &facts, day(5, 1));
    assert_eq!((after.rule_version, after.colour), (2, Colour::Yellow));
    let none = book.assess(&task("100"), &facts, day(1, 31));
    assert_eq!(
        (none.colour, none.reason.code),
        (Colour::Grey, ReasonCode::NoRule)
    );
    assert_eq!(none.rule_version, 0);
    // The first rule comes on 1 February; 10 % of the year are over on the 6th.
    assert_eq!(none.next_change, Some((day(2, 6), Colour::Yellow)));
}

#[test]
fn on_equal_days_the_higher_version_is_in_force() {
    let second = Rule {
        version: 2,
        ..rule()
    };
    let book = RuleBook {
        rules: vec![second, rule()],
    };
    assert_eq!(book.on(date(2026, 1, 1)).unwrap().version, 2);
    assert_eq!(book.on(date(2019, 12, 31)), None);
}

#[test]
fn a_stance_is_never_judged() {
    let mut task = task("100");
    task.kind = Kind::Principle;
    let light = crate::assess(&rule(), &task, &[], date(2028, 1, 1));
    assert_eq!(
        (light.colour, light.reason.code),
        (Colour::Grey, ReasonCode::NotJudged)
    );
    assert_eq!(light.next_change, None);
}

#[test]
fn a_rule_in_a_file_needs_only_its_name_and_day() {
    let text = "id = 'std'\nversion = 1\nvalid_from = '2020-01-01'\n";
    let read: Rule = toml::from_str(text).unwrap();
    assert_eq!(read, rule());
}
