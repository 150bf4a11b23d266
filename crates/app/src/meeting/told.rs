//! Who is told of an item: the people of the unit that owes it, and of an explanation those who decided.

use crate::person::{actor_of, all};
use crate::{Actor, App, Result};
use meeting::Item;
use org::{Action, Resource};
use store::{Notice, Write};

/// Most persons told of one item.
const PERSONS_MAX: usize = 100;

/// The writes that tell the people concerned, but for the one who acts: `assigned`, `ended`, `returned`,
/// `accepted` go to the owner unit, `explained` to who decided last.
pub(super) async fn told(
    app: &App,
    actor: &Actor,
    item: &Item,
    seq: i64,
    event: &'static str,
) -> Result<Vec<Write>> {
    let decided = item.action().map(|a| a.decided.by.person.as_str());
    let people = all(app).await?;
    let concerned = people.iter().filter(|person| {
        let state = &person.state;
        if state.disabled || state.id == actor.person {
            return false;
        }
        if event == "explained" {
            return Some(state.id.as_str()) == decided;
        }
        let own = state.unit.as_str() == item.unit();
        let may = |who: &Actor| app.may(who, Action::Answer, Resource::Meeting, &[item.unit()]);
        own && may(&actor_of(app, state))
    });
    let due = item.due().map_or_else(String::new, |day| day.to_string());
    let (title, body) = match event {
        "assigned" => (
            format!("调度事项：{}", item.title),
            format!(
                "请于{due}前{}。措施：{}",
                item.measure.wanted_zh(item.promised()),
                item.action().map_or("", |a| a.words.as_str())
            ),
        ),
        "ended" => (
            format!("调度事项办结：{}", item.title),
            "数据已达到要求，事项办结。".to_owned(),
        ),
        "accepted" => (
            format!("未完成说明已认定：{}", item.title),
            "事项按未完成办结。".to_owned(),
        ),
        "returned" => (
            format!("未完成说明被退回：{}", item.title),
            "请补充说明后重新提交。".to_owned(),
        ),
        _ => (
            format!("未完成说明待认定：{}", item.title),
            format!("时限{due}已过，责任单位已作说明。"),
        ),
    };
    let now_ms = app.now().as_millisecond();
    let notice = |person: &store::Loaded<crate::person::PersonState>| {
        Write::PutNotice(Notice {
            person: person.subject.id.clone(),
            id: format!("meeting_item/{}/{event}#{seq}", item.id),
            subject: format!("meeting_item/{}", item.id),
            title: title.clone(),
            body: body.clone(),
            at_ms: now_ms,
            read_ms: None,
        })
    };
    Ok(concerned.take(PERSONS_MAX).map(notice).collect())
}
