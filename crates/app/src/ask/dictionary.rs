//! The metric dictionary of a person: what may be seen, by the names of the profile.

use crate::duty::in_force;
use crate::{Actor, App, Result, indicator};
use ::ask::{
    Dictionary, Facet, Measure, Metric, Place, Register, Value, cases, commitments, projects,
};
use ::indicator::{Cadence, Definition, GrowthFrom};
use evaluation::Rate;
use figure::Dimension;
use org::UnitKind;
use profile::Profile;

/// The dictionary. Errors: `auth.forbidden` for who may not list indicators; of the other registers each brings
/// what may be listed.
pub(super) async fn of(app: &App, actor: &Actor) -> Result<Dictionary> {
    let registers = super::registers(app, actor)?;
    let lists = |register| registers.contains(&register);
    let (mut metrics, mut nouns, mut values) = (vec![], vec![], vec![]);
    let mut add = |(kept, noun, words): ::ask::Kept| {
        metrics.extend(kept);
        nouns.push(noun);
        values.extend(words);
    };
    if lists(Register::Projects) {
        add(projects());
    }
    if lists(Register::Commitments) {
        add(commitments());
    }
    if lists(Register::Cases) {
        let rates = Rate::ALL.map(|rate| (rate.code(), rate.zh(), rate.formula_zh()));
        let (kept, noun, _) = cases(&rates);
        add((kept, noun, matters(app).await?));
    }
    let all = indicator::definitions(app, actor).await?;
    metrics.extend(
        all.iter()
            .map(|(code, definition)| series(app, code, definition)),
    );
    let profile = app.profile();
    for metric in &mut metrics {
        let named = profile
            .ask
            .metrics
            .iter()
            .filter(|(code, _)| *code == metric.code);
        metric.aliases.extend(named.map(|(_, name)| name.clone()));
    }
    let whole = vec![profile.district.name.clone()];
    let dictionary = Dictionary::new(metrics, places(&profile), whole)?;
    Ok(dictionary.with(units(&profile), nouns, values))
}

/// An indicator as a metric.
fn series(app: &App, code: &str, definition: &Definition) -> Metric {
    let dimension = definition.unit().map(|unit| unit.dimension);
    let rate = matches!(dimension, Some(Dimension::Share | Dimension::Points));
    let mut measures = vec![Measure::Value];
    if !rate {
        measures.push(Measure::Growth);
        if definition.growth_from == GrowthFrom::Computed {
            measures.push(Measure::LevelChange);
        }
        if definition.cadence != Cadence::Day {
            measures.extend([Measure::TwoYearAverage, Measure::Streak, Measure::Forecast]);
        }
        if indicator::is_planned(app, code) {
            measures.extend([
                Measure::Plan,
                Measure::Completion,
                Measure::Ahead,
                Measure::Gap,
                Measure::RunRate,
            ]);
        }
    }
    Metric {
        aliases: definition.aliases.clone(),
        caliber: definition.caliber.clone(),
        unit: definition.unit.clone(),
        cadence: definition.cadence,
        jan_feb_merged: definition.jan_feb_merged,
        flow: definition.flow,
        measures,
        ..Metric::of_indicator(code, &definition.name)
    }
}

/// Subdistricts, also without their last character (某某街).
fn places(profile: &Profile) -> Vec<Place> {
    let all = profile.directory.iter();
    all.filter(|u| u.kind == UnitKind::Subdistrict)
        .map(|unit| {
            let code = unit.code.as_str().to_owned();
            let mut aliases = named(profile, &code);
            aliases.extend(unit.name.strip_suffix('道').map(str::to_owned));
            Place {
                name: unit.name.clone(),
                aliases,
                code,
            }
        })
        .collect()
}

/// Departments, also without the district before their name.
fn units(profile: &Profile) -> Vec<Place> {
    let district = profile.district.name.as_str();
    let kinds = [UnitKind::Office, UnitKind::Department, UnitKind::Branch];
    let all = profile.directory.iter();
    all.filter(|u| kinds.contains(&u.kind))
        .map(|unit| {
            let code = unit.code.as_str().to_owned();
            let name = unit.name.as_str();
            let mut aliases = named(profile, &code);
            let bare = name.strip_prefix(district).or(name.strip_prefix('区'));
            aliases.extend(bare.map(str::to_owned));
            Place {
                name: name.to_owned(),
                aliases,
                code,
            }
        })
        .collect()
}

fn named(profile: &Profile, code: &str) -> Vec<String> {
    let own = profile.ask.units.iter().filter(|(unit, _)| unit == code);
    own.map(|(_, name)| name.clone()).collect()
}

/// Matters in force today, by name.
async fn matters(app: &App) -> Result<Vec<Value>> {
    let duties = in_force(app, app.today()).await?;
    let all = duties.list().catalogue().on(duties.day());
    let value = |matter: &duty::Matter| Value {
        register: Register::Cases,
        facet: Facet::Matter,
        code: matter.code.to_string(),
        names: vec![matter.name.clone()],
    };
    Ok(all.map(value).collect())
}
