//! Chinese numerals: 二千零二十六, 两万, 十五, 二〇三五, 半.

use rust_decimal::Decimal;

/// The longest numeral read, in code points.
pub const MAX_CODE_POINTS: usize = 40;

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Value of a Chinese digit; 两 and 〇 included.
pub fn digit(c: char) -> Option<u64> {
    match c {
        '两' => Some(2),
        '〇' => Some(0),
        _ => DIGITS.iter().position(|d| *d == c).map(|d| d as u64),
    }
}

/// Value of a scale word of one character: 十 百 千 万 亿.
pub fn scale(c: char) -> Option<u64> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// True for every character a Chinese numeral may hold (半 stands alone).
pub fn is_numeral(c: char) -> bool {
    digit(c).is_some() || scale(c).is_some()
}

/// Reads a whole Chinese numeral. Scale words without a digit count one (百万 is 1,000,000), runs
/// of digits are read place by place (二〇三五 is 2035), 半 is 0.5. `None` for anything else.
pub fn parse(words: &str) -> Option<Decimal> {
    let chars: Vec<char> = words.chars().collect();
    if chars.is_empty() || chars.len() > MAX_CODE_POINTS {
        return None;
    }
    if chars == ['半'] {
        return Some(Decimal::new(5, 1));
    }
    if chars.len() > 1 && chars.iter().all(|c| digit(*c).is_some()) {
        return by_place(&chars);
    }
    by_scale(&chars)
}

fn by_place(chars: &[char]) -> Option<Decimal> {
    let mut total: u64 = 0;
    for c in chars {
        total = total.checked_mul(10)?.checked_add(digit(*c)?)?;
    }
    Some(Decimal::from(total))
}

fn by_scale(chars: &[char]) -> Option<Decimal> {
    let (mut total, mut section, mut number) = (0u64, 0u64, None::<u64>);
    for c in chars {
        if let Some(d) = digit(*c) {
            if number.is_some_and(|n| n != 0) {
                return None;
            }
            number = Some(d);
        } else {
            match scale(*c)? {
                big @ (10_000 | 100_000_000) => {
                    let below = section.checked_add(number.take().unwrap_or(0))?;
                    total = if big == 100_000_000 && total > 0 {
                        total.checked_add(below)?.checked_mul(big)?
                    } else {
                        total.checked_add(below.max(u64::from(total == 0)).checked_mul(big)?)?
                    };
                    section = 0;
                }
                small => {
                    let times = match number.take() {
                        None if section == 0 => 1,
                        Some(0) | None => return None,
                        Some(n) => n,
                    };
                    section = section.checked_add(times.checked_mul(small)?)?;
                }
            }
        }
    }
    Some(Decimal::from(
        total
            .checked_add(section)?
            .checked_add(number.unwrap_or(0))?,
    ))
}

/// Writes a whole number below 10^16 as a Chinese numeral (15 → 十五, 2005 → 二千零五).
pub fn format(number: u64) -> Option<String> {
    if number >= 10_000_000_000_000_000 {
        return None;
    }
    if number == 0 {
        return Some("零".to_owned());
    }
    let groups = [
        (1_0000_0000_0000, "万亿"),
        (1_0000_0000, "亿"),
        (1_0000, "万"),
        (1, ""),
    ];
    let mut out = String::new();
    let mut rest = number;
    let mut gap = false;
    for (size, word) in groups {
        let group = rest / size;
        rest %= size;
        if group == 0 {
            gap = !out.is_empty();
            continue;
        }
        if !out.is_empty() && (gap || group < 1000) {
            out.push('零');
        }
        // 万亿 is written 万 here and 亿 once at the end of the pair.
        below_myriad(group, &mut out);
        out.push_str(if word == "万亿" && rest / 1_0000_0000 > 0 {
            "万"
        } else {
            word
        });
        gap = false;
    }
    let text = if out.starts_with("一十") {
        out.trim_start_matches('一').to_owned()
    } else {
        out
    };
    Some(text)
}

fn below_myriad(group: u64, out: &mut String) {
    let mut zero = false;
    for (size, word) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let d = (group / size % 10) as usize;
        if d == 0 {
            zero = group >= size * 10;
            continue;
        }
        if zero && !out.ends_with('零') {
            out.push('零');
        }
        out.push(DIGITS[d]);
        out.push_str(word);
        zero = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn common_numerals() {
        for (words, value) in [
            ("十", 10u64),
            ("十五", 15),
            ("两百", 200),
            ("二〇三五", 2035),
            ("百万", 1_000_000),
            ("千亿", 100_000_000_000),
            ("三万五千", 35_000),
            ("一千零五", 1005),
            ("万亿", 1_000_000_000_000),
        ] {
            assert_eq!(parse(words), Some(Decimal::from(value)), "{words}");
        }
        assert_eq!(parse("半"), Some(Decimal::new(5, 1)));
        assert_eq!(parse("一批"), None);
        assert_eq!(parse(""), None);
        assert_eq!(format(110), Some("一百一十".into()));
        assert_eq!(format(15), Some("十五".into()));
    }

    proptest! {
        #[test]
        fn written_numerals_read_back(n in 1u64..10_000_000_000_000_000) {
            prop_assert_eq!(parse(&format(n).unwrap()), Some(Decimal::from(n)));
        }

        #[test]
        fn any_text_is_read_without_panic(s in "\\PC*") {
            let _ = parse(&s);
        }
    }
}
