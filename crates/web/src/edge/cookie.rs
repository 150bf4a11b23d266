//! Cookies, read and written.

use axum::http::{HeaderMap, HeaderValue, header};

/// Longest cookie header read, in bytes; more is ignored.
pub const COOKIE_BYTES_MAX: usize = 8 * 1024;

/// The value of cookie `name`.
pub fn get<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .filter(|v| v.len() <= COOKIE_BYTES_MAX)
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(n, value)| (n == name).then_some(value))
}

/// How long a cookie lives.
#[derive(Debug, Clone, Copy)]
pub enum Life {
    /// Until the browser closes.
    Session,
    /// So many seconds.
    Seconds(u64),
    /// Delete it.
    Gone,
}

/// A `Set-Cookie` value: always `HttpOnly` and `SameSite=Lax`. `value` must be plain cookie octets;
/// anything else gives an empty cookie.
pub fn set(name: &str, value: &str, life: Life, secure: bool) -> HeaderValue {
    let plain = value
        .bytes()
        .all(|b| b.is_ascii_graphic() && !matches!(b, b';' | b',' | b'"' | b'\\'));
    let value = if plain { value } else { "" };
    let mut text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax");
    match life {
        Life::Session => {}
        Life::Seconds(seconds) => text.push_str(&format!("; Max-Age={seconds}")),
        Life::Gone => text.push_str("; Max-Age=0"),
    }
    if secure {
        text.push_str("; Secure");
    }
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("a=1; xh_session=abc; b=2"),
        );
        assert_eq!(get(&headers, "xh_session"), Some("abc"));
        assert_eq!(get(&headers, "session"), None);
    }

    #[test]
    fn a_value_cannot_add_attributes() {
        let cookie = set("a", "x; Domain=evil", Life::Session, true);
        assert_eq!(
            cookie.to_str().unwrap(),
            "a=; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
    }
}
