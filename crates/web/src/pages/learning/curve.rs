//! The curve of coverage and accuracy as a drawing, with the points for the table behind it.

use super::line::percent;
use app::learning::ModelView;

/// Where the drawing's field lies, in its own units.
const LEFT: u32 = 56;
const TOP: u32 = 12;
const WIDTH: u32 = 560;
const HEIGHT: u32 = 220;

/// A point of the curve.
pub(super) struct Point {
    pub x: u32,
    pub y: u32,
    pub coverage: String,
    pub threshold: String,
    /// For the form, in thousandths.
    pub value: u32,
    pub accuracy: String,
    pub kept: u32,
    /// The last one that the threshold in force lets through.
    pub here: bool,
}

/// A line across the field with its words.
pub(super) struct Rung {
    pub at: u32,
    pub words: String,
}

/// The drawing.
pub(super) struct Curve {
    pub points: Vec<Point>,
    pub line: String,
    pub rungs: Vec<Rung>,
    pub steps: Vec<Rung>,
    pub target: Option<u32>,
    pub mark: Option<u32>,
    pub right: u32,
    pub bottom: u32,
}

impl Curve {
    /// None of a model without points.
    pub(super) fn of(model: &ModelView, threshold: u32) -> Option<Self> {
        let least = model.curve.iter().map(|p| p.accuracy).min()?;
        // From the hundred-and-fifty below the worst point, rounded to tens of per cent.
        let floor = (least.saturating_sub(50) / 100 * 100).min(900);
        let x = |coverage: u32| LEFT + coverage.min(1000) * WIDTH / 1000;
        let y =
            |accuracy: u32| TOP + (1000 - accuracy.clamp(floor, 1000)) * HEIGHT / (1000 - floor);
        let last = model.curve.iter().rposition(|p| p.threshold >= threshold);
        let points: Vec<Point> = model
            .curve
            .iter()
            .enumerate()
            .map(|(at, p)| Point {
                x: x(p.coverage),
                y: y(p.accuracy),
                coverage: percent(p.coverage),
                threshold: percent(p.threshold.min(1000)),
                value: p.threshold.min(1000),
                accuracy: percent(p.accuracy),
                kept: p.kept,
                here: last == Some(at),
            })
            .collect();
        let line: Vec<String> = points.iter().map(|p| format!("{},{}", p.x, p.y)).collect();
        let rung = |accuracy: u32| Rung {
            at: y(accuracy),
            words: format!("{}%", accuracy / 10),
        };
        let step = |coverage: u32| Rung {
            at: x(coverage),
            words: format!("{}%", coverage / 10),
        };
        let apart = if floor >= 800 { 50 } else { 100 };
        Some(Self {
            line: line.join(" "),
            rungs: (floor..=1000).step_by(apart).map(rung).collect(),
            steps: (0..=1000).step_by(200).map(step).collect(),
            target: (model.target >= floor).then(|| y(model.target)),
            mark: last.and_then(|at| points.get(at)).map(|p| p.x),
            right: LEFT + WIDTH,
            bottom: TOP + HEIGHT,
            points,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::learning::{CurvePoint, Rule, Score};

    #[test]
    fn the_field_holds_every_point_and_the_mark_stands_at_the_threshold() {
        let point = |coverage, threshold, accuracy| CurvePoint {
            coverage,
            threshold,
            accuracy,
            kept: coverage,
        };
        let model = ModelView {
            version: 1,
            made_at: jiff::Timestamp::UNIX_EPOCH,
            source: "cases".into(),
            current: true,
            digests: vec![],
            bytes: 0,
            window: None,
            learnt: 0,
            held: 0,
            threshold: 900,
            target: 970,
            curve: vec![
                point(500, 950, 1000),
                point(800, 900, 980),
                point(1000, 400, 910),
            ],
            score: Score::default(),
            before: None,
            phrases: Score::default(),
            matters: vec![],
            rule: Rule {
                promoted: true,
                code: "better".into(),
                zh: String::new(),
                en: String::new(),
            },
        };
        let curve = Curve::of(&model, 900).unwrap();
        let inside =
            |p: &Point| (LEFT..=LEFT + WIDTH).contains(&p.x) && (TOP..=TOP + HEIGHT).contains(&p.y);
        assert!(curve.points.iter().all(inside));
        assert_eq!(curve.mark, Some(LEFT + 800 * WIDTH / 1000));
        assert!(curve.points[1].here && !curve.points[2].here);
        assert_eq!(
            Curve::of(
                &ModelView {
                    curve: vec![],
                    ..model
                },
                900
            )
            .map(|c| c.right),
            None
        );
    }
}
