//! One separating plane: a linear support vector machine with squared hinge loss, solved by dual
//! coordinate descent (Hsieh et al., 2008) over sparse rows.

use crate::feature::Row;
use crate::split::Chance;

/// Rounds over all messages at most.
const ROUNDS_MAX: usize = 200;
/// The descent ends when no message asks for a larger step than this.
const CLOSE_ENOUGH: f64 = 0.02;

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
            let slope = side * score(&weights, rows[at]) - 1.0 + diagonal * multipliers[at];
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
            for (column, x) in rows[at] {
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
    fn the_solution_is_where_no_weight_can_be_bettered() {
        // One message each side at ±1: w = argmin w²/2 + 2·(1−w)², bias 0, so w = 4/5.
        let rows: Vec<Row> = vec![vec![(0, 1.0)], vec![(0, -1.0)]];
        let rows: Vec<&Row> = rows.iter().collect();
        let got = plane(&rows, &[true, false], 1, 1.0, 1);
        assert!(
            (got[0] - 0.8).abs() < 0.02 && got[1].abs() < 0.02,
            "{got:?}"
        );
    }
}
