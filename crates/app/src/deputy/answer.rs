//! The deputy's word on the answer, and what the deputy adds.

use super::show::show;
use crate::case::{self, ActCmd, EvidenceIn, Filer};
use crate::review::Versioned;
use crate::{Actor, App, AppError, Kind, Result};
use casework::{Case, Effect};

/// How the answer was.
#[derive(Debug, Clone, Default)]
pub struct Word {
    /// Was it solved?
    pub solved: Option<bool>,
    /// Was the deputy treated well?
    pub treated_well: Option<bool>,
    /// 1 to 5.
    pub score: Option<u8>,
    /// In words.
    pub text: Option<String>,
}

/// Rates the answer. Errors: `case.not_offered` while there is nothing to rate.
pub async fn rate(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    word: Word,
) -> Result<Versioned<Case>> {
    let action = offered(app, actor, id, &[Effect::Rate]).await?;
    let cmd = ActCmd {
        solved: word.solved,
        treated_well: word.treated_well,
        score: word.score,
        text: word.text,
        ..ActCmd::of(&action)
    };
    case::act(app, &Filer::Staff(actor), id, expected, cmd).await
}

/// Not satisfied: done again, or opened again once it had ended. The reason is needed.
pub async fn again(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    reason: &str,
) -> Result<Versioned<Case>> {
    let action = offered(app, actor, id, &[Effect::Rework, Effect::Reopen]).await?;
    let cmd = ActCmd {
        reason: Some(reason.to_owned()),
        ..ActCmd::of(&action)
    };
    case::act(app, &Filer::Staff(actor), id, expected, cmd).await
}

/// Adds words and photographs.
pub async fn add(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    given: (&str, Vec<EvidenceIn>),
) -> Result<Versioned<Case>> {
    show(app, actor, id).await?;
    case::add_info(app, &Filer::Staff(actor), id, expected, given).await
}

async fn offered(app: &App, actor: &Actor, id: &str, effects: &[Effect]) -> Result<String> {
    let offers = show(app, actor, id).await?.offers;
    let found = offers.into_iter().find(|o| effects.contains(&o.effect));
    found.map(|offer| offer.action).ok_or_else(|| {
        AppError::new(
            Kind::Unprocessable,
            "case.not_offered",
            "案件目前的状态不能进行此操作",
            "The case cannot take this now",
        )
    })
}
