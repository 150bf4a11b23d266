//! `notices/*.csv`: local additions to the State Council's notices.

use crate::csv_rows;
use crate::problem::Log;
use jiff::civil::Date;
use std::collections::BTreeMap;

const COLUMNS: &[&str] = &["date", "kind", "name"];

/// What a notice makes of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeKind {
    /// A day off.
    Holiday,
    /// A working day that would be a weekend.
    MakeupWorkday,
    /// A day on which work stops by local order (a typhoon): not counted.
    Stop,
}

impl NoticeKind {
    /// The word in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Holiday => "holiday",
            Self::MakeupWorkday => "makeup_workday",
            Self::Stop => "stop",
        }
    }
    fn from_code(code: &str) -> Option<Self> {
        [Self::Holiday, Self::MakeupWorkday, Self::Stop]
            .into_iter()
            .find(|k| k.code() == code)
    }
}

/// One day of a local notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeDay {
    /// The day.
    pub date: Date,
    /// What it is.
    pub kind: NoticeKind,
    /// Why, for people.
    pub name: String,
    /// The notice: the file's name without folder and extension.
    pub notice: String,
}

pub(crate) fn read(files: &crate::Files, log: &mut Log) -> Vec<NoticeDay> {
    let mut days: BTreeMap<Date, NoticeDay> = BTreeMap::new();
    for (file, text) in files {
        let Some(notice) = file
            .strip_prefix("notices/")
            .and_then(|f| f.strip_suffix(".csv"))
        else {
            continue;
        };
        for row in csv_rows::read(file, text, COLUMNS, log) {
            let date: Option<Date> = row.required("date", file, log).and_then(|word| {
                let date = word.parse().ok();
                if date.is_none() {
                    log.add(
                        file,
                        row.line,
                        "notice_date_shape",
                        format!("日期“{word}”应写成 2026-01-01"),
                    );
                }
                date
            });
            let kind = row.required("kind", file, log).and_then(|word| {
                let kind = NoticeKind::from_code(word);
                if kind.is_none() {
                    let message = format!("“{word}”应为 holiday、makeup_workday 或 stop");
                    log.add(file, row.line, "notice_kind_unknown", message);
                }
                kind
            });
            let (Some(date), Some(kind)) = (date, kind) else {
                continue;
            };
            let day = NoticeDay {
                date,
                kind,
                name: row.get("name").to_owned(),
                notice: notice.to_owned(),
            };
            if days.insert(date, day).is_some() {
                log.add(
                    file,
                    row.line,
                    "notice_day_duplicate",
                    format!("{date}在本地通知里出现两次"),
                );
            }
        }
    }
    days.into_values().collect()
}
