//! Hoped-for effects at the end of a sentence.

use super::principle::{Finding, View};
use super::verb::strip;
use super::words::{ends, opens};
use crate::ClauseRole;

/// Words that open an effect.
const EFFECTS: &str = "让 使 令 成为 助力 彰显 腾出 造福 为 满足";

/// Verbs that at the end of a sentence say what comes of it.
const CLOSING_EFFECTS: &str =
    "形成 创造 产出 涵养 凝聚 展现 引领形成 保护和调动 促进和支撑 夺取 赢得";

/// Nouns an effect ends with.
const EFFECT_ENDS: &str = "良性循环 良性互动 氛围 环境 格局 秩序 合力 局面 高地 共同体 策源地 积极性 创造性 活力 获得感 幸福感 \
    安全感 满意度 需求 需要 质效 增长点 美好生活 吸引力 辐射力 国际化水平 提速 跃升 动能 便利化 新篇章 新局面 \
    魅力 大局稳定 稳定 团结 供应";

/// Verbs that at the end of a whole passage say what all of it is for.
const PASSAGE_ENDS: &str = "促进 加快形成 推动形成";

/// The finding, where the clause hopes for an effect.
pub fn effect(view: &View) -> Option<Finding> {
    if view.index == 0 || view.of < 2 {
        return None;
    }
    let (_, rest) = strip(view.words);
    if opens(rest, EFFECTS) && !opens(rest, "为主 使用") {
        return Some((ClauseRole::Outcome, "effect_word", 80));
    }
    let both = view.words.starts_with('既') || view.words.starts_with('又');
    let last = view.index + 1 == view.of;
    if both || last && opens(rest, CLOSING_EFFECTS) {
        return Some((ClauseRole::Outcome, "effect_verb", 65));
    }
    if last && !view.named && view.words.starts_with('以') && !view.predicate.at_head {
        return Some((ClauseRole::Outcome, "effect_by_means", 60));
    }
    if !last || view.named {
        return None;
    }
    if view.closes && opens(view.words, PASSAGE_ENDS) && !rest.starts_with("促进和") {
        return Some((ClauseRole::Outcome, "effect_closes_passage", 60));
    }
    if opens(
        view.words,
        "更好满足 更好彰显 更好服务 更好带动 更好释放 更好保障 更好实现 更好支撑 努力 真正 切实让 切实把 不断改善 \
         不断提高人民 不断增强人民 不断满足 共同 充分彰显 有效激发 有效防 全面提高 全面提升",
    ) {
        return Some((ClauseRole::Outcome, "effect_manner", 70));
    }
    if ends(rest, EFFECT_ENDS)
        && opens(
            rest,
            "促进 形成 打造 营造 提升 提高 激发 满足 保障 推动 实现 增强 确保 维护 巩固 创造 构建 共建 助推 释放 \
         展现 凝聚 培育",
        )
    {
        return Some((ClauseRole::Outcome, "effect_noun", 70));
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::clauses::principle::tests::{at, found};

    #[test]
    fn effects_close_a_sentence() {
        assert_eq!(found("让茶农增收", 1, 2), Some("effect_word"));
        assert_eq!(found("让茶农增收", 0, 2), None);
        assert_eq!(found("形成茶旅合力", 1, 2), Some("effect_verb"));
        assert_eq!(found("以茶兴业带动增收", 1, 2), Some("effect_by_means"));
        assert_eq!(found("营造亲商氛围", 1, 2), Some("effect_noun"));
        assert_eq!(found("营造亲商氛围", 1, 3), None);
        assert_eq!(
            at(
                "努力让茶农满意",
                1,
                2,
                super::super::body::Setting::Tasks,
                false
            ),
            Some("effect_word")
        );
    }
}
