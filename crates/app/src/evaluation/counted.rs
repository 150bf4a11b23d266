//! The counts of an evaluation, from the counters or, as of a past day, from the journal.

use super::ask::{Ask, By};
use crate::{App, Result};
use evaluation::{Count, Step};
use std::collections::{BTreeMap, BTreeSet};
use store::case::{Counts, Measure, Step as Stored};

/// Counts by key.
pub(super) struct Counted {
    done: BTreeMap<String, Counts>,
    late: BTreeMap<(Stored, String), i64>,
}

impl Counted {
    /// Two queries now; as of a past day the journal of cases up to then.
    pub(super) async fn of(app: &App, ask: &Ask, by: By) -> Result<Self> {
        let asked = ask.to_store(by);
        let (store, district) = (app.store(), app.district());
        if ask.is_past() {
            let instant = ask.instant(app)?;
            let found = store.case_counts_as_of(district, &asked, instant).await?;
            return Ok(Self {
                done: found.counts,
                late: found.late,
            });
        }
        let now_ms = app.now().as_millisecond();
        let late = store.case_late(district, &asked, now_ms).await?;
        let done = store.case_counts(district, &asked).await?;
        Ok(Self {
            done: done.into_iter().collect(),
            late,
        })
    }

    /// Only these keys; all where none are named.
    pub(super) fn only(mut self, keys: Option<&[String]>) -> Self {
        if let Some(keys) = keys {
            self.done.retain(|key, _| keys.contains(key));
            self.late.retain(|(_, key), _| keys.contains(key));
        }
        self
    }

    /// All keys as one, under the empty key.
    pub(super) fn together(&self) -> Self {
        let mut whole = Counts::default();
        for counts in self.done.values() {
            whole.merge(counts, 1);
        }
        let mut late = BTreeMap::new();
        for ((step, _), n) in &self.late {
            *late.entry((*step, String::new())).or_insert(0) += n;
        }
        Self {
            done: BTreeMap::from([(String::new(), whole)]),
            late,
        }
    }

    pub(super) fn keys(&self) -> BTreeSet<&str> {
        let late = self.late.keys().map(|(_, key)| key.as_str());
        self.done.keys().map(String::as_str).chain(late).collect()
    }

    /// The counts of one key.
    pub(super) fn counts<'a>(&'a self, key: &'a str) -> impl Fn(Count) -> i64 + 'a {
        move |what| self.count(key, what)
    }

    fn count(&self, key: &str, what: Count) -> i64 {
        static NONE: std::sync::LazyLock<Counts> = std::sync::LazyLock::new(Counts::default);
        let done = self.done.get(key).unwrap_or(&NONE);
        let late = |step| self.late.get(&(step, key.to_owned())).copied();
        count(done, |step| late(step).unwrap_or(0), what)
    }
}

/// One count out of the counters and of what is late.
pub(super) fn count(done: &Counts, late: impl Fn(Stored) -> i64, what: Count) -> i64 {
    let of = |measure| done.get(measure);
    match what {
        Count::Reported => of(Measure::Reported),
        Count::Valid => of(Measure::Valid),
        Count::Voided => of(Measure::Voided),
        Count::Missed => of(Measure::Missed),
        // Done, or past its limit without it: what is within its limit is not due.
        Count::Owed(step) => of(Measure::Done(stored(step))) + late(stored(step)),
        Count::Done(step) => of(Measure::Done(stored(step))),
        Count::InTime(step) => of(Measure::InTime(stored(step))),
        Count::Returned => of(Measure::Returned),
        Count::Extended => of(Measure::Extended),
        Count::Reworked => of(Measure::Reworked),
        Count::ReworkTimes => of(Measure::ReworkTimes),
        Count::Reopened => of(Measure::Reopened),
        Count::Called => of(Measure::Called),
        Count::Reached => of(Measure::Reached),
        Count::Solved => of(Measure::Solved),
        Count::Satisfied => of(Measure::Satisfied),
    }
}

pub(super) fn stored(step: Step) -> Stored {
    match step {
        Step::Register => Stored::Register,
        Step::Dispatch => Stored::Dispatch,
        Step::Contact => Stored::Contact,
        Step::Handle => Stored::Handle,
        Step::Verify => Stored::Verify,
        Step::Close => Stored::Close,
        Step::FieldCheck => Stored::FieldCheck,
        Step::SendCheck => Stored::SendCheck,
        Step::SendVerify => Stored::SendVerify,
    }
}
