//! Rehearsals as people see them: a list, and one with its draft, its figures and what may be done with it.

use super::open::load;
use super::publish::{earliest, right};
use super::state::{Counts, Draft, End, Kind, Rehearsal};
use super::{base, draft, run};
use crate::district::unit_name;
use crate::person::names_of;
use crate::{Actor, App, Result, kinds};
use duty::sheet::differences;
use jiff::Timestamp;
use jiff::civil::Date;
use org::{Action, Resource};
use serde::Serialize;
use std::collections::BTreeSet;
use store::{JobState, Loaded};

/// Rehearsals shown: the newest.
const LISTED_MAX: i64 = 500;
/// Lines of a draft of the duty list that are shown.
const LINES_MAX: usize = 200;
/// How a rehearsal may stand.
pub const STANDINGS: [&str; 6] = [
    "waiting",
    "running",
    "failed",
    "ready",
    "published",
    "dropped",
];

/// A rehearsal in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Id.
    pub id: String,
    /// In a line.
    pub title: String,
    /// What the draft is of.
    pub kind: Kind,
    /// `open` while nobody has decided, `published`, `dropped`.
    pub standing: &'static str,
    /// Months looked back.
    pub months: u32,
    /// Who drafted it.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// Cases that would change, once it has run.
    pub changed: Option<u64>,
    /// Cases that could not be judged.
    pub unjudged: Option<u64>,
    /// Cases looked at.
    pub looked: Option<u64>,
}

/// What would change for a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitLine {
    /// Code.
    pub unit: String,
    /// Name.
    pub name: String,
    /// Cases that would go elsewhere.
    pub away: u64,
    /// Cases that would come.
    pub toward: u64,
    /// Deadlines that move.
    pub deadline: u64,
    /// Lights that change.
    pub light: u64,
}

/// One line of a draft beside the rule in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DraftLine {
    /// What it is about: an entry of the duty list, a setting.
    pub about: String,
    /// Which field, by its heading or code.
    pub field: String,
    /// In force.
    pub old: String,
    /// In the draft.
    pub new: String,
}

/// The time looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Looked {
    /// The first day.
    pub from: Date,
    /// The last.
    pub until: Date,
    /// When it was done.
    pub ended_at: Option<Timestamp>,
    /// Looked at so far.
    pub done: u64,
    /// In all; 0 where unknown.
    pub total: u64,
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ended {
    /// When it was decided.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
    /// The first day, where it was published.
    pub from: Option<Date>,
    /// It holds, or will by itself on its day; false while it waits to be put in force.
    pub done: bool,
}

/// One rehearsal.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// Id.
    pub id: String,
    /// Version for the next change.
    pub version: i64,
    /// In a line.
    pub title: String,
    /// What the draft is of.
    pub kind: Kind,
    /// One of [`STANDINGS`].
    pub standing: &'static str,
    /// Months looked back.
    pub months: u32,
    /// Who drafted it.
    pub author: String,
    /// When.
    pub at: Timestamp,
    /// The time looked at, once it began.
    pub looked: Option<Looked>,
    /// What was found so far.
    pub counts: Counts,
    /// By unit, those with most changes first.
    pub units: Vec<UnitLine>,
    /// The draft beside the rule in force when it was drafted, at most 200 lines.
    pub lines: Vec<DraftLine>,
    /// The draft as text, for clocks, light rules and notices.
    pub text: Option<String>,
    /// Why it could not be run or put in force.
    pub error: Option<String>,
    /// The rule in force changed since it was rehearsed.
    pub moved: bool,
    /// The first day for which it may be published.
    pub earliest: Date,
    /// How it ended.
    pub ended: Option<Ended>,
    /// `again`, `publish`, `drop`, `export`.
    pub may: Vec<&'static str>,
}

/// Rehearsals, the newest first, at most 500: two queries. Errors: `auth.forbidden`.
pub async fn list(app: &App, actor: &Actor, kind: Option<Kind>) -> Result<Vec<Listed>> {
    app.require(actor, Action::List, Resource::Rehearsal, &[])?;
    let (store, here) = (app.store(), app.district());
    let all: Vec<Loaded<Rehearsal>> = store.all_of(here, kinds::REHEARSAL, LISTED_MAX).await?;
    let mut all: Vec<Rehearsal> = all.into_iter().map(|it| it.state).collect();
    all.retain(|it| kind.is_none_or(|kind| it.draft.kind() == kind));
    all.sort_by(|a, b| (b.at, &b.id).cmp(&(a.at, &a.id)));
    let people: BTreeSet<&str> = all.iter().map(|it| it.author.as_str()).collect();
    let names = names_of(app, &people).await?;
    let counted = |it: &Rehearsal, of: fn(&Counts) -> u64| it.run.as_ref().map(|r| of(&r.counts));
    let listed = all.iter().map(|it| Listed {
        id: it.id.clone(),
        title: it.title.clone(),
        kind: it.draft.kind(),
        standing: match &it.end {
            None => "open",
            Some(End::Published { .. }) => "published",
            Some(End::Dropped { .. }) => "dropped",
        },
        months: it.months,
        author: names.get(&it.author).unwrap_or(&it.author).clone(),
        at: it.at,
        changed: counted(it, |counts| counts.changed),
        unjudged: counted(it, |counts| counts.unjudged),
        looked: counted(it, |counts| counts.looked),
    });
    Ok(listed.collect())
}

/// One rehearsal: at most five queries. Errors: `auth.forbidden`, `not_found`.
pub async fn show(app: &App, actor: &Actor, id: &str) -> Result<Found> {
    app.require(actor, Action::View, Resource::Rehearsal, &[])?;
    let loaded = load(app, id).await?;
    let it = &loaded.state;
    let waits = it.end.as_ref().is_some_and(|end| !end.done());
    let job = match waits {
        true => format!("apply-{}", it.id),
        false => it.job.clone(),
    };
    let job = app.store().job(app.district(), &job).await?;
    let begun = job
        .as_ref()
        .filter(|_| it.run.is_none())
        .and_then(run::progress);
    let (by, end) = match &it.end {
        Some(End::Published { by, .. } | End::Dropped { by, .. }) => (by.as_str(), true),
        None => (it.author.as_str(), false),
    };
    let names = names_of(app, &[it.author.as_str(), by].into()).await?;
    let name = |person: &str| names.get(person).map_or(person, String::as_str).to_owned();
    let counts = match (&it.run, &begun) {
        (Some(run), _) => run.counts.clone(),
        (None, Some(at)) => at.counts.clone(),
        (None, None) => Counts::default(),
    };
    let lines = lines(app, it).await?;
    Ok(Found {
        id: it.id.clone(),
        version: loaded.seq,
        title: it.title.clone(),
        kind: it.draft.kind(),
        standing: standing(it, job.as_ref()),
        months: it.months,
        author: name(&it.author),
        at: it.at,
        looked: looked(it, begun.as_ref()),
        units: units(app, &counts),
        lines,
        text: match &it.draft {
            Draft::Clocks { text, .. }
            | Draft::LightRules { text }
            | Draft::Notice { text, .. } => Some(text.clone()),
            Draft::DutyList { .. } | Draft::Dispatch { .. } => None,
        },
        error: job
            .filter(|job| job.status == "failed")
            .and_then(|job| job.error),
        moved: !end && it.run.is_some() && base::base(app, &it.draft).await? != it.base,
        earliest: earliest(app, it.draft.kind()),
        ended: ended(it, &name),
        may: may(app, actor, it),
        counts,
    })
}

fn standing(it: &Rehearsal, job: Option<&JobState>) -> &'static str {
    match (&it.end, &it.run, job.map(|job| job.status.as_str())) {
        (Some(End::Published { .. }), _, _) => "published",
        (Some(End::Dropped { .. }), _, _) => "dropped",
        (None, Some(_), _) => "ready",
        (None, None, Some("failed")) => "failed",
        (None, None, _) if job.is_some_and(|job| job.progress.is_some()) => "running",
        _ => "waiting",
    }
}

fn looked(it: &Rehearsal, begun: Option<&run::Progress>) -> Option<Looked> {
    let ran = it.run.as_ref().map(|run| Looked {
        from: run.from,
        until: run.until,
        ended_at: Some(run.ended_at),
        done: run.counts.looked,
        total: run.counts.looked,
    });
    ran.or(begun.map(|at| Looked {
        from: at.from,
        until: at.until,
        ended_at: None,
        done: at.counts.looked,
        total: at.total,
    }))
}

fn ended(it: &Rehearsal, name: &dyn Fn(&str) -> String) -> Option<Ended> {
    let done = it.end.as_ref()?.done();
    Some(match it.end.as_ref()? {
        End::Published {
            at,
            by,
            from,
            reason,
            ..
        } => Ended {
            at: *at,
            by: name(by),
            reason: reason.clone(),
            from: Some(*from),
            done,
        },
        End::Dropped { at, by, reason } => Ended {
            at: *at,
            by: name(by),
            reason: reason.clone(),
            from: None,
            done,
        },
    })
}

fn may(app: &App, actor: &Actor, it: &Rehearsal) -> Vec<&'static str> {
    let on = |action| app.may(actor, action, Resource::Rehearsal, &[]);
    let (action, resource) = right(it.draft.kind());
    let (open, ran) = (it.end.is_none(), it.run.is_some());
    let publishes = on(Action::Issue) && app.may(actor, action, resource, &[]);
    let rights = [
        ("again", open && on(Action::Create)),
        (
            "publish",
            open && ran && publishes && it.author != actor.person,
        ),
        ("drop", open && on(Action::Drop)),
        ("export", on(Action::Export)),
    ];
    let held = rights.into_iter().filter(|(_, may)| *may);
    held.map(|(code, _)| code).collect()
}

fn units(app: &App, counts: &Counts) -> Vec<UnitLine> {
    let profile = app.profile();
    let line = |(unit, of): (&String, &super::UnitCounts)| UnitLine {
        name: unit_name(&profile, unit),
        unit: unit.clone(),
        away: of.away,
        toward: of.toward,
        deadline: of.deadline,
        light: of.light,
    };
    let mut units: Vec<UnitLine> = counts.by_unit.iter().map(line).collect();
    let weight = |it: &UnitLine| it.away + it.toward + it.deadline + it.light;
    units.sort_by(|a, b| (weight(b), &a.unit).cmp(&(weight(a), &b.unit)));
    units
}

async fn lines(app: &App, it: &Rehearsal) -> Result<Vec<DraftLine>> {
    let mut lines = vec![];
    match &it.draft {
        Draft::DutyList { after, .. } => {
            let read = crate::duty::current(app).await?;
            for entry in after.values().flatten() {
                let old = read
                    .list
                    .all_of(&entry.matter)
                    .iter()
                    .find(|e| e.id == entry.id);
                if old == Some(entry) {
                    continue;
                }
                let fields = differences(&read.list, old, entry).into_iter();
                lines.extend(fields.map(|field| DraftLine {
                    about: format!("{} {}", entry.matter, entry.id),
                    field: field.column.to_owned(),
                    old: field.before,
                    new: field.after,
                }));
            }
        }
        Draft::Dispatch {
            threshold,
            automatic,
        } => {
            let now = crate::learning::in_force(app).await?;
            let own = |threshold: Option<u32>| match threshold {
                Some(share) => format!("{}.{}%", share / 10, share % 10),
                None => "模型自定".to_owned(),
            };
            let chosen = now.head.as_ref().and_then(|head| head.state.threshold);
            let said = |on: bool| if on { "开" } else { "关" }.to_owned();
            lines.push(DraftLine {
                about: String::new(),
                field: "阈值".to_owned(),
                old: own(chosen),
                new: own(*threshold),
            });
            lines.push(DraftLine {
                about: String::new(),
                field: "自动派遣".to_owned(),
                old: said(now.automatic()),
                new: said(*automatic),
            });
        }
        Draft::Clocks { .. } | Draft::LightRules { .. } | Draft::Notice { .. } => {}
    }
    lines.truncate(LINES_MAX);
    Ok(lines)
}

/// What a draft may begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Beginning {
    /// Of which rule.
    pub kind: Kind,
    /// Name of the case type; empty for other rules.
    pub name: String,
    /// The present rule as text, with the number of its next version where the draft says one.
    pub text: String,
}

/// The present rules as texts that a draft may be edited from. Errors: `auth.forbidden`.
pub fn beginnings(app: &App, actor: &Actor) -> Result<Vec<Beginning>> {
    app.require(actor, Action::Create, Resource::Rehearsal, &[])?;
    let found = draft::beginnings(app).into_iter();
    let found = found.map(|(kind, name, text)| Beginning { kind, name, text });
    Ok(found.collect())
}
