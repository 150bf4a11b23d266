//! The predicate of a clause: its verb and what the verb acts on.

use super::words::{HEDGES, adverb_at, any, is, opens, verb_at};

/// How far into a clause a verb is looked for, in code points.
const REACH: usize = 120;

/// Verbs that join a verb before them into one predicate (推动建立, 建成投用).
const SECOND: &str = "建立 形成 出台 建成 投用 打造 培育 引进 壮大 做强 做优 做大 用好 管好 整合 建设 提升 拓展 完善 健全 \
    推进 实施 改造 实现 构建 践行";

/// Verbs that take a clause as object, so that the verb after them is no part of the predicate.
const ALONE: &str = "支持 鼓励 引导 参与 坚持 优化 完善 加强 强化 健全 深化 落实 服务 学习 弘扬 组织 发挥 促进 提高 确保 \
    落地";

/// Words that are an adverb only where a verb follows.
const DOUBTFUL: &str = "加快 加速 统筹 协同 创新 探索 携手 规范 优化 巩固 继续 确保 争取 力争 联动 立足 滚动 试点 重点 系统 \
    科学 合理 新 多 要 将 更 我们 对外 对内 健康 坚持 努力 积极 真抓 致力于 突出 更加 注重 严格 集中";

/// Predicates that follow their subject.
const AFTER_SUBJECT: &str = "提升至 提升到 提高到 提高至 增加到 增长 下降 降低 稳定在 保持在 控制在 达到 达 突破 超过 不低于 同步 \
    稳中有进 稳中有升 稳中向好 稳步提升 稳步提高 上涨 占 实现 完成 竣工 封顶 开工 投用 通车 投产 建成 完工";

/// Words that open a phrase before the verb.
const PREFIX: &str = "以 从 在 对 把 将 与 同 向 为 围绕 通过 依托 立足 聚焦 针对 面向 按照 根据 结合 联合 会同 联动 \
    协同 携手 紧扣 让 使 “ 既 又 用 于 由";

/// The predicate found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Predicate {
    /// The verb, if one was found.
    pub action: Option<String>,
    /// What it acts on (or, where the verb follows, its subject).
    pub object: String,
    /// True where the verb opens the clause, adverbs aside.
    pub at_head: bool,
    /// 力争, 确保, 争取 before the verb.
    pub hedge: Option<String>,
}

/// Finds the predicate of `clause`.
pub fn predicate(clause: &str) -> Predicate {
    let (hedge, rest) = strip(clause);
    if let Some((action, object)) = verb_phrase(rest) {
        return Predicate {
            action: Some(action),
            object,
            at_head: true,
            hedge,
        };
    }
    if let Some(hedge) = &hedge
        && let Some((subject, verb)) = subject_first(rest)
    {
        return Predicate {
            action: Some(verb),
            object: subject,
            at_head: false,
            hedge: Some(hedge.clone()),
        };
    }
    if opens(rest, PREFIX)
        && let Some((action, object)) = inner_verb(rest)
    {
        return Predicate {
            action: Some(action),
            object,
            at_head: false,
            hedge,
        };
    }
    if let Some((subject, verb)) = subject_first(rest) {
        return Predicate {
            action: Some(verb),
            object: subject,
            at_head: false,
            hedge,
        };
    }
    if let Some((action, object)) = inner_verb(rest) {
        return Predicate {
            action: Some(action),
            object,
            at_head: false,
            hedge,
        };
    }
    Predicate {
        action: None,
        object: clause.to_owned(),
        at_head: false,
        hedge,
    }
}

/// Takes adverbs off the head; what is left begins with the verb, if there is one.
pub fn strip(clause: &str) -> (Option<String>, &str) {
    let mut hedge = None;
    let mut rest = clause;
    let mut kept = None;
    while let Some(word) = adverb_at(rest) {
        let next = &rest[word.len()..];
        if is(word, DOUBTFUL) && kept.is_none() {
            kept = Some((rest, hedge.clone()));
        }
        if verb_at(rest).is_some_and(|v| v.len() > word.len()) {
            break;
        }
        if is(word, HEDGES) {
            hedge = Some(word.to_owned());
        }
        rest = next;
    }
    if let Some(verb) = verb_at(rest)
        && (kept.is_none() || !opens(&rest[verb.len()..], "、 的"))
    {
        return (hedge, rest);
    }
    match kept {
        Some((before, earlier)) if verb_at(before).is_some() => (earlier, before),
        _ => (hedge, rest),
    }
}

fn verb_phrase(rest: &str) -> Option<(String, String)> {
    let first = verb_at(rest)?;
    let mut end = first.len();
    loop {
        let after = &rest[end..];
        if let Some(next) = joined(after)
            && has_object(&after[next..])
        {
            end += next;
        } else if let Some(next) = verb_at(after)
            && is(next, SECOND)
            && !is(first, ALONE)
            && has_object(&after[next.len()..])
        {
            end += next.len();
        } else {
            break;
        }
    }
    if rest[end..].starts_with('好') && has_object(&rest[end + '好'.len_utf8()..]) {
        end += '好'.len_utf8();
    }
    let object = &rest[end..];
    let quiet = object.is_empty() && first.chars().count() < 2;
    (!quiet).then(|| (rest[..end].to_owned(), object.to_owned()))
}

/// Bytes of "和" or "并" with the verb after it.
fn joined(after: &str) -> Option<usize> {
    let conjunction = after
        .chars()
        .next()
        .filter(|c| matches!(c, '和' | '并' | '与'))?;
    let at = conjunction.len_utf8();
    let adverb = adverb_at(&after[at..])
        .filter(|w| verb_at(&after[at + w.len()..]).is_some())
        .map_or(0, str::len);
    verb_at(&after[at + adverb..]).map(|v| at + adverb + v.len())
}

fn has_object(after: &str) -> bool {
    after.chars().count() >= 2 && !opens(after, "的 和 与 、 机制 体系 工作 能力 水平 力度")
}

/// The first verb inside that an object follows.
fn inner_verb(rest: &str) -> Option<(String, String)> {
    let mut depth = 0usize;
    for (n, (at, c)) in rest.char_indices().enumerate() {
        match c {
            '“' | '（' | '《' => depth += 1,
            '”' | '）' | '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if n == 0 || depth > 0 || n > REACH {
            continue;
        }
        let word = verb_at(&rest[at..]).filter(|w| is(w, CLEAR));
        if let Some(word) = word
            && has_object(&rest[at + word.len()..])
        {
            return verb_phrase(&rest[at..]);
        }
    }
    None
}

/// Verbs that are seldom nouns or attributes.
pub const CLEAR: &str = "推进 推动 加强 深化 提升 实施 完善 强化 促进 健全 打造 做好 开展 提高 落实 拓展 培育 推广 构建 扩大 \
    加大 完成 抓好 办好 挖掘 布局 推行 新增 增强 形成 对接 激发 升级 引进 新建 做强 整治 满足 培养 建成 \
    用好 实现 创建 启动 推出 创造 营造 释放 共建 集聚 治理 塑造 锻造 争创 补齐 修复 办理 出台 生产 衔接 \
    发展 建设 享受 支持 优化 提供 举办 做到 深耕 破解 攻克 盘活 贯穿 纳入 转化 建设好 催生 建立 探索 制定 \
    报告 引育 扩建 作出 惠及";

/// True where a verb with an object of its own stands inside `rest`.
pub fn has_inner_task(rest: &str) -> bool {
    rest.char_indices().skip(1).any(|(at, _)| {
        let tail = &rest[at..];
        verb_at(tail).is_some_and(|v| {
            is(v, CLEAR)
                && tail[v.len()..].chars().count() >= 2
                && !tail[v.len()..].starts_with('的')
        })
    })
}

fn subject_first(rest: &str) -> Option<(String, String)> {
    let (at, word) = rest
        .char_indices()
        .skip(1)
        .take(REACH)
        .find_map(|(at, _)| {
            AFTER_SUBJECT
                .split_whitespace()
                .find(|w| rest[at..].starts_with(*w))
                .map(|w| (at, w))
        })?;
    let subject = rest[..at].trim_end_matches(['将', '要', '均', '都', '也', '需']);
    let subject = subject.strip_suffix("分别").unwrap_or(subject);
    (!subject.is_empty() && !any(subject, "，")).then(|| (subject.to_owned(), word.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(s: &str) -> (Option<String>, String) {
        let p = predicate(s);
        (p.action, p.object)
    }

    #[test]
    fn verb_and_object_without_adverbs() {
        assert_eq!(
            read("加快推进旧桥改造"),
            (Some("推进".into()), "旧桥改造".into())
        );
        assert_eq!(
            read("加快旧桥改造"),
            (Some("加快".into()), "旧桥改造".into())
        );
        assert_eq!(
            read("推动建立联席机制"),
            (Some("推动建立".into()), "联席机制".into())
        );
        assert_eq!(
            read("鼓励和支持民企参与"),
            (Some("鼓励和支持".into()), "民企参与".into())
        );
        assert_eq!(
            read("持续完善监督机制"),
            (Some("完善".into()), "监督机制".into())
        );
    }

    #[test]
    fn phrases_before_the_verb_are_passed_over() {
        assert_eq!(
            read("通过“一户一策”修复危房"),
            (Some("修复".into()), "危房".into())
        );
        assert_eq!(
            read("茶园面积增长6%"),
            (Some("增长".into()), "茶园面积".into())
        );
        assert_eq!(read("力争新增岗位2万个").0, Some("新增".into()));
        assert_eq!(predicate("力争新增岗位2万个").hedge, Some("力争".into()));
    }
}
