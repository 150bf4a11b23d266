//! Targets said in words alone: 稳步提升, 与…同步.

use super::words::ends;
use figure::{Basis, Comparator, Target};

/// Words that promise no fall.
const NOT_BELOW: &str = "稳中有进 稳中有升 稳中向好 稳中提质 稳步提升 稳步提高 稳步增长 稳步上升 稳定增长 持续提升 持续提高 持续增长 \
    持续改善 稳定 只增不减 总体稳定 保持稳定";

/// Words that tie one measure to another.
const IN_STEP: &str = "同步 基本同步 保持同步 同步增长 基本同步增长 同步提高 大体同步";

/// The target a clause states without a number. Only for clauses whose subject comes first.
pub fn word_target(clause: &str, subject_first: bool, goal: bool) -> Option<Target> {
    if !subject_first && !goal {
        return None;
    }
    if ends(clause, IN_STEP) {
        return in_step(clause);
    }
    let word = NOT_BELOW
        .split_whitespace()
        .filter(|w| clause.ends_with(*w))
        .max_by_key(|w| w.len())?;
    let measure = clause[..clause.len() - word.len()].trim_end_matches("保持");
    let measure = measure.trim_start_matches("确保");
    (measure.chars().count() >= 2).then(|| target(measure, Comparator::NonDecreasing, None, word))
}

fn in_step(clause: &str) -> Option<Target> {
    let word = IN_STEP
        .split_whitespace()
        .filter(|w| clause.ends_with(*w))
        .max_by_key(|w| w.len())?;
    let body = &clause[..clause.len() - word.len()];
    let at = body.find(['与', '和', '同'])?;
    let joint = body[at..].chars().next()?.len_utf8();
    let (measure, other) = (&body[..at], &body[at + joint..]);
    (measure.chars().count() >= 2 && other.chars().count() >= 2)
        .then(|| target(measure, Comparator::InStep, Some(other.to_owned()), word))
}

fn target(
    measure: &str,
    comparator: Comparator,
    in_step_with: Option<String>,
    written: &str,
) -> Target {
    Target {
        measure: measure.to_owned(),
        comparator,
        value: None,
        value_hi: None,
        unit: String::new(),
        basis: if comparator == Comparator::InStep {
            Basis::Growth
        } else {
            Basis::Level
        },
        in_step_with,
        written: written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_targets() {
        let t = word_target("外贸总值稳中有进", true, true).expect("a target");
        assert_eq!(
            (t.measure.as_str(), t.comparator),
            ("外贸总值", Comparator::NonDecreasing)
        );
        let t = word_target("茶农收入与全市产值同步", true, true).expect("a target");
        assert_eq!(
            (t.measure.as_str(), t.in_step_with.as_deref()),
            ("茶农收入", Some("全市产值"))
        );
        assert_eq!(word_target("推进改革", false, false), None);
    }
}
