//! What somebody may do with a case now: pages build their buttons from it.

use crate::Context;
use crate::case::Case;
use crate::case_type::Effect;
use serde::Serialize;

/// Something that has to be given with an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "need", content = "of")]
pub enum Need {
    /// A reason.
    Reason,
    /// A field of the type, by its key; a matter, place or photo as well.
    Field(String),
    /// The grade.
    Grade,
    /// A unit.
    Unit,
    /// The entry of the duty list.
    Entry,
    /// So many pieces of evidence of a kind, besides what is there.
    Evidence {
        /// Its kind.
        kind: String,
        /// How many.
        min: u32,
    },
    /// How much longer.
    Limit,
    /// Words to the reporter.
    Text,
    /// Solved? Treated well?
    Rating,
    /// Whether anybody answered.
    Reached,
}

/// An action that the actor may do now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// The action's key.
    pub action: String,
    /// The words of its button.
    pub name: String,
    /// What it does.
    pub effect: Effect,
    /// Where it leads; none where the case stays where it is.
    pub to: Option<String>,
    /// What has to be given.
    pub needs: Vec<Need>,
    /// Whether somebody else has to allow it.
    pub asks_approval: bool,
}

/// The actions of the type that the actor may do now, in the order of the file.
pub fn available(case: &Case, ctx: &Context<'_>) -> Vec<Offer> {
    let _ = (case, ctx);
    Vec::new()
}

/// Whether the actor may decide what waits for approval.
pub fn may_approve(case: &Case, ctx: &Context<'_>) -> bool {
    let _ = (case, ctx);
    false
}
