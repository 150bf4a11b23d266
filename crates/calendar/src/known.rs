//! The calendar of a place: the notices that count there, looked up by day.

use crate::day::Day;
use crate::due::Certainty;
use crate::error::CalendarError;
use crate::mark::{Mark, plain_kind};
use crate::notice::{Notice, is_weekend};
use crate::shipped::shipped_notices;
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};

/// Most notices one calendar may hold.
const NOTICES_MAX: usize = 2_000;

/// The days of a place as its notices arrange them.
///
/// Later versions replace earlier ones of the same year, place and title. National notices
/// apply first, additions after them in the order of issue; stops add up.
#[derive(Debug, Clone)]
pub struct Calendar {
    notices: Vec<Notice>,
    years: BTreeSet<i16>,
    marks: BTreeMap<Date, Mark>,
    /// Days whose working state a notice turned, with the running balance of working days
    /// gained (+1) and lost (−1) up to and including each.
    pub(crate) turns: Vec<(Date, i64)>,
}

impl Calendar {
    /// The calendar of the shipped national notices.
    ///
    /// # Errors
    /// A [`CalendarError`] if a shipped file were damaged; the tests read them all.
    pub fn shipped() -> Result<Self, CalendarError> {
        Self::new(shipped_notices()?, &[])
    }

    /// The calendar that the notices make for someone inside all of `places` (such as a
    /// province, a city and a district). Notices of other places are left out.
    ///
    /// # Errors
    /// What [`Notice::validate`] finds, [`CalendarError::NoticeVersion`] when one version
    /// occurs twice with different content, [`CalendarError::TooMany`] above 2,000.
    pub fn new(notices: Vec<Notice>, places: &[&str]) -> Result<Self, CalendarError> {
        if notices.len() > NOTICES_MAX {
            return Err(CalendarError::TooMany {
                what: "放假通知",
                max: NOTICES_MAX,
            });
        }
        let here = |notice: &Notice| {
            notice
                .place
                .as_deref()
                .is_none_or(|place| places.contains(&place))
        };
        let notices = latest(notices.into_iter().filter(here).collect())?;
        let years = notices
            .iter()
            .filter(|n| n.is_national())
            .map(|n| n.year)
            .collect();
        let mut marks: BTreeMap<Date, Mark> = BTreeMap::new();
        for notice in &notices {
            for day in &notice.days {
                marks
                    .entry(day.date)
                    .or_default()
                    .apply(day.kind, day.part, &day.name);
            }
        }
        let turns = turns(&marks);
        Ok(Self {
            notices,
            years,
            marks,
            turns,
        })
    }

    /// The notices that count, superseded ones left out, in the order they apply.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Last day of the last year that a national notice covers; none without notices.
    pub fn last_noticed(&self) -> Option<Date> {
        self.years.last().map(|&year| date(year, 12, 31))
    }

    /// Whether the day is a working day.
    pub fn is_working_day(&self, day: Date) -> bool {
        let weekend = is_weekend(day);
        self.marks
            .get(&day)
            .map_or(!weekend, |mark| mark.works(weekend))
    }

    /// The day with the reason why it is worked or not.
    pub fn day(&self, day: Date) -> Day {
        let weekend = is_weekend(day);
        let mark = self.marks.get(&day);
        let kind = mark.map_or_else(|| plain_kind(weekend), |mark| mark.kind(weekend));
        Day {
            date: day,
            kind,
            noticed: self.covers(day),
        }
    }

    /// How sure an answer is that depends on the days `from..=to`.
    pub fn certainty(&self, from: Date, to: Date) -> Certainty {
        let Some(&first) = self.years.first() else {
            return Certainty::NoNotices;
        };
        if from.year() < first {
            return Certainty::BeforeNotices {
                first: date(first, 1, 1),
            };
        }
        match (from.year()..=to.year()).find(|year| !self.years.contains(year)) {
            None => Certainty::Known,
            Some(gap) => {
                let last = self
                    .years
                    .range(..gap)
                    .next_back()
                    .copied()
                    .unwrap_or(first);
                Certainty::BeyondNotices {
                    last: date(last, 12, 31),
                }
            }
        }
    }

    pub(crate) fn covers(&self, day: Date) -> bool {
        self.years.contains(&day.year())
    }

    pub(crate) fn mark(&self, day: Date) -> Option<&Mark> {
        self.marks.get(&day)
    }
}

/// The highest version of each notice: national first, then additions by day of issue.
fn latest(notices: Vec<Notice>) -> Result<Vec<Notice>, CalendarError> {
    let mut by_subject: BTreeMap<(i16, Option<String>, String), Notice> = BTreeMap::new();
    for notice in notices {
        notice.validate()?;
        let subject = (notice.year, notice.place.clone(), notice.title.clone());
        match by_subject.get(&subject) {
            Some(known) if known.version > notice.version => {}
            Some(known) if known.version == notice.version && *known != notice => {
                return Err(CalendarError::NoticeVersion {
                    year: notice.year,
                    version: notice.version,
                });
            }
            _ => {
                by_subject.insert(subject, notice);
            }
        }
    }
    let mut notices: Vec<Notice> = by_subject.into_values().collect();
    notices.sort_by_key(|notice| (!notice.is_national(), notice.issued));
    Ok(notices)
}

fn turns(marks: &BTreeMap<Date, Mark>) -> Vec<(Date, i64)> {
    let mut balance = 0;
    let mut turns = Vec::new();
    for (&day, mark) in marks {
        let weekend = is_weekend(day);
        let change = i64::from(mark.works(weekend)) - i64::from(!weekend);
        if change != 0 {
            balance += change;
            turns.push((day, balance));
        }
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::DayKind;
    use crate::notice::issued_by;
    use crate::notice_csv::notices_from_csv;

    fn with(text: &str, places: &[&str]) -> Result<Calendar, CalendarError> {
        let mut notices = shipped_notices()?;
        notices.extend(notices_from_csv(text)?);
        Calendar::new(notices, places)
    }

    #[test]
    fn says_what_a_day_is() {
        let calendar = Calendar::shipped().unwrap();
        assert_eq!(
            calendar.day(date(2026, 10, 1)).kind,
            DayKind::Holiday("国庆节".into())
        );
        assert_eq!(
            calendar.day(date(2026, 9, 20)).kind,
            DayKind::MakeupWorkday("国庆节".into())
        );
        assert_eq!(calendar.day(date(2026, 9, 19)).kind, DayKind::Weekend);
        assert!(!calendar.day(date(2027, 1, 4)).noticed);
        assert_eq!(calendar.last_noticed(), Some(date(2026, 12, 31)));
    }

    #[test]
    fn the_amendment_replaces_the_first_version() {
        let notices = shipped_notices().unwrap();
        let before = Calendar::new(issued_by(&notices, date(2020, 1, 25)), &[]).unwrap();
        let after = Calendar::new(issued_by(&notices, date(2020, 1, 26)), &[]).unwrap();
        assert!(before.is_working_day(date(2020, 2, 1)));
        assert!(!after.is_working_day(date(2020, 2, 1)));
        assert!(before.is_working_day(date(2020, 1, 31)));
        assert!(!after.is_working_day(date(2020, 1, 31)));
    }

    #[test]
    fn stops_apply_only_where_they_are_ordered() {
        let text = "date,kind,name,place\n2026-09-08,stop,台风,某区\n";
        let tuesday = date(2026, 9, 8);
        assert!(with(text, &[]).unwrap().is_working_day(tuesday));
        assert!(with(text, &["别区"]).unwrap().is_working_day(tuesday));
        let here = with(text, &["某省", "某区"]).unwrap();
        assert_eq!(here.day(tuesday).kind, DayKind::Stop("台风".into()));
        assert!(!here.is_working_day(tuesday));
    }

    #[test]
    fn two_half_stops_make_a_whole_one() {
        let morning = "date,kind,name,part\n2026-09-08,stop,台风,morning\n";
        let half = with(morning, &[]).unwrap();
        assert_eq!(
            half.day(date(2026, 9, 8)).kind,
            DayKind::StopMorning("台风".into())
        );
        assert!(half.is_working_day(date(2026, 9, 8)));
        let both = with(&format!("{morning}2026-09-08,stop,台风,afternoon\n"), &[]).unwrap();
        assert!(!both.is_working_day(date(2026, 9, 8)));
    }

    #[test]
    fn a_second_notice_of_the_same_version_is_refused() {
        let error = with("date,kind,name\n2026-03-02,holiday,试\n", &[]).unwrap_err();
        assert_eq!(
            error,
            CalendarError::NoticeVersion {
                year: 2026,
                version: 1
            }
        );
    }

    #[test]
    fn a_local_stop_does_not_make_its_year_known() {
        let calendar = with("date,kind,name\n2027-09-08,stop,台风\n", &[]).unwrap();
        let beyond = Certainty::BeyondNotices {
            last: date(2026, 12, 31),
        };
        assert_eq!(
            calendar.certainty(date(2026, 12, 1), date(2027, 1, 1)),
            beyond
        );
        assert_eq!(
            calendar.certainty(date(2018, 1, 1), date(2026, 12, 31)),
            Certainty::Known
        );
        let before = Certainty::BeforeNotices {
            first: date(2018, 1, 1),
        };
        assert_eq!(
            calendar.certainty(date(2017, 12, 31), date(2018, 1, 3)),
            before
        );
    }
}
