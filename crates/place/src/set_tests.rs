use crate::sample::{STEP, day, rect, recut};
use crate::{AreaSet, Crs, Layer, Point};
use crate::{csv, drawing, feature_collection, file, shape, sources};
use proptest::prelude::*;

fn at(x: f64, y: f64) -> Point {
    Point::new(113.0 + x * STEP, 23.0 + y * STEP).unwrap()
}

fn district() -> AreaSet {
    AreaSet::import(recut(), Some(&rect(0.0, 0.0, 4.0, 4.0))).unwrap()
}

#[test]
fn history_survives_a_recut() {
    let set = district();
    let code = |on: &str| set.resolve(at(1.5, 0.5), day(on)).unwrap().code;
    assert_eq!(code("2024-12-31"), "s1-1");
    assert_eq!(code("2025-01-01"), "s1-10");
    assert!(set.resolve(at(1.5, 0.5), day("2021-12-31")).is_none());
    assert_eq!(set.on(Layer::Grid, day("2024-06-01")).count(), 8);
    assert_eq!(set.on(Layer::Grid, day("2026-06-01")).count(), 4);
    assert_eq!(set.get("s1-1", day("2025-01-01")), None);
}

#[test]
fn a_point_knows_what_it_is_part_of() {
    let found = district().resolve(at(3.5, 3.5), day("2026-01-01")).unwrap();
    assert_eq!((found.code.as_str(), found.layer), ("s2-11", Layer::Grid));
    let parents: Vec<&str> = found.parents.iter().map(|p| p.code.as_str()).collect();
    assert_eq!(parents, ["s2", "d"]);
    assert_eq!(found.code_in(Layer::Subdistrict), Some("s2"));
    assert_eq!(found.code_in(Layer::Community), None);
    assert!(found.illustrative);
}

#[test]
fn borders_and_corners_belong_to_one_area_each() {
    let set = district();
    let code = |x, y| set.resolve(at(x, y), day("2026-01-01")).map(|l| l.code);
    assert_eq!(
        code(2.0, 2.0).as_deref(),
        Some("s2-11"),
        "north-east of the middle"
    );
    assert_eq!(code(2.0, 1.0).as_deref(), Some("s1-11"));
    assert_eq!(code(4.0, 4.0).as_deref(), Some("s2-11"), "the outer corner");
    assert_eq!(code(4.0, 1.0).as_deref(), Some("s1-11"), "the outer border");
    assert_eq!(code(4.1, 1.0), None);
}

#[test]
fn files_lead_back_to_the_same_areas() {
    let set = district();
    let text = feature_collection(set.iter());
    let read = sources(&[("areas.geojson", &text)], None).unwrap();
    assert_eq!(AreaSet::import(read, None).unwrap(), set);
    // The same from files with what is common at their head, one a layer and time.
    let cut = |from: &str| -> Vec<_> {
        set.iter()
            .filter(|a| a.layer == Layer::Grid && a.valid_from == day(from))
            .collect()
    };
    let rest: Vec<_> = set.iter().filter(|a| a.layer != Layer::Grid).collect();
    let files = [
        file(&rest),
        file(&cut("2022-01-01")),
        file(&cut("2025-01-01")),
    ];
    assert_eq!(files[2].matches("valid_from").count(), 1);
    let files: Vec<(&str, &str)> = files.iter().map(|f| ("a.geojson", f.as_str())).collect();
    let read = sources(&files, None).unwrap();
    assert_eq!(AreaSet::import(read, None).unwrap(), set);
    // The same from bare shapes and the CSV of codes.
    let bare: Vec<String> = set
        .iter()
        .map(|a| {
            format!(
                r#"{{"type":"Feature","properties":{{"code":"{}"}},"geometry":{}}}"#,
                a.code,
                crate::geometry(&a.shape)
            )
        })
        .collect();
    let bare = format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        bare.join(",")
    );
    let codes = csv(set.iter());
    let read = sources(&[("areas.geojson", &bare)], Some(("areas.csv", &codes))).unwrap();
    assert_eq!(AreaSet::import(read, None).unwrap(), set);
}

#[test]
fn areas_are_drawn_where_other_maps_have_them() {
    let set = district();
    let text = drawing(Crs::Gcj02, set.on(Layer::District, day("2026-01-01")));
    let read = shape("x", &text).unwrap();
    let first = read.0[0].exterior().0[0];
    let (lon, lat) = Crs::Gcj02.from_wgs84(113.0, 23.0);
    assert!((first.x - lon).abs() < 1e-6 && (first.y - lat).abs() < 1e-6);
}

#[test]
fn what_is_wrong_in_a_file_is_told_with_its_line() {
    let set = district();
    let text = feature_collection(set.iter());
    let wrong = text
        .replacen(r#""code":"s1-0""#, r#""code":"""#, 1)
        .replacen(
            r#""valid_to":"2025-01-01""#,
            r#""valid_to":"2021-01-01""#,
            2,
        );
    let faults = sources(&[("areas.geojson", &wrong)], None).unwrap_err();
    let told: Vec<(&str, usize)> = faults.iter().map(|f| (f.code, f.line)).collect();
    let line = |code: &str| 1 + text.lines().position(|l| l.contains(code)).unwrap();
    let (first, second) = (line(r#""s1-0""#), line(r#""s1-1""#));
    assert_eq!(
        told,
        [
            ("area_code", first),
            ("area_valid_to", first),
            ("area_valid_to", second)
        ]
    );
    let faults = sources(&[("areas.geojson", "{\n\n]")], None).unwrap_err();
    assert_eq!((faults[0].code, faults[0].line), ("areas_unreadable", 3));
    let faults = sources(&[("a", &text)], Some(("areas.csv", "code\n"))).unwrap_err();
    assert_eq!((faults[0].code, faults[0].line), ("areas_header", 1));
}

proptest! {
    /// Steps of an eighth hit borders and corners often.
    #[test]
    fn every_point_of_the_district_is_in_exactly_one_grid(x in 0..=32_u8, y in 0..=32_u8, later in any::<bool>()) {
        let set = district();
        let point = at(f64::from(x) / 8.0, f64::from(y) / 8.0);
        let day = day(if later { "2026-03-01" } else { "2023-03-01" });
        let inside = set.on(Layer::Grid, day).filter(|a| a.contains(point)).count();
        let outer = x == 32 || y == 32 ;
        prop_assert!(inside == 1 || (outer && inside == 0));
        let found = set.resolve(point, day).unwrap();
        prop_assert_eq!(found.layer, Layer::Grid);
        let again = set.resolve(point, day).unwrap();
        prop_assert_eq!(found, again);
    }
}
