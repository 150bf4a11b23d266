//! From a reading to draft commitments: every clause of this year's part becomes at least one
//! draft, so that a reviewer sees them all (F1-01).

mod place;
mod target;

pub(crate) use place::trimmed;

use crate::check::{kind_for, usual_measure};
use crate::{
    Baseline, Commitment, Id, Kind, MeasuredBy, OwnerProposal, Plan, Remark, RemarkCode, Source,
    Status,
};
use figure::Target;
use jiff::civil::Date;
use report::{Clause, ClauseKind, Reading};

/// Most drafts of one report.
const DRAFTS_MAX: usize = 5_000;
/// Longest title, in code points.
const TITLE_CHARS_MAX: usize = 40;
/// Below this certainty a draft is marked unsure.
const SURE_FROM: u8 = 60;

/// Drafts the commitments of a reading: one per clause, or one per target where a clause has
/// several; those share the clause's span and say so. `text` is the text the reading's offsets
/// are into; `proposals` holds the owners proposed for each clause of `reading.clauses`, in
/// order (shorter is allowed); `new_id` gives fresh identifiers. `report` stays empty for the
/// caller, who files the report. At most 5,000 drafts.
pub fn draft(
    reading: &Reading,
    text: &str,
    proposals: &[Vec<OwnerProposal>],
    mut new_id: impl FnMut() -> Id,
) -> Vec<Commitment> {
    let chars: Vec<char> = text.chars().collect();
    let mut drafts: Vec<Commitment> = Vec::new();
    for (index, clause) in reading.clauses.iter().enumerate() {
        let owners = proposals.get(index).map(Vec::as_slice).unwrap_or_default();
        let source = place::source(reading, &chars, clause);
        let goals = goals_of(reading, clause);
        let of = goals.len();
        for (position, goal) in goals.into_iter().enumerate() {
            if drafts.len() == DRAFTS_MAX {
                return drafts;
            }
            let no = u32::try_from(drafts.len() + 1).unwrap_or(u32::MAX);
            let mut draft = one(reading, clause, &source, goal);
            if of > 1 {
                draft.remarks.push(shared(no, position, of));
            }
            drafts.push(Commitment {
                id: new_id(),
                no,
                proposals: owners.to_vec(),
                ..draft
            });
        }
    }
    drafts
}

/// What one draft is to reach: a figure of the reading by index, or words, or nothing.
struct Goal {
    figure: Option<usize>,
    target: Option<Target>,
}

/// The goals of a clause; one without target where it has none. Stances have none.
fn goals_of(reading: &Reading, clause: &Clause) -> Vec<Goal> {
    let mut goals: Vec<Goal> = Vec::new();
    if clause.kind != ClauseKind::Principle {
        for index in &clause.figures {
            if let Some(figure) = reading.figures.get(*index) {
                goals.push(Goal {
                    figure: Some(*index),
                    target: Some(target::of_figure(figure)),
                });
            }
        }
        let word = clause.word_target.clone();
        goals.extend(word.map(|target| Goal {
            figure: None,
            target: Some(target::of_words(target)),
        }));
    }
    if goals.is_empty() {
        goals.push(Goal {
            figure: None,
            target: None,
        });
    }
    goals
}

fn one(reading: &Reading, clause: &Clause, source: &Source, goal: Goal) -> Commitment {
    let figure = goal.figure.and_then(|index| reading.figures.get(index));
    let baseline = goal
        .figure
        .and_then(|index| target::baseline(reading, index));
    let kind = match clause.kind {
        ClauseKind::Principle => Kind::Principle,
        ClauseKind::Quantified => kind_for(Kind::Quantified, goal.target.is_some()),
        ClauseKind::Milestone => kind_for(Kind::Milestone, goal.target.is_some()),
        ClauseKind::Continuing => kind_for(Kind::Continuing, goal.target.is_some()),
    };
    let certainty = figure.map_or(clause.certainty, |f| f.certainty.min(clause.certainty));
    let mut remarks = Vec::new();
    remarks.extend(
        goal.figure
            .and_then(|index| below_last_result(reading, index, &baseline)),
    );
    if certainty < SURE_FROM {
        remarks.push(remark(
            RemarkCode::Unsure,
            [("certainty", certainty.to_string())],
        ));
    }
    let deadline = figure
        .and_then(|f| f.deadline.as_deref())
        .or(clause.deadline.as_deref());
    Commitment {
        id: Id::new(),
        report: Id::new(),
        no: 0,
        status: Status::Proposed,
        text: trimmed(&source.quote).to_owned(),
        title: title(clause, source, goal.target.as_ref()),
        kind,
        source: source.clone(),
        measured_by: measure(kind, goal.target.as_ref(), figure),
        cases: None,
        projects: None,
        indicators: None,
        target: goal.target,
        lead: None,
        supporting: Vec::new(),
        leader: None,
        start: Date::new(reading.year, 1, 1).unwrap_or(Date::MIN),
        deadline: deadline.and_then(|text| text.parse().ok()),
        no_deadline_reason: None,
        plan: Plan::LinearDays,
        baseline,
        review_every_days: None,
        hedge: figure
            .and_then(|f| f.hedge.clone())
            .or_else(|| clause.hedge.clone()),
        named: clause.named.clone(),
        decided_by: clause.decided_by.clone(),
        certainty,
        proposals: Vec::new(),
        remarks,
        drop_reason: None,
        replaced_by: Vec::new(),
        replaces: Vec::new(),
        version: 1,
        target_changed: false,
        issued_at: None,
        reviewed_by: None,
        reviewed_at: None,
    }
}

/// Levels add up from records, unless the words say up to what a stock is to be raised.
fn measure(kind: Kind, target: Option<&Target>, figure: Option<&report::Figure>) -> MeasuredBy {
    let raised_to = figure
        .and_then(|f| f.cue.as_deref())
        .is_some_and(|cue| cue.contains('至'));
    match usual_measure(kind, target) {
        MeasuredBy::Records if raised_to => MeasuredBy::Readings,
        measure => measure,
    }
}

/// The measure with its value where the clause has several targets, else the clause itself.
fn title(clause: &Clause, source: &Source, target: Option<&Target>) -> String {
    let words = match target {
        Some(target) if clause.figures.len() > 1 => format!("{}{}", target.measure, target.written),
        _ => trimmed(&source.quote).to_owned(),
    };
    match words.char_indices().nth(TITLE_CHARS_MAX) {
        Some((cut, _)) => format!("{}…", &words[..cut]),
        None => words,
    }
}

fn below_last_result(
    reading: &Reading,
    figure: usize,
    baseline: &Option<Baseline>,
) -> Option<Remark> {
    let is_below = reading.links.iter().any(|link| {
        link.target == figure && link.below_result && link.relation == target::SAME_MEASURE
    });
    let baseline = baseline.as_ref().filter(|_| is_below)?;
    let target = target::written(reading.figures.get(figure)?);
    let args = [
        ("target", target),
        ("result", baseline.written.clone()),
        ("period", baseline.period.clone()),
    ];
    Some(remark(RemarkCode::BelowLastResult, args))
}

/// Which of how many it is, and the numbers of the first and the last of them.
fn shared(no: u32, position: usize, of: usize) -> Remark {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let first = no.saturating_sub(count(position));
    let args = [
        ("index", (position + 1).to_string()),
        ("of", of.to_string()),
        ("first", first.to_string()),
        ("last", first.saturating_add(count(of - 1)).to_string()),
    ];
    remark(RemarkCode::SharedClause, args)
}

fn remark<const N: usize>(code: RemarkCode, args: [(&str, String); N]) -> Remark {
    let args = args
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    Remark { code, args }
}
