//! An action of the case's type.

use super::dispatch;
use super::evidence::{EvidenceIn, take};
use super::filer::Filer;
use super::ground::Ground;
use super::place_in::{self, PlaceIn};
use super::{step, values};
use crate::duty::in_force;
use crate::review::Versioned;
use crate::{App, AppError, Result};
use casework::{Act, Case, CaseType, Command};
use org::UnitCode;
use std::collections::BTreeMap;
use store::Loaded;

/// An action with what it needs, as given.
#[derive(Debug, Clone, Default)]
pub struct ActCmd {
    /// The action's key.
    pub action: String,
    /// Why.
    pub reason: Option<String>,
    /// Fields as typed, by key.
    pub gives: BTreeMap<String, String>,
    /// Code of the matter.
    pub matter: Option<String>,
    /// Grade.
    pub grade: Option<String>,
    /// Where.
    pub place: Option<PlaceIn>,
    /// The unit to send it to.
    pub unit: Option<String>,
    /// The entry of the duty list it rests on or cites.
    pub entry: Option<String>,
    /// Photographs and files.
    pub evidence: Vec<EvidenceIn>,
    /// How much longer, such as `3wd`.
    pub limit: Option<String>,
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

impl ActCmd {
    /// An action that needs nothing.
    pub fn of(action: &str) -> Self {
        Self {
            action: action.to_owned(),
            ..Self::default()
        }
    }
}

/// Does an action of the type, or asks for it where somebody has to allow it. A dispatch that the
/// duty list forbids is refused with the entry. Errors: `conflict.changed`, `duty.*`, those of
/// fields and evidence, and the refusals of `casework`.
pub async fn act(
    app: &App,
    who: &Filer<'_>,
    id: &str,
    expected: i64,
    cmd: ActCmd,
) -> Result<Versioned<Case>> {
    let case = step::load_at(app, who, id, expected).await?;
    let ground = Ground::new(app, who)?;
    let kind = ground
        .kind_of(&case.state)
        .cloned()
        .ok_or_else(|| AppError::not_found("案件类型", "case type"))?;
    let duties = in_force(app, calendar::civil_date(ground.now())).await?;
    let (act, writes) = ready(&ground, &case, &kind, cmd)?;
    let spec = kind.action(&act.action);
    let act = match spec {
        Some(spec) => dispatch::check(&duties, &ground, &case.state, spec, act)?,
        None => act,
    };
    let matter = act.matter.as_deref().or(case.state.matter.as_deref());
    let grade = act.grade.as_deref().or(case.state.grade.as_deref());
    let mut ground = Ground::about(ground, &duties, matter, grade);
    if spec.is_some_and(|s| s.effect == casework::Effect::Close) {
        ground.open_children = step::open_children(app, id).await?;
    }
    let label = spec.map_or("plain", |s| s.effect.code());
    let label = format!("case.{label}");
    let reason = act.reason.clone();
    let command = Command::Act(Box::new(act));
    step::finish(
        app,
        who,
        &ground,
        case,
        (&label, reason.as_deref()),
        &command,
        writes,
    )
    .await
}

fn ready(
    ground: &Ground,
    case: &Loaded<Case>,
    kind: &CaseType,
    cmd: ActCmd,
) -> Result<(Act, Vec<store::Write>)> {
    let given = |text: Option<String>| text.filter(|t| !t.trim().is_empty());
    // A form that shows what the case has sends it back: only what is new is said anew.
    let now = &case.state;
    let mut gives = values::read(kind, &cmd.gives)?;
    gives.retain(|key, value| now.fields.get(key) != Some(value));
    let place = cmd.place.as_ref().filter(|p| !p.is_empty());
    let place = place.filter(|p| !says_the_same(p, now));
    let day = calendar::civil_date(case.state.reported_at);
    let place = place
        .map(|p| place_in::resolve(ground.profile(), p, day))
        .transpose()?;
    let unit = given(cmd.unit).map(|code| parse_unit(&code)).transpose()?;
    let limit = given(cmd.limit).map(|text| {
        text.trim().parse().map_err(|e: calendar::CalendarError| {
            AppError::field("limit", "case.limit", e.to_string(), e.english())
        })
    });
    let (evidence, writes) = take(cmd.evidence, &ground.actor().who(), ground.now())?;
    let act = Act {
        action: cmd.action,
        reason: given(cmd.reason),
        gives,
        matter: given(cmd.matter).filter(|new| now.matter.as_ref() != Some(new)),
        grade: given(cmd.grade).filter(|new| now.grade.as_ref() != Some(new)),
        place,
        unit,
        entry: given(cmd.entry),
        evidence,
        limit: limit.transpose()?,
        text: given(cmd.text),
        solved: cmd.solved,
        treated_well: cmd.treated_well,
        score: cmd.score,
        reached: cmd.reached,
    };
    Ok((act, writes))
}

/// The address the case has, without coordinates that would say where more exactly.
fn says_the_same(place: &PlaceIn, case: &Case) -> bool {
    let now = case.place.as_ref().map(|now| now.address.as_str());
    place.lon.is_none() && place.lat.is_none() && now == Some(place.address.trim())
}

/// Reads a unit's code. Errors: `unit.unknown`.
pub(super) fn parse_unit(code: &str) -> Result<UnitCode> {
    UnitCode::parse(code.trim()).map_err(|_| {
        AppError::field(
            "unit",
            "unit.unknown",
            format!("没有代码为“{code}”的单位"),
            "No such unit",
        )
    })
}
