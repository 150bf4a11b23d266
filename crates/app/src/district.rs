//! The profile as the actions ask for it: names of units, duties, rules, working time.

use crate::{AppError, Result};
use calendar::{Calendar, Limit};
use jiff::civil::Date;
use org::UnitCode;
use profile::{NoticeKind, Profile};
use report::owners::{Duty, Phrase};

/// The unit of the district as a whole; its first unit where none has that kind.
pub(crate) fn root(profile: &Profile) -> Option<UnitCode> {
    let whole = profile
        .directory
        .iter()
        .find(|u| u.kind == org::UnitKind::District);
    let first = || profile.directory.iter().next();
    whole.or_else(first).map(|u| u.code.clone())
}

/// Name of a unit, or its code where the profile no longer knows it.
pub(crate) fn unit_name(profile: &Profile, code: &str) -> String {
    let found = UnitCode::parse(code)
        .ok()
        .and_then(|c| profile.directory.get(&c).map(|u| u.name.clone()));
    found.unwrap_or_else(|| code.to_owned())
}

/// Short name of a unit for narrow columns.
pub(crate) fn unit_short(profile: &Profile, code: &str) -> String {
    let found = UnitCode::parse(code)
        .ok()
        .and_then(|c| profile.directory.get(&c).map(|u| u.short.clone()));
    found.unwrap_or_else(|| code.to_owned())
}

/// Name of a leader, or the id where the profile no longer knows it.
pub(crate) fn leader_name(profile: &Profile, id: &str) -> String {
    let found = profile.leaders.iter().find(|l| l.id.as_str() == id);
    found.map_or_else(|| id.to_owned(), |l| l.name.clone())
}

/// The code of the unit that is named so (code, name or short name).
pub(crate) fn unit_by_words(profile: &Profile, words: &str) -> Option<String> {
    let words = words.trim();
    let found = profile
        .directory
        .iter()
        .find(|u| u.code.as_str() == words || u.name == words || u.short == words);
    found.map(|u| u.code.as_str().to_owned())
}

/// The id of the leader who is named so, or who alone has that title.
pub(crate) fn leader_by_words(profile: &Profile, words: &str) -> Option<String> {
    let words = words.trim();
    let leaders = || profile.leaders.iter();
    let mut titled = leaders().filter(|l| l.title == words);
    let alone = titled.next().filter(|_| titled.next().is_none());
    let found = leaders()
        .find(|l| l.id.as_str() == words || l.name == words)
        .or(alone);
    found.map(|l| l.id.as_str().to_owned())
}

/// The leader who oversees a unit.
pub(crate) fn overseer(profile: &Profile, unit: &str) -> Option<String> {
    let unit = UnitCode::parse(unit).ok()?;
    profile.overseer(&unit).map(|l| l.id.as_str().to_owned())
}

/// Refuses a unit code that the profile does not know, or one that stands for several units.
pub(crate) fn check_unit(profile: &Profile, field: &str, code: &str) -> Result<()> {
    let unit = UnitCode::parse(code)
        .ok()
        .and_then(|c| profile.directory.get(&c).cloned());
    match unit {
        Some(unit) if field == "lead" && unit.kind == org::UnitKind::Group => Err(AppError::field(
            field,
            "unit.group",
            format!("“{}”不是一个单位，不能牵头", unit.name),
            "A group of units cannot lead",
        )),
        Some(_) => Ok(()),
        None => Err(AppError::field(
            field,
            "unit.unknown",
            format!("没有代码为“{code}”的单位"),
            "No such unit",
        )),
    }
}

/// Days that count as soon before any rule is in force.
const DUE_SOON_DAYS: i64 = 10;

/// Days before a deadline at which it is called near, by the rule in force.
pub(crate) fn due_soon_days(profile: &Profile, on: Date) -> i64 {
    profile
        .light_rule_on(on)
        .map_or(DUE_SOON_DAYS, |spec| i64::from(spec.rule.due_soon_days))
}

/// The last day of a limit (`5wd`) counted from an instant.
pub(crate) fn due_day(calendar: &Calendar, from: jiff::Timestamp, limit: &str) -> Result<Date> {
    let limit: Limit = limit.parse().map_err(calendar_failed)?;
    let due = calendar
        .due_at(from, limit, &calendar::Options::default())
        .map_err(calendar_failed)?;
    Ok(calendar::civil_date(due.at))
}

/// True when a day lies beyond the last notice of holidays, so that a limit counted up to it may
/// yet move.
pub(crate) fn beyond_notices(calendar: &Calendar, day: Date) -> bool {
    calendar.last_noticed().is_none_or(|last| day > last)
}

/// The State Council's calendar with the district's own notices.
pub(crate) fn calendar_of(profile: &Profile) -> Result<Calendar> {
    let mut notices = calendar::shipped_notices().map_err(calendar_failed)?;
    notices.extend(local_notices(profile));
    Calendar::new(notices, &[&profile.district.name]).map_err(calendar_failed)
}

fn local_notices(profile: &Profile) -> Vec<calendar::Notice> {
    let mut by_year: std::collections::BTreeMap<i16, Vec<calendar::NoticeDay>> = Default::default();
    for day in &profile.notices {
        let kind = match day.kind {
            NoticeKind::Holiday => calendar::Kind::Holiday,
            NoticeKind::MakeupWorkday => calendar::Kind::MakeupWorkday,
            NoticeKind::Stop => calendar::Kind::Stop,
        };
        let own = calendar::NoticeDay {
            date: day.date,
            kind,
            name: day.name.clone(),
            part: calendar::Part::Day,
        };
        by_year.entry(day.date.year()).or_default().push(own);
    }
    let place = profile.district.name.clone();
    let notice = |(year, days): (i16, Vec<calendar::NoticeDay>)| calendar::Notice {
        issued: days
            .iter()
            .map(|d| d.date)
            .min()
            .unwrap_or(jiff::civil::date(year, 1, 1)),
        year,
        version: 1,
        place: Some(place.clone()),
        title: "本区通知".into(),
        days,
    };
    by_year.into_iter().map(notice).collect()
}

/// The first instant of a civil day.
pub(crate) fn day_start(day: Date) -> Result<jiff::Timestamp> {
    calendar::day_start(day).map_err(calendar_failed)
}

/// The last second of a civil day.
pub(crate) fn day_end(day: Date) -> Result<jiff::Timestamp> {
    calendar::day_end(day).map_err(calendar_failed)
}

fn calendar_failed(why: calendar::CalendarError) -> AppError {
    AppError::new(
        crate::Kind::Unprocessable,
        "calendar",
        why.to_string(),
        why.english(),
    )
}

/// Duty phrases of all units that can own a commitment, their names among the phrases.
pub(crate) fn duties(profile: &Profile) -> Vec<Duty> {
    let owns = |u: &&org::Unit| !u.duties.is_empty() && u.kind != org::UnitKind::Group;
    let duty = |u: &org::Unit| {
        let own = u.duties.iter().map(|words| Phrase {
            text: words.clone(),
            weight: 100,
        });
        Duty {
            unit: u.code.as_str().to_owned(),
            phrases: own.collect(),
        }
    };
    profile.directory.iter().filter(owns).map(duty).collect()
}
