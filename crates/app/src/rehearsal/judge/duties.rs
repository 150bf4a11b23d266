//! A draft of the duty list: to whom would each case have gone?

use super::super::facts::Past;
use super::super::row::{Row, Verdict};
use super::unjudged;
use crate::case::area_of;
use crate::{App, Result};
use casework::Case;
use duty::rehearse::{Draft, Goes, Rehearsed, compare, with_draft};
use duty::{DutyList, MatterCode};
use jiff::civil::Date;
use profile::Profile;
use std::sync::Arc;

pub(in super::super) struct Duties {
    list: crate::duty::InForce,
    draft: DutyList,
    profile: Arc<Profile>,
}

impl Duties {
    pub async fn of(app: &App, after: &Draft, on: Date) -> Result<Self> {
        let list = crate::duty::in_force(app, on).await?;
        let draft = with_draft(list.list(), after, on);
        Ok(Self {
            list,
            draft,
            profile: app.profile(),
        })
    }

    pub fn judge(&self, case: &Case, past: &Past) -> Verdict {
        let (matter, place) = match past.at_dispatch() {
            Some(then) => (then.matter.as_deref(), then.place.as_ref()),
            // Declined or void before anybody was sent.
            None if case.is_ended() => return Verdict::NotConcerned,
            None => (case.matter.as_deref(), case.place.as_ref()),
        };
        let Some(matter) = matter.and_then(|code| MatterCode::parse(code).ok()) else {
            let zh = "派遣时没有事项，无从按清单判断";
            return unjudged("matter_missing", zh, "It had no matter when dispatched");
        };
        let area = place.and_then(|place| area_of(&self.profile, place));
        let sent = case.dispatches.first().map(|sent| &sent.unit);
        let lists = (self.list.list(), &self.draft);
        match compare(lists, self.list.day(), &matter, area.as_ref(), sent) {
            Rehearsed::Same => Verdict::Same,
            Rehearsed::Unknown("matter_unknown") => unjudged(
                "matter_unknown",
                &format!("事项 {matter} 不在现行目录中"),
                &format!("Matter {matter} is not in the catalogue in force"),
            ),
            Rehearsed::Unknown(_) => unjudged(
                "place_missing",
                "没有所在的街道或社区，而清单按地点分派该事项",
                "It has no subdistrict or community, and the list goes by the place",
            ),
            Rehearsed::Differs { old, new, how } => {
                let (zh, en) = words(how, &old, &new);
                let code = |goes: &Goes| goes.unit.as_ref().map(ToString::to_string);
                let actual = sent.map(ToString::to_string).unwrap_or_default();
                let old = code(&old).unwrap_or_default();
                Verdict::Differs(vec![Row {
                    what: "unit",
                    about: how.to_owned(),
                    unit: if old.is_empty() {
                        actual.clone()
                    } else {
                        old.clone()
                    },
                    new: code(&new).unwrap_or_default(),
                    old,
                    actual,
                    zh,
                    en,
                    ..Row::default()
                }])
            }
        }
    }
}

fn words(how: &str, old: &Goes, new: &Goes) -> (String, String) {
    let entry = |goes: &Goes| goes.entry.clone();
    match how {
        "blocked" => (
            "草案不再允许当时的派遣".to_owned(),
            "The draft forbids the dispatch that was made".to_owned(),
        ),
        "freed" => (
            "草案允许当时的派遣，现行清单不允许".to_owned(),
            "The draft allows the dispatch that was made; the list forbids it".to_owned(),
        ),
        _ => {
            let zh = |goes: &Goes| {
                entry(goes).map_or_else(|| "无主责条目".to_owned(), |id| format!("条目{id}"))
            };
            let en = |goes: &Goes| {
                entry(goes).map_or_else(|| "no owner listed".to_owned(), |id| format!("entry {id}"))
            };
            (
                format!("现行{} → 草案{}", zh(old), zh(new)),
                format!("In force: {}; draft: {}", en(old), en(new)),
            )
        }
    }
}
