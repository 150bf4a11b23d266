//! The step right behind intake: new cases find their incident, and those of an incident follow what is
//! done to the one that leads it. The journal is the queue, so that intake writes nothing more and
//! nothing is lost when the process ends; where it came to is kept in the store, with the cases that
//! people were changing just then, which have their turn again.

use super::cursor;
use super::near::{self, Surroundings};
use super::state::{Cluster, Membership, Present};
use crate::case::{carried, level, several};
use crate::change_of::{changed, made};
use crate::{App, Result, ids, kinds};
use casework::Case;
use cluster::{Link, Placement, assign};
use jiff::SignedDuration;
use std::collections::BTreeSet;
use store::{Change, Happened, Loaded};

/// Tries of one case that others change at the same time.
const TRIES_MAX: usize = 5;
/// What is never followed: changes that come from here, and words.
const OWN: [&str; 6] = [
    "case.carried",
    "case.released",
    "case.follow",
    "case.note",
    "case.add_info",
    "case.join",
];
/// Changes of an incident after which its cases may be behind.
const BY_PEOPLE: [&str; 3] = ["cluster.add", "cluster.restore", "cluster.take_out"];

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Worked {
    /// Entries of the journal read.
    pub read: usize,
    /// New cases that belong to an incident.
    pub joined: usize,
    /// Acts that carried cases followed.
    pub followed: usize,
}

/// Reads the journal to its end: each new case is placed, each act on a leading case followed. A case that
/// others change at the same time is tried again here and, if that does not do, in the next runs.
pub async fn work(app: &App) -> Result<Worked> {
    let mut worked = Worked::default();
    if app.profile().district.casework.is_none() {
        return Ok(worked);
    }
    let mut at = cursor::read(app).await?;
    if !at.again.is_empty() {
        for waiting in std::mem::take(&mut at.again) {
            let done = attend(app, &waiting.case, &mut worked).await;
            at.keep(waiting, done);
        }
        cursor::write(app, &at).await?;
    }
    while !at.is_full() {
        let (store, district) = (app.store(), app.district());
        let found = store.happened_after(district, at.pos).await?;
        let Some(last) = found.last().map(|one| one.pos) else {
            break;
        };
        worked.read += found.len();
        let cases = found.iter().filter(|one| one.kind == kinds::CASE);
        let (mut new, mut touched) = (vec![], changed_leads(app, &found).await?);
        for one in cases {
            match one.action.as_str() {
                "case.open" => new.push(one.id.clone()),
                own if OWN.contains(&own) => {}
                _ => {
                    touched.insert(one.id.clone());
                }
            }
        }
        for id in new {
            let done = Box::pin(place(app, &id, &mut worked)).await;
            at.noted(&id, done);
        }
        for id in touched {
            let done = Box::pin(follow_led(app, &id, &mut worked)).await;
            at.noted(&id, done);
        }
        at.pos = last;
        cursor::write(app, &at).await?;
    }
    Ok(worked)
}

/// The leading cases of incidents that people changed.
async fn changed_leads(app: &App, found: &[Happened]) -> Result<BTreeSet<String>> {
    let clusters = found.iter().filter(|one| one.kind == kinds::CLUSTER);
    let clusters = clusters.filter(|one| BY_PEOPLE.contains(&one.action.as_str()));
    let ids: BTreeSet<String> = clusters.map(|one| one.id.clone()).collect();
    let ids: Vec<String> = ids.into_iter().collect();
    let (store, district) = (app.store(), app.district());
    let clusters: Vec<Loaded<Cluster>> = store.load_many(district, kinds::CLUSTER, &ids).await?;
    Ok(clusters.into_iter().map(|it| it.state.leading).collect())
}

/// A case that waits: it finds its incident, or those that follow it come level.
async fn attend(app: &App, id: &str, worked: &mut Worked) -> Result<()> {
    place(app, id, worked).await?;
    follow_led(app, id, worked).await
}

async fn follow_led(app: &App, id: &str, worked: &mut Worked) -> Result<()> {
    if let Some(cluster) = app.store().cluster_led_by(app.district(), id).await? {
        worked.followed += follow(app, &cluster).await?;
    }
    Ok(())
}

/// Finds the incident of one case. Errors: `conflict.changed` where others changed it each time.
async fn place(app: &App, id: &str, worked: &mut Worked) -> Result<()> {
    for left in (0..TRIES_MAX).rev() {
        match Box::pin(once(app, id)).await {
            Err(error) if error.current_version().is_some() && left > 0 => {}
            Err(error) => return Err(error),
            Ok(None) => return Ok(()),
            Ok(Some(cluster)) => {
                worked.joined += 1;
                return follow(app, &cluster).await.map(|_| ());
            }
        }
    }
    Ok(())
}

async fn once(app: &App, id: &str) -> Result<Option<String>> {
    let rules = app.profile().district.clusters;
    let Some(case) = several(app, &[id.to_owned()]).await?.pop() else {
        return Ok(None);
    };
    let hours = SignedDuration::from_hours(i64::from(rules.hours));
    let old = case.state.reported_at < app.now().checked_sub(hours).unwrap_or(app.now());
    if old || case.state.is_ended() {
        return Ok(None);
    }
    let Some(new) = near::report(app, &case.state, vec![]) else {
        return Ok(None);
    };
    let around = near::around(app, &new, &rules).await?;
    let reports = around.reports(app);
    let Some(new) = reports.iter().find(|report| report.id == id) else {
        return Ok(None);
    };
    match assign(new, &reports, &rules) {
        Placement::Alone => Ok(None),
        Placement::Joins {
            group,
            because,
            with,
        } => {
            let mut joining = vec![(id.to_owned(), because)];
            joining.extend(with);
            join(app, &around, &group, joining).await?;
            Ok(Some(group))
        }
        Placement::Forms { with } => form(app, &around, id, with).await.map(Some),
    }
}

async fn join(
    app: &App,
    around: &Surroundings,
    group: &str,
    joining: Vec<(String, Link)>,
) -> Result<()> {
    let cluster = around.clusters.get(group);
    let lead = cluster.and_then(|it| around.cases.get(&it.state.leading));
    let (Some(cluster), Some(lead)) = (cluster, lead) else {
        return Ok(());
    };
    let mut changes = vec![];
    for (id, because) in joining {
        changes.extend(joins(app, around, group, &lead.state, &id, Some(because))?);
    }
    let expects = vec![(cluster.subject.clone(), cluster.seq)];
    app.append_with(&app.system(), changes, expects, vec![])
        .await?;
    Ok(())
}

/// A new incident; the first that was reported leads it.
async fn form(
    app: &App,
    around: &Surroundings,
    new: &str,
    with: Vec<(String, Link)>,
) -> Result<String> {
    let mut all: Vec<&Loaded<Case>> = with
        .iter()
        .filter_map(|(id, _)| around.cases.get(id))
        .collect();
    all.extend(around.cases.get(new));
    all.sort_by_key(|case| (case.state.reported_at, &case.state.number));
    let Some(lead) = all.first().map(|case| &case.state) else {
        return Ok(String::new());
    };
    let day = app.today().strftime("JL%Y%m%d").to_string();
    let taken = app
        .store()
        .take_case_numbers(app.district(), &day, 1)
        .await?;
    let cluster = Cluster {
        id: ids::new_id(),
        number: format!("{day}{taken:05}"),
        leading: lead.id.clone(),
        formed_at: app.now(),
        bulletins: vec![],
        left: vec![],
        dissolved: None,
    };
    let mut changes = vec![made(kinds::CLUSTER, &cluster.id, "cluster.form", &cluster)];
    let first = with.first().map(|(_, link)| link.clone());
    for case in &all {
        let own = with.iter().find(|(id, _)| *id == case.state.id);
        let because = own.map(|(_, link)| link.clone()).or_else(|| {
            let with = with.first().map(|(id, _)| id.clone())?;
            first.clone().map(|link| Link { with, ..link })
        });
        changes.extend(joins(
            app,
            around,
            &cluster.id,
            lead,
            &case.state.id,
            because,
        )?);
    }
    app.append(&app.system(), changes).await?;
    Ok(cluster.id)
}

/// The changes by which a case belongs to an incident and follows its leading case.
fn joins(
    app: &App,
    around: &Surroundings,
    cluster: &str,
    lead: &Case,
    id: &str,
    because: Option<Link>,
) -> Result<Vec<Change>> {
    let present = Present {
        cluster: cluster.to_owned(),
        at: app.now(),
        by: app.system().person,
        because,
        reason: None,
    };
    let mut changes = vec![member(
        around.members.get(id),
        id,
        "cluster.join",
        None,
        |it| it.joined(present),
    )];
    if let Some(case) = around.cases.get(id) {
        changes.extend(carried(app, lead, case, cluster)?);
    }
    Ok(changes)
}

/// The change of where a case belongs.
pub(super) fn member(
    known: Option<&Loaded<Membership>>,
    id: &str,
    action: &str,
    reason: Option<&str>,
    next: impl FnOnce(&Membership) -> Membership,
) -> Change {
    match known {
        Some(known) => changed(known, action, reason, &next(&known.state)),
        None => made(
            kinds::CLUSTER_MEMBER,
            id,
            action,
            &next(&Membership::of(id)),
        ),
    }
}

/// Brings all carried cases of an incident level with the one that leads it; how many acts they followed.
/// Errors: `conflict.changed` where others changed one of them each time; the rest has followed.
pub(super) async fn follow(app: &App, cluster: &str) -> Result<usize> {
    let (store, district) = (app.store(), app.district());
    let found: Option<Loaded<Cluster>> = store.load(district, kinds::CLUSTER, cluster).await?;
    let Some(cluster) = found.filter(|it| it.state.dissolved.is_none()) else {
        return Ok(0);
    };
    let Some(lead) = several(app, std::slice::from_ref(&cluster.state.leading))
        .await?
        .pop()
    else {
        return Ok(0);
    };
    let ids = store.cluster_members(district, &cluster.state.id).await?;
    if lead.state.phase == casework::Phase::Void {
        return super::change::succeed(app, cluster, &ids).await;
    }
    let (mut followed, mut behind) = (0, None);
    for case in several(app, &ids).await? {
        if case.state.carried.is_some() {
            match tries(app, &lead.state, case).await {
                Ok(acts) => followed += acts,
                Err(error) if error.current_version().is_some() => behind = Some(error),
                Err(error) => return Err(error),
            }
        }
    }
    behind.map_or(Ok(followed), Err)
}

/// As [`follow`], right behind what a person did: whom others are changing just now follows with the next run,
/// which reads of it in the journal.
pub(super) async fn follow_now(app: &App, cluster: &str) -> Result<()> {
    match follow(app, cluster).await {
        Err(error) if error.current_version().is_none() => Err(error),
        _ => Ok(()),
    }
}

/// Brings one case level, each time from how it stands.
async fn tries(app: &App, lead: &Case, case: Loaded<Case>) -> Result<usize> {
    let mut done = level(app, lead, case.clone()).await;
    for _ in 1..TRIES_MAX {
        if !matches!(&done, Err(error) if error.current_version().is_some()) {
            break;
        }
        let ids = std::slice::from_ref(&case.state.id);
        let Some(now) = several(app, ids).await?.pop() else {
            break;
        };
        done = level(app, lead, now).await;
    }
    done
}
