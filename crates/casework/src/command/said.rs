//! Words and photographs that do not move a case.

use super::check::{open, required, room};
use super::draft::Draft;
use super::fields;
use crate::case::{CaseEvidence, ENTRIES_MAX, Note};
use crate::{ActorRef, Context, Event, Refusal};

/// Most persons named in one remark.
const MENTIONS_MAX: usize = 20;

/// A remark of staff. Errors: `required`, `text_too_long`, `too_many`, `staff_only`.
pub(super) fn note(
    draft: &mut Draft<'_>,
    text: &str,
    mentions: &[String],
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    if ctx.actor.unit().is_none() {
        return Err(Refusal::new("staff_only"));
    }
    room(mentions.len(), "mentions", MENTIONS_MAX)?;
    write(draft, text, mentions, ctx)
}

/// What the reporter adds, or staff for the reporter. Errors: `case_ended`, `required`.
pub(super) fn add_info(
    draft: &mut Draft<'_>,
    text: &str,
    evidence: &[CaseEvidence],
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    open(&draft.case)?;
    if *ctx.actor == ActorRef::System {
        return Err(Refusal::new("staff_only"));
    }
    fields::check_evidence(&draft.case, evidence)?;
    if !evidence.is_empty() {
        draft.push(Event::Shown {
            evidence: evidence.to_vec(),
        });
    }
    if text.trim().is_empty() && !evidence.is_empty() {
        return Ok(());
    }
    write(draft, text, &[], ctx)
}

fn write(
    draft: &mut Draft<'_>,
    text: &str,
    mentions: &[String],
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    room(draft.case.notes.len() + 1, "notes", ENTRIES_MAX)?;
    draft.push(Event::Noted {
        note: Note {
            id: ctx.new_id.to_owned(),
            at: ctx.now,
            by: ctx.actor.who(),
            text: required(text, "text")?,
            mentions: mentions.to_vec(),
        },
    });
    Ok(())
}

/// Somebody else reported the same. Errors: `case_ended`.
pub(super) fn join(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    open(&draft.case)?;
    draft.push(Event::Joined);
    Ok(())
}
