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
    let mut found = find(clause);
    if let Some(word) = found.action.as_deref().filter(|a| is(a, HEDGES)) {
        found.hedge = Some(word.to_owned());
    }
    found
}

fn find(clause: &str) -> Predicate {
    let (hedge, rest) = strip(clause);
    let of = |(action, object): (String, String), at_head| Predicate {
        action: Some(action),
        object,
        at_head,
        hedge: hedge.clone(),
    };
    if let Some(found) = handled(clause, rest).or_else(|| caused(rest)) {
        return of(found, false);
    }
    if let Some((action, object)) = verb_phrase(rest) {
        return of(together(&action, &object).unwrap_or((action, object)), true);
    }
    let inner_first = hedge.is_none() && opens(rest, PREFIX);
    let found = if inner_first {
        inner_verb(rest).or_else(|| subject_first(rest))
    } else {
        subject_first(rest).or_else(|| inner_verb(rest))
    };
    match found {
        Some(found) => of(found, false),
        None => Predicate {
            object: clause.to_owned(),
            hedge,
            ..Predicate::default()
        },
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
    if rest[end..].starts_with('好')
        && !is(first, "推进 推动 打造 加强")
        && has_object(&rest[end + '好'.len_utf8()..])
    {
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

/// 把 or 将 before what is handled: the verb after it and its object.
fn handled(clause: &str, rest: &str) -> Option<(String, String)> {
    let taken = &clause[..clause.len() - rest.len()];
    let after = match rest.strip_prefix('把') {
        Some(after) => after,
        None if taken.ends_with('将') && verb_at(rest).is_none() => rest,
        None => return None,
    };
    let (at, word) = after.char_indices().skip(2).find_map(|(at, _)| {
        verb_at(&after[at..])
            .filter(|w| is(w, HANDLING))
            .map(|w| (at, w))
    })?;
    let object = ADVERB_TAILS
        .split_whitespace()
        .find_map(|t| after[..at].strip_suffix(t))
        .unwrap_or(&after[..at]);
    Some((word.to_owned(), object.to_owned()))
}

/// 让, 使: the effect is the object.
fn caused(rest: &str) -> Option<(String, String)> {
    let word = ["让", "使"]
        .into_iter()
        .find(|w| rest.starts_with(w) && !opens(rest, "使用 让渡 让利"))?;
    Some((word.to_owned(), rest[word.len()..].to_owned()))
}

/// 携手甲健全机制, 配合做好…: the deed comes after the partner.
fn together(action: &str, object: &str) -> Option<(String, String)> {
    if !is(action, "携手 联动 协同 联合 会同 配合") {
        return None;
    }
    let direct = verb_at(object)
        .filter(|w| is(w, CLEAR))
        .and_then(|_| verb_phrase(object));
    direct.or_else(|| inner_verb(object))
}

/// The verb inside that an object follows: the first, or after 以… the last.
fn inner_verb(rest: &str) -> Option<(String, String)> {
    let mut depth = 0usize;
    let mut last = None;
    let mut before = ' ';
    let start = rest
        .starts_with('在')
        .then(|| ["领域", "方面", "中"].iter().find_map(|w| rest.find(w)))
        .flatten()
        .unwrap_or(0);
    for (n, (at, c)) in rest.char_indices().enumerate() {
        match c {
            '“' | '（' | '《' => depth += 1,
            '”' | '）' | '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let listed = std::mem::replace(&mut before, c) == '、';
        if n == 0 || depth > 0 || n > REACH || at < start || listed {
            continue;
        }
        let word = verb_at(&rest[at..]).filter(|w| is(w, CLEAR));
        if let Some(word) = word
            && has_object(&rest[at + word.len()..])
        {
            last = Some(at);
            if !rest.starts_with('以') {
                break;
            }
        }
    }
    verb_phrase(&rest[last?..])
}

/// Verbs that follow 把… and 将….
const HANDLING: &str = "纳入 布局 贯穿 建成 转化 转变 落实 打造 作为 用在 摆在 放在 体现 融入 列入 办好 抓好 建设 贯彻 落到 统筹";

/// Adverbs between the object and its verb.
const ADVERB_TAILS: &str = "全面 更多 始终 持续 切实 统一 整体";

/// Verbs that are seldom nouns or attributes.
pub const CLEAR: &str = "推进 推动 加强 深化 提升 实施 完善 强化 促进 健全 打造 做好 开展 提高 落实 拓展 培育 推广 构建 扩大 \
    加大 完成 抓好 办好 挖掘 布局 推行 新增 增强 形成 对接 激发 升级 引进 新建 做强 整治 满足 培养 建成 \
    用好 实现 创建 启动 推出 创造 营造 释放 共建 集聚 治理 塑造 锻造 争创 补齐 修复 办理 出台 衔接 \
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

/// The verb after its subject, and the subject.
fn subject_first(rest: &str) -> Option<(String, String)> {
    let (at, word) = match rest.strip_suffix("同步") {
        Some(subject) => (subject.len(), "同步"),
        None => rest
            .char_indices()
            .skip(1)
            .take(REACH)
            .find_map(|(at, _)| {
                let verb = AFTER_SUBJECT
                    .split_whitespace()
                    .find(|w| rest[at..].starts_with(*w))?;
                // 达标率 is a measure, not a verb.
                let noun = verb == "达" && opens(&rest[at + verb.len()..], "标 成 产");
                (!noun).then_some((at, verb))
            })?,
    };
    let subject = rest[..at].trim_end_matches(['将', '要', '均', '都', '也', '需']);
    let subject = subject.strip_suffix("分别").unwrap_or(subject);
    (!subject.is_empty() && !any(subject, "，")).then(|| (word.to_owned(), subject.to_owned()))
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
    fn the_deed_is_found_behind_partners_and_objects() {
        assert_eq!(
            read("携手邻县健全会商机制"),
            (Some("健全".into()), "会商机制".into())
        );
        assert_eq!(
            read("将茶园全面纳入保险"),
            (Some("纳入".into()), "茶园".into())
        );
        assert_eq!(
            read("以茶业品质提升推动增收致富"),
            (Some("推动".into()), "增收致富".into())
        );
        assert_eq!(predicate("确保茶价稳定").hedge, Some("确保".into()));
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
