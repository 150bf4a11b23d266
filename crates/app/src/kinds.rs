//! The kinds of subjects the journal knows from this application.

macro_rules! kinds {
    ($($name:ident = $code:expr),+ $(,)?) => {
        $(pub(crate) const $name: &str = $code;)+
        /// Every kind, as the journal can be asked for it.
        pub const KINDS: &[&str] = &[$($name),+];
    };
}

kinds! {
    REPORT = "report",
    COMMITMENT = "commitment",
    RECORD = "record",
    CHANGE_REQUEST = "change_request",
    SUPERVISION = "supervision",
    LIGHT = "light",
    PERSON = "person",
    UNIT = "unit",
    PROFILE = "profile",
    SESSION = "session",
    GATE = "gate",
    TOKEN = "token",
    MATTER = "matter",
    DUTY_LIST = "duty_list",
    CASE = store::kind::CASE,
    CLUSTER = store::kind::CLUSTER,
    CLUSTER_MEMBER = store::kind::CLUSTER_MEMBER,
    HOT_TOPICS = "hot_topics",
    THEME = "theme",
    UNMASKING = "unmasking",
    COUNTED = store::kind::COUNTED,
    COUNTING = "counting",
    PROPOSAL = store::kind::PROPOSAL,
    LEARNING = "learning",
    LEARNT_MODEL = store::kind::LEARNT_MODEL,
    PROJECT = store::kind::PROJECT,
    REHEARSAL = "rehearsal",
    RULE = "rule",
    INDICATOR = "indicator",
    OBSERVATION = "observation",
    SHEET_LAYOUT = "sheet_layout",
    SHEET_IMPORT = "sheet_import",
    MEETING = "meeting",
    MEETING_ITEM = "meeting_item",
    TEN_DAY_REVIEW = "ten_day_review",
    BULLETIN = store::kind::BULLETIN,
}
