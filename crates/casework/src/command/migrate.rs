//! A running case comes to another version of its type.

use super::draft::Draft;
use crate::case::Step;
use crate::clock::start;
use crate::migrate::plan;
use crate::{ActorRef, Context, Event, Refusal};

/// Moves a case to another version, as its preview says. Errors: `not_yours_to_migrate` and
/// those of [`crate::migration_preview`].
pub(super) fn decide(
    draft: &mut Draft<'_>,
    to_version: u32,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let by_centre = ctx.actor.unit() == Some(ctx.centre);
    if !by_centre && *ctx.actor != ActorRef::System {
        return Err(Refusal::new("not_yours_to_migrate"));
    }
    let (preview, next) = plan(&draft.case, ctx.types, to_version)?;
    if draft.case.pending.is_some() {
        draft.push(Event::ApprovalDecided {
            by: None,
            at: ctx.now,
            allowed: false,
            reason: format!("案件改按第{to_version}版办理"),
        });
    }
    for key in preview.clocks_stopped {
        draft.push(Event::ClockStopped { key, at: ctx.now });
    }
    draft.push(Event::Migrated { to_version });
    let here = preview.from_state;
    let state = super::draft::state(next, &preview.to_state)?;
    let owner = draft.owner_in(&here, state, ctx)?;
    let by = ctx.actor.who();
    draft.push(Event::Acted {
        act: Step {
            at: ctx.now,
            action: "migrate".to_owned(),
            person: by.person,
            unit: by.unit,
            from: here,
            to: preview.to_state,
            reason: Some(format!("改按第{to_version}版办理")),
        },
        phase: state.phase,
        owner,
    });
    for key in preview.clocks_started {
        let Some(spec) = next.clock(&key) else {
            continue;
        };
        let run = start(spec, &draft.case, draft.case.owner.as_ref(), ctx)?;
        draft.push(Event::ClockStarted { run });
    }
    Ok(())
}
