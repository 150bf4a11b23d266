//! Report investment of a month; have a second person verify it.

use super::{Decide, bounded, claimed, decided};
use crate::{Decision, Investment, Ledger, Project, Refusal};
use figure::Decimal;
use indicator::Context;
use jiff::civil::Date;
use refusal::required;
use serde::{Deserialize, Serialize};

/// Most entries of one project.
const ENTRIES_MAX: usize = 2_000;

/// An amount as units report it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// Of the month alone, in 元.
    Month(Decimal),
    /// From January to the end of the month, in 元.
    YearToDate(Decimal),
}

/// Report investment of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Which ledger.
    pub ledger: Ledger,
    /// Year.
    pub year: i16,
    /// 1..=12.
    pub month: i8,
    /// How much.
    pub amount: Amount,
    /// In words; why, where it replaces an entry or is negative.
    pub note: String,
}

/// Reports a month; it counts once verified by somebody else. Errors: `month_out_of_range`,
/// `month_not_over`, `amount_too_large`, `amount_too_fine`, `earlier_month_waiting`,
/// `reason_required` (for a negative month or another amount), `nothing_changed`, `waiting_already`,
/// `entries_too_many`.
pub fn report(state: &Project, cmd: &Report, ctx: &Context) -> Result<Project, Refusal> {
    check_month(cmd, ctx)?;
    let of_month = |i: &&Investment| (i.ledger, i.year) == (cmd.ledger, cmd.year);
    let waits = |i: &&Investment| i.claim.decision == Decision::Waiting;
    let mut waiting = state.investments.iter().filter(of_month).filter(waits);
    if waiting.clone().any(|i| i.month == cmd.month) {
        return Err(Refusal::new("waiting_already").with("month", cmd.month));
    }
    let (amount, year_to_date) = match cmd.amount {
        Amount::Month(amount) => (bounded(amount, "amount")?, None),
        Amount::YearToDate(sum) => {
            if let Some(earlier) = waiting.find(|i| i.month < cmd.month) {
                return Err(Refusal::new("earlier_month_waiting").with("month", earlier.month));
            }
            let sum = bounded(sum, "amount")?;
            let before = state.invested(cmd.ledger, cmd.year, cmd.month - 1, ctx.today);
            let before = before.ok_or_else(|| Refusal::new("out_of_range"))?;
            (bounded(sum - before, "amount")?, Some(sum))
        }
    };
    let known = state.investment(cmd.ledger, cmd.year, cmd.month, ctx.today);
    if known.is_some_and(|k| k.amount == amount) {
        return Err(Refusal::new("nothing_changed"));
    }
    let unusual = known.is_some() || amount.is_sign_negative();
    if unusual && cmd.note.trim().is_empty() {
        return Err(Refusal::on("reason_required", "note"));
    }
    if state.investments.len() >= ENTRIES_MAX {
        return Err(Refusal::new("entries_too_many").with("max", ENTRIES_MAX));
    }
    let mut next = state.clone();
    let no = state.investments.iter().map(|i| i.no).max().unwrap_or(0) + 1;
    next.investments.push(Investment {
        no,
        ledger: cmd.ledger,
        year: cmd.year,
        month: cmd.month,
        amount,
        year_to_date,
        note: match cmd.note.trim() {
            "" => String::new(),
            words => required(words, "note")?,
        },
        claim: claimed(ctx),
    });
    Ok(next)
}

/// Verifies or returns an entry. Errors: `no_such_entry`, `not_waiting`, `own_claim`, `required`.
pub fn decide_investment(state: &Project, cmd: &Decide, ctx: &Context) -> Result<Project, Refusal> {
    let mut next = state.clone();
    let entry = next.investments.iter_mut().find(|i| i.no == cmd.no);
    let entry = entry.ok_or_else(|| Refusal::new("no_such_entry").with("no", cmd.no))?;
    entry.claim = decided(&entry.claim, cmd, ctx)?;
    Ok(next)
}

/// Investment is reported for months that are over; the current one from its last day on.
fn check_month(cmd: &Report, ctx: &Context) -> Result<(), Refusal> {
    let first = Date::new(cmd.year, cmd.month, 1);
    let first = first.map_err(|_| Refusal::on("month_out_of_range", "month"))?;
    match first.last_of_month() <= ctx.today {
        true => Ok(()),
        false => Err(Refusal::on("month_not_over", "month").with("month", cmd.month)),
    }
}
