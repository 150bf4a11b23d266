//! How far the journal was read for incidents, and who has to have another turn.

use crate::{App, Result};
use serde::{Deserialize, Serialize};
use store::{Job, Write};

/// The row that keeps it.
const ROW: &str = "cluster.read";
/// Cases that wait for another turn; while there are so many, no more is read.
const AGAIN_MAX: usize = 500;
/// Turns of a case (two a second) before it is given up: nobody changes one case for so long, so that
/// something else is wrong with it.
const TURNS_MAX: u32 = 240;

/// Where it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cursor {
    /// The position of the last entry read.
    pub pos: i64,
    /// Cases to be attended again.
    #[serde(default)]
    pub again: Vec<Waiting>,
}

/// A case to be attended again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Waiting {
    pub case: String,
    /// Turns it had.
    pub turns: u32,
}

impl Cursor {
    /// As it stands in its row: as written here, or the bare position that earlier versions wrote.
    fn parse(text: &str) -> Self {
        let bare = |pos| Self { pos, again: vec![] };
        let whole = text.parse().map(bare).ok();
        whole
            .or_else(|| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }

    pub(super) fn is_full(&self) -> bool {
        self.again.len() >= AGAIN_MAX
    }

    /// A case had its first turn: it waits for another where that came to nothing.
    pub(super) fn noted(&mut self, case: &str, done: Result<()>) {
        let first = Waiting {
            case: case.to_owned(),
            turns: 0,
        };
        self.keep(first, done);
    }

    /// A waiting case had a turn.
    pub(super) fn keep(&mut self, waiting: Waiting, done: Result<()>) {
        let Err(error) = done else {
            return;
        };
        let (case, turns) = (waiting.case, waiting.turns + 1);
        if turns > TURNS_MAX {
            tracing::error!(%error, case, "given up: the case could not be placed among incidents");
            return;
        }
        if error.current_version().is_none() {
            tracing::warn!(%error, case, turns, "a case could not be placed among incidents yet");
        }
        if self.again.iter().all(|known| known.case != case) {
            self.again.push(Waiting { case, turns });
        }
    }

    fn note(&self) -> Write {
        Write::NoteJob {
            id: ROW.to_owned(),
            progress: serde_json::to_string(self).unwrap_or_else(|_| self.pos.to_string()),
        }
    }
}

/// Begins with what comes in from now on, unless it began before.
pub(crate) async fn begin(app: &App) -> Result<()> {
    let (store, district) = (app.store(), app.district());
    if store.job(district, ROW).await?.is_some() {
        return Ok(());
    }
    let at = Cursor {
        pos: store.last_pos(district).await?,
        again: vec![],
    };
    let job = Job {
        id: ROW.to_owned(),
        kind: ROW.to_owned(),
        payload: "null".to_owned(),
        run_after_ms: i64::MAX,
    };
    append(app, vec![Write::PutJob(job), at.note()]).await
}

pub(super) async fn read(app: &App) -> Result<Cursor> {
    let job = app.store().job(app.district(), ROW).await?;
    let progress = job.and_then(|job| job.progress);
    Ok(progress.map_or_else(Cursor::default, |text| Cursor::parse(&text)))
}

pub(super) async fn write(app: &App, at: &Cursor) -> Result<()> {
    append(app, vec![at.note()]).await
}

async fn append(app: &App, writes: Vec<Write>) -> Result<()> {
    let done = app.store().write(app.district(), app.now(), writes).await;
    done.map_err(crate::idempotency::refused)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AppError;

    fn refused() -> Result<()> {
        Err(AppError::not_found("示例", "example"))
    }

    #[test]
    fn a_row_of_an_earlier_version_is_read() {
        assert_eq!(Cursor::parse("1234").pos, 1234);
        let at = Cursor {
            pos: 7,
            again: vec![Waiting {
                case: "c".into(),
                turns: 2,
            }],
        };
        let text = serde_json::to_string(&at).unwrap();
        assert_eq!(Cursor::parse(&text), at);
    }

    #[test]
    fn a_case_waits_until_it_is_done_or_plainly_cannot_be() {
        let mut at = Cursor::default();
        at.noted("a", Ok(()));
        assert!(at.again.is_empty());
        at.noted("a", refused());
        at.noted("a", refused());
        assert_eq!(at.again.len(), 1, "once");
        for turn in 2..=TURNS_MAX {
            let waiting = at.again.pop().unwrap();
            at.keep(waiting, refused());
            assert_eq!(at.again[0].turns, turn);
        }
        let waiting = at.again.pop().unwrap();
        at.keep(waiting, refused());
        assert!(at.again.is_empty(), "given up and said");
    }
}
