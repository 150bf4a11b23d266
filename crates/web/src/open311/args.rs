//! Arguments of a query or form.

use crate::edge::fault::Fault;
use crate::words::{Lang, fill};
use app::FieldProblem;
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;

/// Most arguments of a request.
const ARGS_MAX: usize = 200;
/// Civil days are those of the district's clock, UTC+8.
const OFFSET: &str = "T00:00:00+08:00";

/// Named values in the order sent; a name may come several times.
#[derive(Debug, Clone, Default)]
pub struct Args(Vec<(String, String)>);

impl Args {
    /// Of a query string or a plain form.
    pub fn parse(text: &[u8]) -> Result<Self, Fault> {
        let pairs = form_urlencoded::parse(text).take(ARGS_MAX + 1);
        Self::of(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())))
    }

    /// Of pairs.
    pub fn of(pairs: impl Iterator<Item = (String, String)>) -> Result<Self, Fault> {
        let pairs: Vec<_> = pairs.collect();
        if pairs.len() > ARGS_MAX {
            return Err(Fault::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large"));
        }
        Ok(Self(pairs))
    }

    /// All pairs.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The last value of a name that says something.
    pub fn get(&self, name: &str) -> Option<&str> {
        let named = self.iter().filter(|(n, _)| *n == name);
        named
            .map(|(_, value)| value.trim())
            .rfind(|v| !v.is_empty())
    }

    /// Text of a name, or nothing.
    pub fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }

    /// A value that must be there.
    pub fn needed(&self, name: &str) -> Result<&str, Fault> {
        self.get(name).ok_or_else(|| missing(name))
    }

    /// Values of a name, declared several times or separated by commas.
    pub fn list(&self, name: &str) -> Vec<String> {
        let named = self.iter().filter(|(n, _)| *n == name);
        let parts = named.flat_map(|(_, value)| value.split(','));
        let parts = parts.map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    }

    /// A whole number within bounds.
    pub fn count(&self, name: &str, least: usize, most: usize) -> Result<Option<usize>, Fault> {
        let Some(text) = self.get(name) else {
            return Ok(None);
        };
        let number = text.parse().ok().filter(|n| (least..=most).contains(n));
        number.map(Some).ok_or_else(|| wrong(name))
    }

    /// An instant: a W3C date with its zone, or a civil day. A plus sign that arrived as a blank is
    /// taken as meant.
    pub fn instant(&self, name: &str) -> Result<Option<Timestamp>, Fault> {
        let Some(text) = self.get(name) else {
            return Ok(None);
        };
        let text = match text.rsplit_once(' ') {
            Some((at, zone)) if text.contains('T') && zone.contains(':') => format!("{at}+{zone}"),
            _ => text.to_owned(),
        };
        let day = text.parse::<Date>().ok().filter(|_| text.len() == 10);
        let at = match day {
            Some(day) => format!("{day}{OFFSET}").parse(),
            None => text.parse(),
        };
        at.map(Some).map_err(|_| wrong(name))
    }
}

/// An argument that cannot be read.
pub fn wrong(name: &str) -> Fault {
    argument(name, "open311.argument")
}

/// An argument that must be there.
pub fn missing(name: &str) -> Fault {
    argument(name, "open311.missing")
}

fn argument(name: &str, key: &str) -> Fault {
    let words = |lang| fill(lang, key, &[("name", &name)]);
    let (zh, en) = (words(Lang::Zh), words(Lang::En));
    Fault {
        status: StatusCode::BAD_REQUEST,
        code: key.to_owned(),
        fields: vec![FieldProblem {
            field: name.to_owned(),
            code: key.to_owned(),
            zh: zh.clone(),
            en: en.clone(),
        }],
        zh,
        en,
        current_version: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(text: &str) -> Args {
        Args::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn instants_come_in_many_spellings() {
        let read = |text: &str| args(text).instant("t").unwrap().unwrap().to_string();
        for text in [
            "t=2026-01-01T00:00:00Z",
            "t=2026-01-01T08:00:00%2B08:00",
            "t=2026-01-01T08:00:00+08:00",
        ] {
            assert_eq!(read(text), "2026-01-01T00:00:00Z", "{text}");
        }
        assert_eq!(read("t=2026-01-01"), "2025-12-31T16:00:00Z");
        for text in [
            "t=now",
            "t=2026-13-01",
            "t=2026-01-01T00:00:00",
            "t=2026-01-01 08:00",
        ] {
            assert!(args(text).instant("t").is_err(), "{text}");
        }
        assert_eq!(args("t=").instant("t").unwrap(), None);
    }

    #[test]
    fn values_are_declared_again_or_separated_by_commas() {
        assert_eq!(args("a=1,2&b=x&a=+3+").list("a"), ["1", "2", "3"]);
        assert_eq!(args("a=1&a=2&a=").get("a"), Some("2"));
        assert!(args("n=0").count("n", 1, 9).is_err());
        assert_eq!(args("n=9").count("n", 1, 9).unwrap(), Some(9));
        assert!(Args::parse("a&".repeat(300).as_bytes()).is_err());
    }
}
