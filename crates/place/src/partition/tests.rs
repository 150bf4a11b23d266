use super::*;
use crate::sample::{day, ring};
use crate::{AreaSet, feature_collection};

fn named(code: &str) -> Named {
    Named {
        code: code.into(),
        name: format!("名{code}"),
    }
}

fn plan() -> Plan {
    // A bend, so that some cells would fall into two pieces.
    let outline = ring(&[
        (0.0, 0.0),
        (30.0, 2.0),
        (31.0, 20.0),
        (22.0, 21.0),
        (21.0, 8.0),
        (11.0, 7.0),
        (9.0, 25.0),
        (-2.0, 22.0),
    ]);
    let sub = |code: &str, x: f64, y: f64, n: usize| Subdistrict {
        named: named(code),
        seed: Point::new(113.0 + x * 0.001, 23.0 + y * 0.001).unwrap(),
        communities: (1..=n).map(|i| named(&format!("{code}00{i}"))).collect(),
    };
    Plan {
        outline,
        district: named("9"),
        subdistricts: vec![
            sub("91", 4.0, 18.0, 3),
            sub("92", 15.0, 4.0, 4),
            sub("93", 27.0, 16.0, 1),
        ],
        valid_from: day("2020-01-01"),
        cuts: vec![
            Cut {
                valid_from: day("2022-01-01"),
                grids: 60,
            },
            Cut {
                valid_from: day("2025-01-01"),
                grids: 37,
            },
        ],
    }
}

#[test]
fn a_plan_is_an_exact_partition_on_every_day() {
    let plan = plan();
    let areas = partition(&plan).unwrap();
    let set = AreaSet::import(areas.clone(), Some(&plan.outline)).unwrap_or_else(|faults| {
        panic!(
            "{:?}",
            faults.iter().map(|f| &f.message_zh).collect::<Vec<_>>()
        )
    });
    let count = |layer, on: &str| set.on(layer, day(on)).count();
    assert_eq!(count(Layer::Grid, "2024-12-31"), 60);
    assert_eq!(count(Layer::Grid, "2025-01-01"), 37);
    assert_eq!(count(Layer::Community, "2025-01-01"), 8);
    assert!(
        areas.iter().all(|a| a.illustrative && a.shape.0.len() == 1),
        "each in one piece"
    );
    for subdistrict in &plan.subdistricts {
        let found = set.resolve(subdistrict.seed, day("2026-01-01")).unwrap();
        assert_eq!(
            found.code_in(Layer::Subdistrict),
            Some(subdistrict.named.code.as_str())
        );
    }
    let sizes: Vec<f64> = set
        .on(Layer::Grid, day("2026-01-01"))
        .map(Area::square_metres)
        .collect();
    let (least, most) = sizes
        .iter()
        .fold((f64::MAX, 0.0_f64), |(l, m), s| (l.min(*s), m.max(*s)));
    assert!(most / least < 6.0, "{least} to {most} square metres");
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let text = |plan| feature_collection(partition(plan).unwrap().iter());
    assert_eq!(text(&plan()), text(&plan()));
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let with = |change: fn(&mut Plan)| {
        let mut plan = plan();
        change(&mut plan);
        partition(&plan).unwrap_err()
    };
    assert_eq!(
        with(|p| p.cuts[1].grids = 7),
        PlanError::Count("名9".into())
    );
    assert_eq!(with(|p| p.cuts.reverse()), PlanError::Order);
    assert_eq!(
        with(|p| p.subdistricts[0].communities.clear()),
        PlanError::Count("名91".into())
    );
    let far = |p: &mut Plan| p.subdistricts[2].seed = Point::new(114.0, 10.0).unwrap();
    assert_eq!(with(far), PlanError::NoGround("名93".into()));
}

#[test]
fn shares_add_up() {
    assert_eq!(order::shares(&[1.0, 1.0, 2.0], 8), [2, 2, 4]);
    assert_eq!(order::shares(&[3.0, 0.1], 2), [1, 1]);
    assert_eq!(
        order::shares(&[5.0, 4.0, 3.0], 1138).iter().sum::<usize>(),
        1138
    );
}
