//! Overlaps, gaps and what lies outside, cut out and measured.

use crate::metric::Metric;
use crate::set::TOLERANCE_DEG;
use crate::{Area, FAULTS_MAX, Fault, TOLERANCE_M};
use geo::{BooleanOps, BoundingRect, MultiPolygon, Polygon, Rect, unary_union};
use jiff::civil::Date;

/// Most neighbours named beside a gap.
const NEIGHBOURS_MAX: usize = 8;

/// Faults of the parts of one whole. `whole_name`: name and, where it is an area, code.
pub(crate) fn faults(
    whole_name: (&str, Option<&str>),
    whole: &MultiPolygon<f64>,
    parts: &[&Area],
    day: Date,
    faults: &mut Vec<Fault>,
) {
    overlaps(parts, day, faults);
    let (name, code) = whole_name;
    for part in parts {
        for piece in wide(part.shape.difference(whole)) {
            let message = format!(
                "{}（{}）有{}在{name}之外",
                part.name,
                part.code,
                size(&piece)
            );
            push(faults, "area_outside", message, &[&part.code], piece);
        }
    }
    let covered = unary_union(parts.iter().map(|a| &a.shape));
    for piece in wide(whole.difference(&covered)) {
        let beside = beside(&piece, parts);
        let mut names: Vec<&str> = beside.iter().map(|a| a.name.as_str()).collect();
        if names.is_empty() {
            names.push("无");
        }
        let message = format!(
            "{day}起{name}内有{}不属于任何区域，相邻：{}",
            size(&piece),
            names.join("、")
        );
        let mut codes: Vec<&str> = code.into_iter().collect();
        codes.extend(beside.iter().map(|a| a.code.as_str()));
        push(faults, "area_gap", message, &codes, piece);
    }
}

fn overlaps(parts: &[&Area], day: Date, faults: &mut Vec<Fault>) {
    let mut boxed: Vec<(Rect<f64>, &Area)> = parts
        .iter()
        .filter_map(|a| Some((a.shape.bounding_rect()?, *a)))
        .collect();
    boxed.sort_by(|a, b| a.0.min().x.total_cmp(&b.0.min().x));
    for (i, (rect, a)) in boxed.iter().enumerate() {
        let later = boxed[i + 1..].iter();
        let near = later
            .take_while(|(other, _)| other.min().x <= rect.max().x)
            .filter(|(other, _)| other.min().y <= rect.max().y && rect.min().y <= other.max().y);
        for (_, b) in near {
            for piece in wide(a.shape.intersection(&b.shape)) {
                let message = format!(
                    "{day}起{}（{}）与{}（{}）重叠{}",
                    a.name,
                    a.code,
                    b.name,
                    b.code,
                    size(&piece)
                );
                push(faults, "area_overlap", message, &[&a.code, &b.code], piece);
            }
        }
        if faults.len() >= FAULTS_MAX {
            return;
        }
    }
}

fn push(
    faults: &mut Vec<Fault>,
    code: &'static str,
    message: String,
    areas: &[&str],
    piece: Polygon<f64>,
) {
    let geometry = MultiPolygon(vec![piece]);
    faults.push(Fault::new(code, message).of(areas).with(geometry));
}

/// Pieces wider than the tolerance.
fn wide(pieces: MultiPolygon<f64>) -> impl Iterator<Item = Polygon<f64>> {
    let is_wide = |p: &Polygon<f64>| Metric::of(p).width(p) > TOLERANCE_M;
    pieces.0.into_iter().filter(is_wide)
}

fn size(piece: &Polygon<f64>) -> String {
    format!("{:.0}平方米", Metric::of(piece).area(piece))
}

fn beside<'a>(piece: &Polygon<f64>, parts: &[&'a Area]) -> Vec<&'a Area> {
    let Some(rect) = piece.bounding_rect() else {
        return vec![];
    };
    let meets = |other: Rect<f64>| {
        other.min().x <= rect.max().x + TOLERANCE_DEG
            && rect.min().x <= other.max().x + TOLERANCE_DEG
            && other.min().y <= rect.max().y + TOLERANCE_DEG
            && rect.min().y <= other.max().y + TOLERANCE_DEG
    };
    let near = parts
        .iter()
        .filter(|a| a.shape.bounding_rect().is_some_and(meets));
    near.take(NEIGHBOURS_MAX).copied().collect()
}
