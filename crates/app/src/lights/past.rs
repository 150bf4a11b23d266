//! The light of a past day, judged again from what was known then.

use super::recompute;
use crate::journalled::parsed;
use crate::{App, AppError, Result, kinds};
use commitment::{Commitment, Record};
use jiff::civil::Date;
use light::Light;
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
    let now: Vec<Loaded<Record>> = app.store().records_of(app.district(), commitment).await?;
    let mut records: Vec<Record> = vec![];
    for record in now {
        if let Some(past) = app
            .store()
            .as_of_one(app.district(), &record.subject, until)
            .await?
        {
            records.push(parsed(past.state)?);
        }
    }
    let partner = recompute::partner_readings(app, &c).await?;
    Ok(recompute::assess(
        &app.profile(),
        &c,
        &records,
        partner,
        day,
    ))
}
