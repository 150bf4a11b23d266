//! A model as bytes: mark, version, length, content, SM3 over all before. Little-endian throughout.

use crate::calibrate::Calibration;
use crate::feature::{FEATURES_MAX, Vocabulary};
use crate::head::{Head, Plane};
use crate::measure::CoveragePoint;
use crate::model::{Model, ModelSummary};
use crate::train::CLASSES_MAX;
use crate::{LEVELS_MAX, Label, LearnError};
use sm3::{Digest, Sm3};

const MARK: &[u8; 8] = b"XIUHUALM";
const VERSION: u16 = 2;
/// The first version, still read: it does not say what the runs of characters count, which was this.
const FIRST: u16 = 1;
const FIRST_RUNS_SHARE: f64 = 0.7;
const START: usize = MARK.len() + 2 + 8;
const DIGEST: usize = 32;
/// Longest label, in bytes.
const LABEL_BYTES_MAX: usize = 600;
/// Most points of the curve kept.
const POINTS_MAX: usize = 100;

impl Model {
    /// Writes the model.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = vec![];
        summary_out(&self.summary, &mut body);
        body.extend(self.vocabulary.runs_share().to_le_bytes());
        count_out(self.vocabulary.len(), &mut body);
        for number in self.vocabulary.numbers() {
            body.extend(number.to_le_bytes());
        }
        for rarity in self.vocabulary.rarity() {
            body.extend(rarity.to_le_bytes());
        }
        count_out(self.heads.len(), &mut body);
        self.heads.iter().for_each(|head| head_out(head, &mut body));
        let mut out = Vec::with_capacity(body.len() + START + DIGEST);
        out.extend(MARK);
        out.extend(VERSION.to_le_bytes());
        out.extend((body.len() as u64).to_le_bytes());
        out.extend(body);
        let digest = Sm3::digest(&out);
        out.extend(digest.as_slice());
        out
    }

    /// Reads a model.
    ///
    /// # Errors
    /// Bytes of something else, of another version, or with anything missing, added or changed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LearnError> {
        let damaged = |what| Err(LearnError::Damaged { what });
        if !bytes.starts_with(MARK) {
            return Err(LearnError::Foreign);
        }
        let mut input = Input(&bytes[MARK.len()..]);
        let found = u16::from_le_bytes(input.take()?);
        if !(FIRST..=VERSION).contains(&found) {
            return Err(LearnError::Version {
                found,
                known: VERSION,
            });
        }
        let length = u64::from_le_bytes(input.take()?);
        if bytes.len() < DIGEST || length != (bytes.len().saturating_sub(START + DIGEST)) as u64 {
            return damaged("长度不符");
        }
        let (content, digest) = bytes.split_at(bytes.len() - DIGEST);
        if Sm3::digest(content).as_slice() != digest {
            return damaged("校验值不符");
        }
        let mut input = Input(&content[START..]);
        let model = model_in(&mut input, found)?;
        if input.0.is_empty() {
            Ok(model)
        } else {
            damaged("内容过长")
        }
    }
}

fn model_in(input: &mut Input<'_>, version: u16) -> Result<Model, LearnError> {
    let summary = summary_in(input)?;
    let runs_share = if version == FIRST {
        FIRST_RUNS_SHARE
    } else {
        f64::from_le_bytes(input.take()?)
    };
    let features = input.count(FEATURES_MAX)?;
    let numbers: Vec<u64> = input.list(features, u64::from_le_bytes)?;
    let rarity: Vec<f32> = input.list(features, f32::from_le_bytes)?;
    let finite = runs_share.is_finite() && rarity.iter().all(|r| r.is_finite());
    if !numbers.is_sorted() || !finite {
        return Err(LearnError::Damaged {
            what: "特征不符"
        });
    }
    let levels = input.count(LEVELS_MAX)?;
    let heads: Vec<Head> = (0..levels)
        .map(|_| head_in(input, features))
        .collect::<Result<_, _>>()?;
    if heads.is_empty() {
        return Err(LearnError::Damaged {
            what: "没有类别"
        });
    }
    Ok(Model {
        vocabulary: Vocabulary::from_parts(numbers, rarity, runs_share),
        heads,
        summary,
    })
}

fn summary_out(summary: &ModelSummary, out: &mut Vec<u8>) {
    out.extend(summary.messages.to_le_bytes());
    out.extend(summary.seed.to_le_bytes());
    out.extend(summary.target_accuracy.to_le_bytes());
    count_out(summary.curve.len(), out);
    for point in &summary.curve {
        out.extend(point.coverage.to_le_bytes());
        out.extend(point.threshold.to_le_bytes());
        out.extend((point.kept as u64).to_le_bytes());
        out.extend((point.right as u64).to_le_bytes());
    }
}

fn summary_in(input: &mut Input<'_>) -> Result<ModelSummary, LearnError> {
    let messages = u64::from_le_bytes(input.take()?);
    let seed = u64::from_le_bytes(input.take()?);
    let target_accuracy = f64::from_le_bytes(input.take()?);
    let mut curve = vec![];
    for _ in 0..input.count(POINTS_MAX)? {
        curve.push(CoveragePoint {
            coverage: f64::from_le_bytes(input.take()?),
            threshold: f64::from_le_bytes(input.take()?),
            kept: input.size()?,
            right: input.size()?,
        });
    }
    Ok(ModelSummary {
        messages,
        seed,
        target_accuracy,
        curve,
    })
}

fn head_out(head: &Head, out: &mut Vec<u8>) {
    count_out(head.classes.len(), out);
    out.extend(head.threshold.to_le_bytes());
    out.extend(head.calibration.steepness.to_le_bytes());
    for shift in &head.calibration.shifts {
        out.extend(shift.to_le_bytes());
    }
    for (label, plane) in head.classes.iter().zip(&head.planes) {
        count_out(label.as_str().len(), out);
        out.extend(label.as_str().as_bytes());
        out.extend(plane.step.to_le_bytes());
        out.extend(plane.offset.to_le_bytes());
        for weight in &plane.weights {
            out.extend(weight.to_le_bytes());
        }
    }
}

fn head_in(input: &mut Input<'_>, features: usize) -> Result<Head, LearnError> {
    let kinds = input.count(CLASSES_MAX)?;
    let threshold = f64::from_le_bytes(input.take()?);
    let steepness = f64::from_le_bytes(input.take()?);
    let shifts: Vec<f64> = input.list(kinds, f64::from_le_bytes)?;
    let (mut classes, mut planes) = (vec![], vec![]);
    for _ in 0..kinds {
        let length = input.count(LABEL_BYTES_MAX)?;
        let label = std::str::from_utf8(input.bytes(length)?);
        let label = label.map_err(|_| LearnError::Damaged {
            what: "类别名不符"
        })?;
        classes.push(Label::kept(label.to_owned()));
        planes.push(Plane {
            step: f32::from_le_bytes(input.take()?),
            offset: f32::from_le_bytes(input.take()?),
            weights: input.list(features, i16::from_le_bytes)?,
        });
    }
    if kinds < 2 || !(steepness > 0.0 && steepness.is_finite()) {
        return Err(LearnError::Damaged {
            what: "类别不符"
        });
    }
    Ok(Head {
        classes,
        planes,
        calibration: Calibration { steepness, shifts },
        threshold,
    })
}

#[allow(clippy::cast_possible_truncation)]
fn count_out(count: usize, out: &mut Vec<u8>) {
    out.extend((count as u32).to_le_bytes());
}

/// What is left to read.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn bytes(&mut self, length: usize) -> Result<&'a [u8], LearnError> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(LearnError::Damaged {
            what: "内容不全",
        })?;
        self.0 = rest;
        Ok(taken)
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], LearnError> {
        let taken = self.bytes(N)?;
        taken.try_into().map_err(|_| LearnError::Damaged {
            what: "内容不全"
        })
    }

    fn count(&mut self, most: usize) -> Result<usize, LearnError> {
        let count = u32::from_le_bytes(self.take()?) as usize;
        if count > most {
            return Err(LearnError::Damaged {
                what: "数量不符"
            });
        }
        Ok(count)
    }

    fn size(&mut self) -> Result<usize, LearnError> {
        let size = u64::from_le_bytes(self.take()?);
        usize::try_from(size).map_err(|_| LearnError::Damaged {
            what: "数量不符"
        })
    }

    fn list<const N: usize, T>(
        &mut self,
        length: usize,
        read: impl Fn([u8; N]) -> T,
    ) -> Result<Vec<T>, LearnError> {
        let (items, _) = self.bytes(length * N)?.as_chunks::<N>();
        Ok(items.iter().map(|item| read(*item)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Message, TrainOptions, train};

    fn message(at: usize) -> Message {
        let (text, label) = match at % 2 {
            0 => ("门口路灯不亮请维修", "路灯"),
            _ => ("公交车总是晚点请加车", "公交"),
        };
        Message {
            id: at.to_string(),
            text: format!("{at}号{text}"),
            tokenised: false,
            label: Label::read(label, 1).unwrap(),
        }
    }

    #[test]
    fn a_file_of_the_first_version_answers_as_it_did() {
        let messages: Vec<Message> = (0..20).map(message).collect();
        let mut model = train(&messages, &TrainOptions::default(), &|_| {}).unwrap();
        let (numbers, rarity) = (model.vocabulary.numbers(), model.vocabulary.rarity());
        model.vocabulary =
            Vocabulary::from_parts(numbers.to_vec(), rarity.to_vec(), FIRST_RUNS_SHARE);
        let now = model.to_bytes();
        // The first version has all but the share, which stands behind the summary.
        let mut summary = vec![];
        summary_out(&model.summary, &mut summary);
        let share = START + summary.len();
        let mut first = MARK.to_vec();
        first.extend(FIRST.to_le_bytes());
        first.extend(((now.len() - START - DIGEST - 8) as u64).to_le_bytes());
        first.extend(&now[START..share]);
        first.extend(&now[share + 8..now.len() - DIGEST]);
        let digest = Sm3::digest(&first);
        first.extend(digest.as_slice());
        assert_eq!(Model::from_bytes(&first).unwrap(), model);
        assert_eq!(Model::from_bytes(&now).unwrap(), model);
    }
}
