//! Whether a case type can work: nobody is stuck, nothing is ownerless, nobody judges themselves.

mod effects;
mod flow;
mod names;
mod parts;

use super::problem::Log;
use super::raw::{RawAction, RawClock, RawField, RawState, RawType, Word};
use super::read::at;
use super::{ActionSpec, CaseType, ClockSpec, Field, StateSpec};

/// Everything wrong with a type that could be read.
pub(super) fn check(kind: &CaseType, raw: &RawType, duty_hours: &[&str], log: &mut Log<'_>) {
    names::check(kind, raw, log);
    if !log.problems.is_empty() {
        return;
    }
    parts::check(kind, raw, duty_hours, log);
    effects::check(kind, raw, log);
    flow::check(kind, raw, log);
}

fn states<'a>(
    kind: &'a CaseType,
    raw: &'a RawType,
) -> impl Iterator<Item = (&'a StateSpec, &'a RawState)> {
    let raw = raw.state.iter().map(toml::Spanned::get_ref);
    kind.states.iter().zip(raw)
}

fn actions<'a>(
    kind: &'a CaseType,
    raw: &'a RawType,
) -> impl Iterator<Item = (&'a ActionSpec, &'a RawAction)> {
    let raw = raw.action.iter().map(toml::Spanned::get_ref);
    kind.actions.iter().zip(raw)
}

fn clocks<'a>(
    kind: &'a CaseType,
    raw: &'a RawType,
) -> impl Iterator<Item = (&'a ClockSpec, &'a RawClock)> {
    let raw = raw.clock.iter().map(toml::Spanned::get_ref);
    kind.clocks.iter().zip(raw)
}

fn fields<'a>(
    kind: &'a CaseType,
    raw: &'a RawType,
) -> impl Iterator<Item = (&'a Field, &'a RawField)> {
    let raw = raw.field.iter().map(toml::Spanned::get_ref);
    kind.fields.iter().zip(raw)
}

/// The place of an optional word, or of the part's key.
fn place(word: Option<&Word>, key: &Word) -> usize {
    word.map_or_else(|| at(key), at)
}
