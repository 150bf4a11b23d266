//! Series: reckoned by the crate of questions.

use super::view::{Behind, RowView};
use super::{Asking, Found, Rows};
use crate::indicator::{Said, known};
use ::ask::{AnswerRow, answer};
use indicator::arithmetic::Caveat;

pub(super) async fn rows(of: &Asking<'_>) -> Rows {
    let moment = of.moment;
    let on = (moment.on, moment.instant());
    let known = known(of.app, of.actor, &of.metric.code, on).await?;
    let query = of.query.clone();
    let calendar = of.app.calendar();
    // A forecast is fitted away from the threads that answer requests.
    let found = tokio::task::spawn_blocking(move || answer(&query, &known, &calendar, moment.on));
    let found = found.await.map_err(|e| {
        let zh = "计算时出错";
        crate::AppError::new(
            crate::Kind::Unavailable,
            "ask.failed",
            zh,
            "Reckoning failed",
        )
        .with_detail(e)
    })??;
    let as_of = moment.past.then_some(moment.on);
    let rows = found.rows.into_iter().map(|row| view(of, row, as_of));
    Ok(Found {
        rows: rows.collect(),
        notes: vec![],
        definition: Some(found.definition),
    })
}

fn view(of: &Asking<'_>, row: AnswerRow, as_of: Option<jiff::civil::Date>) -> RowView {
    let behind = Behind::Series {
        code: of.metric.code.clone(),
        as_of,
    };
    // Of the whole there is one row alone, without a name.
    let key = match of.query.place {
        ::ask::Where::Whole => String::new(),
        _ => row.place,
    };
    let mut shown = RowView {
        name: of.name(&key),
        key,
        rank: row.rank,
        measure: row.measure,
        value: None,
        text: None,
        period: String::new(),
        parts: None,
        revision: None,
        caveats: vec![],
        refusal: None,
        behind,
    };
    match row.number {
        Ok(number) => {
            shown.value = number.value;
            shown.text = Some(number.text);
            shown.period = number.period.to_chinese();
            shown.revision = Some(number.revision);
            shown.caveats = number.caveats.iter().map(|c| words(c).to_owned()).collect();
        }
        Err(refusal) => shown.refusal = Some(Said::from(&refusal)),
    }
    shown
}

fn words(caveat: &Caveat) -> &'static str {
    match caveat {
        Caveat::SpringFestival(_) => "两年春节天数不同，增速受其影响",
        Caveat::FestivalUnknown => "春节安排未知，未考虑其影响",
        Caveat::Revised => "基期或当期数经过修订",
        Caveat::NotFinal => "含初步数，以后可能修订",
    }
}
