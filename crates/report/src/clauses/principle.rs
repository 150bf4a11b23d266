//! Clauses that are no task: stances, lead-ins and hoped-for effects.

use super::body::Setting;
use super::verb::{CLEAR, Predicate, has_inner_task, strip};
use super::words::{LEADS, any, ends, opens};
use crate::ClauseRole;

/// What the rules look at.
pub struct View<'a> {
    /// The clause.
    pub words: &'a str,
    /// Its predicate.
    pub predicate: &'a Predicate,
    /// Place in its sentence and clauses in the sentence.
    pub index: usize,
    /// Clauses in the sentence.
    pub of: usize,
    /// Place of its passage.
    pub setting: Setting,
    /// True in the list of expected targets.
    pub goal: bool,
    /// True under a heading about government itself.
    pub own_house: bool,
    /// True where a subject and what is said of it were joined.
    pub statement: bool,
    /// True where it names something in quotes or a named work.
    pub named: bool,
}

/// A rule's finding: role, rule name, certainty.
pub type Finding = (ClauseRole, &'static str, u8);

/// The finding, where the clause is a principle.
pub fn principle(view: &View) -> Option<Finding> {
    if view.goal {
        return hoped_in_goals(view.words);
    }
    if let Some(found) = by_place(view) {
        return Some(found);
    }
    lead_in(view)
        .or_else(|| stance(view))
        .or_else(|| outcome(view))
}

fn hoped_in_goals(words: &str) -> Option<Finding> {
    (words.contains("更好结果") || any(words, &["争取更"])).then_some((
        ClauseRole::Stance,
        "hope_beside_goals",
        90,
    ))
}

fn by_place(view: &View) -> Option<Finding> {
    if !matches!(view.setting, Setting::Preamble | Setting::Intro) {
        return None;
    }
    let certainty = if view.setting == Setting::Preamble {
        85
    } else {
        80
    };
    if let Some((_, rule, _)) = lead_in(view) {
        return Some((ClauseRole::LeadIn, rule, 90));
    }
    if view.of > 1 && view.index + 1 == view.of {
        return Some((ClauseRole::Outcome, "closes_introduction", certainty));
    }
    Some((ClauseRole::Stance, "introduction", certainty))
}

/// Nouns a lead-in phrase ends with.
const LEAD_ENDS: &[&str] = &[
    "领域",
    "目标",
    "定位",
    "趋势",
    "优势",
    "战略",
    "机遇",
    "需求",
    "导向",
    "主线",
    "赛道",
    "抓手",
    "牵引",
    "引领",
    "纽带",
    "脉络",
    "核心",
    "重点",
    "突破口",
    "载体",
    "理念",
    "基础",
    "条件",
    "标准",
    "依托",
    "契机",
    "支撑",
    "引擎",
    "根本",
    "关键",
    "主题",
    "方向",
    "要求",
    "任务",
    "环节",
    "原则",
    "为要",
    "先导",
    "动力",
    "底线",
    "发力",
    "相匹配",
    "相适应",
    "使命",
    "职责",
    "主业",
    "部署",
    "精神",
    "思想",
    "禀赋",
    "节点",
    "特点",
    "实际",
    "规律",
    "变化",
    "形势",
    "趋向",
    "一致",
    "现代化",
    "关切",
    "期盼",
    "难题",
    "短板",
];

fn lead_in(view: &View) -> Option<Finding> {
    let (_, rest) = strip(view.words);
    if follows_as_pattern(view.words) {
        return Some((ClauseRole::LeadIn, "by_way_of", 90));
    }
    if rest.starts_with("发挥") && rest.ends_with("优势") && view.index + 1 < view.of {
        return Some((ClauseRole::LeadIn, "by_strength_of", 65));
    }
    let head = LEADS
        .iter()
        .filter(|w| rest.starts_with(**w))
        .max_by_key(|w| w.len())?;
    if ["以", "从", "与"].contains(head) {
        return None;
    }
    let weak = [
        "结合",
        "通过",
        "利用",
        "融入",
        "梳理",
        "适应",
        "对标",
        "坚持以",
    ]
    .contains(head);
    let ended = ends(rest, LEAD_ENDS);
    if !ended && (weak || has_inner_task(&rest[head.len()..])) {
        return None;
    }
    if *head == "融入" && view.index == 0 || view.named && *head == "突出" {
        return None;
    }
    Some((ClauseRole::LeadIn, "looks_at", if ended { 85 } else { 65 }))
}

/// 以…为抓手, 从…发力: nothing done yet.
fn follows_as_pattern(words: &str) -> bool {
    let Some(at) = words.find('以').or_else(|| words.find('从')) else {
        return words.starts_with('与') && ends(words, &["相匹配", "相适应", "相衔接"]);
    };
    let after = &words[at..];
    let tail = after.rfind('为').map(|i| &after[i + '为'.len_utf8()..]);
    let short = tail.is_some_and(|t| {
        (2..=9).contains(&t.chars().count()) && !CLEAR.iter().any(|v| t.contains(v))
    });
    (after.starts_with('以') && short && at <= 24 && !words.starts_with("坚持"))
        || (after.starts_with('从') && ends(after, &["发力", "入手", "着手", "出发"]))
}

const ATTITUDES: &[&str] = &[
    "坚持",
    "树立",
    "牢记",
    "践行",
    "扛起",
    "扛牢",
    "当好",
    "恪守",
    "秉持",
    "秉承",
    "珍惜",
    "铭记",
    "不忘",
    "站稳",
    "涵养",
    "保持",
    "砥砺",
    "锤炼",
    "鼓足",
    "拿出",
    "激扬",
    "发扬",
    "敬畏",
    "深知",
    "务必",
    "必须",
    "永葆",
    "领悟",
    "领会",
    "胸怀",
    "严守",
    "增强定力",
    "做到",
    "贯彻",
    "拥护",
    "捍卫",
    "维护核心",
    "争做",
    "争当",
];

const CREED: &[&str] = &[
    "习近平",
    "两个确立",
    "两个维护",
    "四个意识",
    "四个自信",
    "党中央",
    "党的全面领导",
    "党的领导",
    "政治判断力",
    "政治纪律",
    "政绩观",
    "总体国家安全观",
    "国之大者",
    "初心",
    "使命担当",
    "责任担当",
    "宗旨",
    "以人民为中心",
    "人民至上",
    "党的创新理论",
    "主心骨",
    "忠诚",
];

fn stance(view: &View) -> Option<Finding> {
    let words = view.words;
    let (_, rest) = strip(words);
    if view.statement
        || opens(words, &["今年是", "我们深知", "我们相信", "这是", "这样的"])
        || year_is(words)
    {
        return Some((ClauseRole::Stance, "statement", 85));
    }
    if any(words, CREED) && !any(words, &["整改", "学习教育", "巡视", "督察"]) {
        return Some((ClauseRole::Stance, "creed", 85));
    }
    if rest.starts_with("坚持")
        && !opens(rest, &["坚持和发展", "坚持和完善", "坚持发展"])
        && !rest.contains("过紧日子")
    {
        return Some((ClauseRole::Stance, "holds_to", 85));
    }
    if view.own_house && opens(rest, ATTITUDES) && !rest.contains("过紧日子") {
        return Some((ClauseRole::Stance, "attitude", 75));
    }
    if opens(rest, &["树立", "牢记", "秉持", "恪守", "践行"])
        || any(
            words,
            &[
                "摆在首位",
                "放在首位",
                "放在优先位置",
                "摆在突出位置",
                "放在突出位置",
                "放在心上",
                "一视同仁",
            ],
        )
    {
        return Some((ClauseRole::Stance, "attitude", 75));
    }
    if view.predicate.action.as_deref() == Some("做到")
        || ends(rest, &["问题导向", "目标导向", "结果导向"])
    {
        return Some((ClauseRole::Stance, "attitude", 75));
    }
    if words.ends_with("全过程") && any(words, &["贯穿", "体现到"])
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

const EFFECTS: &[&str] = &[
    "让", "使", "令", "成为", "助力", "彰显", "腾出", "造福", "为", "满足",
];

/// Verbs that at the end of a sentence say what comes of it.
const CLOSING_EFFECTS: &[&str] = &[
    "形成",
    "创造",
    "产出",
    "涵养",
    "凝聚",
    "展现",
    "引领形成",
    "保护和调动",
    "促进和支撑",
    "夺取",
    "赢得",
];

const EFFECT_ENDS: &[&str] = &[
    "良性循环",
    "良性互动",
    "氛围",
    "环境",
    "格局",
    "秩序",
    "合力",
    "局面",
    "高地",
    "共同体",
    "策源地",
    "积极性",
    "创造性",
    "活力",
    "获得感",
    "幸福感",
    "安全感",
    "满意度",
    "需求",
    "需要",
    "质效",
    "增长点",
    "美好生活",
    "吸引力",
    "辐射力",
    "国际化水平",
    "提速",
    "跃升",
    "动能",
    "便利化",
    "新篇章",
    "新局面",
    "魅力",
    "大局稳定",
    "稳定",
    "团结",
    "供应",
    "社会",
];

fn outcome(view: &View) -> Option<Finding> {
    if view.index == 0 || view.of < 2 {
        return None;
    }
    let (_, rest) = strip(view.words);
    if opens(rest, EFFECTS) && !opens(rest, &["为主", "使用"]) {
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
    if opens(
        view.words,
        &[
            "更好满足",
            "更好彰显",
            "更好服务",
            "更好带动",
            "更好释放",
            "更好保障",
            "更好实现",
            "更好支撑",
            "努力",
            "真正",
            "切实让",
            "切实把",
            "不断改善",
            "不断提高人民",
            "不断增强人民",
            "不断满足",
            "共同",
            "充分彰显",
            "有效激发",
            "有效防",
            "全面提高",
            "全面提升",
        ],
    ) {
        return Some((ClauseRole::Outcome, "effect_manner", 70));
    }
    if ends(rest, EFFECT_ENDS)
        && opens(
            rest,
            &[
                "促进", "形成", "打造", "营造", "提升", "提高", "激发", "满足", "保障", "推动",
                "实现", "增强", "确保", "维护", "巩固", "创造", "构建", "共建", "助推", "释放",
                "展现", "凝聚", "培育", "建设",
            ],
        )
    {
        return Some((ClauseRole::Outcome, "effect_noun", 70));
    }
    None
}
