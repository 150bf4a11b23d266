//! What is counted of cases: steps against their clocks, and what else the evaluation needs.

/// A step of the loop that has a clock of this key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// 核实: whether what was reported is so.
    FieldCheck,
    /// 派核实: over with the check that it leads to; owed only once it is asked for.
    SendCheck,
    /// 派核查.
    SendVerify,
}

impl Step {
    /// All, in order.
    pub const ALL: [Self; 9] = [
        Self::Register,
        Self::Dispatch,
        Self::Contact,
        Self::Handle,
        Self::Verify,
        Self::Close,
        Self::FieldCheck,
        Self::SendCheck,
        Self::SendVerify,
    ];

    /// Its stable code, as types declare it of a clock.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Dispatch => "dispatch",
            Self::Contact => "contact",
            Self::Handle => "handle",
            Self::Verify => "verify",
            Self::Close => "close",
            Self::FieldCheck => "field_check",
            Self::SendCheck => "send_check",
            Self::SendVerify => "send_verify",
        }
    }

    /// The place of its three counts among those that were there before it, and of its bits.
    const fn place(self) -> (usize, i64) {
        match self {
            Self::FieldCheck => (35, 34),
            Self::SendCheck => (38, 37),
            Self::SendVerify => (41, 40),
            early => (3 + 3 * early as usize, 3 * early as i64),
        }
    }

    /// Whether a run of a clock is this step's: as its type declared; where it did not, by the key,
    /// which is the step's or another name of it, alone or before an underscore.
    pub(crate) fn is(self, clock: &str, declared: Option<&str>) -> bool {
        if let Some(step) = declared {
            return step == self.code();
        }
        let named = |name: &str| {
            let rest = clock.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        };
        let other = match self {
            Self::Dispatch => "route",
            Self::Verify => "review",
            Self::SendCheck => "accept",
            Self::SendVerify => "feedback",
            _ => self.code(),
        };
        named(self.code()) || named(other)
    }

    /// Whether a case of this phase has the step behind it. A clock that stopped while it has not
    /// was broken off: the case was given back or made void.
    pub(crate) fn is_behind(self, phase: &str) -> bool {
        let place = match phase {
            "register" => 1,
            "dispatch" => 2,
            "handle" | "suspended" => 3,
            "feedback" => 4,
            "verify" => 5,
            "confirm" => 6,
            "closed" => 7,
            _ => 0,
        };
        match self {
            Self::Register => place >= 2,
            Self::Dispatch => place >= 3,
            // A reporter may be called at any time.
            Self::Contact => phase != "void",
            Self::Handle => place >= 4,
            // Neither belongs to a phase of its own: what comes after them tells.
            Self::FieldCheck | Self::SendCheck => true,
            Self::SendVerify => place >= 5,
            Self::Verify => place >= 6,
            Self::Close => place >= 7,
        }
    }

    /// The column of case rows with its due instant.
    pub(crate) const fn due_column(self) -> &'static str {
        match self {
            Self::Register => "c.register_due_ms",
            Self::Dispatch => "c.dispatch_due_ms",
            Self::Contact => "c.contact_due_ms",
            Self::Handle => "c.handle_due_ms",
            Self::Verify => "c.verify_due_ms",
            Self::Close => "c.close_due_ms",
            Self::FieldCheck => "c.field_check_due_ms",
            Self::SendCheck => "c.send_check_due_ms",
            Self::SendVerify => "c.send_verify_due_ms",
        }
    }
}

/// A fact that holds of a case or does not; lists filter by them, so that every figure opens to
/// its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The step's clock runs or the step is done; not while the clock stands still.
    Owed(Step),
    /// The step is done.
    Done(Step),
    /// The step is done and no run of its clock was late.
    InTime(Step),
    /// Registered, whatever became of it (有效上报).
    Valid,
    /// Made void after it was registered.
    Voided,
    /// An inspector should have reported it (漏报).
    Missed,
    /// The clock of handling stands still (挂账).
    Suspended,
    /// The clock of handling was lengthened.
    Extended,
    /// A unit gave it back.
    Returned,
    /// Done again at least once (返工案件).
    Reworked,
    /// Opened again after it was closed.
    Reopened,
    /// Called back, or rated by the reporter unasked.
    Called,
    /// Called back and reached, or rated.
    Reached,
    /// The reporter says it is solved.
    Solved,
    /// The reporter says it is not.
    Unsolved,
    /// 满意 or 基本满意; where no degree was given, treated well.
    Satisfied,
    /// Neither.
    Unsatisfied,
    /// Something waits for somebody's approval.
    Pending,
    /// A unit that was asked for help or called has not answered.
    Waiting,
    /// Another case of the same incident is handled in its place, up to the reporter's own word.
    Carried,
}

impl Mark {
    /// Its bit in `case_row.marks`.
    pub(crate) const fn bit(self) -> i64 {
        let place = match self {
            Self::Owed(step) => step.place().1,
            Self::Done(step) => step.place().1 + 1,
            Self::InTime(step) => step.place().1 + 2,
            Self::Valid => 18,
            Self::Voided => 19,
            Self::Suspended => 20,
            Self::Extended => 21,
            Self::Returned => 22,
            Self::Reworked => 23,
            Self::Reopened => 24,
            Self::Called => 25,
            Self::Reached => 26,
            Self::Solved => 27,
            Self::Unsolved => 28,
            Self::Satisfied => 29,
            Self::Unsatisfied => 30,
            Self::Pending => 31,
            Self::Waiting => 32,
            Self::Carried => 33,
            Self::Missed => 43,
        };
        1 << place
    }
}

/// A counted figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Cases reported (上报数).
    Reported,
    /// Of them registered (立案数, 有效上报数).
    Valid,
    /// Of them made void afterwards (作废数).
    Voided,
    /// Cases with [`Mark::Owed`].
    Owed(Step),
    /// Cases with [`Mark::Done`].
    Done(Step),
    /// Cases with [`Mark::InTime`].
    InTime(Step),
    /// Cases whose handling is suspended (挂账).
    Suspended,
    /// Cases whose handling was extended (延期案件).
    Extended,
    /// Extensions; a case extended twice counts two.
    ExtendTimes,
    /// Cases given back.
    Returned,
    /// Times given back.
    ReturnTimes,
    /// Cases done again (返工案件数).
    Reworked,
    /// Times done again (返工数).
    ReworkTimes,
    /// Cases opened again.
    Reopened,
    /// Cases called back.
    Called,
    /// Of them reached: the denominator of what reporters say.
    Reached,
    /// Said to be solved.
    Solved,
    /// Said not to be.
    Unsolved,
    /// Satisfied.
    Satisfied,
    /// Not satisfied.
    Unsatisfied,
    /// Registered cases that an inspector should have reported (漏报数).
    Missed,
}

/// How many measures there are.
pub const MEASURES: usize = 45;

impl Measure {
    const fn place(self) -> usize {
        match self {
            Self::Reported => 0,
            Self::Valid => 1,
            Self::Voided => 2,
            Self::Owed(step) => step.place().0,
            Self::Done(step) => step.place().0 + 1,
            Self::InTime(step) => step.place().0 + 2,
            Self::Suspended => 21,
            Self::Extended => 22,
            Self::ExtendTimes => 23,
            Self::Returned => 24,
            Self::ReturnTimes => 25,
            Self::Reworked => 26,
            Self::ReworkTimes => 27,
            Self::Reopened => 28,
            Self::Called => 29,
            Self::Reached => 30,
            Self::Solved => 31,
            Self::Unsolved => 32,
            Self::Satisfied => 33,
            Self::Unsatisfied => 34,
            Self::Missed => 44,
        }
    }
}

/// One number for each measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts([i64; MEASURES]);

impl Default for Counts {
    fn default() -> Self {
        Self([0; MEASURES])
    }
}

impl Counts {
    /// The number of a measure.
    pub fn get(&self, measure: Measure) -> i64 {
        self.0[measure.place()]
    }

    /// Adds to a measure.
    pub(crate) fn add(&mut self, measure: Measure, times: i64) {
        self.0[measure.place()] += times;
    }

    /// Adds all of another, `sign` times.
    pub fn merge(&mut self, other: &Self, sign: i64) {
        for (mine, its) in self.0.iter_mut().zip(other.0) {
            *mine += sign * its;
        }
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.0.iter().all(|count| *count == 0)
    }

    pub(crate) fn cells(&self) -> &[i64; MEASURES] {
        &self.0
    }

    pub(crate) fn from_cells(cells: [i64; MEASURES]) -> Self {
        Self(cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_belongs_to_the_step_it_is_named_after() {
        assert!(Step::Handle.is("handle", None) && Step::Handle.is("handle_stop", None));
        assert!(Step::Dispatch.is("route", None) && Step::Verify.is("review", None));
        assert!(!Step::Handle.is("handles", None) && !Step::Handle.is("rehandle", None));
    }

    #[test]
    fn what_the_type_declares_goes_before_the_name() {
        assert!(Step::Handle.is("work", Some("handle")));
        assert!(!Step::Verify.is("verify", Some("none")));
    }

    #[test]
    fn marks_have_bits_of_their_own() {
        let mut seen = 0;
        let steps = Step::ALL
            .into_iter()
            .flat_map(|step| [Mark::Owed(step), Mark::Done(step), Mark::InTime(step)]);
        let others = [
            Mark::Valid,
            Mark::Voided,
            Mark::Suspended,
            Mark::Extended,
            Mark::Returned,
            Mark::Reworked,
            Mark::Reopened,
            Mark::Called,
            Mark::Reached,
            Mark::Solved,
            Mark::Unsolved,
            Mark::Satisfied,
            Mark::Unsatisfied,
            Mark::Pending,
            Mark::Waiting,
            Mark::Carried,
            Mark::Missed,
        ];
        for mark in steps.chain(others) {
            assert_eq!(seen & mark.bit(), 0, "{mark:?}");
            seen |= mark.bit();
        }
    }

    #[test]
    fn measures_have_places_of_their_own() {
        let mut counts = Counts::default();
        for step in Step::ALL {
            counts.add(Measure::Owed(step), 1);
            counts.add(Measure::Done(step), 1);
            counts.add(Measure::InTime(step), 1);
        }
        counts.add(Measure::Missed, 1);
        counts.add(Measure::Unsatisfied, 1);
        assert!(counts.cells().iter().all(|count| *count <= 1));
        assert_eq!(counts.cells().iter().sum::<i64>(), 29);
    }
}
