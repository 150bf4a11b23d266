//! Words and photographs that do not move a case.

use super::evidence::{EvidenceIn, take};
use super::filer::Filer;
use super::ground::Ground;
use super::step;
use crate::review::Versioned;
use crate::{App, Result};
use casework::{Case, Command};

/// A remark of staff, with the persons it names.
pub async fn note(
    app: &App,
    who: &Filer<'_>,
    id: &str,
    expected: i64,
    (text, mentions): (&str, Vec<String>),
) -> Result<Versioned<Case>> {
    let command = Command::Note {
        text: text.to_owned(),
        mentions,
    };
    step::command(app, who, (id, expected), ("case.note", None), &command).await
}

/// What the reporter adds, or staff for the reporter: words, photographs.
pub async fn add_info(
    app: &App,
    who: &Filer<'_>,
    id: &str,
    expected: i64,
    (text, evidence): (&str, Vec<EvidenceIn>),
) -> Result<Versioned<Case>> {
    let case = step::load_at(app, who, id, expected).await?;
    let ground = Ground::new(app, who)?;
    let (evidence, writes) = take(evidence, &ground.actor().who(), ground.now())?;
    let command = Command::AddInfo {
        text: text.to_owned(),
        evidence,
    };
    step::finish(
        app,
        who,
        &ground,
        case,
        ("case.add_info", None),
        &command,
        writes,
    )
    .await
}
