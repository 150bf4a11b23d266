//! One command on one case: load, authorise, decide, append.

use super::filer::Filer;
use super::ground::Ground;
use super::reach;
use crate::change_of::changed;
use crate::review::Versioned;
use crate::{App, Result, kinds, same_version};
use casework::{Case, Command, decide, replay};
use store::case::CaseFilter;
use store::{Loaded, Write};

/// Loads a case that must be there.
pub(super) async fn load(app: &App, id: &str) -> Result<Loaded<Case>> {
    app.load(kinds::CASE, id, ("这个案件", "case")).await
}

/// Loads it at the version somebody saw.
pub(super) async fn load_at(
    app: &App,
    who: &Filer<'_>,
    id: &str,
    expected: i64,
) -> Result<Loaded<Case>> {
    let case = load(app, id).await?;
    reach::require_act(app, who, &case.state)?;
    same_version(expected, case.seq)?;
    Ok(case)
}

/// Decides a command that needs nothing but the case, and appends what follows.
pub(super) async fn command(
    app: &App,
    who: &Filer<'_>,
    (id, expected): (&str, i64),
    (action, reason): (&str, Option<&str>),
    command: &Command,
) -> Result<Versioned<Case>> {
    let case = load_at(app, who, id, expected).await?;
    let ground = Ground::new(app, who)?;
    finish(
        app,
        who,
        &ground,
        case,
        (action, reason),
        command,
        Vec::new(),
    )
    .await
}

/// Decides and appends, with side writes.
pub(super) async fn finish(
    app: &App,
    who: &Filer<'_>,
    ground: &Ground,
    case: Loaded<Case>,
    (action, reason): (&str, Option<&str>),
    command: &Command,
    mut writes: Vec<Write>,
) -> Result<Versioned<Case>> {
    let events = decide(Some(&case.state), command, &ground.context())?;
    if events.is_empty() {
        return Ok(Versioned {
            version: case.seq,
            value: case.state,
        });
    }
    let after = replay(Some(case.state.clone()), &events).unwrap_or_else(|| case.state.clone());
    let change = changed(&case, action, reason, &after);
    let actor = who.actor(app);
    writes.extend(super::told::told(app, &case, &after, &actor.person, reason).await?);
    crate::counting::append(app, &actor, (&case.state, &after), change, writes).await?;
    Ok(Versioned {
        version: case.seq + 1,
        value: after,
    })
}

/// How many parts of a case are open.
pub(super) async fn open_children(app: &App, id: &str) -> Result<u32> {
    let filter = CaseFilter {
        parent: Some(id.to_owned()),
        open: Some(true),
        ..CaseFilter::default()
    };
    let count = app
        .store()
        .case_count_up_to(app.district(), &filter, 1_000)
        .await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}
