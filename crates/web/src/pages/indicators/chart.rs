//! A series as an SVG drawing; the table of the same numbers stands below it.

use super::words::number;
use app::indicator::IndicatorDetail;
use figure::{Decimal, Period};
use indicator::{Flow, cadence};

/// Width, height and margins of the drawing, in its own units.
const WIDTH: i64 = 720;
const HEIGHT: i64 = 260;
const LEFT: i64 = 72;
const BOTTOM: i64 = 28;
const TOP: i64 = 12;
const RIGHT: i64 = 40;
/// Most points of a line of single periods.
const POINTS_MAX: usize = 60;

/// A drawing.
pub struct Chart {
    /// `0 0 720 260`.
    pub view: String,
    /// True where the years stand over each other.
    pub by_year: bool,
    /// The year drawn, and the one before.
    pub year: i16,
    /// This year, or the latest periods.
    pub line: String,
    /// The year before.
    pub before: String,
    /// From nothing to the year's target.
    pub plan: String,
    /// Interval of the forecast, as a closed shape.
    pub band: String,
    /// Its middle.
    pub middle: String,
    /// Words below and their place from the left.
    pub feet: Vec<(String, i64)>,
    /// Amounts and their place from the top.
    pub marks: Vec<(String, i64)>,
    /// Left and right end of the lines across.
    pub across: (i64, i64),
    /// Place of the words below.
    pub foot: i64,
}

/// A point: how far from the left, of `all`, and how much.
type At = (i64, Decimal);

struct Lines {
    all: i64,
    line: Vec<At>,
    before: Vec<At>,
    plan: Vec<At>,
    /// Low, middle, high.
    ahead: Vec<(i64, [Decimal; 3])>,
    feet: Vec<(String, i64)>,
    from_zero: bool,
}

/// Draws a series; none with fewer than two values.
pub fn draw(d: &IndicatorDetail) -> Option<Chart> {
    let values: Vec<(Period, Decimal)> = d
        .periods
        .iter()
        .rev()
        .filter_map(|p| Some((p.period, p.last.as_ref()?.value?)))
        .collect();
    if values.len() < 2 {
        return None;
    }
    let (last, _) = values.last()?;
    let year = cadence::year_of(*last);
    let lines = match d.row.flow {
        Flow::Cumulative => by_year(d, &values, year),
        Flow::Current | Flow::Stock => in_a_row(d, &values),
    };
    chart(lines, d.row.flow == Flow::Cumulative, year)
}

/// Cumulative values: this year over the one before, by the month in which they end.
fn by_year(d: &IndicatorDetail, values: &[(Period, Decimal)], year: i16) -> Lines {
    let of = |wanted: i16| -> Vec<At> {
        let own = values
            .iter()
            .filter(|(p, _)| cadence::year_of(*p) == wanted);
        let at = |(p, v): &(Period, Decimal)| Some((i64::from(p.last_day()?.month()), *v));
        std::iter::once((0, Decimal::ZERO))
            .chain(own.filter_map(at))
            .collect()
    };
    let plan = d.target.as_ref().filter(|t| t.year == year);
    let plan = plan.and_then(|t| t.plan.value);
    let line = of(year);
    let end = d.forecast.estimate.as_ref().map(|f| &f.year);
    let ahead = match (end, line.last()) {
        (Some(end), Some((from, value))) => vec![
            (*from, [*value; 3]),
            (12, [end.low(), end.middle(), end.high()]),
        ],
        _ => vec![],
    };
    let before = of(year - 1);
    Lines {
        all: 12,
        line,
        before: if before.len() > 1 { before } else { vec![] },
        plan: plan.map_or_else(Vec::new, |plan| vec![(0, Decimal::ZERO), (12, plan)]),
        ahead,
        feet: (1..=12).map(|month| (month.to_string(), month)).collect(),
        from_zero: true,
    }
}

/// Values of single periods, one after the other, and what is forecast behind them.
fn in_a_row(d: &IndicatorDetail, values: &[(Period, Decimal)]) -> Lines {
    let skip = values.len().saturating_sub(POINTS_MAX);
    let values = &values[skip..];
    let index = |n: usize| i64::try_from(n).unwrap_or(0);
    let line: Vec<At> = values
        .iter()
        .enumerate()
        .map(|(n, (_, v))| (index(n), *v))
        .collect();
    let mut ahead = vec![];
    if let (Some(f), Some((from, value))) = (&d.forecast.estimate, line.last()) {
        ahead.push((*from, [*value; 3]));
        let steps = f.ahead.iter().take(POINTS_MAX / 2).enumerate();
        ahead.extend(
            steps.map(|(n, (_, e))| (from + index(n) + 1, [e.low(), e.middle(), e.high()])),
        );
    }
    let all = ahead.last().map(|(at, _)| *at);
    let last = line.last().map_or(1, |(at, _)| *at);
    let every = (values.len() / 6).max(1);
    let feet = values.iter().enumerate().filter(|(n, _)| n % every == 0);
    Lines {
        all: all.unwrap_or(last).max(1),
        feet: feet.map(|(n, (p, _))| (short(*p), index(n))).collect(),
        line,
        before: vec![],
        plan: vec![],
        ahead,
        from_zero: false,
    }
}

/// `26.3`, `10-15`.
fn short(period: Period) -> String {
    match period {
        Period::Month { year, month } => format!("{:02}.{month}", year % 100),
        Period::Day(day) => format!("{}-{}", day.month(), day.day()),
        other => other.to_string(),
    }
}

fn chart(lines: Lines, by_year: bool, year: i16) -> Option<Chart> {
    let drawn = lines.line.iter().chain(&lines.before).chain(&lines.plan);
    let ahead = lines.ahead.iter().flat_map(|(_, ends)| ends);
    let all: Vec<Decimal> = drawn.map(|(_, v)| *v).chain(ahead.copied()).collect();
    let (least, most) = (*all.iter().min()?, *all.iter().max()?);
    let least = match lines.from_zero {
        true => least.min(Decimal::ZERO),
        false => least.checked_sub(most.checked_sub(least)?.checked_div(10.into())?)?,
    };
    let span = most.checked_sub(least).filter(|s| *s > Decimal::ZERO)?;
    let x = |at: i64| LEFT + at * (WIDTH - LEFT - RIGHT) / lines.all;
    let y = |value: Decimal| -> Option<i64> {
        let high = Decimal::from(HEIGHT - TOP - BOTTOM);
        let up = value.checked_sub(least)?.checked_mul(high)?;
        let up = up.checked_div(span)?.round();
        Some(HEIGHT - BOTTOM - i64::try_from(up).ok()?)
    };
    let point = |at: i64, value: Decimal| Some(format!("{},{}", x(at), y(value)?));
    let joined = |points: &[At]| -> String {
        let points = points.iter().filter_map(|(at, v)| point(*at, *v));
        points.collect::<Vec<_>>().join(" ")
    };
    let end = |which: usize| -> Vec<At> {
        lines
            .ahead
            .iter()
            .map(|(at, ends)| (*at, ends[which]))
            .collect()
    };
    let mut around = end(2);
    around.extend(end(0).into_iter().rev());
    let mark = |part: i64| {
        let value = span.checked_mul(part.into())?.checked_div(4.into())?;
        let value = least.checked_add(value)?;
        Some((number(&value), y(value)?))
    };
    Some(Chart {
        view: format!("0 0 {WIDTH} {HEIGHT}"),
        by_year,
        year,
        line: joined(&lines.line),
        before: joined(&lines.before),
        plan: joined(&lines.plan),
        band: joined(&around),
        middle: joined(&end(1)),
        feet: lines.feet.into_iter().map(|(w, at)| (w, x(at))).collect(),
        marks: (0..=4).filter_map(mark).collect(),
        across: (LEFT, WIDTH - RIGHT),
        foot: HEIGHT - BOTTOM + 18,
    })
}
