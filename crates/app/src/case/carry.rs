//! A case that is handled with the one that leads its incident (docs/decisions, clusters).

use super::filer::Filer;
use super::ground::Ground;
use super::step;
use crate::actor::Via;
use crate::change_of::changed;
use crate::duty::{InForce, in_force};
use crate::{Actor, App, Result, kinds};
use casework::{
    Carried, Case, Command, Following, SYSTEM, Who, decide, follows_from, next_to_follow, replay,
};
use org::RoleSet;
use store::{Change, Loaded};

/// Acts followed at a time; a case that has more behind it goes on in the next run.
const FOLLOWED_MAX: usize = 60;

/// The change by which a case is handled with the leading one; none where it has ended, belongs to
/// another case, or is of another type, so that it goes its own way.
pub(crate) fn carried(
    app: &App,
    lead: &Case,
    case: &Loaded<Case>,
    cluster: &str,
) -> Result<Option<Change>> {
    let from = follows_from(lead, &case.state);
    let (Some(done), false, None) = (from, case.state.is_ended(), &case.state.parent) else {
        return Ok(None);
    };
    if lead.id == case.state.id || lead.is_ended() {
        return Ok(None);
    }
    let ground = Ground::new(app, &Filer::System)?;
    let command = Command::Carry(Carried {
        cluster: cluster.to_owned(),
        done,
        stuck: None,
    });
    let events = decide(Some(&case.state), &command, &ground.context())?;
    let after = replay(Some(case.state.clone()), &events);
    Ok(after.map(|after| changed(case, "case.carried", None, &after)))
}

/// A case is handled by itself again. Errors: `not_found`.
pub(crate) async fn release(app: &App, actor: &Actor, id: &str, reason: &str) -> Result<()> {
    let mut tries = 0;
    loop {
        let case = step::load(app, id).await?;
        let ground = Ground::new(app, &Filer::System)?;
        let label = ("case.released", Some(reason));
        let who = Filer::Staff(actor);
        let done = step::finish(app, &who, &ground, case, label, &Command::Release, vec![]).await;
        match done {
            Err(error) if error.current_version().is_some() && tries < 5 => tries += 1,
            other => return other.map(|_| ()),
        }
    }
}

/// Does to a carried case what was done to the leading one since; says how many acts. One that cannot
/// follow is marked, so that it shows in lists by itself, and why. Errors: `conflict.changed` where somebody
/// changed the case meanwhile; what it followed until then stands.
pub(crate) async fn level(app: &App, lead: &Case, mut case: Loaded<Case>) -> Result<usize> {
    let duties = in_force(app, app.today()).await?;
    let types = &app.profile().case_types;
    for followed in 0..FOLLOWED_MAX {
        let next = next_to_follow(lead, &case.state, types);
        let Some(carried) = case.state.carried.clone() else {
            return Ok(followed);
        };
        let set = |done: u32, stuck: Option<&str>| {
            Command::Carry(Carried {
                done,
                stuck: stuck.map(str::to_owned),
                ..carried.clone()
            })
        };
        let (who, command) = match next {
            Following::Level => return Ok(followed),
            Following::Pass(done) => (None, set(done, None)),
            Following::Stuck(done) => (None, set(done, Some("elsewhere"))),
            Following::Act(it) => (Some(it.by.clone()), Command::Follow(it)),
        };
        let done = carried.done;
        case = match act(app, &duties, &case, who, &command).await {
            Ok(after) => after,
            Err(error) if error.current_version().is_some() => return Err(error),
            Err(error) => {
                tracing::info!(case = case.state.number, %error, "a carried case stays behind");
                let stuck = set(done, Some(error.code()));
                act(app, &duties, &case, None, &stuck).await?;
                return Ok(followed);
            }
        };
    }
    Ok(FOLLOWED_MAX)
}

async fn act(
    app: &App,
    duties: &InForce,
    case: &Loaded<Case>,
    who: Option<Who>,
    command: &Command,
) -> Result<Loaded<Case>> {
    let actor = who.and_then(|who| in_name_of(app, &who));
    let filer = actor.as_ref().map_or(Filer::System, Filer::Staff);
    let (matter, grade) = (case.state.matter.clone(), case.state.grade.clone());
    let ground = Ground::new(app, &filer)?;
    let mut ground = ground.about(duties, matter.as_deref(), grade.as_deref());
    ground.open_children = step::open_children(app, &case.state.id).await?;
    let label = match command {
        Command::Follow(_) => "case.follow",
        _ => "case.carried",
    };
    let done = step::finish(
        app,
        &filer,
        &ground,
        case.clone(),
        (label, None),
        command,
        vec![],
    )
    .await?;
    Ok(Loaded {
        subject: case.subject.clone(),
        seq: done.version,
        state: done.value,
    })
}

/// Whoever acted on the leading case acts on this one; that they may is known from there.
fn in_name_of(app: &App, who: &Who) -> Option<Actor> {
    if who.person == SYSTEM {
        return None;
    }
    Some(Actor {
        person: who.person.clone(),
        unit: who.unit.clone().unwrap_or_else(|| app.root().clone()),
        name: String::new(),
        roles: RoleSet::default(),
        oversees: vec![],
        via: Via::Session,
    })
}

/// Cases by id, as far as they are there, in the order asked for.
pub(crate) async fn several(app: &App, ids: &[String]) -> Result<Vec<Loaded<Case>>> {
    let mut found = vec![];
    for some in ids.chunks(200) {
        found.extend(
            app.store()
                .load_many(app.district(), kinds::CASE, some)
                .await?,
        );
    }
    Ok(found)
}
