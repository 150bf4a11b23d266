//! What a line says other than a commitment does. Cells are read first and values are compared: another
//! spelling of the same day, aim or unit is no difference. 进展 is never compared: the records say it.

use super::columns::Line;
use super::diff::FieldChange;
use super::export::line as line_of;
use super::plain::{day, half_width, squeezed};
use super::target;
use crate::district::{leader_by_words, overseer, unit_by_words};
use crate::{AppError, Kind, Result};
use commitment::review::{Assign, Edit};
use commitment::{Commitment, in_base_unit};
use figure::{Decimal, Target};
use jiff::civil::Date;
use profile::Profile;
use std::collections::BTreeSet;

/// Between the names of several units; spaces part them too.
const SEPARATORS: [char; 8] = ['、', ',', '，', ';', '；', '/', '|', '\n'];

/// What a line would change.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub fields: Vec<FieldChange>,
    pub edit: Edit,
    pub assign: Assign,
}

impl Found {
    fn note(&mut self, column: &'static str, before: &str, after: &str) {
        self.fields.push(FieldChange {
            column,
            before: before.to_owned(),
            after: after.to_owned(),
        });
    }
}

/// Reads the cells of a line and says which values differ from the state. Errors: `sheet.target`,
/// `sheet.deadline`, `unit.unknown`, `leader.unknown`.
pub(super) fn compare(profile: &Profile, state: &Commitment, line: &Line) -> Result<Found> {
    let before = line_of(profile, state);
    let mut found = Found::default();
    if lines_of(&line.text) != lines_of(&before.text) {
        found.note("任务", &before.text, &line.text);
        found.edit.text = Some(line.text.clone());
    }
    if squeezed(&line.target) != squeezed(&before.target) {
        let target = read_target(&line.target, state)?;
        if !same_target(target.as_ref(), state.target.as_ref()) {
            found.note("量化目标", &before.target, &line.target);
            found.edit.target = Some(target);
        }
    }
    compare_owners(profile, state, (&before, line), &mut found)?;
    if line.deadline != before.deadline {
        let deadline = read_deadline(&line.deadline)?;
        if deadline != state.deadline {
            found.note("完成时限", &before.deadline, &line.deadline);
            found.edit.deadline = Some(deadline);
        }
    }
    Ok(found)
}

fn compare_owners(
    profile: &Profile,
    state: &Commitment,
    (before, line): (&Line, &Line),
    found: &mut Found,
) -> Result<()> {
    if line.lead != before.lead {
        let lead = match line.lead.as_str() {
            "" => None,
            words => Some(unit(profile, "牵头单位", words)?),
        };
        if lead != state.lead {
            found.note("牵头单位", &before.lead, &line.lead);
            found.assign.lead = Some(lead);
        }
    }
    if line.supporting != before.supporting {
        let units = units(profile, "责任单位", &line.supporting)?;
        let all = |units: &[String]| units.iter().cloned().collect::<BTreeSet<_>>();
        if all(&units) != all(&state.supporting) {
            found.note("责任单位", &before.supporting, &line.supporting);
            found.assign.supporting = Some(units);
        }
    }
    if line.leader == before.leader {
        return Ok(());
    }
    let leader = leader_by_words(profile, &line.leader);
    if leader.is_none() && !line.leader.is_empty() {
        return Err(said(
            "leader.unknown",
            &format!("没有“{}”这位分管领导", line.leader),
        ));
    }
    let brought = |lead: &str| overseer(profile, lead);
    let left_to_lead = leader.is_none()
        && found.assign.lead.is_none()
        && state.leader == state.lead.as_deref().and_then(brought);
    if !left_to_lead && leader != state.leader {
        found.note("分管领导", &before.leader, &line.leader);
        found.assign.leader = Some(leader);
    }
    Ok(())
}

/// Lines of a text without the marks and spaces at their ends.
fn lines_of(text: &str) -> Vec<&str> {
    text.trim().lines().map(str::trim_end).collect()
}

fn read_target(words: &str, state: &Commitment) -> Result<Option<Target>> {
    if words.is_empty() {
        return Ok(None);
    }
    let found = target::read(words, state.target.as_ref()).map(|mut t| {
        if t.measure.is_empty() {
            t.measure = state.title.clone();
        }
        t
    });
    found.map(Some).ok_or_else(|| {
        said(
            "sheet.target",
            &format!("“{words}”不是可识别的量化目标，可写作：不少于300场、4%左右、2—3对、42.6亿元"),
        )
    })
}

/// The same aim: relation and exact values, in whichever unit; for an aim in words, the words.
fn same_target(a: Option<&Target>, b: Option<&Target>) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        return a.is_none() && b.is_none();
    };
    if a.comparator != b.comparator {
        return false;
    }
    if a.value.is_none() && b.value.is_none() {
        return crate::words::target(a) == crate::words::target(b);
    }
    let same = |a_value: Option<Decimal>, b_value: Option<Decimal>| match (a_value, b_value) {
        (Some(x), Some(y)) if a.unit == b.unit => x == y,
        (Some(x), Some(y)) => in_base_unit(x, &a.unit, &b.unit).is_ok_and(|x| x == y),
        (x, y) => x.is_none() && y.is_none(),
    };
    same(a.value, b.value) && same(a.value_hi, b.value_hi)
}

fn read_deadline(words: &str) -> Result<Option<Date>> {
    if words.is_empty() {
        return Ok(None);
    }
    day(words).map(Some).ok_or_else(|| {
        said(
            "sheet.deadline",
            &format!("“{words}”不是日期，可写作：2026-12-31"),
        )
    })
}

fn units(profile: &Profile, column: &str, words: &str) -> Result<Vec<String>> {
    let pieces = words
        .split(SEPARATORS)
        .map(str::trim)
        .filter(|piece| !piece.is_empty());
    let mut all = vec![];
    for piece in pieces {
        match named(profile, piece) {
            Some(unit) => all.push(unit),
            None => {
                for word in piece.split_whitespace() {
                    all.push(unit(profile, column, word)?);
                }
            }
        }
    }
    Ok(all)
}

fn unit(profile: &Profile, column: &str, words: &str) -> Result<String> {
    named(profile, words)
        .ok_or_else(|| said("unit.unknown", &format!("{column}“{words}”不在单位名录中")))
}

/// By code, name or short name, with brackets of either width.
fn named(profile: &Profile, words: &str) -> Option<String> {
    unit_by_words(profile, words).or_else(|| {
        let words = half_width(words.trim());
        let is_it = |name: &str| half_width(name) == words;
        let mut units = profile.directory.iter();
        let found = units.find(|u| is_it(&u.name) || is_it(&u.short));
        found.map(|u| u.code.as_str().to_owned())
    })
}

pub(super) fn said(code: &'static str, zh: &str) -> AppError {
    AppError::new(Kind::Unprocessable, code, zh, code)
}
