//! Lead-ins: phrases that point to what follows and do nothing yet.

use super::principle::{Finding, View};
use super::verb::{CLEAR, has_inner_task, strip};
use super::words::{LEADS, any, ends, is, opens};
use crate::ClauseRole;

/// Nouns a lead-in phrase ends with.
const LEAD_ENDS: &str = "领域 目标 定位 趋势 优势 战略 机遇 需求 导向 主线 赛道 抓手 牵引 引领 纽带 脉络 核心 重点 突破口 载体 \
    理念 基础 条件 标准 依托 契机 支撑 引擎 根本 关键 主题 方向 要求 任务 环节 原则 为要 先导 动力 底线 \
    发力 相匹配 相适应 使命 职责 主业 部署 精神 思想 禀赋 节点 特点 实际 规律 变化 形势 趋向 一致 现代化 \
    关切 期盼 难题 短板";

/// The finding, where the clause only leads in.
pub fn lead_in(view: &View) -> Option<Finding> {
    let (_, rest) = strip(view.words);
    let looks = opens(rest, LEADS) || !view.predicate.at_head;
    if looks && follows_as_pattern(view.words) {
        return Some((ClauseRole::LeadIn, "by_way_of", 90));
    }
    if rest.starts_with("发挥") && rest.ends_with("优势") && view.index + 1 < view.of {
        return Some((ClauseRole::LeadIn, "by_strength_of", 65));
    }
    let head = LEADS
        .split_whitespace()
        .filter(|w| rest.starts_with(*w))
        .max_by_key(|w| w.len())?;
    if is(head, "以 从 与") {
        return None;
    }
    let weak = is(head, "结合 通过 利用 融入 梳理 适应 对标 坚持以");
    let ended = ends(rest, LEAD_ENDS);
    if !ended && (weak || has_inner_task(&rest[head.len()..])) {
        return None;
    }
    if head == "融入" && view.index == 0 || view.named && head == "突出" {
        return None;
    }
    Some((ClauseRole::LeadIn, "looks_at", if ended { 85 } else { 65 }))
}

/// 以…为抓手, 从…发力: nothing done yet.
fn follows_as_pattern(words: &str) -> bool {
    let Some(at) = words.find('以').or_else(|| words.find('从')) else {
        return words.starts_with('与') && ends(words, "相匹配 相适应 相衔接");
    };
    let after = &words[at..];
    let tail = after.rfind('为').map(|i| &after[i + '为'.len_utf8()..]);
    let short = tail.is_some_and(|t| {
        (2..=9).contains(&t.chars().count()) && !any(t, CLEAR) && !t.contains('的')
    });
    (after.starts_with('以') && short && at <= 24 && !words.starts_with("坚持"))
        || (after.starts_with('从') && ends(after, "发力 入手 着手 出发"))
}

#[cfg(test)]
mod tests {
    use crate::clauses::principle::tests::{at, found};

    #[test]
    fn looking_at_something_is_told_from_doing_something() {
        assert_eq!(found("聚焦茶叶加工等领域", 0, 2), Some("looks_at"));
        assert_eq!(found("聚焦茶叶加工开展培训", 0, 2), None);
        assert_eq!(found("以改革为抓手", 0, 2), Some("by_way_of"));
        assert_eq!(found("完善以茶市为枢纽的路网", 0, 2), None);
        assert_eq!(found("发挥临港优势", 0, 2), Some("by_strength_of"));
        assert_eq!(found("发挥临港优势", 1, 2), None);
        assert_eq!(
            at(
                "紧扣惠农目标",
                0,
                2,
                super::super::body::Setting::Intro,
                false
            ),
            Some("looks_at")
        );
    }
}
