//! Every rule by example.

use crate::*;
use figure::{Decimal, Period};
use indicator::Better;
use jiff::civil::{Date, date};
use light::Colour;
use std::collections::BTreeSet;

const TUESDAY: Date = date(2026, 11, 10);

pub(super) fn by(unit: &str, today: Date) -> Context {
    Context {
        now: today.at(10, 0, 0, 0).in_tz("UTC").unwrap().timestamp(),
        today,
        actor: Party {
            person: format!("{unit}-1"),
            unit: unit.to_owned(),
        },
    }
}

pub(super) fn project(no: u8) -> Source {
    Source {
        origin: Origin::Project,
        id: format!("p{no}"),
        no: 0,
    }
}

pub(super) fn light_fact(no: u8) -> Candidate {
    Candidate {
        source: project(no),
        title: format!("示例项目{no}"),
        why_zh: "红灯".into(),
        why_en: "red".into(),
        measure: Measure::Light {
            found: Colour::Red,
            wanted: Colour::Yellow,
        },
        unit: Some("fagai".into()),
    }
}

pub(super) fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(super) fn period(code: &str) -> Period {
    code.parse().unwrap()
}

fn number_fact() -> Candidate {
    Candidate {
        source: Source {
            origin: Origin::Indicator,
            id: "fai".into(),
            no: 0,
        },
        title: "固定资产投资".into(),
        why_zh: "累计增长8.2%，目标10%".into(),
        why_en: "8.2%, target 10%".into(),
        measure: Measure::Number {
            found: dec("8.2"),
            period: period("2026-10"),
            wanted: dec("10"),
            unit: "%".into(),
            better: Better::Higher,
        },
        unit: None,
    }
}

pub(super) fn code<T: std::fmt::Debug>(done: Result<T, Refusal>) -> &'static str {
    done.unwrap_err().code
}

fn call(on: Date) -> Freeze {
    Freeze {
        id: format!("w{on}"),
        on,
        leave_out: BTreeSet::new(),
        why: String::new(),
    }
}

pub(super) fn give(no: u32, due: Date) -> Assign {
    Assign {
        no,
        new_id: format!("i{no}"),
        unit: "fagai".into(),
        words: "推动三个项目入库".into(),
        due,
        promised: None,
        expected: None,
    }
}

/// A meeting with a number and a light on it.
pub(super) fn meeting() -> Meeting {
    let lines = agenda(&[], &[number_fact(), light_fact(1)], TUESDAY);
    let done = freeze(None, lines, &[], &call(TUESDAY), &by("office", TUESDAY));
    done.unwrap().meeting
}

pub(super) fn now(value: &str) -> Reading {
    Reading::Number {
        value: dec(value),
        period: period("2026-11"),
    }
}

fn owned() -> Item {
    let due = date(2026, 11, 17);
    assign(&meeting(), &[], &give(1, due), &by("office", TUESDAY))
        .unwrap()
        .1
}

#[test]
fn each_line_gets_one_owner_an_action_and_a_day() {
    let office = by("office", TUESDAY);
    let meeting = meeting();
    assert_eq!(meeting.lines.len(), 2);
    let due = date(2026, 11, 17);
    assert_eq!(
        code(assign(&meeting, &[], &give(9, due), &office)),
        "no_such_line"
    );
    assert_eq!(
        code(assign(&meeting, &[], &give(1, TUESDAY), &office)),
        "due_not_later"
    );
    let with = |change: &dyn Fn(&mut Assign)| {
        let mut cmd = give(1, due);
        change(&mut cmd);
        assign(&meeting, &[], &cmd, &office)
    };
    assert_eq!(code(with(&|c| c.unit = " ".into())), "required");
    assert_eq!(code(with(&|c| c.words = String::new())), "required");
    assert_eq!(
        code(with(&|c| c.promised = Some(dec("8.2")))),
        "promise_no_better"
    );
    assert_eq!(
        code(with(&|c| (c.no, c.promised) = (2, Some(dec("1"))))),
        "promise_of_light"
    );
    let (decided, item) = with(&|c| c.promised = Some(dec("9"))).unwrap();
    assert_eq!((item.unit(), item.due()), ("fagai", Some(due)));
    assert_eq!(
        code(assign(
            &decided,
            std::slice::from_ref(&item),
            &give(1, due),
            &office
        )),
        "line_decided"
    );
    let chair = Minute {
        chair: "常务副区长".into(),
        words: String::new(),
    };
    let early = by("office", date(2026, 11, 9));
    assert_eq!(
        code(minute(&decided, &[], &chair, &early)),
        "meeting_to_come"
    );
    let refused = minute(&decided, &[], &chair, &office).unwrap_err();
    assert_eq!(
        (refused.code, refused.arg("nos")),
        ("lines_undecided", Some("2"))
    );
    let next = call(date(2026, 11, 17));
    let lines = || agenda(&[], &[light_fact(2)], next.on);
    assert_eq!(
        code(freeze(Some(&decided), lines(), &[], &next, &office)),
        "meeting_open"
    );
    let (decided, _) = assign(&decided, &[item], &give(2, due), &office).unwrap();
    let unchaired = Minute {
        chair: " ".into(),
        ..chair.clone()
    };
    assert_eq!(code(minute(&decided, &[], &unchaired, &office)), "required");
    let issued = minute(&decided, &[], &chair, &office).unwrap();
    assert_eq!(code(minute(&issued, &[], &chair, &office)), "minuted");
    assert_eq!(
        code(assign(&issued, &[], &give(2, due), &office)),
        "minuted"
    );
    assert_eq!(
        code(freeze(Some(&issued), lines(), &[], &call(TUESDAY), &office)),
        "meeting_not_later"
    );
    assert!(freeze(Some(&issued), lines(), &[], &next, &office).is_ok());
}

#[test]
fn an_item_ends_by_its_number_or_an_accepted_miss() {
    let item = owned();
    let after = date(2026, 11, 18);
    let (office, unit) = (by("office", after), by("fagai", after));
    assert_eq!(
        code(close_by_number(&item, now("9.9"), &office)),
        "measure_not_met"
    );
    assert_eq!(
        code(close_by_number(&item, item.measure.found(), &office)),
        "measure_not_met"
    );
    let light = Reading::Light {
        colour: Colour::Green,
    };
    assert_eq!(
        code(close_by_number(&item, light, &office)),
        "measure_not_met"
    );
    let ended = close_by_number(&item, now("10"), &office).unwrap();
    assert_eq!(ended.standing(), Standing::Changed);
    assert_eq!(
        code(close_by_number(&ended, now("11"), &office)),
        "item_closed"
    );

    let why = Explain {
        why: "两个项目延期".into(),
        learned: "提前一季备案".into(),
    };
    let at = |value: &str, ctx: &Context| explain(&item, &why, now(value), ctx);
    assert_eq!(code(at("9", &office)), "not_the_owner");
    assert_eq!(
        code(at("9", &by("fagai", date(2026, 11, 17)))),
        "not_due_yet"
    );
    assert_eq!(code(at("10", &unit)), "number_reached");
    let blank = Explain {
        learned: " ".into(),
        ..why.clone()
    };
    assert_eq!(code(explain(&item, &blank, now("9"), &unit)), "required");
    assert_eq!(
        code(answer(&item, (true, ""), now("9"), &office)),
        "not_explained"
    );
    let said = at("9", &unit).unwrap();
    assert_eq!(said.standing(), Standing::Explained);
    assert_eq!(
        code(explain(&said, &why, now("9"), &unit)),
        "explained_already"
    );
    assert_eq!(
        code(answer(&said, (true, ""), now("9"), &unit)),
        "own_explanation"
    );
    assert_eq!(
        code(answer(&said, (true, ""), now("10"), &office)),
        "number_reached"
    );
    assert_eq!(
        code(answer(&said, (false, " "), now("9"), &office)),
        "required"
    );
    let back = answer(&said, (false, "请写明何时备案"), now("9"), &office).unwrap();
    assert_eq!(back.standing(), Standing::Open);
    let missed = answer(&said, (true, ""), now("9"), &office).unwrap();
    assert_eq!(missed.standing(), Standing::Missed);
    let json = serde_json::to_value(&missed).unwrap();
    assert_eq!(serde_json::from_value::<Item>(json).unwrap(), missed);
}

#[test]
fn a_promised_number_is_the_stated_measure() {
    let mut cmd = give(1, date(2026, 11, 17));
    cmd.promised = Some(dec("9"));
    let office = by("office", TUESDAY);
    let (_, item) = assign(&meeting(), &[], &cmd, &office).unwrap();
    assert_eq!(
        code(close_by_number(&item, now("8.9"), &office)),
        "measure_not_met"
    );
    assert!(close_by_number(&item, now("9"), &office).is_ok());
    assert_eq!(item.measure.wanted_zh(item.promised()), "不低于9%");
}

#[test]
fn grey_says_nothing_and_a_solved_blocker_does() {
    let light = Measure::Light {
        found: Colour::Red,
        wanted: Colour::Yellow,
    };
    let met = |colour| light.met_by(&Reading::Light { colour }, None);
    assert_eq!(
        [Colour::Red, Colour::Grey, Colour::Yellow, Colour::Green].map(met),
        [false, false, true, true]
    );
    let blocker = Measure::Blocker { due: TUESDAY };
    assert!(!blocker.met_by(&Reading::Blocker { open: true }, None));
    assert!(blocker.met_by(&Reading::Blocker { open: false }, None));
}

#[test]
fn the_next_agenda_opens_with_what_was_promised() {
    let item = owned();
    let on = date(2026, 11, 17);
    let facts = [number_fact(), light_fact(1)];
    let lines = agenda(&[(item.clone(), Some(now("9")))], &facts, on);
    let shown: Vec<(Group, &str)> = lines
        .iter()
        .map(|l| (l.group, l.fact.title.as_str()))
        .collect();
    assert_eq!(
        shown,
        [(Group::Promised, "固定资产投资"), (Group::New, "示例项目1")]
    );
    assert_eq!(
        lines[0].fact.why_zh,
        "承诺2026-11-17前不低于10%，现为9%（2026年11月）"
    );
    let before = agenda(
        &[(item.clone(), Some(now("9")))],
        &facts,
        date(2026, 11, 16),
    );
    assert_eq!(
        before.len(),
        1,
        "under way, and its fact does not come twice"
    );
    // Left out are only new facts, with a reason.
    let office = by("office", on);
    let mut cmd = call(on);
    cmd.leave_out = [item.source.clone()].into();
    let items = [item];
    assert_eq!(
        code(freeze(None, lines.clone(), &items, &cmd, &office)),
        "promised_stays"
    );
    cmd.leave_out = [project(1)].into();
    assert_eq!(
        code(freeze(None, lines.clone(), &items, &cmd, &office)),
        "required"
    );
    cmd.why = "下周再议".into();
    let done = freeze(None, lines, &items, &cmd, &office).unwrap();
    assert_eq!(
        (done.meeting.lines.len(), done.meeting.left_out.len()),
        (1, 1)
    );
    assert_eq!(
        code(freeze(None, vec![], &items, &cmd, &office)),
        "agenda_empty"
    );
}

#[test]
fn a_number_that_came_ends_its_item_when_the_agenda_is_frozen() {
    let item = owned();
    let on = date(2026, 11, 17);
    let lines = agenda(&[(item.clone(), Some(now("10.5")))], &[], on);
    assert_eq!(lines[0].group, Group::Reached);
    let office = by("office", on);
    let done = freeze(None, lines, &[item], &call(on), &office).unwrap();
    assert_eq!(done.ended[0].standing(), Standing::Changed);
    assert!(done.meeting.undecided().next().is_none());
}

#[test]
fn an_explanation_is_answered_before_the_line_is_given_on() {
    let day = date(2026, 11, 24);
    let why = Explain {
        why: "a".into(),
        learned: "b".into(),
    };
    let said = explain(&owned(), &why, now("9"), &by("fagai", day)).unwrap();
    let lines = agenda(&[(said.clone(), Some(now("9")))], &[], day);
    assert_eq!(lines[0].group, Group::Explained);
    let office = by("office", day);
    let items = [said.clone()];
    let held = freeze(None, lines, &items, &call(day), &office)
        .unwrap()
        .meeting;
    let cmd = give(1, date(2026, 12, 1));
    assert_eq!(
        code(assign(&held, &items, &cmd, &office)),
        "explanation_waits"
    );
    let missed = [answer(&said, (true, "同意"), now("9"), &office).unwrap()];
    let chair = Minute {
        chair: "区长".into(),
        words: "抓紧".into(),
    };
    let minuted = minute(&held, &missed, &chair, &office).unwrap();
    assert!(matches!(
        minuted.lines[0].outcome,
        Some(Outcome::Missed { .. })
    ));
}
