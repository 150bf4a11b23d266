//! Mail through a relay.

use super::channels::MailServer;
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;

/// The longest a relay is waited for, in seconds.
const WAIT_SECONDS: u64 = 20;

/// Sends one mail. `id` becomes its Message-ID, so that a second delivery can be recognised.
pub(super) async fn send(
    server: &MailServer,
    id: &str,
    to: &str,
    title: &str,
    body: &str,
) -> Result<(), String> {
    let (host, port) = server
        .relay
        .rsplit_once(':')
        .unwrap_or((&server.relay, "25"));
    let port: u16 = port.parse().map_err(|_| format!("port {port}"))?;
    let domain = server
        .from
        .rsplit_once('@')
        .map_or("localhost", |(_, domain)| domain);
    let mail = Message::builder()
        .message_id(Some(format!("<{id}@{domain}>")))
        .from(server.from.parse().map_err(told)?)
        .to(to.parse().map_err(told)?)
        .subject(title.replace(['\r', '\n'], " "))
        .header(ContentType::TEXT_PLAIN)
        .body(body.to_owned())
        .map_err(told)?;
    let relay = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
        .port(port)
        .timeout(Some(Duration::from_secs(WAIT_SECONDS)))
        .build();
    relay.send(mail).await.map(|_| ()).map_err(told)
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}
