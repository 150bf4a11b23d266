//! Points spread evenly over a ground, and the cells around them.

use super::{cells, flat::area, order};
use crate::contain;
use geo::{BoundingRect, Coord, Distance, Euclidean, MultiPolygon, Polygon};

/// Sample points for each part.
const SAMPLES_PER_PART: f64 = 80.0;
/// Rounds of moving each seed to the middle of its samples.
const ROUNDS: usize = 40;

/// Cuts a ground into `count` cells of about equal size, numbered along a curve that keeps
/// neighbours together. None where the ground cannot be cut so often.
pub(super) fn cut(ground: &Polygon<f64>, count: usize, name: &str) -> Option<Vec<Polygon<f64>>> {
    let ground = MultiPolygon(vec![ground.clone()]);
    if count == 1 {
        return Some(ground.0);
    }
    let samples = samples(&ground, count, &mut Dice::of(name))?;
    let seeds = settled(&samples, farthest(&samples, count)?);
    let cells: Option<Vec<_>> = cells::around(&ground, &seeds).into_iter().collect();
    let cells = cells?;
    Some(order::along_curve(&ground, cells))
}

/// A lattice at a slant, each point shaken a little, so that no four cells meet in one corner.
fn samples(ground: &MultiPolygon<f64>, count: usize, dice: &mut Dice) -> Option<Vec<Coord<f64>>> {
    let rect = ground.bounding_rect()?;
    let size: f64 = ground.0.iter().map(area).sum();
    let step = (size / (count as f64 * SAMPLES_PER_PART)).sqrt();
    let middle = rect.center();
    let reach = rect.width().hypot(rect.height()) / 2.0;
    let steps = (reach / step).ceil() as i64;
    let (sine, cosine) = 0.7_f64.sin_cos();
    let mut points = vec![];
    for row in -steps..=steps {
        for column in -steps..=steps {
            let (u, v) = (
                (column as f64 + dice.half()) * step,
                (row as f64 + dice.half()) * step,
            );
            let point = middle
                + Coord {
                    x: u * cosine - v * sine,
                    y: u * sine + v * cosine,
                };
            if contain::holds(ground, point) {
                points.push(point);
            }
        }
    }
    (points.len() >= count).then_some(points)
}

/// Starts with the first sample; each next is the farthest from all before.
fn farthest(samples: &[Coord<f64>], count: usize) -> Option<Vec<Coord<f64>>> {
    let mut seeds = vec![*samples.first()?];
    let mut away = vec![f64::INFINITY; samples.len()];
    while seeds.len() < count {
        let last = *seeds.last()?;
        for (distance, sample) in away.iter_mut().zip(samples) {
            *distance = distance.min(Euclidean.distance(last, *sample));
        }
        let next = (0..samples.len()).max_by(|a, b| away[*a].total_cmp(&away[*b]))?;
        seeds.push(samples[next]);
    }
    Some(seeds)
}

/// Moves every seed to the mean of its samples, again and again.
fn settled(samples: &[Coord<f64>], mut seeds: Vec<Coord<f64>>) -> Vec<Coord<f64>> {
    for _ in 0..ROUNDS {
        let mut sums = vec![(Coord::zero(), 0.0); seeds.len()];
        for sample in samples {
            let far = |i: &usize| Euclidean.distance(seeds[*i], *sample);
            let nearest = (0..seeds.len()).min_by(|a, b| far(a).total_cmp(&far(b)));
            if let Some(index) = nearest {
                sums[index].0 = sums[index].0 + *sample;
                sums[index].1 += 1.0;
            }
        }
        for (seed, (sum, n)) in seeds.iter_mut().zip(sums) {
            if n > 0.0 {
                *seed = sum / n;
            }
        }
    }
    seeds
}

/// Splitmix64: even numbers from a name, the same on every machine.
struct Dice(u64);

impl Dice {
    fn of(name: &str) -> Self {
        let seed = name.bytes().fold(0xcbf2_9ce4_8422_2325, |h: u64, b| {
            (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(seed)
    }

    /// Between nought and a half.
    fn half(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 54) as f64
    }
}
