//! What can be asked of a case, one file a family.

mod act;
mod approve;
mod check;
mod closing;
mod co_handle;
mod draft;
mod effect;
mod fields;
mod follow;
mod hand_over;
mod migrate;
mod open;
mod said;
mod system;
mod whistle;

pub(crate) use check::{may_act, may_decide};
pub(crate) use closing::holds as closing_holds;
use draft::Draft;
pub(crate) use fields::has;
pub use follow::{Following, follows_from, next_to_follow};

use crate::case::{
    Area, Carried, Case, CaseEvidence, EvidenceRef, FieldValue, Place, ReporterRef, Response,
    Source, Who,
};
use crate::case_type::Channel;
use crate::{Context, Event, Refusal};
use calendar::Limit;
use jiff::Timestamp;
use org::UnitCode;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A command.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// A new case.
    Open(Box<Open>),
    /// An action of its type.
    Act(Box<Act>),
    /// Decide what waits for approval.
    Approve {
        /// The approval.
        id: String,
        /// Yes or no.
        allow: bool,
        /// Why; needed for a no.
        reason: String,
    },
    /// The reporter (or the desk for the reporter) adds words and photographs.
    AddInfo {
        /// Words.
        text: String,
        /// Photographs.
        evidence: Vec<CaseEvidence>,
    },
    /// A remark.
    Note {
        /// Words.
        text: String,
        /// Persons named.
        mentions: Vec<String>,
    },
    /// Ask a unit to help.
    CoHandle {
        /// The unit.
        unit: UnitCode,
        /// What it is to do.
        task: String,
        /// How long it has; what the type says, where none is named.
        limit: Option<Limit>,
    },
    /// The helping unit has done its part.
    CoHandleDone {
        /// The part.
        id: String,
        /// What was done.
        result: String,
    },
    /// The asker takes the part back.
    CoHandleWithdraw {
        /// The part.
        id: String,
        /// Why.
        reason: String,
    },
    /// Call units to the place.
    Whistle {
        /// The units.
        units: Vec<UnitCode>,
        /// Why.
        reason: String,
        /// How long they have; what the type says, where none is named.
        limit: Option<Limit>,
    },
    /// A called unit has come.
    Arrive {
        /// The whistle.
        id: String,
    },
    /// A called unit says whether the whistle was needed.
    JudgeWhistle {
        /// The whistle.
        id: String,
        /// Whether it was.
        needed: bool,
        /// Why.
        reason: String,
    },
    /// The unit that whistled says how a called unit responded.
    JudgeResponse {
        /// The whistle.
        id: String,
        /// The unit.
        unit: UnitCode,
        /// How.
        response: Response,
    },
    /// Somebody else reported the same.
    JoinMeToo,
    /// Another case is handled in its place; or how far it followed that one.
    Carry(Carried),
    /// Do what was done to the case that is handled in its place.
    Follow(Box<Follow>),
    /// It is handled by itself again.
    Release,
    /// Hand over to a person of the owning unit, or to a unit that took the handler's place.
    HandOver {
        /// The unit, where it changes.
        unit: Option<UnitCode>,
        /// The person, where one takes it.
        person: Option<String>,
        /// Why.
        reason: String,
    },
    /// Move to another version of its type.
    Migrate {
        /// The version.
        to_version: u32,
    },
    /// Reckon the clocks anew, after a notice or rule changed.
    Recalculate,
    /// Raise what has become due: overstays, late clocks, missed whistles.
    Tick,
    /// Show others a copy of a photograph with areas blackened; the file as it came is sealed.
    Redact {
        /// Digest of the file that others see so far.
        sha256: String,
        /// The copy, drawn from the file as it came.
        copy: EvidenceRef,
        /// What is blackened in it; nothing, to show the whole picture again.
        areas: Vec<Area>,
    },
    /// Erase the reporter once the retention period is over.
    Anonymise {
        /// The free texts in the order of [`Case::texts`], without personal data.
        texts: Vec<String>,
    },
}

/// A new case.
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    /// Number as printed, made by the caller.
    pub number: String,
    /// The type; the version in force today is used.
    pub case_type: String,
    /// Where it comes from.
    pub channel: Channel,
    /// What another system calls it.
    pub source: Option<Source>,
    /// What it is about.
    pub title: String,
    /// Code of the matter.
    pub matter: Option<String>,
    /// Grade.
    pub grade: Option<String>,
    /// Values of fields.
    pub fields: BTreeMap<String, FieldValue>,
    /// Where it is.
    pub place: Option<Place>,
    /// Who reported it, sealed.
    pub reporter: Option<ReporterRef>,
    /// Photographs.
    pub evidence: Vec<CaseEvidence>,
    /// The case it is a part of.
    pub parent: Option<String>,
    /// When it was reported; now, where none is named, and never later.
    pub reported_at: Option<Timestamp>,
}

/// An action of the type with what it needs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Act {
    /// The action.
    pub action: String,
    /// Why.
    pub reason: Option<String>,
    /// Values of fields.
    pub gives: BTreeMap<String, FieldValue>,
    /// Code of the matter.
    pub matter: Option<String>,
    /// Grade.
    pub grade: Option<String>,
    /// Where it is.
    pub place: Option<Place>,
    /// The unit to send it to.
    pub unit: Option<UnitCode>,
    /// The entry of the duty list that it rests on or cites.
    pub entry: Option<String>,
    /// Photographs and files.
    pub evidence: Vec<CaseEvidence>,
    /// How much longer.
    pub limit: Option<Limit>,
    /// The answer in words.
    pub text: Option<String>,
    /// Was it solved?
    pub solved: Option<bool>,
    /// Was the reporter treated well?
    pub treated_well: Option<bool>,
    /// 1 to 5.
    pub score: Option<u8>,
    /// Whether anybody answered the call back.
    pub reached: Option<bool>,
}

/// An act of the leading case, to be followed.
#[derive(Debug, Clone, PartialEq)]
pub struct Follow {
    /// What.
    pub act: Act,
    /// Who did it there.
    pub by: Who,
    /// Who allowed it there.
    pub allowed_by: Option<Who>,
    /// The number of acts followed with it.
    pub done: u32,
}

/// Decides a command: the events that follow, or why not. `case` is none for [`Command::Open`]
/// alone. Errors: a refusal of the table in `messages.rs`.
pub fn decide(
    case: Option<&Case>,
    command: &Command,
    ctx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let case = match (case, command) {
        (None, Command::Open(open)) => return open::decide(open, ctx),
        (Some(_), Command::Open(_)) => return Err(Refusal::new("already_open")),
        (None, _) => return Err(Refusal::new("no_case")),
        (Some(case), _) => case,
    };
    let last = case.acts.last().map_or(case.reported_at, |step| step.at);
    if ctx.now < last {
        return Err(Refusal::new("out_of_order"));
    }
    let mut draft = Draft::of(case, ctx)?;
    match command {
        Command::Open(_) => {}
        Command::Act(act) => act::act(&mut draft, act, ctx)?,
        Command::Approve { id, allow, reason } => {
            approve::decide(&mut draft, id, *allow, reason, ctx)?;
        }
        Command::AddInfo { text, evidence } => said::add_info(&mut draft, text, evidence, ctx)?,
        Command::Note { text, mentions } => said::note(&mut draft, text, mentions, ctx)?,
        Command::JoinMeToo => said::join(&mut draft)?,
        Command::Carry(carried) => follow::carry(&mut draft, carried)?,
        Command::Follow(it) => follow::follow(&mut draft, it, ctx)?,
        Command::Release => follow::release(&mut draft),
        Command::CoHandle { unit, task, limit } => {
            co_handle::ask(&mut draft, unit, task, *limit, ctx)?;
        }
        Command::CoHandleDone { id, result } => co_handle::done(&mut draft, id, result, ctx)?,
        Command::CoHandleWithdraw { id, reason } => {
            co_handle::withdraw(&mut draft, id, reason, ctx)?;
        }
        Command::Whistle {
            units,
            reason,
            limit,
        } => whistle::call(&mut draft, units, reason, *limit, ctx)?,
        Command::Arrive { id } => whistle::arrive(&mut draft, id, ctx)?,
        Command::JudgeWhistle { id, needed, reason } => {
            whistle::judge_whistle(&mut draft, id, *needed, reason, ctx)?;
        }
        Command::JudgeResponse { id, unit, response } => {
            whistle::judge_response(&mut draft, id, unit, *response, ctx)?;
        }
        Command::HandOver {
            unit,
            person,
            reason,
        } => hand_over::decide(&mut draft, unit.as_ref(), person.as_deref(), reason, ctx)?,
        Command::Migrate { to_version } => migrate::decide(&mut draft, *to_version, ctx)?,
        Command::Recalculate => system::recalculate(&mut draft, ctx)?,
        Command::Tick => system::tick(&mut draft, ctx)?,
        Command::Redact {
            sha256,
            copy,
            areas,
        } => said::redact(&mut draft, sha256, copy, areas, ctx)?,
        Command::Anonymise { texts } => system::anonymise(&mut draft, texts, ctx)?,
    }
    Ok(draft.events)
}
