//! What tests share: the types of the shipped profiles, a small district, people, a driver.

use crate::command::Act;
use crate::{
    ActorRef, Case, CaseEvidence, CaseType, CaseTypes, Channel, Command, Context, Event,
    EvidenceRef, FieldValue, Open, Place, Refusal, Units, decide, replay,
};
use calendar::{Calendar, DutyHours, parse_instant};
use jiff::Timestamp;
use org::{Role, RoleSet, UnitCode};
use std::collections::BTreeMap;

/// Folder and name of the shipped files.
pub const FILES: [(&str, &str, &str); 4] = [
    (
        "yuexiu",
        "city_management",
        include_str!("../../../../profiles/yuexiu/case_types/city_management.toml"),
    ),
    (
        "yuexiu",
        "appeal",
        include_str!("../../../../profiles/yuexiu/case_types/appeal.toml"),
    ),
    (
        "yuexiu",
        "deputy_snapshot",
        include_str!("../../../../profiles/yuexiu/case_types/deputy_snapshot.toml"),
    ),
    (
        "lanting",
        "tree_risk",
        include_str!("../../../../profiles/lanting/case_types/tree_risk.toml"),
    ),
];
pub const DUTY: [&str; 3] = ["office", "window", "always"];

pub fn file(id: &str) -> &'static str {
    FILES
        .iter()
        .find(|(_, name, _)| *name == id)
        .map(|(_, _, text)| *text)
        .unwrap()
}

pub fn parse(id: &str) -> CaseType {
    match CaseType::parse(&format!("{id}.toml"), file(id), &DUTY) {
        Ok(kind) => kind,
        Err(problems) => panic!("{problems:#?}"),
    }
}

pub fn types() -> CaseTypes {
    CaseTypes::new(FILES.iter().map(|(_, id, _)| parse(id)).collect()).unwrap()
}

pub fn unit(code: &str) -> UnitCode {
    UnitCode::parse(code).unwrap()
}

/// Units `centre`, `arbiter` and `u1` to `u5`, all in office hours.
pub struct District;

impl Units for District {
    fn exists(&self, unit: &UnitCode) -> bool {
        ["centre", "arbiter", "u1", "u2", "u3", "u4", "u5"].contains(&unit.as_str())
    }
    fn hours_of(&self, _: &UnitCode) -> String {
        "office".to_owned()
    }
    fn duty(&self, name: &str) -> Option<DutyHours> {
        DUTY.contains(&name).then(DutyHours::default)
    }
}

pub fn staff(person: &str, unit_code: &str, roles: &[Role]) -> ActorRef {
    ActorRef::Staff {
        person: person.to_owned(),
        unit: unit(unit_code),
        roles: RoleSet::new(roles.iter().copied()).unwrap(),
    }
}

/// Everybody a test may need, by name.
pub fn people() -> BTreeMap<&'static str, ActorRef> {
    BTreeMap::from([
        ("agent", staff("agent", "centre", &[Role::HotlineAgent])),
        ("clerk", staff("clerk", "centre", &[Role::CaseClerk])),
        ("lead", staff("lead", "centre", &[Role::ShiftLead])),
        ("sender", staff("sender", "centre", &[Role::Dispatcher])),
        (
            "inspector",
            staff("inspector", "centre", &[Role::Inspector]),
        ),
        ("grid", staff("grid", "u5", &[Role::GridWorker])),
        ("judge", staff("judge", "arbiter", &[Role::DistrictOffice])),
        ("deputy", staff("deputy", "u4", &[Role::Deputy])),
        ("h1", staff("h1", "u1", &[Role::DepartmentClerk])),
        ("h2", staff("h2", "u2", &[Role::SubdistrictClerk])),
        ("h3", staff("h3", "u3", &[Role::DepartmentClerk])),
        ("h4", staff("h4", "u4", &[Role::DepartmentClerk])),
        (
            "many",
            staff(
                "many",
                "u1",
                &[
                    Role::Inspector,
                    Role::Dispatcher,
                    Role::ShiftLead,
                    Role::CaseClerk,
                ],
            ),
        ),
        ("reporter", ActorRef::Reporter),
        ("system", ActorRef::System),
    ])
}

/// One case of a story, with its clock and its log.
pub struct Story {
    pub types: CaseTypes,
    pub calendar: Calendar,
    pub people: BTreeMap<&'static str, ActorRef>,
    pub now: Timestamp,
    pub case: Option<Case>,
    pub log: Vec<Event>,
    pub matter_limit: Option<calendar::Limit>,
    pub open_children: u32,
    next: u32,
}

impl Story {
    pub fn at(instant: &str) -> Self {
        Self {
            types: types(),
            calendar: Calendar::shipped().unwrap(),
            people: people(),
            now: parse_instant(instant).unwrap(),
            case: None,
            log: Vec::new(),
            matter_limit: None,
            open_children: 0,
            next: 0,
        }
    }

    pub fn go_to(&mut self, instant: &str) -> &mut Self {
        self.now = parse_instant(instant).unwrap();
        self
    }

    pub fn try_do(&mut self, who: &str, command: &Command) -> Result<Vec<Event>, Refusal> {
        self.next += 1;
        let id = format!("n{:06}", self.next);
        let (centre, arbiter) = (unit("centre"), unit("arbiter"));
        let ctx = Context {
            now: self.now,
            actor: &self.people[who],
            types: &self.types,
            calendar: &self.calendar,
            centre: &centre,
            arbiter: &arbiter,
            units: &District,
            new_id: &id,
            matter_limit: self.matter_limit,
            open_children: self.open_children,
        };
        let events = decide(self.case.as_ref(), command, &ctx)?;
        self.case = replay(self.case.take(), &events);
        self.log.extend(events.iter().cloned());
        Ok(events)
    }

    pub fn with<T>(&self, who: &str, ask: impl FnOnce(&Case, &Context<'_>) -> T) -> T {
        let (centre, arbiter) = (unit("centre"), unit("arbiter"));
        let ctx = Context {
            now: self.now,
            actor: &self.people[who],
            types: &self.types,
            calendar: &self.calendar,
            centre: &centre,
            arbiter: &arbiter,
            units: &District,
            new_id: "asked",
            matter_limit: self.matter_limit,
            open_children: self.open_children,
        };
        ask(self.case(), &ctx)
    }

    #[track_caller]
    pub fn does(&mut self, who: &str, command: Command) -> &mut Self {
        if let Err(refusal) = self.try_do(who, &command) {
            panic!("{}: {refusal}", refusal.code);
        }
        let broken = crate::invariants(self.case(), &self.types);
        assert!(broken.is_empty(), "{broken:?}");
        self
    }

    #[track_caller]
    pub fn acts(&mut self, who: &str, act: Act) -> &mut Self {
        self.does(who, Command::Act(Box::new(act)))
    }

    #[track_caller]
    pub fn refused(&mut self, who: &str, command: Command) -> Refusal {
        match self.try_do(who, &command) {
            Ok(events) => panic!("not refused: {events:?}"),
            Err(refusal) => refusal,
        }
    }

    #[track_caller]
    pub fn refuses(&mut self, who: &str, act: Act, code: &str) -> &mut Self {
        let refusal = self.refused(who, Command::Act(Box::new(act)));
        assert_eq!(refusal.code, code, "{refusal}");
        self
    }

    #[track_caller]
    pub fn approves(&mut self, who: &str, allow: bool) -> &mut Self {
        let id = self
            .case()
            .pending
            .as_ref()
            .expect("something waits")
            .id
            .clone();
        let reason = "已阅".to_owned();
        self.does(who, Command::Approve { id, allow, reason })
    }

    pub fn case(&self) -> &Case {
        self.case.as_ref().expect("a case")
    }

    #[track_caller]
    pub fn is(&mut self, state: &str) -> &mut Self {
        assert_eq!(self.case().state, state);
        self
    }
}

pub fn open(case_type: &str, channel: Channel) -> Command {
    let text = |words: &str| FieldValue::Text(words.to_owned());
    let mut fields = BTreeMap::new();
    if matches!(case_type, "appeal" | "deputy_snapshot") {
        fields.insert("description".to_owned(), text("路灯不亮"));
    }
    Command::Open(Box::new(Open {
        number: "CG2026112300001".to_owned(),
        case_type: case_type.to_owned(),
        channel,
        source: None,
        title: "井盖破损".to_owned(),
        matter: None,
        grade: None,
        fields,
        place: Some(place()),
        reporter: None,
        evidence: Vec::new(),
        parent: None,
        reported_at: None,
    }))
}

pub fn place() -> Place {
    Place {
        lon: Some(113.26),
        lat: Some(23.13),
        address: "某路口".to_owned(),
        grid: None,
        community: None,
        subdistrict: None,
        how: "map".to_owned(),
    }
}

pub fn act(action: &str) -> Act {
    Act {
        action: action.to_owned(),
        ..Act::default()
    }
}

pub fn photo(kind: &str, at: Timestamp) -> CaseEvidence {
    CaseEvidence {
        file: EvidenceRef {
            sha256: "0".repeat(64),
            name: "照片.jpg".to_owned(),
            mime: "image/jpeg".to_owned(),
            size: 1,
        },
        kind: kind.to_owned(),
        at,
        by: ActorRef::System.who(),
        lon: None,
        lat: None,
        sealed_original: None,
        blackened: vec![],
        earlier_copies: vec![],
    }
}

impl Act {
    pub(crate) fn because(mut self, reason: &str) -> Self {
        self.reason = Some(reason.to_owned());
        self
    }
    pub(crate) fn to(mut self, code: &str) -> Self {
        self.unit = Some(unit(code));
        self
    }
    pub(crate) fn citing(mut self, entry: &str) -> Self {
        self.entry = Some(entry.to_owned());
        self
    }
    pub(crate) fn saying(mut self, text: &str) -> Self {
        self.text = Some(text.to_owned());
        self
    }
    pub(crate) fn showing(mut self, kind: &str) -> Self {
        let at = parse_instant("2026-01-01T00:00").unwrap();
        self.evidence.push(photo(kind, at));
        self
    }
    pub(crate) fn giving(mut self, key: &str, value: FieldValue) -> Self {
        self.gives.insert(key.to_owned(), value);
        self
    }
    pub(crate) fn of(mut self, matter: &str, grade: &str) -> Self {
        self.matter = Some(matter.to_owned());
        self.grade = (!grade.is_empty()).then(|| grade.to_owned());
        self
    }
}
