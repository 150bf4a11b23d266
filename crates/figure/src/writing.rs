//! Quantities as Chinese officials write them, and in English.

use rust_decimal::Decimal;

use crate::{
    quantity::Quantity,
    unit::{Dimension, Unit},
};

/// A scale word is used where it leaves at most this many decimal places.
const MOST_PLACES: u32 = 4;

#[rustfmt::skip]
const NAMES: &[(&str, &str, &str)] = &[
    ("户", "household", "households"), ("人", "person", "people"), ("人次", "person-time", "person-times"), ("个", "", ""), ("家", "", ""), ("项", "item", "items"),
    ("公里", "km", "km"), ("米", "m", "m"), ("平方米", "m²", "m²"), ("平方公里", "km²", "km²"), ("公顷", "ha", "ha"), ("亩", "mu", "mu"), ("吨", "tonne", "tonnes"), ("立方米", "m³", "m³"),
    ("百分点", "percentage point", "percentage points"), ("个百分点", "percentage point", "percentage points"), ("倍", "time", "times"), ("年", "year", "years"), ("个月", "month", "months"), ("天", "day", "days"), ("日", "day", "days"),
    ("小时", "hour", "hours"), ("分钟", "minute", "minutes"), ("个工作日", "working day", "working days"), ("元", "yuan", "yuan"), ("万元", "×10,000 yuan", "×10,000 yuan"), ("亿元", "×100 million yuan", "×100 million yuan"),
    ("美元", "US dollar", "US dollars"), ("千瓦", "kW", "kW"), ("千瓦时", "kWh", "kWh"), ("件", "case", "cases"), ("处", "site", "sites"), ("套", "unit", "units"), ("所", "school", "schools"), ("场", "event", "events"),
    ("条", "line", "lines"), ("位", "place", "places"), ("次", "time", "times"), ("栋", "building", "buildings"), ("岁", "year of age", "years of age"), ("台", "set", "sets"), ("张", "", ""), ("间", "room", "rooms"),
];

impl Quantity {
    /// 42.6亿元, 6500户, 1.65万人, 11.9个百分点: scale words where they shorten exactly.
    pub fn to_chinese(&self) -> String {
        let value = self.value.normalize();
        let symbol = if self.unit.symbol == "百分点" {
            "个百分点"
        } else {
            self.unit.symbol
        };
        if !scales(&self.unit) {
            return format!("{value}{symbol}");
        }
        let fitting = [
            ("万亿", 1_000_000_000_000i64),
            ("亿", 100_000_000),
            ("万", 10_000),
        ]
        .into_iter()
        .find_map(|(word, size)| {
            let size = Decimal::from(size);
            let short = (value.abs() >= size)
                .then(|| value.checked_div(size))??
                .normalize();
            (short.scale() <= MOST_PLACES && short.checked_mul(size)?.normalize() == value)
                .then(|| format!("{short}{word}{symbol}"))
        });
        fitting.unwrap_or_else(|| format!("{value}{symbol}"))
    }

    /// 4.26 billion yuan, 6,500 households, 3%, 11.9 percentage points.
    pub fn to_english(&self) -> String {
        let value = self.value.normalize();
        if self.unit.dimension == Dimension::Share && self.unit.symbol == "%" {
            return format!("{}%", grouped(value));
        }
        let number = match self.unit.dimension {
            Dimension::Money(_) => short_scale(value).unwrap_or_else(|| grouped(value)),
            _ => grouped(value),
        };
        let name = NAMES
            .iter()
            .find(|n| n.0 == self.unit.symbol)
            .map_or(self.unit.symbol, |n| {
                if value == Decimal::ONE { n.1 } else { n.2 }
            });
        format!("{number} {name}").trim_end().to_owned()
    }
}

/// Scale words do not go with shares, ratios, spans of time and ranks, nor with 万元 and 亿元.
fn scales(unit: &Unit) -> bool {
    let counted = !matches!(
        unit.dimension,
        Dimension::Share
            | Dimension::Points
            | Dimension::Multiple
            | Dimension::Duration
            | Dimension::CalendarSpan(_)
            | Dimension::Rank
    );
    counted && !matches!(unit.symbol, "万元" | "亿元")
}

fn short_scale(value: Decimal) -> Option<String> {
    [
        ("trillion", 1_000_000_000_000i64),
        ("billion", 1_000_000_000),
        ("million", 1_000_000),
    ]
    .into_iter()
    .find_map(|(word, size)| {
        let size = Decimal::from(size);
        let short = (value.abs() >= size)
            .then(|| value.checked_div(size))??
            .normalize();
        (short.scale() <= MOST_PLACES).then(|| format!("{short} {word}"))
    })
}

/// 1234567.5 → 1,234,567.5
fn grouped(value: Decimal) -> String {
    let words = value.abs().to_string();
    let (whole, rest) = words
        .split_once('.')
        .map_or((words.as_str(), None), |(w, r)| (w, Some(r)));
    let mut out = String::new();
    if value.is_sign_negative() && !value.is_zero() {
        out.push('-');
    }
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn q(value: &str, symbol: &str) -> Quantity {
        Quantity::new(value.parse().unwrap(), symbol).unwrap()
    }

    #[test]
    fn chinese_usage() {
        for (value, symbol, words) in [
            ("4260000000", "元", "42.6亿元"),
            ("6500", "户", "6500户"),
            ("16500", "人", "1.65万人"),
            ("14580000000000", "元", "14.58万亿元"),
            ("11.9", "百分点", "11.9个百分点"),
            ("4", "%", "4%"),
            ("10000", "个", "1万个"),
            ("12345.67", "元", "12345.67元"),
            ("1.8", "倍", "1.8倍"),
        ] {
            assert_eq!(q(value, symbol).to_chinese(), words);
        }
    }

    #[test]
    fn english_usage() {
        assert_eq!(q("4260000000", "元").to_english(), "4.26 billion yuan");
        assert_eq!(q("6500", "户").to_english(), "6,500 households");
        assert_eq!(q("1", "户").to_english(), "1 household");
        assert_eq!(q("-1234.5", "个").to_english(), "-1,234.5");
        assert_eq!(q("5.5", "%").to_english(), "5.5%");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(n in -1_000_000_000_000_000i64..1_000_000_000_000_000, places in 0u32..5, symbol in prop::sample::select(vec!["元", "户", "%", "百分点", "平方米", "人次", "倍", "个工作日", "公里"])) {
            let value = Decimal::new(n, places);
            let quantity = Quantity::new(value, symbol).unwrap();
            let read = Quantity::parse(&quantity.to_chinese()).unwrap();
            prop_assert_eq!(read.value, value.normalize());
            prop_assert_eq!(read.unit.dimension, quantity.unit.dimension);
        }
    }
}
