//! The words of the files, each with its meaning.

use org::coded_enum;

coded_enum! {
    /// Where a case comes from.
    Channel {
        /// The public portal.
        Portal => "portal",
        /// A grid worker or inspector on the street.
        Grid => "grid",
        /// The desk: a hotline agent or clerk on somebody's behalf.
        Desk => "desk",
        /// A batch of another system's tickets.
        Import => "import",
        /// Open311 clients.
        Open311 => "open311",
        /// A deputy's snapshot.
        Deputy => "deputy",
    }
}
coded_enum! {
    /// What part of the loop a state belongs to; lists and figures go by it.
    Phase {
        /// 信息收集.
        Collect => "collect",
        /// 案卷建立.
        Register => "register",
        /// 任务派遣.
        Dispatch => "dispatch",
        /// 任务处理.
        Handle => "handle",
        /// 处理反馈.
        Feedback => "feedback",
        /// 核查.
        Verify => "verify",
        /// 结案 or the reporter's confirmation.
        Confirm => "confirm",
        /// Ended by its closing rule.
        Closed => "closed",
        /// Ended without: declined or void.
        Void => "void",
        /// The clock stands still (挂账).
        Suspended => "suspended",
    }
}
coded_enum! {
    /// What a field holds.
    FieldType {
        /// One line.
        Text => "text",
        /// Several lines.
        LongText => "longtext",
        /// A whole number.
        Integer => "integer",
        /// An exact decimal.
        Decimal => "decimal",
        /// A civil day.
        Date => "date",
        /// One of the choices.
        Choice => "choice",
        /// Yes or no.
        Flag => "flag",
        /// A matter of the catalogue; kept in `Case::matter`.
        Matter => "matter",
        /// A place; kept in `Case::place`.
        Place => "place",
        /// A photograph; kept among the evidence under the field's key as kind.
        Photo => "photo",
        /// A telephone number: personal, sealed with the reporter.
        Phone => "phone",
        /// A person's name: personal, sealed with the reporter.
        Person => "person",
        /// An identity number: personal, sealed with the reporter.
        IdNumber => "id_number",
    }
}
coded_enum! {
    /// Who may see a field.
    Viewer {
        /// The centre's desk.
        Centre => "centre",
        /// The handling unit.
        Handler => "handler",
        /// Whoever verifies.
        Verifier => "verifier",
        /// The reporter.
        Reporter => "reporter",
        /// Everybody.
        Public => "public",
    }
}
coded_enum! {
    /// Whose the case is while it is in a state.
    OwnerRule {
        /// The centre's.
        Centre => "centre",
        /// The unit it was dispatched to.
        Handler => "handler",
        /// The arbiter's.
        Arbiter => "arbiter",
        /// Nobody's: final states alone.
        None => "none",
    }
}
coded_enum! {
    /// What an action does besides moving the case.
    Effect {
        /// Nothing.
        Plain => "plain",
        /// Names the handling unit.
        Dispatch => "dispatch",
        /// The handler gives the case back, citing the duty list.
        Return => "return",
        /// The arbiter decides a return.
        Arbitrate => "arbitrate",
        /// Lengthens a clock.
        Extend => "extend",
        /// Lets the clocks stand still.
        Suspend => "suspend",
        /// Lets them run again with what was left.
        Lift => "lift",
        /// Sends it back to be done again.
        Rework => "rework",
        /// Ends it as made in error.
        Void => "void",
        /// Ends it by its closing rule.
        Close => "close",
        /// Somebody else has seen that it is done.
        Verify => "verify",
        /// Opens it again.
        Reopen => "reopen",
        /// Solved? Treated well?
        Rate => "rate",
        /// An answer in words.
        Reply => "reply",
        /// First contact with the reporter.
        Contact => "contact",
        /// The reporter was called back, reached or not.
        CallBack => "call_back",
        /// Not taken on, with the reason.
        Decline => "decline",
        /// The handler reports it done.
        Complete => "complete",
        /// The handler reports that a stage of the clock is reached.
        Stage => "stage",
        /// An inspector should have reported it (漏报).
        Missed => "missed",
        /// That is taken back.
        NotMissed => "not_missed",
    }
}
coded_enum! {
    /// A step that figures are kept of; a clock may be declared to be its.
    CountedStep {
        /// 派核实: whoever is to look whether a report is so is told.
        SendCheck => "send_check",
        /// 核实.
        FieldCheck => "field_check",
        /// 立案.
        Register => "register",
        /// 派遣.
        Dispatch => "dispatch",
        /// 首次联系.
        Contact => "contact",
        /// 处置.
        Handle => "handle",
        /// 派核查: whoever is to look whether it is done is told.
        SendVerify => "send_verify",
        /// 核查.
        Verify => "verify",
        /// 结案.
        Close => "close",
    }
}
coded_enum! {
    /// What must hold for a case to be closed.
    ClosingRule {
        /// Verified by somebody who did not handle it.
        VerifiedByOther => "verified_by_other",
        /// Answered since it was last opened, reopened or sent back.
        ReplyGiven => "reply_given",
        /// The reporter was contacted.
        Contacted => "contacted",
        /// Called back, reached or not, in this round.
        CalledBack => "called_back",
        /// Rated in this round.
        Rated => "rated",
        /// Rated in this round, or closed by the system because nobody rated in time.
        RatedOrSilent => "rated_or_silent",
        /// No co-handling unit still owes its part.
        CoHandlingDone => "co_handling_done",
        /// No child case is open.
        ChildrenClosed => "children_closed",
    }
}
coded_enum! {
    /// What the arbiter decided.
    ArbitrationResult {
        /// The return stands: another unit's case.
        Upheld => "upheld",
        /// The unit keeps the case.
        Refused => "refused",
    }
}
coded_enum! {
    /// Parts that exclude somebody from an action.
    NotBy {
        /// Anybody of the handling unit, and whoever handled it for any unit.
        Handler => "handler",
        /// Whoever verified it.
        Verifier => "verifier",
        /// Whoever opened it.
        Opener => "opener",
    }
}
