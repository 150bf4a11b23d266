//! The light of a past day, judged again from what was known then.

use super::{Basis, recompute};
use crate::journalled::parsed;
use crate::{App, AppError, Result, kinds};
use commitment::{Commitment, Record};
use jiff::Timestamp;
use jiff::civil::Date;
use light::{Light, PartnerReading};
use serde::de::DeserializeOwned;
use store::{Loaded, Subject};

/// Judges a commitment for the end of a day from the facts and terms as they stood in the journal
/// then. Equal to what was stored on that day, which a test and `doctor` rely on.
pub async fn as_of(app: &App, commitment: &str, day: Date) -> Result<Light> {
    let until = crate::district::day_end(day)?;
    let subject = Subject::new(kinds::COMMITMENT, commitment);
    let past = app
        .store()
        .as_of_one(app.district(), &subject, until)
        .await?;
    let past =
        past.ok_or_else(|| AppError::not_found("该日的这条任务", "commitment on that day"))?;
    let c: Commitment = parsed(past.state)?;
    let records = records_then(app, commitment, until).await?;
    let partner = partner_then(app, &c, until).await?;
    let cases = crate::counting::facts_of_one(app, &c).await?;
    Ok(recompute::assess(
        &app.profile(),
        &c,
        Basis::new(&records, &cases),
        partner,
        day,
    ))
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
