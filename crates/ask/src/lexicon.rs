//! Cutting a question into words that are known; what is left over is given back.

use super::time::{Said, time_at};
use super::{Dictionary, Measure, Register};
use indicator::Flow;
use jiff::civil::Date;

/// A word that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Indices of the metrics with this name.
    Metric(Vec<usize>),
    /// Index of the place.
    Place(usize),
    /// The district itself.
    Whole,
    /// Each place.
    Each,
    /// Index of the unit.
    Office(usize),
    /// Each unit.
    EachOffice,
    /// What a register holds.
    Noun(Register),
    /// Indices of the metrics with this short name, and the name.
    Short(Vec<usize>, String),
    /// Indices of the words that narrow.
    Value(Vec<usize>),
    /// 66个 before a noun.
    Stated(u32),
    /// People as such.
    Person,
    /// A time.
    Time(Said),
    /// What is asked.
    Measure(Measure),
    /// Behind or ahead of schedule, said of the direction.
    Side { behind: bool },
    /// Largest or smallest, so many.
    Extreme { largest: bool, count: u8 },
    /// 排名, 第几.
    Rank,
    /// Current or cumulative.
    Flow(Flow),
    /// A unit after 多少.
    Unit(String),
    /// 环比.
    Sequential,
    /// Why, how, should: no number answers that.
    NotAFigure,
    /// Carries nothing.
    Nothing,
}

use Token::{Each, EachOffice, Extreme, NotAFigure, Nothing, Person, Rank, Sequential, Whole};

const fn measure(measure: Measure) -> Token {
    Token::Measure(measure)
}

/// Words and what they are. The longest that fits counts.
#[rustfmt::skip]
const WORDS: &[(&[&str], Token)] = &[
    (&["同比增速", "同比增长率", "同比增长", "同比增幅", "同比", "增速", "增长率", "增幅", "增长", "涨幅", "增长速度", "增长了", "比去年同期增长", "比上年同期增长", "较去年同期增长", "较上年同期增长", "比去年增长", "比上年增长", "涨了", "下降了", "下降", "降幅"], measure(Measure::Growth)),
    (&["同比增加", "增加了", "增加", "同比多了", "多了", "增加额", "增量", "增长额", "同比减少", "减少了", "减少", "比去年同期多", "比上年同期多", "比去年同期少", "比上年同期少", "比去年多", "比上年多", "比去年少", "比上年少", "较去年同期增加", "较上年同期增加"], measure(Measure::LevelChange)),
    (&["两年平均增速", "两年平均增长", "两年平均", "两年平均增长率"], measure(Measure::TwoYearAverage)),
    (&["年度计划", "计划投资", "年度目标", "全年目标", "年度任务", "目标", "计划"], measure(Measure::Plan)),
    (&["完成率", "完成进度", "计划完成率", "完成百分比", "完成年度计划的百分之", "完成比例", "完成了百分之", "完成年度计划比例", "投资完成率"], measure(Measure::Completion)),
    (&["时序进度", "赶超时序进度", "序时进度", "赶超序时进度", "超时序进度", "与时序进度的差距", "快于时序进度", "领先时序进度"], measure(Measure::Ahead)),
    (&["距离年度目标还差", "距离目标还差", "距年度目标还差", "离目标还差", "离年度目标还差", "距离计划还差", "还差", "缺口", "差额"], measure(Measure::Gap)),
    (&["后续每月需完成", "后续月均需完成", "每月还要完成", "每月还需完成", "月均需完成", "平均每月还要完成"], measure(Measure::RunRate)),
    (&["占比", "比重", "占全区比重", "占全区的比重"], measure(Measure::Share)),
    (&["拉动", "贡献率", "拉动了"], measure(Measure::Contribution)),
    (&["全年预测", "预计全年", "预测全年", "全年预计", "预测值", "预测"], measure(Measure::Forecast)),
    (&["连续增长了", "连续增长", "连续正增长", "连续"], measure(Measure::Streak)),
    (&["怎么样", "情况", "情况如何", "如何", "表现", "概况", "运行情况"], measure(Measure::Overview)),
    (&["数值", "总量", "总额", "规模", "完成额", "完成了", "完成", "实现了", "实现", "累计完成", "新增了"], measure(Measure::Value)),
    (&["落后时序进度", "落后序时进度", "慢于时序进度", "滞后时序进度", "低于时序进度"], Token::Side { behind: true }),
    (&["各街道", "各街", "每个街道", "哪个街道", "哪个街", "哪些街道", "所有街道", "街道里", "分街道", "街道中"], Each),
    (&["各部门", "各单位", "哪个部门", "哪个单位", "哪些部门", "哪些单位", "每个部门", "每个单位", "分部门", "分单位", "所有部门"], EachOffice),
    (&["居民", "市民", "群众", "投诉人", "举报人", "网格员", "个人", "哪个人", "哪些人", "干部", "工作人员", "经办人", "住户", "老人"], Person),
    (&["全区", "我区", "本区", "区里", "区级", "咱们区", "我们区"], Whole),
    (&["最多", "最高", "最大", "最快", "最好", "第一", "排第一", "排名第一", "排名最前", "居首"], Extreme { largest: true, count: 1 }),
    (&["最少", "最低", "最小", "最慢", "最差", "倒数第一", "垫底", "排名最后", "最后一名"], Extreme { largest: false, count: 1 }),
    (&["前三", "前三名", "前3名", "前3", "排名前三", "排前三", "最高的三个", "最多的三个", "最快的三个", "排名前三的"], Extreme { largest: true, count: 3 }),
    (&["前五", "前五名", "前5名", "前5", "排名前五", "最高的五个", "最多的五个", "最快的五个"], Extreme { largest: true, count: 5 }),
    (&["前十", "前十名", "前10名", "排名前十"], Extreme { largest: true, count: 10 }),
    (&["后三名", "后三", "后3名", "倒数三名", "倒数前三", "最低的三个", "最少的三个", "最慢的三个", "排名后三"], Extreme { largest: false, count: 3 }),
    (&["后五名", "后五", "后5名", "倒数五名", "最低的五个", "最慢的五个", "排名后五"], Extreme { largest: false, count: 5 }),
    (&["排名第几", "排名", "排第几", "第几", "位次", "排序", "排名情况", "排行", "第几名", "排名多少"], Rank),
    (&["当月", "当期", "当季", "单月", "当月值"], Token::Flow(Flow::Current)),
    (&["累计", "累计值", "年初累计", "累计数"], Token::Flow(Flow::Cumulative)),
    (&["环比", "环比增速", "环比增长", "比上月", "比上个月", "较上月", "比上季度", "较上季度"], Sequential),
    (&["为什么", "原因", "为何", "怎么办", "建议", "应该", "是否", "会不会", "能不能", "能否", "怎么做", "措施", "影响", "是谁", "谁", "趋势", "分析", "对策", "如何提高", "如何提升", "可不可以", "该不该", "好不好", "算不算", "什么是", "是什么意思", "怎么算", "什么时候", "何时"], NotAFigure),
    (&["请问", "帮我", "麻烦", "查一下", "查询", "查查", "查", "看一下", "看看", "告诉我", "我想知道", "想知道", "我要", "给我", "一下", "请", "的", "了", "呢", "吗", "啊", "吧", "是", "有", "为", "达", "达到", "到", "在", "数据", "指标", "数", "多少", "是多少", "有多少", "几", "哪个", "哪些", "有哪些", "列出", "列一下", "显示", "百分之", "现在是", "一共", "总共", "共", "分别", "分别是", "咱们", "我们", "？", "?", "。", "，", ",", "！", "!", "、", "：", ":", "“", "”", "已", "已经", "街道有哪些", "数是", "位", "截至", "截止", "截止到", "截至到", "个", "件", "条", "项", "各"], Nothing),
];

/// The tokens of a question in order, and the words that are not known.
pub(super) fn tokens(
    dictionary: &Dictionary,
    text: &str,
    today: Date,
) -> (Vec<Token>, Vec<String>) {
    let (mut found, mut rest, mut unknown) = (vec![], vec![], String::new());
    let mut left = text;
    while let Some(first) = left.chars().next() {
        match longest(dictionary, left, today) {
            Some((length, token)) => {
                if !unknown.is_empty() {
                    rest.push(std::mem::take(&mut unknown));
                }
                found.push(token);
                left = &left[length..];
            }
            None => {
                unknown.push(first);
                left = &left[first.len_utf8()..];
            }
        }
    }
    if !unknown.is_empty() {
        rest.push(unknown);
    }
    (found, rest)
}

/// The longest known word at the beginning, with its length in bytes.
fn longest(dictionary: &Dictionary, text: &str, today: Date) -> Option<(usize, Token)> {
    let mut best: Option<(usize, Token)> = None;
    let mut take = |length: usize, token: Token| {
        if length > 0 && best.as_ref().is_none_or(|(known, _)| length > *known) {
            best = Some((length, token));
        }
    };
    if let Some((length, said)) = time_at(text, today) {
        take(length, Token::Time(said));
    }
    if let Some((length, metrics)) = metric_at(dictionary, text) {
        take(length, Token::Metric(metrics));
    }
    for (index, place) in dictionary.places.iter().enumerate() {
        let names = std::iter::once(&place.name).chain(&place.aliases);
        let name = names
            .filter(|n| text.starts_with(n.as_str()))
            .map(String::len);
        take(name.max().unwrap_or(0), Token::Place(index));
    }
    let whole = dictionary
        .whole
        .iter()
        .filter(|n| text.starts_with(n.as_str()));
    take(whole.map(String::len).max().unwrap_or(0), Whole);
    for (index, unit) in dictionary.units.iter().enumerate() {
        let names = std::iter::once(&unit.name).chain(&unit.aliases);
        let name = names
            .filter(|n| text.starts_with(n.as_str()))
            .map(String::len);
        take(name.max().unwrap_or(0), Token::Office(index));
    }
    for (register, words) in &dictionary.nouns {
        let word = words.iter().filter(|w| text.starts_with(**w));
        let length = word.map(|w| w.len()).max().unwrap_or(0);
        take(length, Token::Noun(*register));
    }
    if let Some((length, values)) = value_at(dictionary, text) {
        take(length, Token::Value(values));
    }
    if let Some((length, metrics)) = short_at(dictionary, text) {
        take(length, Token::Short(metrics, text[..length].to_owned()));
    }
    if let Some((length, count)) = stated_at(dictionary, text) {
        take(length, Token::Stated(count));
    }
    if let Some((length, unit)) = unit_at(text) {
        take(length, Token::Unit(unit));
    }
    for (words, token) in WORDS {
        let word = words
            .iter()
            .filter(|w| text.starts_with(**w))
            .map(|w| w.len());
        take(word.max().unwrap_or(0), token.clone());
    }
    best
}

/// The longest metric name, and all metrics that have it. Latin letters count without case.
fn metric_at(dictionary: &Dictionary, text: &str) -> Option<(usize, Vec<usize>)> {
    let begins = |name: &str| {
        let head = text.get(..name.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(name))
    };
    let named = dictionary
        .metrics
        .iter()
        .enumerate()
        .flat_map(|(index, m)| {
            let names = std::iter::once(&m.name).chain(&m.aliases);
            names.filter(|n| begins(n)).map(move |n| (n.len(), index))
        });
    let named: Vec<(usize, usize)> = named.collect();
    let length = named.iter().map(|(length, _)| *length).max()?;
    let longest = named.into_iter().filter(|(l, _)| *l == length);
    let mut metrics: Vec<usize> = longest.map(|(_, index)| index).collect();
    metrics.dedup();
    Some((length, metrics))
}

/// The longest short name, and the metrics that have it.
fn short_at(dictionary: &Dictionary, text: &str) -> Option<(usize, Vec<usize>)> {
    let all = dictionary.metrics.iter().enumerate();
    longest_of(all.map(|(index, metric)| (index, &metric.short)), text)
}

/// The longest word that narrows, and all values that have it.
fn value_at(dictionary: &Dictionary, text: &str) -> Option<(usize, Vec<usize>)> {
    let all = dictionary.values.iter().enumerate();
    longest_of(all.map(|(index, value)| (index, &value.names)), text)
}

fn longest_of<'a>(
    all: impl Iterator<Item = (usize, &'a Vec<String>)>,
    text: &str,
) -> Option<(usize, Vec<usize>)> {
    let begins = all.flat_map(|(index, names)| {
        let met = names.iter().filter(|n| text.starts_with(n.as_str()));
        met.map(move |name| (name.len(), index))
    });
    let begins: Vec<(usize, usize)> = begins.collect();
    let length = begins.iter().map(|(length, _)| *length).max()?;
    let longest = begins.into_iter().filter(|(l, _)| *l == length);
    Some((length, longest.map(|(_, index)| index).collect()))
}

/// 66个 where a noun of a register follows.
fn stated_at(dictionary: &Dictionary, text: &str) -> Option<(usize, u32)> {
    let digits: &str = &text[..text.find(|c: char| !c.is_ascii_digit())?];
    let count: u32 = digits.parse().ok().filter(|n| *n > 0)?;
    let rest = &text[digits.len()..];
    let word = ["个", "项", "条", "件"]
        .into_iter()
        .find(|w| rest.starts_with(w))?;
    let after = &rest[word.len()..];
    let mut nouns = dictionary.nouns.iter().flat_map(|(_, words)| words.iter());
    let noun = nouns.any(|noun| after.starts_with(noun));
    noun.then_some((digits.len() + word.len(), count))
}

/// 多少亿元, 几个百分点: the question word with the unit it asks for.
fn unit_at(text: &str) -> Option<(usize, String)> {
    let word = ["是多少", "有多少", "多少", "几"]
        .into_iter()
        .find(|w| text.starts_with(w))?;
    let rest = &text[word.len()..];
    let mut best: Option<(usize, String)> = None;
    for scale in ["", "万", "亿"] {
        let Some(after) = rest.strip_prefix(scale) else {
            continue;
        };
        for symbol in figure::symbols().filter(|s| after.starts_with(s)) {
            let length = word.len() + scale.len() + symbol.len();
            if best.as_ref().is_none_or(|(known, _)| length > *known) {
                best = Some((length, symbol.to_owned()));
            }
        }
    }
    best
}
