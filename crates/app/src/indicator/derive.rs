//! Derived indicators, reckoned anew in the transaction that confirms what they read; the value before
//! stays with what it was reckoned from.

use super::held::{Cells, Held, cell_id};
use crate::change_of::{changed, made};
use crate::kinds;
use figure::Period;
use indicator::formula::{Formula, Operand, Origin, Shift, evaluate};
use indicator::observation::{Cell, Input, enter_derived};
use indicator::{Context, Definition, Refusal, cadence};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use store::Change;

/// What is known after a step: the new states over the stored ones.
pub(super) struct Known<'a> {
    pub held: &'a Held,
    pub cells: &'a Cells,
    pub new: BTreeMap<String, Cell>,
}

impl Known<'_> {
    fn cell(&self, id: &str) -> Option<&Cell> {
        let stored = || self.cells.get(id).map(|one| &one.state);
        self.new.get(id).or_else(stored)
    }
}

/// The changes of derived indicators that follow from new values of one place.
pub(super) fn follow(known: &mut Known<'_>, place: &str, ctx: &Context) -> Vec<Change> {
    let mut moved: BTreeSet<(String, String)> = known
        .new
        .values()
        .map(|cell| (cell.indicator.clone(), cell.period.to_string()))
        .collect();
    let mut changes = vec![];
    for code in in_order(known.held) {
        let Some(indicator) = known.held.indicator(&code) else {
            continue;
        };
        for period in touched(&indicator.state, &moved) {
            let Some(definition) = indicator.state.on(period) else {
                continue;
            };
            let id = cell_id(place, &code, period);
            let reckoned = reckon(known, definition, place, period);
            let next = reckoned.and_then(|r| {
                let cell = known.cell(&id);
                let released_on = released(known, definition, place, period, &r.inputs);
                let cell = enter_derived(
                    &indicator.state,
                    cell,
                    place,
                    period,
                    r.value,
                    r.inputs,
                    ctx,
                )?;
                Ok(cell.released(released_on))
            });
            // What cannot be reckoned yet, or says nothing new, leaves things as they are.
            let Ok(next) = next else { continue };
            changes.push(match known.cells.get(&id) {
                None => made(kinds::OBSERVATION, &id, "observation.derive", &next),
                Some(before) => changed(before, "observation.derive", None, &next),
            });
            moved.insert((code.clone(), period.to_string()));
            known.new.insert(id, next);
        }
    }
    changes
}

fn reckon(
    known: &Known<'_>,
    definition: &Definition,
    place: &str,
    period: Period,
) -> Result<indicator::formula::Reckoned, Refusal> {
    let text = definition.formula.as_deref().unwrap_or_default();
    let formula = Formula::parse(text)?;
    evaluate(
        &formula,
        period,
        definition.jan_feb_merged,
        |operand, at| {
            let id = cell_id(place, &operand.code, at);
            let reading = known.cell(&id).and_then(|cell| cell.as_of(Date::MAX));
            let missing = || Refusal::new("no_value").with("period", at.to_chinese());
            let reading = reading.ok_or_else(missing)?;
            Ok((reading.vintage.value, reading.revision))
        },
    )
}

/// The day of its release: what it is reckoned from has to be released too, for it would tell of it.
fn released(
    known: &Known<'_>,
    definition: &Definition,
    place: &str,
    period: Period,
    inputs: &[Input],
) -> Option<Date> {
    let of_inputs = inputs.iter().filter_map(|input| {
        let code = input.operand.split('@').next().unwrap_or_default();
        let cell = known.cell(&cell_id(place, code, input.period))?;
        cell.as_of(Date::MAX)?.vintage.released_on
    });
    of_inputs.chain(definition.release_due(period)).max()
}

/// The periods of a derived indicator that read one of those moved.
fn touched(indicator: &indicator::Indicator, moved: &BTreeSet<(String, String)>) -> Vec<Period> {
    let mut found = BTreeMap::new();
    let formulas = indicator.versions.iter().filter_map(|v| {
        let formula = Formula::parse(v.formula.as_ref()?).ok()?;
        Some((v.jan_feb_merged, formula.operands()))
    });
    for (merged, operands) in formulas {
        for (code, period) in moved {
            let Ok(period) = period.parse::<Period>() else {
                continue;
            };
            for operand in operands.iter().filter(|o| reads(o, code)) {
                let at = match operand.shift {
                    Shift::Same => Some(period),
                    Shift::YearBefore => year_after(period),
                    Shift::Before => cadence::after(period, merged),
                };
                found.extend(at.map(|at| (at.to_string(), at)));
            }
        }
    }
    found.into_values().collect()
}

fn reads(operand: &Operand, code: &str) -> bool {
    operand.origin == Origin::Indicator && operand.code == code
}

/// The period that has this one as its year before.
fn year_after(period: Period) -> Option<Period> {
    cadence::years_before(period, -1)
}

/// Derived indicators, each after those it reads.
fn in_order(held: &Held) -> Vec<String> {
    let mut left: BTreeMap<&str, BTreeSet<String>> = held
        .indicators
        .values()
        .filter_map(|one| {
            let text = one.state.latest()?.formula.as_ref()?;
            let reads = Formula::parse(text).ok()?.operands();
            let codes = reads.into_iter().map(|operand| operand.code).collect();
            Some((one.state.code.as_str(), codes))
        })
        .collect();
    let mut order = vec![];
    while !left.is_empty() {
        let ready = |reads: &BTreeSet<String>| !reads.iter().any(|r| left.contains_key(r.as_str()));
        let next: Vec<&str> = left
            .iter()
            .filter(|(_, reads)| ready(reads))
            .map(|(code, _)| *code)
            .collect();
        // Definitions that lead back to themselves are refused when made.
        if next.is_empty() {
            break;
        }
        for code in next {
            left.remove(code);
            order.push(code.to_owned());
        }
    }
    order
}
