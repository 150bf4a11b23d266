//! `profile.toml`: the district, its reports, its duty hours.

use crate::problem::Log;
use crate::toml_table::{self, Table};
use crate::{MapTiles, map};
use jiff::civil::Weekday;
use org::{OfficialCode, OfficialLevel, UnitCode};
use std::collections::BTreeMap;

const FILE: &str = "profile.toml";
const MINUTES_PER_DAY: u16 = 24 * 60;

/// The district itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct District {
    /// Slug, the `district_id` of every tenant table.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// 6-digit statistical code.
    pub code: OfficialCode,
    /// IANA time zone of civil time.
    pub zone: String,
    /// Titles by which a work report of this district is recognised.
    pub report_title_words: Vec<String>,
    /// Duty-hour calendars by name.
    pub duty_hours: BTreeMap<String, DutyHours>,
    /// The calendar of units that name none.
    pub default_duty_hours: String,
    /// Who runs the matter loop; none where the district has not set it up.
    pub casework: Option<Casework>,
    /// What makes reports one incident.
    pub clusters: cluster::Rules,
    /// Pictures under the map; none where the district has no server of them.
    pub tiles: Option<MapTiles>,
}

/// The units the matter loop falls back on (F2-01).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Casework {
    /// The command centre: owns every case that no unit has been given.
    pub centre: UnitCode,
    /// Decides between units that return a case to each other.
    pub arbiter: UnitCode,
    /// The case type of what the public reports without knowing the matter.
    pub public: Option<String>,
}

/// Weekly duty hours. Holidays and make-up days come from the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyHours {
    /// Weekdays on duty.
    pub days: Vec<Weekday>,
    /// Spans of a duty day, in order, not overlapping.
    pub spans: Vec<DutySpan>,
}

/// A half-open span of a day in minutes from midnight, `0..=1440`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DutySpan {
    /// First minute on duty.
    pub from_min: u16,
    /// First minute off duty.
    pub to_min: u16,
}

pub(crate) fn read(text: &str, log: &mut Log) -> Option<District> {
    let document = toml_table::parse(FILE, text, log)?;
    let root = Table::root(FILE, text, document.get_ref());
    root.only(
        &[
            "district",
            "report",
            "default_duty_hours",
            "duty_hours",
            "casework",
            "clusters",
            "map",
        ],
        log,
    );
    let district = root.table("district", log);
    let report = root.table("report", log);
    let calendars = root
        .table("duty_hours", log)
        .map(|t| duty_hours(t, log))
        .unwrap_or_default();
    let default_duty_hours = root.text("default_duty_hours", log);
    if let Some(name) = default_duty_hours
        && !calendars.contains_key(name)
    {
        let line = root.line_of("default_duty_hours");
        root.problem(
            line,
            "duty_hours_unknown",
            format!("没有名为“{name}”的工作时间"),
            log,
        );
    }
    let (district, report) = (district?, report?);
    district.only(&["id", "name", "code", "zone"], log);
    report.only(&["title_words"], log);
    let title_words = report.texts("title_words", log);
    if title_words.is_empty() {
        let line = report.line_of("title_words");
        report.problem(
            line,
            "report_title_words_empty",
            "至少写一个报告标题用语",
            log,
        );
    }
    let id = district
        .text("id", log)
        .filter(|id| check_slug(&district, id, log));
    let name = district.text("name", log);
    let code = district
        .text("code", log)
        .and_then(|code| read_code(&district, code, log));
    let zone = district
        .text("zone", log)
        .filter(|zone| check_zone(&district, zone, log));
    Some(District {
        id: id?.to_owned(),
        name: name?.to_owned(),
        code: code?,
        zone: zone?.to_owned(),
        report_title_words: title_words
            .into_iter()
            .map(|(word, _)| word.to_owned())
            .collect(),
        duty_hours: calendars,
        default_duty_hours: default_duty_hours?.to_owned(),
        casework: root
            .has("casework")
            .then(|| root.table("casework", log))
            .flatten()
            .and_then(|table| casework(&table, log)),
        clusters: match root.has("clusters") {
            true => root
                .table("clusters", log)
                .map(|table| clusters(&table, log))
                .unwrap_or_default(),
            false => cluster::Rules::default(),
        },
        tiles: root
            .has("map")
            .then(|| root.table("map", log))
            .flatten()
            .and_then(|table| map::read(&table, log)),
    })
}

fn casework(table: &Table<'_>, log: &mut Log) -> Option<Casework> {
    table.only(&["centre", "arbiter", "public"], log);
    let mut unit = |key: &str| -> Option<UnitCode> {
        let written = table.text(key, log)?;
        let code = UnitCode::parse(written).ok();
        if code.is_none() {
            let message = format!("单位代码“{written}”的写法不对");
            table.problem(table.line_of(key), "casework_unit_shape", message, log);
        }
        code
    };
    let (centre, arbiter) = (unit("centre"), unit("arbiter"));
    Some(Casework {
        centre: centre?,
        arbiter: arbiter?,
        public: table
            .has("public")
            .then(|| table.text("public", log).map(str::to_owned))
            .flatten(),
    })
}

/// Bounds of an incident; what is not written has its default.
fn clusters(table: &Table<'_>, log: &mut Log) -> cluster::Rules {
    let usual = cluster::Rules::default();
    table.only(&["metres", "minutes", "hours", "percent", "members"], log);
    let mut number = |key: &str, usual: u32, most: u32| {
        if !table.has(key) {
            return usual;
        }
        let written: Option<u32> = table.count(key, log);
        let fits = written.filter(|n| (1..=most).contains(n));
        if written.is_some() && fits.is_none() {
            let message = format!("“{key}”须在1到{most}之间");
            table.problem(table.line_of(key), "clusters_range", message, log);
        }
        fits.unwrap_or(usual)
    };
    cluster::Rules {
        metres: number("metres", usual.metres, 1_000),
        minutes: number("minutes", usual.minutes, 7 * 24 * 60),
        hours: number("hours", usual.hours, 30 * 24),
        percent: number("percent", usual.percent, 100),
        members: number("members", usual.members, 1_000),
    }
}

/// The units named must be in `units.csv`.
pub(crate) fn check_casework(
    text: &str,
    casework: &Casework,
    known: impl Fn(&UnitCode) -> bool,
    log: &mut Log,
) {
    let Some(document) = toml_table::parse(FILE, text, log) else {
        return;
    };
    let root = Table::root(FILE, text, document.get_ref());
    let Some(table) = root.table("casework", log) else {
        return;
    };
    for (key, unit) in [("centre", &casework.centre), ("arbiter", &casework.arbiter)] {
        if !known(unit) {
            let message = format!("units.csv 中没有单位“{unit}”");
            table.problem(table.line_of(key), "casework_unit_unknown", message, log);
        }
    }
}

fn check_slug(table: &Table<'_>, id: &str, log: &mut Log) -> bool {
    let fits = UnitCode::parse(id).is_ok();
    if !fits {
        let message = format!("区标识“{id}”只能用小写字母、数字、连字符和下划线，1至40个字符");
        table.problem(table.line_of("id"), "district_id_shape", message, log);
    }
    fits
}

fn read_code(table: &Table<'_>, code: &str, log: &mut Log) -> Option<OfficialCode> {
    let code_read = OfficialCode::parse(code)
        .ok()
        .filter(|c| c.level() == OfficialLevel::District);
    if code_read.is_none() {
        let message = format!("区代码“{code}”应为6位数字");
        table.problem(table.line_of("code"), "district_code_shape", message, log);
    }
    code_read
}

fn check_zone(table: &Table<'_>, zone: &str, log: &mut Log) -> bool {
    let known = jiff::tz::TimeZone::get(zone).is_ok();
    if !known {
        table.problem(
            table.line_of("zone"),
            "zone_unknown",
            format!("没有时区“{zone}”"),
            log,
        );
    }
    known
}

fn duty_hours(all: Table<'_>, log: &mut Log) -> BTreeMap<String, DutyHours> {
    let mut calendars = BTreeMap::new();
    for (name, _) in all.keys() {
        let Some(table) = all.table(name, log) else {
            continue;
        };
        table.only(&["days", "spans"], log);
        let days = read_list(
            &table,
            "days",
            weekday,
            "工作日应写成 mon、tue、wed、thu、fri、sat、sun",
            log,
        );
        let spans = read_list(
            &table,
            "spans",
            span,
            "时段应写成 08:30-12:00，起早于止",
            log,
        );
        if days.is_empty() || spans.is_empty() {
            table.problem(
                table.line,
                "duty_hours_empty",
                format!("“{name}”没有工作日或时段"),
                log,
            );
        }
        if spans
            .windows(2)
            .any(|pair| pair[1].from_min < pair[0].to_min)
        {
            let line = table.line_of("spans");
            table.problem(line, "duty_hours_overlap", "时段应按先后排列且不重叠", log);
        }
        calendars.insert(name.to_owned(), DutyHours { days, spans });
    }
    calendars
}

fn read_list<T>(
    table: &Table<'_>,
    key: &str,
    read: fn(&str) -> Option<T>,
    wanted: &str,
    log: &mut Log,
) -> Vec<T> {
    let mut items = Vec::new();
    for (text, line) in table.texts(key, log) {
        match read(text) {
            Some(item) => items.push(item),
            None => table.problem(line, "duty_hours_shape", format!("“{text}”：{wanted}"), log),
        }
    }
    items
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        _ => return None,
    })
}

fn span(text: &str) -> Option<DutySpan> {
    let (from, to) = text.split_once('-')?;
    let (from_min, to_min) = (minutes(from)?, minutes(to)?);
    (from_min < to_min).then_some(DutySpan { from_min, to_min })
}

fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let total = hour.checked_mul(60)?.checked_add(minute)?;
    (minute < 60 && total <= MINUTES_PER_DAY).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_minutes_of_the_day() {
        assert_eq!(
            span("08:30-12:00"),
            Some(DutySpan {
                from_min: 510,
                to_min: 720
            })
        );
        assert_eq!(
            span("00:00-24:00"),
            Some(DutySpan {
                from_min: 0,
                to_min: 1440
            })
        );
        for bad in [
            "12:00-08:30",
            "08:30-08:30",
            "8-12",
            "08:60-12:00",
            "00:00-24:01",
            "x",
        ] {
            assert_eq!(span(bad), None, "{bad}");
        }
    }
}
