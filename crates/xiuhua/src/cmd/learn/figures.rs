//! Figures as lines on the terminal.

use learn::{ClassFigures, Figures, Interval};

/// Below so many messages the interval matters more than the share.
const FEW: usize = 30;

/// Prints the figures of a set of answers; `whole` with curve, reliability and classes.
pub(super) fn print(name: &str, figures: &Figures, whole: bool) {
    println!(
        "{name}：{}条，准确率{}，宏平均F1 {:.4}，校准误差ECE {:.4}，Brier {:.4}",
        figures.count,
        share(figures.right, figures.count),
        figures.macro_f1,
        figures.calibration_error,
        figures.brier
    );
    if !whole {
        return;
    }
    println!("  最有把握的部分：覆盖率、准确率（95%区间）、把握下限");
    for point in &figures.curve {
        println!(
            "    {:>5.1}%  {}  ≥{:.4}",
            point.coverage * 100.0,
            share(point.right, point.kept),
            point.threshold
        );
    }
    println!("  说的把握与实际（由低到高，每组条数约等）：");
    for bin in &figures.bins {
        let (stated, true_) = (bin.stated * 100.0, bin.came_true * 100.0);
        println!("    说{stated:>6.2}%  实{true_:>6.2}%  {}条", bin.count);
    }
    println!("  各类：准（判为此类的有多少对）、全（此类的找到多少）、F1");
    figures.classes.iter().for_each(class);
}

fn class(figures: &ClassFigures) {
    let few = if figures.truths < FEW {
        "（条数少，以区间为准）"
    } else {
        ""
    };
    println!(
        "    {}：准{}，全{}，F1 {:.4}，{}条{few}",
        figures.label,
        share(figures.right, figures.called),
        share(figures.right, figures.truths),
        figures.f1(),
        figures.truths
    );
}

#[allow(clippy::cast_precision_loss)]
fn share(part: usize, whole: usize) -> String {
    Interval::of(part, whole).map_or("无".to_owned(), |i| {
        let share = part as f64 / whole as f64 * 100.0;
        let (low, high) = (i.low * 100.0, i.high * 100.0);
        format!("{share:.2}%（{low:.2}–{high:.2}）")
    })
}
