//! The file as written, every reference with its place.

use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

pub(super) type Word = Spanned<String>;
pub(super) type Words = Vec<Word>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawType {
    pub id: Word,
    pub version: Spanned<u32>,
    pub valid_from: Option<Word>,
    pub name: Word,
    pub prefix: Word,
    pub standard: Option<String>,
    pub retention_days: Spanned<u32>,
    pub initial: Word,
    pub channels: Words,
    #[serde(default)]
    pub grades: Vec<Spanned<RawNamed>>,
    pub bounces_alarm: Option<Spanned<u32>>,
    #[serde(default)]
    pub field: Vec<Spanned<RawField>>,
    #[serde(default)]
    pub state: Vec<Spanned<RawState>>,
    #[serde(default)]
    pub action: Vec<Spanned<RawAction>>,
    #[serde(default)]
    pub clock: Vec<Spanned<RawClock>>,
    pub closing: Spanned<RawClosing>,
    pub co_handling: Option<RawTogether>,
    pub whistle: Option<RawTogether>,
    #[serde(default)]
    pub migration: Vec<Spanned<RawMigration>>,
}

/// A grade or a choice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNamed {
    pub key: Word,
    pub name: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawField {
    pub key: Word,
    pub label: Word,
    #[serde(rename = "type")]
    pub kind: Word,
    pub required_at: Option<Word>,
    pub max: Option<Spanned<u32>>,
    #[serde(default)]
    pub choices: Vec<Spanned<RawNamed>>,
    pub unit: Option<Word>,
    pub seen_by: Words,
    #[serde(default)]
    pub personal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawState {
    pub key: Word,
    pub name: Word,
    pub public_name: Option<Word>,
    pub phase: Word,
    pub owner: Word,
    pub role: Option<Word>,
    pub clock: Option<Word>,
    pub no_clock: Option<Word>,
    pub max_stay: Option<Word>,
    pub on_overstay: Option<Word>,
    #[serde(default, rename = "final")]
    pub is_final: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAction {
    pub key: Word,
    pub name: Word,
    pub from: Words,
    pub to: Option<Word>,
    pub by: Words,
    pub effect: Option<Word>,
    #[serde(default)]
    pub gives: Words,
    #[serde(default)]
    pub corrects: Words,
    #[serde(default)]
    pub reason: bool,
    pub approval: Option<RawApproval>,
    #[serde(default)]
    pub once: bool,
    pub within: Option<Word>,
    #[serde(default)]
    pub not_by: Words,
    pub evidence: Option<RawEvidence>,
    pub clock: Option<Word>,
    pub result: Option<Word>,
    #[serde(default)]
    pub to_unit: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawApproval {
    pub by: Words,
    #[serde(default)]
    pub before_due: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEvidence {
    pub kind: Word,
    pub min: Spanned<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClock {
    pub key: Word,
    pub name: Word,
    pub step: Option<Word>,
    pub starts: Words,
    pub stops: Words,
    pub limit: Word,
    #[serde(default)]
    pub by_grade: BTreeMap<String, Word>,
    #[serde(default)]
    pub by_matter: bool,
    #[serde(default)]
    pub by_field: BTreeMap<String, Word>,
    pub hours: Word,
    #[serde(default)]
    pub pausable: bool,
    #[serde(default)]
    pub extend_once: bool,
    pub warn_at: Option<Word>,
    #[serde(default)]
    pub warn_counted: bool,
    #[serde(default)]
    pub stages: Vec<RawStage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStage {
    pub name: Word,
    pub limit: Word,
    #[serde(default)]
    pub matters: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClosing {
    #[serde(default)]
    pub requires: Words,
    pub reopen_within: Option<Word>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTogether {
    pub by: Words,
    pub limit: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMigration {
    pub from: Spanned<u32>,
    #[serde(default)]
    pub states: BTreeMap<String, Word>,
}
