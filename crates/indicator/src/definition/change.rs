//! Define an indicator, give it a new version, mark a break.

use super::{
    Access, Across, Better, BreakKind, Definition, Flow, GrowthFrom, Indicator, Price, SeriesBreak,
};
use crate::formula::Formula;
use crate::{Cadence, Context, Refusal};
use figure::{Decimal, Dimension};
use jiff::civil::Date;
use refusal::required;
use serde::{Deserialize, Serialize};

/// Longest code.
const CODE_CHARS_MAX: usize = 40;
/// Most versions of one indicator.
const VERSIONS_MAX: usize = 50;
/// Most breaks of one indicator.
const BREAKS_MAX: usize = 100;
/// Most aliases of one version.
const ALIASES_MAX: usize = 20;

/// The terms of a definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Define {
    /// Stable code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Caliber in words.
    pub caliber: String,
    /// Unit symbol.
    pub unit: String,
    /// How often.
    pub cadence: Cadence,
    /// January and February come as one.
    pub jan_feb_merged: bool,
    /// What a value covers.
    pub flow: Flow,
    /// In which prices.
    pub price: Price,
    /// Where growth comes from.
    pub growth_from: GrowthFrom,
    /// Unit that owes the values.
    pub source_unit: String,
    /// Days from the end of the period to the release.
    pub release_lag_days: u16,
    /// Who may see it before.
    pub access: Access,
    /// How places make the whole.
    pub across: Across,
    /// Which direction is better.
    pub better: Better,
    /// Below this base no growth is shown.
    pub tiny_base: Option<Decimal>,
    /// Fewest contributing firms.
    pub contributors_min: u32,
    /// Formula of a derived indicator.
    pub formula: Option<String>,
    /// First day of the periods it counts for.
    pub valid_from: Date,
}

/// A new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revise {
    /// The new terms; the code stays.
    pub terms: Define,
    /// Why.
    pub reason: String,
}

/// Mark a break of the series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkBreak {
    /// Identifier of the new break.
    pub new_id: String,
    /// First day on the new basis.
    pub from: Date,
    /// Place; none for all.
    pub place: Option<String>,
    /// Why.
    pub kind: BreakKind,
    /// In words.
    pub note: String,
}

/// Makes an indicator. Errors: `code_shape`, `required`, `text_too_long`, `unit_unknown`,
/// `rate_adds_up`, `stock_merged`, `merged_needs_months`, `too_many_aliases`, those of formulas.
pub fn define(cmd: &Define, ctx: &Context) -> Result<Indicator, Refusal> {
    Ok(Indicator {
        code: cmd.code.clone(),
        versions: vec![version_of(cmd, 1, String::new(), ctx)?],
        breaks: vec![],
    })
}

/// Adds a version; the one before ends on the eve. Errors: as [`define`], `code_fixed`,
/// `versions_too_many`, `version_not_later`.
pub fn revise(state: &Indicator, cmd: &Revise, ctx: &Context) -> Result<Indicator, Refusal> {
    if cmd.terms.code != state.code {
        return Err(Refusal::on("code_fixed", "code"));
    }
    if state.versions.len() >= VERSIONS_MAX {
        return Err(Refusal::new("versions_too_many").with("max", VERSIONS_MAX));
    }
    let mut next = state.clone();
    let last = next
        .versions
        .last_mut()
        .ok_or_else(|| Refusal::new("not_defined"))?;
    let eve = cmd.terms.valid_from.yesterday();
    let eve = eve.map_err(|_| Refusal::on("version_not_later", "valid_from"))?;
    if cmd.terms.valid_from <= last.valid_from {
        let refusal = Refusal::on("version_not_later", "valid_from");
        return Err(refusal.with("day", last.valid_from));
    }
    last.valid_to = Some(eve);
    let number = last.version + 1;
    let reason = required(&cmd.reason, "reason")?;
    let version = version_of(&cmd.terms, number, reason, ctx)?;
    next.versions.push(version);
    Ok(next)
}

/// Marks a break. Errors: `required`, `text_too_long`, `breaks_too_many`, `break_twice`.
pub fn mark_break(state: &Indicator, cmd: &MarkBreak, ctx: &Context) -> Result<Indicator, Refusal> {
    if state.breaks.len() >= BREAKS_MAX {
        return Err(Refusal::new("breaks_too_many").with("max", BREAKS_MAX));
    }
    let same = |b: &SeriesBreak| b.from == cmd.from && b.place == cmd.place;
    if state.breaks.iter().any(same) {
        return Err(Refusal::on("break_twice", "from").with("day", cmd.from));
    }
    let mut next = state.clone();
    next.breaks.push(SeriesBreak {
        id: required(&cmd.new_id, "id")?,
        from: cmd.from,
        place: cmd.place.clone(),
        kind: cmd.kind,
        note: required(&cmd.note, "note")?,
        marked_by: ctx.actor.clone(),
        marked_on: ctx.today,
    });
    next.breaks.sort_by_key(|b| b.from);
    Ok(next)
}

fn version_of(
    cmd: &Define,
    version: u32,
    reason: String,
    ctx: &Context,
) -> Result<Definition, Refusal> {
    check_code(&cmd.code)?;
    let unit = figure::unit(&cmd.unit);
    let unit =
        unit.ok_or_else(|| Refusal::on("unit_unknown", "unit").with("unit", cmd.unit.trim()))?;
    let rate = matches!(unit.dimension, Dimension::Share | Dimension::Points);
    if rate && cmd.across == Across::Sum {
        return Err(Refusal::on("rate_adds_up", "across").with("unit", unit.symbol));
    }
    if cmd.jan_feb_merged && cmd.cadence != Cadence::Month {
        return Err(Refusal::on("merged_needs_months", "jan_feb_merged"));
    }
    if cmd.aliases.len() > ALIASES_MAX {
        return Err(Refusal::on("too_many_aliases", "aliases").with("max", ALIASES_MAX));
    }
    if let Some(formula) = &cmd.formula {
        Formula::parse(formula)?;
    }
    let aliases = cmd.aliases.iter().map(|a| required(a, "aliases"));
    Ok(Definition {
        version,
        valid_from: cmd.valid_from,
        valid_to: None,
        name: required(&cmd.name, "name")?,
        aliases: aliases.collect::<Result<_, _>>()?,
        caliber: required(&cmd.caliber, "caliber")?,
        unit: cmd.unit.clone(),
        cadence: cmd.cadence,
        jan_feb_merged: cmd.jan_feb_merged,
        flow: cmd.flow,
        price: cmd.price,
        growth_from: cmd.growth_from,
        source_unit: required(&cmd.source_unit, "source_unit")?,
        release_lag_days: cmd.release_lag_days,
        access: cmd.access,
        across: cmd.across,
        better: cmd.better,
        tiny_base: cmd.tiny_base,
        contributors_min: cmd.contributors_min,
        formula: cmd.formula.clone(),
        reason,
        set_by: ctx.actor.clone(),
        set_at: ctx.now,
        set_on: ctx.today,
    })
}

/// Errors: `code_shape`.
fn check_code(code: &str) -> Result<(), Refusal> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let begins = code.starts_with(|c: char| c.is_ascii_lowercase());
    match begins && code.len() <= CODE_CHARS_MAX && code.chars().all(fits) {
        true => Ok(()),
        false => Err(Refusal::on("code_shape", "code").with("max", CODE_CHARS_MAX)),
    }
}
