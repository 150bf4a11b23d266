//! Units and leaders as choices of a form and as names.

use app::App;
use org::{UnitCode, UnitKind};

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Value sent back.
    pub code: String,
    /// Words shown.
    pub name: String,
}

/// Every unit that people work in: communities included, words for several units not.
pub fn all(app: &App) -> Vec<Choice> {
    let profile = app.profile();
    let units = profile
        .directory
        .iter()
        .filter(|u| u.kind != UnitKind::Group);
    units
        .map(|u| Choice {
            code: u.code.as_str().to_owned(),
            name: u.name.clone(),
        })
        .collect()
}

/// Units that can lead or support a commitment: neither the district itself and its leaders nor
/// communities.
pub fn owners(app: &App) -> Vec<Choice> {
    let profile = app.profile();
    let fits = |kind| {
        !matches!(
            kind,
            UnitKind::Group
                | UnitKind::District
                | UnitKind::Leadership
                | UnitKind::Community
                | UnitKind::StreetLevelAgency
        )
    };
    let units = profile.directory.iter().filter(|u| fits(u.kind));
    units
        .map(|u| Choice {
            code: u.code.as_str().to_owned(),
            name: u.name.clone(),
        })
        .collect()
}

/// Leaders.
pub fn leaders(app: &App) -> Vec<Choice> {
    let profile = app.profile();
    profile
        .leaders
        .iter()
        .map(|l| Choice {
            code: l.id.as_str().to_owned(),
            name: l.name.clone(),
        })
        .collect()
}

/// Name of a unit, or its code where the profile no longer knows it.
pub fn name(app: &App, code: &str) -> String {
    let profile = app.profile();
    let found = UnitCode::parse(code)
        .ok()
        .and_then(|c| profile.directory.get(&c).map(|u| u.name.clone()));
    found.unwrap_or_else(|| code.to_owned())
}

/// Names of several units in one line.
pub fn names(app: &App, codes: &[String]) -> String {
    let names: Vec<String> = codes.iter().map(|code| name(app, code)).collect();
    names.join("、")
}
