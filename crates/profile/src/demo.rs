//! The invented ledger data of a demonstration: a sample report, owners, records, notes.

use jiff::civil::Date;
use org::{PersonId, UnitCode};
use rust_decimal::Decimal;

/// What a demonstration loads. Everything in it is an example (示例数据).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demo {
    /// `demo/report.md`: a sample work report.
    pub report: String,
    /// `demo/assignments.csv`: owners and plan paths.
    pub assignments: Vec<DemoAssignment>,
    /// `demo/records.csv`: dated amounts.
    pub records: Vec<DemoRecord>,
    /// `demo/notes.csv`: notes on milestones and continuing work.
    pub notes: Vec<DemoNote>,
    /// `demo/cases.csv`: the mix of illustrative cases; empty where there is none.
    pub cases: Vec<DemoCase>,
    /// `demo/projects.csv`: illustrative projects; empty where there is none.
    pub projects: Vec<DemoProject>,
    /// `demo/indicators.csv`: illustrative values by day; empty where there is none.
    pub indicators: Vec<DemoIndicator>,
}

/// Something that happens to an indicator on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoIndicator {
    /// The day.
    pub day: Date,
    /// Code of the indicator.
    pub code: String,
    /// What happens.
    pub step: DemoIndicatorStep,
    /// Document it comes from.
    pub source: String,
    /// Remark; for a revision, why.
    pub note: String,
}

/// A value comes in, or the series breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DemoIndicatorStep {
    /// A value, in the definition's unit.
    Value {
        /// The period.
        period: figure::Period,
        /// The value.
        value: Decimal,
        /// Growth as published.
        growth: Option<Decimal>,
        /// Last year's value on today's caliber.
        base: Option<Decimal>,
        /// How final.
        stage: indicator::Stage,
        /// Whether a second person confirms it the same day; left waiting otherwise.
        confirmed: bool,
    },
    /// The series breaks.
    Break {
        /// First day on the new basis.
        from: Date,
        /// Why.
        kind: indicator::BreakKind,
    },
}

/// A project and its year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoProject {
    /// Name.
    pub name: String,
    /// Owner.
    pub owner: String,
    /// Bureau that answers for it.
    pub bureau: UnitCode,
    /// Subdistrict.
    pub place: Option<UnitCode>,
    /// Trade.
    pub category: String,
    /// Total investment, in 万元.
    pub total: Decimal,
    /// Plan of the year, in 万元; none for what is only thought of.
    pub plan: Option<Decimal>,
    /// Special bonds of the plan, in 万元.
    pub bond: Option<Decimal>,
    /// Month of the planned start.
    pub start_month: Option<i8>,
    /// Batches reached, with their days.
    pub milestones: Vec<(project::Batch, Date)>,
    /// Reported from January to the end of a month, in 万元.
    pub reported: Vec<(i8, Decimal)>,
    /// Enrolled likewise.
    pub enrolled: Vec<(i8, Decimal)>,
    /// Codes of the approvals held.
    pub approvals: Vec<String>,
    /// A blocker: words, raised, due, solved.
    pub blocker: Option<(String, Date, Date, Option<Date>)>,
}

/// A part of the mix of illustrative cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoCase {
    /// What it says.
    pub kind: DemoCaseKind,
    /// Code of the matter, name of the place, running number of the month, number of the target.
    pub key: String,
    /// Its share among those of its kind.
    pub weight: u64,
    /// What is reported, or the address, or `total=…；type=…；matters=…` of a measure.
    pub words: String,
    /// Longitude and latitude of a place, in millionths of a degree.
    pub point: Option<(i64, i64)>,
}

/// What a line of the mix says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoCaseKind {
    /// A matter.
    Matter,
    /// A place.
    Place,
    /// Thirty days, from the first on.
    Month,
    /// What one of several residents says of one thing, at one place.
    Incident,
    /// Cases or projects that a commitment of the sample is measured by: its number, and which in words.
    Measure,
}

/// Owners and plan of one commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAssignment {
    /// Number of the target, unique; records refer to it.
    pub no: u32,
    /// Words of the sample's clause that occur exactly once in it.
    pub clause: String,
    /// Lead unit.
    pub lead: UnitCode,
    /// Supporting units.
    pub supporting: Vec<UnitCode>,
    /// How it is to go over the year.
    pub plan: DemoPlan,
}

/// The path a commitment is measured against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DemoPlan {
    /// Even over the days of the year.
    Linear,
    /// Cumulative shares at month ends; the months rise, the shares do not fall, the last is 100.
    Months(Vec<MonthShare>),
    /// Steps with their days.
    Milestones(Vec<PlanStep>),
    /// A rate or share whose latest value counts; not a sum.
    Latest,
    /// Continuing work, reviewed in rhythm.
    Review,
}

/// Share of the target planned by the end of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthShare {
    /// 1 to 12.
    pub month: u8,
    /// Cumulative percent, 0 to 100.
    pub percent: Decimal,
}

/// A milestone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanStep {
    /// Planned day.
    pub date: Date,
    /// What is to be done by then.
    pub title: String,
}

/// What became of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DemoStatus {
    /// Claimed, not yet answered.
    Claimed,
    /// Verified by another person.
    Verified,
    /// Sent back with a reason.
    Returned,
}

/// A dated amount. For a `Latest` plan the amount is the value reached, else an increment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoRecord {
    /// Number of the assignment.
    pub no: u32,
    /// The day of the fact.
    pub date: Date,
    /// How much.
    pub amount: Decimal,
    /// Unit as written (户, 公里, 亿元).
    pub unit: String,
    /// Unit code of a subdistrict or community, where the fact has a place.
    pub place: Option<UnitCode>,
    /// For people; begins with 示例数据.
    pub note: String,
    /// Who claims.
    pub by: PersonId,
    /// What became of it.
    pub status: DemoStatus,
    /// Who answered and when; none while claimed. Never the claimant.
    pub answered: Option<(PersonId, Date)>,
}

/// A dated note on a commitment that is not summed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoNote {
    /// Number of the assignment.
    pub no: u32,
    /// The day.
    pub date: Date,
    /// The title of the milestone reached; none for a note in passing.
    pub step: Option<String>,
    /// For people; begins with 示例数据.
    pub note: String,
    /// Who claims.
    pub by: PersonId,
    /// What became of it.
    pub status: DemoStatus,
    /// Who answered and when; none while claimed. Never the claimant.
    pub answered: Option<(PersonId, Date)>,
}
