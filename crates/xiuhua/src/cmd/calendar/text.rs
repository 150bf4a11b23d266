//! What `xiuhua calendar` prints.

use super::Answer;
use calendar::{Calendar, Due, Lang, Notice, format_instant};

/// The due instant alone on its line, after the explanation when asked for.
pub fn due_text(due: &Due, explain: bool, lang: Lang) -> String {
    let mut text = String::new();
    if explain {
        for line in &due.lines {
            text.push_str(&line.text(lang));
            text.push('\n');
        }
    }
    text.push_str(&format_instant(due.at));
    text.push('\n');
    text
}

/// The notices of a year, with a warning when its national one is missing.
pub fn year_text(calendar: &Calendar, year: i16, lang: Lang) -> Answer {
    let notices: Vec<&Notice> = calendar
        .notices()
        .iter()
        .filter(|notice| notice.year == year)
        .collect();
    let text = notices
        .iter()
        .map(|notice| notice_text(notice, lang))
        .collect();
    let unknown = !notices.iter().any(|notice| notice.is_national());
    let warning = unknown.then(|| match lang {
        Lang::Zh => format!("没有 {year} 年的放假通知，该年仅按周一至周五推算"),
        Lang::En => {
            format!("there is no holiday notice for {year}; its days are judged by weekday alone")
        }
    });
    Answer { text, warning }
}

fn notice_text(notice: &Notice, lang: Lang) -> String {
    let place = notice.place.as_deref().unwrap_or("");
    let head = match lang {
        Lang::Zh => format!(
            "{} 年 第 {} 版 {} 印发",
            notice.year, notice.version, notice.issued
        ),
        Lang::En => format!(
            "{} version {} issued {}",
            notice.year, notice.version, notice.issued
        ),
    };
    let mut text = format!("{} {} {}", head, place, notice.title)
        .trim_end()
        .to_owned();
    text.push('\n');
    for day in &notice.days {
        text.push_str(&format!("  {}\n", day.text(lang)));
    }
    text
}
