//! Times the reading of reports: code points, figures and the best of five runs.

use report::{ReadOptions, read};
use std::time::Instant;

fn main() {
    for path in std::env::args().skip(1) {
        let source = std::fs::read_to_string(&path).expect("a readable file");
        let mut best = f64::MAX;
        let mut figures = 0;
        for _ in 0..5 {
            let start = Instant::now();
            figures = read(&source, &ReadOptions::default()).map_or(0, |r| r.figures.len());
            best = best.min(start.elapsed().as_secs_f64());
        }
        println!(
            "{} code points, {figures} figures: {:.1} ms",
            source.chars().count(),
            best * 1000.0
        );
    }
}
