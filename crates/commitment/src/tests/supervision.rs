//! Supervision items.

use crate::supervision::{Answer, Close, Open, answer, close, follow_lead, open};
use crate::testing::{by, draft, issued};
use crate::{Commitment, Refusal, Supervision, SupervisionStatus, task_of};
use jiff::civil::date;
use light::{Rule, assess};

fn code<T: std::fmt::Debug>(result: Result<T, Refusal>) -> &'static str {
    result.unwrap_err().code
}

fn cmd() -> Open {
    let rule = Rule::default_of("std", 1, date(2026, 1, 1));
    let light = assess(&rule, &task_of(&issued()), &[], date(2026, 6, 1));
    Open {
        new_id: "s".into(),
        light_reason: light.reason,
        owner_unit: None,
        owner: None,
        due: date(2026, 6, 15),
        limit: None,
    }
}

fn opened() -> Supervision {
    open(&issued(), &[], &cmd(), &by("督", "office")).unwrap()
}

fn answered() -> Supervision {
    let text = Answer {
        text: "七月底前补齐".into(),
    };
    answer(&opened(), &text, &by("甲", "housing")).unwrap()
}

#[test]
fn an_item_falls_to_the_lead_and_keeps_the_reason_shown() {
    let item = opened();
    assert_eq!(
        (item.owner_unit.as_str(), item.status),
        ("housing", SupervisionStatus::Open)
    );
    assert!(item.light_reason.zh().contains("严重落后"));
}

#[test]
fn one_open_item_at_a_time() {
    let office = by("督", "office");
    assert_eq!(
        code(open(&issued(), &[opened()], &cmd(), &office)),
        "already_supervised"
    );
    let closed = close(
        &answered(),
        &Close {
            reason: "已补齐".into(),
        },
        &office,
    )
    .unwrap();
    assert!(open(&issued(), &[closed], &cmd(), &office).is_ok());
    assert_eq!(
        code(open(&draft("c", 1), &[], &cmd(), &office)),
        "not_issued"
    );
    let stranger = Open {
        owner_unit: Some("parks".into()),
        ..cmd()
    };
    assert_eq!(
        code(open(&issued(), &[], &stranger, &office)),
        "owner_not_on_commitment"
    );
    let past = Open {
        due: date(2026, 5, 31),
        limit: None,
        ..cmd()
    };
    assert_eq!(code(open(&issued(), &[], &past, &office)), "due_in_past");
}

#[test]
fn the_owner_answers_and_someone_else_closes() {
    let text = Answer { text: "x".into() };
    assert_eq!(
        code(answer(&opened(), &text, &by("水", "water"))),
        "not_the_owner"
    );
    let empty = Answer { text: " ".into() };
    assert_eq!(
        code(answer(&opened(), &empty, &by("甲", "housing"))),
        "required"
    );
    let done = Close {
        reason: "已补齐".into(),
    };
    assert_eq!(
        code(close(&opened(), &done, &by("督", "office"))),
        "not_answered"
    );
    assert_eq!(
        code(close(&answered(), &done, &by("甲", "office"))),
        "answerer_cannot_close"
    );
    assert_eq!(
        code(close(&answered(), &done, &by("乙", "housing"))),
        "owner_unit_cannot_close"
    );
    let no_reason = Close {
        reason: String::new(),
    };
    assert_eq!(
        code(close(&answered(), &no_reason, &by("督", "office"))),
        "reason_required"
    );
    let closed = close(&answered(), &done, &by("督", "office")).unwrap();
    assert_eq!(closed.status, SupervisionStatus::Closed);
    assert_eq!(
        code(close(&closed, &done, &by("督", "office"))),
        "supervision_closed"
    );
    assert_eq!(
        code(answer(&closed, &text, &by("甲", "housing"))),
        "supervision_closed"
    );
}

#[test]
fn an_item_follows_the_lead_and_keeps_its_day_and_answer() {
    let before = issued();
    let moved = Commitment {
        lead: Some("water".into()),
        supporting: vec!["housing".into()],
        ..before.clone()
    };
    let named = Supervision {
        owner: Some("甲".into()),
        ..answered()
    };
    let after = follow_lead(&named, &before, &moved).unwrap();
    assert_eq!((after.owner_unit.as_str(), after.owner), ("water", None));
    assert_eq!((after.due, after.answer), (named.due, named.answer.clone()));
    assert_eq!(follow_lead(&named, &before, &before), None);
    let closed = Supervision {
        status: SupervisionStatus::Closed,
        ..named.clone()
    };
    assert_eq!(follow_lead(&closed, &before, &moved), None);

    let helper = Supervision {
        owner_unit: "streets".into(),
        ..named
    };
    let helped = Commitment {
        supporting: vec!["streets".into()],
        ..before.clone()
    };
    let still = Commitment {
        lead: Some("water".into()),
        ..helped.clone()
    };
    assert_eq!(follow_lead(&helper, &helped, &still), None);
    let gone = follow_lead(&helper, &helped, &moved).unwrap();
    assert_eq!(gone.owner_unit, "water");
}
