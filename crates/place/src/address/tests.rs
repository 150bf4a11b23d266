use super::*;
use crate::sample::{area, day, rect};
use crate::{Area, Layer};
use proptest::prelude::*;

const GAZETTEER: &str = "\
name,aliases,kind,lon,lat,area,source
文澜路12号,,address,113.0010,23.0010,,t
文澜路20号,,address,113.0018,23.0010,,t
文澜路31号,,address,113.0030,23.0011,,t
文澜路,,road,113.0020,23.0010,,t
听雨街,,road,113.0025,23.0020,,t
文澜路与听雨街交叉口,,crossing,113.0025,23.0010,,t
望江大厦,大裤衩；望江楼,building,113.0035,23.0035,,t
东湖,,landmark,113.0005,23.0035,,t
东湖站,地铁东湖站；东湖地铁站,metro_station,113.0006,23.0036,,t
东湖路,,road,113.0006,23.0030,,t
";

fn areas() -> AreaSet {
    let named = |mut one: Area, name: &str| {
        one.name = name.into();
        one
    };
    let half = |code, y| area(Layer::Subdistrict, code, "", rect(0.0, y, 4.0, y + 2.0));
    AreaSet::import(
        vec![
            named(half("s1", 0.0), "南浦街道"),
            named(half("s2", 2.0), "北洲街道"),
            named(
                area(Layer::Community, "c1", "s1", rect(0.0, 0.0, 4.0, 2.0)),
                "双榕社区居委会",
            ),
            named(
                area(Layer::Community, "c2", "s2", rect(0.0, 2.0, 4.0, 4.0)),
                "石桥社区居委会",
            ),
        ],
        None,
    )
    .unwrap()
}

fn found(text: &str) -> Vec<Candidate> {
    let gazetteer = Gazetteer::read("gazetteer.csv", GAZETTEER).unwrap();
    resolve(Some(&gazetteer), &areas(), day("2026-01-01"), text).unwrap()
}

fn first(text: &str) -> (String, u8, &'static str) {
    let found = found(text);
    let first = found
        .first()
        .unwrap_or_else(|| panic!("nothing for {text}"));
    (first.name.clone(), first.confidence, first.reason.code())
}

#[test]
fn a_standard_address_is_found_by_road_and_number() {
    assert_eq!(first("文澜路12号"), ("文澜路12号".into(), 95, "number"));
    assert_eq!(first("兰汀区文澜路 十二 號之三 302房").0, "文澜路12号");
    assert_eq!(first("文澜路16号"), ("文澜路16号".into(), 75, "between"));
    let between = &found("文澜路16号")[0];
    assert!((between.point.lon() - 113.0014).abs() < 1e-9);
    assert_eq!(between.reason.zh(), "按同侧12号与20号之间推算");
    assert_eq!(
        first("文澜路33号"),
        ("文澜路31号".into(), 55, "near_number")
    );
    assert_eq!(first("文澜路边上"), ("文澜路".into(), 30, "road"));
}

#[test]
fn a_crossing_is_found_in_either_order() {
    for text in [
        "文澜路与听雨街交叉口",
        "听雨街和文澜路路口",
        "听雨街文澜路十字路口西北角",
    ] {
        assert_eq!(
            first(text),
            ("文澜路与听雨街交叉口".into(), 92, "crossing"),
            "{text}"
        );
    }
    // Both roads are known, but not that they cross.
    let apart: Vec<_> = found("听雨街与东湖路路口")
        .iter()
        .map(|c| c.reason.code())
        .collect();
    assert_eq!(apart, ["road", "road"]);
}

#[test]
fn buildings_landmarks_and_stations_are_found_by_any_name() {
    assert_eq!(first("大裤衩"), ("望江大厦".into(), 96, "name"));
    assert_eq!(first("望江楼后门垃圾堆"), ("望江大厦".into(), 88, "holds"));
    assert_eq!(first("地铁东湖站A口").0, "东湖站");
    assert_eq!(first("东湖边"), ("东湖".into(), 72, "holds"));
    assert_eq!(
        first("东湖路的树"),
        ("东湖路".into(), 30, "road"),
        "a road is no lake"
    );
    assert_eq!(
        first("望江大夏"),
        ("望江大厦".into(), 36, "similar"),
        "a slip of the pen"
    );
    assert_eq!(found("火星基地"), []);
}

#[test]
fn an_area_that_is_named_weighs() {
    let agrees = &found("南浦街道文澜路12号")[0];
    assert_eq!((agrees.confidence, agrees.agrees), (99, Some(true)));
    assert_eq!(agrees.area.as_ref().unwrap().code, "c1");
    let against = found("北洲街道文澜路12号");
    assert_eq!(
        (against[0].confidence, against[0].agrees),
        (60, Some(false))
    );
    assert_eq!(
        against[1].name, "北洲街道",
        "the area itself stays in the list"
    );
    assert_eq!(first("双榕社区门口"), ("双榕社区居委会".into(), 40, "area"));
    let nested = found("南浦街道双榕社区");
    assert_eq!(nested.len(), 1, "the community says it all: {nested:?}");
}

#[test]
fn what_cannot_be_looked_up_says_so() {
    let look = |gazetteer, text: &str| resolve(gazetteer, &areas(), day("2026-01-01"), text);
    assert_eq!(look(None, "文澜路12号"), Err(AddressError::NoGazetteer));
    assert_eq!(look(None, " ，。"), Err(AddressError::Empty));
    assert_eq!(look(None, &"长".repeat(201)), Err(AddressError::TooLong));
    assert_eq!(AddressError::NoGazetteer.code(), "address_no_gazetteer");
}

#[test]
fn a_gazetteer_names_its_mistakes_by_line() {
    let wrong = GAZETTEER
        .replace("文澜路31号,,address", "文澜路,,address")
        .replace("听雨街,,road", "听雨街,,street")
        .replace("113.0035,23.0035", "113.0035,x");
    let faults = Gazetteer::read("gazetteer.csv", &wrong).unwrap_err();
    let told: Vec<_> = faults.iter().map(|f| (f.line, f.code)).collect();
    assert_eq!(
        told,
        [
            (4, "gazetteer_address"),
            (6, "gazetteer_kind"),
            (8, "point_off_earth")
        ]
    );
    assert_eq!(
        Gazetteer::read("g", "a,b\n").unwrap_err()[0].code,
        "gazetteer_header"
    );
}

#[test]
fn the_nearest_name_of_a_point() {
    let gazetteer = Gazetteer::read("gazetteer.csv", GAZETTEER).unwrap();
    let at = Point::new(113.0034, 23.0035).unwrap();
    let (entry, metres) = gazetteer.near(at, 100.0).unwrap();
    assert_eq!((entry.name.as_str(), metres.round()), ("望江大厦", 10.0));
    assert!(gazetteer.near(at, 5.0).is_none());
}

proptest! {
    #[test]
    fn no_text_breaks_it(text in "[文澜路听雨街东湖站0-9号与社区 a-z]{0,60}") {
        let gazetteer = Gazetteer::read("gazetteer.csv", GAZETTEER).unwrap();
        if let Ok(found) = resolve(Some(&gazetteer), &areas(), day("2026-01-01"), &text) {
            prop_assert!(found.len() <= CANDIDATES_MAX);
            prop_assert!(found.windows(2).all(|w| w[0].confidence >= w[1].confidence));
            prop_assert!(found.iter().all(|c| (5..=99).contains(&c.confidence)));
        }
    }
}
