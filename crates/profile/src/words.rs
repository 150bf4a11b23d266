//! `words.toml`: the district's own words for pages, in Chinese and English.

use crate::problem::Log;
use crate::toml_table::{self, Table};
use std::collections::BTreeMap;

const FILE: &str = "words.toml";

/// Words by key; both languages have the same keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Chinese.
    pub zh: BTreeMap<String, String>,
    /// English.
    pub en: BTreeMap<String, String>,
}

pub(crate) fn read(text: &str, log: &mut Log) -> Words {
    let Some(document) = toml_table::parse(FILE, text, log) else {
        return Words::default();
    };
    let root = Table::root(FILE, text, document.get_ref());
    root.only(&["zh", "en"], log);
    let zh = language(root, "zh", "en", log);
    let en = language(root, "en", "zh", log);
    Words { zh, en }
}

/// Words of one language; a key that the other language lacks is a problem where it stands.
fn language(root: Table<'_>, own: &str, other: &str, log: &mut Log) -> BTreeMap<String, String> {
    let Some(table) = root.table(own, log) else {
        return BTreeMap::new();
    };
    let others = root.has(other).then(|| root.table(other, log)).flatten();
    let mut words = BTreeMap::new();
    for (key, line) in table.keys() {
        if others.is_some_and(|o| !o.has(key)) {
            root.problem(
                line,
                "words_untranslated",
                format!("“{key}”在[{other}]里没有"),
                log,
            );
        }
        if let Some(word) = table.text(key, log) {
            words.insert(key.to_owned(), word.to_owned());
        }
    }
    words
}
