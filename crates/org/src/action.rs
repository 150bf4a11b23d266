//! What can be done to a resource.

use crate::coded_enum;

coded_enum! {
    /// One thing a person can ask to do.
    Action {
        /// Open one.
        View => "view",
        /// See many, filter, page.
        List => "list",
        /// Bring in from a file.
        Import => "import",
        /// Change the content.
        Edit => "edit",
        /// Take a draft item as it stands.
        Accept => "accept",
        /// Make two of one.
        Split => "split",
        /// Make one of two.
        Merge => "merge",
        /// Leave out, with a reason.
        Drop => "drop",
        /// Name lead and supporting units.
        Assign => "assign",
        /// 下达: put in force.
        Issue => "issue",
        /// Claim progress.
        Claim => "claim",
        /// Confirm a claim of another.
        Verify => "verify",
        /// Send back with a reason.
        Return => "return",
        /// Take back by a new, opposite record.
        Reverse => "reverse",
        /// Ask for another owner, target or deadline.
        RequestChange => "request_change",
        /// Grant such a request.
        ApproveChange => "approve_change",
        /// Refuse such a request, with a reason.
        RefuseChange => "refuse_change",
        /// Start a supervision item.
        Open => "open",
        /// Reply to one.
        Answer => "answer",
        /// End one.
        Close => "close",
        /// Make a new one.
        Create => "create",
        /// Take out of use, keeping history.
        Disable => "disable",
        /// Give a role or token.
        Grant => "grant",
        /// Take a role, token or session away.
        Revoke => "revoke",
        /// Recompute the hash chains.
        VerifyChain => "verify_chain",
        /// Seal the heads of a day.
        Seal => "seal",
        /// Take rows out as a file.
        Export => "export",
        /// See personal data unmasked, for a stated purpose.
        Unmask => "unmask",
        /// Take a step of a case; which step, the case type says.
        Act => "act",
        /// Follow what one filed oneself and say how it was answered.
        Rate => "rate",
    }
}
