//! Sums and counts over projects.

use super::rank::plain;
use super::view::{Behind, RowView};
use super::{Asking, Found, NoAnswer, Rows};
use crate::indicator::Said;
use crate::project::{Day, Which, sums};
use ::ask::{Facet, Measure, Where};
use figure::Decimal;
use jiff::civil::Date;
use light::Colour;
use project::{Batch, Cut, Row};

/// 元 of one 亿元.
const YI: i64 = 100_000_000;

pub(super) async fn rows(of: &Asking<'_>) -> Rows {
    let on = of.moment.day_of(of.query);
    let mut which = Which {
        batch: of.narrowed(Facet::Batch).and_then(Batch::from_code),
        colour: of.narrowed(Facet::Light).and_then(Colour::from_code),
        ..Which::default()
    };
    let (cut, each) = cut(of, &mut which);
    let day = Day {
        on,
        known: of.moment.on,
        at: of.moment.instant(),
    };
    let found = sums(of.app, of.actor, &which, cut, day).await?;
    of.query.check_stated(found.all.values().sum())?;
    let mut notes = vec![];
    if found.narrowed {
        notes.push("只统计你能看到的项目".to_owned());
    }
    // A place without any project has none; a unit without any has nothing to do with projects.
    let keys: Vec<String> = match cut {
        Cut::Place => of
            .dictionary
            .places()
            .iter()
            .map(|p| p.code.clone())
            .collect(),
        Cut::Bureau => found.all.keys().cloned().collect(),
        _ => vec![String::new()],
    };
    if cut == Cut::Bureau {
        notes.push("只列有项目的单位".to_owned());
    }
    let none = Row::default();
    let rows = keys.iter().flat_map(|key| {
        let row = found.rows.get(key).unwrap_or(&none);
        let measures = of.measures();
        let one = |measure| view(of, &which, (cut, key), row, measure, on);
        measures.into_iter().map(one).collect::<Vec<_>>()
    });
    let mut rows: Vec<RowView> = rows.collect();
    if let (Some(code), false) = (each, of.is_table()) {
        for row in &mut rows {
            row.name = of.name(&code);
            row.key = code.clone();
        }
    }
    Ok(Found {
        rows,
        notes,
        definition: None,
    })
}

/// By what the sums are cut; one place or unit is a condition, unless its rank is asked for.
fn cut(of: &Asking<'_>, which: &mut Which) -> (Cut, Option<String>) {
    match &of.query.place {
        Where::Each => (Cut::Place, None),
        Where::EachUnit => (Cut::Bureau, None),
        Where::Place(_) if of.is_table() => (Cut::Place, None),
        Where::Unit(_) if of.is_table() => (Cut::Bureau, None),
        Where::Place(code) => {
            which.place = Some(code.clone());
            (Cut::All, Some(code.clone()))
        }
        Where::Unit(code) => {
            which.bureau = Some(code.clone());
            (Cut::All, Some(code.clone()))
        }
        Where::Whole => (Cut::All, None),
    }
}

fn view(
    of: &Asking<'_>,
    which: &Which,
    (cut, key): (Cut, &str),
    row: &Row,
    measure: Measure,
    on: Date,
) -> RowView {
    let own = |wanted| (cut == wanted).then(|| key.to_owned());
    let number = number(of, row, measure);
    let (value, text, refusal) = match number {
        Ok((value, text)) => (Some(value), Some(text), None),
        Err(said) => (None, None, Some(said)),
    };
    RowView {
        key: key.to_owned(),
        name: of.name(key),
        rank: None,
        measure,
        value,
        text,
        period: period(of, on),
        parts: None,
        revision: None,
        caveats: vec![],
        refusal,
        behind: Behind::Projects {
            bureau: which.bureau.clone().or(own(Cut::Bureau)),
            place: which.place.clone().or(own(Cut::Place)),
            batch: which.batch.map(|b| b.code().to_owned()),
            light: which.colour.map(|c| c.code().to_owned()),
            year: on.year(),
            as_of: (of.moment.past || on < of.moment.on).then_some(on),
        },
    }
}

fn number(of: &Asking<'_>, row: &Row, measure: Measure) -> Result<(Decimal, String), Said> {
    let yi = |amount: Decimal| {
        let value = amount.checked_div(Decimal::from(YI)).unwrap_or_default();
        (value, format!("{}亿元", plain(value)))
    };
    let progress = row.progress.as_ref().ok_or_else(no_plan);
    Ok(match (of.metric.code.as_str(), measure) {
        ("projects.count", _) => (Decimal::from(row.count), format!("{}个", row.count)),
        ("projects.enrolled", _) => yi(row.enrolled),
        ("projects.total", _) => yi(row.total),
        (_, Measure::Plan) => yi(progress.map(|p| p.plan)?),
        (_, Measure::Completion) => {
            let percent = progress?.completion;
            (percent.0, percent.to_string())
        }
        (_, Measure::Ahead) => {
            let points = progress?.ahead;
            (points.0, points.to_string())
        }
        (_, Measure::Gap) => yi(progress.map(|p| p.plan - p.done)?),
        _ => yi(row.reported),
    })
}

fn no_plan() -> Said {
    Said {
        code: "no_plan".to_owned(),
        zh: "没有年度计划".to_owned(),
        en: "There is no plan for the year".to_owned(),
    }
}

/// Investment is of months that are over, a state of its day.
fn period(of: &Asking<'_>, on: Date) -> String {
    let of_months = ["projects.investment", "projects.enrolled"];
    if !of_months.contains(&of.metric.code.as_str()) {
        return format!("{}年{}月{}日", on.year(), on.month(), on.day());
    }
    let month = match on == on.last_of_month() {
        true => on.month(),
        false => on.month() - 1,
    };
    match month {
        0 => format!("{}年尚无已结束的月", on.year()),
        1 => format!("{}年1月", on.year()),
        month => format!("{}年1—{month}月", on.year()),
    }
}

impl From<Said> for NoAnswer {
    fn from(said: Said) -> Self {
        Self::Refused(said)
    }
}
