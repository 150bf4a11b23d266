//! From a figure of the reading to a target and its baseline.

use crate::Baseline;
use figure::{Basis, Comparator, Decimal, Target};
use report::{Direction, Figure, Reading};

/// The relation of links whose result can be compared with the target as it stands.
pub(super) const SAME_MEASURE: &str = "same_measure";

/// The target a figure states. A fall aimed at (下降25%以上) becomes a negative rate with the
/// comparator turned, so that "at least" stays what it says: −25 or lower.
pub(super) fn of_figure(figure: &Figure) -> Target {
    let falls = falls(figure);
    let (low, high) = match (falls, figure.value_hi) {
        (false, high) => (figure.value, high),
        (true, None) => (-figure.value, None),
        (true, Some(high)) => (-high, Some(-figure.value)),
    };
    Target {
        measure: figure.measure.clone(),
        comparator: if falls {
            turned(figure.comparator)
        } else {
            figure.comparator
        },
        value: Some(low),
        value_hi: high,
        unit: figure.unit.clone(),
        basis: figure.basis,
        in_step_with: None,
        written: written(figure),
    }
}

/// A figure as the report writes it.
pub(super) fn written(figure: &Figure) -> String {
    format!("{}{}", figure.raw_value, figure.raw_unit)
}

/// Last year's result of the same measure, in the target's unit.
pub(super) fn baseline(reading: &Reading, figure: usize) -> Option<Baseline> {
    let target = reading.figures.get(figure)?;
    let link = reading
        .links
        .iter()
        .find(|link| link.target == figure && link.relation == SAME_MEASURE)?;
    let result = reading.figures.get(link.result)?;
    let comparable = result.unit == target.unit && result.basis == target.basis;
    comparable.then(|| Baseline {
        value: signed(result),
        written: written(result),
        period: result.period.clone(),
    })
}

fn signed(figure: &Figure) -> Decimal {
    if falls(figure) {
        -figure.value
    } else {
        figure.value
    }
}

fn falls(figure: &Figure) -> bool {
    figure.direction == Some(Direction::Down)
        && matches!(figure.basis, Basis::Growth | Basis::ChangePoints)
}

fn turned(comparator: Comparator) -> Comparator {
    match comparator {
        Comparator::Ge => Comparator::Le,
        Comparator::Gt => Comparator::Lt,
        Comparator::Le => Comparator::Ge,
        Comparator::Lt => Comparator::Gt,
        same => same,
    }
}

/// A target in words. What the words leave open is proposed for the reviewer: 稳步提升 and 同步 are
/// followed by growth rates, which compare whatever the measure's own unit is.
pub(super) fn of_words(target: Target) -> Target {
    if !target.unit.is_empty() {
        return target;
    }
    Target {
        unit: "%".to_owned(),
        basis: Basis::Growth,
        ..target
    }
}
