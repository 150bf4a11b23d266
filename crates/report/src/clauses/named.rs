//! Names in a clause: quoted names with the noun that follows, and named works.

use super::words::opens;

/// Most names kept for one clause.
const MOST_NAMES: usize = 16;

/// Nouns that belong to a quoted name before them.
const AFTER_QUOTE: &str = "专项行动 行动计划 提升计划 行动 计划 工程 机制 平台 模式 服务体系 体系 项目 品牌 活动 经验 示范区 政策 \
    制度 改革";

/// Nouns a named work, event or plan ends with.
const KINDS: &str = "行动 计划 试点 试点区 样板区 先导区 都市圈 联络线 联盟 港 段 五期 联赛 赛 杯 周 高铁 城际 铁路 高速 快速路 大桥 隧道 机场 水库 水电站 口岸 枢纽 码头 示范区 \
    先行区 试验区 示范园区 集聚区 产业园 科技园 园区 合作区 开发区 自贸港 自贸试验区 中心 基地 大厦 广场 公园 \
    博物馆 图书馆 美术馆 体育馆 医院 大学 学院 中学 小学 学校 实验室 研究院 博览会 运动会 服装节 文化节 \
    艺术节 旅游节 论坛 峰会 马拉松 大赛 条例 规划 普查 工程 项目 一期 二期 三期 四期 通道 航道 运河 电站 \
    新城 片区 安置房 街区 省运会 残运会 广交会";

/// Words that make a noun general rather than a name.
const GENERAL: &str = "重点 各类 更多 一批 现代化 高水平 等 新型 各 大型 重大 基础 公共 农村 城市 产业 基层 老旧 一些 传统 \
    一流 优质 高质量 建设 改造 项目 工程 规划 前期 招引 招商 全 市级 省级 标志性 百亿级 政府 中小";

/// What is done with a named work, after its name.
const DONE: &str = "落地 建设 竣工 封顶 开工 投用 通车 建成 完工 投产 改造 工作";

/// The names in `clause`, in order.
pub fn names(clause: &str, object: &str) -> Vec<String> {
    let mut out = quoted(clause);
    for part in object.split(['、', '和', '与', '及']) {
        let part = DONE
            .split_whitespace()
            .find_map(|d| part.strip_suffix(d))
            .unwrap_or(part);
        let part = part.split('等').next().unwrap_or(part);
        let long = (4..=24).contains(&part.chars().count());
        if long
            && (named_festival(part)
                || KINDS
                    .split_whitespace()
                    .any(|k| part.ends_with(k) && part.chars().count() > k.chars().count() + 1))
            && !opens(part, GENERAL)
            && !part.contains(['“', '”', '的'])
        {
            out.push(part.to_owned());
        }
    }
    out.truncate(MOST_NAMES);
    out
}

/// 某某节, but no 环节.
fn named_festival(part: &str) -> bool {
    part.ends_with('节')
        && !["环节", "季节", "细节", "关节", "调节", "情节"]
            .iter()
            .any(|w| part.ends_with(w))
}

fn quoted(clause: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = clause;
    while let Some(open) = rest.find(['“', '《']) {
        let mark = rest[open..].chars().next().unwrap_or('“');
        let close = if mark == '《' { '》' } else { '”' };
        let Some(length) = rest[open..].find(close) else {
            break;
        };
        let mut end = open + length + close.len_utf8();
        if let Some(noun) = AFTER_QUOTE
            .split_whitespace()
            .find(|n| rest[end..].starts_with(n))
        {
            end += noun.len();
        }
        out.push(rest[open..end].to_owned());
        rest = &rest[end..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_take_their_noun() {
        assert_eq!(
            names("推进“甲乙”行动和“丙”", "“甲乙”行动和“丙”"),
            ["“甲乙”行动", "“丙”"]
        );
    }

    #[test]
    fn named_works_are_told_from_general_nouns() {
        assert_eq!(
            names("建成青溪二期、城市公园", "青溪二期、城市公园"),
            ["青溪二期"]
        );
    }
}
