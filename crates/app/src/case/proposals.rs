//! To whom a case could go, ranked with reasons; and what a text seems to be about.

use super::ground::Ground;
use super::{Filer, dispatch, reach, step};
use crate::district::unit_name;
use crate::duty::in_force;
use crate::learning::{self, Offered};
use crate::{Actor, App, Result};
use duty::{MatterCode, PastCount};
use jiff::ToSpan;
use org::{Action, Resource, UnitCode};
use serde::Serialize;
use store::case::{CaseDimension, CaseFilter, Mark};

/// Cases of so many days are looked at for who finished such ones.
const PAST_DAYS: i64 = 365;

/// A unit that a case could go to.
#[derive(Debug, Clone, Serialize)]
pub struct Suggested {
    /// Code of the unit or matter.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Why, the weightiest first: Chinese, English.
    pub reasons: Vec<(String, String)>,
}

/// A unit that the duty list keeps from having it.
#[derive(Debug, Clone, Serialize)]
pub struct Blocking {
    /// Unit code.
    pub unit: String,
    /// Its name.
    pub name: String,
    /// Why, with the entry, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// What the duty list and the learnt model say to the dispatch of a case.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Proposals {
    /// What the model says; none where nothing is learnt yet, and the list alone proposes.
    pub learned: Option<Offered>,
    /// Units, the best first.
    pub units: Vec<Suggested>,
    /// Units named by the list that it may not be dispatched to.
    pub blocked: Vec<Blocking>,
}

/// Proposals for a case; a person chooses.
pub async fn proposals(app: &App, actor: &Actor, id: &str) -> Result<Proposals> {
    let case = step::load(app, id).await?;
    reach::require(app, actor, Action::View, Resource::Case, &case.state)?;
    of(app, actor, &case.state).await
}

/// The best unit by the folder's duty list; for playing the demonstration.
pub(crate) fn best_unit(app: &App, case: &casework::Case) -> Option<String> {
    let profile = app.profile();
    let matter = MatterCode::parse(case.matter.as_deref()?).ok()?;
    let catalogue = duty::Catalogue::new(profile.matters.clone());
    let list = duty::DutyList::new(catalogue, profile.duties.clone(), &profile.directory);
    let area = dispatch::area(&profile, case);
    let found = list.propose(&matter, area.as_ref(), app.today(), &[]);
    found.first().map(|p| p.unit.to_string())
}

pub(super) async fn of(app: &App, actor: &Actor, case: &casework::Case) -> Result<Proposals> {
    let ground = Ground::new(app, &Filer::Staff(actor))?;
    let matter = case
        .matter
        .as_deref()
        .and_then(|m| MatterCode::parse(m).ok());
    let duties = in_force(app, calendar::civil_date(ground.now())).await?;
    let learned = learning::of_case(app, &duties, case).await?;
    let Some(matter) = matter else {
        return Ok(Proposals {
            learned,
            ..Proposals::default()
        });
    };
    let area = dispatch::area(ground.profile(), case);
    let past = past(app, case).await?;
    let profile = app.profile();
    let units = duties
        .propose(&matter, area.as_ref(), &past)
        .into_iter()
        .map(|p| Suggested {
            name: unit_name(&profile, p.unit.as_str()),
            code: p.unit.to_string(),
            reasons: p.reasons.iter().map(|r| (r.zh(), r.en())).collect(),
        });
    let named = duties.entries(&matter, area.as_ref());
    let mut seen = std::collections::BTreeSet::new();
    let blocked = named
        .iter()
        .filter(|e| seen.insert(e.unit.clone()))
        .filter_map(|e| {
            let refused = duties
                .check_dispatch(&e.unit, &matter, area.as_ref())
                .err()?;
            Some(Blocking {
                unit: e.unit.to_string(),
                name: unit_name(&profile, e.unit.as_str()),
                zh: refused.zh(duties.list()),
                en: refused.en(duties.list()),
            })
        });
    let mut units: Vec<Suggested> = units.collect();
    add_learned(&mut units, learned.as_ref());
    Ok(Proposals {
        units,
        blocked: blocked.collect(),
        learned,
    })
}

/// What the model says of a unit that the list proposes stands among its reasons; the order is the
/// list's.
pub(super) fn add_learned(units: &mut [Suggested], learned: Option<&Offered>) {
    let Some((said, (code, _, per_mille))) = learned.and_then(|l| Some((l, l.unit.as_ref()?)))
    else {
        return;
    };
    if let Some(unit) = units.iter_mut().find(|unit| unit.code == *code) {
        let share = learning::percent(*per_mille);
        let version = said.model;
        unit.reasons.push((
            format!("模型第{version}版：{share}"),
            format!("model {version}: {share}"),
        ));
    }
}

/// Who brought cases of this matter in this subdistrict to an end within a year, and gave back.
async fn past(app: &App, case: &casework::Case) -> Result<Vec<PastCount>> {
    let since = app.now() - (PAST_DAYS * 24).hours();
    let of = CaseFilter {
        matters: case.matter.clone().into_iter().collect(),
        subdistricts: case
            .place
            .iter()
            .filter_map(|p| p.subdistrict.as_ref().map(ToString::to_string))
            .collect(),
        reported_from: Some(since.as_millisecond()),
        phases: vec!["closed".into()],
        ..CaseFilter::default()
    };
    let back = CaseFilter {
        marks: vec![Mark::Returned],
        ..of.clone()
    };
    let by = CaseDimension::Handler;
    let closed = app.store().case_tally(app.district(), &of, by).await?;
    let returned = app.store().case_tally(app.district(), &back, by).await?;
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let past = closed.into_iter().filter_map(|(unit, n)| {
        let given_back = returned.iter().find(|(u, _)| *u == unit);
        Some(PastCount {
            closed: count(n),
            returned: given_back.map_or(0, |(_, n)| count(*n)),
            unit: UnitCode::parse(&unit).ok()?,
        })
    });
    Ok(past.collect())
}

/// The matters a text seems to be about, the likeliest first; with the words that spoke for each.
pub async fn suggest(app: &App, actor: &Actor, text: &str) -> Result<Vec<Suggested>> {
    app.require(
        actor,
        Action::Create,
        Resource::Case,
        &[actor.unit.as_str()],
    )?;
    let duties = in_force(app, app.today()).await?;
    learning::matters(app, &duties, text).await
}
