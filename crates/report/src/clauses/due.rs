//! Deadlines said in a clause.

/// A deadline and the words it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// ISO date.
    pub date: String,
    /// `default` or `explicit:年内`…
    pub source: String,
}

/// Phrases that mean the end of the year.
const YEAR_END: &str = "年底前 年内 全年 年底 年度 今年内 年末";

const MONTHS: &[(&str, u8)] = &[
    ("十二", 12),
    ("十一", 11),
    ("十", 10),
    ("九", 9),
    ("八", 8),
    ("七", 7),
    ("六", 6),
    ("五", 5),
    ("四", 4),
    ("三", 3),
    ("二", 2),
    ("一", 1),
];

/// The deadline of a clause of the report for `year`; the year's end where none is said.
pub fn due(clause: &str, year: i16) -> Due {
    half_or_quarter(clause, year)
        .or_else(|| month(clause, year))
        .or_else(|| plan_period(clause))
        .or_else(|| year_end(clause, year))
        .unwrap_or_else(|| Due {
            date: format!("{year}-12-31"),
            source: "default".into(),
        })
}

fn explicit(date: String, words: &str) -> Due {
    Due {
        date,
        source: format!("explicit:{words}"),
    }
}

fn half_or_quarter(clause: &str, year: i16) -> Option<Due> {
    if clause.contains("上半年") {
        return Some(explicit(format!("{year}-06-30"), "上半年"));
    }
    if clause.contains("下半年") {
        return Some(explicit(format!("{year}-12-31"), "下半年"));
    }
    let ends = ["03-31", "06-30", "09-30", "12-31"];
    let names = [
        ["一季度", "第一季度", "1季度"],
        ["二季度", "第二季度", "2季度"],
        ["三季度", "第三季度", "3季度"],
        ["四季度", "第四季度", "4季度"],
    ];
    names.iter().zip(ends).find_map(|(words, end)| {
        words
            .iter()
            .find(|w| clause.contains(*w))
            .map(|w| explicit(format!("{year}-{end}"), w))
    })
}

/// 6月底前, 六月底, 10月前.
fn month(clause: &str, year: i16) -> Option<Due> {
    let at = clause
        .find("月底")
        .or_else(|| clause.find("月前"))
        .or_else(|| clause.find("月末"))?;
    let before = &clause[..at];
    let digits: String = before
        .chars()
        .rev()
        .take_while(char::is_ascii_digit)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let (number, words) = if digits.is_empty() {
        let (word, n) = MONTHS.iter().find(|(w, _)| before.ends_with(w))?;
        (*n, (*word).to_owned())
    } else {
        (digits.parse().ok()?, digits)
    };
    let tail: String = clause[at..]
        .chars()
        .take(3)
        .take_while(|c| "月底前末".contains(*c))
        .collect();
    let before_it = tail == "月前";
    let number = if before_it {
        number.checked_sub(1)?
    } else {
        number
    };
    let day = last_day(year, number)?;
    Some(explicit(
        format!("{year}-{number:02}-{day:02}"),
        &format!("{words}{tail}"),
    ))
}

fn last_day(year: i16, month: u8) -> Option<i8> {
    let first = jiff::civil::Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
    Some(first.last_of_month().day())
}

/// “十五五”内, 到2030年.
fn plan_period(clause: &str) -> Option<Due> {
    let plans = [
        ("十四五", 2025),
        ("十五五", 2030),
        ("十六五", 2035),
        ("十七五", 2040),
    ];
    for (plan, end) in plans {
        for tail in ["”内", "”期末", "”末", "”期内", "”期间"] {
            let words = format!("“{plan}{tail}");
            if clause.contains(&words) {
                return Some(explicit(format!("{end}-12-31"), &words));
            }
        }
    }
    let at = clause.find('到').or_else(|| clause.find('至'))?;
    let digits: String = clause[at + '到'.len_utf8()..]
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let year: i16 = digits.parse().ok()?;
    let follows = clause[at + '到'.len_utf8() + digits.len()..].starts_with('年');
    ((2000..=2100).contains(&year) && follows)
        .then(|| explicit(format!("{year}-12-31"), &format!("到{year}年")))
}

fn year_end(clause: &str, year: i16) -> Option<Due> {
    let words = YEAR_END.split_whitespace().find(|w| clause.contains(w))?;
    let part_of_word =
        clause.contains("两年内") || clause.contains("三年内") || clause.contains("五年内");
    (!part_of_word).then(|| explicit(format!("{year}-12-31"), words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_set_dates() {
        let date = |s: &str| due(s, 2026).date;
        assert_eq!(date("上半年开工"), "2026-06-30");
        assert_eq!(date("2月底前完成"), "2026-02-28");
        assert_eq!(date("十月前完成"), "2026-09-30");
        assert_eq!(date("第三季度投用"), "2026-09-30");
        assert_eq!(date("到2028年建成"), "2028-12-31");
        assert_eq!(date("“十五五”内消除"), "2030-12-31");
        assert_eq!(date("“十四五”期间新增"), "2025-12-31");
        assert_eq!(due("年内建成", 2026).source, "explicit:年内");
        assert_eq!(due("修路", 2026).source, "default");
        assert_eq!(due("13月底", 2026).source, "default");
    }
}
