//! Stances: what is held to, believed or said of the year.

use super::principle::{Finding, View};
use super::verb::strip;
use super::words::{any, ends, opens};
use crate::ClauseRole;

/// Verbs of attitude.
const ATTITUDES: &str = "坚持 树立 牢记 践行 扛起 扛牢 当好 恪守 秉持 秉承 珍惜 铭记 不忘 站稳 涵养 保持 砥砺 锤炼 鼓足 拿出 \
    激扬 发扬 敬畏 深知 务必 必须 永葆 领悟 领会 胸怀 严守 增强定力 做到 贯彻 拥护 捍卫 维护核心 争做 争当";

/// Words of creed.
const CREED: &str = "习近平 两个确立 两个维护 四个意识 四个自信 党中央 党的全面领导 党的领导 政治判断力 政治纪律 政绩观 \
    总体国家安全观 国之大者 初心 使命担当 责任担当 宗旨 以人民为中心 人民至上 党的创新理论 主心骨 忠诚";

/// The finding, where the clause takes a stance.
pub fn stance(view: &View) -> Option<Finding> {
    let words = view.words;
    let (_, rest) = strip(words);
    if view.statement
        || opens(
            words,
            "今年是 我们深知 我们相信 这是 这样的 必须 务必 我们必须",
        )
        || year_is(words)
    {
        return Some((ClauseRole::Stance, "statement", 85));
    }
    if any(words, CREED) && !any(words, "整改 学习教育 巡视 督察") {
        return Some((ClauseRole::Stance, "creed", 85));
    }
    if rest.starts_with("坚持")
        && !opens(rest, "坚持和发展 坚持和完善 坚持和优化 坚持发展")
        && !rest.contains("过紧日子")
    {
        return Some((ClauseRole::Stance, "holds_to", 85));
    }
    if view.own_house && opens(rest, ATTITUDES) && !rest.contains("过紧日子") {
        return Some((ClauseRole::Stance, "attitude", 75));
    }
    if opens(rest, "树立 牢记 秉持 恪守 践行")
        || any(
            words,
            "摆在首位 放在首位 放在优先位置 摆在突出位置 放在突出位置 放在心上 一视同仁",
        )
    {
        return Some((ClauseRole::Stance, "attitude", 75));
    }
    if view.predicate.action.as_deref() == Some("做到") || ends(rest, "问题导向 目标导向 结果导向")
    {
        return Some((ClauseRole::Stance, "attitude", 75));
    }
    if words.ends_with("全过程") && any(words, "贯穿 体现到")
        || words.contains("决定性作用")
        || words.ends_with("下功夫")
    {
        return Some((ClauseRole::Stance, "attitude", 75));
    }
    if view.predicate.action.is_none() && !view.named {
        let house = view.own_house;
        return (house || bare_idioms(words)).then_some((
            ClauseRole::Stance,
            "no_deed",
            if house { 75 } else { 60 },
        ));
    }
    None
}

/// 2026年是…
fn year_is(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < words.len() && rest.starts_with("年是")
}

/// Four-character phrases in a row and nothing else.
fn bare_idioms(words: &str) -> bool {
    words.split('、').all(|w| w.chars().count() == 4)
}

#[cfg(test)]
mod tests {
    use crate::clauses::principle::tests::{at, found};

    #[test]
    fn creed_and_attitude_are_no_tasks_but_their_works_are() {
        assert_eq!(found("坚持就业优先", 0, 3), Some("holds_to"));
        assert_eq!(found("坚持和完善会商机制", 0, 3), None);
        assert_eq!(found("把安全摆在首位", 0, 1), Some("attitude"));
        assert_eq!(
            at(
                "锤炼过硬本领",
                0,
                2,
                super::super::body::Setting::Tasks,
                true
            ),
            Some("attitude")
        );
        assert_eq!(
            at(
                "健全决策机制",
                0,
                2,
                super::super::body::Setting::Tasks,
                true
            ),
            None
        );
        assert_eq!(found("求真务实、真抓实干", 0, 2), Some("no_deed"));
    }
}
