//! Progress on the terminal: stage, rate, time left; on standard error, so that output stays clean.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How often a line is printed where standard error is no terminal.
const QUIET_EVERY: Duration = Duration::from_secs(5);
/// How often the line is drawn anew on a terminal.
const DRAW_EVERY: Duration = Duration::from_millis(100);

/// Prints what is done, at which rate, and how long the rest will take.
pub struct Meter {
    state: Mutex<State>,
    terminal: bool,
}

struct State {
    stage: String,
    started: Instant,
    drawn: Option<Instant>,
}

impl Meter {
    /// A meter on standard error.
    pub fn new() -> Self {
        let state = State {
            stage: String::new(),
            started: Instant::now(),
            drawn: None,
        };
        Self {
            state: Mutex::new(state),
            terminal: std::io::stderr().is_terminal(),
        }
    }

    /// Tells where a stage is; `total` 0 means unknown.
    pub fn tell(&self, stage: &str, done: u64, total: u64) {
        let mut state = self.state.lock().unwrap_or_else(|e| e.into_inner());
        let fresh = state.stage != stage;
        if fresh {
            *state = State {
                stage: stage.to_owned(),
                started: Instant::now(),
                drawn: None,
            };
        }
        let every = if self.terminal {
            DRAW_EVERY
        } else {
            QUIET_EVERY
        };
        let last = total > 0 && done >= total;
        if !last && !fresh && state.drawn.is_some_and(|at| at.elapsed() < every) {
            return;
        }
        state.drawn = Some(Instant::now());
        self.draw(stage, done, total, state.started.elapsed());
    }

    fn draw(&self, stage: &str, done: u64, total: u64, elapsed: Duration) {
        let seconds = elapsed.as_secs_f64().max(0.001);
        let rate = done as f64 / seconds;
        let left = if rate > 0.0 && total > done {
            format!("，剩余约{:.0}秒", (total - done) as f64 / rate)
        } else {
            String::new()
        };
        let of = if total > 0 {
            format!("/{total}")
        } else {
            String::new()
        };
        let (start, end) = if self.terminal {
            ("\r\x1b[K", "")
        } else {
            ("", "\n")
        };
        let mut out = std::io::stderr().lock();
        let _ = write!(out, "{start}{stage} {done}{of}（{rate:.0}/秒{left}）{end}");
        let _ = out.flush();
    }

    /// Ends the line.
    pub fn finish(&self) {
        if self.terminal {
            eprintln!();
        }
    }
}
