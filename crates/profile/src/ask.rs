//! `ask.toml`: what the district says for metrics and units besides their names (F6-02). A name that two metrics
//! have is asked back.

use crate::Indicators;
use crate::problem::Log;
use crate::toml_table::{self, Table};
use org::{Directory, UnitCode};

pub(crate) const FILE: &str = "ask.toml";
/// Most names of one metric or unit.
const NAMES_MAX: usize = 20;

/// Other names, each with its code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AskNames {
    /// Of metrics.
    pub metrics: Vec<(String, String)>,
    /// Of units.
    pub units: Vec<(String, String)>,
}

pub(crate) fn read(
    text: Option<&String>,
    (directory, indicators): (&Directory, &Indicators),
    log: &mut Log,
) -> AskNames {
    let Some(text) = text else {
        return AskNames::default();
    };
    let Some(document) = toml_table::parse(FILE, text, log) else {
        return AskNames::default();
    };
    let root = Table::root(FILE, text, document.get_ref());
    root.only(&["metric", "unit"], log);
    let kept = [ask::projects(), ask::commitments(), ask::cases(&[])];
    let kept: Vec<String> = kept
        .into_iter()
        .flat_map(|(metrics, ..)| metrics.into_iter().map(|m| m.code))
        .collect();
    let is_metric = |code: &str| {
        kept.iter().any(|k| k == code)
            || indicators.definitions.iter().any(|d| d.terms.code == code)
    };
    let is_unit =
        |code: &str| UnitCode::parse(code).is_ok_and(|code| directory.get(&code).is_some());
    AskNames {
        metrics: names(&root, ("metric", "ask_metric_unknown"), &is_metric, log),
        units: names(&root, ("unit", "ask_unit_unknown"), &is_unit, log),
    }
}

fn names(
    root: &Table<'_>,
    (key, problem): (&str, &'static str),
    known: &dyn Fn(&str) -> bool,
    log: &mut Log,
) -> Vec<(String, String)> {
    let mut found = vec![];
    for table in root.tables(key, log) {
        table.only(&["code", "names"], log);
        let Some(code) = table.text("code", log) else {
            continue;
        };
        if !known(code) {
            let message = format!("没有代码为“{code}”的{key}");
            table.problem(table.line_of("code"), problem, message, log);
            continue;
        }
        let names = table.texts("names", log);
        if names.is_empty() || names.len() > NAMES_MAX {
            let message = format!("名称应有1至{NAMES_MAX}个");
            table.problem(table.line, "ask_names", message, log);
        }
        found.extend(
            names
                .iter()
                .map(|(name, _)| (code.to_owned(), (*name).to_owned())),
        );
    }
    found
}
