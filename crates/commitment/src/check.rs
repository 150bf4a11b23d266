//! What a commitment's terms must hold: as a draft, and to enter the ledger.

use crate::owners::check_owners;
use crate::{Commitment, Kind, MeasuredBy, Plan, Refusal};
use figure::{Basis, Comparator, Decimal, Target};
use jiff::civil::Date;

/// Most points of a plan.
pub(crate) const PLAN_POINTS_MAX: usize = 120;
/// Longest review rhythm.
const REVIEW_EVERY_DAYS_MAX: u16 = 366;

/// Refuses terms that contradict each other.
pub(crate) fn check_terms(state: &Commitment) -> Result<(), Refusal> {
    if state
        .deadline
        .is_some_and(|deadline| deadline < state.start)
    {
        return Err(Refusal::on("deadline_before_start", "deadline"));
    }
    if state
        .review_every_days
        .is_some_and(|days| days == 0 || days > REVIEW_EVERY_DAYS_MAX)
    {
        let refusal = Refusal::on("review_rhythm_out_of_range", "review_every_days");
        return Err(refusal.with("max", REVIEW_EVERY_DAYS_MAX));
    }
    if let Some(target) = &state.target {
        check_target(target)?;
    }
    crate::cases::check(state)?;
    crate::projects::check(state)?;
    crate::indicators::check(state)?;
    check_plan(state)
}

/// Refuses a task that may not enter the ledger as it is.
pub(crate) fn check_issuable(state: &Commitment) -> Result<(), Refusal> {
    if state
        .lead
        .as_deref()
        .is_none_or(|lead| lead.trim().is_empty())
    {
        return Err(Refusal::on("lead_required", "lead"));
    }
    check_owners(state.lead.as_deref(), &state.supporting)?;
    if state.kind == Kind::Quantified && state.target.is_none() {
        return Err(Refusal::on("target_required", "target"));
    }
    let by_figures = matches!(
        state.measured_by,
        MeasuredBy::Records
            | MeasuredBy::Readings
            | MeasuredBy::Cases
            | MeasuredBy::Projects
            | MeasuredBy::Indicators
    );
    if by_figures != state.target.is_some() {
        return Err(Refusal::on("measure_mismatch", "measured_by"));
    }
    let has_reason = state
        .no_deadline_reason
        .as_deref()
        .is_some_and(|r| !r.trim().is_empty());
    if state.deadline.is_none() && !has_reason {
        return Err(Refusal::on("deadline_or_reason_required", "deadline"));
    }
    check_terms(state)
}

/// How a commitment of this kind and target is measured, unless someone says otherwise: levels
/// by records that add up, all else by readings.
pub(crate) fn usual_measure(kind: Kind, target: Option<&Target>) -> MeasuredBy {
    match (kind, target) {
        (_, Some(target)) if adds_up(target) => MeasuredBy::Records,
        (_, Some(_)) => MeasuredBy::Readings,
        (Kind::Milestone, None) => MeasuredBy::Milestones,
        (_, None) => MeasuredBy::Notes,
    }
}

/// The kind a draft has once its target is known: with a target it is quantified; without one
/// it can no longer be.
pub(crate) fn kind_for(kind: Kind, has_target: bool) -> Kind {
    match (kind, has_target) {
        (_, true) => Kind::Quantified,
        (Kind::Quantified, false) => Kind::Continuing,
        (kind, false) => kind,
    }
}

fn adds_up(target: &Target) -> bool {
    let by_word = matches!(
        target.comparator,
        Comparator::NonDecreasing | Comparator::InStep
    );
    target.basis == Basis::Level && !by_word
}

fn check_target(target: &Target) -> Result<(), Refusal> {
    if target.measure.trim().is_empty() {
        return Err(Refusal::on("target_measure_required", "target"));
    }
    match target.comparator {
        Comparator::NonDecreasing => return Ok(()),
        Comparator::InStep => {
            return match &target.in_step_with {
                Some(other) if !other.trim().is_empty() => Ok(()),
                _ => Err(Refusal::on("target_partner_required", "target")),
            };
        }
        _ => {}
    }
    let Some(value) = target.value else {
        return Err(Refusal::on("target_value_required", "target"));
    };
    if target.unit.trim().is_empty() {
        return Err(Refusal::on("target_unit_required", "target"));
    }
    let too_large = |value: Decimal| value.abs() > Decimal::from(crate::quantity::AMOUNT_MAX);
    if too_large(value) || target.value_hi.is_some_and(too_large) {
        let refusal = Refusal::on("amount_too_large", "target");
        return Err(refusal.with("max", crate::quantity::AMOUNT_MAX));
    }
    let is_range = target.comparator == Comparator::Range;
    match target.value_hi {
        Some(high) if !is_range || high <= value => {
            Err(Refusal::on("target_range_reversed", "target"))
        }
        None if is_range => Err(Refusal::on("target_range_reversed", "target")),
        _ => Ok(()),
    }
}

fn check_plan(state: &Commitment) -> Result<(), Refusal> {
    let too_many = |count: usize| match count > PLAN_POINTS_MAX {
        true => Err(Refusal::on("plan_too_long", "plan").with("max", PLAN_POINTS_MAX)),
        false => Ok(()),
    };
    match &state.plan {
        Plan::LinearDays => Ok(()),
        Plan::Months(points) => {
            too_many(points.len())?;
            if points.is_empty() || state.target.as_ref().and_then(|t| t.value).is_none() {
                return Err(Refusal::on("plan_needs_target", "plan"));
            }
            let mut before: Option<(Date, Decimal)> = None;
            for point in points {
                let month = Date::new(point.year, point.month, 1)
                    .map_err(|_| Refusal::on("plan_month_invalid", "plan"))?;
                let rises =
                    before.is_none_or(|(earlier, sum)| earlier < month && sum <= point.cumulative);
                if !rises || point.cumulative < Decimal::ZERO {
                    return Err(Refusal::on("plan_not_rising", "plan"));
                }
                before = Some((month, point.cumulative));
            }
            Ok(())
        }
        Plan::Milestones(points) => {
            too_many(points.len())?;
            let mut sum = Decimal::ZERO;
            for (index, point) in points.iter().enumerate() {
                let refuse = |code| Err(Refusal::on(code, "plan").with("index", index + 1));
                if point.title.trim().is_empty() {
                    return refuse("milestone_title_required");
                }
                let late = state.deadline.is_some_and(|deadline| deadline < point.due);
                if late || point.due < state.start {
                    return refuse("milestone_outside");
                }
                if point.share_percent <= Decimal::ZERO
                    || point.share_percent > Decimal::ONE_HUNDRED
                {
                    return refuse("milestone_share_invalid");
                }
                sum += point.share_percent;
            }
            match sum == Decimal::ONE_HUNDRED {
                true => Ok(()),
                false => Err(Refusal::on("milestone_shares_not_hundred", "plan").with("sum", sum)),
            }
        }
    }
}
