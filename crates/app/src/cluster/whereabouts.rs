//! Where a case is as far as incidents ask: its point, or what its words name.

use calendar::civil_date;
use casework::Case;
use cluster::Whereabouts;
use place::address::{self, ADDRESS_CHARS_MAX, Candidate, Reason};
use place::gazetteer::Kind;
use place::{Layer, Point};
use profile::Profile;

/// A named spot within so many metres is the case's.
const SPOT_METRES: f64 = 60.0;
/// How sure the gazetteer has to be of a spot that an address names, per cent. From 80 on the case has the
/// spot's point since it came in.
const SPOT_PERCENT: u8 = 60;
/// An address of fewer characters (门口, 小区门口) is nobody's in particular.
const ADDRESS_CHARS_MIN: usize = 6;

/// Where a case is, and the point around which others may lie.
pub(super) fn whereabouts(
    profile: &Profile,
    case: &Case,
    said: &str,
) -> (Whereabouts, Option<Point>) {
    let place = case.place.as_ref();
    let point = place.and_then(|place| Point::new(place.lon?, place.lat?).ok());
    if let Some(at) = point {
        let gazetteer = profile.gazetteer.as_ref();
        let spot = gazetteer.and_then(|names| names.near(at, SPOT_METRES));
        let spot = spot.map(|(entry, _)| entry.name.clone());
        return (Whereabouts::at(at, spot), point);
    }
    let given = place.map_or("", |place| place.address.trim());
    let head: String = said.chars().take(ADDRESS_CHARS_MAX).collect();
    let words = if given.is_empty() { &head } else { given };
    let day = civil_date(case.reported_at);
    let names = profile.gazetteer.as_deref();
    let found = address::resolve(names, &profile.areas, day, words).unwrap_or_default();
    let spot = spot(&found);
    let address = address::normal(given);
    let same = address.chars().count() >= ADDRESS_CHARS_MIN;
    let there = Whereabouts {
        at: None,
        spot: spot.map(|it| it.name.clone()),
        address: same.then_some(address),
        wide: wide(&found).filter(|_| spot.is_none()),
    };
    (there, spot.map(|it| it.point))
}

/// The one spot that the words name outright; none where they may as well mean another.
fn spot(found: &[Candidate]) -> Option<&Candidate> {
    let outright = |it: &&Candidate| {
        let named = !matches!(
            it.reason,
            Reason::NearNumber { .. } | Reason::Road | Reason::Similar { .. } | Reason::Area
        );
        named && it.confidence >= SPOT_PERCENT && it.agrees != Some(false)
    };
    let mut named = found.iter().filter(outright);
    let first = named.next()?;
    let as_sure = named.next().map(|next| next.confidence) == Some(first.confidence);
    (!as_sure).then_some(first)
}

/// The one road, or else the one community, that is all the words name.
fn wide(found: &[Candidate]) -> Option<String> {
    let one = |of: &dyn Fn(&&Candidate) -> bool| {
        let mut named = found.iter().filter(of);
        let first = named.next()?;
        named.next().is_none().then(|| first.name.clone())
    };
    let community = |it: &&Candidate| {
        let layer = it.area.as_ref().map(|area| area.layer);
        it.reason == Reason::Area && layer == Some(Layer::Community)
    };
    one(&|it| it.kind == Some(Kind::Road)).or_else(|| one(&community))
}
