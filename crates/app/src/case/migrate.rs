//! Running cases come to a newer version of their type: listed first, then moved.

use super::filer::Filer;
use super::ground::Ground;
use super::step;
use crate::{Actor, App, AppError, Result};
use casework::{Case, Command, MigrationPreview};
use org::{Action, Resource};
use serde::Serialize;
use store::Loaded;
use store::case::{CaseFilter, CaseSort};

/// Most cases of one move.
const CASES_MAX: usize = 2_000;

/// A case that stays on its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Its id.
    pub case: String,
    /// Its number.
    pub number: String,
    /// Why, in Chinese.
    pub zh: String,
    /// Why, in English.
    pub en: String,
}

impl Kept {
    fn of(case: &Case, why: &AppError) -> Self {
        Self {
            case: case.id.clone(),
            number: case.number.clone(),
            zh: why.zh().to_owned(),
            en: why.en().to_owned(),
        }
    }
}

/// What moving the running cases of a type would change.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Migration {
    /// The type.
    pub case_type: String,
    /// The version they would run on.
    pub to_version: u32,
    /// What would become of each.
    pub moves: Vec<MigrationPreview>,
    /// Cases that could not be moved.
    pub kept: Vec<Kept>,
    /// There are more than 2,000: the rest is for another move.
    pub more: bool,
}

/// What was moved and what was not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Cases that now run on the version.
    pub moved: usize,
    /// Cases that could not be moved.
    pub kept: Vec<Kept>,
    /// There are more than 2,000: the rest is for another move.
    pub more: bool,
}

/// A case type with the cases that run on each of its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TypeVersions {
    /// Stable code.
    pub id: String,
    /// Name.
    pub name: String,
    /// The version that new cases get today.
    pub current: u32,
    /// Version, and how many open cases run on it, counted up to 10,000; the newest first.
    pub versions: Vec<(u32, i64)>,
}

/// The types with their versions and the open cases on each: a query for each version.
pub async fn type_versions(app: &App, actor: &Actor) -> Result<Vec<TypeVersions>> {
    app.require(actor, Action::Edit, Resource::CaseType, &[])?;
    let profile = app.profile();
    let mut found: Vec<TypeVersions> = vec![];
    for kind in profile.case_types.iter() {
        let filter = CaseFilter {
            types: vec![kind.id.clone()],
            version: Some(i64::from(kind.version)),
            open: Some(true),
            ..CaseFilter::default()
        };
        let (store, here) = (app.store(), app.district());
        let count = store.case_count_up_to(here, &filter, 10_000).await?;
        let at = found.iter().position(|known| known.id == kind.id);
        let at = at.unwrap_or_else(|| {
            let current = profile.case_types.current(&kind.id, app.today());
            found.push(TypeVersions {
                id: kind.id.clone(),
                name: current.unwrap_or(kind).name.clone(),
                current: current.map_or(0, |it| it.version),
                versions: vec![],
            });
            found.len() - 1
        });
        found[at].versions.push((kind.version, count));
    }
    for kind in &mut found {
        kind.versions.sort_by(|a, b| b.cmp(a));
    }
    Ok(found)
}

/// What moving every running case of a type to a version would change; at most 2,000 cases.
/// Errors: `auth.forbidden`, `case.version_unknown`.
pub async fn migration_preview(
    app: &App,
    actor: &Actor,
    case_type: &str,
    to_version: u32,
) -> Result<Migration> {
    app.require(actor, Action::Edit, Resource::CaseType, &[])?;
    known(app, case_type, to_version)?;
    let profile = app.profile();
    let (running, more) = running(app, case_type, to_version).await?;
    let mut migration = Migration {
        case_type: case_type.to_owned(),
        to_version,
        more,
        ..Migration::default()
    };
    for case in &running {
        match casework::migration_preview(&case.state, &profile.case_types, to_version) {
            Ok(preview) => migration.moves.push(preview),
            Err(refusal) => {
                let kept = Kept::of(&case.state, &refusal.into());
                migration.kept.push(kept);
            }
        }
    }
    Ok(migration)
}

/// Moves the running cases of a type to a version, at most 2,000. Errors: `auth.forbidden`,
/// `case.version_unknown`.
pub async fn migrate(app: &App, actor: &Actor, case_type: &str, to_version: u32) -> Result<Moved> {
    app.require(actor, Action::Edit, Resource::CaseType, &[])?;
    known(app, case_type, to_version)?;
    let (running, more) = running(app, case_type, to_version).await?;
    let mut outcome = Moved {
        more,
        ..Moved::default()
    };
    // The table says who may; the case is moved by the system in their name.
    let who = Filer::Staff(actor);
    let label = ("case.migrate", None);
    for case in running {
        let state = case.state.clone();
        let ground = Ground::new(app, &Filer::System)?;
        let command = Command::Migrate { to_version };
        match step::finish(app, &who, &ground, case, label, &command, vec![]).await {
            Ok(_) => outcome.moved += 1,
            Err(error) => outcome.kept.push(Kept::of(&state, &error)),
        }
    }
    Ok(outcome)
}

fn known(app: &App, case_type: &str, to_version: u32) -> Result<()> {
    let profile = app.profile();
    match profile.case_types.get(case_type, to_version) {
        Some(_) => Ok(()),
        None => Err(AppError::field(
            "to_version",
            "case.version_unknown",
            "区划配置中没有这个案件类型的这一版",
            "The district has no such version of a case type",
        )),
    }
}

/// Open cases on older versions, at most 2,000, and whether there are more.
async fn running(app: &App, case_type: &str, to_version: u32) -> Result<(Vec<Loaded<Case>>, bool)> {
    let (store, here) = (app.store(), app.district());
    let filter = CaseFilter {
        types: vec![case_type.to_owned()],
        version_below: Some(i64::from(to_version)),
        open: Some(true),
        ..CaseFilter::default()
    };
    let (mut found, mut after): (Vec<Loaded<Case>>, Option<String>) = (vec![], None);
    loop {
        let page = store
            .case_list(
                here,
                &filter,
                CaseSort::Entered,
                after.as_deref(),
                store::MAX_PAGE,
            )
            .await?;
        let ids: Vec<String> = page.rows.into_iter().map(|row| row.id).collect();
        found.extend(store.load_many(here, crate::kinds::CASE, &ids).await?);
        match page.next {
            Some(_) if found.len() >= CASES_MAX => return Ok((found, true)),
            Some(next) => after = Some(next),
            None => return Ok((found, false)),
        }
    }
}
