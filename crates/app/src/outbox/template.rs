//! What messages say: the platform's words, or the district's own from `words.toml` under
//! `message_<event>_title` and `message_<event>_body`.

use super::Happening;
use crate::{Actor, App, AppError, Result};
use serde::Serialize;
use std::collections::BTreeMap;

/// What may happen, by stable code.
pub const EVENTS: [&str; 11] = [
    "dispatched",
    "returned",
    "approval_wanted",
    "approval_given",
    "due_soon",
    "overdue",
    "called_on",
    "rework",
    "closed",
    "replied",
    "bulletin",
];

/// A message as it would be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// The event's code.
    pub event: String,
    /// Its title.
    pub title: String,
    /// Its body.
    pub body: String,
    /// Whether the district has words of its own for it.
    pub own: bool,
}

/// What each kind of message would say of an invented case.
pub fn preview(app: &App, actor: &Actor) -> Result<Vec<Preview>> {
    super::require_operator(app, actor)?;
    let words = &app.profile().words.zh;
    let one = |event: &'static str| {
        let it = Happening {
            event,
            number: "CG2026010100001".into(),
            title: "示例：人行道井盖缺损".into(),
            unit_name: "示例单位".into(),
            due: "2026年1月5日12时".into(),
            reason: "示例理由".into(),
            ..Happening::default()
        };
        let (title, body) = written(words, &it);
        Preview {
            event: event.to_owned(),
            title,
            body,
            own: words.contains_key(&key(event, "title"))
                || words.contains_key(&key(event, "body")),
        }
    };
    Ok(EVENTS.map(one).to_vec())
}

/// Title and body.
pub(super) fn written(words: &BTreeMap<String, String>, it: &Happening) -> (String, String) {
    let (title, body) = standard(it.event);
    let own = |part: &str, standard: &str| {
        let text = words.get(&key(it.event, part));
        filled(text.map_or(standard, String::as_str), it)
    };
    (own("title", title), own("body", body))
}

fn key(event: &str, part: &str) -> String {
    format!("message_{event}_{part}")
}

fn standard(event: &str) -> (&'static str, &'static str) {
    match event {
        "dispatched" => ("新案件 {number}", "{title}\n派往：{unit}\n到期：{due}"),
        "returned" => ("案件 {number} 被退回", "{title}\n理由：{reason}"),
        "approval_wanted" => ("案件 {number} 待审批", "{title}\n理由：{reason}"),
        "approval_given" => ("案件 {number} 的申请已有结果", "{title}\n{reason}"),
        "due_soon" => ("案件 {number} 即将到期", "{title}\n到期：{due}"),
        "overdue" => ("案件 {number} 已超期", "{title}\n应于：{due}"),
        "called_on" => (
            "案件 {number} 请求到场或协办",
            "{title}\n{reason}\n到期：{due}",
        ),
        "rework" => ("案件 {number} 返工", "{title}\n理由：{reason}\n到期：{due}"),
        "closed" => ("案件 {number} 已结案", "{title}"),
        "replied" => ("案件 {number} 已答复", "{title}\n{reason}"),
        "bulletin" => ("案件 {number} 有新公告", "{title}\n{reason}"),
        _ => ("案件 {number}", "{title}"),
    }
}

/// `{name}` by its value, once: what a value holds is not looked at again.
fn filled(template: &str, it: &Happening) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let named = after.split_once('}');
        let value = named.and_then(|(name, _)| match name {
            "number" => Some(&it.number),
            "title" => Some(&it.title),
            "unit" => Some(&it.unit_name),
            "due" => Some(&it.due),
            "reason" => Some(&it.reason),
            _ => None,
        });
        match (value, named) {
            (Some(value), Some((_, after))) => {
                out.push_str(value);
                rest = after;
            }
            _ => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    // A line that only had an empty value says nothing.
    let lines = out
        .lines()
        .filter(|line| !line.ends_with('：') && !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// A message that was asked for under a code that does not exist.
pub(super) fn unknown() -> AppError {
    AppError::not_found("这条消息", "message")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn happening() -> Happening {
        Happening {
            event: "dispatched",
            number: "CG1".into(),
            title: "井盖{number}".into(),
            unit_name: "某局".into(),
            ..Happening::default()
        }
    }

    #[test]
    fn values_are_put_in_once_and_empty_lines_left_out() {
        let (title, body) = written(&BTreeMap::new(), &happening());
        assert_eq!(title, "新案件 CG1");
        assert_eq!(body, "井盖{number}\n派往：某局");
    }

    #[test]
    fn the_districts_own_words_come_first() {
        let words = [(
            "message_dispatched_title".to_owned(),
            "来活了 {number} {x}".to_owned(),
        )];
        let (title, _) = written(&words.into(), &happening());
        assert_eq!(title, "来活了 CG1 {x}");
    }

    #[test]
    fn every_event_has_words() {
        for event in EVENTS {
            assert_ne!(standard(event), standard(""), "{event}");
        }
    }
}
