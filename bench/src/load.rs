//! So many clients at once, each sending its next request when the last is answered.

use crate::http::Client;
use crate::sample::percentile_ms;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Time before answers count.
const WARM_UP: Duration = Duration::from_millis(700);
/// Most requests of one client.
const REQUESTS_MAX: usize = 200_000;

/// What a load came to.
pub(crate) struct Outcome {
    pub per_second: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Requests answered, the warming up included.
    pub answered: usize,
    /// Processor time of the server for each, in milliseconds; none for a server within this process.
    pub cpu_ms: Option<f64>,
    /// Bytes of the last answer of the first client.
    pub answer_bytes: usize,
}

/// The request that a client sends as its `n`th.
pub(crate) type Request = Arc<dyn Fn(usize, usize) -> Vec<u8> + Send + Sync>;

/// Runs a load. Any answer with another status than `expected` ends it with its words.
pub(crate) async fn run(
    at: SocketAddr,
    clients: usize,
    time: Duration,
    expected: u16,
    request: Request,
) -> anyhow::Result<Outcome> {
    let begun = Instant::now();
    let running: Vec<_> = (0..clients)
        .map(|client| tokio::spawn(one(at, client, begun, time, expected, Arc::clone(&request))))
        .collect();
    let (mut durations, mut answer_bytes, mut answered) = (Vec::new(), 0, 0);
    for (client, one) in running.into_iter().enumerate() {
        let (own, bytes, sent) = one.await??;
        answered += sent;
        durations.extend(own);
        if client == 0 {
            answer_bytes = bytes;
        }
    }
    Ok(Outcome {
        per_second: durations.len() as f64 / time.as_secs_f64(),
        p50_ms: percentile_ms(&mut durations, 50),
        p99_ms: percentile_ms(&mut durations, 99),
        answered,
        cpu_ms: None,
        answer_bytes,
    })
}

async fn one(
    at: SocketAddr,
    client: usize,
    begun: Instant,
    time: Duration,
    expected: u16,
    request: Request,
) -> anyhow::Result<(Vec<Duration>, usize, usize)> {
    let mut connection = Client::to(at).await?;
    let (mut durations, mut bytes, mut sent_all) = (Vec::new(), 0, 0);
    for n in 0..REQUESTS_MAX {
        let wanted = request(client, n);
        let sent = Instant::now();
        if sent - begun > WARM_UP + time {
            break;
        }
        let answer = connection.send(&wanted).await?;
        anyhow::ensure!(
            answer.status == expected,
            "status {} in place of {expected}: {}",
            answer.status,
            String::from_utf8_lossy(&answer.body[..answer.body.len().min(600)])
        );
        bytes = answer.body.len();
        sent_all += 1;
        if sent - begun > WARM_UP {
            durations.push(sent.elapsed());
        }
    }
    Ok((durations, bytes, sent_all))
}
