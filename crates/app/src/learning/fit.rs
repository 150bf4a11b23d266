//! What a training computes: the messages divided, the models fitted, and measured beside what proposes
//! now on the same messages held back.

use super::HELD_MIN;
use super::compare::Tally;
use super::confirmed::Confirmed;
use super::guess::{Judgement, label_of, message, placed};
use super::held::Held;
use super::state::{CurvePoint, Guess, ModelState, Rule};
use super::verdict::{TARGET, verdict};
use crate::duty::InForce;
use crate::{Progress, evidence};
use learn::{Label, LearnError, Message, Model, TrainOptions};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Largest model, in weights of two bytes; about as many megabytes twice over.
const WEIGHTS_MAX: usize = 6_000_000;
/// One message of so many is held back, with its near copies.
const HELD_OF: u8 = 5;
/// The longest rest after a piece of work.
const REST_MAX: Duration = Duration::from_secs(2);

/// What a training computes on, away from everybody else.
pub(super) struct Task {
    pub items: Vec<Confirmed>,
    pub duties: InForce,
    pub current: Option<Arc<Held>>,
    pub threshold: u32,
}

/// What came of it.
pub(super) struct Fitted {
    pub matters: Vec<u8>,
    pub units: Option<Vec<u8>>,
    pub rule: Rule,
    pub state: ModelState,
}

impl Task {
    /// Fits and measures, resting as long as it works.
    pub fn fit(self, told: &Mutex<Option<Progress>>) -> Result<Fitted, LearnError> {
        let label = |one: &Confirmed| label_of(self.duties.list().catalogue(), &one.matter);
        let labels: Vec<Option<Label>> = self.items.iter().map(label).collect();
        let labels = told_apart(labels);
        let all: Vec<Message> = self
            .items
            .iter()
            .zip(labels)
            .map(|(one, label)| message(&one.id, &one.text, label))
            .collect();
        let (learnt, held) = split(&self.items, &learn::copies(&all));
        let options = TrainOptions {
            target_accuracy: 0.97,
            weights_max: WEIGHTS_MAX,
            ..TrainOptions::default()
        };
        let pace = Pace::new(told);
        let some: Vec<Message> = learnt.iter().map(|at| all[*at].clone()).collect();
        let matters = learn::train(&some, &options, &|step| pace.tell(step))?;
        let some: Vec<Message> = learnt
            .iter()
            .filter_map(|at| {
                let one = &self.items[*at];
                let unit = Label::read(one.unit.as_deref()?, 0).ok()??;
                let text = placed(&one.text, &one.place);
                Some(message(&one.id, &text, Some(unit)))
            })
            .collect();
        let units = learn::train(&some, &options, &|step| pace.tell(step)).ok();
        Ok(self.measured(matters, units, (&learnt, &held)))
    }

    /// The new model, the one in force and the phrases on the same messages.
    fn measured(
        &self,
        matters: Model,
        units: Option<Model>,
        (learnt, held): (&[usize], &[usize]),
    ) -> Fitted {
        let own = matters
            .threshold_per_mille(matters.levels())
            .unwrap_or(1_001);
        let new = Held {
            version: 0,
            own_threshold: own,
            matters,
            units,
        };
        let (mut ours, mut theirs, mut words) =
            (Tally::default(), Tally::default(), Tally::default());
        for truth in held.iter().map(|at| &self.items[*at]) {
            let said = new.judge(&truth.text, &truth.place);
            ours.count(truth, said.as_ref(), own);
            if let Some(current) = &self.current {
                let said = current.judge(&truth.text, &truth.place);
                theirs.count(truth, said.as_ref(), self.threshold);
            }
            words.count(truth, by_phrases(&self.duties, &truth.text).as_ref(), 1_001);
        }
        // The phrases name no unit.
        words.score.units = 0;
        let version = self.current.as_ref().map(|current| current.version);
        let rule = match version {
            Some(v) => {
                let name = (format!("第{v}版"), format!("version {v}"));
                verdict(&ours.score, &theirs.score, (&name.0, &name.1))
            }
            None => verdict(
                &ours.score,
                &words.score,
                ("职责清单短语", "the phrases of the duty list"),
            ),
        };
        let state = self.state(&new, (learnt, held), (&ours, &words), rule.clone());
        Fitted {
            matters: new.matters.to_bytes(),
            units: new.units.as_ref().map(Model::to_bytes),
            state: ModelState {
                before: version.map(|v| (v, theirs.score)),
                ..state
            },
            rule,
        }
    }

    fn state(
        &self,
        new: &Held,
        (learnt, held): (&[usize], &[usize]),
        (ours, words): (&Tally, &Tally),
        rule: Rule,
    ) -> ModelState {
        let mut mix: BTreeMap<String, u32> = BTreeMap::new();
        for one in &self.items {
            *mix.entry(one.matter.clone()).or_default() += 1;
        }
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let times = || self.items.iter().filter_map(|one| one.reported_at);
        let curve = new.matters.summary().curve.iter().map(|point| {
            let [coverage, threshold, accuracy] = point.per_mille();
            CurvePoint {
                coverage,
                threshold,
                accuracy,
                kept: count(point.kept),
            }
        });
        ModelState {
            version: 0,
            made_at: jiff::Timestamp::UNIX_EPOCH,
            source: String::new(),
            by: String::new(),
            matter_digest: String::new(),
            unit_digest: None,
            bytes: 0,
            from: times().min(),
            to: times().max(),
            learnt: count(learnt.len()),
            held: count(held.len()),
            threshold: new.own_threshold,
            target: TARGET,
            curve: curve.collect(),
            mix,
            score: ours.score,
            before: None,
            phrases: words.score,
            matters: ours.matters(),
            rule,
        }
    }
}

/// Without the family, and the class, that all of them share: a level tells something only where it has
/// two names.
fn told_apart(labels: Vec<Option<Label>>) -> Vec<Option<Label>> {
    let alike = |depth: &usize| {
        let mut all = labels.iter().flatten().map(|label| label.prefix(*depth));
        let first = all.next();
        all.all(|other| Some(other) == first)
    };
    let shared = (1..=2).take_while(alike).count();
    let rest = |label: &Label| {
        let path: Vec<&str> = label.as_str().split('/').skip(shared).collect();
        Label::read(&path.join("/"), 0).ok().flatten()
    };
    labels.iter().map(|label| rest(label.as_ref()?)).collect()
}

/// What the phrases of the duty list alone would say.
fn by_phrases(duties: &InForce, text: &str) -> Option<Judgement> {
    let first = duties.suggest(text).into_iter().next()?;
    Some(Judgement {
        matter: Guess {
            code: first.code.to_string(),
            per_mille: 0,
        },
        instead: None,
        unit: None,
        words: vec![],
    })
}

/// Learnt and held back. Near copies stay together; which ones are held back follows from the id
/// of their first one, so that a later training holds back the same.
fn split(items: &[Confirmed], copies: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let mut first: BTreeMap<usize, &str> = BTreeMap::new();
    for (one, group) in items.iter().zip(copies) {
        let id = first.entry(*group).or_insert(&one.id);
        *id = (*id).min(&one.id);
    }
    let aside = |group: &usize| first.get(group).is_some_and(|id| held_back(id));
    let (aside, learnt): (Vec<usize>, Vec<usize>) =
        (0..items.len()).partition(|at| aside(&copies[*at]));
    let cases: Vec<usize> = aside
        .iter()
        .copied()
        .filter(|at| !items[*at].from_file)
        .collect();
    // Where there are too few cases the file's own rows are measured on too.
    let held = if cases.len() < HELD_MIN { aside } else { cases };
    (learnt, held)
}

fn held_back(id: &str) -> bool {
    let digest = evidence::hash(id.as_bytes());
    let byte = u8::from_str_radix(digest.get(..2).unwrap_or("0"), 16).unwrap_or(0);
    byte % HELD_OF == 0
}

/// Tells how far it is, and rests as long as it worked.
struct Pace<'a> {
    told: &'a Mutex<Option<Progress>>,
    since: Mutex<Instant>,
}

impl<'a> Pace<'a> {
    fn new(told: &'a Mutex<Option<Progress>>) -> Self {
        Self {
            told,
            since: Mutex::new(Instant::now()),
        }
    }

    fn tell(&self, step: learn::Progress) {
        let stage = match step.stage {
            learn::Stage::Segment => "segment",
            learn::Stage::Fit => "fit",
            learn::Stage::Validate => "validate",
        };
        if let Ok(mut told) = self.told.lock() {
            *told = Some(Progress {
                stage,
                done: step.done,
                total: step.total,
            });
        }
        if let Ok(mut since) = self.since.lock() {
            let worked = since.elapsed();
            if worked > Duration::from_millis(5) {
                std::thread::sleep(worked.min(REST_MAX));
                *since = Instant::now();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(id: &str, from_file: bool) -> Confirmed {
        Confirmed {
            id: id.to_owned(),
            text: String::new(),
            place: String::new(),
            matter: "06013".into(),
            unit: None,
            reported_at: None,
            from_file,
        }
    }

    #[test]
    fn what_all_share_is_no_level() {
        let read = |paths: &[&str]| {
            let labels = paths.iter().map(|path| Label::read(path, 0).unwrap());
            let left = told_apart(labels.collect()).into_iter().flatten();
            left.map(|l| l.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(read(&["c/树/1", "c/树/2"]), ["1", "2"]);
        assert_eq!(read(&["c/树/1", "c/灯/2"]), ["树/1", "灯/2"]);
        assert_eq!(read(&["c/树/1", "e/树/2"]), ["c/树/1", "e/树/2"]);
        assert_eq!(read(&["c/树/1", "c/树/1"]), ["1", "1"]);
    }

    #[test]
    fn copies_stay_on_one_side_and_a_later_training_holds_back_the_same() {
        let items: Vec<Confirmed> = (0..200).map(|i| item(&format!("c{i:03}"), false)).collect();
        let copies: Vec<usize> = (0..200).map(|i| i / 2 * 2).collect();
        let (learnt, held) = split(&items, &copies);
        assert!((20..=60).contains(&held.len()), "{}", held.len());
        for at in 0..100 {
            assert_eq!(held.contains(&(2 * at)), held.contains(&(2 * at + 1)));
        }
        assert_eq!(learnt.len() + held.len(), 200);
        // Fifty more cases change nothing for those that were there.
        let more: Vec<Confirmed> = (0..250).map(|i| item(&format!("c{i:03}"), false)).collect();
        let copies: Vec<usize> = (0..250).map(|i| i / 2 * 2).collect();
        let (_, later) = split(&more, &copies);
        let before: Vec<usize> = later.into_iter().filter(|at| *at < 200).collect();
        assert_eq!(before, held);
    }

    #[test]
    fn rows_of_a_file_are_measured_on_only_where_cases_are_too_few() {
        let mut items: Vec<Confirmed> = (0..200).map(|i| item(&format!("row:{i}"), true)).collect();
        let alone: Vec<usize> = (0..200).collect();
        assert!(!split(&items, &alone).1.is_empty());
        items.extend((0..200).map(|i| item(&format!("c{i:03}"), false)));
        let all: Vec<usize> = (0..400).collect();
        let (learnt, held) = split(&items, &all);
        assert!(held.iter().all(|at| *at >= 200));
        assert!(learnt.iter().any(|at| *at < 200));
    }
}
