//! What happened to a case: small facts that [`crate::evolve`] folds into its state.

use crate::case::{
    Alarm, Approval, Arbitration, Area, Callback, Case, CaseEvidence, ClockRun, Closed, CoHandling,
    Dispatch, Done, EvidenceRef, Extension, FieldValue, Missed, Note, Owner, Pause, Place, Rating,
    Reply, Response, Return, Step, Whistle, WhistleVerdict, Who,
};
use crate::case_type::Phase;
use jiff::Timestamp;
use org::UnitCode;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One fact. Each carries all it needs: folding asks no calendar and no type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum Event {
    /// The case exists.
    Opened {
        /// As it began.
        case: Box<Case>,
    },
    /// An action was done, whether or not the state changed.
    Acted {
        /// The act.
        act: Step,
        /// Phase of the state after it.
        phase: Phase,
        /// Owner after it.
        owner: Option<Owner>,
    },
    /// Values, matter, grade or place were given.
    Given {
        /// Values of fields.
        #[serde(default)]
        fields: BTreeMap<String, FieldValue>,
        /// The matter.
        matter: Option<String>,
        /// The grade.
        grade: Option<String>,
        /// The place.
        place: Option<Place>,
    },
    /// Evidence was added.
    Shown {
        /// The pieces.
        evidence: Vec<CaseEvidence>,
    },
    /// A clock began to run.
    ClockStarted {
        /// The run.
        run: ClockRun,
    },
    /// A clock stopped.
    ClockStopped {
        /// The clock.
        key: String,
        /// When.
        at: Timestamp,
    },
    /// A clock stands still.
    ClockPaused {
        /// The clock.
        key: String,
        /// The open pause.
        pause: Pause,
    },
    /// A clock runs again.
    ClockResumed {
        /// The clock.
        key: String,
        /// When.
        at: Timestamp,
        /// What is due now.
        due: ClockDue,
    },
    /// A clock was lengthened.
    ClockExtended {
        /// The clock.
        key: String,
        /// How.
        extension: Extension,
        /// What is due now.
        due: ClockDue,
    },
    /// A changed notice moved a clock.
    ClockMoved {
        /// The clock.
        key: String,
        /// What is due now.
        due: ClockDue,
    },
    /// Something waits for approval.
    ApprovalAsked {
        /// What.
        approval: Box<Approval>,
    },
    /// An approval was given, refused, or lapsed because the case moved on.
    ApprovalDecided {
        /// Who decided; none where it lapsed.
        by: Option<Who>,
        /// When.
        at: Timestamp,
        /// Whether it was allowed.
        allowed: bool,
        /// Why.
        reason: String,
    },
    /// The case was sent to a unit.
    Dispatched {
        /// Where to.
        dispatch: Dispatch,
    },
    /// The unit gives it back.
    Returned {
        /// How.
        returned: Return,
    },
    /// The arbiter decided.
    Arbitrated {
        /// What.
        arbitration: Arbitration,
    },
    /// A person acted for the handling unit.
    Handled {
        /// Who.
        person: String,
    },
    /// Somebody else saw that it is done.
    Verified {
        /// Who.
        person: String,
        /// When.
        at: Timestamp,
    },
    /// It has to be done again.
    SentBack,
    /// It was opened again.
    Reopened,
    /// An inspector should have reported it; none takes that back.
    Missed {
        /// Who says so, and since when.
        missed: Option<Missed>,
    },
    /// It was answered.
    Replied {
        /// The answer.
        reply: Reply,
    },
    /// The reporter was contacted for the first time.
    Contacted {
        /// When.
        at: Timestamp,
    },
    /// The reporter was called back.
    CalledBack {
        /// How it went.
        callback: Callback,
    },
    /// The reporter rated it.
    Rated {
        /// How.
        rating: Rating,
    },
    /// It ended.
    Ended {
        /// How.
        closed: Closed,
    },
    /// Something wants attention.
    Alarmed {
        /// What.
        alarm: Alarm,
    },
    /// A unit was asked to help.
    CoHandlingAsked {
        /// Whom, for what.
        part: CoHandling,
    },
    /// A changed notice moved the clock of a unit that helps.
    CoHandlingMoved {
        /// Which part.
        id: String,
        /// When it is due now.
        due: Timestamp,
    },
    /// A changed notice moved the clock of a called unit.
    CalledMoved {
        /// The whistle.
        id: String,
        /// The unit.
        unit: UnitCode,
        /// When it has to be there now.
        due: Timestamp,
    },
    /// Its part is over.
    CoHandlingEnded {
        /// Which.
        id: String,
        /// How.
        done: Done,
    },
    /// Units were called.
    Whistled {
        /// Whom, why.
        whistle: Whistle,
    },
    /// A called unit came.
    Arrived {
        /// The whistle.
        id: String,
        /// The unit.
        unit: UnitCode,
        /// When.
        at: Timestamp,
        /// Who came.
        by: Who,
    },
    /// A called unit said whether the whistle was needed.
    WhistleJudged {
        /// The whistle.
        id: String,
        /// The unit.
        unit: UnitCode,
        /// What it says.
        verdict: WhistleVerdict,
    },
    /// The unit that whistled said how a called unit responded.
    ResponseJudged {
        /// The whistle.
        id: String,
        /// The unit.
        unit: UnitCode,
        /// What it says.
        response: Response,
    },
    /// A remark.
    Noted {
        /// The remark.
        note: Note,
    },
    /// Somebody else reported the same.
    Joined,
    /// A leading case is handled in its place, or how far it followed that one.
    Carried {
        /// How.
        carried: crate::case::Carried,
    },
    /// It is handled by itself again.
    Released,
    /// Another unit or person has it.
    HandedOver {
        /// The handling unit, where it changed.
        handler: Option<UnitCode>,
    },
    /// It runs on another version of its type.
    Migrated {
        /// The version.
        to_version: u32,
    },
    /// A copy with areas blackened took the place of a photograph; the file as it came is sealed.
    Redacted {
        /// Digest of the file that others saw so far.
        sha256: String,
        /// The copy.
        copy: EvidenceRef,
        /// What is blackened in it.
        areas: Vec<Area>,
    },
    /// A stage of a clock was reached.
    StageReached {
        /// The clock.
        key: String,
        /// When.
        at: Timestamp,
        /// What is due next.
        due: ClockDue,
    },
    /// The reporter was erased.
    Anonymised {
        /// When.
        at: Timestamp,
        /// The free texts in the order of [`Case::texts`], without personal data.
        #[serde(default)]
        texts: Vec<String>,
    },
}

/// What a clock is due at, and how sure that is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockDue {
    /// When.
    pub at: Timestamp,
    /// Whether it lies beyond the last notice.
    pub beyond_notice: bool,
    /// Notices of the years it spans.
    pub notices: Vec<String>,
}
