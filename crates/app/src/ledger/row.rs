//! One line of the ledger, with names and words, ready to show.

use super::step::NextStep;
use crate::district::{leader_name, unit_name, unit_short};
use crate::lights::LightState;
use crate::report::ReportMark;
use commitment::{Commitment, Kind};
use figure::Decimal;
use jiff::civil::Date;
use light::Colour;
use profile::Profile;
use serde::Serialize;

/// A code with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
}

/// How far a commitment is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgressView {
    /// Exact total in the target's base unit.
    pub total: Decimal,
    /// The total in words (3,250户).
    pub total_words: String,
    /// Percent of the target, one decimal.
    pub ratio_percent: Option<Decimal>,
    /// What the plan expects, one decimal.
    pub expected_percent: Option<Decimal>,
    /// The difference in percentage points, one decimal.
    pub gap_pp: Option<Decimal>,
}

/// A light in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LightView {
    /// The colour.
    pub colour: Colour,
    /// True when the target is reached.
    pub done: bool,
    /// Why, in one sentence with its numbers.
    pub reason_zh: String,
    /// The same in English.
    pub reason_en: String,
    /// The day it was judged for.
    pub assessed_on: Date,
    /// The day the colour began.
    pub since: Date,
    /// The colour before.
    pub previous: Option<Colour>,
    /// When and to what it changes if nothing happens.
    pub next_change: Option<(Date, Colour)>,
    /// Name and version of the rule.
    pub rule: String,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Id.
    pub id: String,
    /// Version for the next change.
    pub version: i64,
    /// Number in the report.
    pub no: u32,
    /// The report that number belongs to, where several are listed.
    pub report: Option<ReportMark>,
    /// Short name.
    pub title: String,
    /// The promise.
    pub text: String,
    /// Sort of promise.
    pub kind: Kind,
    /// Heading it stands under.
    pub section_title: String,
    /// Labels of the sections from the root.
    pub section: Vec<String>,
    /// Lead unit.
    pub lead: Option<Named>,
    /// Supporting units.
    pub supporting: Vec<Named>,
    /// Overseeing leader.
    pub leader: Option<Named>,
    /// Last day in time.
    pub deadline: Option<Date>,
    /// The target in words (不少于300场).
    pub target_words: Option<String>,
    /// True once an approved change has altered the target that was issued.
    pub target_changed: bool,
    /// How far.
    pub progress: Option<ProgressView>,
    /// The light; none for stances.
    pub light: Option<LightView>,
    /// The one thing it needs next.
    pub next_step: Option<NextStep>,
}

impl Row {
    pub(crate) fn of(
        profile: &Profile,
        version: i64,
        c: &Commitment,
        light: Option<&LightState>,
    ) -> Self {
        let unit = |code: &String| Named {
            code: code.clone(),
            name: unit_name(profile, code),
            short: unit_short(profile, code),
        };
        let leader = |id: &String| {
            let name = leader_name(profile, id);
            Named {
                code: id.clone(),
                short: name.clone(),
                name,
            }
        };
        Self {
            id: c.id.clone(),
            version,
            no: c.no,
            report: None,
            title: c.title.clone(),
            text: c.text.clone(),
            kind: c.kind,
            section_title: c.source.section_title.clone(),
            section: c.source.section.clone(),
            lead: c.lead.as_ref().map(unit),
            supporting: c.supporting.iter().map(unit).collect(),
            leader: c.leader.as_ref().map(leader),
            deadline: c.deadline,
            target_words: c.target.as_ref().map(crate::words::target),
            target_changed: c.target_changed,
            progress: light.and_then(|l| progress(c, l)),
            light: light.map(LightView::of),
            next_step: NextStep::of(c, light),
        }
    }
}

impl LightView {
    pub(crate) fn of(state: &LightState) -> Self {
        let light = &state.light;
        Self {
            colour: light.colour,
            done: light.done,
            reason_zh: light.reason.zh(),
            reason_en: light.reason.en(),
            assessed_on: state.assessed_on,
            since: state.since,
            previous: state.previous,
            next_change: light.next_change,
            rule: format!("{} v{}", light.rule_id, light.rule_version),
        }
    }
}

fn progress(c: &Commitment, state: &LightState) -> Option<ProgressView> {
    let progress = state.light.progress.as_ref()?;
    let unit = c.target.as_ref().map_or("", |t| t.unit.as_str());
    let once = |d: Decimal| {
        d.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
    };
    Some(ProgressView {
        total: progress.total,
        total_words: crate::words::amount(progress.total, unit),
        ratio_percent: progress.ratio_percent.map(once),
        expected_percent: progress.expected_percent.map(once),
        gap_pp: progress.gap_pp.map(once),
    })
}
