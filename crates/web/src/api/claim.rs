//! A claim as JSON or as a form.

use super::body::Form;
use super::shape;
use crate::edge::fault::Fault;
use crate::input;
use app::FileIn;
use app::record::ClaimCmd;
use commitment::RecordKind;
use figure::Decimal;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

/// What a unit reports.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// `amount`, `reading`, `milestone`, `note`.
    #[schema(value_type = shape::RecordKind)]
    kind: String,
    /// Which milestone of the plan, from 0.
    #[serde(default)]
    index: Option<u16>,
    /// The day it happened.
    #[schema(value_type = shape::Day)]
    date: Date,
    /// How much, in `unit`.
    #[serde(default)]
    #[schema(value_type = Option<shape::Exact>)]
    amount: Option<Decimal>,
    /// The target's where absent.
    #[serde(default)]
    unit: Option<String>,
    /// Unit code of a subdistrict or community, or words.
    #[serde(default)]
    place: Option<String>,
    /// Words.
    #[serde(default)]
    note: String,
    /// The returned record entered again.
    #[serde(default)]
    resubmits: Option<String>,
}

/// The same as a form, with up to 10 evidence files of 20 MB.
#[derive(ToSchema)]
#[allow(dead_code, reason = "for the document")]
pub struct ClaimForm {
    kind: shape::RecordKind,
    index: Option<u16>,
    date: shape::Day,
    amount: Option<shape::Exact>,
    unit: Option<String>,
    place: Option<String>,
    note: Option<String>,
    resubmits: Option<String>,
    /// Pictures, PDF and office files, judged by content.
    #[schema(value_type = Vec<String>, format = Binary)]
    evidence: Vec<Vec<u8>>,
}

impl Claim {
    /// As the command of the action.
    pub fn command(self, evidence: Vec<FileIn>) -> Result<ClaimCmd, Fault> {
        Ok(ClaimCmd {
            kind: kind(&self.kind, self.index)?,
            date: self.date,
            amount: self.amount,
            unit: self.unit,
            place: self.place,
            note: self.note,
            evidence,
            resubmits: self.resubmits,
        })
    }
}

/// A form as the command of the action.
pub fn from_form(form: Form) -> Result<ClaimCmd, Fault> {
    let text = |name: &str| form.texts.get(name).and_then(|t| input::given(t));
    let index = text("index").map(|t| t.parse().map_err(|_| input::wrong("index", "input.number")));
    let claim = Claim {
        kind: text("kind").unwrap_or_default(),
        index: index.transpose()?,
        date: input::day("date", &text("date").unwrap_or_default())?,
        amount: input::number_or_none("amount", &text("amount").unwrap_or_default())?,
        unit: text("unit"),
        place: text("place"),
        note: text("note").unwrap_or_default(),
        resubmits: text("resubmits"),
    };
    let evidence = form
        .files
        .into_iter()
        .filter(|(name, _)| name == "evidence")
        .map(|(_, file)| file);
    claim.command(evidence.collect())
}

fn kind(code: &str, index: Option<u16>) -> Result<RecordKind, Fault> {
    match (code, index) {
        ("amount", _) => Ok(RecordKind::Amount),
        ("reading", _) => Ok(RecordKind::Reading),
        ("milestone", Some(index)) => Ok(RecordKind::Milestone(index)),
        ("milestone", None) => Err(input::wrong("index", "input.step")),
        ("note", _) => Ok(RecordKind::Note),
        _ => Err(input::unknown("kind", "amount, reading, milestone, note")),
    }
}
