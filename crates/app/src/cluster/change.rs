//! What people do with incidents: take a case out, put one in, take the whole apart and put it together
//! again, tell all reporters something at once.

use super::state::{Bulletin, Cluster, Dissolved, Left, Membership, Present};
use super::work::{follow_now, member};
use super::{near, told};
use crate::case::{carried, release, require_on, several};
use crate::change_of::changed;
use crate::{Actor, App, AppError, Kind, Result, ids, kinds, same_version};
use casework::Case;
use jiff::Timestamp;
use org::{Action, Resource};
use store::{Change, Loaded};

/// Most characters of a reason or a bulletin.
pub(super) const TEXT_CHARS_MAX: usize = 1_000;
/// Most bulletins of one incident.
const BULLETINS_MAX: usize = 50;
/// Most cases taken out that are remembered.
const LEFT_MAX: usize = 1_000;

/// An incident at the version somebody saw, with its leading case. Errors: `not_found`,
/// `auth.forbidden`, `conflict.changed`.
async fn load(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    (action, resource): (Action, Resource),
) -> Result<(Loaded<Cluster>, Loaded<Case>)> {
    let names = ("这个聚类", "cluster");
    let cluster: Loaded<Cluster> = app.load(kinds::CLUSTER, id, names).await?;
    let lead: Loaded<Case> = app
        .load(kinds::CASE, &cluster.state.leading, ("这个案件", "case"))
        .await?;
    require_on(app, actor, action, resource, &lead.state)?;
    same_version(expected, cluster.seq)?;
    Ok((cluster, lead))
}

fn words(field: &'static str, text: &str) -> Result<String> {
    let text = text.trim();
    let long = text.chars().count() > TEXT_CHARS_MAX;
    if text.is_empty() || long {
        let (zh, en) = (
            format!("请填写，不超过{TEXT_CHARS_MAX}字"),
            "Write something, at most 1000 characters",
        );
        return Err(AppError::field(field, "cluster.words", zh, en));
    }
    Ok(text.to_owned())
}

fn open(cluster: &Cluster) -> Result<()> {
    if cluster.dissolved.is_none() {
        return Ok(());
    }
    Err(AppError::new(
        Kind::Unprocessable,
        "cluster.dissolved",
        "这个聚类已经撤销",
        "The cluster was taken apart",
    ))
}

/// Takes one case out: it is handled by itself and does not come back unless a person puts it back. Where
/// it led, the earliest of the others leads. Errors: `cluster.not_member`, `cluster.words`,
/// `cluster.dissolved`.
pub async fn take_out(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    (case, reason): (&str, &str),
) -> Result<i64> {
    let (cluster, _) = load(app, actor, id, expected, (Action::Split, Resource::Cluster)).await?;
    open(&cluster.state)?;
    let reason = words("reason", reason)?;
    let ids = app.store().cluster_members(app.district(), id).await?;
    if !ids.iter().any(|known| known == case) {
        return Err(AppError::field(
            "case",
            "cluster.not_member",
            "这个案件不在这个聚类里",
            "The case is not in this cluster",
        ));
    }
    if ids.len() <= 2 {
        return end(app, actor, cluster, ids, &reason).await;
    }
    let mut next = cluster.state.clone();
    if next.leading == case {
        let others: Vec<String> = ids.iter().filter(|other| *other != case).cloned().collect();
        next.leading = earliest(app, &others).await?.unwrap_or(next.leading);
        release(app, actor, &next.leading, &reason).await?;
    }
    release(app, actor, case, &reason).await?;
    let mut changes = leaves(
        app,
        actor,
        &mut next,
        &[case.to_owned()],
        (app.now(), &reason),
    )
    .await?;
    changes.push(changed(&cluster, "cluster.take_out", Some(&reason), &next));
    app.append(actor, changes).await?;
    follow_now(app, id).await?;
    Ok(cluster.seq + 1)
}

/// Takes the whole apart: every case is handled by itself. Errors: as [`take_out`].
pub async fn dissolve(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    reason: &str,
) -> Result<i64> {
    let (cluster, _) = load(app, actor, id, expected, (Action::Split, Resource::Cluster)).await?;
    open(&cluster.state)?;
    let reason = words("reason", reason)?;
    let ids = app.store().cluster_members(app.district(), id).await?;
    end(app, actor, cluster, ids, &reason).await
}

async fn end(
    app: &App,
    actor: &Actor,
    cluster: Loaded<Cluster>,
    ids: Vec<String>,
    reason: &str,
) -> Result<i64> {
    // First each is handled by itself: if the process ends between, none is hidden behind another.
    for id in &ids {
        release(app, actor, id, reason).await?;
    }
    let mut next = cluster.state.clone();
    // One instant for all: by it they are found when it is put together again.
    let at = app.now();
    let mut changes = leaves(app, actor, &mut next, &ids, (at, reason)).await?;
    next.dissolved = Some(Dissolved {
        at,
        by: actor.person.clone(),
        reason: reason.to_owned(),
    });
    changes.push(changed(&cluster, "cluster.dissolve", Some(reason), &next));
    app.append(actor, changes).await?;
    // Nobody comes in any more; who did between is let go as well.
    let id = cluster.state.id;
    let cluster: Loaded<Cluster> = app
        .load(kinds::CLUSTER, &id, ("这个聚类", "cluster"))
        .await?;
    let late = app.store().cluster_members(app.district(), &id).await?;
    if late.is_empty() {
        return Ok(cluster.seq);
    }
    for id in &late {
        release(app, actor, id, reason).await?;
    }
    let mut next = cluster.state.clone();
    let mut changes = leaves(app, actor, &mut next, &late, (at, reason)).await?;
    changes.push(changed(&cluster, "cluster.take_out", Some(reason), &next));
    app.append(actor, changes).await?;
    Ok(cluster.seq + 1)
}

/// The changes by which cases leave, noted in the incident.
async fn leaves(
    app: &App,
    actor: &Actor,
    cluster: &mut Cluster,
    ids: &[String],
    (at, reason): (Timestamp, &str),
) -> Result<Vec<Change>> {
    let around = near::read(app, ids.to_vec()).await?;
    let mut changes = vec![];
    for id in ids {
        let left = |it: &Membership| it.left(at, &actor.person, reason);
        let known = around.members.get(id);
        changes.push(member(known, id, "cluster.leave", Some(reason), left));
        let number = around.cases.get(id).map(|case| case.state.number.clone());
        cluster.left.retain(|before| before.case != *id);
        cluster.left.push(Left {
            case: id.clone(),
            number: number.unwrap_or_default(),
            at,
            by: actor.person.clone(),
            reason: reason.to_owned(),
        });
    }
    let over = cluster.left.len().saturating_sub(LEFT_MAX);
    cluster.left.drain(..over);
    Ok(changes)
}

/// Puts a case in by its number: one that was taken out, or that nobody saw to belong. Errors:
/// `cluster.unknown_case`, `cluster.elsewhere`, `cluster.full`.
pub async fn add(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    (number, reason): (&str, &str),
) -> Result<i64> {
    let (cluster, lead) =
        load(app, actor, id, expected, (Action::Merge, Resource::Cluster)).await?;
    open(&cluster.state)?;
    let reason = words("reason", reason)?;
    let number = number.trim().to_ascii_uppercase();
    let found = app.store().case_by_number(app.district(), &number).await?;
    let case = found.ok_or_else(|| {
        AppError::field(
            "number",
            "cluster.unknown_case",
            "没有这个编号的案件",
            "No case has this number",
        )
    })?;
    put(app, actor, cluster, &lead.state, vec![case], &reason).await
}

/// Puts an incident together again that was taken apart, with the cases that left then and are in no
/// other. Errors: `cluster.not_dissolved`.
pub async fn restore(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    reason: &str,
) -> Result<i64> {
    let (cluster, lead) =
        load(app, actor, id, expected, (Action::Merge, Resource::Cluster)).await?;
    let reason = words("reason", reason)?;
    let Some(ended) = cluster.state.dissolved.clone() else {
        return Err(AppError::new(
            Kind::Unprocessable,
            "cluster.not_dissolved",
            "这个聚类没有撤销",
            "The cluster was not taken apart",
        ));
    };
    let back = cluster.state.left.iter().filter(|left| left.at == ended.at);
    let back: Vec<String> = back.map(|left| left.case.clone()).collect();
    let around = near::read(app, back.clone()).await?;
    let free = |id: &String| {
        let known = around.members.get(id);
        known.is_none_or(|it| it.state.present.is_none())
    };
    let back: Vec<String> = back.into_iter().filter(free).collect();
    put(app, actor, cluster, &lead.state, back, &reason).await
}

async fn put(
    app: &App,
    actor: &Actor,
    cluster: Loaded<Cluster>,
    lead: &Case,
    cases: Vec<String>,
    reason: &str,
) -> Result<i64> {
    let id = cluster.state.id.clone();
    let there = app.store().cluster_members(app.district(), &id).await?;
    let most = app.profile().district.clusters.members as usize;
    crate::app::within(
        there.len() + cases.len(),
        most,
        "聚类成员",
        "cases of a cluster",
    )?;
    let around = near::read(app, cases.clone()).await?;
    let mut changes = vec![];
    for case in &cases {
        let known = around.members.get(case);
        if known.is_some_and(|it| it.state.present.is_some()) {
            return Err(AppError::field(
                "number",
                "cluster.elsewhere",
                "这个案件已在一个聚类里，请先移出",
                "The case is in a cluster; take it out there first",
            ));
        }
        let present = Present {
            cluster: id.clone(),
            at: app.now(),
            by: actor.person.clone(),
            because: None,
            reason: Some(reason.to_owned()),
        };
        let joined = |it: &Membership| it.joined(present);
        changes.push(member(known, case, "cluster.join", Some(reason), joined));
        if let Some(case) = around.cases.get(case) {
            changes.extend(carried(app, lead, case, &id)?);
        }
    }
    let mut next = cluster.state.clone();
    next.left.retain(|left| !cases.contains(&left.case));
    let action = match next.dissolved.take() {
        Some(_) => "cluster.restore",
        None => "cluster.add",
    };
    changes.push(changed(&cluster, action, Some(reason), &next));
    app.append(actor, changes).await?;
    follow_now(app, &id).await?;
    Ok(cluster.seq + 1)
}

/// Tells all reporters of an incident something at once; those who join later find it too. Errors:
/// `cluster.words`, `cluster.dissolved`, `limit.exceeded`.
pub async fn announce(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    text: &str,
) -> Result<i64> {
    let (cluster, _) = load(
        app,
        actor,
        id,
        expected,
        (Action::Answer, Resource::Cluster),
    )
    .await?;
    open(&cluster.state)?;
    let count = cluster.state.bulletins.len() + 1;
    crate::app::within(count, BULLETINS_MAX, "公告", "bulletins")?;
    let bulletin = Bulletin {
        id: ids::new_id(),
        at: app.now(),
        by: actor.person.clone(),
        unit: actor.unit.as_str().to_owned(),
        text: words("text", text)?,
    };
    let members = app.store().cluster_members(app.district(), id).await?;
    let writes = told::messages(app, &several(app, &members).await?, &bulletin);
    let mut next = cluster.state.clone();
    next.bulletins.push(bulletin);
    let change = changed(&cluster, "cluster.announce", None, &next);
    app.append_with(actor, vec![change], vec![], writes).await?;
    Ok(cluster.seq + 1)
}

/// The earliest open one of some cases, or of all where none is open.
async fn earliest(app: &App, ids: &[String]) -> Result<Option<String>> {
    let mut cases = several(app, ids).await?;
    cases.sort_by_key(|case| {
        let state = &case.state;
        (state.is_ended(), state.reported_at, state.number.clone())
    });
    Ok(cases.into_iter().next().map(|case| case.state.id))
}

/// The leading case was found void: the earliest open one of the others leads from here on.
pub(super) async fn succeed(app: &App, cluster: Loaded<Cluster>, ids: &[String]) -> Result<usize> {
    let others: Vec<String> = ids
        .iter()
        .filter(|id| **id != cluster.state.leading)
        .cloned()
        .collect();
    let Some(next) = earliest(app, &others).await? else {
        return Ok(0);
    };
    let system = app.system();
    let reason = "领办案件已终止";
    release(app, &system, &next, reason).await?;
    let after = Cluster {
        leading: next,
        ..cluster.state.clone()
    };
    let change = changed(&cluster, "cluster.lead", Some(reason), &after);
    app.append(&system, vec![change]).await?;
    Ok(0)
}
