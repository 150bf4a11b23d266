//! A target as somebody typed it into a cell.

use figure::{Basis, Comparator, Decimal, Target};

/// Reads `不少于300场`, `4%左右`, `2—3对`, `42.6亿元`. What the words do not say (measure, basis)
/// stays as it was. None when there is no number and no known word.
pub fn read(words: &str, before: Option<&Target>) -> Option<Target> {
    let words = words.trim();
    let (comparator, number) = strip(words);
    let mut target = before.cloned().unwrap_or_else(|| Target {
        measure: String::new(),
        comparator,
        value: None,
        value_hi: None,
        unit: String::new(),
        basis: Basis::Level,
        in_step_with: None,
        written: String::new(),
    });
    target.comparator = comparator;
    target.written = number.to_owned();
    if let Some((low, high)) = number.split_once(['—', '-', '－', '~', '～']) {
        let (hi, unit) = quantity(high)?;
        let scale = hi / plain(high)?;
        target.value = Some(plain(low)? * scale);
        target.value_hi = Some(hi);
        target.unit = unit;
        target.comparator = Comparator::Range;
        return Some(target);
    }
    let (value, unit) = quantity(number)?;
    target.value = Some(value);
    target.value_hi = None;
    target.unit = unit;
    Some(target)
}

const BEFORE: [(&str, Comparator); 9] = [
    ("不少于", Comparator::Ge),
    ("不低于", Comparator::Ge),
    ("至少", Comparator::Ge),
    ("不超过", Comparator::Le),
    ("超过", Comparator::Gt),
    ("超", Comparator::Gt),
    ("低于", Comparator::Lt),
    ("约", Comparator::Approx),
    ("≥", Comparator::Ge),
];
const BEHIND: [(&str, Comparator); 3] = [
    ("左右", Comparator::Approx),
    ("以上", Comparator::Ge),
    ("以内", Comparator::Le),
];

fn strip(words: &str) -> (Comparator, &str) {
    for (cue, comparator) in BEFORE {
        if let Some(rest) = words.strip_prefix(cue) {
            return (comparator, rest.trim());
        }
    }
    for (cue, comparator) in BEHIND {
        if let Some(rest) = words.strip_suffix(cue) {
            return (comparator, rest.trim());
        }
    }
    (Comparator::Eq, words)
}

fn digits(words: &str) -> usize {
    words
        .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .unwrap_or(words.len())
}

fn plain(words: &str) -> Option<Decimal> {
    let words = words.trim();
    words[..digits(words)].replace(',', "").parse().ok()
}

/// Value with 万 and 亿 multiplied out, and the base unit.
fn quantity(words: &str) -> Option<(Decimal, String)> {
    let words = words.trim();
    let value = plain(words)?;
    let unit = words[digits(words)..].trim();
    let scaled = |prefix: &str, by: i64| {
        unit.strip_prefix(prefix)
            .map(|rest| (value * Decimal::from(by), rest.to_owned()))
    };
    scaled("万亿", 1_000_000_000_000)
        .or_else(|| scaled("亿", 100_000_000))
        .or_else(|| scaled("万", 10_000))
        .or(Some((value, unit.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_read_as_targets() {
        let read = |words: &str| {
            let t = read(words, None).unwrap();
            (
                t.comparator,
                t.value.unwrap().normalize().to_string(),
                t.value_hi.map(|d| d.to_string()),
                t.unit,
            )
        };
        assert_eq!(
            read("不少于42.6亿元"),
            (Comparator::Ge, "4260000000".into(), None, "元".into())
        );
        assert_eq!(
            read("4%左右"),
            (Comparator::Approx, "4".into(), None, "%".into())
        );
        assert_eq!(
            read("2—3对"),
            (Comparator::Range, "2".into(), Some("3".into()), "对".into())
        );
        assert_eq!(
            read("6,500户"),
            (Comparator::Eq, "6500".into(), None, "户".into())
        );
        assert!(super::read("尽快", None).is_none());
    }
}
