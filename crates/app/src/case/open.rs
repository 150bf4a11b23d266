//! A case comes into being: at the desk, on the street, by a deputy, from the public, from another
//! system.

use super::evidence::{EvidenceIn, take};
use super::filer::Filer;
use super::ground::Ground;
use super::place_in::{self, PlaceIn};
use super::reporter::{self, ReporterIn};
use super::values;
use crate::change_of::made;
use crate::duty::{InForce, in_force};
use crate::review::Versioned;
use crate::{App, AppError, Result, kinds};
use casework::{ActorRef, Case, CaseType, Channel, Command, Open, Source, decide, replay};
use duty::MatterCode;
use jiff::Timestamp;
use jiff::civil::Date;
use org::{Action, Resource};
use profile::Profile;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::Write;

/// Characters of the title where it is taken from the description.
const TITLE_CHARS: usize = 40;

/// Where a case comes from in another system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceIn {
    /// The system.
    pub system: String,
    /// Its number there.
    pub number: String,
}

/// A new case as given.
#[derive(Debug, Clone)]
pub struct OpenCmd {
    /// The type; empty: the matter's.
    pub case_type: String,
    /// How it comes in.
    pub channel: Channel,
    /// What another system calls it.
    pub source: Option<SourceIn>,
    /// In a line; empty: the matter's name and the place.
    pub title: String,
    /// Code of the matter.
    pub matter: Option<String>,
    /// Grade; none: what the catalogue says of the matter.
    pub grade: Option<String>,
    /// Fields as typed, by key.
    pub fields: BTreeMap<String, String>,
    /// Where.
    pub place: Option<PlaceIn>,
    /// Who reports; none: nobody to answer to.
    pub reporter: Option<ReporterIn>,
    /// Photographs and files.
    pub evidence: Vec<EvidenceIn>,
    /// The case it is a part of.
    pub parent: Option<String>,
    /// When it was reported; now, where none is named.
    pub reported_at: Option<Timestamp>,
}

impl OpenCmd {
    /// A case of a type by a channel, with nothing said yet.
    pub fn new(case_type: &str, channel: Channel) -> Self {
        Self {
            case_type: case_type.to_owned(),
            channel,
            source: None,
            title: String::new(),
            matter: None,
            grade: None,
            fields: BTreeMap::new(),
            place: None,
            reporter: None,
            evidence: vec![],
            parent: None,
            reported_at: None,
        }
    }
}

/// A case that was opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The case.
    pub case: Versioned<Case>,
    /// For the reporter alone: with it the case can be followed. Kept nowhere, shown once; none
    /// where nobody reports.
    pub tracking_code: Option<String>,
}

/// Opens a case. Errors: `auth.forbidden`, `case.type_missing`, `case.matter_unknown`,
/// `case.place`, `case.parent`, those of fields and evidence, and the refusals of `casework`.
pub async fn open(app: &App, who: &Filer<'_>, cmd: OpenCmd) -> Result<Opened> {
    if let Filer::Staff(actor) = who {
        app.require(
            actor,
            Action::Create,
            Resource::Case,
            &[actor.unit.as_str()],
        )?;
    }
    let ground = Ground::new(app, who)?;
    let today = calendar::civil_date(ground.now());
    let duties = in_force(app, today).await?;
    if let Some(parent) = &cmd.parent {
        let parent = super::step::load(app, parent).await?;
        super::reach::require_act(app, who, &parent.state)?;
        if parent.state.is_ended() {
            return Err(AppError::field(
                "parent",
                "case.parent",
                "主案件已办结，不能再拆分",
                "The parent case has ended",
            ));
        }
    }
    let profile = app.profile();
    let kind = kind_of(&profile, &duties, &cmd, today)?.0;
    let number = number(app, kind, today).await?;
    let (_, drafted) = draft(app, ground, &duties, cmd, number)?;
    let case = drafted.case;
    let change = made(kinds::CASE, &case.id, "case.open", &case);
    app.append_with(&who.actor(app), vec![change], vec![], drafted.writes)
        .await?;
    Ok(Opened {
        case: Versioned {
            version: 1,
            value: case,
        },
        tracking_code: drafted.code,
    })
}

/// A new case, decided and not yet stored.
pub(super) struct Drafted {
    pub case: Case,
    pub writes: Vec<Write>,
    /// For the reporter alone.
    pub code: Option<String>,
}

/// Decides a new case of a number; the ground comes back for the next one.
pub(super) fn draft(
    app: &App,
    ground: Ground,
    duties: &InForce,
    cmd: OpenCmd,
    number: String,
) -> Result<(Ground, Drafted)> {
    let today = calendar::civil_date(ground.now());
    let profile = ground.shared_profile();
    let (kind, matter, grade) = kind_of(&profile, duties, &cmd, today)?;
    let fields = values::read(kind, &cmd.fields)?;
    let reported = cmd.reported_at.unwrap_or_else(|| ground.now());
    let place = cmd.place.as_ref().filter(|p| !p.is_empty());
    let place = place
        .map(|p| place_in::resolve(&profile, p, calendar::civil_date(reported)))
        .transpose()?;
    let who_ref = ground.actor().who();
    let (evidence, mut writes) = take(cmd.evidence, &who_ref, ground.now())?;
    let ground = ground.about(duties, matter.as_deref(), grade.as_deref());
    let id = ground.context().new_id.to_owned();
    let given = cmd.reporter.or_else(|| {
        let public = *ground.actor() == ActorRef::Reporter;
        public.then(ReporterIn::default)
    });
    let ready = given.map(|r| reporter::seal(app, &id, &r)).transpose()?;
    let title = title(&cmd.title, duties, matter.as_deref(), &cmd.fields, kind);
    let open = Open {
        number,
        case_type: kind.id.clone(),
        channel: cmd.channel,
        source: cmd.source.map(|s| Source {
            system: s.system,
            number: s.number,
        }),
        title,
        matter,
        grade,
        fields,
        place,
        reporter: ready.as_ref().map(|r| r.reporter.clone()),
        evidence,
        parent: cmd.parent,
        reported_at: cmd.reported_at,
    };
    let events = decide(None, &Command::Open(Box::new(open)), &ground.context())?;
    let case = replay(None, &events).ok_or_else(|| AppError::not_found("这个案件", "case"))?;
    let code = ready.map(|r| {
        writes.extend(r.writes);
        r.code
    });
    Ok((ground, Drafted { case, writes, code }))
}

/// The type, matter and grade a case is opened with.
pub(super) fn kind_of<'g>(
    profile: &'g Profile,
    duties: &InForce,
    cmd: &OpenCmd,
    today: Date,
) -> Result<(&'g CaseType, Option<String>, Option<String>)> {
    let code = cmd.matter.as_deref().map(str::trim);
    let code = code.filter(|code| !code.is_empty());
    let matter = code
        .map(|code| {
            let parsed = MatterCode::parse(code).ok();
            parsed.and_then(|c| duties.matter(&c)).ok_or_else(|| {
                AppError::field(
                    "matter",
                    "case.matter_unknown",
                    format!("事项目录中没有“{code}”"),
                    "The catalogue has no such matter",
                )
            })
        })
        .transpose()?;
    let id = match (cmd.case_type.trim(), matter) {
        ("", Some(matter)) => matter.case_type.as_str(),
        (named, _) => named,
    };
    let kind = profile.case_types.current(id, today);
    let kind = kind.ok_or_else(|| {
        AppError::field(
            "case_type",
            "case.type_missing",
            "请选择事项或案件类型",
            "Choose a matter or a case type",
        )
    })?;
    let typed = cmd.grade.clone().filter(|g| !g.trim().is_empty());
    let usual = matter.map(|m| m.grade.clone());
    let usual = usual.filter(|g| kind.grades.iter().any(|known| known.key == *g));
    Ok((kind, matter.map(|m| m.code.to_string()), typed.or(usual)))
}

/// Prefix, civil day, and a number of that day.
async fn number(app: &App, kind: &CaseType, day: Date) -> Result<String> {
    let prefix = format!("{}{}", kind.prefix, day.strftime("%Y%m%d"));
    let taken = app
        .store()
        .take_case_numbers(app.district(), &prefix, 1)
        .await?;
    Ok(format!("{prefix}{taken:05}"))
}

fn title(
    typed: &str,
    duties: &InForce,
    matter: Option<&str>,
    fields: &BTreeMap<String, String>,
    kind: &CaseType,
) -> String {
    let typed = typed.trim();
    if !typed.is_empty() {
        return typed.to_owned();
    }
    let said = fields.get("description").map(|d| d.trim()).unwrap_or("");
    if !said.is_empty() {
        let line = said.lines().next().unwrap_or(said);
        return line.chars().take(TITLE_CHARS).collect();
    }
    let code = matter.and_then(|code| MatterCode::parse(code).ok());
    let named = code.and_then(|code| duties.matter(&code).map(|m| m.name.clone()));
    named.unwrap_or_else(|| kind.name.clone())
}
