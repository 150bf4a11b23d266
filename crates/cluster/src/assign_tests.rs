use super::*;
use crate::{Named, Whereabouts, Words};
use jiff::{SignedDuration, Timestamp};
use place::Point;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const SAID: [&str; 5] = [
    "路口水管爆了，水一直往外喷",
    "自来水管爆裂，路面全是水，喷得很高",
    "马路边爆管了，水漫到人行道",
    "水管爆裂没人管，整条路都是水",
    "路中间的供水管爆了在喷水",
];

fn report(id: &str, text: &str, east_m: f64, minute: i64) -> Report {
    let at = Point::new(113.27 + east_m / 102_000.0, 23.13).unwrap();
    Report {
        id: id.to_owned(),
        words: Words::of(text),
        place: Whereabouts::at(at, None),
        when: Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute),
        matter: None,
        group: None,
        apart: vec![],
    }
}

/// Places reports one after the other, as an incident record would.
fn played(reports: &[Report], order: &[usize], rules: &Rules) -> BTreeMap<String, String> {
    let mut placed: Vec<Report> = vec![];
    let mut of: BTreeMap<String, String> = BTreeMap::new();
    for index in order {
        let new = &reports[*index];
        let others = with_groups(&placed, &of);
        let (group, ids) = match assign(new, &others, rules) {
            Placement::Alone => (String::new(), vec![]),
            Placement::Joins { group, with, .. } => (group, with),
            Placement::Forms { with } => (format!("g{}", new.id), with),
        };
        if !group.is_empty() {
            for id in ids.into_iter().map(|(id, _)| id).chain([new.id.clone()]) {
                let before = of.insert(id.clone(), group.clone());
                assert_eq!(before, None, "{id} is in two incidents");
            }
        }
        placed.push(new.clone());
    }
    of
}

fn with_groups(placed: &[Report], of: &BTreeMap<String, String>) -> Vec<Report> {
    let grouped = |report: &Report| {
        let id = of.get(&report.id)?;
        let all = placed.iter().filter(|r| of.get(&r.id) == Some(id));
        let first = all.clone().min_by_key(|r| (r.when, r.id.clone()))?;
        Some(Group {
            id: id.clone(),
            place: first.place.clone(),
            since: first.when,
            members: all.count() as u32,
        })
    };
    let one = |report: &Report| Report {
        group: grouped(report),
        ..report.clone()
    };
    placed.iter().map(one).collect()
}

fn parts(of: &BTreeMap<String, String>) -> BTreeSet<BTreeSet<String>> {
    let mut parts: BTreeMap<&String, BTreeSet<String>> = BTreeMap::new();
    for (id, group) in of {
        parts.entry(group).or_default().insert(id.clone());
    }
    parts.into_values().collect()
}

#[test]
fn five_tell_of_one_burst_pipe_in_their_own_words() {
    let all: Vec<Report> = (0..5)
        .map(|i| report(&format!("r{i}"), SAID[i], 10.0 * i as f64, 7 * i as i64))
        .collect();
    let of = played(&all, &[0, 1, 2, 3, 4], &Rules::default());
    assert_eq!(parts(&of).len(), 1, "{of:?}");
    assert_eq!(of.len(), 5, "{of:?}");
}

#[test]
fn other_things_places_and_times_stay_apart() {
    let first = report("r0", SAID[0], 0.0, 0);
    for (other, why) in [
        (
            report("r1", "楼下烧烤摊油烟很大，半夜还很吵", 5.0, 5),
            "words",
        ),
        (report("r1", SAID[1], 200.0, 5), "place"),
        (report("r1", SAID[1], 5.0, 91), "time"),
    ] {
        let placed = assign(&other, std::slice::from_ref(&first), &Rules::default());
        assert_eq!(placed, Placement::Alone, "{why}");
    }
}

#[test]
fn the_reason_names_place_time_and_rare_words() {
    let (mut one, mut other) = (
        report("a", SAID[0], 0.0, 0),
        report("b", SAID[3], 100.0, 12),
    );
    let rules = Rules::default();
    assert!(link(&other, &one, &rules).is_none());
    one.place.spot = Some("东风路与解放路路口".into());
    other.place.spot.clone_from(&one.place.spot);
    let why = link(&other, &one, &rules).unwrap();
    assert_eq!((why.with.as_str(), why.minutes), ("a", 12));
    assert!(why.words.iter().any(|word| word == "水管"), "{why:?}");
    assert!(
        why.zh()
            .starts_with("同在“东风路与解放路路口”，相隔12分钟，都提到")
    );
    assert!(why.en().contains("12 minutes"));
}

#[test]
fn who_was_taken_out_does_not_come_back_and_full_ones_take_nobody() {
    let group = Group {
        id: "g".into(),
        place: Whereabouts::at(Point::new(113.27, 23.13).unwrap(), None),
        since: Timestamp::UNIX_EPOCH,
        members: 2,
    };
    let mut member = report("a", SAID[0], 0.0, 0);
    member.group = Some(group);
    let mut new = report("b", SAID[1], 0.0, 1);
    let rules = Rules::default();
    let joins = assign(&new, &[member.clone()], &rules);
    assert!(matches!(joins, Placement::Joins { ref group, .. } if group == "g"));
    let full = Rules {
        members: 2,
        ..rules
    };
    assert_eq!(assign(&new, &[member.clone()], &full), Placement::Alone);
    new.apart.push("g".into());
    assert_eq!(assign(&new, &[member], &rules), Placement::Alone);
}

fn named(id: &str, text: &str, minute: i64, place: Whereabouts) -> Report {
    Report {
        place,
        ..report(id, text, 0.0, minute)
    }
}

fn spot(name: &str) -> Whereabouts {
    Whereabouts {
        spot: Some(name.into()),
        ..Whereabouts::default()
    }
}

#[test]
fn without_a_point_the_named_spot_or_the_same_address_ties_and_nothing_else_does() {
    let rules = Rules::default();
    let crossing = "听雨街与文澜路路口";
    let mut pointed = report("a", SAID[0], 0.0, 0);
    let named_there = named("b", SAID[3], 9, spot(crossing));
    assert!(
        link(&named_there, &pointed, &rules).is_none(),
        "nobody says where"
    );
    pointed.place.spot = Some(crossing.into());
    let why = link(&named_there, &pointed, &rules).unwrap();
    assert_eq!(why.named, Some(Named::Spot(crossing.into())));
    assert!(
        why.zh().starts_with(&format!("都指“{crossing}”")),
        "{}",
        why.zh()
    );
    assert!(link(&named("c", SAID[3], 9, spot("文澜桥")), &pointed, &rules).is_none());

    let address = |text: &str| Whereabouts {
        address: Some(text.into()),
        ..Whereabouts::default()
    };
    let (one, two) = (
        named("d", SAID[0], 0, address("听雨街旧水厂对面")),
        named("e", SAID[1], 4, address("听雨街旧水厂对面")),
    );
    let why = link(&two, &one, &rules).unwrap();
    assert_eq!((why.named, why.metres), (Some(Named::Address), 0));
    let elsewhere = named("f", SAID[1], 4, address("听雨街水塔旁边"));
    assert!(link(&elsewhere, &one, &rules).is_none());
    let nowhere = || named("g", SAID[0], 1, Whereabouts::default());
    assert!(nowhere().place.is_nowhere());
    let other = Report {
        id: "h".into(),
        ..nowhere()
    };
    assert!(
        link(&nowhere(), &other, &rules).is_none(),
        "nowhere is near nothing"
    );
}

#[test]
fn a_road_alone_ties_only_what_is_about_one_matter_in_nearly_the_same_words() {
    let rules = Rules::default();
    let road = || Whereabouts {
        wide: Some("听雨街".into()),
        ..Whereabouts::default()
    };
    let of = |id: &str, text: &str, matter: Option<&str>| Report {
        matter: matter.map(str::to_owned),
        ..named(id, text, 3, road())
    };
    let first = of("a", SAID[0], Some("06001"));
    let again = of("b", "路口的水管爆了，水往外喷", Some("06001"));
    let why = link(&again, &first, &rules).unwrap();
    assert_eq!(why.named, Some(Named::Wide("听雨街".into())));
    assert!(why.percent >= 42, "{why:?}");
    for (other, why) in [
        (of("c", SAID[2], Some("06001")), "few of the same words"),
        (of("d", SAID[0], Some("06002")), "another matter"),
        (of("e", SAID[0], None), "no matter"),
    ] {
        assert!(link(&other, &first, &rules).is_none(), "{why}");
    }
}

#[test]
fn an_incident_at_a_spot_does_not_drift_to_whoever_names_another() {
    let rules = Rules::default();
    let group = Group {
        id: "g".into(),
        place: Whereabouts::at(Point::new(113.27, 23.13).unwrap(), None),
        since: Timestamp::UNIX_EPOCH,
        members: 2,
    };
    // A member lies at a spot; the leading report is at none.
    let mut member = report("a", SAID[0], 60.0, 1);
    member.place.spot = Some("文澜桥".into());
    member.group = Some(group.clone());
    let new = named("b", SAID[3], 5, spot("文澜桥"));
    assert_eq!(assign(&new, &[member.clone()], &rules), Placement::Alone);
    let mut there = group;
    there.place.spot = Some("文澜桥".into());
    member.group = Some(there);
    let joins = assign(&new, &[member], &rules);
    assert!(matches!(joins, Placement::Joins { .. }), "{joins:?}");
}

proptest! {
    /// Incidents far from each other come out the same whatever the order, and nobody is in two.
    #[test]
    fn the_order_of_separate_incidents_does_not_matter(
        order in Just((0..15_usize).collect::<Vec<_>>()).prop_shuffle()
    ) {
        let all: Vec<Report> = (0..15)
            .map(|i| {
                let (place, said) = (i / 5, i % 5);
                report(&format!("r{i:02}"), SAID[said], 400.0 * place as f64 + 6.0 * said as f64, 9 * said as i64)
            })
            .collect();
        let of = played(&all, &order, &Rules::default());
        let wanted: BTreeSet<BTreeSet<String>> = (0..3)
            .map(|place| (0..5).map(|said| format!("r{:02}", 5 * place + said)).collect())
            .collect();
        prop_assert_eq!(parts(&of), wanted);
    }

    /// Whatever is reported, wherever and whenever: bounds hold.
    #[test]
    fn bounds_hold(
        said in prop::collection::vec((0..5_usize, 0..600_i32, 0..400_i64), 1..40),
        members in 2..6_u32,
    ) {
        let rules = Rules { members, ..Rules::default() };
        let all: Vec<Report> = said
            .iter()
            .enumerate()
            .map(|(i, (what, east, minute))| report(&format!("r{i:02}"), SAID[*what], f64::from(*east), *minute))
            .collect();
        let order: Vec<usize> = (0..all.len()).collect();
        let of = played(&all, &order, &rules);
        for part in parts(&of) {
            prop_assert!(part.len() >= 2 && part.len() <= members as usize);
        }
    }
}
