//! The guide's example, taken from the guide as it stands, makes a type that works.

mod common;

use calendar::{Calendar, DutyHours, parse_instant};
use casework::{
    Act, ActorRef, Case, CaseEvidence, Channel, Command, Context, EvidenceRef, FieldValue, Open,
    Units, decide, replay,
};
use org::{Role, RoleSet, UnitCode};
use profile::Profile;
use std::collections::BTreeMap;
use std::fs;

/// The blocks marked `toml`, joined.
fn example() -> String {
    let guide = common::root().join("docs/adding-a-case-type.md");
    let guide = fs::read_to_string(guide).unwrap();
    let blocks = guide.split("```toml\n").skip(1);
    let blocks = blocks.filter_map(|rest| rest.split("```").next());
    blocks.collect::<Vec<_>>().join("\n")
}

struct District<'a>(&'a Profile);

impl Units for District<'_> {
    fn exists(&self, unit: &UnitCode) -> bool {
        self.0.directory.get(unit).is_some()
    }
    fn hours_of(&self, _: &UnitCode) -> String {
        self.0.district.default_duty_hours.clone()
    }
    fn duty(&self, name: &str) -> Option<DutyHours> {
        let known = self.0.district.duty_hours.contains_key(name);
        known.then(DutyHours::default)
    }
}

fn staff(person: &str, unit: &UnitCode, role: Role) -> ActorRef {
    ActorRef::Staff {
        person: person.into(),
        unit: unit.clone(),
        roles: RoleSet::new([role]).unwrap(),
    }
}

fn agreement() -> CaseEvidence {
    CaseEvidence {
        file: EvidenceRef {
            sha256: "0".repeat(64),
            name: "协议.pdf".into(),
            mime: "application/pdf".into(),
            size: 1,
        },
        kind: "agreement".into(),
        at: parse_instant("2026-11-23T10:00").unwrap(),
        by: ActorRef::System.who(),
        lon: None,
        lat: None,
        sealed_original: None,
        blackened: vec![],
        earlier_copies: vec![],
    }
}

#[test]
fn the_guides_example_walks_to_its_end() {
    let mut files = common::files("lanting");
    files.insert("case_types/dispute.toml".into(), example());
    let profile = Profile::parse(&files).unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(
        profile.case_types.get("dispute", 1).unwrap().name,
        "邻里纠纷"
    );

    let centre = UnitCode::parse("office").unwrap();
    let people = UnitCode::parse("people").unwrap();
    let calendar = Calendar::shipped().unwrap();
    let act = |action: &str| Act {
        action: action.into(),
        reason: Some("依职责".into()),
        ..Act::default()
    };
    let dispatcher = staff("d", &centre, Role::Dispatcher);
    let handler = staff("h", &people, Role::DepartmentClerk);
    let about = FieldValue::Choice("noise".into());
    let open = Command::Open(Box::new(Open {
        number: "JF2026112300001".into(),
        case_type: "dispute".into(),
        channel: Channel::Desk,
        source: None,
        title: "楼上噪声".into(),
        matter: None,
        grade: None,
        fields: BTreeMap::new(),
        place: None,
        reporter: None,
        evidence: Vec::new(),
        parent: None,
        reported_at: None,
    }));
    let steps = [
        (&dispatcher, open, "reported"),
        (
            &dispatcher,
            Command::Act(Box::new(Act {
                unit: Some(people.clone()),
                gives: BTreeMap::from([("about".into(), about)]),
                ..act("send")
            })),
            "mediating",
        ),
        (
            &handler,
            Command::Act(Box::new(Act {
                evidence: vec![agreement()],
                ..act("settled")
            })),
            "checking",
        ),
        (
            &staff("i", &centre, Role::Inspector),
            Command::Act(Box::new(act("kept"))),
            "checked",
        ),
        (&dispatcher, Command::Act(Box::new(act("file"))), "done"),
    ];
    let mut case: Option<Case> = None;
    for (actor, command, state) in steps {
        let ctx = Context {
            now: parse_instant("2026-11-23T10:00").unwrap(),
            actor,
            types: &profile.case_types,
            calendar: &calendar,
            centre: &centre,
            arbiter: &centre,
            units: &District(&profile),
            new_id: "one",
            matter_limit: None,
            open_children: 0,
        };
        let events = decide(case.as_ref(), &command, &ctx).unwrap_or_else(|why| panic!("{why}"));
        case = replay(case, &events);
        let case = case.as_ref().unwrap();
        assert_eq!(case.state, state);
        assert_eq!(casework::invariants(case, &profile.case_types), []);
    }
    let case = case.unwrap();
    let mediated = case.clocks.iter().find(|run| run.key == "mediate").unwrap();
    assert_eq!(
        mediated.limit.to_string(),
        "5wd",
        "the limit of the kind given"
    );
}

#[test]
fn the_guide_names_every_word_of_the_files() {
    let guide = fs::read_to_string(common::root().join("docs/adding-a-case-type.md")).unwrap();
    let said = |word: &str| guide.contains(&format!("`{word}`")) || guide.contains(word);
    let words = casework::Effect::ALL.iter().map(|word| word.code());
    let words = words
        .chain(casework::FieldType::ALL.iter().map(|word| word.code()))
        .chain(casework::ClosingRule::ALL.iter().map(|word| word.code()))
        .chain(casework::Channel::ALL.iter().map(|word| word.code()))
        .chain(casework::Phase::ALL.iter().map(|word| word.code()));
    let silent: Vec<_> = words.filter(|word| !said(word)).collect();
    assert!(silent.is_empty(), "{silent:?}");
}
