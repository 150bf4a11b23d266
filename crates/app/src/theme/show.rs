//! Themes with their counts: the month before, the month itself, the month after, each opening to its
//! cases.

use super::Theme;
use crate::district::{day_start, unit_name};
use crate::duty::in_force;
use crate::person::names_of;
use crate::{Actor, App, Result, kinds};
use duty::MatterCode;
use jiff::ToSpan;
use jiff::civil::Date;
use org::{Action, Resource};
use serde::Serialize;
use std::collections::BTreeSet;
use store::Loaded;
use store::case::CaseFilter;

/// Themes shown: the newest.
const THEMES_MAX: i64 = 500;
/// Cases are counted up to this many.
const COUNTED_MAX: usize = 100_000;

/// How many cases were reported in a time.
#[derive(Debug, Clone, Serialize)]
pub struct Counted {
    /// `before`, `during` or `after`.
    pub part: &'static str,
    /// The first day.
    pub from: Date,
    /// The last.
    pub to: Date,
    /// How many; none where the time has not begun.
    pub cases: Option<i64>,
    /// The time is not over.
    pub running: bool,
}

/// A theme for people.
#[derive(Debug, Clone, Serialize)]
pub struct ThemeView {
    /// Id.
    pub id: String,
    /// Version for the next change.
    pub version: i64,
    /// First day of its month.
    pub month: Date,
    /// In a line.
    pub title: String,
    /// Code of the matter whose cases are counted.
    pub matter: String,
    /// Its name.
    pub matter_name: String,
    /// Code of the subdistrict whose cases are, if only its are.
    pub subdistrict: Option<String>,
    /// Its name.
    pub subdistrict_name: Option<String>,
    /// Name of the unit that owns it.
    pub owner: String,
    /// The plan: when, who, what.
    pub plan: Option<(jiff::Timestamp, String, String)>,
    /// What came of it: when, who, what.
    pub closed: Option<(jiff::Timestamp, String, String)>,
    /// Cases of the hot topic it came from.
    pub topic_cases: usize,
    /// Before, during and after; on the page of one theme alone.
    pub counts: Vec<Counted>,
    /// `plan`, `close`.
    pub may: Vec<&'static str>,
}

/// All themes, the newest month first: two queries. Errors: `auth.forbidden`.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<ThemeView>> {
    app.require(actor, Action::List, Resource::Theme, &[])?;
    let (store, district) = (app.store(), app.district());
    let all: Vec<Loaded<Theme>> = store.all_of(district, kinds::THEME, THEMES_MAX).await?;
    let mut views = vec![];
    for theme in all {
        views.push(view(app, actor, theme).await?);
    }
    views.sort_by(|a, b| (b.month, &b.title).cmp(&(a.month, &a.title)));
    Ok(views)
}

/// One theme with its counts. Errors: `not_found`, `auth.forbidden`.
pub async fn show(app: &App, actor: &Actor, id: &str) -> Result<ThemeView> {
    app.require(actor, Action::List, Resource::Theme, &[])?;
    let theme: Loaded<Theme> = app.load(kinds::THEME, id, ("这个主题", "theme")).await?;
    let counts = counts(app, &theme.state).await?;
    Ok(ThemeView {
        counts,
        ..view(app, actor, theme).await?
    })
}

async fn view(app: &App, actor: &Actor, theme: Loaded<Theme>) -> Result<ThemeView> {
    let (version, it) = (theme.seq, theme.state);
    let profile = app.profile();
    let duties = in_force(app, app.today()).await?;
    let said: BTreeSet<&str> = it
        .plan
        .iter()
        .chain(&it.closed)
        .map(|s| s.by.as_str())
        .collect();
    let people = match said.is_empty() {
        true => Default::default(),
        false => names_of(app, &said).await?,
    };
    let told = |said: &Option<super::Said>| {
        let said = said.as_ref()?;
        let by = people.get(&said.by).unwrap_or(&said.by).clone();
        Some((said.at, by, said.text.clone()))
    };
    let named = MatterCode::parse(&it.matter).ok();
    let named = named.and_then(|code| duties.matter(&code).map(|m| m.name.clone()));
    let may = |action| app.may(actor, action, Resource::Theme, &[&it.owner]);
    let rights = [("plan", Action::Edit), ("close", Action::Close)];
    let may = rights
        .into_iter()
        .filter(|(_, action)| it.closed.is_none() && may(*action));
    Ok(ThemeView {
        may: may.map(|(code, _)| code).collect(),
        id: it.id.clone(),
        version,
        month: it.month,
        title: it.title.clone(),
        matter_name: named.unwrap_or_else(|| it.matter.clone()),
        matter: it.matter.clone(),
        subdistrict_name: it
            .subdistrict
            .as_deref()
            .map(|code| unit_name(&profile, code)),
        subdistrict: it.subdistrict.clone(),
        owner: unit_name(&profile, &it.owner),
        plan: told(&it.plan),
        closed: told(&it.closed),
        topic_cases: it.cases.len(),
        counts: vec![],
    })
}

async fn counts(app: &App, theme: &Theme) -> Result<Vec<Counted>> {
    let mut counts = vec![];
    for (part, months) in [("before", -1), ("during", 0), ("after", 1_i32)] {
        let from = theme.month.saturating_add(months.months());
        let next = from.saturating_add(1.month());
        let filter = CaseFilter {
            matters: vec![theme.matter.clone()],
            subdistricts: theme.subdistrict.clone().into_iter().collect(),
            reported_from: Some(day_start(from)?.as_millisecond()),
            reported_to: Some(day_start(next)?.as_millisecond()),
            ..CaseFilter::default()
        };
        let begun = from <= app.today();
        let (store, district) = (app.store(), app.district());
        counts.push(Counted {
            part,
            from,
            to: next.saturating_sub(1.day()),
            running: begun && app.today() < next,
            cases: match begun {
                true => Some(
                    store
                        .case_count_up_to(district, &filter, COUNTED_MAX)
                        .await?,
                ),
                false => None,
            },
        });
    }
    Ok(counts)
}
