//! Which part of a report a title or a paragraph belongs to.

use crate::Role;

#[rustfmt::skip]
const REVIEW: &[&str] = &["回顾", "总结", "主要成效", "主要成绩", "工作情况", "工作完成情况", "取得的成绩", "所做的工作"];
const REVIEW_SOFT: &[&str] = &["过去", "去年", "建设持续", "一年来", "五年来"];
const TERM: &[&str] = &["五年", "本届", "届政府", "时期"];
#[rustfmt::skip]
const PLAN_TERM: &[&str] = &["目标", "任务", "考虑", "思路", "总体要求", "规划", "蓝图", "谱写", "安排", "奋斗", "举措", "部署"];
#[rustfmt::skip]
const PLAN_YEAR: &[&str] = &["今年", "工作安排", "重点工作", "主要工作", "工作任务", "工作打算", "工作部署", "工作重点", "自身建设", "政府治理", "政府建设", "政府工作", "开好局", "民生实事"];

#[rustfmt::skip]
const ONE_YEAR: &[&str] = &["这一年", "一年来", "过去一年", "过去的一年", "去年以来", "刚刚过去的"];
#[rustfmt::skip]
const FIVE_YEARS: &[&str] = &["五年来", "过去五年", "过去的五年", "这五年", "的五年", "五年间", "五年接续", "五年里", "五年发展历程", "五年奋斗历程"];

fn any(title: &str, words: &[&str]) -> bool {
    words.iter().any(|w| title.contains(w))
}

/// True where the words name a five-year plan (“十四五” to “二十五”) or five years to come.
fn names_plan(title: &str) -> bool {
    title.contains("五”")
        || any(
            title,
            &[
                "今后五年",
                "未来五年",
                "下一个五年",
                "五五规划",
                "五五时期",
                "四五规划",
                "四五时期",
                "五年规划",
            ],
        )
}

/// A year written in digits (2026年), if the title has one.
pub fn year_in(title: &str) -> Option<i16> {
    let chars: Vec<char> = title.chars().collect();
    chars.windows(5).find_map(|w| {
        let digits: String = w[..4].iter().collect();
        let year: i16 = digits.parse().ok()?;
        (w[4] == '年' && (1990..=2100).contains(&year)).then_some(year)
    })
}

/// Role of a level-1 title. `opening` are the first words of the part, `before` is the role of the
/// part before it, `year` the report's year.
pub fn of_title(title: &str, opening: &str, before: Option<Role>, year: i16) -> Role {
    let stated = year_in(title);
    if any(title, REVIEW) || stated.is_some_and(|y| y < year && !title.contains(&year.to_string()))
    {
        return if stated.is_none() && any(title, TERM) && !title.contains("一年") {
            Role::ReviewTerm
        } else {
            Role::ReviewYear
        };
    }
    if stated == Some(year) {
        return Role::PlanYear;
    }
    if names_plan(title)
        && (any(title, PLAN_TERM) || matches!(before, Some(Role::ReviewYear | Role::ReviewTerm)))
        && !any(title, &["开局", "今年"])
    {
        return Role::PlanTerm;
    }
    if any(title, PLAN_YEAR) {
        return Role::PlanYear;
    }
    match before {
        None => Role::ReviewYear,
        Some(_) if any(title, REVIEW_SOFT) => Role::ReviewYear,
        Some(Role::ReviewYear | Role::ReviewTerm)
            if names_plan(opening) && !opening.contains("今年") =>
        {
            Role::PlanTerm
        }
        Some(_) => Role::PlanYear,
    }
}

/// Role change that the opening words of a paragraph announce inside a part of role `part`.
/// `opening` is the first sentence or so of the paragraph.
pub fn of_opening(opening: &str, part: Role, now: Role) -> Role {
    let opening = opening
        .trim_start_matches("各位代表")
        .trim_start_matches(['！', '，', '：', '!', ',', ':', '。']);
    match part {
        Role::ReviewYear | Role::ReviewTerm => review_opening(opening, now),
        Role::PlanYear | Role::PlanTerm => plan_opening(opening, part, now),
        other => other,
    }
}

fn review_opening(opening: &str, now: Role) -> Role {
    if states_problems(opening) {
        return Role::Problems;
    }
    if now == Role::Problems {
        return now;
    }
    let head: String = opening.chars().take(60).collect();
    if any(&head, FIVE_YEARS) || head.starts_with("五年") {
        return Role::ReviewTerm;
    }
    let head: String = opening.chars().take(24).collect();
    let stated_year = head.starts_with(|c: char| c.is_ascii_digit())
        && year_in(&head).is_some()
        && any(&head, &["年是", "年，", "年工作"]);
    if any(&head, ONE_YEAR) || stated_year {
        return Role::ReviewYear;
    }
    let term = ["五”时期", "五”以来", "五”期间", "届政府"];
    if any(&head, &term) {
        Role::ReviewTerm
    } else {
        now
    }
}

/// Words of self-criticism at the head of a paragraph.
pub fn states_problems(opening: &str) -> bool {
    let head: String = opening.chars().take(90).collect();
    let aware = any(
        &head,
        &[
            "清醒",
            "也要看到",
            "还要看到",
            "也看到",
            "也认识到",
            "深知",
            "我们也",
            "必须正视",
            "还存在",
            "仍存在",
            "仍面临",
        ],
    );
    aware
        && any(
            &head,
            &[
                "问题", "困难", "短板", "不足", "挑战", "差距", "薄弱", "不够", "制约",
            ],
        )
}

fn plan_opening(opening: &str, part: Role, now: Role) -> Role {
    if closes(opening) {
        return Role::Closing;
    }
    if now == Role::Closing {
        return Role::Closing;
    }
    part
}

/// The call at the end of a report.
fn closes(opening: &str) -> bool {
    any(
        opening,
        &["让我们更加紧密", "让我们紧密", "让我们在以", "紧密地团结在"],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_parts() {
        let year = 2026;
        assert_eq!(of_title("2025年工作回顾", "", None, year), Role::ReviewYear);
        assert_eq!(
            of_title("2025年和“十四五”时期工作回顾", "", None, year),
            Role::ReviewYear
        );
        assert_eq!(
            of_title("过去五年工作回顾", "", None, year),
            Role::ReviewTerm
        );
        assert_eq!(
            of_title("“十五五”时期目标任务", "", Some(Role::ReviewYear), year),
            Role::PlanTerm
        );
        assert_eq!(
            of_title("今后五年的奋斗目标", "", Some(Role::ReviewTerm), year),
            Role::PlanTerm
        );
        assert_eq!(
            of_title("2026年重点工作", "", Some(Role::PlanTerm), year),
            Role::PlanYear
        );
        assert_eq!(
            of_title("今年重点工作", "", Some(Role::ReviewYear), year),
            Role::PlanYear
        );
        assert_eq!(
            of_title("政府自身建设", "", Some(Role::PlanYear), year),
            Role::PlanYear
        );
    }

    #[test]
    fn openings_switch_inside_a_review() {
        assert_eq!(
            of_opening("各位代表！五年来，我们", Role::ReviewYear, Role::ReviewYear),
            Role::ReviewTerm
        );
        assert_eq!(
            of_opening(
                "同时，我们清醒认识到，还有不少问题",
                Role::ReviewYear,
                Role::ReviewTerm
            ),
            Role::Problems
        );
        assert_eq!(
            of_opening("这一年，产业向好", Role::ReviewYear, Role::ReviewTerm),
            Role::ReviewYear
        );
        assert_eq!(
            of_opening("各位代表！让我们更加紧密", Role::PlanYear, Role::PlanYear),
            Role::Closing
        );
    }
}
