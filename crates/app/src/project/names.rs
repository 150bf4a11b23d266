//! Units, places and leaders of projects by their names, and the choices a form offers.

use crate::{Actor, App, AppError, Result};
use org::{Action, Resource, UnitKind};
use profile::Profile;
use serde::Serialize;
use std::collections::BTreeSet;

/// What conditions of the list and forms can be chosen from.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ProjectChoices {
    /// Bureaus with a project: code and name.
    pub bureaus: Vec<(String, String)>,
    /// Subdistricts with a project: code and name.
    pub places: Vec<(String, String)>,
    /// Trades in use.
    pub categories: Vec<String>,
}

/// The choices as they are in use.
pub async fn choices(app: &App, actor: &Actor) -> Result<ProjectChoices> {
    app.require(
        actor,
        Action::List,
        Resource::Project,
        &[actor.unit.as_str()],
    )?;
    let held = super::held::held(app).await?;
    let profile = app.profile();
    let bureaus: BTreeSet<&str> = held.all.iter().map(|p| p.bureau.as_str()).collect();
    let places: BTreeSet<&str> = held.all.iter().filter_map(|p| p.place.as_deref()).collect();
    let categories: BTreeSet<&str> = held.all.iter().map(|p| p.category.as_str()).collect();
    let unit = |code: &&str| {
        let name = crate::district::unit_name(&profile, code);
        ((*code).to_owned(), name)
    };
    Ok(ProjectChoices {
        bureaus: bureaus.iter().map(unit).collect(),
        places: places.iter().map(unit).collect(),
        categories: categories.into_iter().map(str::to_owned).collect(),
    })
}

/// The bureau named so. Errors: `unit.unknown`, `unit.group`.
pub(crate) fn bureau(profile: &Profile, words: &str) -> Result<String> {
    let found = crate::district::unit_by_words(profile, words);
    let code = found.unwrap_or_else(|| words.trim().to_owned());
    crate::district::check_unit(profile, "lead", &code)?;
    Ok(code)
}

/// The subdistrict named so; none for no words. Errors: `place.unknown`.
pub(crate) fn place(profile: &Profile, words: Option<&str>) -> Result<Option<String>> {
    let Some(words) = words.map(str::trim).filter(|w| !w.is_empty()) else {
        return Ok(None);
    };
    let code = crate::district::unit_by_words(profile, words);
    let is_subdistrict = |code: &String| {
        let mut units = profile.directory.iter();
        units.any(|u| u.code.as_str() == code && u.kind == UnitKind::Subdistrict)
    };
    match code.filter(is_subdistrict) {
        Some(code) => Ok(Some(code)),
        None => Err(AppError::field(
            "place",
            "place.unknown",
            format!("没有“{words}”这个街道"),
            "No such subdistrict",
        )),
    }
}

/// The leader named so; the bureau's own where nobody is named. Errors: `leader.unknown`.
pub(super) fn leader(
    profile: &Profile,
    words: Option<&str>,
    bureau: &str,
) -> Result<Option<String>> {
    let Some(words) = words.map(str::trim).filter(|w| !w.is_empty()) else {
        return Ok(crate::district::overseer(profile, bureau));
    };
    match crate::district::leader_by_words(profile, words) {
        Some(id) => Ok(Some(id)),
        None => Err(AppError::field(
            "leader",
            "leader.unknown",
            format!("没有“{words}”这位分管领导"),
            "No such leader",
        )),
    }
}
