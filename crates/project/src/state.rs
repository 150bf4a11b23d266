//! What is kept of a project. Plain data with serde derives: the journal keeps it as JSON.

use crate::Batch;
use figure::Decimal;
use indicator::{Party, coded};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An identifier made outside this crate (UUID v7 as text).
pub type Id = String;

coded! {
    /// Whose count of investment. The two are never mixed (domain 3.3 rule 8).
    Ledger {
        /// As the owner reports physical progress.
        Reported => "reported", "报送";
        /// As statistics enrolled it.
        Enrolled => "enrolled", "入库";
        /// Special bonds spent, a part of neither.
        Bond => "bond", "专项债支出";
    }
}

coded! {
    /// What a file proves.
    EvidenceKind {
        /// The decision that takes it into the reserve.
        ReserveDecision => "reserve_decision", "入库文件";
        /// Order to start, or the contract of works.
        StartOrder => "start_order", "开工令或施工合同";
        /// Permit of works, or the filing that stands for it.
        Permit => "permit", "施工许可或开工备案";
        /// Photograph of the site.
        SitePhoto => "site_photo", "现场照片";
        /// Acceptance of completed works.
        Acceptance => "acceptance", "竣工验收文件";
        /// Proof that it is in use.
        InUse => "in_use", "投产或交付证明";
        /// Anything else.
        Other => "other", "其他";
    }
}

coded! {
    /// What became of a claim.
    Decision {
        /// Waits for a second person.
        Waiting => "waiting", "待核实";
        /// Counts.
        Verified => "verified", "已核实";
        /// Sent back with a reason.
        Returned => "returned", "已退回";
    }
}

/// A claim, its decision, and its reversal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Who claims it.
    pub by: Party,
    /// When.
    pub at: Timestamp,
    /// The same instant's day.
    pub on: Date,
    /// On its way.
    pub decision: Decision,
    /// Who decided.
    pub decided_by: Option<Party>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// The day of it; from then on a verified claim is known.
    pub decided_on: Option<Date>,
    /// Why returned.
    pub reason: Option<String>,
    /// Taken back after it was verified.
    pub reversal: Option<Reversal>,
}

/// A verified claim taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reversal {
    /// By whom.
    pub by: Party,
    /// From this day on it does not count.
    pub on: Date,
    /// Why.
    pub reason: String,
}

impl Claim {
    /// Verified, and not taken back, as known at the end of a day.
    pub fn stands(&self, known: Date) -> bool {
        self.decision == Decision::Verified
            && self.decided_on.is_some_and(|day| day <= known)
            && self.reversal.as_ref().is_none_or(|r| known < r.on)
    }
}

/// A file kept once by its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What it proves.
    pub kind: EvidenceKind,
    /// Hash of the content, lower-case hex.
    pub hash: String,
    /// File name as given.
    pub name: String,
}

/// A batch entered, with evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Number within the project.
    pub no: u32,
    /// The batch it leads to.
    pub batch: Batch,
    /// The day it happened.
    pub date: Date,
    /// Files.
    pub evidence: Vec<Evidence>,
    /// In words.
    pub note: String,
    /// Who says so, and who saw it.
    pub claim: Claim,
}

/// Investment of one month in one ledger. A later verified entry of the same month takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Investment {
    /// Number within the project.
    pub no: u32,
    /// Which ledger.
    pub ledger: Ledger,
    /// Year.
    pub year: i16,
    /// 1..=12.
    pub month: i8,
    /// Of the month alone, in 元.
    pub amount: Decimal,
    /// From the first of the year, where it was entered so, in 元.
    pub year_to_date: Option<Decimal>,
    /// In words.
    pub note: String,
    /// Who says so, and who saw it.
    pub claim: Claim,
}

/// The plan of one year. A later one takes its place; the earlier stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearPlan {
    /// Year.
    pub year: i16,
    /// In 元.
    pub amount: Decimal,
    /// Cumulative at the end of each of twelve months, in 元; even by months where absent.
    pub curve: Option<Vec<Decimal>>,
    /// Special bonds to be spent, in 元.
    pub bond: Option<Decimal>,
    /// The month of the planned start, where it is to start this year.
    pub start_month: Option<i8>,
    /// Document.
    pub basis: String,
    /// Why it replaces an earlier one.
    pub reason: String,
    /// Who set it.
    pub by: Party,
    /// When.
    pub at: Timestamp,
    /// The same instant's day.
    pub on: Date,
}

/// Total investment as approved at one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// In 元.
    pub amount: Decimal,
    /// Document.
    pub basis: String,
    /// The new approval, where it exceeds the first by more than a tenth.
    pub reapproval: Option<String>,
    /// Who set it.
    pub by: Party,
    /// The day.
    pub on: Date,
}

/// Where money comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funding {
    /// Source (财政资金, 专项债券, 社会资本).
    pub source: String,
    /// In 元.
    pub amount: Decimal,
}

/// An approval held, or the reason why none is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum ApprovalState {
    /// It was given.
    Held {
        /// Number of the document.
        number: String,
        /// The day of issue.
        issued_on: Date,
        /// Last day it is good for.
        expires_on: Option<Date>,
        /// Hash of the file, lower-case hex.
        hash: String,
    },
    /// None is needed.
    NotNeeded {
        /// Why.
        reason: String,
    },
}

/// An item of the checklist. A later one takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Code of the item in the checklist.
    pub item: String,
    /// Held or not needed.
    pub state: ApprovalState,
    /// Who entered it.
    pub by: Party,
    /// When.
    pub at: Timestamp,
    /// The same instant's day; before, nobody knew.
    pub on: Date,
}

/// A department called to a blocker, with the case of the whistle once it is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    /// Unit.
    pub unit: String,
    /// The case in the case engine.
    pub case: Option<Id>,
    /// The day.
    pub on: Date,
}

/// Something that holds a project up, with one owner and a clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocker {
    /// Number within the project.
    pub no: u32,
    /// What.
    pub title: String,
    /// Unit that owes the way out.
    pub owner_unit: String,
    /// Person that owes it.
    pub owner: String,
    /// Who raised it.
    pub opened_by: Party,
    /// The day.
    pub opened_on: Date,
    /// Last day in time, as the calendar reckoned it.
    pub due: Date,
    /// Earlier due days with the reason they moved.
    pub moved: Vec<(Date, String)>,
    /// Departments called.
    pub called: Vec<Called>,
    /// How it ended.
    pub closed: Option<Closed>,
}

/// The end of a blocker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// By whom; never by its owner.
    pub by: Party,
    /// The day.
    pub on: Date,
    /// How.
    pub how: String,
}

/// A project. A subject of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// Identifier.
    pub id: Id,
    /// Code of the national platform, where given.
    pub code: Option<String>,
    /// Name.
    pub name: String,
    /// Owner (业主).
    pub owner: String,
    /// Bureau that answers for it.
    pub bureau: String,
    /// Leader who follows it.
    pub leader: Option<String>,
    /// Subdistrict, by its code.
    pub place: Option<String>,
    /// Trade (产业, 城市更新, 民生).
    pub category: String,
    /// Totals as approved, the latest last.
    pub totals: Vec<Total>,
    /// Where money comes from.
    pub funding: Vec<Funding>,
    /// Plans, the latest last.
    pub plans: Vec<YearPlan>,
    /// Both ledgers, in the order of coming in.
    pub investments: Vec<Investment>,
    /// Batches entered.
    pub milestones: Vec<Milestone>,
    /// Approvals, the latest last.
    pub approvals: Vec<Approval>,
    /// Blockers.
    pub blockers: Vec<Blocker>,
    /// The day it was entered.
    pub registered_on: Date,
}

impl Project {
    /// The plan of a year as known at the end of a day.
    pub fn plan(&self, year: i16, known: Date) -> Option<&YearPlan> {
        let of_year = |p: &&YearPlan| p.year == year && p.on <= known;
        self.plans.iter().rfind(of_year)
    }

    /// The total as known at the end of a day, in 元.
    pub fn total(&self, known: Date) -> Option<Decimal> {
        let found = self.totals.iter().rfind(|t| t.on <= known);
        found.map(|t| t.amount)
    }

    /// The entry that counts for a month.
    pub fn investment(
        &self,
        ledger: Ledger,
        year: i16,
        month: i8,
        known: Date,
    ) -> Option<&Investment> {
        self.investments
            .iter()
            .filter(|i| (i.ledger, i.year, i.month) == (ledger, year, month))
            .filter(|i| i.claim.stands(known))
            .max_by_key(|i| (i.claim.decided_at, i.no))
    }

    /// Invested from January to a month, in 元; none beyond the range of decimals.
    pub fn invested(&self, ledger: Ledger, year: i16, month: i8, known: Date) -> Option<Decimal> {
        (1..=month)
            .filter_map(|m| self.investment(ledger, year, m, known))
            .try_fold(Decimal::ZERO, |sum, i| sum.checked_add(i.amount))
    }

    /// The last entry of each item of the checklist, as known at the end of a day.
    pub fn approvals_on(&self, known: Date) -> BTreeMap<&str, &Approval> {
        let known = self.approvals.iter().filter(|a| a.on <= known);
        known.map(|a| (a.item.as_str(), a)).collect()
    }

    /// Blockers open at the end of a day.
    pub fn open_blockers(&self, on: Date) -> impl Iterator<Item = &Blocker> {
        self.blockers.iter().filter(move |b| {
            b.opened_on <= on && b.closed.as_ref().is_none_or(|closed| on < closed.on)
        })
    }
}
