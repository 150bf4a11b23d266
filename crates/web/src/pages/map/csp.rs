//! The content security policy of the map page: that of every page, and one outside server of pictures where
//! the district names one.

use crate::edge::headers::CSP;

/// The policy; `pictures` is scheme and host, checked by the profile.
pub fn policy(pictures: Option<&str>) -> String {
    match pictures {
        None => CSP.to_owned(),
        Some(origin) => CSP
            .replace("img-src 'self'", &format!("img-src 'self' {origin}"))
            .replace(
                "connect-src 'self'",
                &format!("connect-src 'self' {origin}"),
            ),
    }
}

#[cfg(test)]
mod tests {
    use super::policy;

    #[test]
    fn only_the_named_server_is_let_in() {
        assert!(!policy(None).contains("http"));
        assert_eq!(policy(None).matches("worker-src 'self'").count(), 1);
        let with = policy(Some("https://t.example.org"));
        assert!(
            with.contains("connect-src 'self' https://t.example.org;"),
            "{with}"
        );
        assert!(
            with.contains("img-src 'self' https://t.example.org data:"),
            "{with}"
        );
        assert_eq!(with.matches("example").count(), 2);
        assert!(with.contains("script-src 'self';"));
    }
}
