//! On the shared messages: every fifth is held back; the bars here are below what is measured in
//! `docs/learning.md`, so that they break only when something breaks.

mod common;

use learn::{Message, TrainOptions, evaluate, read_labelled, train};

/// Accuracy that messages not learnt from must reach.
const ACCURACY: f64 = 0.90;
const ACCURACY_OF_MOST_CERTAIN: f64 = 0.955;

#[test]
fn held_back_messages_are_called_right() {
    let Some(folder) = common::shared() else {
        eprintln!("SKIPPED: no shared data; set XIUHUA_SHARED");
        return;
    };
    let read = |name: &str| {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        read_labelled(&bytes, "label").unwrap().messages
    };
    let tokenised = read("labelled-tokenised.csv");
    let raw = read("labelled-raw.csv");
    assert_eq!((tokenised.len(), raw.len()), (8_201, 494));

    let every_fifth = |held: bool| {
        let chosen = tokenised.iter().enumerate();
        let chosen = chosen.filter(move |(i, _)| (i % 5 == 0) == held);
        chosen.map(|(_, m)| m.clone()).collect::<Vec<Message>>()
    };
    let (learnt, held) = (every_fifth(false), every_fifth(true));
    let model = train(&learnt, &TrainOptions::default(), &|_| {}).unwrap();
    let figures = evaluate(&model, &held, 1).0.unwrap();
    let most = figures.curve.iter().find(|p| p.coverage > 0.849).unwrap();
    println!(
        "accuracy {:.4}, macro F1 {:.4}, of the most certain 85 % {:.4}, calibration error {:.4}",
        figures.accuracy(),
        figures.macro_f1,
        most.accuracy(),
        figures.calibration_error
    );
    assert!(figures.accuracy() > ACCURACY, "{}", figures.accuracy());
    assert!(
        most.accuracy() > ACCURACY_OF_MOST_CERTAIN,
        "{}",
        most.accuracy()
    );
    assert!(
        figures.calibration_error < 0.05,
        "{}",
        figures.calibration_error
    );
}
