//! One separating plane: a linear support vector machine with squared hinge loss, solved by dual
//! coordinate descent (Hsieh et al., 2008) over sparse rows. Each column counts by how much oftener it
//! stands on one side than on the other (Wang and Manning, 2012); the plane is given back in the
//! columns as they came, so that whoever uses it need not know.

use crate::feature::Row;
use crate::split::Chance;

/// Rounds over all messages at most.
const ROUNDS_MAX: usize = 200;
/// The descent ends when no message asks for a larger step than this.
const CLOSE_ENOUGH: f64 = 0.02;

/// What a column counts that stands on both sides alike.
const ALIKE: f64 = 0.3;
/// What it counts more at most, as the logarithm of how much oftener it stands on one side.
const TELLING_MAX: f64 = 3.0;
/// Rows added to each side's count, so that a rare column tells little.
const SMOOTHING: f64 = 0.5;
/// Columns that count more need less pull: this part of what a message on the wrong side costs.
const PULL: f64 = 0.3;

/// Fits a plane; the last weight is its distance from the origin.
///
/// `rows[i]` lies on the positive side where `positive[i]`; `cost` is what a message on the wrong
/// side costs. Equal input and seed give equal output.
pub(crate) fn plane(
    rows: &[&Row],
    positive: &[bool],
    width: usize,
    cost: f64,
    seed: u64,
) -> Vec<f64> {
    let telling = telling(rows, positive, width);
    let scaled: Vec<Row> = rows.iter().map(|row| by(row, &telling)).collect();
    let mut weights = separate(&scaled, positive, width, cost * PULL, seed);
    for (weight, factor) in weights.iter_mut().zip(&telling) {
        *weight *= f64::from(*factor);
    }
    weights
}

/// How much each column counts for telling the two sides apart.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn telling(rows: &[&Row], positive: &[bool], width: usize) -> Vec<f32> {
    let mut counts = vec![[SMOOTHING; 2]; width];
    for (row, side) in rows.iter().zip(positive) {
        for (column, _) in *row {
            counts[*column as usize][usize::from(*side)] += 1.0;
        }
    }
    let yes = positive.iter().filter(|side| **side).count() as f64;
    let all = [
        positive.len() as f64 - yes + 2.0 * SMOOTHING,
        yes + 2.0 * SMOOTHING,
    ];
    let factor = |[no, yes]: [f64; 2]| {
        let oftener = ((yes / all[1]) / (no / all[0])).ln().abs();
        (ALIKE + oftener.min(TELLING_MAX)) as f32
    };
    counts.into_iter().map(factor).collect()
}

fn by(row: &Row, telling: &[f32]) -> Row {
    let value = |(column, x): &(u32, f32)| (*column, x * telling[*column as usize]);
    row.iter().map(value).collect()
}

/// The plane over rows as they are.
fn separate(rows: &[Row], positive: &[bool], width: usize, cost: f64, seed: u64) -> Vec<f64> {
    let mut weights = vec![0.0f64; width + 1];
    let diagonal = 0.5 / cost;
    let mut multipliers = vec![0.0f64; rows.len()];
    let curvature: Vec<f64> = rows
        .iter()
        .map(|row| 1.0 + diagonal + row.iter().map(|(_, x)| f64::from(x * x)).sum::<f64>())
        .collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut chance = Chance::new(seed);
    for _ in 0..ROUNDS_MAX {
        chance.shuffle(&mut order);
        let mut largest = 0.0f64;
        for &at in &order {
            let side = if positive[at] { 1.0 } else { -1.0 };
            let slope = side * score(&weights, &rows[at]) - 1.0 + diagonal * multipliers[at];
            let pull = if multipliers[at] == 0.0 {
                slope.min(0.0)
            } else {
                slope
            };
            if pull == 0.0 {
                continue;
            }
            largest = largest.max(pull.abs());
            let before = multipliers[at];
            multipliers[at] = (before - slope / curvature[at]).max(0.0);
            let step = side * (multipliers[at] - before);
            for (column, x) in &rows[at] {
                weights[*column as usize] += step * f64::from(*x);
            }
            weights[width] += step;
        }
        if largest < CLOSE_ENOUGH {
            break;
        }
    }
    weights
}

/// On which side a row lies, and how far; the last weight counts for every row.
pub(crate) fn score(weights: &[f64], row: &Row) -> f64 {
    let offset = weights.last().copied().unwrap_or_default();
    offset
        + row
            .iter()
            .map(|(column, x)| weights[*column as usize] * f64::from(*x))
            .sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_heaps_are_parted_and_the_seed_decides() {
        let rows: Vec<Row> = (0..20u16)
            .map(|i| vec![(u32::from(i % 2), 1.0 + f32::from(i) / 40.0)])
            .collect();
        let rows: Vec<&Row> = rows.iter().collect();
        let positive: Vec<bool> = (0..20).map(|i| i % 2 == 0).collect();
        let got = plane(&rows, &positive, 2, 1.0, 3);
        for (row, yes) in rows.iter().zip(&positive) {
            assert_eq!(score(&got, row) > 0.0, *yes);
        }
        assert_eq!(got, plane(&rows, &positive, 2, 1.0, 3));
    }

    #[test]
    fn a_column_of_one_side_counts_more_than_one_of_both() {
        let rows: Vec<Row> = (0..40u16)
            .map(|i| vec![(0, 1.0), (1 + u32::from(i % 2), 1.0)])
            .collect();
        let rows: Vec<&Row> = rows.iter().collect();
        let positive: Vec<bool> = (0..40).map(|i| i % 2 == 0).collect();
        let got = telling(&rows, &positive, 3);
        assert!((f64::from(got[0]) - ALIKE).abs() < 0.01, "{got:?}");
        assert!(got[1] > 3.0 && got[2] > 3.0, "{got:?}");
    }

    #[test]
    fn the_solution_is_where_no_weight_can_be_bettered() {
        // One message each side at ±1: w = argmin w²/2 + 2·(1−w)², bias 0, so w = 4/5.
        let rows: Vec<Row> = vec![vec![(0, 1.0)], vec![(0, -1.0)]];
        let got = separate(&rows, &[true, false], 1, 1.0, 1);
        assert!(
            (got[0] - 0.8).abs() < 0.02 && got[1].abs() < 0.02,
            "{got:?}"
        );
    }
}
