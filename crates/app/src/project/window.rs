//! Windows of policy funds: whom they fit, and what the others lack.

use super::held::held;
use super::step::units_of;
use crate::{Actor, App, Result};
use jiff::civil::Date;
use org::{Action, Resource};
use project::{Project, Why};
use serde::Serialize;

/// A window on a day.
#[derive(Debug, Clone, Serialize)]
pub struct WindowView {
    /// Name.
    pub name: String,
    /// First day.
    pub opens: Date,
    /// Last day.
    pub closes: Date,
    /// True on its days.
    pub open: bool,
    /// Titles of the approvals it asks for.
    pub requires: Vec<String>,
    /// Projects that fit.
    pub fits: Vec<Candidate>,
    /// Projects of the right batch that lack something.
    pub lacking: Vec<Candidate>,
}

/// A project before a window.
#[derive(Debug, Clone, Serialize)]
pub struct Candidate {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// What it lacks, in words; empty where it fits.
    pub lacks: String,
}

/// All windows of the profile as of today.
pub async fn windows(app: &App, actor: &Actor) -> Result<Vec<WindowView>> {
    app.require(
        actor,
        Action::List,
        Resource::Project,
        &[actor.unit.as_str()],
    )?;
    let today = app.today();
    let profile = app.profile();
    let Some(checklist) = profile.projects.checklist_on(today) else {
        return Ok(vec![]);
    };
    let held = held(app).await?;
    let may = |p: &&Project| app.may(actor, Action::View, Resource::Project, &units_of(p));
    let seen: Vec<&Project> = held.all.iter().filter(may).collect();
    let name = |id: &str| held.get(id).map(|p| p.name.clone()).unwrap_or_default();
    let title = |code: &str| {
        let item = checklist.items.iter().find(|i| i.code == code);
        item.map_or_else(|| code.to_owned(), |i| i.title.clone())
    };
    let candidate = |id: &String, lacks| Candidate {
        id: id.clone(),
        name: name(id),
        lacks,
    };
    let view = |window: &project::Window| {
        let offer = project::offer(window, checklist, seen.iter().copied(), today);
        let lacks = |whys: &[Why]| {
            let words = whys.iter().filter_map(|why| match why {
                Why::Batch(_) => None,
                Why::Lacks(lack) => Some(match lack.expired_on {
                    None => title(&lack.item),
                    Some(day) => format!("{}（{day}到期）", title(&lack.item)),
                }),
            });
            words.collect::<Vec<_>>().join("、")
        };
        let of_batch = |whys: &[Why]| !whys.iter().any(|why| matches!(why, Why::Batch(_)));
        WindowView {
            name: window.name.clone(),
            opens: window.opens,
            closes: window.closes,
            open: window.opens <= today && today <= window.closes,
            requires: window.requires.iter().map(|code| title(code)).collect(),
            fits: offer
                .fits
                .iter()
                .map(|id| candidate(id, String::new()))
                .collect(),
            lacking: offer
                .misses
                .iter()
                .filter(|(_, whys)| of_batch(whys))
                .map(|(id, whys)| candidate(id, lacks(whys)))
                .collect(),
        }
    };
    Ok(profile.projects.windows.iter().map(view).collect())
}
