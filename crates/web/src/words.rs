//! Text for people, by key, in two languages. The catalogues are `locales/{zh,en}.toml`.

use std::collections::HashMap;
use std::fmt::Display;
use std::sync::LazyLock;

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Chinese, the default.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// `zh` or `en`, with or without a region; anything else is none.
    pub fn parse(text: &str) -> Option<Self> {
        let primary = text.trim().split(['-', '_', ';']).next()?;
        match primary.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }
    /// The value of the `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }
    /// The short code, as in cookies and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }
    /// One of two texts.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

type Catalogue = HashMap<String, String>;

const SOURCES: [&str; 2] = [
    include_str!("../locales/zh.toml"),
    include_str!("../locales/en.toml"),
];

static CATALOGUES: LazyLock<[Catalogue; 2]> = LazyLock::new(|| SOURCES.map(read));

fn read(source: &str) -> Catalogue {
    let table: toml::Table = source.parse().unwrap_or_default();
    let mut flat = Catalogue::new();
    flatten("", &table, &mut flat);
    flat
}

fn flatten(prefix: &str, table: &toml::Table, into: &mut Catalogue) {
    for (key, value) in table {
        let path = if prefix.is_empty() {
            key.clone()
        } else {
            format!("{prefix}.{key}")
        };
        match value {
            toml::Value::Table(inner) => flatten(&path, inner, into),
            toml::Value::String(text) => {
                into.insert(path, text.clone());
            }
            _ => {}
        }
    }
}

/// The words under `key`; the key itself where the catalogue has none (a test sees to it that this
/// does not happen for keys written in the source).
pub fn word(lang: Lang, key: &str) -> String {
    let found = CATALOGUES[lang as usize].get(key);
    found.cloned().unwrap_or_else(|| key.to_owned())
}

/// True where the catalogue has `key`.
pub fn has(key: &str) -> bool {
    CATALOGUES[Lang::Zh as usize].contains_key(key)
}

/// The words under `key` with each `{name}` replaced.
pub fn fill(lang: Lang, key: &str, params: &[(&str, &dyn Display)]) -> String {
    let mut text = word(lang, key);
    for (name, value) in params {
        text = text.replace(&format!("{{{name}}}"), &value.to_string());
    }
    text
}

#[cfg(test)]
mod tests;
