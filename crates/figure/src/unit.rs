//! Units of work reports: what they measure and how they convert.

use rust_decimal::Decimal;

/// What a unit measures. Quantities add up and compare only within one dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// An amount of a currency, by its symbol (元, 美元).
    Money(&'static str),
    /// A count of things, by its classifier: households are not buildings.
    Count(&'static str),
    /// Length; base 公里.
    Length,
    /// Land and floor area; base 平方米.
    Area,
    /// Mass; base 吨.
    Mass,
    /// Volume; base 立方米.
    Volume,
    /// Parts of a whole; base %.
    Share,
    /// Differences of shares; base 百分点.
    Points,
    /// Ratios to an earlier value; base 倍.
    Multiple,
    /// Calendar-free spans of time; base 小时.
    Duration,
    /// Spans that no fixed number of hours makes: 个月, 年, 个工作日, each of its own.
    CalendarSpan(&'static str),
    /// Electric energy; base 千瓦时.
    Energy,
    /// Electric power; base 千瓦.
    Power,
    /// Computing power; base P.
    Compute,
    /// Stored data; base TB.
    Data,
    /// Places in an order; base 位.
    Rank,
    /// 微克/立方米 and other compounds, and symbols we do not know: equal only to themselves.
    Other,
}

/// A unit: its symbol, dimension and size in the dimension's base unit (`num / den`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// As written in reports.
    pub symbol: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    num: i64,
    den: i64,
}

impl Unit {
    const fn new(symbol: &'static str, dimension: Dimension, num: i64, den: i64) -> Self {
        Self {
            symbol,
            dimension,
            num,
            den,
        }
    }

    /// What to multiply and then divide by to get to `to` (same dimension).
    pub(crate) fn ratio_to(&self, to: &Unit) -> (Decimal, Decimal) {
        (
            Decimal::from(self.num) * Decimal::from(to.den),
            Decimal::from(self.den) * Decimal::from(to.num),
        )
    }

    /// Size in the base unit of its dimension.
    pub fn factor(&self) -> Decimal {
        Decimal::from(self.num) / Decimal::from(self.den)
    }
}

/// Classifiers: each counts its own kind of thing.
#[rustfmt::skip]
pub const CLASSIFIERS: &[&str] = &[
    "个", "家", "户", "条", "项", "件", "场", "次", "人", "名", "位", "人次", "套", "栋", "幢", "座", "间", "处", "所",
    "台", "部", "辆", "艘", "架", "列", "班", "趟", "张", "份", "篇", "本", "册", "首", "种", "类", "款", "批", "轮", "组",
    "对", "支", "枚", "块", "片", "宗", "起", "例", "笔", "单", "只", "头", "羽", "株", "棵", "岁", "标箱", "标准箱", "架次", "航次",
    "辆次", "亩次", "车次", "班次", "列次", "艘次", "标台", "床", "口", "眼", "盏", "人份", "台套", "台（套）", "户次", "场次", "桶", "箱", "尾", "粒", "瓶", "幅", "节", "档", "堂", "团", "队", "道", "孔", "员", "根", "窝", "丛", "门",
    "课时", "分", "届", "集", "颗", "轮次", "载重吨", "期", "期次", "批次", "例次", "点位", "站", "层", "杆", "匹", "峰", "箱次", "件次", "家次", "项次", "人年", "吨公里", "吨次", "标方",
];

#[rustfmt::skip]
const UNITS: &[Unit] = &[
    Unit::new("元", Dimension::Money("元"), 1, 1),
    Unit::new("块钱", Dimension::Money("元"), 1, 1),
    Unit::new("万元", Dimension::Money("元"), 10_000, 1),
    Unit::new("亿元", Dimension::Money("元"), 100_000_000, 1),
    Unit::new("美元", Dimension::Money("美元"), 1, 1),
    Unit::new("欧元", Dimension::Money("欧元"), 1, 1),
    Unit::new("港元", Dimension::Money("港元"), 1, 1),
    Unit::new("公里", Dimension::Length, 1, 1),
    Unit::new("千米", Dimension::Length, 1, 1),
    Unit::new("车道公里", Dimension::Count("车道公里"), 1, 1),
    Unit::new("海里", Dimension::Length, 1_852, 1_000),
    Unit::new("米", Dimension::Length, 1, 1_000),
    Unit::new("厘米", Dimension::Length, 1, 100_000),
    Unit::new("延米", Dimension::Length, 1, 1_000),
    Unit::new("平方米", Dimension::Area, 1, 1),
    Unit::new("平米", Dimension::Area, 1, 1),
    Unit::new("平方公里", Dimension::Area, 1_000_000, 1),
    Unit::new("公顷", Dimension::Area, 10_000, 1),
    Unit::new("亩", Dimension::Area, 2_000, 3),
    Unit::new("吨", Dimension::Mass, 1, 1),
    Unit::new("公斤", Dimension::Mass, 1, 1_000),
    Unit::new("千克", Dimension::Mass, 1, 1_000),
    Unit::new("斤", Dimension::Mass, 1, 2_000),
    Unit::new("吨标准煤", Dimension::Count("吨标准煤"), 1, 1),
    Unit::new("吨标煤", Dimension::Count("吨标准煤"), 1, 1),
    Unit::new("立方", Dimension::Volume, 1, 1),
    Unit::new("立方米", Dimension::Volume, 1, 1),
    Unit::new("方", Dimension::Volume, 1, 1),
    Unit::new("升", Dimension::Volume, 1, 1_000),
    Unit::new("%", Dimension::Share, 1, 1),
    Unit::new("％", Dimension::Share, 1, 1),
    Unit::new("‰", Dimension::Share, 1, 10),
    Unit::new("成", Dimension::Share, 10, 1),
    Unit::new("百分点", Dimension::Points, 1, 1),
    Unit::new("个百分点", Dimension::Points, 1, 1),
    Unit::new("倍", Dimension::Multiple, 1, 1),
    Unit::new("秒", Dimension::Duration, 1, 3_600),
    Unit::new("分钟", Dimension::Duration, 1, 60),
    Unit::new("小时", Dimension::Duration, 1, 1),
    Unit::new("天", Dimension::Duration, 24, 1),
    Unit::new("日", Dimension::Duration, 24, 1),
    Unit::new("周", Dimension::Duration, 168, 1),
    Unit::new("个工作日", Dimension::CalendarSpan("个工作日"), 1, 1),
    Unit::new("工作日", Dimension::CalendarSpan("个工作日"), 1, 1),
    Unit::new("个月", Dimension::CalendarSpan("个月"), 1, 1),
    Unit::new("年", Dimension::CalendarSpan("个月"), 12, 1),
    Unit::new("千瓦时", Dimension::Energy, 1, 1),
    Unit::new("度", Dimension::Energy, 1, 1),
    Unit::new("千瓦", Dimension::Power, 1, 1),
    Unit::new("兆瓦", Dimension::Power, 1_000, 1),
    Unit::new("吉瓦", Dimension::Power, 1_000_000, 1),
    Unit::new("千伏安", Dimension::Count("千伏安"), 1, 1),
    Unit::new("P", Dimension::Compute, 1, 1),
    Unit::new("EFLOPS", Dimension::Compute, 1_000, 1),
    Unit::new("Eflops", Dimension::Compute, 1_000, 1),
    Unit::new("EFlops", Dimension::Compute, 1_000, 1),
    Unit::new("E", Dimension::Compute, 1_000, 1),
    Unit::new("PF", Dimension::Compute, 1, 1),
    Unit::new("PFlops", Dimension::Compute, 1, 1),
    Unit::new("Pflops", Dimension::Compute, 1, 1),
    Unit::new("吉瓦时", Dimension::Energy, 1_000_000, 1),
    Unit::new("兆瓦时", Dimension::Energy, 1_000, 1),
    Unit::new("GWh", Dimension::Energy, 1_000_000, 1),
    Unit::new("MWh", Dimension::Energy, 1_000, 1),
    Unit::new("GW", Dimension::Power, 1_000_000, 1),
    Unit::new("MW", Dimension::Power, 1_000, 1),
    Unit::new("kW", Dimension::Power, 1, 1),
    Unit::new("PFLOPS", Dimension::Compute, 1, 1),
    Unit::new("EB", Dimension::Data, 1_048_576, 1),
    Unit::new("TB", Dimension::Data, 1, 1),
    Unit::new("PB", Dimension::Data, 1_024, 1),
    Unit::new("卡", Dimension::Count("卡"), 1, 1),
    Unit::new("名次", Dimension::Rank, 1, 1),
];

/// The unit with this symbol; classifiers included. Scale words are not part of a symbol, except
/// in the customary 万元 and 亿元.
pub fn unit(symbol: &str) -> Option<Unit> {
    if let Some(unit) = UNITS.iter().find(|u| u.symbol == symbol) {
        return Some(*unit);
    }
    CLASSIFIERS
        .iter()
        .find(|c| **c == symbol)
        .map(|c| Unit::new(c, Dimension::Count(c), 1, 1))
}

/// All symbols known, for scanners.
pub fn symbols() -> impl Iterator<Item = &'static str> {
    UNITS
        .iter()
        .map(|u| u.symbol)
        .chain(CLASSIFIERS.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_unique() {
        let mut all: Vec<_> = symbols().collect();
        all.sort_unstable();
        let before = all.len();
        all.dedup();
        assert_eq!(all.len(), before);
    }

    #[test]
    fn a_mu_is_two_thousand_thirds_of_a_square_metre() {
        let mu = unit("亩").unwrap();
        assert_eq!(
            (mu.factor() * Decimal::from(3)).round_dp(6),
            Decimal::from(2000)
        );
        assert!(unit("一").is_none());
    }
}
