//! A message carried over one redirect: a catalogue key and at most one value.

use crate::edge::cookie::{self, Life};
use crate::words;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};

/// The cookie.
pub const COOKIE: &str = "xh_flash";
/// Seconds a message waits to be seen.
const KEEP_SECONDS: u64 = 60;
/// Longest value, in characters.
const VALUE_CHARS_MAX: usize = 120;

/// A message; `n` in the catalogue text is the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    /// Catalogue key, under `flash.`.
    pub key: String,
    /// Value.
    pub value: String,
}

impl Flash {
    /// A message without a value.
    pub fn new(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            value: String::new(),
        }
    }
    /// A message with a value, for `{n}`.
    pub fn with(key: &str, value: impl std::fmt::Display) -> Self {
        let value = value.to_string().chars().take(VALUE_CHARS_MAX).collect();
        Self {
            key: key.to_owned(),
            value,
        }
    }
    fn encode(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .append_pair(&self.key, &self.value)
            .finish()
    }
    /// Reads a cookie; unknown keys are nobody's message.
    pub fn decode(text: &str) -> Option<Self> {
        let (key, value) = form_urlencoded::parse(text.as_bytes()).next()?;
        let known = key.starts_with("flash.") && words::has(&key);
        known.then(|| Self {
            key: key.into_owned(),
            value: value.into_owned(),
        })
    }
    /// Goes to `location` (an own path), where the message is shown.
    pub fn go(self, location: &str, secure: bool) -> Response {
        let mut response = Redirect::to(location).into_response();
        response
            .headers_mut()
            .append(header::SET_COOKIE, self.cookie(secure));
        response
    }
    fn cookie(&self, secure: bool) -> HeaderValue {
        cookie::set(COOKIE, &self.encode(), Life::Seconds(KEEP_SECONDS), secure)
    }
}

/// An own path, or `/`: nobody is sent to another site.
pub fn own_path(text: &str) -> &str {
    let own = text.starts_with('/')
        && !text.starts_with("//")
        && !text.contains('\\')
        && !text.chars().any(char::is_control);
    if own { text } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_survives_the_cookie() {
        let flash = Flash::with("flash.saved", "第 3 项; ok");
        let back = Flash::decode(&flash.encode());
        assert_eq!(back, Some(flash));
        assert_eq!(Flash::decode("evil=1"), None);
    }

    #[test]
    fn only_own_paths_are_followed() {
        assert_eq!(own_path("/ledger?x=1"), "/ledger?x=1");
        for bad in [
            "https://evil",
            "//evil",
            "/\\evil",
            "",
            "javascript:1",
            "/\t/evil",
            "/\n/evil",
        ] {
            assert_eq!(own_path(bad), "/");
        }
    }
}
