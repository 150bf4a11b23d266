use super::*;
use jiff::civil::date;
use proptest::prelude::*;

const BURST: [&str; 3] = ["水管爆裂路面积水", "水管又爆裂了", "供水管爆裂停水"];
const SMOKE: [&str; 3] = ["烧烤摊油烟扰民", "夜宵烧烤油烟太大", "烧烤摊油烟呛人"];

fn text(n: usize, place: &str, said: &str, week: i32) -> Text {
    let day = date(2026, 3, 2)
        .saturating_add(jiff::Span::new().days(i64::from(7 * week) + (n % 5) as i64));
    Text {
        id: format!("t{n:03}"),
        title: format!("{place}{said}"),
        body: format!("{place}{said}，请派人看看"),
        day,
        place: None,
    }
}

fn all() -> Vec<Text> {
    let at = |n: usize| match n % 3 {
        0 => text(n, "听雨花园", BURST[n / 3 % 3], (n / 6) as i32),
        1 => text(n, "文澜小区", SMOKE[n / 3 % 3], (n / 6) as i32),
        _ => text(
            n,
            ["东门", "西门", "南桥", "北桥", "旧码头", "新桥头"][n / 3 % 6],
            [
                "井盖缺失",
                "路灯不亮",
                "树枝断落",
                "垃圾没人收",
                "车位被占",
                "噪声太大",
            ][n / 3 % 6],
            (n / 6) as i32,
        ),
    };
    (0..36).map(at).collect()
}

#[test]
fn what_comes_again_at_one_place_is_a_topic_with_its_weeks() {
    let found = topics(&all(), &TopicRules::default());
    assert_eq!(found.len(), 2, "{found:#?}");
    let burst = found
        .iter()
        .find(|t| t.place.as_deref() == Some("听雨花园"))
        .expect("it");
    assert_eq!(burst.members.len(), 12);
    assert_eq!(burst.weeks.iter().map(|(_, n)| n).sum::<usize>(), 12);
    assert!(
        burst
            .words
            .iter()
            .any(|w| w.contains("水管") || w.contains("爆裂")),
        "{burst:?}"
    );
    assert!(burst.from < burst.to && burst.trend(burst.to) > 0);
}

#[test]
fn after_a_long_silence_another_topic_begins() {
    let rules = TopicRules {
        least: 3,
        silence_days: 10,
        ..TopicRules::default()
    };
    let mut texts: Vec<Text> = (0..3)
        .map(|n| text(n, "听雨花园", BURST[n % 2], 0))
        .collect();
    texts.extend((3..6).map(|n| text(n, "听雨花园", BURST[n % 2], 8)));
    texts.extend((6..12).map(|n| text(n, "东门", SMOKE[n % 3], 4)));
    let found = topics(&texts, &rules);
    let of = |id: &str| found.iter().position(|t| t.members.iter().any(|m| m == id));
    assert!(of("t000").is_some() && of("t003").is_some(), "{found:#?}");
    assert_ne!(of("t000"), of("t003"), "{found:#?}");
}

proptest! {
    #[test]
    fn the_order_in_which_texts_come_does_not_matter(
        order in Just((0..36_usize).collect::<Vec<_>>()).prop_shuffle()
    ) {
        let (texts, rules) = (all(), TopicRules::default());
        let mixed: Vec<Text> = order.iter().map(|at| texts[*at].clone()).collect();
        let found = topics(&mixed, &rules);
        prop_assert_eq!(&found, &topics(&texts, &rules));
        let mut once = std::collections::BTreeSet::new();
        for id in found.iter().flat_map(|topic| &topic.members) {
            prop_assert!(once.insert(id.clone()), "{} is in two topics", id);
        }
    }
}
