//! Times as people say them: 三季度, 前三季度, 1—10月, 上个月, 去年, 11月3日.

use figure::Period;
use figure::numeral;
use indicator::cadence;
use jiff::ToSpan;
use jiff::civil::Date;

/// A time as said; years are filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// 目前, 最新.
    Latest,
    /// 今年, 2025年.
    Year(i16),
    /// 全年, 2025年全年.
    WholeYear(i16),
    /// A period by itself: month, quarter, half, 旬, week, day.
    One(Period),
    /// From January to this month.
    Months(i16, i8),
    /// From the first to this quarter.
    Quarters(i16, i8),
    /// The last day of a month: 10月末, 去年底.
    EndOf(i16, i8),
    /// 上旬 without a month: which one is not said.
    Unclear,
}

/// The longest time at the beginning of the text, with its length in bytes.
pub(super) fn time_at(text: &str, today: Date) -> Option<(usize, Said)> {
    let mut reader = Reader { text, at: 0 };
    if let Some(said) = reader.relative(today) {
        return Some((reader.at, said));
    }
    let year = reader.year(today);
    let after_year = reader.at;
    reader.eat(&["的", "，"]);
    let of = year.unwrap_or(today.year());
    if let Some(said) = reader.part(of) {
        return Some((reader.at, said));
    }
    reader.at = after_year;
    let year = year?;
    if reader.eat(&["年底", "年末", "底", "末"]) {
        return Some((reader.at, Said::EndOf(year, 12)));
    }
    reader.eat(&["以来", "至今", "到现在", "截至目前"]);
    Some((reader.at, Said::Year(year)))
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Eats the longest of the words that stands here.
    fn eat(&mut self, words: &[&str]) -> bool {
        let found = words.iter().filter(|w| self.rest().starts_with(**w));
        let length = found.map(|w| w.len()).max();
        self.at += length.unwrap_or(0);
        length.is_some()
    }

    fn relative(&mut self, today: Date) -> Option<Said> {
        let month = |back: i8| {
            let first = today.first_of_month();
            let day = first.checked_sub(i64::from(back).months()).ok()?;
            Some(Said::One(Period::Month {
                year: day.year(),
                month: day.month(),
            }))
        };
        let day = |back: i64| Some(Said::One(Period::Day(today.checked_sub(back.days()).ok()?)));
        let quarter = Period::Quarter {
            year: today.year(),
            quarter: (today.month() - 1) / 3 + 1,
        };
        let week = cadence::week_of(today);
        let last = today.first_of_month().yesterday().ok();
        let end = last.map(|day| Said::EndOf(day.year(), day.month()));
        let next = |days: i64| today.checked_add(days.days()).ok();
        let xun = cadence::xun_of(today);
        let table: [(&[&str], Option<Said>); 18] = [
            (&["上个月底", "上个月末", "上月底", "上月末"], end),
            (&["本旬", "这一旬"], Some(Said::One(xun))),
            (
                &["上一旬", "上一个旬"],
                cadence::before(xun, false).map(Said::One),
            ),
            (
                &["下个月", "下月", "下个月份"],
                today.last_of_month().tomorrow().ok().map(|day| {
                    Said::One(Period::Month {
                        year: day.year(),
                        month: day.month(),
                    })
                }),
            ),
            (
                &["下周", "下一周", "下星期"],
                next(7).map(|day| Said::One(cadence::week_of(day))),
            ),
            (
                &["明天", "明日"],
                next(1).map(|day| Said::One(Period::Day(day))),
            ),
            (
                &["下季度", "下个季度", "下一季度"],
                cadence::after(quarter, false).map(Said::One),
            ),
            (&["上个月份", "上个月", "上月份", "上月"], month(1)),
            (&["本月份", "本月", "这个月"], month(0)),
            (&["上上个月"], month(2)),
            (
                &["上季度", "上个季度", "上一季度", "上一个季度"],
                cadence::before(quarter, false).map(Said::One),
            ),
            (&["本季度", "这个季度"], Some(Said::One(quarter))),
            (
                &["上周", "上一周", "上星期"],
                cadence::before(week, false).map(Said::One),
            ),
            (&["本周", "这周", "这星期"], Some(Said::One(week))),
            (&["昨天", "昨日"], day(1)),
            (&["前天"], day(2)),
            (&["今天", "今日"], day(0)),
            (
                &[
                    "截至目前",
                    "目前为止",
                    "到目前为止",
                    "到目前",
                    "目前",
                    "最新",
                    "最近一期",
                    "现在",
                    "当前",
                    "至今",
                    "眼下",
                ],
                Some(Said::Latest),
            ),
        ];
        for (words, said) in table {
            if self.eat(words) {
                return said;
            }
        }
        None
    }

    fn year(&mut self, today: Date) -> Option<i16> {
        let this = today.year();
        for (words, back) in [
            (&["今年", "本年", "本年度", "今年度"][..], 0),
            (&["去年", "上年", "上一年"], 1),
            (&["前年"], 2),
            (&["明年", "下一年", "来年"], -1),
        ] {
            // 去年同期 and 上年同期 belong to a comparison.
            if self.eat(words) {
                return (!self.rest().starts_with("同期")).then_some(this - back);
            }
        }
        let digits: String = self.rest().chars().take_while(|c| is_digit(*c)).collect();
        let count = digits.chars().count();
        if !(count == 4 || count == 2) || !self.rest()[digits.len()..].starts_with('年') {
            return None;
        }
        let plain: String = digits.chars().map(|c| ascii(c).unwrap_or(c)).collect();
        let number: i16 = plain.parse().ok()?;
        let year = if count == 2 { 2000 + number } else { number };
        if !(1978..=2100).contains(&year) {
            return None;
        }
        self.at += digits.len() + "年".len();
        self.eat(&["度"]);
        Some(year)
    }

    fn part(&mut self, year: i16) -> Option<Said> {
        let said = self
            .whole(year)
            .or_else(|| self.quarters(year))
            .or_else(|| self.months(year))
            .or_else(|| self.month(year));
        if said.is_some() {
            return said;
        }
        self.eat(&["上旬", "中旬", "下旬"]).then_some(Said::Unclear)
    }

    fn whole(&mut self, year: i16) -> Option<Said> {
        if self.eat(&["全年度", "全年"]) {
            return Some(Said::WholeYear(year));
        }
        for (word, half) in [("上半年", 1), ("下半年", 2)] {
            if self.eat(&[word]) {
                return Some(Said::One(Period::Half { year, half }));
            }
        }
        None
    }

    fn quarters(&mut self, year: i16) -> Option<Said> {
        let from = self.at;
        let one = |quarter| Some(Said::One(Period::Quarter { year, quarter }));
        if self.eat(&["首季度", "首季"]) {
            return one(1);
        }
        let first = self.eat(&["前"]);
        let _ = !first && self.eat(&["第"]);
        let latin = !first && self.eat(&["Q", "q"]);
        let number = self.number(4);
        let closed = latin || self.eat(&["个季度", "季度", "季"]);
        match number.filter(|_| closed) {
            Some(n) if first => Some(Said::Quarters(year, n)),
            Some(n) => one(n),
            None => {
                self.at = from;
                None
            }
        }
    }

    /// 1-10月, 1至10月份, 前10个月.
    fn months(&mut self, year: i16) -> Option<Said> {
        let from = self.at;
        let first = self.eat(&["前"]);
        let spanned = !first && self.number(12) == Some(1) && {
            let _ = self.eat(&["月份", "月"]);
            self.eat(&["-", "—", "－", "–", "~", "～", "至", "到"])
        };
        if first || spanned {
            let number = self.number(12);
            if let Some(month) = number.filter(|_| self.eat(&["个月", "月份", "月"])) {
                return Some(Said::Months(year, month));
            }
        }
        self.at = from;
        None
    }

    /// 10月, 十月份, 10月上旬, 11月3日.
    fn month(&mut self, year: i16) -> Option<Said> {
        let from = self.at;
        let number = self.number(12);
        let Some(month) = number.filter(|_| self.eat(&["月份", "月"])) else {
            self.at = from;
            return None;
        };
        for (word, part) in [("上旬", 1), ("中旬", 2), ("下旬", 3)] {
            if self.eat(&[word]) {
                return Some(Said::One(Period::Xun { year, month, part }));
            }
        }
        if self.eat(&["月末", "月底", "底", "末"]) {
            return Some(Said::EndOf(year, month));
        }
        let after_month = self.at;
        if let Some(day) = self.number(31).filter(|_| self.eat(&["日", "号"])) {
            return Date::new(year, month, day)
                .ok()
                .map(|d| Said::One(Period::Day(d)));
        }
        self.at = after_month;
        Some(Said::One(Period::Month { year, month }))
    }

    /// A number in digits or Chinese numerals, 1 to `most`.
    fn number(&mut self, most: i8) -> Option<i8> {
        let words: String = self
            .rest()
            .chars()
            .take_while(|c| is_digit(*c) || *c == '十')
            .collect();
        let value: i8 = match words.chars().all(|c| ascii(c).is_some_and(|a| a == c)) {
            true => words.parse().ok()?,
            false => i8::try_from(numeral::parse(&words)?.trunc().mantissa()).ok()?,
        };
        if !(1..=most).contains(&value) {
            return None;
        }
        self.at += words.len();
        Some(value)
    }
}

fn is_digit(c: char) -> bool {
    ascii(c).is_some()
}

/// The ASCII digit of a digit in any of the usual writings.
fn ascii(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
        _ => numeral::digit(c).and_then(|d| char::from_digit(u32::try_from(d).ok()?, 10)),
    }
}
