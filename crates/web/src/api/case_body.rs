//! New cases and acts as JSON, alone or in a form with files.

use super::body::Form;
use super::{refusal, shape};
use crate::edge::fault::Fault;
use crate::input;
use app::case::{ActCmd, Channel, EvidenceIn, OpenCmd, PlaceIn, ReporterIn, SourceIn};
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A case to be filed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCase {
    /// Empty: the matter's.
    #[serde(default)]
    case_type: String,
    /// `portal`, `grid`, `desk`, `import`, `open311`, `deputy`.
    channel: String,
    /// What another system calls it.
    #[serde(default)]
    #[schema(value_type = Option<shape::CaseSource>)]
    source: Option<SourceIn>,
    /// Empty: taken from the description or the matter.
    #[serde(default)]
    title: String,
    #[serde(default)]
    matter: Option<String>,
    #[serde(default)]
    grade: Option<String>,
    /// Values of the type's fields by key, as text.
    #[serde(default)]
    fields: BTreeMap<String, String>,
    #[serde(default)]
    #[schema(value_type = Option<shape::PlaceIn>)]
    place: Option<PlaceIn>,
    #[serde(default)]
    #[schema(value_type = Option<shape::ReporterIn>)]
    reporter: Option<ReporterIn>,
    /// The case it is a part of.
    #[serde(default)]
    parent: Option<String>,
    /// Never in the future; now where absent.
    #[serde(default)]
    #[schema(value_type = Option<shape::Instant>)]
    reported_at: Option<Timestamp>,
}

impl NewCase {
    /// As the command of the action.
    pub fn command(self, evidence: Vec<EvidenceIn>) -> Result<OpenCmd, Fault> {
        let channel = Channel::from_code(&self.channel).ok_or_else(|| {
            input::unknown("channel", "portal, grid, desk, import, open311, deputy")
        })?;
        Ok(OpenCmd {
            case_type: self.case_type,
            channel,
            source: self.source,
            title: self.title,
            matter: self.matter,
            grade: self.grade,
            fields: self.fields,
            place: self.place,
            reporter: self.reporter,
            evidence,
            parent: self.parent,
            reported_at: self.reported_at,
        })
    }
}

/// An action that the case offers, with what it needs.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActOn {
    /// The action's key.
    action: String,
    #[serde(default)]
    reason: Option<String>,
    /// Values of fields by key, as text.
    #[serde(default)]
    gives: BTreeMap<String, String>,
    #[serde(default)]
    matter: Option<String>,
    #[serde(default)]
    grade: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<shape::PlaceIn>)]
    place: Option<PlaceIn>,
    /// The unit to send it to.
    #[serde(default)]
    unit: Option<String>,
    /// The entry of the duty list.
    #[serde(default)]
    entry: Option<String>,
    /// How much longer, such as `3wd`.
    #[serde(default)]
    limit: Option<String>,
    /// The answer to the reporter.
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    solved: Option<bool>,
    #[serde(default)]
    treated_well: Option<bool>,
    /// 1 to 5.
    #[serde(default)]
    score: Option<u8>,
    /// Whether anybody answered the call back.
    #[serde(default)]
    reached: Option<bool>,
}

impl ActOn {
    /// As the command of the action.
    pub fn command(self, evidence: Vec<EvidenceIn>) -> ActCmd {
        ActCmd {
            action: self.action,
            reason: self.reason,
            gives: self.gives,
            matter: self.matter,
            grade: self.grade,
            place: self.place,
            unit: self.unit,
            entry: self.entry,
            evidence,
            limit: self.limit,
            text: self.text,
            solved: self.solved,
            treated_well: self.treated_well,
            score: self.score,
            reached: self.reached,
        }
    }
}

/// The part `command` as JSON, and every file under its part's name as the kind of evidence.
pub fn from_parts<T: DeserializeOwned>(form: Form) -> Result<(T, Vec<EvidenceIn>), Fault> {
    let text = form.texts.get("command").map_or("{}", String::as_str);
    let command = serde_json::from_str(text).map_err(refusal::unfitting)?;
    let files = form.files.into_iter().map(|(kind, file)| EvidenceIn {
        file,
        kind,
        at: None,
        at_place: None,
    });
    Ok((command, files.collect()))
}
