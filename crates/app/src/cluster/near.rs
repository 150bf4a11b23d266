//! A case as far as incidents ask, and the open ones near it.

use super::state::{Cluster, Membership};
use super::whereabouts::whereabouts;
use crate::case::{MapBox, several};
use crate::{App, Result, kinds};
use casework::{Case, Channel, FieldValue};
use cluster::{Group, Report, Rules, Words};
use jiff::SignedDuration;
use place::Point;
use std::collections::{BTreeMap, BTreeSet};
use store::Loaded;
use store::case::{CaseFilter, CaseSort, Lacking};

/// Open cases looked at around a new one: the newest.
const NEAR_MAX: usize = 60;
/// Metres of a degree of latitude, and the fewest of a degree of longitude in the country's south.
const METRES_OF_DEGREE: f64 = 90_000.0;

/// The cases around some new ones, read once.
pub(super) struct Surroundings {
    pub cases: BTreeMap<String, Loaded<Case>>,
    pub members: BTreeMap<String, Loaded<Membership>>,
    pub clusters: BTreeMap<String, Loaded<Cluster>>,
    sizes: BTreeMap<String, i64>,
}

/// A case as a report, and the point around which others may lie.
pub(super) struct Seen {
    pub report: Report,
    around: Option<Point>,
}

/// What a case says, where and when; none where nothing says where, it is a part of another case, or came as
/// a deputy's snapshot.
pub(super) fn report(app: &App, case: &Case, apart: Vec<String>) -> Option<Seen> {
    if case.parent.is_some() || case.channel == Channel::Deputy {
        return None;
    }
    let said = said(case);
    let (place, around) = whereabouts(&app.profile(), case, &said);
    (!place.is_nowhere()).then(|| Seen {
        report: Report {
            id: case.id.clone(),
            words: Words::of(&said),
            place,
            when: case.reported_at,
            matter: case.matter.clone(),
            group: None,
            apart,
        },
        around,
    })
}

/// Title and texts, masked.
fn said(case: &Case) -> String {
    let texts = case.fields.values().filter_map(|value| match value {
        FieldValue::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let said: Vec<&str> = std::iter::once(case.title.as_str()).chain(texts).collect();
    privacy::mask_text(&said.join("。"))
}

/// Open cases near a report in place and time: four queries; one more where it has no point or lies at a named
/// spot, for those without a point.
pub(super) async fn around(app: &App, new: &Seen, rules: &Rules) -> Result<Surroundings> {
    let window = SignedDuration::from_mins(i64::from(rules.minutes));
    let ms = |at: jiff::Timestamp| at.as_millisecond();
    let when = new.report.when;
    let filter = CaseFilter {
        open: Some(true),
        reported_from: when.checked_sub(window).ok().map(ms),
        reported_to: when.checked_add(window).ok().map(|at| ms(at) + 1),
        ..CaseFilter::default()
    };
    let (store, district) = (app.store(), app.district());
    let mut ids: BTreeSet<String> = [new.report.id.clone()].into();
    if let Some(at) = new.around {
        let reach = f64::from(2 * rules.metres) / METRES_OF_DEGREE;
        let inside = MapBox {
            west: at.lon() - reach,
            east: at.lon() + reach,
            south: at.lat() - reach,
            north: at.lat() + reach,
        };
        let filter = CaseFilter {
            inside: Some(inside),
            ..filter.clone()
        };
        let points = store.case_points(district, &filter, NEAR_MAX).await?;
        ids.extend(points.into_iter().map(|point| point.id));
    }
    if new.report.place.at.is_none() || new.report.place.spot.is_some() {
        let filter = CaseFilter {
            lacking: Some(Lacking::Point),
            ..filter
        };
        let newest = CaseSort::Reported;
        let page = store.case_list(district, &filter, newest, None, NEAR_MAX);
        ids.extend(page.await?.rows.into_iter().map(|row| row.id));
    }
    read(app, ids.into_iter().collect()).await
}

/// Cases with what they belong to.
pub(super) async fn read(app: &App, ids: Vec<String>) -> Result<Surroundings> {
    let (store, district) = (app.store(), app.district());
    let members: Vec<Loaded<Membership>> = store
        .load_many(district, kinds::CLUSTER_MEMBER, &ids)
        .await?;
    let clusters: BTreeSet<String> = members
        .iter()
        .filter_map(|it| Some(it.state.present.as_ref()?.cluster.clone()))
        .collect();
    let clusters: Vec<String> = clusters.into_iter().collect();
    let sizes = store.cluster_sizes(district, &clusters).await?;
    let found: Vec<Loaded<Cluster>> = store.load_many(district, kinds::CLUSTER, &clusters).await?;
    let mut ids = ids;
    ids.extend(found.iter().map(|it| it.state.leading.clone()));
    ids.sort();
    ids.dedup();
    let cases = several(app, &ids).await?;
    let by_id = |it: Loaded<Case>| (it.subject.id.clone(), it);
    Ok(Surroundings {
        cases: cases.into_iter().map(by_id).collect(),
        members: members
            .into_iter()
            .map(|it| (it.subject.id.clone(), it))
            .collect(),
        clusters: found
            .into_iter()
            .map(|it| (it.subject.id.clone(), it))
            .collect(),
        sizes,
    })
}

/// Whole metres east and north from one case to another; none where one has no point.
pub(super) fn off(from: &Case, to: &Case) -> Option<(i64, i64)> {
    let point = |case: &Case| {
        let place = case.place.as_ref()?;
        Point::new(place.lon?, place.lat?).ok()
    };
    let (from, to) = (point(from)?, point(to)?);
    let along = |other: Point, positive: bool| {
        let metres = from.metres_to(other).round() as i64;
        if positive { metres } else { -metres }
    };
    let east = Point::new(to.lon(), from.lat()).ok()?;
    let north = Point::new(from.lon(), to.lat()).ok()?;
    Some((
        along(east, to.lon() >= from.lon()),
        along(north, to.lat() >= from.lat()),
    ))
}

impl Surroundings {
    /// All of them as reports.
    pub(super) fn reports(&self, app: &App) -> Vec<Report> {
        let groups = self.groups(app);
        let one = |case: &Loaded<Case>| {
            let id = &case.state.id;
            let mut report = report(app, &case.state, self.apart(id))?.report;
            let present = self
                .members
                .get(id)
                .and_then(|it| it.state.present.as_ref());
            report.group = present.and_then(|it| groups.get(it.cluster.as_str()).cloned());
            Some(report)
        };
        self.cases.values().filter_map(one).collect()
    }

    /// Incidents that a person took a case out of.
    pub(super) fn apart(&self, case: &str) -> Vec<String> {
        let past = self.members.get(case).map(|it| it.state.past.as_slice());
        let past = past.unwrap_or_default().iter();
        past.map(|it| it.cluster.clone()).collect()
    }

    /// The incidents, each where its leading case is. One that was taken apart between the reading of its
    /// cases and its own is none any more.
    fn groups(&self, app: &App) -> BTreeMap<&str, Group> {
        let profile = app.profile();
        let one = |(id, cluster): (&'_ String, &Loaded<Cluster>)| {
            if cluster.state.dissolved.is_some() {
                return None;
            }
            let lead = &self.cases.get(&cluster.state.leading)?.state;
            let (place, _) = whereabouts(&profile, lead, &said(lead));
            let members = self.sizes.get(id).copied().unwrap_or(1);
            Some(Group {
                id: id.clone(),
                place,
                since: lead.reported_at,
                members: u32::try_from(members).unwrap_or(u32::MAX),
            })
        };
        let known = self.clusters.iter();
        known
            .filter_map(|it| Some((it.0.as_str(), one(it)?)))
            .collect()
    }
}
