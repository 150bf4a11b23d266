//! Running cases come to a newer version of their type: listed first, then moved.

use super::filer::Filer;
use super::step;
use crate::{Actor, App, Result};
use casework::{Case, Command, MigrationPreview};
use org::{Action, Resource};
use serde::Serialize;
use store::Loaded;
use store::case::{CaseFilter, CaseSort};

/// Most cases of one move.
const CASES_MAX: usize = 2_000;

/// What was moved and what was not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Cases that now run on the version.
    pub moved: usize,
    /// Cases that could not be moved: number and reason in Chinese.
    pub kept: Vec<(String, String)>,
}

/// What moving every running case of a type to a version would change; at most 2,000 cases.
/// Cases that cannot be moved are left out here and named by [`migrate`].
pub async fn migration_preview(
    app: &App,
    actor: &Actor,
    case_type: &str,
    to_version: u32,
) -> Result<Vec<MigrationPreview>> {
    app.require(actor, Action::Edit, Resource::CaseType, &[])?;
    let profile = app.profile();
    let running = running(app, case_type, to_version).await?;
    let previews = running.iter().filter_map(|c| {
        casework::migration_preview(&c.state, &profile.case_types, to_version).ok()
    });
    Ok(previews.collect())
}

/// Moves every running case of a type to a version. Errors: `auth.forbidden`.
pub async fn migrate(app: &App, actor: &Actor, case_type: &str, to_version: u32) -> Result<Moved> {
    app.require(actor, Action::Edit, Resource::CaseType, &[])?;
    let mut outcome = Moved::default();
    let who = Filer::Staff(actor);
    for case in running(app, case_type, to_version).await? {
        let number = case.state.number.clone();
        let ground = super::ground::Ground::new(app, &who)?;
        let command = Command::Migrate { to_version };
        let label = ("case.migrate", None);
        match step::finish(app, &who, &ground, case, label, &command, vec![]).await {
            Ok(_) => outcome.moved += 1,
            Err(error) => outcome.kept.push((number, error.zh().to_owned())),
        }
    }
    Ok(outcome)
}

async fn running(app: &App, case_type: &str, to_version: u32) -> Result<Vec<Loaded<Case>>> {
    let filter = CaseFilter {
        types: vec![case_type.to_owned()],
        open: Some(true),
        ..CaseFilter::default()
    };
    let mut found = vec![];
    let mut after: Option<String> = None;
    while found.len() < CASES_MAX {
        let page = app
            .store()
            .case_list(
                app.district(),
                &filter,
                CaseSort::Number,
                after.as_deref(),
                store::MAX_PAGE,
            )
            .await?;
        let older = page
            .rows
            .iter()
            .filter(|r| r.type_version < i64::from(to_version));
        let ids: Vec<String> = older.map(|r| r.id.clone()).collect();
        let cases: Vec<Loaded<Case>> = app
            .store()
            .load_many(app.district(), crate::kinds::CASE, &ids)
            .await?;
        found.extend(cases);
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    Ok(found)
}
