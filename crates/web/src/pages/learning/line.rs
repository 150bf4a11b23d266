//! Counts as a table shows them, each share beside what it is a share of.

use crate::frame::Frame;
use app::learning::{Line, ModelView, Score};

/// Thousandths as people read them.
pub(super) fn percent(per_mille: u32) -> String {
    format!("{}.{}%", per_mille / 10, per_mille % 10)
}

/// A threshold; above a thousand nothing is sure.
pub(super) fn percent_or(per_mille: u32, f: &Frame) -> String {
    match per_mille {
        0..=1000 => percent(per_mille),
        _ => f.t("learning.never"),
    }
}

/// A share with its counts; a dash of nothing.
fn share(per_mille: Option<u32>, part: u32, whole: u32) -> (String, String) {
    match per_mille {
        Some(share) => (percent(share), format!("{part}/{whole}")),
        None => ("—".to_owned(), String::new()),
    }
}

/// One line of proposals.
pub(super) struct LineView {
    pub key: String,
    pub name: String,
    pub proposed: u32,
    pub coverage: (String, String),
    pub abstained: (String, String),
    pub agreement: (String, String),
    pub sure: (String, String),
    pub unit: (String, String),
    pub automatic: u32,
    pub returned: u32,
    pub kept: (String, String),
}

impl LineView {
    pub(super) fn of(line: &Line) -> Self {
        Self {
            key: line.key.clone(),
            name: line.name.clone(),
            proposed: line.proposed,
            coverage: share(line.coverage(), line.sure, line.proposed),
            abstained: share(line.abstained(), line.proposed - line.sure, line.proposed),
            agreement: share(line.agreement(), line.matter_right, line.known),
            sure: share(line.sure_agreement(), line.sure_right, line.sure_known),
            unit: share(line.unit_agreement(), line.unit_right, line.known),
            automatic: line.automatic,
            returned: line.returned,
            kept: share(line.kept(), line.automatic - line.returned, line.automatic),
        }
    }
}

/// How one proposer did on the messages held back.
pub(super) struct ScoreView {
    pub name: String,
    pub accuracy: (String, String),
    pub coverage: (String, String),
    pub sure: (String, String),
    pub unit: (String, String),
}

/// This version, the one before it and the phrases, on the same messages.
pub(super) fn scores(model: &ModelView, f: &Frame) -> Vec<ScoreView> {
    let version = |v: u32| f.t1("learning.version", "n", v);
    let mut all = vec![score(version(model.version), &model.score)];
    all.extend(model.before.map(|(v, before)| score(version(v), &before)));
    all.push(score(f.t("learning.phrases"), &model.phrases));
    all
}

fn score(name: String, score: &Score) -> ScoreView {
    ScoreView {
        name,
        accuracy: share(score.accuracy(), score.matter_right, score.cases),
        coverage: share(score.coverage(), score.sure, score.cases),
        sure: share(score.sure_accuracy(), score.sure_right, score.sure),
        unit: share(score.unit_accuracy(), score.unit_right, score.units),
    }
}
