//! Incidents as staff see them.

use super::near::off;
use super::state::{Cluster, Membership};
use crate::case::{Row, require_on, scope};
use crate::duty::in_force;
use crate::person::names_of;
use crate::{Actor, App, Result, kinds};
use casework::Case;
use jiff::Timestamp;
use org::{Action, Resource};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use store::Loaded;
use store::case::{CaseFilter, CaseOrder, CaseRow, CaseSort};

/// Incidents of one page.
const ROWS: usize = 30;
/// Cases shown of one incident, the first reported first.
pub const MEMBERS_SHOWN_MAX: usize = store::MAX_PAGE;

/// One incident of the list.
#[derive(Debug, Clone, Serialize)]
pub struct ClusterLine {
    /// Id.
    pub id: String,
    /// Number.
    pub number: String,
    /// How many cases it has.
    pub cases: i64,
    /// When it was formed.
    pub formed_at: Timestamp,
    /// Not taken apart.
    pub open: bool,
    /// The case that is handled.
    pub leading: Row,
}

/// A page of incidents.
#[derive(Debug, Clone, Serialize)]
pub struct Clusters {
    /// The newest first.
    pub rows: Vec<ClusterLine>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// One case of an incident.
#[derive(Debug, Clone, Serialize)]
pub struct MemberView {
    /// The case.
    pub row: Row,
    /// It is the one that is handled.
    pub leading: bool,
    /// It follows the leading case.
    pub follows: bool,
    /// Why it does not follow any more, by code.
    pub stuck: Option<String>,
    /// Since when it is in it.
    pub joined_at: Timestamp,
    /// Who put it there, where a person did.
    pub by: Option<String>,
    /// Why, in Chinese.
    pub why_zh: String,
    /// Why, in English.
    pub why_en: String,
    /// Metres east and north of the leading case.
    pub off: Option<(i64, i64)>,
}

/// A case that was taken out.
#[derive(Debug, Clone, Serialize)]
pub struct LeftView {
    /// Id.
    pub case: String,
    /// Number.
    pub number: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// Words to all reporters.
#[derive(Debug, Clone, Serialize)]
pub struct BulletinView {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// What.
    pub text: String,
}

/// An incident with its cases.
#[derive(Debug, Clone, Serialize)]
pub struct ClusterView {
    /// Id.
    pub id: String,
    /// Version for the next change.
    pub version: i64,
    /// Number.
    pub number: String,
    /// When it was formed.
    pub formed_at: Timestamp,
    /// How many cases it has; those out of the viewer's reach are counted and not shown.
    pub cases: i64,
    /// The first reported first, at most 200.
    pub members: Vec<MemberView>,
    /// Taken out again.
    pub left: Vec<LeftView>,
    /// Said to all reporters.
    pub bulletins: Vec<BulletinView>,
    /// Taken apart: when, by whom, why.
    pub dissolved: Option<(Timestamp, String, String)>,
    /// `split`, `merge`, `answer`.
    pub may: Vec<&'static str>,
}

/// The incident of one case, for its page.
#[derive(Debug, Clone, Serialize)]
pub struct OfCase {
    /// Id.
    pub id: String,
    /// Number.
    pub number: String,
    /// How many cases it has.
    pub cases: i64,
    /// This case is handled for all of them.
    pub leads: bool,
    /// The one that is.
    pub leading: String,
    /// Its number.
    pub leading_number: String,
    /// This case follows it.
    pub follows: bool,
    /// Why it is in it.
    pub why_zh: String,
    /// The same in English.
    pub why_en: String,
}

/// Incidents whose leading case the actor may see: four queries.
pub async fn list(
    app: &App,
    actor: &Actor,
    open: Option<bool>,
    after: Option<&str>,
) -> Result<Clusters> {
    let scope = scope(app, actor, &[Action::List])?;
    let (store, district) = (app.store(), app.district());
    let page = store.clusters(district, &scope, open, after, ROWS).await?;
    let ids: Vec<String> = page.rows.iter().map(|row| row.id.clone()).collect();
    let sizes = store.cluster_sizes(district, &ids).await?;
    let leading: BTreeSet<String> = page.rows.iter().map(|row| row.leading.clone()).collect();
    let leads = rows(
        app,
        CaseFilter {
            ids: leading.into_iter().collect(),
            ..CaseFilter::default()
        },
    )
    .await?;
    let line = |row: &store::case::ClusterRow| {
        let (lead, _) = leads.get(&row.leading)?;
        Some(ClusterLine {
            id: row.id.clone(),
            number: row.number.clone(),
            cases: sizes.get(&row.id).copied().unwrap_or(0),
            formed_at: Timestamp::from_millisecond(row.formed_ms).unwrap_or_default(),
            open: row.is_open,
            leading: lead.clone(),
        })
    };
    Ok(Clusters {
        rows: page.rows.iter().filter_map(line).collect(),
        next: page.next,
    })
}

/// Rows of cases by id; none where no id is asked for.
async fn rows(app: &App, filter: CaseFilter) -> Result<BTreeMap<String, (Row, CaseRow)>> {
    if filter.ids.is_empty() && filter.cluster.is_none() {
        return Ok(BTreeMap::new());
    }
    let order = CaseOrder {
        by: CaseSort::Reported,
        reversed: true,
    };
    let (store, district) = (app.store(), app.district());
    let found = store
        .case_list(district, &filter, order, None, MEMBERS_SHOWN_MAX)
        .await?;
    let duties = in_force(app, app.today()).await?;
    let (profile, now) = (app.profile(), app.now());
    let pair = |row: CaseRow| (row.id.clone(), (Row::of(&profile, &duties, &row, now), row));
    Ok(found.rows.into_iter().map(pair).collect())
}

/// One incident, where the actor may see its leading case. Errors: `not_found`, `auth.forbidden`.
pub async fn show(app: &App, actor: &Actor, id: &str) -> Result<ClusterView> {
    let names = ("这个聚类", "cluster");
    let cluster: Loaded<Cluster> = app.load(kinds::CLUSTER, id, names).await?;
    let lead: Loaded<Case> = app
        .load(kinds::CASE, &cluster.state.leading, ("这个案件", "case"))
        .await?;
    require_on(app, actor, Action::View, Resource::Case, &lead.state)?;
    let found = rows(
        app,
        CaseFilter {
            scope: scope(app, actor, &[Action::List])?,
            cluster: Some(id.to_owned()),
            ..CaseFilter::default()
        },
    )
    .await?;
    let ids: Vec<String> = found.keys().cloned().collect();
    let (store, district) = (app.store(), app.district());
    let members: Vec<Loaded<Membership>> = store
        .load_many(district, kinds::CLUSTER_MEMBER, &ids)
        .await?;
    let cases: Vec<Loaded<Case>> = store.load_many(district, kinds::CASE, &ids).await?;
    let sizes = store.cluster_sizes(district, &[id.to_owned()]).await?;
    let state = &cluster.state;
    let people = people(&cluster.state, &members);
    let people = names_of(app, &people.iter().map(String::as_str).collect()).await?;
    let name = |id: &String| people.get(id).unwrap_or(id).clone();
    let mut shown: Vec<MemberView> = members
        .iter()
        .filter_map(|it| {
            let (row, _) = found.get(&it.subject.id)?;
            let case = cases.iter().find(|case| case.subject.id == row.id)?;
            let present = it.state.present.as_ref()?;
            let carried = case.state.carried.as_ref();
            let (why_zh, why_en) = why(present, &found);
            Some(MemberView {
                leading: row.id == state.leading,
                follows: carried.is_some_and(|it| it.stuck.is_none()),
                stuck: carried.and_then(|it| it.stuck.clone()),
                joined_at: present.at,
                by: (present.by != app.system().person).then(|| name(&present.by)),
                why_zh,
                why_en,
                off: off(&lead.state, &case.state),
                row: row.clone(),
            })
        })
        .collect();
    shown.sort_by(|a, b| {
        let key = |it: &MemberView| (!it.leading, it.row.reported_at, it.row.number.clone());
        key(a).cmp(&key(b))
    });
    let may = |action| require_on(app, actor, action, Resource::Cluster, &lead.state).is_ok();
    let rights = [
        ("split", Action::Split),
        ("merge", Action::Merge),
        ("answer", Action::Answer),
    ];
    let left = state.left.iter().rev();
    Ok(ClusterView {
        id: state.id.clone(),
        version: cluster.seq,
        number: state.number.clone(),
        formed_at: state.formed_at,
        cases: sizes.get(id).copied().unwrap_or(0),
        members: shown,
        left: left
            .map(|it| LeftView {
                case: it.case.clone(),
                number: it.number.clone(),
                at: it.at,
                by: name(&it.by),
                reason: it.reason.clone(),
            })
            .collect(),
        bulletins: state
            .bulletins
            .iter()
            .map(|it| BulletinView {
                at: it.at,
                by: name(&it.by),
                text: it.text.clone(),
            })
            .collect(),
        dissolved: state
            .dissolved
            .as_ref()
            .map(|it| (it.at, name(&it.by), it.reason.clone())),
        may: rights
            .into_iter()
            .filter(|(_, action)| may(*action))
            .map(|(code, _)| code)
            .collect(),
    })
}

/// Why a case is in its incident, the other case by its number.
fn why(
    present: &super::state::Present,
    found: &BTreeMap<String, (Row, CaseRow)>,
) -> (String, String) {
    if let Some(reason) = &present.reason {
        return (reason.clone(), reason.clone());
    }
    let Some(link) = &present.because else {
        return Default::default();
    };
    match found.get(&link.with) {
        Some((row, _)) => (
            format!("与 {}：{}", row.number, link.zh()),
            format!("With {}: {}", row.number, link.en()),
        ),
        None => (link.zh(), link.en()),
    }
}

fn people(cluster: &Cluster, members: &[Loaded<Membership>]) -> BTreeSet<String> {
    let joined = members.iter().filter_map(|it| it.state.present.as_ref());
    let joined = joined.map(|it| it.by.clone());
    let left = cluster.left.iter().map(|it| it.by.clone());
    let said = cluster.bulletins.iter().map(|it| it.by.clone());
    let ended = cluster.dissolved.iter().map(|it| it.by.clone());
    joined.chain(left).chain(said).chain(ended).collect()
}

/// The incident a case is in; one query where it is in none.
pub async fn of_case(app: &App, case: &str) -> Result<Option<OfCase>> {
    let (store, district) = (app.store(), app.district());
    let member: Option<Loaded<Membership>> =
        store.load(district, kinds::CLUSTER_MEMBER, case).await?;
    let Some(present) = member.and_then(|it| it.state.present) else {
        return Ok(None);
    };
    let cluster: Option<Loaded<Cluster>> = store
        .load(district, kinds::CLUSTER, &present.cluster)
        .await?;
    let Some(cluster) = cluster else {
        return Ok(None);
    };
    let sizes = store
        .cluster_sizes(district, std::slice::from_ref(&cluster.state.id))
        .await?;
    let mut ids = vec![cluster.state.leading.clone(), case.to_owned()];
    ids.extend(present.because.iter().map(|link| link.with.clone()));
    ids.sort();
    ids.dedup();
    let found = rows(
        app,
        CaseFilter {
            ids,
            ..CaseFilter::default()
        },
    )
    .await?;
    let (why_zh, why_en) = why(&present, &found);
    let own = found.get(case);
    let lead = found.get(&cluster.state.leading);
    Ok(Some(OfCase {
        cases: sizes.get(&cluster.state.id).copied().unwrap_or(0),
        leads: cluster.state.leading == case,
        leading_number: lead.map(|(row, _)| row.number.clone()).unwrap_or_default(),
        follows: own.is_some_and(|(_, row)| row.has(store::case::Mark::Carried)),
        id: cluster.state.id,
        number: cluster.state.number,
        leading: cluster.state.leading,
        why_zh,
        why_en,
    }))
}

/// The incidents of some cases: id, and how many cases it has. Two queries.
pub async fn sizes_of(app: &App, cases: &[String]) -> Result<BTreeMap<String, (String, i64)>> {
    let (store, district) = (app.store(), app.district());
    let of = store.clusters_of(district, cases).await?;
    let ids: BTreeSet<String> = of.values().cloned().collect();
    let ids: Vec<String> = ids.into_iter().collect();
    let sizes = store.cluster_sizes(district, &ids).await?;
    let sized = of.into_iter().map(|(case, id)| {
        let size = sizes.get(&id).copied().unwrap_or(0);
        (case, (id, size))
    });
    Ok(sized.collect())
}
