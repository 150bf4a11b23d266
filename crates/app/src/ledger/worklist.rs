//! What a unit owes, and the one thing each item needs next.

use super::list::{Known, by_commitment};
use super::{NextStep, Row};
use crate::district::{due_soon_days, unit_name};
use crate::lights::LightState;
use crate::{Actor, App, Result, kinds};
use commitment::{Commitment, Kind, Record, RecordStatus, Supervision, SupervisionStatus};
use jiff::ToSpan;
use jiff::civil::Date;
use light::Colour;
use org::{Action, Resource};
use serde::Serialize;
use store::Loaded;
use store::{Filter, Sort};

/// Most commitments of one unit looked at.
const ITEMS_MAX: usize = 200;

/// One thing to do.
#[derive(Debug, Clone, Serialize)]
pub struct WorkItem {
    /// The commitment.
    pub row: Row,
    /// What to do.
    pub step: NextStep,
    /// By when.
    pub due: Option<Date>,
    /// The record or supervision item concerned.
    pub subject: Option<String>,
    /// True where the unit leads; false where it supports.
    pub leads: bool,
}

/// A unit's work.
#[derive(Debug, Clone, Serialize)]
pub struct Worklist {
    /// Unit code.
    pub unit: String,
    /// Unit name.
    pub unit_name: String,
    /// Needs something now, the most urgent first.
    pub now: Vec<WorkItem>,
    /// Goes as planned.
    pub later: Vec<WorkItem>,
    /// Done.
    pub done: Vec<Row>,
}

/// The worklist of the actor's unit: five queries.
pub async fn worklist(app: &App, actor: &Actor) -> Result<Worklist> {
    let unit = actor.unit.as_str().to_owned();
    app.require(actor, Action::List, Resource::Commitment, &[&unit])?;
    let filter = Filter {
        units: vec![unit.clone()],
        statuses: vec!["issued".into()],
        ..Default::default()
    };
    let page = app
        .store()
        .ledger_list(app.district(), &filter, Sort::Light, None, ITEMS_MAX)
        .await?;
    let ids: Vec<String> = page.rows.into_iter().map(|row| row.id).collect();
    let commitments: Vec<Loaded<Commitment>> = app
        .store()
        .load_many(app.district(), kinds::COMMITMENT, &ids)
        .await?;
    let lights: Vec<Loaded<LightState>> = app
        .store()
        .load_many(app.district(), kinds::LIGHT, &ids)
        .await?;
    let records: Vec<Loaded<Record>> = app.store().records_of_many(app.district(), &ids).await?;
    let known = Known {
        lights,
        records: by_commitment(records),
    };
    let supervised: Vec<Loaded<Supervision>> = app
        .store()
        .supervision_open_of_unit(app.district(), &unit)
        .await?;
    let today = app.today();
    let soon = today + due_soon_days(&app.profile(), today).days();
    let mut list = Worklist {
        unit_name: unit_name(&app.profile(), &unit),
        unit,
        now: vec![],
        later: vec![],
        done: vec![],
    };
    for c in commitments
        .iter()
        .filter(|c| c.state.kind != Kind::Principle)
    {
        let light = known.light(&app.profile(), &c.state, today);
        let light = light.as_ref();
        let row = Row::of(&app.profile(), c.seq, &c.state, light);
        let leads = c.state.lead.as_deref() == Some(list.unit.as_str());
        let item = |step, due, subject| WorkItem {
            row: row.clone(),
            step,
            due,
            subject,
            leads,
        };
        let asked = supervised.iter().find(|s| {
            s.state.commitment == c.state.id && s.state.status == SupervisionStatus::Open
        });
        let back = known
            .records
            .get(&c.state.id)
            .and_then(|all| returned(all, &list.unit));
        if let Some(asked) = asked {
            list.now.push(item(
                ANSWER,
                Some(asked.state.due),
                Some(asked.state.id.clone()),
            ));
        } else if let Some(back) = back {
            list.now.push(item(RESUBMIT, None, Some(back.id.clone())));
        } else if let Some(step) = row.next_step {
            let next = light.and_then(|l| l.light.next_due).or(c.state.deadline);
            let urgent = light
                .is_some_and(|l| matches!(l.light.colour, Colour::Red | Colour::Yellow))
                || next.is_some_and(|d| d <= soon);
            let to = if urgent {
                &mut list.now
            } else {
                &mut list.later
            };
            to.push(item(step, next, None));
        } else {
            list.done.push(row);
        }
    }
    list.now
        .sort_by_key(|i| (!i.leads, i.due.unwrap_or(Date::MAX), i.row.no));
    Ok(list)
}

/// A record of the unit that was sent back and has not been entered again.
fn returned<'a>(all: &'a [Record], unit: &str) -> Option<&'a Record> {
    let entered_again = |id: &str| all.iter().any(|r| r.resubmits.as_deref() == Some(id));
    all.iter().find(|r| {
        r.status == RecordStatus::Returned && r.claimed_by.unit == unit && !entered_again(&r.id)
    })
}

const ANSWER: NextStep = NextStep {
    code: "answer_supervision",
    zh: "回复督办：原因、措施、时限",
    en: "Answer the supervision item",
};
const RESUBMIT: NextStep = NextStep {
    code: "resubmit_returned",
    zh: "按退回理由补正后重新报送",
    en: "Mend the returned record and report again",
};
