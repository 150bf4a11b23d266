//! Result, target or context; and the period a figure belongs to.

use super::token::Token;
use super::words::{clause_end, clause_start, ending, sentence_start, starting, within};
use super::{base, named_plan};
use crate::{FigureKind, Role, Text};

/// What a figure is for, and how that was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purpose {
    /// Result, target or context.
    pub kind: FigureKind,
    /// 2025, 2021-2025, 2026, 2026-2030.
    pub period: String,
    /// ISO date, for targets.
    pub deadline: Option<String>,
    /// The base value of 从…到.
    pub base: bool,
    /// Stable name of the rule.
    pub rule: &'static str,
    /// 0..=100.
    pub certainty: u8,
}

/// Decides by the role of the paragraph, then by words nearby.
///
/// `head` and `last` are the ends of the run of bare values the token stands in, so that every
/// value of 从8∶41∶51调整为7∶39∶54 is a base.
pub fn purpose(
    text: &Text,
    token: &Token,
    head: &Token,
    last: &Token,
    role: Role,
    year: i16,
) -> Purpose {
    let chars = text.chars();
    let start = token.span.start;
    if base::is_base(chars, head, last.span.end) {
        let before = match role {
            Role::ReviewYear => year - 2,
            Role::PlanYear => year - 1,
            _ => year - 6,
        };
        return Purpose {
            kind: FigureKind::Context,
            period: before.to_string(),
            deadline: None,
            base: true,
            rule: "base_of_change",
            certainty: 85,
        };
    }
    let from = clause_start(chars, start);
    let sentence = sentence_start(chars, start);
    match role {
        Role::ReviewYear => review_year(chars, sentence, start, year),
        Role::ReviewTerm if opens_with_last_year(chars, sentence, start, year) => {
            result_year(year, "words_of_last_year", 70)
        }
        Role::ReviewTerm => result_term(year, "role_review_term", 90),
        Role::PlanTerm => plan_term(chars, token, sentence, from, year),
        Role::PlanYear => plan_year(chars, token, sentence, from, year),
        Role::Problems | Role::Front | Role::Closing | Role::Annex => {
            context(year - 1, "role_other", 70)
        }
    }
}

fn context(year: i16, rule: &'static str, certainty: u8) -> Purpose {
    Purpose {
        kind: FigureKind::Context,
        period: year.to_string(),
        deadline: None,
        base: false,
        rule,
        certainty,
    }
}

fn result_year(year: i16, rule: &'static str, certainty: u8) -> Purpose {
    Purpose {
        kind: FigureKind::ResultYear,
        period: (year - 1).to_string(),
        deadline: None,
        base: false,
        rule,
        certainty,
    }
}

fn result_term(year: i16, rule: &'static str, certainty: u8) -> Purpose {
    Purpose {
        kind: FigureKind::ResultTerm,
        period: format!("{}-{}", year - 5, year - 1),
        deadline: None,
        base: false,
        rule,
        certainty,
    }
}

fn target_year(year: i16, rule: &'static str, certainty: u8) -> Purpose {
    Purpose {
        kind: FigureKind::TargetYear,
        period: year.to_string(),
        deadline: Some(format!("{year}-12-31")),
        base: false,
        rule,
        certainty,
    }
}

fn target_term(year: i16, rule: &'static str, certainty: u8) -> Purpose {
    Purpose {
        kind: FigureKind::TargetTerm,
        period: format!("{}-{}", year, year + 4),
        deadline: Some(format!("{}-12-31", year + 4)),
        base: false,
        rule,
        certainty,
    }
}

/// 2025年，…增长5%: a sentence of the five years' review that speaks of their last year alone.
fn opens_with_last_year(chars: &[char], sentence: usize, start: usize, year: i16) -> bool {
    let comma = chars[sentence..start]
        .iter()
        .take(9)
        .position(|c| matches!(c, '，' | ','));
    let opening: String = chars[sentence..sentence + comma.unwrap_or(0)]
        .iter()
        .collect();
    let last = format!("{}年", year - 1);
    opening == last || opening == format!("{last}全年") || opening == "去年"
}

fn review_year(chars: &[char], sentence: usize, start: usize, year: i16) -> Purpose {
    let term = [
        "五年来",
        "“十四五”以来",
        "五年累计",
        "五”以来",
        "过去五年",
        "五年间",
        "“十四五”期间",
        "“十四五”时期",
        "近五年",
    ];
    if within(chars, sentence, start, &term) {
        return result_term(year, "words_of_term", 75);
    }
    result_year(year, "role_review_year", 95)
}

fn plan_term(chars: &[char], token: &Token, sentence: usize, from: usize, year: i16) -> Purpose {
    let start = token.span.start;
    let end = token.span.end;
    let this_year = [format!("{year}年"), "今年".to_owned()];
    let far = ["2035", "二〇三五", "二○三五", "本世纪", "再奋斗", "再用"];
    let sentence_of_far = ["到2035", "到二〇三五", "展望", "在此基础上"]
        .iter()
        .any(|w| starting(chars, sentence, &[w]).is_some());
    if sentence_of_far || within(chars, from, start, &far) {
        return Purpose {
            period: format!("{year}-2035"),
            ..context(year, "beyond_the_term", 75)
        };
    }
    let past = [
        "过去五年",
        "“十四五”期间",
        "“十四五”时期",
        "五年来",
        "已达",
        "已经",
        "已建",
        "已有",
        "目前",
        "现有",
        "截至",
    ];
    if within(chars, from, start, &past) {
        return result_term(year, "words_of_past", 65);
    }
    let last_year = format!("{}年", year - 1);
    if within(chars, from, start, &[&last_year]) && starting(chars, end, &["的"]).is_none() {
        return context(year - 1, "words_of_last_year", 65);
    }
    if this_year
        .iter()
        .any(|w| within(chars, sentence, start, &[w]))
        && !within(chars, sentence, start, &["时期", "期间"])
    {
        return target_year(year, "words_of_this_year", 65);
    }
    let structural = [
        "部署", "提出", "编制", "设置", "确定", "明确", "谋划", "安排", "设定", "包括", "共设",
    ];
    let counts = matches!(token.unit.as_str(), "个" | "项" | "条" | "类" | "件" | "大");
    let indicators = within(chars, end, clause_end(chars, end).min(end + 8), &["指标"]);
    if counts && (indicators || within(chars, from, start, &structural)) {
        return context(year, "counts_of_the_plan", 75);
    }
    target_term(year, "role_plan_term", 85)
}

fn plan_year(chars: &[char], token: &Token, sentence: usize, from: usize, year: i16) -> Purpose {
    let (start, end) = (token.span.start, token.span.end);
    let to = clause_end(chars, end);
    let stock = [
        "依托",
        "现有",
        "已有",
        "已建成",
        "目前",
        "原有",
        "前期",
        "已建",
        "已开工",
        "已落地",
        "已投",
    ];
    if within(chars, from, start, &stock) {
        return context(year, "words_of_stock", 80);
    }
    if (starting(chars, from, &["用好"]).is_some()
        || ending(chars, start, &["发挥", "用好", "深化"]).is_some())
        && within(chars, end, to, &["作用", "优势", "应用", "资源", "平台"])
    {
        return context(year, "words_of_use", 65);
    }
    let past = [
        format!("{}年", year - 1),
        "去年".to_owned(),
        "上年".to_owned(),
        "过去一年".to_owned(),
    ];
    if past.iter().any(|w| within(chars, from, start, &[w])) {
        return context(year - 1, "words_of_last_year", 65);
    }
    let far = ["2035", "二〇三五", "二○三五"];
    if within(chars, from, start, &far) {
        return Purpose {
            period: format!("{year}-2035"),
            ..context(year, "beyond_the_term", 65)
        };
    }
    let term_end = format!("{}年", year + 4);
    if let Some(last) =
        named_plan::last_year(chars, sentence, from, start).filter(|last| *last >= year)
    {
        return Purpose {
            period: format!("{}-{last}", last - 4),
            deadline: Some(format!("{last}-12-31")),
            ..target_term(year, "words_of_plan", 65)
        };
    }
    let term = ["未来五年", "今后五年", "五年内"];
    let of_term = within(chars, from, start, &term)
        || within(
            chars,
            sentence.max(from.saturating_sub(12)),
            start,
            &[&format!("到{term_end}")],
        );
    if of_term {
        return target_term(year, "words_of_term", 65);
    }
    if starting(chars, from, &["这是", "今年是"]).is_some()
        || within(chars, from, start, &["成立", "诞辰", "周年"]) && token.unit == "年"
    {
        return context(year, "words_of_occasion", 60);
    }
    target_year(year, "role_plan_year", 92)
}
