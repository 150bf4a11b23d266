//! Is one border a border: closed, simple, on earth, around something?

use crate::contain::rings;
use crate::{Area, Fault};
use geo::algorithm::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Coord, LineString, MultiPolygon};

/// Smallest area taken, in square metres.
const SQUARE_METRES_MIN: f64 = 1.0;

pub(crate) fn faults(area: &Area) -> Vec<Fault> {
    let said = |code, what: &str| {
        let message = format!("{}（{}）{what}", area.name, area.code);
        Fault::new(code, message)
            .of(&[&area.code])
            .with(area.shape.clone())
    };
    let mut faults = vec![];
    if let Some((code, what)) = broken(&area.shape) {
        faults.push(said(code, what));
    } else if area.square_metres() < SQUARE_METRES_MIN {
        faults.push(said("area_empty", "的面积不足1平方米"));
    }
    let coarse_enough = area.parent.is_none() || area.layer != crate::Layer::District;
    if !coarse_enough {
        faults.push(said("area_parent_layer", "是最上一层，不应有上级"));
    }
    faults
}

/// An outline is held to the same.
pub(crate) fn outline(outline: Option<&MultiPolygon<f64>>) -> Option<Fault> {
    let (code, what) = outline.and_then(broken)?;
    Some(Fault::new(code, format!("区划范围{what}")))
}

fn broken(shape: &MultiPolygon<f64>) -> Option<(&'static str, &'static str)> {
    let on_earth = |c: &Coord<f64>| {
        c.x.is_finite() && c.y.is_finite() && c.x.abs() <= 180.0 && c.y.abs() <= 90.0
    };
    let all: Vec<&LineString<f64>> = rings(shape).collect();
    if all
        .iter()
        .any(|r| r.0.len() < 4 || r.0.first() != r.0.last())
    {
        return Some(("area_ring_open", "的环应至少四个点且首尾相同"));
    }
    if !all.iter().all(|r| r.0.iter().all(on_earth)) {
        return Some(("area_off_earth", "的坐标应为经度、纬度（WGS 84）"));
    }
    all.iter()
        .any(|r| crosses_itself(r))
        .then_some(("area_crosses_itself", "的边界自相交"))
}

/// Edges sorted from west to east, each compared with those it may meet.
fn crosses_itself(ring: &LineString<f64>) -> bool {
    let mut edges: Vec<(Coord<f64>, Coord<f64>)> =
        ring.0.windows(2).map(|w| (w[0], w[1])).collect();
    edges.sort_by(|a, b| west(a).total_cmp(&west(b)));
    edges.iter().enumerate().any(|(i, a)| {
        let later = edges[i + 1..].iter();
        later
            .take_while(|b| west(b) <= a.0.x.max(a.1.x))
            .any(|b| cross(*a, *b))
    })
}

fn west(edge: &(Coord<f64>, Coord<f64>)) -> f64 {
    edge.0.x.min(edge.1.x)
}

/// Two edges go through each other; touching is no crossing.
fn cross(a: (Coord<f64>, Coord<f64>), b: (Coord<f64>, Coord<f64>)) -> bool {
    let side = |e: (Coord<f64>, Coord<f64>), p| RobustKernel::orient2d(e.0, e.1, p);
    let apart =
        |one, two| one != two && one != Orientation::Collinear && two != Orientation::Collinear;
    apart(side(a, b.0), side(a, b.1)) && apart(side(b, a.0), side(b, a.1))
}
