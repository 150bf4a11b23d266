//! Numbers and answers of the arithmetic in words: rounded once, at print.

use crate::frame::Frame;
use crate::pages::projects::grouped;
use app::indicator::Reckoned;
use figure::Decimal;
use indicator::percent::fixed;

/// At most two decimals, thousands apart: `18,730.5`.
pub fn number(value: &Decimal) -> String {
    let shown = fixed(*value, 2);
    let shown = shown.trim_end_matches('0').trim_end_matches('.');
    grouped(shown)
}

/// A number of the arithmetic with its unit: `3.6%`, `0.6个百分点`, `18.2亿元`.
pub fn said(f: &Frame, value: &Decimal, unit: &str) -> String {
    match unit {
        "%" => format!("{}%", fixed(*value, 1)),
        "个百分点" => f.t1("indicator.points", "n", fixed(*value, 1)),
        _ => format!("{}{unit}", number(value)),
    }
}

/// An answer ready to show: the number, remarks on it, or why there is none.
#[derive(Debug, Default)]
pub struct Shown {
    /// The number; empty where there is none.
    pub number: String,
    /// Why there is none, or what a reader has to know.
    pub remark: String,
    /// True where there is no number.
    pub refused: bool,
}

/// Puts an answer into words.
pub fn shown(f: &Frame, of: &Reckoned) -> Shown {
    if let Some(value) = &of.value {
        let mut remarks: Vec<String> = vec![];
        if of.basis == Some("comparable_base") || of.basis == Some("per_day") {
            remarks.extend(of.basis.map(|b| f.t_in("indicator.basis", b)));
        }
        remarks.extend(of.caveats.iter().map(|c| f.t_in("indicator.caveat", c)));
        return Shown {
            number: said(f, value, &of.unit),
            remark: remarks.join(&f.t("indicator.and")),
            refused: false,
        };
    }
    let why = of
        .refusal
        .as_ref()
        .map(|why| f.pick(&why.zh, &why.en).to_owned());
    Shown {
        number: String::new(),
        refused: why.is_some(),
        remark: why.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_what_they_say() {
        let read = |text: &str| number(&text.parse().unwrap());
        assert_eq!(read("18730.50"), "18,730.5");
        assert_eq!(read("3980"), "3,980");
        assert_eq!(read("-0.004"), "0");
        assert_eq!(read("100"), "100");
    }
}
