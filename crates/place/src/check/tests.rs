use crate::sample::{area, day, rect, recut, ring};
use crate::{Area, AreaSet, Fault, Layer};

fn refused(areas: Vec<Area>) -> Vec<Fault> {
    AreaSet::import(areas, Some(&rect(0.0, 0.0, 4.0, 4.0))).unwrap_err()
}

fn change(code: &str, how: impl Fn(&mut Area)) -> Vec<Area> {
    let mut areas = recut();
    areas.iter_mut().filter(|a| a.code == code).for_each(how);
    areas
}

fn square_metres(fault: &Fault) -> f64 {
    let mut shape = area(Layer::Grid, "x", "", rect(0.0, 0.0, 1.0, 1.0));
    shape.shape = fault.geometry.clone().unwrap();
    shape.square_metres()
}

/// A step by a step.
const SQUARE: f64 = 111.195 * 111.195 * 0.9205;

#[test]
fn an_overlap_is_refused_with_its_ground_and_names() {
    let faults = refused(change("s1-10", |a| a.shape = rect(0.0, 0.0, 3.0, 2.0)));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].code, "area_overlap");
    assert_eq!(faults[0].areas, ["s1-10", "s1-11"]);
    assert!(
        faults[0].message_zh.contains("网格s1-11"),
        "{}",
        faults[0].message_zh
    );
    assert!((square_metres(&faults[0]) / (2.0 * SQUARE) - 1.0).abs() < 0.01);
    let feature: serde_json::Value = serde_json::from_str(&faults[0].feature()).unwrap();
    assert_eq!(feature["geometry"]["type"], "Polygon");
}

#[test]
fn a_gap_is_refused_with_its_ground_and_neighbours() {
    let faults = refused(change("s2-2", |a| a.shape = rect(2.0, 2.0, 3.0, 3.0)));
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].code, "area_gap");
    assert_eq!(faults[0].areas, ["s2", "s2-1", "s2-2", "s2-3"]);
    assert!((square_metres(&faults[0]) / SQUARE - 1.0).abs() < 0.01);
    let faults = refused(recut().into_iter().filter(|a| a.code != "s1-11").collect());
    assert_eq!(faults[0].code, "area_gap", "a missing area is a gap");
}

#[test]
fn a_gap_in_time_is_a_gap() {
    let faults = refused(change("s1-10", |a| a.valid_from = day("2025-03-01")));
    assert_eq!(faults[0].code, "area_gap");
    assert!(
        faults[0].message_zh.starts_with("2025-01-01"),
        "{}",
        faults[0].message_zh
    );
}

#[test]
fn ground_outside_the_parent_is_refused() {
    let faults = refused(change("s1-0", |a| a.shape = rect(-1.0, 0.0, 1.0, 2.0)));
    assert_eq!(faults[0].code, "area_outside");
    let faults = refused(change("d", |a| a.shape = rect(0.0, 0.0, 5.0, 4.0)));
    assert_eq!(faults[0].code, "area_outside", "beyond the outline");
}

#[test]
fn a_hand_drawn_border_half_a_metre_off_is_taken() {
    let off = 0.005;
    AreaSet::import(
        change("s1-1", |a| a.shape = rect(1.0 - off, 0.0, 2.0 + off, 2.0)),
        Some(&rect(0.0, 0.0, 4.0, 4.0)),
    )
    .unwrap();
    let off = 0.05;
    let faults = refused(change("s1-1", |a| a.shape = rect(1.0 - off, 0.0, 2.0, 2.0)));
    assert_eq!(faults[0].code, "area_overlap", "five metres are not");
}

#[test]
fn codes_parents_and_borders_must_make_sense() {
    let first = |areas| refused(areas)[0].code;
    assert_eq!(
        first(change("s1-11", |a| a.code = "s1-10".into())),
        "area_code_twice"
    );
    assert!(
        refused(change("s1-11", |a| a.parent = Some("s9".into())))
            .iter()
            .any(|f| f.code == "area_parent_unknown")
    );
    let bow = ring(&[(2.0, 0.0), (4.0, 2.0), (4.0, 0.0), (2.0, 2.0)]);
    assert_eq!(
        first(change("s1-11", |a| a.shape = bow.clone())),
        "area_crosses_itself"
    );
    let flat = ring(&[(2.0, 0.0), (4.0, 0.0), (3.0, 0.0)]);
    assert_eq!(
        first(change("s1-11", |a| a.shape = flat.clone())),
        "area_empty"
    );
    assert_eq!(
        first(change("d", |a| a.parent = Some("s1".into()))),
        "area_parent_layer"
    );
}
