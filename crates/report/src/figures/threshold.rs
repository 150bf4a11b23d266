//! Values that only say how large the things of a group are.

use super::{
    cue, measure,
    token::Token,
    words::{clause_end, clause_start, ending, is_clause_stop, starting, within},
};
use crate::Text;

/// 百亿元以上的项目, 亿元企业, 超过10%的有…: values that only delimit a group.
pub fn delimits(text: &Text, token: &Token, after: Option<&Token>) -> bool {
    let chars = text.chars();
    let end = token.span.end;
    let start = token.span.start;
    if token.unit == "%" {
        return starting(chars, end, &["的有"]).is_some()
            || ending(
                chars,
                start,
                &[
                    "排名前",
                    "全球前",
                    "世界前",
                    "全国前",
                    "进入前",
                    "ESI前",
                    "位居前",
                ],
            )
            .is_some();
    }
    if !token.unit.ends_with('元') {
        return sized_group(chars, token);
    }
    #[rustfmt::skip]
    const GROUP: &[&str] = &["企业", "集团", "县", "镇", "村", "楼宇", "产业", "集群", "项目", "园区", "开发区", "板块", "街道", "强", "大县", "工业", "领军", "区", "主体", "市场", "商圈", "品牌", "单品", "能级", "乡"];
    if let Some(word) = starting(chars, end, &["以上", "及以上", "以下"]) {
        let beyond = end + word.chars().count();
        let next = chars.get(beyond).copied().unwrap_or('\n');
        return !is_clause_stop(next) && !matches!(next, '、' | '）' | '的')
            || next == '的' && starting(chars, beyond + 1, GROUP).is_some()
            || GROUP
                .iter()
                .any(|g| starting(chars, beyond, &[g]).is_some());
    }
    let counted = after.is_some_and(|t| {
        t.span.start < clause_end(chars, end) && !t.unit.ends_with('元') && t.unit != "%"
    });
    let led_group = chars.get(end) == Some(&'的')
        && counted
        && within(
            chars,
            end,
            (end + 14).min(clause_end(chars, end)),
            &["企业", "集群", "园区", "龙头"],
        );
    let attributive = led_group
        || starting(chars, end, GROUP).is_some()
        || chars.get(end) == Some(&'的') && starting(chars, end + 1, GROUP).is_some();
    attributive
        && (token.bare
            || counted && (cue::leads(chars, start) || ending(chars, start, &["过"]).is_some())
            || counted
                && ending(chars, start, &["投资", "总投资", "产值", "营收", "规模"]).is_some())
}

/// 20户以上自然村, 10万千瓦及以下机组: a size that names a group of things.
fn sized_group(chars: &[char], token: &Token) -> bool {
    let Some(word) = starting(chars, token.span.end, &["以上", "及以上", "以下", "及以下"])
    else {
        return false;
    };
    let beyond = token.span.end + word.chars().count();
    let named = chars
        .get(beyond)
        .is_some_and(|c| !is_clause_stop(*c) && !matches!(c, '、' | '）' | '”' | '和'));
    let size = matches!(
        token.unit.as_str(),
        "吨" | "千瓦" | "户" | "平方米" | "岁" | "立方米" | "吨/年" | "亩" | "公里" | "人"
    );
    let object = measure::leading_verb(
        &chars[clause_start(chars, token.span.start)..token.span.start]
            .iter()
            .collect::<String>(),
    )
    .is_some();
    named
        && (word.starts_with('及')
            || size
                && !(object
                    && matches!(token.unit.as_str(), "人" | "亩" | "公里" | "户" | "平方米")))
}
