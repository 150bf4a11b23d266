//! What the public sees and does of its own case, by number and tracking code.

use super::act::{ActCmd, act};
use super::detail::clock_words;
use super::evidence::EvidenceIn;
use super::ground::Ground;
use super::note::add_info;
use super::{Filer, reach, reporter, step};
use crate::actor::Via;
use crate::district::unit_name;
use crate::review::Versioned;
use crate::{Actor, App, AppError, Kind, Result};
use casework::{Case, Effect, Offer, Phase, REPORTER, available};
use jiff::Timestamp;
use org::{Action, Resource, RoleSet};
use privacy::mask_text;
use serde::Serialize;
use store::Loaded;

/// One step of the way, for the public.
#[derive(Debug, Clone, Serialize)]
pub struct PublicStep {
    /// When.
    pub at: Timestamp,
    /// The state it came to, by its public name.
    pub state: String,
    /// The unit that acted.
    pub unit: Option<String>,
}

/// A case as its reporter sees it. Nothing of other people, of staff or of notes is in it.
#[derive(Debug, Clone, Serialize)]
pub struct Tracked {
    /// Id, for the actions of this module.
    pub id: String,
    /// Version for the next act.
    pub version: i64,
    /// Number.
    pub number: String,
    /// Name of the type.
    pub type_name: String,
    /// What it is about; personal data masked.
    pub title: String,
    /// The state by its public name.
    pub state: String,
    /// Part of the loop.
    pub phase: Phase,
    /// Where.
    pub address: String,
    /// When it was reported.
    pub reported_at: Timestamp,
    /// The way so far, the oldest first.
    pub steps: Vec<PublicStep>,
    /// The unit that handles it.
    pub handler: Option<String>,
    /// When the running clock is due; none where none runs.
    pub due: Option<Timestamp>,
    /// True where that is past.
    pub late: bool,
    /// True where it lies beyond the last notice of holidays.
    pub beyond_notice: bool,
    /// Why the clock stands still, if it does.
    pub paused: Option<String>,
    /// The latest answer; personal data masked.
    pub reply: Option<String>,
    /// What the reporter added.
    pub added: Vec<(Timestamp, String)>,
    /// Photographs: kind and hash.
    pub photos: Vec<(String, String)>,
    /// What the reporter may do now.
    pub offers: Vec<Offer>,
    /// True while words and photographs may be added.
    pub may_add: bool,
    /// What was said of it in this round: solved, treated well, score.
    pub rated: Option<(Option<bool>, Option<bool>, Option<u8>)>,
    /// When the latest answer was given.
    pub replied_at: Option<Timestamp>,
    /// What was said to all who reported the same.
    pub bulletins: Vec<(Timestamp, String)>,
}

/// The public as the journal names it.
pub fn public_actor(app: &App) -> Actor {
    Actor {
        person: REPORTER.to_owned(),
        name: "反映人".to_owned(),
        unit: app.root().clone(),
        roles: RoleSet::default(),
        oversees: vec![],
        via: Via::Token("public".to_owned()),
    }
}

/// Finds a case by its number and tracking code. A wrong number and a wrong code are told apart by
/// nobody. Errors: `not_found`.
async fn find(app: &App, number: &str, code: &str) -> Result<Loaded<Case>> {
    let missing = || {
        AppError::new(
            Kind::NotFound,
            "case.not_tracked",
            "没有找到：请核对案件编号和查询码",
            "No such case: check number and code",
        )
    };
    let hash = reporter::hash(app, code);
    let id = app.store().case_by_tracking(app.district(), &hash).await?;
    let case = step::load(app, &id.ok_or_else(missing)?).await?;
    let number = number.trim().to_ascii_uppercase();
    if case.state.number != number || case.state.anonymised_at.is_some() {
        return Err(missing());
    }
    Ok(case)
}

/// Shows a case to its reporter.
pub async fn track(app: &App, number: &str, code: &str) -> Result<Tracked> {
    let case = find(app, number, code).await?;
    shown(app, &Filer::Public, &case).await
}

/// With what was said to all who reported the same.
async fn shown(app: &App, who: &Filer<'_>, case: &Loaded<Case>) -> Result<Tracked> {
    let bulletins = crate::cluster::told_to(app, &case.state.id).await?;
    Ok(Tracked {
        bulletins,
        ..tracked(app, who, case)?
    })
}

/// Shows a case to the member of staff who filed it, as its reporter would see it. Errors:
/// `not_found`, also for a case that another filed.
pub(crate) async fn own(app: &App, actor: &Actor, id: &str) -> Result<Tracked> {
    let case = step::load(app, id).await?;
    if case.state.opened_by.person != actor.person {
        return Err(AppError::not_found("这个案件", "case"));
    }
    reach::require(app, actor, Action::View, Resource::Case, &case.state)?;
    shown(app, &Filer::Staff(actor), &case).await
}

pub(super) fn tracked(app: &App, who: &Filer<'_>, loaded: &Loaded<Case>) -> Result<Tracked> {
    let ground = Ground::new(app, who)?;
    let profile = app.profile();
    let case = &loaded.state;
    let kind = ground.kind_of(case);
    let public_name = |key: &str| {
        let state = kind.and_then(|k| k.state(key));
        state.map_or_else(|| key.to_owned(), |s| s.public_name.clone())
    };
    let mut steps: Vec<PublicStep> = vec![];
    for act in &case.acts {
        let state = public_name(&act.to);
        if steps.last().is_some_and(|last| last.state == state) {
            continue;
        }
        let unit = act.unit.as_ref();
        steps.push(PublicStep {
            at: act.at,
            state,
            unit: unit.map(|u| unit_name(&profile, u.as_str())),
        });
    }
    let running = case.running();
    let due = running.and_then(|run| run.due);
    let paused = clock_words(case);
    let me = ground.actor().person();
    let own = case.notes.iter().filter(|n| n.by.person == me);
    Ok(Tracked {
        id: case.id.clone(),
        version: loaded.seq,
        number: case.number.clone(),
        type_name: kind.map_or_else(|| case.case_type.clone(), |k| k.name.clone()),
        title: mask_text(&case.title),
        state: public_name(&case.state),
        phase: case.phase,
        address: case
            .place
            .as_ref()
            .map(|p| p.address.clone())
            .unwrap_or_default(),
        reported_at: case.reported_at,
        steps,
        handler: case
            .handler
            .as_ref()
            .map(|u| unit_name(&profile, u.as_str())),
        late: due.is_some_and(|due| ground.now() > due),
        due,
        beyond_notice: running.is_some_and(|run| run.beyond_notice),
        paused,
        reply: case.reply.as_ref().map(|r| mask_text(&r.text)),
        added: own.map(|n| (n.at, n.text.clone())).collect(),
        photos: case
            .evidence
            .iter()
            .filter(|e| e.file.mime.starts_with("image/"))
            .map(|e| (e.kind.clone(), e.file.sha256.clone()))
            .collect(),
        offers: available(case, &ground.context()),
        may_add: !case.is_ended(),
        rated: case
            .rating
            .as_ref()
            .map(|r| (r.solved, r.treated_well, r.score)),
        replied_at: case.reply.as_ref().map(|r| r.at),
        bulletins: vec![],
    })
}

/// Does an action that the type gives to the reporter.
pub async fn act_as_reporter(
    app: &App,
    (number, code): (&str, &str),
    expected: i64,
    cmd: ActCmd,
) -> Result<Versioned<Case>> {
    let case = find(app, number, code).await?;
    act(app, &Filer::Public, &case.state.id, expected, cmd).await
}

/// Adds words and photographs.
pub async fn add_info_as_reporter(
    app: &App,
    (number, code): (&str, &str),
    expected: i64,
    given: (&str, Vec<EvidenceIn>),
) -> Result<Versioned<Case>> {
    let case = find(app, number, code).await?;
    add_info(app, &Filer::Public, &case.state.id, expected, given).await
}

/// Two separate answers at the end: solved? treated well? With a score of 1 to 5 and words.
pub async fn confirm(
    app: &App,
    of: (&str, &str),
    expected: i64,
    (solved, treated_well, score, text): (Option<bool>, Option<bool>, Option<u8>, Option<String>),
) -> Result<Versioned<Case>> {
    let offer = offered(app, of, &[Effect::Rate]).await?;
    let cmd = ActCmd {
        solved,
        treated_well,
        score,
        text,
        ..ActCmd::of(&offer.action)
    };
    act_as_reporter(app, of, expected, cmd).await
}

/// It is not solved: done again, or opened again where it was closed. The reason is needed.
pub async fn dispute(
    app: &App,
    of: (&str, &str),
    expected: i64,
    reason: &str,
) -> Result<Versioned<Case>> {
    let offer = offered(app, of, &[Effect::Rework, Effect::Reopen]).await?;
    let cmd = ActCmd {
        reason: Some(reason.to_owned()),
        ..ActCmd::of(&offer.action)
    };
    act_as_reporter(app, of, expected, cmd).await
}

async fn offered(app: &App, (number, code): (&str, &str), effects: &[Effect]) -> Result<Offer> {
    let offers = track(app, number, code).await?.offers;
    let found = offers.into_iter().find(|o| effects.contains(&o.effect));
    found.ok_or_else(|| {
        AppError::new(
            Kind::Unprocessable,
            "case.not_offered",
            "案件目前的状态不能进行此操作",
            "The case cannot take this now",
        )
    })
}
