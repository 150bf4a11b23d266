//! Targets that sums must stay below (不超过, 低于).

use super::ended;
use super::records::path;
use crate::snapshot::Snapshot;
use crate::verdict::Verdict;
use crate::{Colour, ReasonCode, Rule, Task};
use figure::Comparator;
use jiff::civil::Date;
use rust_decimal::Decimal;

pub(super) struct Cap {
    pub total: Decimal,
    pub goal: Decimal,
}

/// Red once over; yellow where use runs ahead of time by more than the rule's green gap.
pub(super) fn judge(rule: &Rule, task: &Task, known: &Snapshot, on: Date, cap: Cap) -> Verdict {
    let Cap { total, goal } = cap;
    let strict = task
        .target
        .as_ref()
        .is_some_and(|t| t.comparator == Comparator::Lt);
    let measured = path(task, total, goal, on);
    let verdict = |colour, code| {
        Verdict::new(colour, code)
            .numbers(measured.numbers)
            .progress(measured.progress.clone())
    };
    if total > goal || (strict && total == goal) {
        return verdict(Colour::Red, ReasonCode::CapExceeded);
    }
    let over = ended(task, on);
    if known.amounts == 0 {
        let code = if over {
            ReasonCode::EndedWithoutFigure
        } else {
            ReasonCode::NothingRecorded
        };
        return verdict(Colour::Grey, code);
    }
    if over {
        return verdict(Colour::Green, ReasonCode::CapKept).done();
    }
    let due = task.deadline.filter(|deadline| *deadline >= on);
    match measured.progress.gap_pp {
        Some(gap) if gap.round_dp(12) > -rule.green_gap_pp => {
            verdict(Colour::Yellow, ReasonCode::CapNear).due(due)
        }
        _ => verdict(Colour::Green, ReasonCode::CapKept).due(due),
    }
}
