//! A stored light told for a day: the same colour with that day's numbers.

use super::{Basis, LightState, recompute};
use commitment::Commitment;
use figure::Comparator;
use jiff::civil::Date;
use profile::Profile;

/// The light as a page of `on` shows it. Colours are stored when they change; the numbers in a
/// reason (days passed, share of the schedule) move every day and are worked out for the day
/// shown, from the facts known then. A target in step with another measure keeps its stored
/// words, since they name the other's readings.
pub(crate) fn told(
    profile: &Profile,
    state: &LightState,
    c: &Commitment,
    by: Basis<'_>,
    on: Date,
) -> LightState {
    let in_step = c
        .target
        .as_ref()
        .is_some_and(|t| t.comparator == Comparator::InStep);
    if in_step || on < state.assessed_on {
        return state.clone();
    }
    // What was to come is as it was when the light was stored, until that day itself has come.
    let ahead = state.light.next_change;
    let light = match ahead {
        Some((day, _)) if day <= on => recompute::assess(profile, c, by, vec![], on),
        _ => recompute::assess_until(profile, c, by, on, ahead),
    };
    LightState {
        light,
        assessed_on: on,
        ..state.clone()
    }
}
