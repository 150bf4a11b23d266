//! `lights.toml`: versioned rules of the three colours (F1-02, domain 3.2), as plain data.

use crate::problem::Log;
use crate::toml_table::{self, Table};
use jiff::civil::Date;
use rust_decimal::Decimal;

const FILE: &str = "lights.toml";
const DECIMALS: [&str; 4] = [
    "green_gap_pp",
    "yellow_gap_pp",
    "approx_tolerance_pp",
    "in_step_tolerance_pp",
];
const COUNTS: [&str; 4] = [
    "due_soon_days",
    "stale_days",
    "late_yellow_days",
    "late_red_days",
];
const KINDS: [&str; 3] = ["quantified", "milestone", "continuing"];

/// The thresholds of one rule, complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LightThresholds {
    /// Green while completion − schedule, in percentage points, is above this (−10).
    pub green_gap_pp: Decimal,
    /// Yellow while the gap is not below this (−30); red below.
    pub yellow_gap_pp: Decimal,
    /// 左右: how far, in percentage points, a value may lie below an approximate target and
    /// still count as near it.
    pub approx_tolerance_pp: Decimal,
    /// 同步: how far, in percentage points, a measure may lag the one it moves with.
    pub in_step_tolerance_pp: Decimal,
    /// Calendar days before a deadline at which it is called near.
    pub due_soon_days: u32,
    /// Calendar days without a record after which facts are stale; also the review rhythm of
    /// continuing work.
    pub stale_days: u32,
    /// Calendar days a milestone may be late before it is yellow.
    pub late_yellow_days: u32,
    /// Calendar days a milestone may be late before it is red.
    pub late_red_days: u32,
}

/// What an override applies to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LightSelector {
    /// Commitments of a kind: `quantified`, `milestone` or `continuing`.
    Kind(String),
    /// Commitments whose measure contains these words.
    Measure(String),
}

/// Thresholds that differ for some commitments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LightOverride {
    /// For which.
    pub selector: LightSelector,
    /// The thresholds, complete: what the file leaves out is the rule's own.
    pub thresholds: LightThresholds,
}

/// One version of a light rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LightRuleSpec {
    /// The rule.
    pub id: String,
    /// Its version, from 1, rising with `valid_from`.
    pub version: u32,
    /// First day it holds; it holds until the next version's.
    pub valid_from: Date,
    /// Why it was set, for people.
    pub note: String,
    /// For all commitments that no override names.
    pub thresholds: LightThresholds,
    /// In order of the file.
    pub overrides: Vec<LightOverride>,
}

impl LightRuleSpec {
    /// The thresholds for a commitment: an override by measure goes before one by kind, the
    /// first of each goes before later ones.
    pub fn thresholds_for(&self, kind: &str, measure: Option<&str>) -> &LightThresholds {
        let by_measure = |o: &&LightOverride| matches!(&o.selector, LightSelector::Measure(m) if measure.is_some_and(|own| own.contains(m.as_str())));
        let by_kind =
            |o: &&LightOverride| matches!(&o.selector, LightSelector::Kind(k) if k == kind);
        let found = self.overrides.iter().find(by_measure);
        found
            .or_else(|| self.overrides.iter().find(by_kind))
            .map_or(&self.thresholds, |o| &o.thresholds)
    }
}

pub(crate) fn read(text: &str, log: &mut Log) -> Vec<LightRuleSpec> {
    let Some(document) = toml_table::parse(FILE, text, log) else {
        return Vec::new();
    };
    let root = Table::root(FILE, text, document.get_ref());
    root.only(&["rule"], log);
    let tables = root.tables("rule", log);
    if tables.is_empty() {
        root.problem(1, "light_none", "至少需要一条亮灯规则（[[rule]]）", log);
    }
    let read: Vec<_> = tables
        .iter()
        .filter_map(|t| rule(t, log).map(|r| (r, t.line)))
        .collect();
    check_versions(&read, root, log);
    let mut rules: Vec<LightRuleSpec> = read.into_iter().map(|(rule, _)| rule).collect();
    rules.sort_by(|a, b| (&a.id, a.version).cmp(&(&b.id, b.version)));
    rules
}

fn rule(table: &Table<'_>, log: &mut Log) -> Option<LightRuleSpec> {
    let known: Vec<&str> = ["id", "version", "valid_from", "note", "override"]
        .into_iter()
        .chain(DECIMALS)
        .chain(COUNTS)
        .collect();
    table.only(&known, log);
    let id = table.text("id", log);
    let version = table.count("version", log);
    let valid_from = table.date("valid_from", log);
    let note = if table.has("note") {
        table.text("note", log)
    } else {
        None
    };
    let thresholds = thresholds(table, None, log);
    if version == Some(0) {
        table.problem(
            table.line_of("version"),
            "light_version_zero",
            "版本从1开始",
            log,
        );
    }
    let overrides = match &thresholds {
        Some(base) => table
            .tables("override", log)
            .iter()
            .filter_map(|t| read_override(t, base, log))
            .collect(),
        None => Vec::new(),
    };
    Some(LightRuleSpec {
        id: id?.to_owned(),
        version: version?,
        valid_from: valid_from?,
        note: note.unwrap_or_default().to_owned(),
        thresholds: thresholds?,
        overrides,
    })
}

fn read_override(
    table: &Table<'_>,
    base: &LightThresholds,
    log: &mut Log,
) -> Option<LightOverride> {
    let known: Vec<&str> = ["kind", "measure"]
        .into_iter()
        .chain(DECIMALS)
        .chain(COUNTS)
        .collect();
    table.only(&known, log);
    let selector = match (table.has("kind"), table.has("measure")) {
        (true, false) => {
            let kind = table.text("kind", log)?;
            if !KINDS.contains(&kind) {
                let message = format!("“{kind}”应为 {}", KINDS.join("、"));
                table.problem(table.line_of("kind"), "light_kind_unknown", message, log);
            }
            LightSelector::Kind(kind.to_owned())
        }
        (false, true) => LightSelector::Measure(table.text("measure", log)?.to_owned()),
        _ => {
            table.problem(
                table.line,
                "light_selector",
                "例外须写 kind 或 measure 之一",
                log,
            );
            return None;
        }
    };
    Some(LightOverride {
        selector,
        thresholds: thresholds(table, Some(base), log)?,
    })
}

/// Reads thresholds; with a base, what is absent is the base's.
fn thresholds(
    table: &Table<'_>,
    base: Option<&LightThresholds>,
    log: &mut Log,
) -> Option<LightThresholds> {
    let mut decimal = |key: &str, of: fn(&LightThresholds) -> Decimal| match base {
        Some(base) if !table.has(key) => Some(of(base)),
        _ => table.decimal(key, log),
    };
    let green_gap_pp = decimal("green_gap_pp", |t| t.green_gap_pp);
    let yellow_gap_pp = decimal("yellow_gap_pp", |t| t.yellow_gap_pp);
    let approx_tolerance_pp = decimal("approx_tolerance_pp", |t| t.approx_tolerance_pp);
    let in_step_tolerance_pp = decimal("in_step_tolerance_pp", |t| t.in_step_tolerance_pp);
    let mut count = |key: &str, of: fn(&LightThresholds) -> u32| match base {
        Some(base) if !table.has(key) => Some(of(base)),
        _ => table.count(key, log),
    };
    let due_soon_days = count("due_soon_days", |t| t.due_soon_days);
    let stale_days = count("stale_days", |t| t.stale_days);
    let late_yellow_days = count("late_yellow_days", |t| t.late_yellow_days);
    let late_red_days = count("late_red_days", |t| t.late_red_days);
    let thresholds = LightThresholds {
        green_gap_pp: green_gap_pp?,
        yellow_gap_pp: yellow_gap_pp?,
        approx_tolerance_pp: approx_tolerance_pp?,
        in_step_tolerance_pp: in_step_tolerance_pp?,
        due_soon_days: due_soon_days?,
        stale_days: stale_days?,
        late_yellow_days: late_yellow_days?,
        late_red_days: late_red_days?,
    };
    check_order(table, &thresholds, log);
    Some(thresholds)
}

fn check_order(table: &Table<'_>, t: &LightThresholds, log: &mut Log) {
    if t.green_gap_pp <= t.yellow_gap_pp {
        let message = format!(
            "绿灯界限{}须高于黄灯界限{}",
            t.green_gap_pp, t.yellow_gap_pp
        );
        table.problem(
            table.line_of("green_gap_pp"),
            "light_gap_order",
            message,
            log,
        );
    }
    if t.late_yellow_days > t.late_red_days {
        let message = format!(
            "转黄的逾期{}天不能多于转红的{}天",
            t.late_yellow_days, t.late_red_days
        );
        table.problem(
            table.line_of("late_yellow_days"),
            "light_late_order",
            message,
            log,
        );
    }
    if t.approx_tolerance_pp.is_sign_negative() || t.in_step_tolerance_pp.is_sign_negative() {
        let line = table.line_of("approx_tolerance_pp");
        table.problem(line, "light_tolerance_negative", "容差不能为负数", log);
    }
    if t.stale_days == 0 {
        table.problem(
            table.line_of("stale_days"),
            "light_stale_zero",
            "“stale_days”至少为1天",
            log,
        );
    }
}

/// Versions of one rule rise together with their first days.
fn check_versions(rules: &[(LightRuleSpec, usize)], root: Table<'_>, log: &mut Log) {
    for (i, (rule, line)) in rules.iter().enumerate() {
        for (other, _) in &rules[..i] {
            if other.id != rule.id {
                continue;
            }
            let same_order = (other.version < rule.version) == (other.valid_from < rule.valid_from);
            let distinct = other.version != rule.version && other.valid_from != rule.valid_from;
            if !(same_order && distinct) {
                let message = format!(
                    "规则“{}”第{}版（自{}）与第{}版（自{}）重叠：版本与生效日须同时递增",
                    rule.id, rule.version, rule.valid_from, other.version, other.valid_from
                );
                root.problem(*line, "light_version_overlap", message, log);
            }
        }
    }
}
