//! What somebody's unit owes now, and the one thing each case needs next.

use super::ground::Ground;
use super::row::Row;
use super::view::OfferView;
use super::{Filer, held, reach, view};
use crate::district::unit_name;
use crate::duty::in_force;
use crate::{Actor, App, Result};
use casework::{Case, Effect, Offer, available};
use jiff::Timestamp;
use org::{Action, Resource};
use serde::Serialize;
use store::case::{CaseFilter, CaseSort, Mark};

/// Most cases looked at.
const ITEMS_MAX: usize = 200;

/// One thing to do.
#[derive(Debug, Clone, Serialize)]
pub struct WorkItem {
    /// The case.
    pub row: Row,
    /// What it needs next, in words of the type; empty where it waits for others.
    pub step: String,
    /// `own`, `help`, `whistle`, `approval`, `wait`.
    pub part: &'static str,
    /// By when.
    pub due: Option<Timestamp>,
    /// Past.
    pub late: bool,
    /// What the actor may do now, where that is asked for.
    pub offers: Vec<OfferView>,
}

/// A unit's work.
#[derive(Debug, Clone, Serialize)]
pub struct Worklist {
    /// Unit code.
    pub unit: String,
    /// Its name.
    pub unit_name: String,
    /// Needs something now, the first due first.
    pub now: Vec<WorkItem>,
    /// Waits for others.
    pub waiting: Vec<WorkItem>,
}

/// The worklist of the actor: three queries. At the centre the cases that wait for the actor's
/// roles, elsewhere all that concern the unit.
pub async fn worklist(app: &App, actor: &Actor) -> Result<Worklist> {
    read(app, actor, true).await
}

/// As [`worklist`], without what the actor may do.
pub async fn worklist_in_short(app: &App, actor: &Actor) -> Result<Worklist> {
    read(app, actor, false).await
}

async fn read(app: &App, actor: &Actor, offered: bool) -> Result<Worklist> {
    let own = actor.unit.as_str().to_owned();
    app.require(actor, Action::List, Resource::Case, &[&own])?;
    let ground = Ground::new(app, &Filer::Staff(actor))?;
    let centre = actor.unit == *ground.centre();
    let filter = CaseFilter {
        // What the centre owes concerns it.
        units: if centre { vec![] } else { vec![own.clone()] },
        owners: if centre { vec![own.clone()] } else { vec![] },
        owner_roles: if centre {
            actor.roles.iter().map(|r| r.code().to_owned()).collect()
        } else {
            vec![]
        },
        without: vec![Mark::Carried],
        open: Some(true),
        ..CaseFilter::default()
    };
    let page = app
        .store()
        .case_list(
            app.district(),
            &filter,
            CaseSort::Due,
            None,
            ITEMS_MAX.min(store::MAX_PAGE),
        )
        .await?;
    let cases = held::cases(app, &page.rows).await?;
    let duties = in_force(app, app.today()).await?;
    let profile = app.profile();
    let mut list = Worklist {
        unit_name: unit_name(&profile, &own),
        unit: own,
        now: vec![],
        waiting: vec![],
    };
    for row in &page.rows {
        let Some(case) = cases.get(&row.id) else {
            continue;
        };
        if !reach::may(app, actor, Action::View, case) {
            continue;
        }
        let row = Row::of(&profile, &duties, row, ground.now());
        let item = item(&ground, actor, case, row, offered);
        if item.part == "wait" {
            list.waiting.push(item);
        } else {
            list.now.push(item);
        }
    }
    list.now.sort_by_key(|i| i.due.unwrap_or(Timestamp::MAX));
    Ok(list)
}

fn item(ground: &Ground, actor: &Actor, case: &Case, row: Row, offered: bool) -> WorkItem {
    let found = available(case, &ground.context());
    let (step, part, due) = next(ground, actor, case, (&found, row.due));
    let kind = ground.kind_of(case).filter(|_| offered);
    let offers = kind.map_or_else(Vec::new, |kind| view::offered(kind, case, found));
    WorkItem {
        late: due.is_some_and(|due| ground.now() > due),
        row,
        step,
        part,
        due,
        offers,
    }
}

/// What is next, whose part it is and by when.
fn next(
    ground: &Ground,
    actor: &Actor,
    case: &Case,
    (offers, due): (&[Offer], Option<Timestamp>),
) -> (String, &'static str, Option<Timestamp>) {
    let called = case.whistles.iter().flat_map(|w| &w.called);
    let mut called = called.filter(|c| c.unit == actor.unit && c.arrived.is_none());
    if let Some(c) = called.next() {
        return ("到场报到".to_owned(), "whistle", Some(c.due));
    }
    if case.pending.is_some() && casework::may_approve(case, &ground.context()) {
        return ("审批".to_owned(), "approval", due);
    }
    let mut parts = case.co_handling.iter();
    if let Some(part) = parts.find(|p| p.unit == actor.unit && p.done.is_none()) {
        return (part.task.clone(), "help", Some(part.due));
    }
    let owns = case.owner.as_ref().is_some_and(|o| o.unit == actor.unit);
    if !owns || ground.kind_of(case).is_none() {
        return (String::new(), "wait", due);
    }
    // The way on, not the ways out.
    let on = offers.iter().find(|o| {
        let out = [
            Effect::Return,
            Effect::Void,
            Effect::Decline,
            Effect::Suspend,
        ];
        o.to.is_some() && !out.contains(&o.effect)
    });
    match on.or(offers.first()) {
        Some(offer) => (offer.name.clone(), "own", due),
        None => (String::new(), "wait", due),
    }
}
