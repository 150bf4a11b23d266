//! Clauses whose end can be seen: a named work begun, finished or in use, a named event held, a
//! title won, a plan issued.

use super::list::WORK_DONE;
use super::verb::{Predicate, strip};
use super::words::{any, ends, opens};

/// Quantity words that leave open which and how many.
const OPEN_ENDED: &str = "一批 更多 一系列 若干 各类 丰富多彩 多种 多个";

/// Things that are issued or drawn up.
const DOCUMENTS: &str = "规划 条例 办法 方案 计划 意见 规定 细则 导则 指引 清单 目录 标准 规划编制 编制工作 法规 规程 白皮书 \
    行动方案 政策措施 若干措施";

/// Events that are held.
const EVENTS: &str = "节 展 会 赛 展会活动 博览会 运动会 论坛 峰会 大会 赛事 年会 马拉松 文化周 音乐季 精品活动 系列活动 展会 \
    联赛 大赛 推介会 洽谈会 交易会 展览 境外展 嘉年华";

/// Ends of lists of events.
const EVENT_LISTS: &str = "等赛事 等活动 等展会 联赛 活动 会议";

/// The rule that makes the clause a milestone and how sure it is.
pub fn milestone(words: &str, predicate: &Predicate, named: bool) -> Option<(&'static str, u8)> {
    let (_, rest) = strip(words);
    if any(words, OPEN_ENDED) {
        return None;
    }
    if opens(rest, "创建 争创 申创 创成") && !ends(rest, "成果 机制 活动 环境 氛围")
    {
        return Some(("strives_for_title", 80));
    }
    if opens(rest, "完成") && !ends(rest, "水平")
        || words.contains("完成") && words.contains("下达")
    {
        return Some(("completes", 85));
    }
    let action = predicate.action.as_deref().unwrap_or("");
    if predicate.at_head && begun_or_done(action) && predicate.object.chars().count() >= 2 {
        return Some(("work_begun_or_done", 85));
    }
    if ends(words, WORK_DONE)
        && opens(rest, "推动 推进 确保 力争 实现 争取 促进 加快")
        && words.chars().count() >= 7
        && (!words.ends_with("落地")
            || ends(
                words.trim_end_matches("落地"),
                "项目 中心 基地 学院 研究院 总部 园区",
            ))
        && !words.ends_with("运营")
    {
        return Some(("work_begun_or_done", 80));
    }
    if predicate.at_head
        && ends(words, WORK_DONE)
        && !ends(words, "运营 落地 交付")
        && !begins_softly(rest)
        || ends(words, "竣工 封顶 投入使用 投入运行 建成投用")
    {
        return Some(("work_begun_or_done", 75));
    }
    if opens(
        rest,
        "办好 举办 承办 筹办 办精 高水平办 开好 服务好 服务保障好",
    ) && named
        && (ends(words, EVENTS) || ends(words, EVENT_LISTS))
    {
        return Some(("holds_event", 80));
    }
    if opens(
        rest,
        "出台 编制 制定 修订 印发 颁布 推动出台 研究制定 编制完成 制定实施 制定出台",
    ) && ends(words, DOCUMENTS)
        || words.contains("编制工作")
    {
        return Some(("issues_document", 70));
    }
    if opens(rest, "建立 构建")
        && !rest.starts_with("建立健全")
        && words.contains('“')
        && ends(words, "机制 制度")
    {
        return Some(("sets_up", 60));
    }
    if opens(rest, "启动 启用") && (named || ends(words, "工作 计划 工程 建设 行动 改造"))
    {
        return Some(("starts_named", 75));
    }
    if opens(rest, "研发 组建 挂牌 上线 发布 设立 成立") && !rest.contains("机制") {
        return Some(("sets_up", 65));
    }
    if opens(rest, "打造 建设") && ends(words, "试点 试点区 样板 培养基地") && !words.contains('、')
    {
        return Some(("builds_named", 50));
    }
    None
}

/// 促进, 支持: the work is another's.
fn begins_softly(rest: &str) -> bool {
    opens(rest, "促进 支持 鼓励 引导 服务 协调 谋划 争取")
}

fn begun_or_done(action: &str) -> bool {
    opens(
        action,
        "开工 新开工 建成 竣工 投用 投产 通车 开通 启用 投运 完工 封顶 交付",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clauses::verb::predicate;

    fn found(words: &str) -> Option<&'static str> {
        milestone(words, &predicate(words), words.contains('“')).map(|m| m.0)
    }

    #[test]
    fn an_end_that_can_be_seen_makes_a_milestone() {
        assert_eq!(found("建成青溪二期"), Some("work_begun_or_done"));
        assert_eq!(found("推动青溪大桥主体封顶"), Some("work_begun_or_done"));
        assert_eq!(found("青溪新校秋季投入使用"), Some("work_begun_or_done"));
        assert_eq!(found("完成青溪普查"), Some("completes"));
        assert_eq!(found("争创茶业示范县"), Some("strives_for_title"));
        assert_eq!(found("编制茶业专项规划"), Some("issues_document"));
        assert_eq!(found("办好“青溪”茶博会"), Some("holds_event"));
        assert_eq!(found("启动“茶芽”计划"), Some("starts_named"));
    }

    #[test]
    fn open_ended_or_soft_clauses_go_on() {
        assert_eq!(found("建成一批茶园"), None);
        assert_eq!(found("争创更多称号"), None);
        assert_eq!(found("加快研发、加工一体化"), None);
        assert_eq!(found("推进茶园建设"), None);
        assert_eq!(found("办好特殊教育"), None);
        assert_eq!(found("支持茶企开工"), None);
    }
}
