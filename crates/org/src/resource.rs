//! What can be acted upon.

use crate::coded_enum;

coded_enum! {
    /// One kind of thing the platform keeps.
    Resource {
        /// An imported work report.
        Report => "report",
        /// A line of the draft ledger under review.
        DraftItem => "draft_item",
        /// An issued commitment.
        Commitment => "commitment",
        /// A dated record, milestone note or continuing note.
        Record => "record",
        /// The answer of a second person to a claim.
        Verification => "verification",
        /// A request to change owner, target or deadline.
        ChangeRequest => "change_request",
        /// A supervision item (提示, 督办).
        Supervision => "supervision",
        /// An evidence file.
        Evidence => "evidence",
        /// An organisational unit.
        Unit => "unit",
        /// A person and the account.
        Person => "person",
        /// The roles a person holds.
        Role => "role",
        /// An API token of a unit.
        Token => "token",
        /// A signed-in session.
        Session => "session",
        /// A notice of holidays, make-up days or stops.
        CalendarNotice => "calendar_notice",
        /// The journal.
        Journal => "journal",
        /// Daily seals.
        Seal => "seal",
        /// A saved filter of a list.
        SavedView => "saved_view",
        /// A matter taken in: grid event, appeal, snapshot (案件).
        Case => "case",
        /// An incident that several cases tell of (聚类).
        Cluster => "cluster",
        /// A theme of a month (每月一题).
        Theme => "theme",
        /// The duty list with its matters (履职事项清单).
        DutyList => "duty_list",
        /// A case type and its versions.
        CaseType => "case_type",
        /// The learnt models, what they proposed and what became of it.
        Learning => "learning",
        /// A key investment project (重点项目).
        Project => "project",
        /// A draft of a rule, tried on the cases of the last months (预演).
        Rehearsal => "rehearsal",
        /// An indicator: its definition and its values (指标).
        Indicator => "indicator",
        /// A sealed bulletin (快报, 纪要, 月报).
        Bulletin => "bulletin",
        /// A meeting of the weekly coordination with its items (周调度).
        Meeting => "meeting",
        /// A ten-day review (旬复盘).
        TenDayReview => "ten_day_review",
    }
}
