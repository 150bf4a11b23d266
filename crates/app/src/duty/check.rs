//! May a matter be dispatched so, and to whom else could it go?

use super::view::{self, EntryView, Named};
use crate::district::unit_name;
use crate::{Actor, App, AppError, Result};
use duty::{Dispatch, MatterCode};
use jiff::civil::Date;
use org::{Action, OfficialCode, Resource, UnitCode};
use serde::Serialize;

/// A unit that a matter could go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProposalView {
    /// The unit.
    pub unit: Named,
    /// 1 for the best.
    pub rank: usize,
    /// Why, the weightiest first.
    pub reasons_zh: Vec<String>,
    /// The same in English.
    pub reasons_en: Vec<String>,
}

/// The answer of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DispatchCheck {
    /// False where the list forbids it.
    pub allowed: bool,
    /// `core`, `unlisted`, or the reason it is forbidden.
    pub code: &'static str,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// The entry that says so.
    pub entry: Option<EntryView>,
    /// Units it could go to, by the list and the place alone.
    pub proposals: Vec<ProposalView>,
}

/// Asks the list about a dispatch at an area (official code) on a day.
pub async fn check(
    app: &App,
    actor: &Actor,
    matter: &str,
    unit: &str,
    area: Option<&str>,
    day: Option<Date>,
) -> Result<DispatchCheck> {
    app.require(actor, Action::View, Resource::DutyList, &[])?;
    let missing = || AppError::not_found("这个事项", "matter");
    let matter = MatterCode::parse(matter).map_err(|_| missing())?;
    let unknown = |_| AppError::field("unit", "unit.unknown", "没有这个单位", "No such unit");
    let unit = UnitCode::parse(unit).map_err(unknown)?;
    let wrong =
        |e: org::CodeError| AppError::field("area", "duty.place", e.to_string(), "No such place");
    let area = area.map(OfficialCode::parse).transpose().map_err(wrong)?;
    let list = super::in_force(app, day.unwrap_or_else(|| app.today())).await?;
    list.matter(&matter).ok_or_else(missing)?;
    let profile = app.profile();
    let seen = |entry| Some(view::entry(&profile, list.list(), entry, list.day()));
    let (allowed, code, zh, en, entry) = match list.check_dispatch(&unit, &matter, area.as_ref()) {
        Ok(Dispatch::Core(entry)) => {
            let zh = format!("清单条目{}：主责", entry.id);
            let en = format!("Entry {}: owns the matter", entry.id);
            (true, "core", zh, en, seen(entry))
        }
        Ok(Dispatch::Unlisted) => {
            let zh = "清单没有写明该单位与此事项的关系，派遣须说明理由";
            let en = "The list says nothing about this unit; a reason is needed";
            (true, "unlisted", zh.to_owned(), en.to_owned(), None)
        }
        Err(blocked) => {
            let (zh, en) = (blocked.zh(list.list()), blocked.en(list.list()));
            (false, blocked.reason.code(), zh, en, seen(blocked.entry))
        }
    };
    let proposals = list.propose(&matter, area.as_ref(), &[]).into_iter();
    let named = proposals.map(|p| ProposalView {
        unit: Named {
            name: unit_name(&profile, p.unit.as_str()),
            code: p.unit.to_string(),
        },
        rank: p.rank,
        reasons_zh: p.reasons.iter().map(duty::Reason::zh).collect(),
        reasons_en: p.reasons.iter().map(duty::Reason::en).collect(),
    });
    Ok(DispatchCheck {
        allowed,
        code,
        zh,
        en,
        entry,
        proposals: named.collect(),
    })
}
