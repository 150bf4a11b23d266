//! Somebody else reported the same (我也遇到).

use super::filer::Filer;
use super::step;
use crate::review::Versioned;
use crate::{App, Result};
use casework::{Case, Command};

/// Counts one more reporter. Whoever joins need not know the version: joining never collides with
/// what others do, so a collision is tried again.
pub async fn join(app: &App, who: &Filer<'_>, id: &str) -> Result<Versioned<Case>> {
    let mut tried = once(app, who, id).await;
    for _ in 0..3 {
        match tried {
            Err(error) if error.current_version().is_some() => tried = once(app, who, id).await,
            other => return other,
        }
    }
    tried
}

async fn once(app: &App, who: &Filer<'_>, id: &str) -> Result<Versioned<Case>> {
    let version = step::load(app, id).await?.seq;
    let label = ("case.join", None);
    step::command(app, who, (id, version), label, &Command::JoinMeToo).await
}
