//! What a figure measures, from the noun phrase before the number or after it.

use super::{
    token::{Form, Token},
    words::{clause_end, clause_start, ending, is_clause_stop, starting},
};

/// Words before a value that are no part of the measure.
#[rustfmt::skip]
const TAIL: &[&str] = &[
    "跃上", "迈上", "站上", "跨越", "跨过", "登上", "完成", "达", "达到", "提升至", "提升到", "提高到", "提高至", "增至", "增加到", "超", "超过", "突破", "约", "近", "不少于", "不低于", "至少", "力争", "分别",
    "均", "年均", "同比", "下降到", "降至", "保持在", "稳定在", "控制在", "实现", "为", "从", "由", "逾", "不超过", "不高于", "在", "的", "至", "到",
    "接近", "总量达", "全国", "全市", "全省", "位居", "居", "列", "第", "前", "占", "各", "了", "再", "已", "预计", "总计", "共", "累计达", "左右",
    "以上", "高于", "较", "缩小至", "排名", "调整为", "整合为", "优化整合为", "跃升", "升至", "跃升至", "双双跃", "是", "、", "不足", "仅", "降低到",
];
/// Verbs of change before a rate; before an amount they belong to the measure (林分优化提升200万亩).
#[rustfmt::skip]
const CHANGES: &[&str] = &[
    "增长", "下降", "提升", "提高", "降低", "上涨", "收窄", "微降", "微增", "增速", "减少", "连续", "扩容", "上升", "较上年", "比上年", "保持", "降", "增", "调整", "缩小",
    "增加", "扩大", "升", "跃", "稳", "回升", "优化", "缩短", "压缩", "拓展", "扩",
];
#[rustfmt::skip]
const HEAD: &[&str] = &["预计", "力争", "确保", "全年", "其中", "全力", "努力", "年内", "今年", "力求", "并", "还", "也", "使", "推动实现", "高质量", "扎实", "全面", "加快", "深入", "累计"];
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "新增", "新建", "建成", "培育", "完成", "建设", "引进", "获", "认定", "创成", "办理", "增加", "新培育", "处置", "创建", "重点建设", "新获评", "累计完成", "累计创建", "累计建设", "保障", "应对", "成功应对", "改造", "更新",
    "治理", "打造", "实施", "启动", "推进", "开工", "新开工", "举办", "开展", "发放", "新设", "组建", "设立", "投入", "落地", "推出", "解决", "新改建", "改扩建", "新改扩建", "提供", "收储", "盘活", "实现", "对接", "支持", "推动", "建好", "整治", "修复", "发展", "新签约", "签约", "竣工", "开工", "投用", "开通", "争取", "新登记", "新认定", "引育", "发行", "兑付",
];
/// A measure is at most this long, in code points.
const LONGEST: usize = 48;

/// The measure of `token`. `lead` is where its own text begins (after the value before it in the
/// same clause, or at the clause), `borrowed` is the measure of the value before it.
pub fn measure(
    chars: &[char],
    token: &Token,
    lead: usize,
    next: usize,
    borrowed: Option<&str>,
) -> String {
    let mut before = stripped(chars, lead, token);
    let after = counted(chars, token, next);
    if !after.is_empty() && ending(chars, token.span.start, &["等", "等共", "等全部"]).is_some()
    {
        before = without_examples(&before);
    }
    let suffix = match token.form {
        Form::Rank => "排名",
        _ if takes_share(chars, token.span.start) => "占比",
        _ => "",
    };
    let joined = if after.is_empty() {
        before.clone()
    } else {
        format!("{before}{after}")
    };
    let whole = match borrowed {
        Some(other)
            if after.is_empty()
                && (before.chars().count() < 2
                    || before.starts_with(['较', '比']) && suffix.is_empty()) =>
        {
            other.to_owned()
        }
        Some(other) if matches!(before.as_str(), "占比" | "比重") => {
            format!("{}{before}", without_verb(other))
        }
        Some(other) if !suffix.is_empty() && after.is_empty() => format!("{other}{before}"),
        Some(other) if lends_verb(chars, lead, &before) => {
            leading_verb(other).map_or(joined.clone(), |v| format!("{v}{joined}"))
        }
        _ => joined,
    };
    let words: String = whole
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(LONGEST)
        .collect();
    format!("{words}{suffix}")
}

/// 新开工甲、乙等14个项目: the examples are left out, the verb stays.
fn without_examples(before: &str) -> String {
    let after_adverb = ["统筹", "积极", "成功", "大力", "持续", "稳步"]
        .iter()
        .find_map(|w| before.strip_prefix(w));
    leading_verb(after_adverb.unwrap_or(before))
        .unwrap_or_default()
        .to_owned()
}

/// Number first, thing after: 65个重点建设项目.
fn counted(chars: &[char], token: &Token, next: usize) -> String {
    let mut from = token.span.end;
    #[rustfmt::skip]
    const CHANGE: &[&str] = &["提高", "提升", "增", "升", "降", "跃", "下降", "扩", "缩", "上升", "减", "双双", "回升", "攀", "拓", "大关", "台阶", "至", "到", "/"];
    if token.form == Form::Rank || starting(chars, from, CHANGE).is_some() {
        return String::new();
    }
    if let Some(word) = starting(chars, from, &["以上", "左右", "以内", "以下", "的"]) {
        from += word.chars().count();
    }
    let to = chars[from..clause_end(chars, from).min(next.max(from))]
        .iter()
        .scan(0, |depth: &mut i32, c| {
            *depth += i32::from(*c == '（') - i32::from(*c == '）');
            Some(*depth < 0 || *depth == 0 && *c == '、')
        })
        .position(|ends| ends)
        .map_or(clause_end(chars, from).min(next.max(from)), |p| from + p);
    chars[from..to.min(from + 24)]
        .iter()
        .collect::<String>()
        .trim_end_matches(['和', '与', '及'])
        .to_owned()
}

fn stripped(chars: &[char], from: usize, token: &Token) -> String {
    let mut start = from;
    let mut end = token.span.start;
    let mut rate =
        matches!(token.unit.as_str(), "%" | "百分点" | "倍" | "‰") || token.form == Form::Rank;
    start = past_label(chars, start, end);
    while let Some(word) = starting(&chars[..end], start, HEAD) {
        start += word.chars().count();
    }
    loop {
        let word =
            ending(chars, end, TAIL).or_else(|| ending(chars, end, CHANGES).filter(|_| rate));
        if let Some(word) =
            word.filter(|w| end - w.chars().count() >= start && !keeps_verb(chars, start, end, w))
        {
            end -= word.chars().count();
            rate |= word.ends_with(['至', '到', '从', '由', '居']);
        } else if end >= start + 5
            && chars[end - 1] == '年'
            && chars[end - 5..end - 1].iter().all(char::is_ascii_digit)
        {
            end -= 5;
        } else {
            break;
        }
    }
    balanced(
        chars[start..end]
            .iter()
            .collect::<String>()
            .trim_start_matches(['、', '，'])
            .trim_end_matches(['、', '，', '等']),
    )
}

/// Past 一是, （1） and the like, and past the five-year period a target is for.
fn past_label(chars: &[char], from: usize, end: usize) -> usize {
    const ORDER: &[&str] = &[
        "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是",
    ];
    let mut start = from;
    if let Some(word) = starting(&chars[..end], start, ORDER) {
        start += word.chars().count();
    }
    let numbered = chars[start..end]
        .iter()
        .take_while(|c| c.is_ascii_digit())
        .count();
    if numbered > 0 && matches!(chars.get(start + numbered), Some('.' | '．' | '、')) {
        start += numbered + 1;
    }
    let period = chars[start..end].iter().take(8).position(|c| *c == '”');
    if let Some(close) = period.filter(|p| chars[start] == '“' && chars[start + p - 1] == '五')
        && let Some(word) = starting(
            &chars[..end],
            start + close + 1,
            &["期间", "时期", "以来", "末"],
        )
    {
        start += close + 1 + word.chars().count();
    }
    start.min(end)
}

/// 新增, 保持 and the like are verbs of their own before a number.
fn keeps_verb(chars: &[char], start: usize, end: usize, word: &str) -> bool {
    let alone = word == "完成" && end - start == 2;
    alone || word == "增" && end >= 2 && matches!(chars[end - 2], '新' | '净')
}

/// Without a closing mark that was never opened, and without an opening one never closed.
fn balanced(words: &str) -> String {
    let mut out = words.to_owned();
    for (open, close) in [('“', '”'), ('（', '）')] {
        let (opens, closes) = (out.matches(open).count(), out.matches(close).count());
        if closes > opens {
            out = out.replacen(close, "", 1);
        } else if opens > closes {
            out = out.replacen(open, "", 1);
        }
    }
    out
}

fn takes_share(chars: &[char], at: usize) -> bool {
    let from = at.saturating_sub(8);
    (from..at).any(|i| {
        chars[i] == '占'
            && !chars[i..at]
                .iter()
                .any(|c| is_clause_stop(*c) || *c == '比')
    })
}

/// True where an item of a list has a noun but no verb of its own.
fn lends_verb(chars: &[char], lead: usize, before: &str) -> bool {
    lead > 0
        && matches!(chars[lead - 1], '、' | '和' | '及')
        && leading_verb(before).is_none()
        && !before.is_empty()
        || before.is_empty() && lead > clause_start(chars, lead)
}

/// Without the marks of notes: 主导产业［2］ → 主导产业.
pub fn without_notes(measure: &str) -> String {
    let mut out = String::new();
    let mut rest = measure;
    while let Some(open) = rest.find(['［', '[']) {
        let close = rest[open..].find(['］', ']']).map(|c| open + c);
        let Some(close) = close else { break };
        let inside: Vec<char> = rest[open..close].chars().skip(1).collect();
        let end = close + rest[close..].chars().next().map_or(1, char::len_utf8);
        let note = !inside.is_empty() && inside.iter().all(char::is_ascii_digit);
        out.push_str(if note { &rest[..open] } else { &rest[..end] });
        rest = &rest[end..];
    }
    out + rest
}

/// 新增甲 → 甲: a share is of the things, not of what was done.
fn without_verb(measure: &str) -> &str {
    leading_verb(measure).map_or(measure, |v| &measure[v.len()..])
}

/// The verb a measure begins with.
pub fn leading_verb(measure: &str) -> Option<&'static str> {
    VERBS
        .iter()
        .filter(|v| measure.starts_with(**v))
        .max_by_key(|v| v.len())
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_no_part_of_a_measure() {
        assert_eq!(without_notes("主导产业［2］产值[13]"), "主导产业产值");
        assert_eq!(without_notes("园区［东片］"), "园区［东片］");
        assert_eq!(without_notes("未闭合［2"), "未闭合［2");
    }
}
