//! Progress notes of the continuing work that the profile's files leave out: dated by the
//! commitment's number alone, so that every load gives the same half year. Some units fall silent,
//! as some do.

use super::events::Entry;
use crate::{App, Result, kinds};
use commitment::{Commitment, Kind, Status};
use jiff::civil::{Date, date};
use profile::{DemoPerson, DemoRecord, DemoStatus};
use std::collections::HashSet;
use store::Loaded;

const NOTE: &str = "示例数据：本季度按计划推进，阶段性情况见附件";
/// One commitment in this many reports nothing after the first quarter.
const SILENT_EVERY: u32 = 11;
/// One in this many never reports.
const NEVER_EVERY: u32 = 23;

/// A note to be played.
pub(super) struct RoutineNote {
    commitment: String,
    day: Date,
    by: String,
    office: String,
    answered: Date,
}

impl RoutineNote {
    pub(super) fn entry(&self) -> Entry<'_> {
        Entry {
            commitment: Some(&self.commitment),
            no: 0,
            date: self.day,
            amount: None,
            place: None,
            step: None,
            note: NOTE,
            by: &self.by,
            status: DemoStatus::Verified,
            answered: Some((&self.office, self.answered)),
        }
    }
}

/// Notes for issued continuing commitments that are not among `named`; none before the first
/// record of the profile.
pub(super) async fn notes(
    app: &App,
    records: &[DemoRecord],
    named: impl Iterator<Item = &String>,
) -> Result<Vec<RoutineNote>> {
    let Some(first) = records.iter().map(|r| r.date).min() else {
        return Ok(vec![]);
    };
    let profile = app.profile();
    let holds = |p: &&DemoPerson, role: org::Role| p.person.roles.contains(role);
    let Some(office) = profile
        .demo_people
        .iter()
        .find(|p| holds(p, org::Role::DistrictOffice))
    else {
        return Ok(vec![]);
    };
    let named: HashSet<&String> = named.collect();
    let all: Vec<Loaded<Commitment>> = app
        .store()
        .all_of(app.district(), kinds::COMMITMENT, 5_000)
        .await?;
    let mut notes = vec![];
    for c in all.iter().map(|c| &c.state) {
        let left_out =
            named.contains(&c.id) || c.status != Status::Issued || c.kind != Kind::Continuing;
        let clerk = profile.demo_people.iter().find(|p| {
            holds(p, org::Role::DepartmentClerk)
                && c.lead.as_deref() == Some(p.person.unit.as_str())
        });
        let (Some(clerk), false) = (clerk, left_out || c.no % NEVER_EVERY == 0) else {
            continue;
        };
        for day in days(c.no, first.year()).into_iter().filter(|d| *d >= first) {
            let answered = day.saturating_add(jiff::Span::new().days(i64::from(2 + c.no % 4)));
            let (by, office) = (
                clerk.person.id.as_str().to_owned(),
                office.person.id.as_str().to_owned(),
            );
            notes.push(RoutineNote {
                commitment: c.id.clone(),
                day,
                by,
                office,
                answered,
            });
        }
    }
    Ok(notes)
}

/// Once a quarter, on days that differ from commitment to commitment.
fn days(no: u32, year: i16) -> Vec<Date> {
    let day =
        |month: i8, within: u32| date(year, month, i8::try_from(1 + no % within).unwrap_or(1));
    match no % SILENT_EVERY {
        0 => vec![day(6, 27)],
        _ => vec![day(6, 27), day(9, 25), day(11, 17)],
    }
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn days_depend_on_the_number_alone() {
        assert_eq!(days(7, 2026), days(7, 2026));
        assert_eq!(days(11, 2026).len(), 1);
        assert_eq!(days(12, 2026).len(), 3);
    }
}
