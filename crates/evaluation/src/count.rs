//! What is counted.

use serde::Serialize;

/// A step of the loop that has a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// 立案.
    Register,
    /// 派遣.
    Dispatch,
    /// 首次联系.
    Contact,
    /// 处置.
    Handle,
    /// 核查.
    Verify,
    /// 结案.
    Close,
    /// 核实: somebody looks whether what was reported is so.
    FieldCheck,
    /// 派核实: who is to look is told.
    SendCheck,
    /// 派核查: who is to look whether it is done is told.
    SendVerify,
}

/// A count of cases, or of times where it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// 上报数: cases reported.
    Reported,
    /// 立案数: of them registered.
    Valid,
    /// 作废数: made void after registration.
    Voided,
    /// 应…数: the step is done, or its limit has passed without it. A case still within its limit is
    /// not due, and one that is suspended is not either.
    Owed(Step),
    /// The step is done.
    Done(Step),
    /// The step is done within its limit.
    InTime(Step),
    /// 漏报数: registered, and an inspector should have reported it.
    Missed,
    /// Cases given back by the unit they were sent to.
    Returned,
    /// Cases whose handling was extended.
    Extended,
    /// 返工案件数: cases done again at least once.
    Reworked,
    /// 返工数: times done again; a case done again twice counts two.
    ReworkTimes,
    /// Cases opened again after they were closed.
    Reopened,
    /// Reporters called back, or who answered unasked.
    Called,
    /// Of them reached: what reporters say is said by these alone.
    Reached,
    /// Said to be solved.
    Solved,
    /// 满意 or 基本满意.
    Satisfied,
}

/// Where the counts come from: one set for one unit, place, matter or post, period and view.
pub trait Counts {
    /// The number of it; 0 where nothing was counted.
    fn count(&self, what: Count) -> i64;
}

impl<F: Fn(Count) -> i64> Counts for F {
    fn count(&self, what: Count) -> i64 {
        self(what)
    }
}
