//! Notices as CSV text with a header line.
//!
//! Columns by name: `date`, `kind` (`holiday`, `makeup_workday`, `stop`) and `name` must be
//! there; `part` (`day`, `morning`, `afternoon`), `year`, `version`, `issued`, `place` and
//! `title` may be. Left out, the year is the date's, the version 1, the issue day the first
//! day listed, and the title of a stop its name.

use crate::error::{CalendarError, NoticeProblem};
use crate::notice::{Kind, Notice, NoticeDay, Part};
use csv::StringRecord;
use jiff::civil::Date;
use std::collections::BTreeMap;

const TEXT_BYTES_MAX: usize = 1 << 20;
const ROWS_MAX: u64 = 20_000;

/// Year, version, place and title: the rows that agree in these form one notice.
type Key = (i16, u16, Option<String>, String);

/// Reads all notices of a text; each is validated.
///
/// # Errors
/// [`CalendarError::NoticeLine`] names the line that cannot be read, and
/// [`CalendarError::NoticeDay`] the day that contradicts its notice.
pub fn notices_from_csv(text: &str) -> Result<Vec<Notice>, CalendarError> {
    if text.len() > TEXT_BYTES_MAX {
        return Err(at_line(1, NoticeProblem::TooLarge));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns = Columns::of(
        reader
            .headers()
            .map_err(|_| at_line(1, NoticeProblem::Csv))?,
    )?;
    let mut found: BTreeMap<Key, Notice> = BTreeMap::new();
    for (row, record) in reader.records().enumerate() {
        let fallback = row as u64 + 2;
        let record = record.map_err(|error| {
            at_line(
                error.position().map_or(fallback, csv::Position::line),
                NoticeProblem::Csv,
            )
        })?;
        let line = record.position().map_or(fallback, csv::Position::line);
        if row as u64 >= ROWS_MAX {
            return Err(at_line(line, NoticeProblem::TooLarge));
        }
        let (key, issued, day) = columns
            .read(&record)
            .map_err(|problem| at_line(line, problem))?;
        let notice = found
            .entry(key)
            .or_insert_with_key(|key| empty(key, issued.unwrap_or(day.date)));
        match issued {
            Some(issued) => notice.issued = issued,
            None => notice.issued = notice.issued.min(day.date),
        }
        notice.days.push(day);
    }
    let notices: Vec<Notice> = found.into_values().collect();
    notices.iter().try_for_each(Notice::validate)?;
    Ok(notices)
}

fn empty((year, version, place, title): &Key, issued: Date) -> Notice {
    Notice {
        year: *year,
        version: *version,
        issued,
        place: place.clone(),
        title: title.clone(),
        days: Vec::new(),
    }
}

fn at_line(line: u64, problem: NoticeProblem) -> CalendarError {
    CalendarError::NoticeLine { line, problem }
}

/// Where each column stands in the header.
struct Columns {
    date: usize,
    kind: usize,
    name: usize,
    part: Option<usize>,
    year: Option<usize>,
    version: Option<usize>,
    issued: Option<usize>,
    place: Option<usize>,
    title: Option<usize>,
}

impl Columns {
    fn of(header: &StringRecord) -> Result<Self, CalendarError> {
        let find = |name: &str| {
            header
                .iter()
                .position(|cell| cell.eq_ignore_ascii_case(name))
        };
        let need =
            |name: &'static str| find(name).ok_or_else(|| at_line(1, NoticeProblem::Missing(name)));
        Ok(Self {
            date: need("date")?,
            kind: need("kind")?,
            name: need("name")?,
            part: find("part"),
            year: find("year"),
            version: find("version"),
            issued: find("issued"),
            place: find("place"),
            title: find("title"),
        })
    }

    fn read(&self, row: &StringRecord) -> Result<(Key, Option<Date>, NoticeDay), NoticeProblem> {
        let optional = |at: Option<usize>| {
            at.and_then(|at| row.get(at))
                .filter(|cell| !cell.is_empty())
        };
        let date: Date = cell(need(row, self.date, "date")?)?;
        let kind = match need(row, self.kind, "kind")? {
            "holiday" => Kind::Holiday,
            "makeup_workday" => Kind::MakeupWorkday,
            "stop" => Kind::Stop,
            other => return Err(unreadable(other)),
        };
        let name = need(row, self.name, "name")?.to_owned();
        let part = match optional(self.part) {
            None | Some("day") => Part::Day,
            Some("morning") => Part::Morning,
            Some("afternoon") => Part::Afternoon,
            Some(other) => return Err(unreadable(other)),
        };
        let year = optional(self.year)
            .map(cell)
            .transpose()?
            .unwrap_or(date.year());
        let version = optional(self.version).map(cell).transpose()?.unwrap_or(1);
        let issued = optional(self.issued).map(cell).transpose()?;
        let place = optional(self.place).map(str::to_owned);
        let own_title = if kind == Kind::Stop {
            name.as_str()
        } else {
            ""
        };
        let title = optional(self.title).unwrap_or(own_title).to_owned();
        Ok((
            (year, version, place, title),
            issued,
            NoticeDay {
                date,
                kind,
                name,
                part,
            },
        ))
    }
}

fn need<'a>(
    row: &'a StringRecord,
    at: usize,
    column: &'static str,
) -> Result<&'a str, NoticeProblem> {
    row.get(at)
        .filter(|cell| !cell.is_empty())
        .ok_or(NoticeProblem::Missing(column))
}

fn cell<T: std::str::FromStr>(text: &str) -> Result<T, NoticeProblem> {
    text.parse().map_err(|_| unreadable(text))
}

fn unreadable(text: &str) -> NoticeProblem {
    NoticeProblem::Cell(text.chars().take(20).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn a_plain_stop_stands_on_its_own() {
        let notices = notices_from_csv("date,kind,name\n2026-09-08,stop,台风\n").unwrap();
        assert_eq!(notices.len(), 1);
        assert_eq!(notices[0].title, "台风");
        assert_eq!(notices[0].issued, date(2026, 9, 8));
        assert!(!notices[0].is_national());
    }

    #[test]
    fn rows_are_grouped_by_year_version_place_and_title() {
        let text = "year,version,issued,place,title,date,kind,name,part\n\
            2027,2,2026-12-01,,,2026-12-31,holiday,元旦,\n\
            2027,2,2026-12-01,,,2027-01-01,holiday,元旦,\n\
            2027,1,2027-06-30,某区,雨,2027-07-01,stop,暴雨,morning\n";
        let notices = notices_from_csv(text).unwrap();
        let national = notices.iter().find(|notice| notice.is_national()).unwrap();
        assert_eq!((national.version, national.days.len()), (2, 2));
        let local = notices.iter().find(|notice| !notice.is_national()).unwrap();
        assert_eq!(
            (local.place.as_deref(), local.days[0].part),
            (Some("某区"), Part::Morning)
        );
    }

    #[test]
    fn errors_name_the_line() {
        for (text, line) in [
            ("day,kind,name\n", 1),
            (
                "date,kind,name\n2026-01-01,holiday,元旦\n2026-01-0x,holiday,元旦\n",
                3,
            ),
            ("date,kind,name\n2026-01-01,party,元旦\n", 2),
            ("date,kind,name\n2026-01-01,holiday,\n", 2),
            ("date,kind,name\n2026-01-01,holiday\n", 2),
        ] {
            match notices_from_csv(text).unwrap_err() {
                CalendarError::NoticeLine { line: found, .. } => assert_eq!(found, line, "{text}"),
                other => panic!("{other:?}"),
            }
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "(date,kind,name\n)?[-0-9a-z,\"\n元]{0,80}") {
            let _ = notices_from_csv(&text);
        }
    }
}
