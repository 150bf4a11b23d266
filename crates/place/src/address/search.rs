//! What of an address is in the gazetteer, and which areas it names.

use super::{Candidate, Reason};
use crate::gazetteer::{Entry, Gazetteer, Kind, NAME_CHARS_MAX};
use crate::{Area, AreaSet, Layer, Point};
use jiff::civil::Date;

/// A name followed by one of these goes on as another name: 东湖 in 东湖路 and 东湖西路 is no lake.
const GOES_ON: &str = "路街道巷坊";
/// What may stand between.
const GOES_ON_AFTER: &str = "东西南北中大横直新前后一二三四五六";
/// Numbers farther apart than this are not reckoned between.
const BETWEEN_MAX: u32 = 60;

/// An entry and why.
pub(super) struct Hit {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) point: Point,
    pub(super) confidence: u8,
    pub(super) reason: Reason,
}

impl Hit {
    pub(super) fn of(entry: &Entry, confidence: u8, reason: Reason) -> Self {
        Self {
            name: entry.name.clone(),
            kind: entry.kind,
            point: entry.point,
            confidence,
            reason,
        }
    }

    pub(super) fn candidate(self, areas: &AreaSet, day: Date) -> Candidate {
        Candidate {
            name: self.name,
            kind: Some(self.kind),
            point: self.point,
            confidence: self.confidence,
            reason: self.reason,
            agrees: None,
            area: areas.resolve(self.point, day),
        }
    }
}

/// Everything the text names; where a road with a number is known, roads alone say nothing more.
pub(super) fn entries(gazetteer: &Gazetteer, text: &str) -> Vec<Hit> {
    let roads = roads(gazetteer, text);
    let mut hits = crossing(gazetteer, &roads);
    let numbered = roads
        .iter()
        .filter_map(|road| number(gazetteer, text, road));
    hits.extend(numbered);
    if hits.is_empty() {
        let alone = roads.iter().filter_map(|road| gazetteer.road(road.name)?);
        hits.extend(alone.map(|entry| Hit::of(entry, Kind::Road.certainty(), Reason::Road)));
    }
    hits.extend(names(gazetteer, text));
    hits
}

/// A known road and where its name ends in the text.
struct Road<'t> {
    name: &'t str,
    start: usize,
    end: usize,
}

/// Pieces of the text from each character on, the longest first.
fn pieces(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let ends: Vec<usize> = text.char_indices().map(|(i, c)| i + c.len_utf8()).collect();
    let starts: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
    let mut all = vec![];
    for (index, start) in starts.into_iter().enumerate() {
        let upto = ends.len().min(index + NAME_CHARS_MAX);
        all.extend(ends[index..upto].iter().rev().map(|end| (start, *end)));
    }
    all.into_iter()
}

/// The known roads of a text, longest first at each place, none within another.
fn roads<'t>(gazetteer: &Gazetteer, text: &'t str) -> Vec<Road<'t>> {
    let mut roads: Vec<Road<'t>> = vec![];
    for (start, end) in pieces(text) {
        let free = roads.iter().all(|r| end <= r.start || r.end <= start);
        if free && gazetteer.road(&text[start..end]).is_some() {
            let name = &text[start..end];
            roads.push(Road { name, start, end });
        }
    }
    roads
}

fn crossing(gazetteer: &Gazetteer, roads: &[Road<'_>]) -> Vec<Hit> {
    let mut hits = vec![];
    for (i, one) in roads.iter().enumerate() {
        for other in &roads[i + 1..] {
            if let Some(entry) = gazetteer.crossing(one.name, other.name) {
                hits.push(Hit::of(entry, Kind::Crossing.certainty(), Reason::Crossing));
            }
        }
    }
    hits
}

/// The number straight after a road.
fn number(gazetteer: &Gazetteer, text: &str, road: &Road<'_>) -> Option<Hit> {
    let rest = &text[road.end..];
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let wanted: u32 = rest[..digits].parse().ok()?;
    let known: Vec<(u32, &Entry)> = gazetteer.numbers(road.name).collect();
    if let Some((_, entry)) = known.iter().find(|(n, _)| *n == wanted) {
        let sure = match rest[digits..].starts_with('号') {
            true => 95,
            false => 85,
        };
        return Some(Hit::of(entry, sure, Reason::Number));
    }
    let side = |(n, _): &&(u32, &Entry)| n % 2 == wanted % 2;
    let below = known.iter().filter(side).rfind(|(n, _)| *n < wanted);
    let above = known.iter().filter(side).find(|(n, _)| *n > wanted);
    if let (Some((low, a)), Some((high, b))) = (below, above)
        && high - low <= BETWEEN_MAX
    {
        return between((*low, a), (*high, b), wanted, road.name);
    }
    let (n, entry) = known.iter().min_by_key(|(n, _)| n.abs_diff(wanted))?;
    let reason = Reason::NearNumber { known: *n };
    let confidence = match n.abs_diff(wanted) <= BETWEEN_MAX {
        true => 55,
        false => 35,
    };
    Some(Hit::of(entry, confidence, reason))
}

fn between(low: (u32, &Entry), high: (u32, &Entry), wanted: u32, road: &str) -> Option<Hit> {
    let along = f64::from(wanted - low.0) / f64::from(high.0 - low.0);
    let (a, b) = (low.1.point, high.1.point);
    let point = Point::new(
        a.lon() + (b.lon() - a.lon()) * along,
        a.lat() + (b.lat() - a.lat()) * along,
    );
    Some(Hit {
        name: format!("{road}{wanted}号"),
        kind: Kind::Address,
        point: point.ok()?,
        confidence: 75,
        reason: Reason::Between {
            low: low.0,
            high: high.0,
        },
    })
}

/// Names held by the text; a longer one hides those within it.
fn names(gazetteer: &Gazetteer, text: &str) -> Vec<Hit> {
    let mut hits = vec![];
    let mut taken: Vec<(usize, usize)> = vec![];
    for (start, end) in pieces(text) {
        let words = &text[start..end];
        let goes_on = goes_on(&text[end..]);
        let within = taken.iter().any(|(s, e)| *s <= start && end <= *e);
        if goes_on || within || words.chars().count() < 2 {
            continue;
        }
        let before = hits.len();
        hits.extend(gazetteer.named(words).map(|entry| {
            let whole = words.len() == text.len();
            let (more, reason) = match whole {
                true => (8, Reason::Name),
                false => (
                    0,
                    Reason::Holds {
                        words: words.to_owned(),
                    },
                ),
            };
            Hit::of(entry, entry.kind.certainty() + more, reason)
        }));
        if hits.len() > before {
            taken.push((start, end));
        }
    }
    let several = hits.len() > 1;
    for hit in hits.iter_mut().filter(|_| several) {
        hit.confidence = hit.confidence.saturating_sub(8);
    }
    hits
}

fn goes_on(rest: &str) -> bool {
    let rest = rest
        .strip_prefix(|c| GOES_ON_AFTER.contains(c))
        .unwrap_or(rest);
    rest.starts_with(|c| GOES_ON.contains(c))
}

/// The communities and subdistricts that a text names.
pub(super) fn areas<'a>(areas: &'a AreaSet, day: Date, text: &str) -> Vec<&'a Area> {
    let named = |area: &&Area| forms(area).iter().any(|form| text.contains(form.as_str()));
    let layers = [Layer::Subdistrict, Layer::Community];
    layers
        .into_iter()
        .flat_map(|layer| areas.on(layer, day))
        .filter(named)
        .collect()
}

/// How people write an area: with and without the committee's words.
fn forms(area: &Area) -> Vec<String> {
    let name = crate::gazetteer::normal(&area.name);
    let mut forms = vec![];
    for end in ["居民委员会", "居委会", "街道办事处"] {
        if let Some(stem) = name.strip_suffix(end) {
            forms.push(stem.to_owned());
        }
    }
    if let Some(stem) = name.strip_suffix("街道") {
        forms.push(format!("{stem}街"));
    }
    forms.push(name);
    forms.retain(|f| f.chars().count() > 2);
    forms
}

/// The middle of each named area that holds no other named one.
pub(super) fn middles(named: &[&Area], areas: &AreaSet, day: Date) -> Vec<Candidate> {
    let holds_another = |area: &&&Area| {
        named
            .iter()
            .any(|other| other.parent.as_deref() == Some(area.code.as_str()))
    };
    let finest = named.iter().filter(|a| !holds_another(a));
    let candidate = |area: &&Area| {
        let point = area.middle()?;
        Some(Candidate {
            name: area.name.clone(),
            kind: None,
            point,
            confidence: if area.layer == Layer::Community {
                40
            } else {
                20
            },
            reason: Reason::Area,
            agrees: None,
            area: areas
                .resolve_in(area.layer, point, day)
                .map(|a| areas.located(a, day)),
        })
    };
    finest.filter_map(candidate).collect()
}
