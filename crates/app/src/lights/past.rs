//! The light of a past day, judged again from what was known then.

use super::{Basis, recompute};
use crate::journalled::parsed;
use crate::{App, AppError, Result, kinds};
use commitment::{Commitment, MeasuredBy, Record};
use jiff::Timestamp;
use jiff::civil::Date;
use light::{Light, PartnerReading};
use serde::de::DeserializeOwned;
use store::{Loaded, Subject};

/// What a light follows from, as it was known at the end of a day.
pub(crate) struct Then {
    pub commitment: Commitment,
    records: Vec<Record>,
    partner: Vec<PartnerReading>,
    counts: commitment::Counts,
}

/// The facts and terms of a commitment as they stood in the journal at the end of a day; none where it was
/// not there yet.
pub(crate) async fn then(app: &App, commitment: &str, day: Date) -> Result<Option<Then>> {
    let until = crate::district::day_end(day)?;
    let Some(c) = state_then(app, &Subject::new(kinds::COMMITMENT, commitment), until).await?
    else {
        return Ok(None);
    };
    let counts = crate::counting::facts_of_one(app, &c).await?;
    let partner = match c.measured_by {
        MeasuredBy::Indicators => counts.indicators.partner(),
        _ => partner_then(app, &c, until).await?,
    };
    Ok(Some(Then {
        records: records_then(app, commitment, until).await?,
        partner,
        counts,
        commitment: c,
    }))
}

impl Then {
    /// The light of the day by the rules of a profile.
    pub(crate) fn light(&self, profile: &profile::Profile, day: Date) -> Light {
        let by = Basis::new(&self.records, &self.counts);
        recompute::assess(profile, &self.commitment, by, self.partner.clone(), day)
    }

    /// The light of the day by one rule, whatever days it holds on; the day of its next change is not
    /// looked for.
    pub(crate) fn by_rule(&self, rule: &light::Rule, day: Date) -> Light {
        let task = light::Task {
            partner: self.partner.clone(),
            ..commitment::task_of(&self.commitment)
        };
        let facts = commitment::facts_of(&self.commitment, &self.records, &self.counts);
        let always = light::Rule {
            valid_from: Date::MIN,
            ..rule.clone()
        };
        let book = light::RuleBook {
            rules: vec![always],
        };
        book.assess_until(&task, &facts, day, None)
    }
}

/// Judges a commitment for the end of a day from the facts and terms as they stood in the journal
/// then. Equal to what was stored on that day, which a test and `doctor` rely on.
pub async fn as_of(app: &App, commitment: &str, day: Date) -> Result<Light> {
    let then = then(app, commitment, day).await?;
    let then =
        then.ok_or_else(|| AppError::not_found("该日的这条任务", "commitment on that day"))?;
    Ok(then.light(&app.profile(), day))
}

async fn records_then(app: &App, commitment: &str, until: Timestamp) -> Result<Vec<Record>> {
    let now: Vec<Loaded<Record>> = app.store().records_of(app.district(), commitment).await?;
    let mut records: Vec<Record> = vec![];
    for record in now {
        records.extend(state_then(app, &record.subject, until).await?);
    }
    Ok(records)
}

/// 同步: the partner's readings as they stood then, by the terms it had then.
async fn partner_then(app: &App, c: &Commitment, until: Timestamp) -> Result<Vec<PartnerReading>> {
    let Some(words) = recompute::partner_words(c) else {
        return Ok(vec![]);
    };
    let siblings: Vec<Loaded<Commitment>> =
        app.store().readings_of(app.district(), &c.report).await?;
    for sibling in siblings {
        let Some(then) = state_then::<Commitment>(app, &sibling.subject, until).await? else {
            continue;
        };
        if recompute::is_partner(c, words, &then) {
            if then.measured_by == MeasuredBy::Indicators {
                return recompute::readings_of_series(app, &then).await;
            }
            let records = records_then(app, &then.id, until).await?;
            return Ok(recompute::readings_in(&then, &records));
        }
    }
    Ok(vec![])
}

async fn state_then<T: DeserializeOwned>(
    app: &App,
    subject: &Subject,
    until: Timestamp,
) -> Result<Option<T>> {
    let past = app
        .store()
        .as_of_one(app.district(), subject, until)
        .await?;
    past.map(|past| parsed(past.state)).transpose()
}
