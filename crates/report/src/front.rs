//! Front matter and the year a report speaks for.

use crate::{Front, Span, Text, outline::year_in};

/// Front matter is looked for in the first lines only.
const FRONT_LINES: usize = 60;

/// The year the commitments are for: stated by the title of the plan part, else by 今年-words,
/// the report's title, the session's date, or the year after the reviewed one. 0 when nothing says.
pub fn plan_year(text: &Text, titles: &[&str]) -> i16 {
    let planning = |t: &&&str| {
        ["安排", "重点", "主要工作", "任务", "打算", "工作"]
            .iter()
            .any(|w| t.contains(w))
            && !t.contains("回顾")
            && !t.contains("总结")
    };
    if let Some(year) = titles
        .iter()
        .filter(planning)
        .filter_map(|t| year_in(t))
        .max()
    {
        return year;
    }
    let reviewed = titles
        .iter()
        .filter(|t| t.contains("回顾") || t.contains("总结"))
        .filter_map(|t| year_in(t))
        .max();
    let front = read(text);
    let titled = text
        .lines()
        .iter()
        .take(FRONT_LINES)
        .map(|l| text.trim(*l))
        .filter(|l| l.end - l.start <= 40 && text.contains(*l, "政府工作报告"))
        .find_map(|l| year_in(&text.slice(l)));
    let dated = front
        .date
        .as_deref()
        .and_then(|d| d.get(..4))
        .and_then(|y| y.parse().ok());
    titled
        .or(dated)
        .or(reviewed.map(|y| y + 1))
        .or_else(|| after_last_year(text))
        .or_else(|| stated_in_body(text))
        .unwrap_or(0)
}

/// 去年工作回顾 as a title, and the first year named below it: the year after that one.
fn after_last_year(text: &Text) -> Option<i16> {
    let lines = text.lines();
    let title = lines.iter().position(|l| {
        l.end - l.start <= 30 && text.contains(*l, "去年") && text.contains(*l, "回顾")
    })?;
    let below = lines[title + 1..].iter().take(FRONT_LINES);
    let year = below.map(|l| text.slice(*l)).find_map(|l| year_in(&l))?;
    Some(year + 1)
}

/// The latest of the years that stand before 年是, 年工作 or 年，我们要 in the body.
fn stated_in_body(text: &Text) -> Option<i16> {
    text.lines()
        .iter()
        .filter_map(|l| {
            year_in(&text.slice(Span {
                start: l.start,
                end: l.end.min(l.start + 60),
            }))
        })
        .filter(|y| (2000..=2100).contains(y))
        .max()
}

/// Title, subtitle, speaker and date of session from the lines before the salutation.
pub fn read(text: &Text) -> Front {
    let mut front = Front::default();
    let lines: Vec<String> = text
        .lines()
        .iter()
        .take(FRONT_LINES)
        .map(|l| text.slice(text.trim(*l)))
        .take_while(|w| !w.starts_with("各位代表") && !w.starts_with("现在"))
        .collect();
    for (i, words) in lines.iter().enumerate() {
        // A session's name may be broken over two lines.
        let broken = words.contains('届') && !words.contains("大会") && date(words).is_some();
        let next = lines.get(i + 1).filter(|n| broken && n.contains("大会"));
        take_line(
            &next.map_or_else(|| words.clone(), |n| format!("{words}{n}")),
            &mut front,
        );
    }
    front
}

fn take_line(words: &str, front: &mut Front) {
    let length = words.chars().count();
    let compact: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    if front.title.is_none() && length <= 40 && compact.ends_with("政府工作报告") {
        front.title = Some(compact);
    } else if front.subtitle.is_none()
        && words.contains("大会")
        && words.contains('届')
        && length <= 80
    {
        front.subtitle = Some(words.to_owned());
        front.date = front.date.take().or_else(|| date(words));
    } else if front.speaker.is_none() && length <= 40 && !words.ends_with('。') {
        front.speaker = speaker(words);
    }
    if front.date.is_none() && words.starts_with(['（', '(', '2']) && length <= 24 {
        front.date = date(words);
    }
}

/// The name after an office (省长, 市长, 区长, 县长, 州长, 旗长, 主席).
fn speaker(words: &str) -> Option<String> {
    let office = [
        "省长", "市长", "区长", "县长", "州长", "旗长", "主席", "镇长", "盟长",
    ];
    let (at, len) = office
        .iter()
        .filter_map(|o| words.rfind(o).map(|at| (at, o.len())))
        .max()?;
    let name: String = words[at + len..]
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let plausible = (2..=8).contains(&name.chars().count())
        && name.chars().all(|c| c >= '\u{4e00}' || c == '·');
    plausible.then_some(name)
}

/// An ISO date from 2026年4月13日.
fn date(words: &str) -> Option<String> {
    let mut numbers = Vec::new();
    let mut run = String::new();
    for c in words.chars() {
        if c.is_ascii_digit() {
            run.push(c);
        } else if matches!(c, '年' | '月' | '日') && !run.is_empty() {
            numbers.push((run.parse::<u16>().ok()?, c));
            run.clear();
        } else {
            run.clear();
        }
    }
    match numbers.as_slice() {
        [(y, '年'), (m @ 1..=12, '月'), (d @ 1..=31, '日'), ..] if (1949..=2100).contains(y) => {
            Some(format!("{y:04}-{m:02}-{d:02}"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_of_a_report() {
        let text = Text::new(
            "政府工作报告\n——2026年3月2日在某市第三届人民代表大会上\n某市市长　张 三\n各位代表：\n",
        );
        let front = read(&text);
        assert_eq!(front.title.as_deref(), Some("政府工作报告"));
        assert_eq!(front.date.as_deref(), Some("2026-03-02"));
        assert_eq!(front.speaker.as_deref(), Some("张三"));
    }

    #[test]
    fn spaced_titles_and_broken_sessions() {
        let text = Text::new(
            "政 府 工 作 报 告\n——2025年12月22日在某县第十七届\n人民代表大会第七次会议上\n县长 王 某\n各位代表:\n",
        );
        let front = read(&text);
        assert_eq!(front.title.as_deref(), Some("政府工作报告"));
        assert!(front.subtitle.is_some_and(|s| s.contains("大会")));
        assert_eq!(front.date.as_deref(), Some("2025-12-22"));
        assert_eq!(front.speaker.as_deref(), Some("王某"));
    }

    #[test]
    fn the_year_comes_from_the_plan_first() {
        let text = Text::new("2027年某省政府工作报告\n");
        assert_eq!(
            plan_year(&text, &["2025年工作回顾", "2026年工作安排"]),
            2026
        );
        assert_eq!(plan_year(&text, &["工作回顾"]), 2027);
        assert_eq!(plan_year(&Text::new(""), &["2025年工作回顾"]), 2026);
        let unnamed = Text::new("一、去年工作回顾\n2025年，茶园增产。\n二、今年工作\n");
        assert_eq!(plan_year(&unnamed, &["去年工作回顾", "今年工作"]), 2026);
        assert_eq!(plan_year(&Text::new(""), &[]), 0);
    }
}
