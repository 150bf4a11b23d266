//! The S-curve as an SVG drawing; a table of the same numbers stands behind it.

use figure::Decimal;
use project::CurvePoint;

/// Width, height and margins of the drawing, in its own units.
const WIDTH: i64 = 720;
const HEIGHT: i64 = 260;
const LEFT: i64 = 64;
const BOTTOM: i64 = 28;
const TOP: i64 = 12;
const RIGHT: i64 = 16;

/// A curve ready to draw.
pub struct Chart {
    /// `0 0 720 260`.
    pub view: String,
    /// Points of the plan.
    pub planned: String,
    /// Of reported investment.
    pub reported: String,
    /// Of enrolled investment.
    pub enrolled: String,
    /// Month and its place from the left.
    pub months: Vec<(i8, i64)>,
    /// Amount in 万元 and its place from the top.
    pub marks: Vec<(String, i64)>,
    /// Left and right end of the lines across.
    pub across: (i64, i64),
    /// Place of the month's names.
    pub foot: i64,
}

/// Draws a curve; none without points.
pub fn draw(curve: &[CurvePoint]) -> Option<Chart> {
    let all = curve.iter().flat_map(|p| {
        let both = [p.reported, p.enrolled];
        both.into_iter().flatten().chain([p.planned])
    });
    let most = all.max().filter(|most| *most > Decimal::ZERO)?;
    let x = |month: i8| LEFT + i64::from(month) * (WIDTH - LEFT - RIGHT) / 12;
    let y = |amount: Decimal| -> Option<i64> {
        let high = Decimal::from(HEIGHT - TOP - BOTTOM);
        let up = amount.checked_mul(high)?.checked_div(most)?.round();
        Some(HEIGHT - BOTTOM - i64::try_from(up).ok()?)
    };
    let line = |of: &dyn Fn(&CurvePoint) -> Option<Decimal>| {
        let start = format!("{},{}", x(0), HEIGHT - BOTTOM);
        let points = curve.iter().filter_map(|p| {
            let at = y(of(p)?)?;
            Some(format!("{},{at}", x(p.month)))
        });
        let points: Vec<String> = points.collect();
        match points.is_empty() {
            true => String::new(),
            false => std::iter::once(start)
                .chain(points)
                .collect::<Vec<_>>()
                .join(" "),
        }
    };
    let mark = |part: i64| {
        let amount = most
            .checked_mul(Decimal::from(part))?
            .checked_div(Decimal::from(4))?;
        Some((super::wan(&amount.round()), y(amount)?))
    };
    Some(Chart {
        view: format!("0 0 {WIDTH} {HEIGHT}"),
        planned: line(&|p| Some(p.planned)),
        reported: line(&|p| p.reported),
        enrolled: line(&|p| p.enrolled),
        months: curve.iter().map(|p| (p.month, x(p.month))).collect(),
        marks: (0..=4).filter_map(mark).collect(),
        across: (LEFT, WIDTH - RIGHT),
        foot: HEIGHT - BOTTOM + 18,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_point_is_at_the_top_and_nothing_is_drawn_of_nothing() {
        let point = |month, planned: i64, reported: Option<i64>| CurvePoint {
            month,
            planned: Decimal::from(planned),
            reported: reported.map(Decimal::from),
            enrolled: None,
        };
        assert!(draw(&[]).is_none());
        assert!(draw(&[point(1, 0, None)]).is_none());
        let chart = draw(&[point(6, 50, Some(40)), point(12, 100, None)]).unwrap();
        assert!(
            chart.planned.ends_with(&format!("704,{TOP}")),
            "{}",
            chart.planned
        );
        assert_eq!(chart.reported, "64,232 384,144");
        assert_eq!(chart.enrolled, "");
    }
}
