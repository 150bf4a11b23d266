//! The worker: takes what is due, sends it, notes what came of it.

use super::{Channels, hook, mail};
use crate::{App, Result};
use jiff::Timestamp;
use store::{DistrictId, Sending, Store, Write};

/// How often a message is tried before it is given up.
pub const ATTEMPTS_MAX: i64 = 8;
/// Messages taken at a time.
const CLAIM: i64 = 20;
/// How long they are this worker's, in milliseconds; one that died leaves them to the next.
const LEASE_MS: i64 = 15 * 60 * 1000;
/// The wait after the first failure, in milliseconds; it doubles each time: 1 minute to 2 hours.
const FIRST_WAIT_MS: i64 = 60 * 1000;

/// Sends what is due and returns how many messages were tried.
pub async fn work(app: &App) -> Result<usize> {
    let worker = Worker {
        store: app.store(),
        district: app.district(),
        channels: app.channels(),
    };
    let mut tried = 0;
    loop {
        let some = worker.some(app.now()).await?;
        tried += some;
        if some == 0 {
            return Ok(tried);
        }
    }
}

struct Worker<'a> {
    store: &'a Store,
    district: &'a DistrictId,
    channels: &'a Channels,
}

impl Worker<'_> {
    /// Takes some due messages, tries each once, and notes at once what came of it.
    async fn some(&self, now: Timestamp) -> Result<usize> {
        let now_ms = now.as_millisecond();
        let until_ms = now_ms + LEASE_MS;
        let claimed = self
            .store
            .claim_messages(self.district, now_ms, until_ms, CLAIM)
            .await?;
        let count = claimed.len();
        for sending in claimed {
            let outcome = self.send(&sending, now).await;
            let writes = vec![noted(sending, outcome, now_ms)];
            let done = self.store.write(self.district, now, writes).await;
            done.map_err(crate::idempotency::refused)?;
        }
        Ok(count)
    }

    async fn send(&self, sending: &Sending, now: Timestamp) -> std::result::Result<(), String> {
        let message = &sending.message;
        match message.channel.as_str() {
            "mail" => {
                let server = self.channels.mail.as_ref();
                let server = server.ok_or("no mail server is configured")?;
                let payload: serde_json::Value =
                    serde_json::from_str(&message.payload).map_err(|error| error.to_string())?;
                let word = |name: &str| payload[name].as_str().unwrap_or_default();
                let (title, body) = (word("title"), word("body"));
                mail::send(server, &message.id, &message.recipient, title, body).await
            }
            "webhook" => {
                let mut hooks = self.channels.webhooks.iter();
                let hook = hooks.find(|hook| hook.name == message.recipient);
                let hook = hook.ok_or("this webhook is no longer configured")?;
                hook::post(hook, &message.id, now.as_second(), &message.payload).await
            }
            other => Err(format!("no channel {other}")),
        }
    }
}

fn noted(sending: Sending, outcome: std::result::Result<(), String>, now_ms: i64) -> Write {
    let (id, attempt) = (sending.message.id, sending.attempts);
    match outcome {
        Ok(()) => Write::MessageSent {
            id,
            attempt,
            at_ms: now_ms,
        },
        Err(error) => {
            tracing::warn!(message = id, attempt, error, "a message was not sent");
            Write::RetryMessage {
                id,
                attempt,
                error: error.chars().take(300).collect(),
                after_ms: (attempt < ATTEMPTS_MAX).then(|| now_ms + wait_ms(attempt)),
            }
        }
    }
}

/// How long after an attempt, the first being 1.
fn wait_ms(attempt: i64) -> i64 {
    FIRST_WAIT_MS << attempt.clamp(1, ATTEMPTS_MAX).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};
    use store::Message;
    use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
    use tokio::net::{TcpListener, TcpStream};

    #[test]
    fn the_wait_doubles() {
        assert_eq!(wait_ms(1), 60_000);
        assert_eq!(wait_ms(3), 240_000);
        assert_eq!(wait_ms(ATTEMPTS_MAX - 1), 64 * 60_000);
    }

    /// A listener that answers each connection with these lines, one for each request read, and
    /// tells what it was sent.
    async fn listener(smtp: bool, answer: &'static str) -> (u16, Arc<Mutex<Vec<String>>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let told = heard.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let text = match smtp {
                    true => take_mail(stream).await,
                    false => take_request(stream, answer).await,
                };
                told.lock().unwrap().push(text);
            }
        });
        (port, heard)
    }

    /// Speaks as much SMTP as a client needs.
    async fn take_mail(stream: TcpStream) -> String {
        let mut stream = BufReader::new(stream);
        let mut all = String::new();
        stream.write_all(b"220 sink\r\n").await.unwrap();
        let mut in_data = false;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await.unwrap() == 0 {
                return all;
            }
            all.push_str(&line);
            let answer = match line.trim_end() {
                "." => {
                    in_data = false;
                    "250 kept\r\n"
                }
                _ if in_data => continue,
                "DATA" => {
                    in_data = true;
                    "354 go on\r\n"
                }
                "QUIT" => return all,
                _ => "250 ok\r\n",
            };
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    }

    async fn take_request(stream: TcpStream, answer: &str) -> String {
        let mut stream = BufReader::new(stream);
        let (mut all, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).await.unwrap();
            if let Some(bytes) = line.to_lowercase().strip_prefix("content-length:") {
                length = bytes.trim().parse().unwrap();
            }
            all.push_str(&line);
            if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await.unwrap();
        all.push_str(&String::from_utf8(body).unwrap());
        let answer = format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\n\r\n");
        stream.write_all(answer.as_bytes()).await.unwrap();
        all
    }

    fn message(id: &str, channel: &str, recipient: &str) -> Write {
        Write::PutMessage(Message {
            id: id.to_owned(),
            subject: "k1".to_owned(),
            event: "dispatched#2".to_owned(),
            recipient: recipient.to_owned(),
            channel: channel.to_owned(),
            payload: r#"{"title":"新案件","body":"某路井盖"}"#.to_owned(),
            run_after_ms: 0,
        })
    }

    #[tokio::test]
    async fn mail_and_webhooks_arrive_and_failures_wait() {
        let test = store::testing::sqlite().await;
        let here = DistrictId::from("here");
        let (mail_port, mails) = listener(true, "").await;
        let (good_port, posts) = listener(false, "204 No Content").await;
        let (bad_port, _) = listener(false, "500 Oh").await;
        let channels = Channels::parse(&format!(
            "[mail]\nrelay = \"127.0.0.1:{mail_port}\"\nfrom = \"a@b.example\"\n\
             [[webhook]]\nname = \"good\"\nurl = \"http://127.0.0.1:{good_port}/in\"\nsecret = \"0123456789abcdef\"\n\
             [[webhook]]\nname = \"bad\"\nurl = \"http://127.0.0.1:{bad_port}/\"\nsecret = \"0123456789abcdef\"\n"
        ))
        .unwrap();
        let worker = Worker {
            store: &test.store,
            district: &here,
            channels: &channels,
        };
        let now = Timestamp::from_second(1_780_000_000).unwrap();
        let all = vec![
            message("m1", "mail", "c@d.example"),
            message("m2", "webhook", "good"),
            message("m3", "webhook", "bad"),
        ];
        test.store.write(&here, now, all).await.unwrap();
        assert_eq!(worker.some(now).await.unwrap(), 3);
        assert_eq!(worker.some(now).await.unwrap(), 0);
        let mail = mails.lock().unwrap().remove(0);
        assert!(
            mail.contains("RCPT TO:<c@d.example>") && mail.contains("<m1@b.example>"),
            "{mail}"
        );
        let post = posts.lock().unwrap().remove(0);
        let (head, body) = post.split_once("\r\n\r\n").unwrap();
        let signed = hook::signature("0123456789abcdef", "m2", now.as_second(), body);
        assert!(
            head.starts_with("POST /in ") && head.contains(&signed),
            "{head}"
        );
        let failed = async |status: &'static str| {
            let all = test.store.messages(&here, status, None, 10).await.unwrap();
            all.into_iter()
                .map(|it| (it.message.id, it.attempts))
                .collect::<Vec<_>>()
        };
        assert_eq!(failed("waiting").await, [("m3".to_owned(), 1)]);
        // Tried again, ever later, and given up at last.
        let mut later = now;
        for _ in 0..20 {
            later += jiff::SignedDuration::from_hours(3);
            worker.some(later).await.unwrap();
        }
        assert_eq!(failed("failed").await, [("m3".to_owned(), ATTEMPTS_MAX)]);
        assert_eq!(
            (mails.lock().unwrap().len(), posts.lock().unwrap().len()),
            (0, 0)
        );
    }
}
