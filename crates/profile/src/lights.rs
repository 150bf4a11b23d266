//! `lights.toml`: versioned rules of the three colours (F1-02, domain 3.2).

use crate::problem::Log;
use crate::toml_table::{self, Table};
use jiff::civil::Date;
use light::{Kind, Rule, RuleBook};

pub(crate) const FILE: &str = "lights.toml";
const THRESHOLDS: [&str; 12] = [
    "green_gap_pp",
    "yellow_gap_pp",
    "approx_tolerance_pp",
    "approx_tolerance_percent",
    "approx_red",
    "in_step_tolerance_pp",
    "milestone_late_yellow_days",
    "milestone_late_red_days",
    "note_stale_yellow_days",
    "note_stale_red_days",
    "due_soon_days",
    "first_report_days",
];

/// What an override applies to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LightSelector {
    /// Commitments of a kind.
    Kind(Kind),
    /// Commitments whose measure contains these words.
    Measure(String),
}

/// Thresholds that differ for some commitments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LightOverride {
    /// For which.
    pub selector: LightSelector,
    /// The thresholds, complete: what the file leaves out is the version's own.
    pub rule: Rule,
}

/// One version of the district's light rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LightRuleSpec {
    /// Name, version, first day, and the thresholds of all commitments no override names.
    pub rule: Rule,
    /// Why it was set, for people.
    pub note: String,
    /// In order of the file.
    pub overrides: Vec<LightOverride>,
}

impl LightRuleSpec {
    /// The thresholds for a commitment: an override by measure goes before one by kind, the
    /// first of each goes before later ones.
    pub fn rule_for(&self, kind: Kind, measure: Option<&str>) -> &Rule {
        let by_measure = |o: &&LightOverride| match &o.selector {
            LightSelector::Measure(words) => {
                measure.is_some_and(|own| own.contains(words.as_str()))
            }
            LightSelector::Kind(_) => false,
        };
        let by_kind = |o: &&LightOverride| o.selector == LightSelector::Kind(kind);
        let found = self.overrides.iter().find(by_measure);
        found
            .or_else(|| self.overrides.iter().find(by_kind))
            .map_or(&self.rule, |o| &o.rule)
    }
}

/// All versions as they hold for a commitment.
pub(crate) fn rule_book(lights: &[LightRuleSpec], kind: Kind, measure: Option<&str>) -> RuleBook {
    RuleBook {
        rules: lights
            .iter()
            .map(|spec| spec.rule_for(kind, measure).clone())
            .collect(),
    }
}

/// The version in force on a day; none before the first.
pub(crate) fn in_force(lights: &[LightRuleSpec], day: Date) -> Option<&LightRuleSpec> {
    lights.iter().rfind(|spec| spec.rule.valid_from <= day)
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
    let specs: Vec<_> = tables
        .iter()
        .filter_map(|t| spec(t, log).map(|s| (s, t.line)))
        .collect();
    check_versions(&specs, root, log);
    let mut specs: Vec<LightRuleSpec> = specs.into_iter().map(|(spec, _)| spec).collect();
    specs.sort_by_key(|spec| spec.rule.version);
    specs
}

fn spec(table: &Table<'_>, log: &mut Log) -> Option<LightRuleSpec> {
    let own = ["id", "version", "valid_from", "note", "override"];
    let known: Vec<&str> = own.into_iter().chain(THRESHOLDS).collect();
    table.only(&known, log);
    let id = table.text("id", log);
    let version = table.count("version", log);
    let valid_from = table.date("valid_from", log);
    let note = if table.has("note") {
        table.text("note", log)
    } else {
        None
    };
    if version == Some(0) {
        table.problem(
            table.line_of("version"),
            "light_version_zero",
            "版本从1开始",
            log,
        );
    }
    let rule = thresholds(table, Rule::default_of(id?, version?, valid_from?), log);
    let overrides = table.tables("override", log);
    let overrides = overrides
        .iter()
        .filter_map(|t| read_override(t, &rule, log))
        .collect();
    Some(LightRuleSpec {
        rule,
        note: note.unwrap_or_default().to_owned(),
        overrides,
    })
}

fn read_override(table: &Table<'_>, base: &Rule, log: &mut Log) -> Option<LightOverride> {
    let known: Vec<&str> = ["kind", "measure"].into_iter().chain(THRESHOLDS).collect();
    table.only(&known, log);
    let selector = match (table.has("kind"), table.has("measure")) {
        (true, false) => LightSelector::Kind(read_kind(table, log)?),
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
    if !THRESHOLDS.iter().any(|key| table.has(key)) {
        table.problem(
            table.line,
            "light_override_empty",
            "例外没有写任何与总规则不同的阈值",
            log,
        );
        return None;
    }
    Some(LightOverride {
        selector,
        rule: thresholds(table, base.clone(), log),
    })
}

fn read_kind(table: &Table<'_>, log: &mut Log) -> Option<Kind> {
    let word = table.text("kind", log)?;
    let kind = match word {
        "quantified" => Some(Kind::Quantified),
        "milestone" => Some(Kind::Milestone),
        "continuing" => Some(Kind::Continuing),
        _ => None,
    };
    if kind.is_none() {
        let message = format!("“{word}”应为 quantified、milestone 或 continuing");
        table.problem(table.line_of("kind"), "light_kind_unknown", message, log);
    }
    kind
}

/// The base with what the table says otherwise.
fn thresholds(table: &Table<'_>, base: Rule, log: &mut Log) -> Rule {
    let mut rule = base;
    let decimals = [
        ("green_gap_pp", &mut rule.green_gap_pp),
        ("yellow_gap_pp", &mut rule.yellow_gap_pp),
        ("approx_tolerance_pp", &mut rule.approx_tolerance_pp),
        (
            "approx_tolerance_percent",
            &mut rule.approx_tolerance_percent,
        ),
        ("in_step_tolerance_pp", &mut rule.in_step_tolerance_pp),
    ];
    for (key, place) in decimals {
        if table.has(key) {
            *place = table.decimal(key, log).unwrap_or(*place);
        }
    }
    let days = [
        (
            "milestone_late_yellow_days",
            &mut rule.milestone_late_yellow_days,
        ),
        ("milestone_late_red_days", &mut rule.milestone_late_red_days),
        ("note_stale_yellow_days", &mut rule.note_stale_yellow_days),
        ("note_stale_red_days", &mut rule.note_stale_red_days),
        ("due_soon_days", &mut rule.due_soon_days),
        ("first_report_days", &mut rule.first_report_days),
    ];
    for (key, place) in days {
        if table.has(key) {
            *place = table.count(key, log).unwrap_or(*place);
        }
    }
    if table.has("approx_red") {
        rule.approx_red = table.flag("approx_red", log).unwrap_or(rule.approx_red);
    }
    check_order(table, &rule, log);
    rule
}

fn check_order(table: &Table<'_>, rule: &Rule, log: &mut Log) {
    let mut pair = |key: &str, other: &str, wrong: bool, code: &'static str, message: String| {
        if wrong && (table.has(key) || table.has(other)) {
            let line = if table.has(key) {
                table.line_of(key)
            } else {
                table.line_of(other)
            };
            table.problem(line, code, message, log);
        }
    };
    pair(
        "green_gap_pp",
        "yellow_gap_pp",
        rule.green_gap_pp <= rule.yellow_gap_pp,
        "light_gap_order",
        format!(
            "绿灯界限{}须高于黄灯界限{}",
            rule.green_gap_pp, rule.yellow_gap_pp
        ),
    );
    let (yellow, red) = (
        rule.milestone_late_yellow_days,
        rule.milestone_late_red_days,
    );
    pair(
        "milestone_late_yellow_days",
        "milestone_late_red_days",
        yellow > red,
        "light_late_order",
        format!("节点转黄的逾期{yellow}天不能多于转红的{red}天"),
    );
    let (yellow, red) = (rule.note_stale_yellow_days, rule.note_stale_red_days);
    pair(
        "note_stale_yellow_days",
        "note_stale_red_days",
        yellow > red || yellow == 0,
        "light_stale_order",
        format!("无进展转黄的{yellow}天至少为1天，且不能多于转红的{red}天"),
    );
    let tolerances = [
        ("approx_tolerance_pp", rule.approx_tolerance_pp),
        ("approx_tolerance_percent", rule.approx_tolerance_percent),
        ("in_step_tolerance_pp", rule.in_step_tolerance_pp),
    ];
    for (key, value) in tolerances {
        pair(
            key,
            key,
            value.is_sign_negative(),
            "light_tolerance_negative",
            "容差不能为负数".to_owned(),
        );
    }
}

/// All versions form one line: they rise together with their first days.
fn check_versions(specs: &[(LightRuleSpec, usize)], root: Table<'_>, log: &mut Log) {
    for (i, (LightRuleSpec { rule, .. }, line)) in specs.iter().enumerate() {
        for (LightRuleSpec { rule: other, .. }, _) in &specs[..i] {
            let same_order = (other.version < rule.version) == (other.valid_from < rule.valid_from);
            let distinct = other.version != rule.version && other.valid_from != rule.valid_from;
            if !(same_order && distinct) {
                let message = format!(
                    "第{}版（自{}）与第{}版（自{}）重叠：版本与生效日须同时递增",
                    rule.version, rule.valid_from, other.version, other.valid_from
                );
                root.problem(*line, "light_version_overlap", message, log);
            }
        }
    }
}
