//! The kinds of subjects the journal knows from this application.

pub(crate) const REPORT: &str = "report";
pub(crate) const COMMITMENT: &str = "commitment";
pub(crate) const RECORD: &str = "record";
pub(crate) const CHANGE_REQUEST: &str = "change_request";
pub(crate) const SUPERVISION: &str = "supervision";
pub(crate) const LIGHT: &str = "light";
pub(crate) const PERSON: &str = "person";
pub(crate) const UNIT: &str = "unit";
pub(crate) const PROFILE: &str = "profile";
pub(crate) const SESSION: &str = "session";
pub(crate) const GATE: &str = "gate";
pub(crate) const TOKEN: &str = "token";
pub(crate) const MATTER: &str = "matter";
pub(crate) const DUTY_LIST: &str = "duty_list";
pub(crate) const CASE: &str = store::kind::CASE;
pub(crate) const UNMASKING: &str = "unmasking";
pub(crate) const COUNTED: &str = store::kind::COUNTED;
pub(crate) const COUNTING: &str = "counting";
