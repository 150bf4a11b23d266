//! Words of addresses made comparable.

use unicode_normalization::UnicodeNormalization;

const DIGITS: &str = "零一二三四五六七八九";

/// Half-width, lower case, without spaces and marks, house numbers in digits: `文澜路一百二十号`
/// and `文澜路 120 號` become one.
pub(crate) fn normal(text: &str) -> String {
    let plain: String = text
        .nfkc()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(|c| if c == '號' { '号' } else { c })
        .collect();
    with_digits(&plain)
}

/// Chinese numerals straight before 号 as digits; those of road names stay.
fn with_digits(text: &str) -> String {
    let mut out = String::new();
    for (index, part) in text.split('号').enumerate() {
        if index > 0 {
            out.push('号');
        }
        let is_last = text.split('号').count() == index + 1;
        let numeral = |c: char| DIGITS.contains(c) || "〇十百千".contains(c);
        let stem = part.trim_end_matches(numeral);
        match reckon(&part[stem.len()..]) {
            Some(number) if !is_last => {
                out.push_str(stem);
                out.push_str(&number.to_string());
            }
            _ => out.push_str(part),
        }
    }
    out
}

fn reckon(numeral: &str) -> Option<u32> {
    if numeral.is_empty() || numeral.chars().count() > 8 {
        return None;
    }
    let digit = |c: char| match c {
        '〇' => Some(0),
        _ => DIGITS.chars().position(|d| d == c).map(|d| d as u32),
    };
    if numeral.chars().all(|c| digit(c).is_some()) {
        return numeral
            .chars()
            .try_fold(0_u32, |sum, c| sum.checked_mul(10)?.checked_add(digit(c)?));
    }
    let (mut total, mut pending) = (0, None);
    for c in numeral.chars() {
        let scale = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                pending = digit(c).filter(|d| *d > 0).or(pending);
                continue;
            }
        };
        total += pending.take().unwrap_or(1) * scale;
    }
    Some(total + pending.unwrap_or(0))
}

/// Road and number of a normal address: `文澜路12号` gives `文澜路` and 12.
pub(crate) fn numbered(name: &str) -> Option<(&str, u32)> {
    let upto = name.find('号')?;
    let stem = name[..upto].trim_end_matches(|c: char| c.is_ascii_digit());
    let number = name[stem.len()..upto].parse().ok()?;
    (!stem.is_empty()).then_some((stem, number))
}

/// The two roads of a crossing's normal name.
pub(crate) fn roads_of_crossing(name: &str) -> Option<(&str, &str)> {
    let name = [
        "交叉路口",
        "交叉口",
        "十字路口",
        "交界处",
        "交汇处",
        "交界",
        "路口",
    ]
    .iter()
    .find_map(|end| name.strip_suffix(end))
    .unwrap_or(name);
    let (one, other) = name.split_once(['与', '和', '跟'])?;
    (!one.is_empty() && !other.is_empty()).then_some((one, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings_of_one_address_become_one() {
        for text in [
            "文澜路12号",
            "文澜路 １２ 號",
            "文澜路十二号",
            "文澜路一二号",
            "文澜路，12号",
        ] {
            assert_eq!(normal(text), "文澜路12号", "{text}");
        }
        assert_eq!(normal("中山五路二百零五号之一"), "中山五路205号之一");
        assert_eq!(normal("六号线东站"), "6号线东站");
        assert_eq!(normal("三号楼二"), "3号楼二");
    }

    #[test]
    fn roads_and_numbers_are_taken_apart() {
        assert_eq!(numbered("文澜路12号"), Some(("文澜路", 12)));
        assert_eq!(numbered("文澜路"), None);
        assert_eq!(numbered("12号"), None);
        assert_eq!(
            roads_of_crossing("文澜路与听雨街交叉口"),
            Some(("文澜路", "听雨街"))
        );
        assert_eq!(roads_of_crossing("文澜路"), None);
    }
}
