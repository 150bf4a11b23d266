//! Bodies of writes on projects. Amounts are in 元.

use super::shape;
use crate::api::body::Form;
use crate::edge::fault::Fault;
use crate::input;
use crate::pages::projects::asked::BATCHES;
use ::project::{
    Amount, Batch, CloseBlocker, Decide, EvidenceKind, Funding, Ledger, MoveBlocker, Report,
    ReverseMilestone, SetPlan, SetTotal,
};
use app::FileIn;
use app::project::{ApprovalCmd, BlockerCmd, Entry, EntryKind, FileOf, MilestoneCmd, RegisterCmd};
use figure::Decimal;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

/// Where money comes from.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FundingSource {
    source: String,
    #[schema(value_type = shape::Exact)]
    amount: Decimal,
}

/// A project to be entered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewProject {
    #[serde(default)]
    code: Option<String>,
    name: String,
    owner: String,
    /// Unit, by code or name.
    bureau: String,
    /// The bureau's own where absent.
    #[serde(default)]
    leader: Option<String>,
    /// Subdistrict, by unit code or name.
    #[serde(default)]
    place: Option<String>,
    category: String,
    #[schema(value_type = shape::Exact)]
    total: Decimal,
    /// Document of the total.
    basis: String,
    #[serde(default)]
    funding: Vec<FundingSource>,
}

impl NewProject {
    pub fn command(self) -> RegisterCmd {
        let source = |s: FundingSource| Funding {
            source: s.source,
            amount: s.amount,
        };
        RegisterCmd {
            code: self.code,
            name: self.name,
            owner: self.owner,
            bureau: self.bureau,
            leader: self.leader,
            place: self.place,
            category: self.category,
            total: self.total,
            basis: self.basis,
            funding: self.funding.into_iter().map(source).collect(),
        }
    }
}

/// Investment of a month: of the month alone, or from January on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewInvestment {
    #[schema(value_type = shape::InvestmentLedger)]
    ledger: Ledger,
    year: i16,
    month: i8,
    /// Of the month alone.
    #[serde(default)]
    #[schema(value_type = Option<shape::Exact>)]
    amount: Option<Decimal>,
    /// From January to the end of the month.
    #[serde(default)]
    #[schema(value_type = Option<shape::Exact>)]
    year_to_date: Option<Decimal>,
    /// Why, where it replaces an entry or is negative.
    #[serde(default)]
    note: String,
}

impl NewInvestment {
    pub fn command(self) -> Result<Report, Fault> {
        let amount = match (self.amount, self.year_to_date) {
            (Some(amount), None) => Amount::Month(amount),
            (None, Some(sum)) => Amount::YearToDate(sum),
            _ => return Err(input::wrong("amount", "input.number")),
        };
        Ok(Report {
            ledger: self.ledger,
            year: self.year,
            month: self.month,
            amount,
            note: self.note,
        })
    }
}

/// The plan of a year.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPlan {
    year: i16,
    #[schema(value_type = shape::Exact)]
    amount: Decimal,
    /// Cumulative at the end of each of twelve months; even where absent.
    #[serde(default)]
    #[schema(value_type = Option<Vec<shape::Exact>>)]
    curve: Option<Vec<Decimal>>,
    #[serde(default)]
    #[schema(value_type = Option<shape::Exact>)]
    bond: Option<Decimal>,
    #[serde(default)]
    start_month: Option<i8>,
    basis: String,
    /// Why it replaces an earlier one.
    #[serde(default)]
    reason: String,
}

impl NewPlan {
    pub fn command(self) -> SetPlan {
        SetPlan {
            year: self.year,
            amount: self.amount,
            curve: self.curve,
            bond: self.bond,
            start_month: self.start_month,
            basis: self.basis,
            reason: self.reason,
        }
    }
}

/// The total anew.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTotal {
    #[schema(value_type = shape::Exact)]
    amount: Decimal,
    basis: String,
    /// The new approval, beyond a tenth above the first total.
    #[serde(default)]
    reapproval: Option<String>,
}

impl NewTotal {
    pub fn command(self) -> SetTotal {
        SetTotal {
            amount: self.amount,
            basis: self.basis,
            reapproval: self.reapproval,
        }
    }
}

/// Which kind of entry.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    Investment,
    Milestone,
}

impl From<ClaimKind> for EntryKind {
    fn from(kind: ClaimKind) -> Self {
        match kind {
            ClaimKind::Investment => Self::Investment,
            ClaimKind::Milestone => Self::Milestone,
        }
    }
}

/// An entry of a project.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimOf {
    project: String,
    kind: ClaimKind,
    no: u32,
}

/// Entries to be verified.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimsToVerify {
    entries: Vec<ClaimOf>,
}

impl ClaimsToVerify {
    pub fn entries(self) -> Vec<Entry> {
        let entry = |of: ClaimOf| Entry {
            project: of.project,
            kind: of.kind.into(),
            no: of.no,
        };
        self.entries.into_iter().map(entry).collect()
    }
}

/// A decision on an entry.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimDecision {
    kind: ClaimKind,
    no: u32,
    verified: bool,
    /// Why returned.
    #[serde(default)]
    reason: String,
}

impl ClaimDecision {
    pub fn command(self) -> (EntryKind, Decide) {
        let decide = Decide {
            no: self.no,
            verified: self.verified,
            reason: self.reason,
        };
        (self.kind.into(), decide)
    }
}

/// A milestone taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MilestoneReversal {
    no: u32,
    reason: String,
}

impl MilestoneReversal {
    pub fn command(self) -> ReverseMilestone {
        ReverseMilestone {
            no: self.no,
            reason: self.reason,
        }
    }
}

/// A blocker.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewBlocker {
    title: String,
    /// Unit that owes the way out, by code.
    owner_unit: String,
    /// Sign-in name of the person of that unit.
    owner: String,
    #[schema(value_type = shape::Day)]
    due: Date,
}

impl NewBlocker {
    pub fn command(self) -> BlockerCmd {
        BlockerCmd {
            title: self.title,
            owner_unit: self.owner_unit,
            owner: self.owner,
            due: self.due,
        }
    }
}

/// A blocker's new due day.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BlockerMove {
    no: u32,
    #[schema(value_type = shape::Day)]
    due: Date,
    reason: String,
}

impl BlockerMove {
    pub fn command(self) -> MoveBlocker {
        MoveBlocker {
            no: self.no,
            due: self.due,
            reason: self.reason,
        }
    }
}

/// How a blocker was solved.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BlockerSolution {
    no: u32,
    how: String,
}

impl BlockerSolution {
    pub fn command(self) -> CloseBlocker {
        CloseBlocker {
            no: self.no,
            how: self.how,
        }
    }
}

/// A batch claimed, as a form: up to 10 files of 20 MB, each part named by what it proves.
#[derive(ToSchema)]
#[allow(dead_code, reason = "for the document")]
pub struct MilestoneForm {
    batch: shape::Batch,
    date: shape::Day,
    note: Option<String>,
    #[schema(value_type = Option<String>, format = Binary)]
    reserve_decision: Option<Vec<u8>>,
    #[schema(value_type = Option<String>, format = Binary)]
    start_order: Option<Vec<u8>>,
    #[schema(value_type = Option<String>, format = Binary)]
    permit: Option<Vec<u8>>,
    #[schema(value_type = Option<String>, format = Binary)]
    site_photo: Option<Vec<u8>>,
    #[schema(value_type = Option<String>, format = Binary)]
    acceptance: Option<Vec<u8>>,
    #[schema(value_type = Option<String>, format = Binary)]
    in_use: Option<Vec<u8>>,
    #[schema(value_type = Option<String>, format = Binary)]
    other: Option<Vec<u8>>,
}

pub fn milestone(form: Form) -> Result<MilestoneCmd, Fault> {
    let text = |name: &str| form.texts.get(name).map(String::as_str).unwrap_or_default();
    let batch = input::code("batch", text("batch"), BATCHES)?;
    let batch = batch.and_then(Batch::from_code);
    let cmd = MilestoneCmd {
        batch: batch.ok_or_else(|| input::wrong("batch", "input.choice"))?,
        date: input::day("date", text("date"))?,
        note: text("note").to_owned(),
        files: vec![],
    };
    let of_kind = |(name, file): (String, FileIn)| {
        let kind = EvidenceKind::from_code(&name)?;
        Some(FileOf { kind, file })
    };
    Ok(MilestoneCmd {
        files: form.files.into_iter().filter_map(of_kind).collect(),
        ..cmd
    })
}

/// An approval as a form: with number, day and file where it is held, with a reason where none is needed.
#[derive(ToSchema)]
#[allow(dead_code, reason = "for the document")]
pub struct ApprovalForm {
    /// Code of the item.
    item: String,
    /// `held`, `not_needed`.
    state: String,
    number: Option<String>,
    issued_on: Option<shape::Day>,
    expires_on: Option<shape::Day>,
    reason: Option<String>,
    #[schema(value_type = Option<String>, format = Binary)]
    file: Option<Vec<u8>>,
}

pub fn approval(form: Form) -> Result<(String, ApprovalCmd), Fault> {
    let text = |name: &str| form.texts.get(name).cloned().unwrap_or_default();
    let item = text("item");
    let state = input::code("state", &text("state"), ["held", "not_needed"])?.map(str::to_owned);
    if state.as_deref() == Some("not_needed") {
        let reason = text("reason");
        return Ok((item, ApprovalCmd::NotNeeded { reason }));
    }
    let number = text("number");
    let issued_on = input::day("issued_on", &text("issued_on"))?;
    let expires_on = input::day_or_none("expires_on", &text("expires_on"))?;
    let file = Box::new(form.file()?);
    let held = ApprovalCmd::Held {
        number,
        issued_on,
        expires_on,
        file,
    };
    Ok((item, held))
}
