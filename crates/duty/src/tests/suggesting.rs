use super::*;

fn catalogue() -> Catalogue {
    Catalogue::new([
        matter("06010", "暴露垃圾", &["垃圾没人扫", "路边有垃圾"]),
        matter("06011", "积存垃圾渣土", &["垃圾堆了", "渣土堆"]),
        matter("06042", "垃圾站（箱）满溢", &["垃圾桶+满", "垃圾满溢"]),
        matter("09005", "店外经营", &["店门口摆", "出店经营"]),
        matter("09006", "占道经营", &["占道摆", "占道经营"]),
        matter("09022", "占道促销宣传", &[]),
    ])
}

fn first(text: &str) -> Option<(String, Vec<String>)> {
    let found = catalogue().suggest(text, day());
    let best = found.into_iter().next()?;
    Some((
        best.code.to_string(),
        best.words.into_iter().map(|h| h.text).collect(),
    ))
}

fn said(code: &str, words: &[&str]) -> Option<(String, Vec<String>)> {
    Some((code.into(), words.iter().map(|w| (*w).to_owned()).collect()))
}

#[test]
fn the_words_that_matched_are_given() {
    assert_eq!(
        first("楼下垃圾桶 已经满出来了"),
        said("06042", &["垃圾桶", "满"])
    );
    assert_eq!(
        first("这里路边有垃圾，垃圾没人扫"),
        said("06010", &["路边有垃圾", "垃圾没人扫"])
    );
    assert_eq!(first("餐馆出店经营"), said("09005", &["出店经营"]));
    assert_eq!(first("你好"), None);
}

#[test]
fn a_longer_phrase_outdoes_a_shorter_one_inside_it() {
    let with_short = Catalogue::new([
        matter("06010", "暴露垃圾", &["垃圾"]),
        matter("06042", "垃圾站（箱）满溢", &["垃圾满溢"]),
    ]);
    let codes = |text: &str| -> Vec<String> {
        let found = with_short.suggest(text, day());
        found.into_iter().map(|s| s.code.to_string()).collect()
    };
    assert_eq!(codes("垃圾满溢"), ["06042"]);
    assert_eq!(codes("垃圾满溢，地上也有垃圾"), ["06042", "06010"]);
    assert_eq!(codes("垃圾"), ["06010"]);
}

#[test]
fn parts_must_stand_near_each_other() {
    let far = format!("垃圾桶{}满", "远".repeat(30));
    assert_eq!(first(&far), None);
}

#[test]
fn only_matters_in_force_are_suggested() {
    let before = date(2026, 6, 30);
    assert!(catalogue().suggest("占道经营", before).is_empty());
}

#[test]
fn places_are_counted_in_the_text_as_typed() {
    let found = catalogue().suggest("问：出 店 经 营！", day());
    let hit = &found[0].words[0];
    assert_eq!(
        (hit.text.as_str(), hit.start, hit.end),
        ("出 店 经 营", 2, 9)
    );
}
