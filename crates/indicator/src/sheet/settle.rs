//! Doubts about a sheet and what a person answers: as it stands, in another unit, or not at all.

use super::Mapping;
use super::question::{History, Question, Total, part_questions, questions};
use super::read::{CellProblem, Found, Read, in_unit};
use crate::observation::Settled;
use crate::{Definition, Flow, Refusal, cadence, coded};
use figure::{Decimal, Period};
use serde::{Deserialize, Serialize};

/// Longest reason, in characters.
const WHY_CHARS_MAX: usize = 500;

coded! {
    /// What becomes of a value that is asked about.
    Choice {
        /// It is right.
        Stands => "stands", "属实，按原样录入";
        /// It is meant in another unit.
        Unit => "unit", "按另一单位录入";
        /// It is left out.
        Out => "out", "不录入";
    }
}

/// What a person answers about one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The cell (C7).
    pub cell: String,
    /// What becomes of it.
    pub choice: Choice,
    /// The unit it is meant in, for [`Choice::Unit`].
    #[serde(default)]
    pub unit: Option<String>,
    /// What was found out; needed where something is still doubted.
    #[serde(default)]
    pub why: String,
}

/// A value that may be entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// The value.
    pub found: Found,
    /// Doubts with what was answered, kept with the value.
    pub settled: Vec<Settled>,
    /// The reason given; empty where nothing was asked.
    pub why: String,
}

/// A cell that somebody left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The cell (C7).
    pub cell: String,
    /// Codes of what was doubted or wrong.
    pub codes: Vec<String>,
    /// The reason given.
    pub why: String,
}

/// A sheet with the answers so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Settlement {
    /// What may be entered once nothing is open.
    pub kept: Vec<Kept>,
    /// Doubts without an answer, in the order of the sheet.
    pub open: Vec<Question>,
    /// Cells that cannot be read and are not left out.
    pub problems: Vec<CellProblem>,
    /// What is left out.
    pub left_out: Vec<LeftOut>,
}

impl Settlement {
    /// Whether nothing waits for an answer.
    pub fn is_settled(&self) -> bool {
        self.open.is_empty() && self.problems.is_empty()
    }
}

/// Puts the answers to a sheet that was read. `known` gives the definition and the history of a value.
/// A value in another unit is doubted anew; a cell that cannot be read can only be left out. Answers about
/// cells that nothing is asked about are without effect.
pub fn settle<'a>(
    read: Read,
    mapping: &Mapping,
    answers: &[Answer],
    known: impl Fn(&Found) -> Option<(&'a Definition, History)>,
) -> Settlement {
    let answer = |cell: &str| answers.iter().find(|a| a.cell == cell);
    let mut out = Settlement::default();
    for problem in read.problems {
        match answer(&problem.cell).filter(|a| a.choice == Choice::Out) {
            Some(a) => leave(&mut out, &problem.cell, &[&problem.refusal], &a.why),
            None => out.problems.push(problem),
        }
    }
    let mut meant: Vec<(Found, Vec<Settled>)> = vec![];
    for found in read.found {
        let Some((definition, _)) = known(&found) else {
            continue;
        };
        let unit = answer(&found.cell).filter(|a| a.choice == Choice::Unit);
        match unit.map_or(Ok((found.clone(), vec![])), |a| {
            in_other(&found, definition, a)
        }) {
            Ok(read) => meant.push(read),
            Err(refusal) => out.problems.push(CellProblem {
                cell: found.cell.clone(),
                refusal,
            }),
        }
    }
    let wholes = totals(&meant, mapping, &known);
    for (at, (found, units)) in meant.iter().enumerate() {
        let Some((definition, history)) = known(found) else {
            continue;
        };
        let history = within(&meant, at, definition, history);
        let mut asked = questions(found, definition, &history);
        let own = wholes.iter().filter(|t| t.cell == found.cell);
        asked.extend(own.flat_map(part_questions));
        place(&mut out, found, units, asked, answer(&found.cell));
    }
    out
}

/// A value with its doubts goes where the answer says.
fn place(
    out: &mut Settlement,
    found: &Found,
    units: &[Settled],
    asked: Vec<Question>,
    answer: Option<&Answer>,
) {
    let why: String = answer.map_or(String::new(), |a| {
        a.why.trim().chars().take(WHY_CHARS_MAX).collect()
    });
    if answer.is_some_and(|a| a.choice == Choice::Out) {
        let refusals: Vec<&Refusal> = asked.iter().map(|q| &q.refusal).collect();
        leave(out, &found.cell, &refusals, &why);
        return;
    }
    let mut settled = units.to_vec();
    if why.is_empty() {
        out.open.extend(asked);
    } else {
        settled.extend(asked.iter().map(|q| Settled {
            code: q.refusal.code.to_owned(),
            answer: why.clone(),
        }));
    }
    out.kept.push(Kept {
        found: found.clone(),
        settled,
        why,
    });
}

fn leave(out: &mut Settlement, cell: &str, refusals: &[&Refusal], why: &str) {
    out.left_out.push(LeftOut {
        cell: cell.to_owned(),
        codes: refusals.iter().map(|r| r.code.to_owned()).collect(),
        why: why.trim().chars().take(WHY_CHARS_MAX).collect(),
    });
}

/// The value as meant in another unit, with the note of it. Errors: `unit_to_read`,
/// `unit_not_convertible`.
fn in_other(
    found: &Found,
    definition: &Definition,
    answer: &Answer,
) -> Result<(Found, Vec<Settled>), Refusal> {
    let unit = answer.unit.as_deref().map(str::trim).unwrap_or_default();
    if unit.is_empty() {
        return Err(Refusal::on("unit_to_read", "unit"));
    }
    let base = found.base_number.map(|n| in_unit(n, unit, definition));
    let read = Found {
        value: in_unit(found.number, unit, definition)?,
        comparable_base: base.transpose()?,
        written: format!("{}{unit}", found.number),
        ..found.clone()
    };
    let note = Settled {
        code: "other_unit".to_owned(),
        answer: format!("表中写作{}，按“{unit}”录入", found.written),
    };
    Ok((read, vec![note]))
}

/// The history with what the same sheet says of the period before, for a cumulative value.
fn within(
    meant: &[(Found, Vec<Settled>)],
    at: usize,
    definition: &Definition,
    mut history: History,
) -> History {
    let found = &meant[at].0;
    if definition.flow != Flow::Cumulative {
        return history;
    }
    let earlier = meant.iter().map(|(other, _)| other).filter(|other| {
        other.indicator == found.indicator
            && other.place == found.place
            && cadence::year_of(other.period) == cadence::year_of(found.period)
            && other.period.last_day() < found.period.last_day()
    });
    if let Some(last) = earlier.max_by_key(|other| other.period.last_day()) {
        history.before = Some(last.value);
    }
    history
}

/// Wholes with their parts, as far as both stand in the sheet in the same unit.
fn totals<'a>(
    meant: &[(Found, Vec<Settled>)],
    mapping: &Mapping,
    known: impl Fn(&Found) -> Option<(&'a Definition, History)>,
) -> Vec<Total> {
    let unit = |found: &Found| known(found).map(|(d, _)| (d.unit.as_str(), d.flow));
    let key = |found: &Found| -> (Period, String) { (found.period, found.place.clone()) };
    let mut wholes = vec![];
    for (whole, _) in meant {
        let of_whole = |label: &String| mapping.parts.get(label) == Some(&whole.label);
        let parts: Vec<(String, Decimal)> = meant
            .iter()
            .map(|(part, _)| part)
            .filter(|part| of_whole(&part.label) && key(part) == key(whole))
            .filter(|part| unit(part) == unit(whole))
            .map(|part| (part.label.clone(), part.value))
            .collect();
        if !parts.is_empty() {
            wholes.push(Total {
                cell: whole.cell.clone(),
                whole: whole.value,
                parts,
                complete: false,
            });
        }
    }
    wholes
}
