//! What a person prefers to see: language, theme, larger type. Kept in cookies, no account needed.

use super::cookie::{self, Life};
use crate::words::Lang;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::Response;

/// Cookie names.
pub const LANG: &str = "xh_lang";
/// Cookie of the colour scheme: `light`, `dark`, otherwise as the system says.
pub const THEME: &str = "xh_theme";
/// Cookie of elder mode: `1` when on.
pub const ELDER: &str = "xh_elder";
/// Seconds a preference is kept: a year.
pub const KEEP_SECONDS: u64 = 365 * 24 * 3600;

/// Colour scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Reads a code; unknown is [`Theme::Auto`].
    pub fn parse(text: &str) -> Self {
        match text {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }
    /// The code, as in the cookie and the `data-theme` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
    /// The one after this when the switch is pressed.
    pub fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }
}

/// The preferences of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Prefs {
    /// Language.
    pub lang: Lang,
    /// Colour scheme.
    pub theme: Theme,
    /// Larger type and no surprises.
    pub elder: bool,
}

/// `?lang=`, then the cookie, then `Accept-Language`, then Chinese.
pub fn read(uri: &Uri, headers: &HeaderMap) -> Prefs {
    let lang = lang_in_query(uri)
        .or_else(|| cookie::get(headers, LANG).and_then(Lang::parse))
        .or_else(|| accepted(headers))
        .unwrap_or_default();
    Prefs {
        lang,
        theme: Theme::parse(cookie::get(headers, THEME).unwrap_or_default()),
        elder: cookie::get(headers, ELDER) == Some("1"),
    }
}

fn lang_in_query(uri: &Uri) -> Option<Lang> {
    let query = uri.query()?;
    form_urlencoded::parse(query.as_bytes())
        .find_map(|(k, v)| if k == "lang" { Lang::parse(&v) } else { None })
}

fn accepted(headers: &HeaderMap) -> Option<Lang> {
    let value = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    value.split(',').take(10).find_map(Lang::parse)
}

/// Puts [`Prefs`] into the request; remembers a language asked for by `?lang=`.
pub async fn layer(secure: bool, mut request: Request, next: Next) -> Response {
    let prefs = read(request.uri(), request.headers());
    let remember = lang_in_query(request.uri());
    request.extensions_mut().insert(prefs);
    let mut response = next.run(request).await;
    response.headers_mut().append(
        header::VARY,
        HeaderValue::from_static("Cookie, Accept-Language"),
    );
    if let Some(lang) = remember {
        let value = cookie::set(LANG, lang.code(), Life::Seconds(KEEP_SECONDS), secure);
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(uri: &'static str, cookies: &'static str, accept: &'static str) -> Prefs {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static(cookies));
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(accept));
        read(&Uri::from_static(uri), &headers)
    }

    #[test]
    fn the_address_beats_the_cookie_beats_the_browser() {
        assert_eq!(with("/?lang=en", "xh_lang=zh", "zh").lang, Lang::En);
        assert_eq!(with("/", "xh_lang=zh", "en").lang, Lang::Zh);
        assert_eq!(with("/", "", "fr, en;q=0.5").lang, Lang::En);
        assert_eq!(with("/", "", "").lang, Lang::Zh);
    }

    #[test]
    fn theme_and_elder_come_from_cookies() {
        let prefs = with("/", "xh_theme=dark; xh_elder=1", "");
        assert_eq!((prefs.theme, prefs.elder), (Theme::Dark, true));
        assert_eq!(with("/", "xh_theme=pink; xh_elder=2", ""), Prefs::default());
    }
}
