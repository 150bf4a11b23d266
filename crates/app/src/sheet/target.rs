//! A target as somebody typed it into a cell.

use super::plain::squeezed;
use figure::{Basis, Comparator, Decimal, Target};

/// Reads `不少于300场`, `4%左右`, `2—3对`, `42.6亿元`, `稳步提升`, `与经济增长同步`. What the words do
/// not say (measure, basis) stays as it was. None when there is no number and no known word, for a
/// range that does not rise, and for a number too large to be exact.
pub fn read(words: &str, before: Option<&Target>) -> Option<Target> {
    let words = squeezed(words);
    by_words(&words, before).or_else(|| by_number(&words, before))
}

/// The target before with another aim.
fn aimed(before: Option<&Target>, comparator: Comparator, written: &str) -> Target {
    let (measure, basis) = before
        .map(|t| (t.measure.clone(), t.basis))
        .unwrap_or((String::new(), Basis::Level));
    Target {
        measure,
        comparator,
        value: None,
        value_hi: None,
        unit: String::new(),
        basis,
        in_step_with: None,
        written: written.to_owned(),
    }
}

/// Words that promise no fall.
const NOT_BELOW: [&str; 14] = [
    "稳步提升",
    "稳步提高",
    "稳步增长",
    "稳步上升",
    "稳定增长",
    "稳中有进",
    "稳中有升",
    "稳中向好",
    "持续提升",
    "持续提高",
    "持续增长",
    "保持稳定",
    "总体稳定",
    "只增不减",
];

/// Ends of words that tie one measure to another, the longest first.
const IN_STEP: [&str; 5] = ["基本同步增长", "保持同步", "基本同步", "同步增长", "同步"];

fn by_words(words: &str, before: Option<&Target>) -> Option<Target> {
    if NOT_BELOW.contains(&words) {
        return Some(aimed(before, Comparator::NonDecreasing, words));
    }
    let tied = words.strip_prefix(['与', '和', '同'])?;
    let other = IN_STEP.iter().find_map(|end| tied.strip_suffix(end))?;
    let other = other.trim();
    if other.is_empty() {
        return None;
    }
    Some(Target {
        in_step_with: Some(other.to_owned()),
        basis: Basis::Growth,
        ..aimed(before, Comparator::InStep, words)
    })
}

fn by_number(words: &str, before: Option<&Target>) -> Option<Target> {
    let (comparator, number) = strip(words);
    let target = aimed(before, comparator, number);
    if let Some((low, high)) = number.split_once(['—', '-', '－', '~', '～']) {
        let high = quantity(high)?;
        let value = plain(low)?.checked_mul(high.scale)?;
        if value >= high.value {
            return None;
        }
        return Some(Target {
            comparator: Comparator::Range,
            value: Some(value),
            value_hi: Some(high.value),
            unit: high.unit,
            ..target
        });
    }
    let found = quantity(number)?;
    Some(Target {
        value: Some(found.value),
        unit: found.unit,
        ..target
    })
}

const BEFORE: [(&str, Comparator); 19] = [
    ("不少于", Comparator::Ge),
    ("不低于", Comparator::Ge),
    ("不小于", Comparator::Ge),
    ("至少", Comparator::Ge),
    ("≥", Comparator::Ge),
    (">=", Comparator::Ge),
    ("不超过", Comparator::Le),
    ("不高于", Comparator::Le),
    ("不多于", Comparator::Le),
    ("≤", Comparator::Le),
    ("<=", Comparator::Le),
    ("超过", Comparator::Gt),
    ("超", Comparator::Gt),
    (">", Comparator::Gt),
    ("低于", Comparator::Lt),
    ("少于", Comparator::Lt),
    ("<", Comparator::Lt),
    ("大约", Comparator::Approx),
    ("约", Comparator::Approx),
];
const BEHIND: [(&str, Comparator); 7] = [
    ("左右", Comparator::Approx),
    ("及以上", Comparator::Ge),
    ("以上", Comparator::Ge),
    ("及以下", Comparator::Le),
    ("以下", Comparator::Le),
    ("之内", Comparator::Le),
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

/// Value with 万 and 亿 multiplied out, what it was multiplied by, and the base unit.
struct Quantity {
    value: Decimal,
    scale: Decimal,
    unit: String,
}

const SCALES: [(&str, i64); 3] = [
    ("万亿", 1_000_000_000_000),
    ("亿", 100_000_000),
    ("万", 10_000),
];

fn quantity(words: &str) -> Option<Quantity> {
    let words = words.trim();
    let unit = words[digits(words)..].trim();
    let (scale, unit) = SCALES
        .iter()
        .find_map(|(word, by)| unit.strip_prefix(word).map(|rest| (*by, rest)))
        .unwrap_or((1, unit));
    let scale = Decimal::from(scale);
    Some(Quantity {
        value: plain(words)?.checked_mul(scale)?,
        scale,
        unit: unit.to_owned(),
    })
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
        assert_eq!(
            read("2—3万户"),
            (
                Comparator::Range,
                "20000".into(),
                Some("30000".into()),
                "户".into()
            )
        );
        assert!(super::read("尽快", None).is_none());
    }

    #[test]
    fn words_without_a_number_read_as_targets() {
        let before = read("1500户", None).map(|t| Target {
            measure: "户厕改造".into(),
            ..t
        });
        for words in ["稳步提升", "稳中有进", "保持稳定"] {
            let t = read(words, before.as_ref()).unwrap();
            assert_eq!(
                (t.comparator, t.value, t.measure.as_str()),
                (Comparator::NonDecreasing, None, "户厕改造")
            );
            assert_eq!(crate::words::target(&t), words);
        }
        for words in ["与经济增长同步", "与经济增长基本同步"] {
            let t = read(words, before.as_ref()).unwrap();
            assert_eq!(
                (t.comparator, t.value, t.in_step_with.as_deref()),
                (Comparator::InStep, None, Some("经济增长"))
            );
            let numbered = read("6.5%", Some(&t)).unwrap();
            assert_eq!((numbered.in_step_with, numbered.unit), (None, "%".into()));
        }
        assert!(read("与同步", None).is_none());
    }

    #[test]
    fn what_cannot_be_reckoned_is_no_target() {
        for words in [
            "3-0户",
            "0-0户",
            "3-3户",
            "99999999999999999999999999亿元",
            "9999999999999999999999999999-99999999999999999999999999亿元",
            "1-",
            "-",
            "",
        ] {
            assert_eq!(read(words, None), None, "{words}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_makes_it_panic(words in "\\PC{0,40}", likely in "[0-9.,]{0,30}[—\\-~]?[0-9.,]{0,30}(万亿|亿|万)?(元|户|%)?(左右)?") {
            for typed in [words, likely] {
                let once = read(&typed, None);
                let _ = read(&typed, once.as_ref());
            }
        }
    }
}
