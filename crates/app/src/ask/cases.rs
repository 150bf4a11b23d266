//! Counts and rates of cases, by the one evaluation there is.

use super::view::{Behind, RowView};
use super::{Asking, Found, NoAnswer, Rows};
use crate::evaluation::{Ask, By, Line, Rate, View, show};
use crate::indicator::Said;
use ::ask::{Facet, Measure, Where};
use figure::Decimal;
use indicator::percent::fixed;
use jiff::civil::Date;

pub(super) async fn rows(of: &Asking<'_>) -> Rows {
    let (from, to) = of
        .moment
        .span_of(of.query)
        .ok_or_else(|| ::ask::Refusal::new("period_needed"))?;
    let matter = of.narrowed(Facet::Matter);
    let (by, one) = match (&of.query.place, matter) {
        (Where::Whole, None) => (By::All, None),
        (Where::Whole, Some(matter)) => (By::Matter, Some(matter)),
        (Where::Each, None) => (By::Subdistrict, None),
        (Where::EachUnit, None) => (By::Unit, None),
        (Where::Place(code), None) => (By::Subdistrict, Some(code.as_str())),
        (Where::Unit(code), None) => (By::Unit, Some(code.as_str())),
        // Counters know one key of a case at a time.
        _ => {
            let refusal = ::ask::Refusal::new("one_at_a_time");
            return Err(refusal.with("what", "事项与地区、单位").into());
        }
    };
    let ask = Ask {
        from,
        to,
        view: View::Reported,
        by,
        case_type: None,
        as_of: None,
        known_at: of.moment.instant(),
    };
    let found = match show(of.app, of.actor, &ask).await {
        Ok(found) => found,
        // Who sees some units alone is told of those.
        Err(error) if error.fields().iter().any(|f| f.code == "evaluation.by") => {
            return Err(NoAnswer::Refused(Said {
                code: "evaluation.by".to_owned(),
                zh: error.zh().to_owned(),
                en: error.en().to_owned(),
            }));
        }
        Err(error) => return Err(error.into()),
    };
    let mut notes = vec![];
    if found.narrowed {
        notes.push("只统计你能看到的案件".to_owned());
    }
    let span = (from, to);
    let none = |key: &str| Line {
        key: key.to_owned(),
        name: of.name(key),
        rates: Rate::ALL.iter().map(|rate| rate.of(&|_| 0)).collect(),
        per_residents: None,
        score: None,
    };
    let line = |key: &str| found.lines.iter().find(|l| l.key == key).cloned();
    let lines: Vec<Line> = match (by, one, of.is_table()) {
        (By::All, ..) => vec![found.whole.clone()],
        (By::Subdistrict, _, true) => {
            let all = of.dictionary.places().iter();
            all.map(|p| line(&p.code).unwrap_or_else(|| none(&p.code)))
                .collect()
        }
        (_, Some(key), false) => vec![line(key).unwrap_or_else(|| none(key))],
        _ => {
            notes.push("只列有案件的单位".to_owned());
            let named = found.lines.iter().filter(|l| !l.key.is_empty());
            named.cloned().collect()
        }
    };
    let rows = lines.iter().filter_map(|line| view(of, line, by, span));
    Ok(Found {
        rows: rows.collect(),
        notes,
        definition: None,
    })
}

fn view(of: &Asking<'_>, line: &Line, by: By, (from, to): (Date, Date)) -> Option<RowView> {
    let code = of.metric.code.strip_prefix("cases.")?;
    let (rate, side) = match code {
        "reported" => (Rate::ValidReports, "denominator"),
        "registered" => (Rate::ValidReports, "numerator"),
        code => (Rate::from_code(code)?, "numerator"),
    };
    let found = line.rates.iter().find(|v| v.rate == rate)?;
    let count = match code {
        "reported" => Some(found.denominator),
        "registered" => Some(found.numerator),
        _ => None,
    };
    let (value, text) = match count {
        Some(count) => (Some(Decimal::from(count)), Some(format!("{count}件"))),
        None => (
            found.percent,
            found.percent.map(|p| format!("{}%", fixed(p, 1))),
        ),
    };
    let refusal = value.is_none().then(|| Said {
        code: "nothing_due".to_owned(),
        zh: "分母为零，没有这个率".to_owned(),
        en: "Nothing was due, so there is no rate".to_owned(),
    });
    let interval = found.interval.filter(|_| count.is_none());
    Some(RowView {
        key: line.key.clone(),
        name: if line.name.is_empty() {
            of.name(&line.key)
        } else {
            line.name.clone()
        },
        rank: None,
        measure: Measure::Value,
        value,
        text,
        period: match from == to {
            true => from.to_string(),
            false => format!("{from}至{to}"),
        },
        parts: count
            .is_none()
            .then_some((found.numerator, found.denominator)),
        revision: None,
        caveats: interval
            .map(|i| format!("95%区间{}%至{}%", fixed(i.low, 1), fixed(i.high, 1)))
            .into_iter()
            .collect(),
        refusal,
        behind: Behind::Cases {
            from,
            to,
            by: by.code().to_owned(),
            key: (by != By::All).then(|| line.key.clone()),
            rate: rate.code().to_owned(),
            side: side.to_owned(),
            as_of: (of.moment.past && of.moment.on < of.app.today()).then_some(of.moment.on),
        },
    })
}
