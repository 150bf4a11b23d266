//! Years, hours and days: which of them are figures.

use figure::Decimal;

use super::{
    token::{Form, Token},
    words::{clause_start, ending, starting, within},
};
use crate::Text;

/// Years count when something lasts or comes early: 连续9年, 提前两年.
pub fn years(text: &Text, token: &Token) -> bool {
    let chars = text.chars();
    if token.value >= Decimal::from(200) || token.form == Form::Range {
        return false;
    }
    let start = skip_nearness(chars, token.span.start);
    let schooling = within(
        chars,
        clause_start(chars, token.span.start),
        token.span.start,
        &["年限"],
    );
    let lasting = schooling
        || ending(
            chars,
            start,
            &[
                "连续",
                "提前",
                "保持",
                "蝉联",
                "历时",
                "连年",
                "已连续",
                "接续",
            ],
        )
        .is_some();
    let named = starting(
        chars,
        token.span.end,
        &["行动", "规划", "计划", "攻坚", "来", "期", "内", "以来"],
    )
    .is_some();
    let achieved = starting(
        chars,
        token.span.end,
        &["蝉联", "保持", "稳居", "位居", "获评", "荣获"],
    )
    .is_some()
        && ending(chars, start, &["近", "过去", "这"]).is_none();
    !named && (lasting || achieved)
}

fn skip_nearness(chars: &[char], at: usize) -> usize {
    ending(chars, at, &["近", "超", "超过", "逾", "约"]).map_or(at, |w| at - w.chars().count())
}

/// Spans of time count where something takes or saves them: 缩短至3天, 1小时通达. `from..to` is the
/// clause.
pub fn span(text: &Text, token: &Token, from: usize, to: usize) -> bool {
    let chars = text.chars();
    let (start, end) = (token.span.start, token.span.end);
    if within(
        chars,
        end,
        (end + 8).min(to),
        &["圈", "生活", "通勤", "格局"],
    ) || token.unit == "小时" && token.raw_value == "24"
    {
        return false;
    }
    if token.unit == "天" && within(chars, from, start, &["天数", "日数"]) {
        return true;
    }
    let start = skip_nearness(chars, start);
    let led = ending(
        chars,
        start,
        &[
            "缩短",
            "压缩",
            "缩",
            "减",
            "至",
            "到",
            "提前",
            "实现",
            "仅",
            "仅需",
            "超过",
            "平均",
            "为",
            "达",
            "连续",
            "控制在",
            "压减",
            "节省",
            "少于",
            "不足",
            "由",
            "从",
            "降",
        ],
    )
    .is_some();
    let followed = starting(
        chars,
        end,
        &[
            "办结", "通达", "内", "以内", "响应", "直达", "到达", "办理", "办好", "可达", "之内",
            "左右",
        ],
    )
    .is_some();
    led || followed
}
