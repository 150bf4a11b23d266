//! The two shipped profiles are whole.

mod common;

use light::Kind;
use org::{Role, UnitCode, UnitKind};
use place::Layer;
use profile::{DemoPlan, DemoStatus};
use std::collections::BTreeSet;

fn count(profile: &profile::Profile, kind: UnitKind) -> usize {
    profile
        .directory
        .iter()
        .filter(|unit| unit.kind == kind)
        .count()
}

#[test]
fn the_first_district_has_all_its_units() {
    let profile = common::load("yuexiu");
    assert_eq!(count(&profile, UnitKind::Subdistrict), 18);
    assert_eq!(count(&profile, UnitKind::Community), 222);
    let bureaus = [UnitKind::Department, UnitKind::Branch, UnitKind::Office];
    assert!(
        bureaus
            .into_iter()
            .map(|kind| count(&profile, kind))
            .sum::<usize>()
            >= 47
    );
    assert!(profile.outline.is_some());
    for unit in profile
        .directory
        .iter()
        .filter(|unit| bureaus.contains(&unit.kind))
    {
        let duties: BTreeSet<&String> = unit.duties.iter().collect();
        assert!(
            (10..=36).contains(&duties.len()),
            "{}: {} duty phrases",
            unit.name,
            duties.len()
        );
        assert!(
            profile.overseer(&unit.code).is_some(),
            "nobody oversees {}",
            unit.name
        );
    }
}

#[test]
fn five_people_stand_on_the_first_page_and_the_administrators_are_three() {
    for name in ["yuexiu", "lanting"] {
        let people = common::load(name).demo_people;
        let mut fronts: Vec<_> = people
            .iter()
            .filter_map(|p| p.front.map(|f| (f, &p.person.roles)))
            .collect();
        fronts.sort_by_key(|(front, _)| *front);
        let roles: Vec<Role> = fronts.iter().flat_map(|(_, roles)| roles.iter()).collect();
        let wanted = [
            Role::DistrictOffice,
            Role::DepartmentClerk,
            Role::SubdistrictClerk,
            Role::Leader,
            Role::Auditor,
        ];
        assert_eq!(roles, wanted, "{name}");
        for role in Role::ALL.iter().filter(|role| role.is_administrator()) {
            assert_eq!(
                people
                    .iter()
                    .filter(|p| p.person.roles.contains(*role))
                    .count(),
                1,
                "{name} {role}"
            );
        }
    }
}

#[test]
fn the_demonstration_covers_targets_and_every_state() {
    let demo = common::load("yuexiu").demo.unwrap();
    let numbered: Vec<u32> = demo
        .assignments
        .iter()
        .map(|a| a.no)
        .filter(|no| *no <= 46)
        .collect();
    assert_eq!(numbered, (1..=46).collect::<Vec<_>>());
    let recorded: BTreeSet<u32> = demo.records.iter().map(|r| r.no).collect();
    assert!(recorded.len() >= 30);
    for status in [
        DemoStatus::Claimed,
        DemoStatus::Verified,
        DemoStatus::Returned,
    ] {
        assert!(
            demo.records.iter().any(|r| r.status == status),
            "{status:?}"
        );
    }
    let dates = demo
        .records
        .iter()
        .map(|r| r.date)
        .chain(demo.notes.iter().map(|n| n.date));
    let (first, last) = (dates.clone().min().unwrap(), dates.max().unwrap());
    assert!(first >= "2026-05-01".parse().unwrap() && last <= "2026-11-22".parse().unwrap());
    assert!(
        demo.assignments
            .iter()
            .any(|a| matches!(a.plan, DemoPlan::Milestones(_)))
    );
}

#[test]
fn the_second_district_differs() {
    let (one, two) = (common::load("yuexiu"), common::load("lanting"));
    assert_eq!(
        (
            count(&two, UnitKind::Subdistrict),
            count(&two, UnitKind::Community)
        ),
        (2, 4)
    );
    assert_eq!(count(&two, UnitKind::Department), 3);
    assert_ne!(
        one.lights[0].rule.green_gap_pp,
        two.lights[0].rule.green_gap_pp
    );
    assert_ne!(
        one.words.zh["overview_title"],
        two.words.zh["overview_title"]
    );
    assert_eq!(
        one.words.zh.keys().collect::<Vec<_>>(),
        two.words.zh.keys().collect::<Vec<_>>()
    );
    assert_eq!(two.notices.len(), 3);
    let school = UnitCode::parse("people").unwrap();
    assert_eq!(two.overseer(&school).unwrap().id.as_str(), "head");
}

#[test]
fn light_rules_are_versioned() {
    let profile = common::load("yuexiu");
    let on = |day: &str| {
        profile
            .light_rule_on(day.parse().unwrap())
            .map(|spec| spec.rule.version)
    };
    assert_eq!(
        (on("2025-12-31"), on("2026-06-30"), on("2026-07-01")),
        (None, Some(1), Some(2))
    );
    let stale = |kind, measure| {
        profile.lights[0]
            .rule_for(kind, measure)
            .note_stale_yellow_days
    };
    assert_eq!(stale(Kind::Quantified, Some("重点建设项目年度投资")), 45);
    assert_eq!(stale(Kind::Continuing, None), 95);
    assert_eq!(stale(Kind::Quantified, Some("更新燃气管道")), 60);
    let book = profile.rule_book(Kind::Continuing, None);
    assert_eq!(
        book.rules
            .iter()
            .map(|rule| rule.version)
            .collect::<Vec<_>>(),
        [1, 2]
    );
    assert!(
        book.rules
            .iter()
            .all(|rule| rule.note_stale_yellow_days == 95)
    );
}

#[test]
fn every_day_has_its_grids() {
    let (first, second) = (common::load("yuexiu"), common::load("lanting"));
    let count = |profile: &profile::Profile, layer, on: &str| {
        profile.areas.on(layer, on.parse().unwrap()).count()
    };
    assert_eq!(count(&first, Layer::Subdistrict, "2026-11-23"), 18);
    assert_eq!(count(&first, Layer::Community, "2026-11-23"), 222);
    assert_eq!(count(&first, Layer::Grid, "2026-11-23"), 1138);
    assert_eq!(count(&first, Layer::Grid, "2024-12-31"), 1843);
    assert_eq!(count(&second, Layer::Grid, "2024-12-31"), 24);
    assert!(first.areas.iter().all(|area| area.illustrative));
    let day = "2026-11-23".parse().unwrap();
    for entry in first.gazetteer.iter().flat_map(|g| g.iter()) {
        let found = first.areas.resolve(entry.point, day);
        assert_eq!(found.map(|f| f.layer), Some(Layer::Grid), "{}", entry.name);
    }
}
