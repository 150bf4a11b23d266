use super::*;

fn check<'a>(
    list: &'a DutyList,
    to: &str,
    of: &str,
    at: Option<&str>,
) -> Result<Option<&'a str>, (&'static str, &'a str)> {
    let area = at.map(place);
    match list.check_dispatch(&unit(to), &code(of), area.as_ref(), day()) {
        Ok(Dispatch::Core(entry)) => Ok(Some(entry.id.as_str())),
        Ok(Dispatch::Unlisted) => Ok(None),
        Err(blocked) => Err((blocked.reason.code(), blocked.entry.id.as_str())),
    }
}

#[test]
fn the_owner_may_be_given_its_matter() {
    let list = list();
    assert_eq!(
        check(&list, "east", "06010", Some("990101001")),
        Ok(Some("a"))
    );
    assert_eq!(
        check(&list, "east", "06010", Some("990101001001")),
        Ok(Some("a"))
    );
    assert_eq!(
        check(&list, "east-team", "06010", Some("990101001001")),
        Ok(Some("a"))
    );
    assert_eq!(
        check(&list, "market", "06010", Some("990101002")),
        Ok(Some("b"))
    );
    assert_eq!(check(&list, "water", "06025", None), Ok(Some("e")));
    assert_eq!(check(&list, "water", "06010", None), Ok(None));
}

#[test]
fn assisting_reclaimed_and_another_place_are_blocked_with_the_entry() {
    let list = list();
    assert_eq!(
        check(&list, "works", "06010", Some("990101001")),
        Err(("duty.assisting_only", "c"))
    );
    assert_eq!(
        check(&list, "east", "06025", Some("990101001")),
        Err(("duty.reclaimed", "d"))
    );
    assert_eq!(
        check(&list, "west", "06010", Some("990101001")),
        Err(("duty.other_place", "a"))
    );
    assert_eq!(
        check(&list, "west", "06010", Some("990101002")),
        Err(("duty.other_place", "a")),
        "the narrower owner goes before the group"
    );
    let area = place("990101001");
    let blocked = list
        .check_dispatch(&unit("east"), &code("06025"), Some(&area), day())
        .unwrap_err();
    assert_eq!(blocked.instead, [unit("water")]);
    assert_eq!(
        blocked.zh(&list),
        "该事项已由上级从各街道收回，现由水务局承担（履职清单条目 d）"
    );
    assert!(blocked.en(&list).contains("taken back"));
}

#[test]
fn what_ended_yesterday_binds_nobody_today() {
    let mut ended = entry("d", "06025", "streets", EntryKind::Reclaimed, &[]);
    ended.period.valid_to = Some(date(2026, 11, 22));
    let list = list_of(vec![ended]);
    assert_eq!(check(&list, "east", "06025", Some("990101001")), Ok(None));
    let yesterday = date(2026, 11, 22);
    let area = place("990101001");
    assert!(
        list.check_dispatch(&unit("east"), &code("06025"), Some(&area), yesterday)
            .is_err()
    );
}

#[test]
fn an_own_entry_goes_before_that_of_the_group() {
    let list = list_of(vec![
        entry("a", "06010", "streets", EntryKind::Core, &[]),
        entry("b", "06010", "east", EntryKind::Reclaimed, &[]),
    ]);
    assert_eq!(
        check(&list, "east", "06010", Some("990101001")),
        Err(("duty.reclaimed", "b"))
    );
    assert_eq!(
        check(&list, "west", "06010", Some("990101002")),
        Ok(Some("a"))
    );
}

#[test]
fn entries_are_given_for_the_member_on_whose_ground_the_area_lies() {
    let list = list();
    let at = |area: Option<&str>| -> Vec<(String, String)> {
        let area = area.map(place);
        let found = list.entries(&code("06010"), area.as_ref(), day());
        let pair = |e: InForce<'_>| (e.unit.to_string(), e.entry.id.to_string());
        found.into_iter().map(pair).collect()
    };
    let pairs = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        all.iter()
            .map(|(u, e)| ((*u).into(), (*e).into()))
            .collect()
    };
    assert_eq!(
        at(Some("990101001001")),
        pairs(&[("east", "a"), ("works", "c")])
    );
    assert_eq!(
        at(Some("990101002")),
        pairs(&[("market", "b"), ("works", "c")])
    );
    assert_eq!(at(None), pairs(&[("streets", "a"), ("works", "c")]));
}

#[test]
fn proposals_are_ranked_and_say_why() {
    let list = list();
    let past = [
        PastCount {
            unit: unit("water"),
            closed: 9,
            returned: 0,
        },
        PastCount {
            unit: unit("works"),
            closed: 50,
            returned: 0,
        },
        PastCount {
            unit: unit("east"),
            closed: 3,
            returned: 1,
        },
    ];
    let area = place("990101001001");
    let found = list.propose(&code("06010"), Some(&area), day(), &past);
    let ranks: Vec<(usize, &str)> = found.iter().map(|p| (p.rank, p.unit.as_str())).collect();
    assert_eq!(
        ranks,
        [(1, "east"), (2, "water")],
        "works only assists, so it is not proposed"
    );
    assert_eq!(
        found[0].reasons,
        [
            Reason::Entry {
                id: EntryId::parse("a").unwrap(),
                basis: "条例".into()
            },
            Reason::OwnGround,
            Reason::Past {
                closed: 3,
                returned: 1
            },
        ]
    );
    let west = place("990101002");
    let found = list.propose(&code("06010"), Some(&west), day(), &[]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].unit, unit("market"));
    assert!(found[0].reasons.contains(&Reason::PlaceOfEntry {
        place: "990101002".into()
    }));
}

#[test]
fn without_an_owner_the_ground_receives() {
    let found = list().propose(&code("09005"), Some(&place("990101001001")), day(), &[]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].unit, unit("east"));
    assert_eq!(found[0].reasons, [Reason::OwnGround, Reason::NoOwnerListed]);
    assert!(list().propose(&code("09005"), None, day(), &[]).is_empty());
}

#[test]
fn a_grade_that_is_not_named_has_the_limit_of_the_rest() {
    let limit = |text: &str| text.parse::<calendar::Limit>().unwrap();
    let mut litter = matter("06010", "暴露垃圾", &[]);
    assert_eq!(litter.limit(Some("A")), None);
    litter.limits = [
        ("A".to_owned(), limit("4wh")),
        ("*".to_owned(), limit("1wd")),
    ]
    .into();
    assert_eq!(litter.limit(Some("A")), Some(limit("4wh")));
    assert_eq!(litter.limit(Some("B")), Some(limit("1wd")));
    assert_eq!(litter.limit(None), Some(limit("1wd")));
}
