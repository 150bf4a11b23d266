//! A draft of the light rules: which lights would have been others, at the end of each month and today?

use super::super::row::{Found, Row, Verdict};
use super::{Batch, unfit};
use crate::{App, Result};
use commitment::{Kind, Status};
use jiff::ToSpan;
use jiff::civil::Date;
use profile::{LightRuleSpec, Profile};
use std::sync::Arc;

/// Commitments of one batch: each is judged for every day.
const BATCH: usize = 10;

pub(in super::super) struct Lights {
    profile: Arc<Profile>,
    draft: LightRuleSpec,
    /// Ends of months and the last day.
    days: Vec<Date>,
}

impl Lights {
    pub fn of(app: &App, text: &str, (from, until): (Date, Date)) -> Result<Self> {
        let draft = profile::light_rule(text).map_err(|found| unfit(format!("{found:?}")))?;
        let mut days = vec![];
        let mut day = from.last_of_month();
        while day < until {
            days.push(day);
            day = day.saturating_add(1.day()).last_of_month();
        }
        days.push(until);
        Ok(Self {
            profile: app.profile(),
            draft,
            days,
        })
    }

    pub async fn batch(&self, app: &App, after: Option<&str>) -> Result<Batch> {
        let mut ids = crate::lights::issued(app).await?;
        ids.sort();
        let after = after.unwrap_or_default();
        ids.retain(|id| id.as_str() > after);
        let more = ids.len() > BATCH;
        ids.truncate(BATCH);
        let mut found = vec![];
        for id in &ids {
            found.push(self.judge(app, id).await?);
        }
        let next = ids.pop().filter(|_| more);
        Ok((found, next))
    }

    async fn judge(&self, app: &App, id: &str) -> Result<Found> {
        let mut rows = vec![];
        let (mut number, mut issued) = (String::new(), 0);
        let mut concerned = false;
        for day in &self.days {
            let Some(then) = crate::lights::then(app, id, *day).await? else {
                continue;
            };
            let c = &then.commitment;
            number = c.no.to_string();
            if c.status != Status::Issued || c.kind == Kind::Principle {
                continue;
            }
            issued = c.issued_at.map_or(0, |at| at.as_millisecond());
            let measure = c.target.as_ref().map(|target| target.measure.as_str());
            let now = self.profile.light_rule_on(app.today());
            let Some(now) = now else { continue };
            concerned = true;
            let (kind, unit) = (c.kind, c.lead.clone().unwrap_or_default());
            let was = then.by_rule(now.rule_for(kind, measure), *day);
            let is = then.by_rule(self.draft.rule_for(kind, measure), *day);
            if was.colour != is.colour {
                rows.push(Row {
                    what: "light",
                    about: day.to_string(),
                    unit,
                    old: was.colour.code().to_owned(),
                    new: is.colour.code().to_owned(),
                    zh: is.reason.zh(),
                    en: is.reason.en(),
                    ..Row::default()
                });
            }
        }
        Ok(Found {
            kind: "commitment",
            id: id.to_owned(),
            number,
            reported_ms: issued,
            open: true,
            verdict: match (concerned, rows.is_empty()) {
                (false, _) => Verdict::NotConcerned,
                (true, true) => Verdict::Same,
                (true, false) => Verdict::Differs(rows),
            },
        })
    }
}
