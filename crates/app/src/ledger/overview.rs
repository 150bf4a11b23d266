//! What leaders ask first: what is red and why, what turned, what is due.

use super::list::rows;
use super::{Row, Tally, as_of};
use crate::district::{due_soon_days, leader_name, unit_name};
use crate::list::within;
use crate::report::{self, Marks};
use crate::{Actor, App, AsOf, Result};
use jiff::ToSpan;
use jiff::civil::Date;
use light::Colour;
use org::{Action, Resource};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use store::{Brief, Filter};

/// Most rows of one block of the overview; the rest is one click away in the ledger.
const BLOCK_MAX: usize = 20;
/// Days that count as since last week.
const WEEK_DAYS: i64 = 7;
/// Section labels that make a cut: part and chapter.
const CUT_LEVELS: usize = 2;

/// One slice of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cut {
    /// Value for the ledger's filter.
    pub key: String,
    /// Name.
    pub name: String,
    /// Its colours.
    pub tally: Tally,
}

/// A light that turned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turned {
    /// The colour before.
    pub from: Colour,
    /// The line.
    pub row: Row,
}

/// The overview.
#[derive(Debug, Clone, Serialize)]
pub struct Overview {
    /// The day it speaks of.
    pub day: Date,
    /// The past moment shown, if any.
    pub as_of: Option<AsOf>,
    /// All colours.
    pub tally: Tally,
    /// The red ones, those with the earliest deadline first.
    pub reds: Vec<Row>,
    /// What turned in the last seven days, the latest first.
    pub turned: Vec<Turned>,
    /// How many turned in all.
    pub turned_total: usize,
    /// Not done and due within the rule's days.
    pub due_soon: Vec<Row>,
    /// How many are due so.
    pub due_soon_total: usize,
    /// The days that count as soon.
    pub due_soon_days: i64,
    /// First day of `turned`.
    pub since: Date,
    /// By section of the report.
    pub by_section: Vec<Cut>,
    /// By lead unit.
    pub by_unit: Vec<Cut>,
    /// By overseeing leader.
    pub by_leader: Vec<Cut>,
    /// Records that wait for a verifier; counted for those who see the whole district.
    pub awaiting_verification: i64,
    /// Change requests that wait; counted for those who see the whole district.
    pub open_requests: i64,
    /// Supervision items not closed; counted for those who see the whole district.
    pub open_supervision: i64,
}

/// The overview of what the actor may see, now or as known at a past moment: five queries
/// for today, and one more where several reports are in force.
pub async fn overview(app: &App, actor: &Actor, asked: Option<AsOf>) -> Result<Overview> {
    let seen = Filter {
        statuses: vec!["issued".into()],
        within: within(app, actor, &[(Action::List, Resource::Commitment)])?,
        ..Default::default()
    };
    match AsOf::past(asked, app)? {
        Some(then) => past(app, then, &seen).await,
        None => now(app, &seen).await,
    }
}

async fn now(app: &App, seen: &Filter) -> Result<Overview> {
    let today = app.today();
    let briefs = judged(app.store().ledger_brief(app.district(), seen).await?);
    let mut chosen = Chosen::of(&briefs, today, due_soon_days(&app.profile(), today));
    let ids = chosen.ids();
    let several = briefs.iter().any(|b| b.report != briefs[0].report);
    let marks = match several {
        true => report::marks(app).await?,
        false => Marks::default(),
    };
    let rows: HashMap<String, Row> = rows(app, &ids, &marks)
        .await?
        .into_iter()
        .map(|r| (r.id.clone(), r))
        .collect();
    chosen.turned.retain(|id| {
        rows.get(id)
            .is_some_and(|r| r.light.as_ref().is_some_and(|l| l.previous.is_some()))
    });
    let mut overview = told(app, today, &briefs, &chosen, &rows);
    if seen.within.is_empty() {
        let open = app.store().open_counts(app.district()).await?;
        overview.awaiting_verification = open.records_claimed;
        overview.open_requests = open.requests_open;
        overview.open_supervision = open.supervision_open;
    }
    Ok(overview)
}

async fn past(app: &App, then: AsOf, seen: &Filter) -> Result<Overview> {
    let (profile, day) = (app.profile(), then.day());
    let mut known = as_of::all(app, then).await?;
    known.retain(|(c, light)| as_of::matches(seen, &c.state, light.as_ref()));
    let briefs = judged(
        known
            .iter()
            .map(|(c, light)| as_of::brief(&c.state, light.as_ref()))
            .collect(),
    );
    let mut chosen = Chosen::of(&briefs, day, due_soon_days(&profile, day));
    let marks = report::marks(app).await?;
    let rows: HashMap<String, Row> = known
        .iter()
        .map(|(c, light)| {
            let row = Row {
                report: marks.mark(&c.state.report),
                ..Row::of(&profile, c.seq, &c.state, light.as_ref())
            };
            (c.subject.id.clone(), row)
        })
        .collect();
    chosen.turned.retain(|id| {
        rows.get(id)
            .is_some_and(|r| r.light.as_ref().is_some_and(|l| l.previous.is_some()))
    });
    Ok(Overview {
        as_of: Some(then),
        ..told(app, day, &briefs, &chosen, &rows)
    })
}

/// Stances are not judged and count nowhere.
fn judged(briefs: Vec<Brief>) -> Vec<Brief> {
    briefs
        .into_iter()
        .filter(|b| b.kind != "principle")
        .collect()
}

/// Which commitments the blocks show.
struct Chosen {
    since: Date,
    soon: i64,
    reds: Vec<String>,
    turned: Vec<String>,
    due: Vec<String>,
}

impl Chosen {
    fn of(briefs: &[Brief], day: Date, soon: i64) -> Self {
        let since = day - WEEK_DAYS.days();
        let (from, first, last) = (
            since.to_string(),
            day.to_string(),
            (day + soon.days()).to_string(),
        );
        let mut reds: Vec<&Brief> = briefs
            .iter()
            .filter(|b| b.colour.as_deref() == Some("red"))
            .collect();
        let mut turned: Vec<&Brief> = briefs
            .iter()
            .filter(|b| b.since_day.as_ref().is_some_and(|d| *d > from))
            .collect();
        let is_due = |b: &&Brief| {
            !b.done
                && b.deadline
                    .as_ref()
                    .is_some_and(|d| *d >= first && *d <= last)
        };
        let mut due: Vec<&Brief> = briefs.iter().filter(is_due).collect();
        reds.sort_by_key(|b| (b.deadline.clone(), b.no));
        turned.sort_by_key(|b| (std::cmp::Reverse(b.since_day.clone()), b.no));
        due.sort_by_key(|b| (b.deadline.clone(), b.no));
        let ids = |some: Vec<&Brief>| some.into_iter().map(|b| b.id.clone()).collect();
        Self {
            since,
            soon,
            reds: ids(reds),
            turned: ids(turned),
            due: ids(due),
        }
    }

    /// What must be loaded to show them; enough of the turned ones to fill the block.
    fn ids(&self) -> Vec<String> {
        let blocks = [
            self.reds.iter().take(BLOCK_MAX),
            self.turned.iter().take(500),
            self.due.iter().take(BLOCK_MAX),
        ];
        let mut ids: Vec<String> = blocks.into_iter().flatten().cloned().collect();
        ids.sort();
        ids.dedup();
        ids
    }
}

fn told(
    app: &App,
    day: Date,
    briefs: &[Brief],
    chosen: &Chosen,
    rows: &HashMap<String, Row>,
) -> Overview {
    let profile = app.profile();
    let block = |ids: &[String]| {
        ids.iter()
            .take(BLOCK_MAX)
            .filter_map(|id| rows.get(id).cloned())
            .collect::<Vec<_>>()
    };
    let turned = |row: Row| {
        Some(Turned {
            from: row.light.as_ref()?.previous?,
            row,
        })
    };
    let mut tally = Tally::default();
    briefs.iter().for_each(|b| tally.add(colour(b), b.done));
    Overview {
        day,
        as_of: None,
        tally,
        reds: block(&chosen.reds),
        turned: block(&chosen.turned)
            .into_iter()
            .filter_map(turned)
            .collect(),
        turned_total: chosen.turned.len(),
        due_soon: block(&chosen.due),
        due_soon_total: chosen.due.len(),
        due_soon_days: chosen.soon,
        since: chosen.since,
        by_section: sections(briefs),
        by_unit: cuts(briefs, |b| b.lead.clone(), |code| unit_name(&profile, code)),
        by_leader: cuts(briefs, |b| b.leader.clone(), |id| leader_name(&profile, id)),
        awaiting_verification: 0,
        open_requests: 0,
        open_supervision: 0,
    }
}

fn colour(b: &Brief) -> Option<Colour> {
    b.colour.as_deref().and_then(Colour::from_code)
}

/// In the order of the report; a section counts everything below it, as the ledger's filter does.
fn sections(briefs: &[Brief]) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = vec![];
    for b in briefs {
        let labels: Vec<&str> = b.section_key.split('/').take(CUT_LEVELS).collect();
        for level in 1..=labels.len() {
            let key = labels[..level].join("/");
            let at = cuts.iter().position(|c| c.key == key).unwrap_or_else(|| {
                cuts.push(Cut {
                    key,
                    name: labels[level - 1].to_owned(),
                    tally: Tally::default(),
                });
                cuts.len() - 1
            });
            cuts[at].tally.add(colour(b), b.done);
        }
    }
    cuts
}

/// The worst first.
fn cuts(
    briefs: &[Brief],
    key: impl Fn(&Brief) -> Option<String>,
    name: impl Fn(&str) -> String,
) -> Vec<Cut> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for b in briefs {
        if let Some(key) = key(b) {
            tallies.entry(key).or_default().add(colour(b), b.done);
        }
    }
    let mut cuts: Vec<Cut> = tallies
        .into_iter()
        .map(|(key, tally)| Cut {
            name: name(&key),
            key,
            tally,
        })
        .collect();
    cuts.sort_by_key(|c| (-c.tally.red, -c.tally.yellow, -c.tally.total));
    cuts
}
