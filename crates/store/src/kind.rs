//! The kinds of subjects the journal knows.

/// An imported work report.
pub const REPORT: &str = "report";
/// A commitment, from draft to ledger.
pub const COMMITMENT: &str = "commitment";
/// A dated record of a commitment.
pub const RECORD: &str = "record";
/// A request to change an issued commitment.
pub const CHANGE_REQUEST: &str = "change_request";
/// A supervision item.
pub const SUPERVISION: &str = "supervision";
/// The light of a commitment; its id is the commitment's.
pub const LIGHT: &str = "light";
/// The turnstile of a commitment's actions; its id is the commitment's.
pub const GATE: &str = "gate";
/// A person.
pub const PERSON: &str = "person";
/// A unit.
pub const UNIT: &str = "unit";
/// The profile in force.
pub const PROFILE: &str = "profile";
/// An API token (its existence; the secret's hash is a side row).
pub const TOKEN: &str = "token";
/// A saved view.
pub const SAVED_VIEW: &str = "saved_view";
/// A case as one commitment counts it; its id is [`counted_id`].
pub const COUNTED: &str = "counted";
/// What a learnt model proposed for a case; its id is the case's.
pub const PROPOSAL: &str = "proposal";
/// A version of the learnt model; its bytes are files.
pub const LEARNT_MODEL: &str = "learnt_model";
/// A key project.
pub const PROJECT: &str = "project";
/// A sealed bulletin; what it says is a file.
pub const BULLETIN: &str = "bulletin";
/// A case of the matter loop.
pub const CASE: &str = "case";

/// An incident that several cases tell of.
pub const CLUSTER: &str = "cluster";
/// In which incident a case is; its id is the case's.
pub const CLUSTER_MEMBER: &str = "cluster_member";

/// The id of a case as one commitment counts it.
pub fn counted_id(commitment: &str, case: &str) -> String {
    format!("{commitment}.{case}")
}
