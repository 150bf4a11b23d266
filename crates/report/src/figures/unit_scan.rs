//! The unit after a number, longest first, with its variants in brackets and after a stroke.

use std::collections::HashSet;
use std::sync::LazyLock;

use figure::Decimal;

/// A unit found in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// One past the unit.
    pub end: usize,
    /// Base symbol.
    pub unit: String,
    /// What one written unit counts in the base unit (成: 10 %).
    pub factor: Decimal,
}

/// Symbols that occur only inside compounds or need no table of their own.
const EXTRA: &[&str] = &["微克", "毫克", "克", "人口", "毫米"];
/// What stands after a stroke: 元/月, 吨/日, 元/人.
#[rustfmt::skip]
const PER: &[&str] = &["月", "年", "日", "天", "人", "户", "亩", "平方米", "立方米", "平方公里", "公里", "公斤", "千克", "吨", "斤", "升", "小时", "分钟", "秒", "千瓦时", "度", "人月", "次", "家", "个", "套", "间", "学年", "生", "床日", "万人", "千人"];
const LONGEST: usize = 6;

static SYMBOLS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| figure::symbols().chain(EXTRA.iter().copied()).collect());

/// The unit that begins at `at`.
pub fn at(chars: &[char], at: usize) -> Option<Found> {
    let symbol = longest(chars, at)?;
    let mut end = at + symbol.chars().count();
    let mut unit = symbol.clone();
    if let Some(stop) = variants(chars, end) {
        unit.extend(&chars[end..stop]);
        end = stop;
    }
    if chars.get(end) == Some(&'/')
        && let Some(per) = per(chars, end + 1)
    {
        unit.push('/');
        unit.push_str(per);
        end += 1 + per.chars().count();
    }
    let (unit, factor) = base(&unit);
    Some(Found { end, unit, factor })
}

fn longest(chars: &[char], at: usize) -> Option<String> {
    (1..=LONGEST).rev().find_map(|n| {
        let word: String = chars.get(at..at + n)?.iter().collect();
        let step = word == "台" && chars.get(at + 1) == Some(&'阶');
        (SYMBOLS.contains(word.as_str()) && !step).then_some(word)
    })
}

fn per(chars: &[char], at: usize) -> Option<&'static str> {
    PER.iter()
        .filter(|p| super::words::starting(chars, at, &[p]).is_some())
        .max_by_key(|p| p.len())
        .copied()
}

/// （艘、架、列）次 after 辆: classifiers in brackets, then perhaps 次.
fn variants(chars: &[char], at: usize) -> Option<usize> {
    if chars.get(at) != Some(&'（') {
        return None;
    }
    let close = chars[at..].iter().take(14).position(|c| *c == '）')? + at;
    let inner: String = chars[at + 1..close].iter().collect();
    let all_units = !inner.is_empty()
        && inner.split('、').all(|w| {
            SYMBOLS.contains(w)
                || w.chars().count() == 1
                    && !w
                        .chars()
                        .all(|c| c.is_ascii() || figure::numeral::is_numeral(c))
        });
    if !all_units {
        return None;
    }
    Some(if chars.get(close + 1) == Some(&'次') {
        close + 2
    } else {
        close + 1
    })
}

fn base(symbol: &str) -> (String, Decimal) {
    match symbol {
        "成" => ("%".into(), Decimal::TEN),
        "％" | "%" => ("%".into(), Decimal::ONE),
        "个百分点" => ("百分点".into(), Decimal::ONE),
        "块钱" => ("元".into(), Decimal::ONE),
        "工作日" => ("个工作日".into(), Decimal::ONE),
        other => (other.to_owned(), Decimal::ONE),
    }
}

/// 市, 县（区）, 国… right after a number, counting places: one past it.
pub fn place_noun(chars: &[char], at: usize) -> Option<usize> {
    #[rustfmt::skip]
    const PLACES: &[char] = &['市', '县', '区', '镇', '乡', '村', '省', '国', '校', '街', '馆', '园'];
    #[rustfmt::skip]
    const AFTER: &[char] = &['，', '。', '；', '、', '（', '）', '和', '与', '均', '的', '\n', '已', '入', '获'];
    let c = chars.get(at)?;
    if !PLACES.contains(c) {
        return None;
    }
    let end = variants(chars, at + 1).unwrap_or(at + 1);
    let next = chars.get(end).copied().unwrap_or('\n');
    (AFTER.contains(&next) || super::number::digit(next).is_some()).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(s: &str) -> Option<(String, usize)> {
        let chars: Vec<char> = s.chars().collect();
        at(&chars, 0).map(|f| (f.unit, f.end))
    }

    #[test]
    fn longest_unit_wins() {
        assert_eq!(read("人次，"), Some(("人次".into(), 2)));
        assert_eq!(read("个百分点"), Some(("百分点".into(), 4)));
        assert_eq!(read("微克/立方米以下"), Some(("微克/立方米".into(), 6)));
        assert_eq!(
            read("辆（艘、架、列）次。"),
            Some(("辆（艘、架、列）次".into(), 9))
        );
        assert_eq!(read("套（间），"), Some(("套（间）".into(), 4)));
        assert_eq!(read("强企业"), None);
    }
}
