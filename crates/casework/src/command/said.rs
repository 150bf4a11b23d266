//! Words and photographs that do not move a case.

use super::check::{open, required, room};
use super::draft::Draft;
use super::fields;
use crate::case::{Area, CaseEvidence, ENTRIES_MAX, EvidenceRef, Note};
use crate::{ActorRef, Context, Event, Refusal};

/// Most persons named in one remark.
const MENTIONS_MAX: usize = 20;
/// Most areas blackened in one photograph.
const AREAS_MAX: usize = 50;

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

/// A copy with areas blackened takes the place of a photograph. Errors: `staff_only`,
/// `evidence_unknown`, `not_a_photo`, `too_many`.
pub(super) fn redact(
    draft: &mut Draft<'_>,
    sha256: &str,
    copy: &EvidenceRef,
    areas: &[Area],
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    if ctx.actor.unit().is_none() {
        return Err(Refusal::new("staff_only"));
    }
    room(areas.len(), "areas", AREAS_MAX)?;
    let mut pieces = draft.case.evidence.iter();
    let piece = pieces.find(|piece| piece.file.sha256 == sha256);
    let piece = piece.ok_or_else(|| Refusal::on("evidence_unknown", "evidence"))?;
    if !piece.file.mime.starts_with("image/") {
        return Err(Refusal::on("not_a_photo", "evidence"));
    }
    if piece.file.sha256 != copy.sha256 || piece.blackened != areas {
        draft.push(Event::Redacted {
            sha256: sha256.to_owned(),
            copy: copy.clone(),
            areas: areas.to_vec(),
        });
    }
    Ok(())
}

/// Somebody else reported the same. Errors: `case_ended`.
pub(super) fn join(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    open(&draft.case)?;
    draft.push(Event::Joined);
    Ok(())
}
