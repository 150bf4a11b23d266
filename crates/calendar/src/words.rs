//! The words of an explanation, in Chinese and English.

use crate::day::DayKind;
use crate::due::Certainty;
use crate::line::{Count, Line, Why};
use crate::notice::{Kind, NoticeDay, Part};
use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Language of an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// English names of the statutory holidays; any other name stays as it is.
const HOLIDAYS: [(&str, &str); 7] = [
    ("元旦", "New Year"),
    ("春节", "Spring Festival"),
    ("清明", "Qingming"),
    ("劳动节", "Labour Day"),
    ("端午", "Dragon Boat Festival"),
    ("中秋", "Mid-Autumn Festival"),
    ("国庆节", "National Day"),
];

impl DayKind {
    /// The kind in words, such as 放假（国庆节） or `holiday (National Day)`.
    pub fn text(&self, lang: Lang) -> String {
        let (zh, en, name) = match self {
            Self::Workday => ("工作日", "working day", None),
            Self::Weekend => ("周末", "weekend", None),
            Self::Holiday(name) => ("放假", "holiday", Some(name)),
            Self::MakeupWorkday(name) => ("调休上班", "make-up workday", Some(name)),
            Self::Stop(name) => ("停工", "work stopped", Some(name)),
            Self::StopMorning(name) => (
                "工作日，上午停工",
                "working day, stopped in the morning",
                Some(name),
            ),
            Self::StopAfternoon(name) => (
                "工作日，下午停工",
                "working day, stopped in the afternoon",
                Some(name),
            ),
        };
        match (lang, name) {
            (Lang::Zh, None) => zh.to_owned(),
            (Lang::Zh, Some(name)) => format!("{zh}（{name}）"),
            (Lang::En, None) => en.to_owned(),
            (Lang::En, Some(name)) => format!("{en} ({})", english_name(name)),
        }
    }
}

impl NoticeDay {
    /// The day in words, such as 2026-09-20 调休上班（国庆节）.
    pub fn text(&self, lang: Lang) -> String {
        let name = self.name.clone();
        let kind = match (self.kind, self.part) {
            (Kind::Holiday, _) => DayKind::Holiday(name),
            (Kind::MakeupWorkday, _) => DayKind::MakeupWorkday(name),
            (Kind::Stop, Part::Day) => DayKind::Stop(name),
            (Kind::Stop, Part::Morning) => DayKind::StopMorning(name),
            (Kind::Stop, Part::Afternoon) => DayKind::StopAfternoon(name),
        };
        format!("{} {}", self.date, kind.text(lang))
    }
}

impl Why {
    /// The reason in words.
    pub fn text(&self, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        let pick = |chinese: &str, english: &str| {
            if zh {
                chinese.to_owned()
            } else {
                english.to_owned()
            }
        };
        match self {
            Self::FirstDay => pick("起始日，不计入", "first day, excluded"),
            Self::Day(kind) => kind.text(lang),
            Self::CalendarDay(kind) => {
                format!("{}{}", pick("自然日，", "calendar day, "), kind.text(lang))
            }
            Self::Continuous => pick("连续计时", "counted day and night"),
            Self::AfterDuty => pick("当日办公时间已过", "after duty hours"),
            Self::NoDuty => pick("本单位当日不办公", "no duty on this day"),
            Self::Paused(reason) if zh => format!("暂停计时{}", bracketed(reason, '（', '）')),
            Self::Paused(reason) => format!("paused{}", bracketed(reason, '(', ')')),
            Self::Extended(reason) => format!("{}{reason}", pick("延期：", "extended: ")),
            Self::RolledPast(kind) => {
                format!(
                    "{}{}",
                    pick("期末顺延，", "end rolls on, "),
                    kind.text(lang)
                )
            }
            Self::RolledTo(kind) => {
                format!(
                    "{}{}",
                    pick("顺延至此日，", "rolled to this day, "),
                    kind.text(lang)
                )
            }
        }
    }
}

impl Line {
    /// The line in words: date, weekday, what it added, why.
    pub fn text(&self, lang: Lang) -> String {
        let count = match self.count {
            Count::None => "-".to_owned(),
            Count::Day(number) => number.to_string(),
            Count::Seconds { counted, .. } => {
                format!(
                    "{}:{:02}:{:02}",
                    counted / 3600,
                    counted / 60 % 60,
                    counted % 60
                )
            }
        };
        let unnoticed = match (self.unnoticed, lang) {
            (false, _) => "",
            (true, Lang::Zh) => "；超出放假通知，按周几推算",
            (true, Lang::En) => "; beyond the holiday notices, judged by weekday",
        };
        let weekday = weekday(self.date.weekday(), lang);
        format!(
            "{} {weekday} {count:>8}  {}{unnoticed}",
            self.date,
            self.why.text(lang)
        )
    }
}

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text(Lang::Zh))
    }
}

impl Certainty {
    /// The warning in words; none when every notice is known.
    pub fn warning(&self, lang: Lang) -> Option<String> {
        let (zh, en) = match self {
            Self::Known => return None,
            Self::BeyondNotices { last } => (
                format!("放假通知只到 {last}，其后按周一至周五推算，新通知发布后可能变动"),
                format!(
                    "holiday notices end on {last}; later days are judged by weekday alone and may change"
                ),
            ),
            Self::BeforeNotices { first } => (
                format!("放假通知自 {first} 起，此前按周一至周五推算"),
                format!(
                    "holiday notices begin on {first}; earlier days are judged by weekday alone"
                ),
            ),
            Self::NoNotices => (
                "没有任何放假通知，仅按周一至周五推算".to_owned(),
                "there is no holiday notice; days are judged by weekday alone".to_owned(),
            ),
        };
        Some(if lang == Lang::Zh { zh } else { en })
    }
}

fn english_name(name: &str) -> &str {
    HOLIDAYS
        .iter()
        .find(|(zh, _)| *zh == name)
        .map_or(name, |(_, en)| en)
}

fn bracketed(reason: &str, open: char, close: char) -> String {
    if reason.is_empty() {
        return String::new();
    }
    let space = if open == '(' { " " } else { "" };
    format!("{space}{open}{reason}{close}")
}

fn weekday(weekday: Weekday, lang: Lang) -> &'static str {
    const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let names = if lang == Lang::Zh { ZH } else { EN };
    names[weekday.to_monday_zero_offset() as usize]
}
