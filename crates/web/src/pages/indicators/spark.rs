//! A series as a drawing of a line's height; the table of its numbers is on its own page.

use figure::{Decimal, Period};
use indicator::{Flow, cadence};

/// Width, height and margin of the drawing, in its own units.
const WIDTH: i64 = 120;
const HEIGHT: i64 = 32;
const EDGE: i64 = 3;

/// A small drawing.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Spark {
    /// `0 0 120 32`.
    pub view: String,
    /// The year of the latest value, or the latest periods.
    pub line: String,
    /// The year before, of cumulative values.
    pub before: String,
    /// The latest point.
    pub last: (i64, i64),
    /// How many values are drawn.
    pub count: usize,
}

type At = (i64, Decimal);

/// Draws the latest values; none with fewer than two of a line. Cumulative values begin anew each January, so that
/// their years stand over each other.
pub fn draw(flow: Flow, recent: &[(Period, Decimal)]) -> Option<Spark> {
    let (last, _) = recent.last()?;
    let year = cadence::year_of(*last);
    let of_year = |wanted: i16| -> Vec<At> {
        let own = recent
            .iter()
            .filter(|(p, _)| cadence::year_of(*p) == wanted);
        own.filter_map(|(p, v)| Some((i64::from(p.last_day()?.month()), *v)))
            .collect()
    };
    let (line, before, all) = match flow {
        Flow::Cumulative => (of_year(year), of_year(year - 1), 12),
        Flow::Current | Flow::Stock => {
            let index = |n: usize| i64::try_from(n).unwrap_or(0);
            let line = recent.iter().enumerate().map(|(n, (_, v))| (index(n), *v));
            (line.collect(), vec![], index(recent.len() - 1).max(1))
        }
    };
    if line.len() + before.len() < 2 {
        return None;
    }
    let values = || line.iter().chain(&before).map(|(_, v)| *v);
    let (least, most) = (values().min()?, values().max()?);
    let span = most.checked_sub(least)?;
    let x = |at: i64| EDGE + at * (WIDTH - 2 * EDGE) / all;
    let y = |value: Decimal| -> Option<i64> {
        let high = Decimal::from(HEIGHT - 2 * EDGE);
        let up = match span > Decimal::ZERO {
            true => value
                .checked_sub(least)?
                .checked_mul(high)?
                .checked_div(span)?,
            false => high.checked_div(Decimal::TWO)?,
        };
        Some(HEIGHT - EDGE - i64::try_from(up.round()).ok()?)
    };
    let joined = |points: &[At]| -> String {
        let points = points
            .iter()
            .filter_map(|(at, v)| Some(format!("{},{}", x(*at), y(*v)?)));
        points.collect::<Vec<_>>().join(" ")
    };
    let (at, value) = *line.last()?;
    Some(Spark {
        view: format!("0 0 {WIDTH} {HEIGHT}"),
        last: (x(at), y(value)?),
        count: line.len() + before.len(),
        line: joined(&line),
        before: joined(&before),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(values: &[(&str, i64)]) -> Vec<(Period, Decimal)> {
        let point = |(p, v): &(&str, i64)| (p.parse().unwrap(), Decimal::from(*v));
        values.iter().map(point).collect()
    }

    #[test]
    fn years_of_cumulative_values_stand_over_each_other() {
        let values = series(&[("2025-06", 50), ("2025-12", 100), ("2026-06", 60)]);
        let spark = draw(Flow::Cumulative, &values).unwrap();
        assert_eq!(spark.before, "60,29 117,3");
        assert_eq!(spark.line, "60,24");
        assert_eq!((spark.last, spark.count), ((60, 24), 3));
    }

    #[test]
    fn other_values_stand_in_a_row_and_nothing_is_drawn_of_one() {
        let values = series(&[("2026-05", 7), ("2026-06", 7)]);
        let spark = draw(Flow::Stock, &values).unwrap();
        assert_eq!(
            spark.line, "3,16 117,16",
            "what does not move lies in the middle"
        );
        assert_eq!(draw(Flow::Stock, &values[..1]), None);
        assert_eq!(draw(Flow::Current, &[]), None);
    }
}
