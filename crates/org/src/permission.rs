//! The permission table: role × action × resource → how far it reaches.

use crate::coded_enum;
use crate::{Action, Resource, Role};
use Action::*;
use Resource as R;

coded_enum! {
    /// How far a right reaches, and how near a thing stands to a person.
    ///
    /// As a question (see [`crate::Directory::scope_of`]) it is the narrowest scope that holds
    /// the thing. A thing with several units (a commitment with lead and supporting units)
    /// stands as near as its nearest unit.
    Scope {
        /// The person's own unit.
        OwnUnit => "own_unit",
        /// The own unit and all below it.
        OwnSubtree => "own_subtree",
        /// The own subtree and the units overseen, with all below them.
        Overseen => "overseen",
        /// The whole district.
        District => "district",
    }
}

/// The answer of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Go on.
    Allow,
    /// No, and why.
    Deny(DenyReason),
}

/// Why the table says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DenyReason {
    /// The role has no such right at all.
    NoRight,
    /// The right does not reach so far.
    BeyondReach(Scope),
}

impl DenyReason {
    /// Stable code for logs and the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoRight => "no_right",
            Self::BeyondReach(_) => "beyond_reach",
        }
    }
}

impl Decision {
    /// True for [`Decision::Allow`].
    pub fn is_allowed(self) -> bool {
        self == Self::Allow
    }
}

/// May a holder of `role` do `action` to a `resource` that stands at `scope`?
/// What the table does not name is denied.
pub fn may(role: Role, action: Action, resource: Resource, scope: Scope) -> Decision {
    match reach(role, action, resource) {
        None => Decision::Deny(DenyReason::NoRight),
        Some(reach) if scope <= reach => Decision::Allow,
        Some(reach) => Decision::Deny(DenyReason::BeyondReach(reach)),
    }
}

/// How far `role` may do `action` to `resource`; lists filter by it. None: not at all.
pub fn reach(role: Role, action: Action, resource: Resource) -> Option<Scope> {
    let row = TABLE
        .iter()
        .find(|(r, a, _)| *r == resource && *a == action)?;
    row.2[role as usize]
}

/// A cell: how far, or not at all.
type Cell = Option<Scope>;
const OWN: Cell = Some(Scope::OwnUnit);
const SUB: Cell = Some(Scope::OwnSubtree);
const SEE: Cell = Some(Scope::Overseen);
const ALL: Cell = Some(Scope::District);
const ___: Cell = None;

/// One row for each resource and action; columns in the order of [`Role::ALL`].
#[rustfmt::skip]
pub(crate) const TABLE: &[(Resource, Action, [Cell; 18])] = &[
    //                                office clerk head  street commu leader audit  sysad secad audad api   agent cclerk shift disp  insp  grid  deputy
    (R::Report,         View,        [ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Report,         List,        [ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Report,         Import,      [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Report,         Export,      [ALL,  ___,  ___,  ___,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::DraftItem,      View,        [ALL,  OWN,  SUB,  SUB,  ___,  SEE,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::DraftItem,      List,        [ALL,  OWN,  SUB,  SUB,  ___,  SEE,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::DraftItem,      Import,      [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::DraftItem,      Edit,        [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::DraftItem,      Accept,      [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::DraftItem,      Split,       [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::DraftItem,      Merge,       [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::DraftItem,      Drop,        [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::DraftItem,      Assign,      [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::DraftItem,      Issue,       [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::DraftItem,      Export,      [ALL,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::Commitment,     View,        [ALL,  ALL,  ALL,  ALL,  SUB,  ALL,  ALL,  ___,  ___,  ___,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Commitment,     List,        [ALL,  ALL,  ALL,  ALL,  SUB,  ALL,  ALL,  ___,  ___,  ___,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Commitment,     RequestChange, [ALL, OWN, SUB,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Commitment,     Export,      [ALL,  OWN,  SUB,  SUB,  ___,  ALL,  ALL,  ___,  ___,  ___,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::Record,         Claim,       [___,  OWN,  SUB,  SUB,  OWN,  ___,  ___,  ___,  ___,  ___,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Record,         Verify,      [ALL,  ___,  SUB,  ___,  ___,  SEE,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Record,         Return,      [ALL,  ___,  SUB,  ___,  ___,  SEE,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Record,         Reverse,     [ALL,  OWN,  SUB,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::Verification,   List,        [ALL,  ALL,  ALL,  ALL,  SUB,  ALL,  ALL,  ___,  ___,  ___,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Verification,   Export,      [ALL,  ___,  SUB,  ___,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::ChangeRequest,  View,        [ALL,  OWN,  SUB,  SUB,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::ChangeRequest,  List,        [ALL,  OWN,  SUB,  SUB,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::ChangeRequest,  ApproveChange, [ALL, ___, ___,  ___,  ___,  SEE,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::ChangeRequest,  RefuseChange,  [ALL, ___, ___,  ___,  ___,  SEE,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::ChangeRequest,  Export,      [ALL,  OWN,  SUB,  SUB,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::Supervision,    View,        [ALL,  OWN,  SUB,  SUB,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Supervision,    List,        [ALL,  OWN,  SUB,  SUB,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Supervision,    Open,        [ALL,  ___,  ___,  ___,  ___,  SEE,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Supervision,    Answer,      [___,  OWN,  SUB,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Supervision,    Close,       [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Supervision,    Export,      [ALL,  OWN,  SUB,  SUB,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::Evidence,       View,        [ALL,  OWN,  SUB,  SUB,  OWN,  ALL,  ALL,  ___,  ___,  ___,  OWN,  OWN,  ALL,  ALL,  ALL,  ALL,  SUB,  OWN]),

    (R::Unit,           View,        [ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL]),
    (R::Unit,           List,        [ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL]),

    (R::Person,         List,        [ALL,  OWN,  SUB,  SUB,  OWN,  SEE,  ALL,  ALL,  ALL,  ALL,  ___,  ___,  ___,  SUB,  ___,  ___,  ___,  ___]),
    (R::Person,         Create,      [___,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Person,         Edit,        [___,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Person,         Disable,     [___,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Person,         Export,      [ALL,  ___,  ___,  ___,  ___,  ___,  ALL,  ALL,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Person,         Unmask,      [ALL,  ___,  SUB,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::Role,           Grant,       [___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::Token,          List,        [___,  ___,  SUB,  ___,  ___,  ___,  ___,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Token,          Grant,       [___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Token,          Revoke,      [___,  ___,  SUB,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Token,          Export,      [___,  ___,  SUB,  ___,  ___,  ___,  ___,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::Session,        Revoke,      [___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::CalendarNotice, View,        [ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ___,  ___,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ___]),
    (R::CalendarNotice, Edit,        [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::Journal,        View,        [ALL,  OWN,  SUB,  SUB,  ___,  SEE,  ALL,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Journal,        List,        [ALL,  OWN,  SUB,  SUB,  ___,  SEE,  ALL,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Journal,        VerifyChain, [ALL,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Journal,        Export,      [___,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::Seal,           List,        [ALL,  ___,  ___,  ___,  ___,  ALL,  ALL,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Seal,           Seal,        [___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::SavedView,      List,        [OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  ___,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN]),
    (R::SavedView,      Create,      [OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  ___,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN]),
    (R::SavedView,      Drop,        [OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  ___,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN]),

    //                                office clerk head  street commu leader audit  sysad secad audad api   agent cclerk shift disp  insp  grid  deputy
    (R::Case,           View,        [ALL,  SUB,  SUB,  SUB,  SUB,  ALL,  ALL,  ___,  ___,  ___,  OWN,  OWN,  ALL,  ALL,  ALL,  ALL,  SUB,  OWN]),
    (R::Case,           List,        [ALL,  SUB,  SUB,  SUB,  SUB,  ALL,  ALL,  ___,  ___,  ___,  OWN,  OWN,  ALL,  ALL,  ALL,  ALL,  SUB,  ___]),
    (R::Case,           Create,      [___,  OWN,  ___,  OWN,  OWN,  ___,  ___,  ___,  ___,  ___,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN,  OWN]),
    (R::Case,           Act,         [ALL,  SUB,  SUB,  SUB,  SUB,  ___,  ___,  ___,  ___,  ___,  ___,  OWN,  ALL,  ALL,  ALL,  ALL,  SUB,  OWN]),
    (R::Case,           Import,      [___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  OWN,  OWN,  OWN,  OWN,  ___,  ___,  ___,  ___]),
    (R::Case,           Export,      [ALL,  OWN,  SUB,  SUB,  ___,  ALL,  ALL,  ___,  ___,  ___,  OWN,  ___,  ALL,  ALL,  ALL,  ___,  ___,  ___]),
    (R::Case,           Unmask,      [___,  OWN,  SUB,  SUB,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  OWN,  ALL,  ALL,  ___,  ___,  ___,  ___]),
    (R::Case,           Rate,        [___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  OWN]),

    (R::Cluster,        Split,       [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ALL,  ALL,  ___,  ___,  ___]),
    (R::Cluster,        Merge,       [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ALL,  ALL,  ___,  ___,  ___]),
    (R::Cluster,        Answer,      [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ALL,  ALL,  ___,  ___,  ___]),

    (R::Theme,          List,        [ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ___,  ___,  ___,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ___]),
    (R::Theme,          Open,        [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___]),
    (R::Theme,          Edit,        [ALL,  OWN,  SUB,  SUB,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___]),
    (R::Theme,          Close,       [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___]),

    (R::DutyList,       View,        [ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ___,  ___,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ___]),
    (R::DutyList,       List,        [ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ___,  ___,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ___]),
    (R::DutyList,       Edit,        [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::DutyList,       Import,      [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::DutyList,       Export,      [ALL,  ALL,  ALL,  ALL,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ALL,  ALL,  ALL,  ___,  ___,  ___]),

    (R::CaseType,       View,        [ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ___,  ___,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL]),
    (R::CaseType,       List,        [ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ___,  ___,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL,  ALL]),
    (R::CaseType,       Edit,        [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::Learning,       View,        [ALL,  ___,  ___,  ___,  ___,  ALL,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ALL,  ALL,  ___,  ___,  ___]),
    (R::Learning,       Edit,        [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Learning,       Import,      [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    //                                office clerk head  street commu leader audit  sysad secad audad api   agent cclerk shift disp  insp  grid  deputy
    (R::Project,        View,        [ALL,  ALL,  ALL,  ALL,  ___,  ALL,  ALL,  ___,  ___,  ___,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Project,        List,        [ALL,  ALL,  ALL,  ALL,  ___,  ALL,  ALL,  ___,  ___,  ___,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Project,        Create,      [ALL,  OWN,  SUB,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Project,        Edit,        [ALL,  OWN,  SUB,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Project,        Import,      [ALL,  OWN,  SUB,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Project,        Claim,       [___,  OWN,  SUB,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Project,        Verify,      [ALL,  ___,  SUB,  ___,  ___,  SEE,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Project,        Reverse,     [ALL,  ___,  SUB,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Project,        Open,        [ALL,  OWN,  SUB,  ___,  ___,  SEE,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Project,        Close,       [ALL,  OWN,  SUB,  ___,  ___,  SEE,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Project,        Export,      [ALL,  OWN,  SUB,  SUB,  ___,  ALL,  ALL,  ___,  ___,  ___,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::Rehearsal,      View,        [ALL,  ___,  ___,  ___,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ALL,  ___,  ___,  ___]),
    (R::Rehearsal,      List,        [ALL,  ___,  ___,  ___,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ALL,  ___,  ___,  ___]),
    (R::Rehearsal,      Create,      [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___]),
    (R::Rehearsal,      Issue,       [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Rehearsal,      Drop,        [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___]),
    (R::Rehearsal,      Export,      [ALL,  ___,  ___,  ___,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ALL,  ___,  ___,  ___,  ___]),

    (R::Indicator,      View,        [ALL,  ALL,  ALL,  ALL,  ___,  ALL,  ALL,  ___,  ___,  ___,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Indicator,      List,        [ALL,  ALL,  ALL,  ALL,  ___,  ALL,  ALL,  ___,  ___,  ___,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Indicator,      Create,      [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Indicator,      Edit,        [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Indicator,      Claim,       [___,  OWN,  SUB,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Indicator,      Verify,      [ALL,  ___,  SUB,  ___,  ___,  SEE,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Indicator,      Export,      [ALL,  OWN,  SUB,  SUB,  ___,  ALL,  ALL,  ___,  ___,  ___,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::Meeting,        View,        [ALL,  ALL,  ALL,  ALL,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Meeting,        List,        [ALL,  ALL,  ALL,  ALL,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Meeting,        Issue,       [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Meeting,        Assign,      [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Meeting,        Answer,      [___,  OWN,  SUB,  OWN,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Meeting,        Close,       [ALL,  OWN,  SUB,  OWN,  ___,  SEE,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Meeting,        Verify,      [ALL,  ___,  ___,  ___,  ___,  SEE,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::TenDayReview,   View,        [ALL,  ALL,  ALL,  ALL,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::TenDayReview,   List,        [ALL,  ALL,  ALL,  ALL,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::TenDayReview,   Issue,       [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),

    (R::Bulletin,       View,        [ALL,  ALL,  ALL,  ALL,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Bulletin,       List,        [ALL,  ALL,  ALL,  ALL,  ___,  ALL,  ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
    (R::Bulletin,       Issue,       [ALL,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___]),
];

#[cfg(test)]
mod tests;
