//! A draft of a notice of holidays, make-up days and stops: which deadlines would move?

use super::super::row::{Found, Row, Verdict};
use super::clocks::moved;
use super::unfit;
use crate::district::{calendar_of, due_day};
use crate::{App, Result, kinds};
use calendar::Calendar;
use casework::clock::{Measure, replay, replay_asked};
use casework::{Case, ClockRun};
use commitment::{Supervision, SupervisionStatus};
use jiff::Timestamp;
use std::sync::Arc;
use store::Loaded;

/// Most supervision items looked at.
const ITEMS_MAX: i64 = 5_000;

pub(in super::super) struct Notice {
    name: String,
    old: Arc<Calendar>,
    new: Calendar,
}

impl Notice {
    pub fn of(app: &App, name: &str, text: &str) -> Result<Self> {
        let days = profile::notice(name, text).map_err(|found| unfit(format!("{found:?}")))?;
        Ok(Self {
            name: name.to_owned(),
            old: app.calendar(),
            new: calendar_of(&app.profile().with_notice(&days))?,
        })
    }

    pub fn judge(&self, case: &Case, now: Timestamp) -> Result<Verdict> {
        let mut rows = vec![];
        for run in &case.clocks {
            let was = replay(run, measure(run, &self.old), now)?.at;
            let is = replay(run, measure(run, &self.new), now)?.at;
            if was != is {
                let unit = owner(case, run);
                rows.push(self.row(&run.key, unit, moved(was, is, run.stopped, now)));
            }
        }
        let parts = case.co_handling.iter().filter_map(|part| {
            let done = part.done.as_ref().map(|done| done.at);
            Some((
                "co_handling",
                &part.unit,
                part.asked_at,
                done,
                part.counted.as_ref()?,
            ))
        });
        let called = case.whistles.iter().flat_map(|whistle| {
            whistle.called.iter().filter_map(|one| {
                let came = one.arrived;
                Some((
                    "whistle",
                    &one.unit,
                    whistle.at,
                    came,
                    one.counted.as_ref()?,
                ))
            })
        });
        for (about, unit, asked, done, counted) in parts.chain(called) {
            let was = replay_asked(counted, asked, counted.limit, &self.old)?.at;
            let is = replay_asked(counted, asked, counted.limit, &self.new)?.at;
            if was != is {
                rows.push(self.row(about, unit.to_string(), moved(was, is, done, now)));
            }
        }
        Ok(match rows.is_empty() {
            true => Verdict::Same,
            false => Verdict::Differs(rows),
        })
    }

    fn row(&self, about: &str, unit: String, row: Row) -> Row {
        Row {
            about: about.to_owned(),
            unit,
            zh: format!("按通知“{}”计算", self.name),
            en: format!("By the notice \"{}\"", self.name),
            ..row
        }
    }

    /// Supervision items that are not closed and whose day would move.
    pub async fn supervision(&self, app: &App) -> Result<Vec<Found>> {
        let items: Vec<Loaded<Supervision>> = app
            .store()
            .all_of(app.district(), kinds::SUPERVISION, ITEMS_MAX)
            .await?;
        let mut found = vec![];
        for item in items.iter().map(|item| &item.state) {
            let limit = item.limit.as_deref();
            let Some(limit) = limit.filter(|_| item.status != SupervisionStatus::Closed) else {
                continue;
            };
            let was = due_day(&self.old, item.opened_at, limit)?;
            let is = due_day(&self.new, item.opened_at, limit)?;
            let row = || {
                let days = (is - was).get_days();
                Row {
                    what: "deadline",
                    old: was.to_string(),
                    new: is.to_string(),
                    shift_ms: i64::from(days) * 24 * 60 * 60 * 1000,
                    ..Row::default()
                }
            };
            found.push(Found {
                kind: "supervision",
                id: item.id.clone(),
                number: item.opened_at.strftime("%Y-%m-%d").to_string(),
                reported_ms: item.opened_at.as_millisecond(),
                open: true,
                verdict: match was == is {
                    true => Verdict::Same,
                    false => {
                        let unit = item.owner_unit.clone();
                        Verdict::Differs(vec![self.row("supervision", unit, row())])
                    }
                },
            });
        }
        Ok(found)
    }
}

fn measure<'a>(run: &'a ClockRun, calendar: &'a Calendar) -> Measure<'a> {
    Measure {
        limit: run.limit,
        duty: &run.duty,
        calendar,
    }
}

/// The unit that had the case when the run started; the one it belongs to where nobody had it yet.
fn owner(case: &Case, run: &ClockRun) -> String {
    let sent = case.dispatches.iter().rfind(|sent| sent.at <= run.started);
    let own = case.owner.as_ref().map(|owner| &owner.unit);
    let unit = sent.map(|sent| &sent.unit).or(own);
    unit.map(ToString::to_string).unwrap_or_default()
}
