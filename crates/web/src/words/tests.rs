use super::*;
use std::collections::BTreeSet;
use std::path::Path;

fn keys(lang: Lang) -> BTreeSet<&'static String> {
    CATALOGUES[lang as usize].keys().collect()
}

/// Names between braces.
fn params(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect()
}

#[test]
fn catalogues_are_toml() {
    for source in SOURCES {
        assert!(
            source.parse::<toml::Table>().is_ok(),
            "{:?}",
            source.parse::<toml::Table>().err()
        );
    }
}

#[test]
fn both_languages_have_the_same_keys_and_parameters() {
    assert_eq!(keys(Lang::Zh), keys(Lang::En));
    for key in keys(Lang::Zh) {
        let (zh, en) = (word(Lang::Zh, key), word(Lang::En, key));
        assert_eq!(params(&zh), params(&en), "parameters of {key} differ");
    }
}

/// Every `t("key"…)`, `t1("key"…)`, `t2("key"…)`, `word(lang, "key")` and `Flash::new("key")` of source and
/// templates; a key that ends in a dot is a prefix completed at run time.
fn used_keys(path: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(path).expect("folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            used_keys(&path, found);
            continue;
        }
        if !matches!(
            path.extension().and_then(|e| e.to_str()),
            Some("rs" | "html")
        ) || path.ends_with("words/tests.rs")
        {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("file");
        for opening in [
            ".t(\"",
            ".t1(\"",
            ".t2(\"",
            ".t_in(\"",
            "Flash::new(\"",
            "Flash::with(\"",
            "word(lang, \"",
            "fill(lang, \"",
        ] {
            for rest in text.split(opening).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                found.push((key.to_owned(), path.display().to_string()));
            }
        }
    }
}

#[test]
fn every_key_used_is_in_the_catalogue() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    used_keys(&root.join("src"), &mut found);
    used_keys(&root.join("templates"), &mut found);
    assert!(
        found.len() > 50,
        "the search found only {} uses",
        found.len()
    );
    let known = keys(Lang::Zh);
    let missing: BTreeSet<_> = found
        .iter()
        .filter(|(key, _)| {
            !known.contains(key) && !known.iter().any(|k| k.starts_with(&format!("{key}.")))
        })
        .collect();
    assert!(missing.is_empty(), "not in the catalogues: {missing:#?}");
}

#[test]
fn words_are_filled() {
    assert_eq!(
        fill(Lang::En, "as_of.banner", &[("day", &"2026-07-01")]),
        "Shown as known on 2026-07-01"
    );
    assert_eq!(word(Lang::Zh, "no.such.key"), "no.such.key");
}

#[test]
fn languages_are_read_from_tags() {
    assert_eq!(Lang::parse("zh-Hans-CN"), Some(Lang::Zh));
    assert_eq!(Lang::parse(" en;q=0.8"), Some(Lang::En));
    assert_eq!(Lang::parse("fr"), None);
}
