//! Pauses: stretches of time during which a clock stands still (中止, 挂账).

use crate::error::CalendarError;
use crate::zone::{DAY_SECONDS, in_range, start_second};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Most pauses of one deadline.
pub(crate) const PAUSES_MAX: usize = 200;

/// The clock stands still from `from` up to, not including, `to`.
///
/// For a pause that is still open pass the present instant as its end: the due instant is
/// then the earliest possible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The clock stops.
    pub from: Timestamp,
    /// The clock runs again.
    pub to: Timestamp,
    /// On what ground.
    pub reason: String,
}

/// A pause in whole seconds since the epoch, not overlapping the one before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stopped<'a> {
    pub from: i64,
    pub to: i64,
    pub reason: &'a str,
}

/// Checks the pauses and lays them end to end: where two overlap, the earlier reason stands.
pub(crate) fn lay_out(pauses: &[Pause]) -> Result<Vec<Stopped<'_>>, CalendarError> {
    if pauses.len() > PAUSES_MAX {
        return Err(CalendarError::TooMany {
            what: "暂停",
            max: PAUSES_MAX,
        });
    }
    let mut stopped = Vec::with_capacity(pauses.len());
    for (at, pause) in pauses.iter().enumerate() {
        let (from, to) = (
            in_range(pause.from)?.as_second(),
            in_range(pause.to)?.as_second(),
        );
        if from >= to {
            return Err(CalendarError::PauseOrder(at + 1));
        }
        stopped.push(Stopped {
            from,
            to,
            reason: &pause.reason,
        });
    }
    stopped.sort_by_key(|pause| pause.from);
    let mut end = i64::MIN;
    for pause in &mut stopped {
        pause.from = pause.from.max(end);
        end = end.max(pause.to);
    }
    stopped.retain(|pause| pause.from < pause.to);
    Ok(stopped)
}

/// The reason of the first pause that touches the civil day, if any does.
pub(crate) fn touching<'a>(
    stopped: &[Stopped<'a>],
    day: Date,
) -> Result<Option<&'a str>, CalendarError> {
    if stopped.is_empty() {
        return Ok(None);
    }
    let start = start_second(day)?;
    let touches = |pause: &&Stopped<'a>| pause.from < start + DAY_SECONDS && pause.to > start;
    Ok(stopped.iter().find(touches).map(|pause| pause.reason))
}

/// The parts of `from..to` (seconds) outside every pause, in order.
pub(crate) fn outside(stopped: &[Stopped<'_>], from: i64, to: i64) -> Vec<(i64, i64)> {
    let mut parts = Vec::new();
    let mut at = from;
    for pause in stopped {
        if pause.from >= to {
            break;
        }
        if pause.from > at {
            parts.push((at, pause.from));
        }
        at = at.max(pause.to);
    }
    if at < to {
        parts.push((at, to));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pause(from: i64, to: i64) -> Pause {
        let at = |second| Timestamp::from_second(1_700_000_000 + second).unwrap();
        Pause {
            from: at(from),
            to: at(to),
            reason: format!("{from}"),
        }
    }

    #[test]
    fn overlaps_are_laid_end_to_end() {
        let pauses = [pause(50, 60), pause(0, 10), pause(5, 20), pause(6, 9)];
        let base = 1_700_000_000;
        let laid: Vec<_> = lay_out(&pauses)
            .unwrap()
            .iter()
            .map(|p| (p.from - base, p.to - base))
            .collect();
        assert_eq!(laid, [(0, 10), (10, 20), (50, 60)]);
        let free = outside(&lay_out(&pauses).unwrap(), base - 5, base + 55);
        assert_eq!(free, [(base - 5, base), (base + 20, base + 50)]);
    }

    #[test]
    fn a_pause_must_end_after_it_starts() {
        assert_eq!(
            lay_out(&[pause(0, 1), pause(5, 5)]).unwrap_err(),
            CalendarError::PauseOrder(2)
        );
        let many = vec![pause(0, 1); PAUSES_MAX + 1];
        assert_eq!(lay_out(&many).unwrap_err().code(), "calendar.too_many");
    }
}
