//! Enter a project, set its plan of a year, set its total.

use super::{bounded, positive};
use crate::{Funding, Id, Project, Refusal, Total, YearPlan};
use figure::Decimal;
use indicator::Context;
use refusal::required;
use serde::{Deserialize, Serialize};

/// Most plans of one project.
const PLANS_MAX: usize = 200;
/// Most sources of money.
const FUNDING_MAX: usize = 20;
/// Months of a curve.
const MONTHS: usize = 12;

/// Enter a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// Identifier.
    pub new_id: Id,
    /// Code of the national platform.
    pub code: Option<String>,
    /// Name.
    pub name: String,
    /// Owner.
    pub owner: String,
    /// Bureau.
    pub bureau: String,
    /// Leader.
    pub leader: Option<String>,
    /// Subdistrict.
    pub place: Option<String>,
    /// Trade.
    pub category: String,
    /// Total investment, in 元.
    pub total: Decimal,
    /// Document of the total.
    pub basis: String,
    /// Where money comes from.
    pub funding: Vec<Funding>,
}

/// Set the plan of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPlan {
    /// Year.
    pub year: i16,
    /// In 元.
    pub amount: Decimal,
    /// Cumulative at the end of each of twelve months, in 元.
    pub curve: Option<Vec<Decimal>>,
    /// Special bonds to be spent, in 元.
    pub bond: Option<Decimal>,
    /// Month of the planned start.
    pub start_month: Option<i8>,
    /// Document.
    pub basis: String,
    /// Why, where it replaces one.
    pub reason: String,
}

/// Set the total anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetTotal {
    /// In 元.
    pub amount: Decimal,
    /// Document.
    pub basis: String,
    /// The new approval; wanted beyond a tenth above the first total.
    pub reapproval: Option<String>,
}

/// Enters a project. Errors: `required`, `text_too_long`, `amount_not_positive`, `amount_too_large`,
/// `amount_too_fine`, `funding_too_long`, `funding_exceeds_total`.
pub fn register(cmd: &Register, ctx: &Context) -> Result<Project, Refusal> {
    let total = positive(cmd.total, "total")?;
    if cmd.funding.len() > FUNDING_MAX {
        return Err(Refusal::on("funding_too_long", "funding").with("max", FUNDING_MAX));
    }
    let mut sum = Decimal::ZERO;
    for part in &cmd.funding {
        required(&part.source, "funding")?;
        sum += positive(part.amount, "funding")?;
    }
    if sum > total {
        let refusal = Refusal::on("funding_exceeds_total", "funding");
        return Err(refusal.with("sum", sum).with("total", total));
    }
    Ok(Project {
        id: cmd.new_id.clone(),
        code: cmd.code.clone().filter(|c| !c.trim().is_empty()),
        name: required(&cmd.name, "name")?,
        owner: required(&cmd.owner, "owner")?,
        bureau: required(&cmd.bureau, "bureau")?,
        leader: cmd.leader.clone(),
        place: cmd.place.clone(),
        category: required(&cmd.category, "category")?,
        totals: vec![Total {
            amount: total,
            basis: required(&cmd.basis, "basis")?,
            reapproval: None,
            by: ctx.actor.clone(),
            on: ctx.today,
        }],
        funding: cmd.funding.clone(),
        plans: vec![],
        investments: vec![],
        milestones: vec![],
        approvals: vec![],
        blockers: vec![],
        registered_on: ctx.today,
    })
}

/// Sets the plan of a year; an earlier one stays readable. Errors: `required`, `amount_not_positive`,
/// `amount_too_large`, `amount_too_fine`, `plan_above_total`, `curve_not_twelve`, `curve_falls`,
/// `curve_misses_plan`, `bond_above_plan`, `month_out_of_range`, `reason_required`, `plans_too_many`.
pub fn set_plan(state: &Project, cmd: &SetPlan, ctx: &Context) -> Result<Project, Refusal> {
    let amount = positive(cmd.amount, "amount")?;
    let total = state.total(ctx.today).unwrap_or_default();
    if amount > total {
        let refusal = Refusal::on("plan_above_total", "amount");
        return Err(refusal.with("plan", amount).with("total", total));
    }
    if let Some(curve) = &cmd.curve {
        check_curve(curve, amount)?;
    }
    let bond = cmd.bond.map(|b| positive(b, "bond")).transpose()?;
    if bond.is_some_and(|bond| bond > amount) {
        return Err(Refusal::on("bond_above_plan", "bond"));
    }
    if cmd.start_month.is_some_and(|m| !(1..=12).contains(&m)) {
        return Err(Refusal::on("month_out_of_range", "start_month"));
    }
    if state.plans.len() >= PLANS_MAX {
        return Err(Refusal::new("plans_too_many").with("max", PLANS_MAX));
    }
    let replaces = state.plans.iter().any(|p| p.year == cmd.year);
    if replaces && cmd.reason.trim().is_empty() {
        return Err(Refusal::on("reason_required", "reason"));
    }
    let mut next = state.clone();
    next.plans.push(YearPlan {
        year: cmd.year,
        amount,
        curve: cmd.curve.clone(),
        bond,
        start_month: cmd.start_month,
        basis: required(&cmd.basis, "basis")?,
        reason: cmd.reason.trim().to_owned(),
        by: ctx.actor.clone(),
        at: ctx.now,
        on: ctx.today,
    });
    Ok(next)
}

/// Sets the total anew. More than a tenth above the first wants a new approval (政府投资条例). Errors:
/// `required`, `amount_not_positive`, `amount_too_large`, `amount_too_fine`, `reapproval_required`,
/// `plans_too_many`.
pub fn set_total(state: &Project, cmd: &SetTotal, ctx: &Context) -> Result<Project, Refusal> {
    let amount = positive(cmd.amount, "amount")?;
    let first = state.totals.first().map(|t| t.amount).unwrap_or(amount);
    let over = amount * Decimal::TEN > first * Decimal::from(11);
    let reapproval = cmd.reapproval.clone().filter(|r| !r.trim().is_empty());
    if over && reapproval.is_none() {
        return Err(Refusal::on("reapproval_required", "reapproval").with("first", first));
    }
    if state.totals.len() >= PLANS_MAX {
        return Err(Refusal::new("plans_too_many").with("max", PLANS_MAX));
    }
    let mut next = state.clone();
    next.totals.push(Total {
        amount,
        basis: required(&cmd.basis, "basis")?,
        reapproval,
        by: ctx.actor.clone(),
        on: ctx.today,
    });
    Ok(next)
}

fn check_curve(curve: &[Decimal], amount: Decimal) -> Result<(), Refusal> {
    if curve.len() != MONTHS {
        return Err(Refusal::on("curve_not_twelve", "curve").with("count", curve.len()));
    }
    let mut before = Decimal::ZERO;
    for (index, value) in curve.iter().enumerate() {
        if bounded(*value, "curve")? < before {
            return Err(Refusal::on("curve_falls", "curve").with("month", index + 1));
        }
        before = *value;
    }
    match before == amount {
        true => Ok(()),
        false => Err(Refusal::on("curve_misses_plan", "curve")
            .with("end", before.normalize())
            .with("plan", amount)),
    }
}
