//! A case as far as incidents ask, and the open ones near it.

use super::state::{Cluster, Membership};
use crate::case::{MapBox, several};
use crate::{App, Result, kinds};
use casework::{Case, Channel, FieldValue};
use cluster::{Group, Report, Rules, Words};
use jiff::SignedDuration;
use place::Point;
use std::collections::{BTreeMap, BTreeSet};
use store::Loaded;
use store::case::CaseFilter;

/// Open cases looked at around a new one: the newest.
const NEAR_MAX: usize = 60;
/// A named spot within so many metres is the case's.
const SPOT_METRES: f64 = 60.0;
/// Metres of a degree of latitude, and the fewest of a degree of longitude in the country's south.
const METRES_OF_DEGREE: f64 = 90_000.0;

/// The cases around some new ones, read once.
pub(super) struct Surroundings {
    pub cases: BTreeMap<String, Loaded<Case>>,
    pub members: BTreeMap<String, Loaded<Membership>>,
    pub clusters: BTreeMap<String, Loaded<Cluster>>,
    sizes: BTreeMap<String, i64>,
}

/// What a case says, where and when; none where it has no point, is a part of another case, or came as
/// a deputy's snapshot.
pub(super) fn report(app: &App, case: &Case, apart: Vec<String>) -> Option<Report> {
    if case.parent.is_some() || case.channel == Channel::Deputy {
        return None;
    }
    let place = case.place.as_ref()?;
    let at = Point::new(place.lon?, place.lat?).ok()?;
    let profile = app.profile();
    let spot = profile
        .gazetteer
        .as_ref()
        .and_then(|g| g.near(at, SPOT_METRES));
    let texts = case.fields.values().filter_map(|value| match value {
        FieldValue::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let said: Vec<&str> = std::iter::once(case.title.as_str()).chain(texts).collect();
    Some(Report {
        id: case.id.clone(),
        words: Words::of(&privacy::mask_text(&said.join("。"))),
        at,
        spot: spot.map(|(entry, _)| entry.name.clone()),
        when: case.reported_at,
        matter: case.matter.clone(),
        group: None,
        apart,
    })
}

/// Open cases near a report in place and time: four queries.
pub(super) async fn around(app: &App, new: &Report, rules: &Rules) -> Result<Surroundings> {
    let reach = f64::from(2 * rules.metres) / METRES_OF_DEGREE;
    let window = SignedDuration::from_mins(i64::from(rules.minutes));
    let ms = |at: jiff::Timestamp| at.as_millisecond();
    let filter = CaseFilter {
        open: Some(true),
        inside: Some(MapBox {
            west: new.at.lon() - reach,
            east: new.at.lon() + reach,
            south: new.at.lat() - reach,
            north: new.at.lat() + reach,
        }),
        reported_from: new.when.checked_sub(window).ok().map(ms),
        reported_to: new.when.checked_add(window).ok().map(|at| ms(at) + 1),
        ..CaseFilter::default()
    };
    let (store, district) = (app.store(), app.district());
    let points = store.case_points(district, &filter, NEAR_MAX).await?;
    let mut ids: BTreeSet<String> = points.into_iter().map(|point| point.id).collect();
    ids.insert(new.id.clone());
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
        self.cases
            .values()
            .filter_map(|case| {
                let mut report = report(app, &case.state, self.apart(&case.state.id))?;
                report.group = self.group(&case.state.id);
                Some(report)
            })
            .collect()
    }

    /// Incidents that a person took a case out of.
    pub(super) fn apart(&self, case: &str) -> Vec<String> {
        let past = self.members.get(case).map(|it| it.state.past.as_slice());
        let past = past.unwrap_or_default().iter();
        past.map(|it| it.cluster.clone()).collect()
    }

    fn group(&self, case: &str) -> Option<Group> {
        let present = self.members.get(case)?.state.present.as_ref()?;
        let cluster = self.clusters.get(&present.cluster)?;
        let lead = self.cases.get(&cluster.state.leading)?;
        let place = lead.state.place.as_ref()?;
        let members = self.sizes.get(&present.cluster).copied().unwrap_or(1);
        Some(Group {
            id: present.cluster.clone(),
            at: Point::new(place.lon?, place.lat?).ok()?,
            since: lead.state.reported_at,
            members: u32::try_from(members).unwrap_or(u32::MAX),
        })
    }
}
