//! `indicators.toml`: what is measured, with its caliber in versions, breaks of series, and the targets of
//! a year (F6-01). A district without the file measures nothing by series.

use crate::problem::Log;
use crate::toml_table::{self, Table};
use indicator::arithmetic::Goal;
use indicator::definition::{Define, MarkBreak, Revise, define, revise};
use indicator::{
    Access, Across, Better, BreakKind, Cadence, Context, Flow, GrowthFrom, Indicator, Party,
    Percent, Price,
};
use jiff::civil::date;
use org::{Directory, UnitCode};
use std::collections::BTreeMap;

pub(crate) const FILE: &str = "indicators.toml";
/// Most versions of all indicators together.
const DEFINITIONS_MAX: usize = 3_000;
const KEYS: [&str; 20] = [
    "code",
    "name",
    "aliases",
    "caliber",
    "unit",
    "cadence",
    "jan_feb_merged",
    "flow",
    "price",
    "growth",
    "source",
    "release_lag_days",
    "access",
    "across",
    "better",
    "tiny_base",
    "contributors_min",
    "formula",
    "valid_from",
    "reason",
];

/// What a district measures.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Indicators {
    /// Definitions; the same code again is a later version.
    pub definitions: Vec<Revise>,
    /// Breaks by code.
    pub breaks: Vec<(String, MarkBreak)>,
    /// Targets of years.
    pub targets: Vec<Target>,
}

/// The target of a year as it was published.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Code of the indicator.
    pub code: String,
    /// Year.
    pub year: i16,
    /// What is asked for.
    pub goal: Goal,
    /// As written there (4%左右).
    pub words: String,
    /// Document.
    pub source: String,
}

pub(crate) fn read(text: Option<&String>, directory: &Directory, log: &mut Log) -> Indicators {
    let Some(text) = text else {
        return Indicators::default();
    };
    let Some(document) = toml_table::parse(FILE, text, log) else {
        return Indicators::default();
    };
    let root = Table::root(FILE, text, document.get_ref());
    root.only(&["indicator", "break", "target"], log);
    let tables = root.tables("indicator", log);
    if tables.len() > DEFINITIONS_MAX {
        let message = format!("指标定义过多，最多{DEFINITIONS_MAX}个");
        root.problem(root.line, "indicators_too_many", message, log);
        return Indicators::default();
    }
    let mut known: BTreeMap<String, Indicator> = BTreeMap::new();
    let mut definitions = vec![];
    for table in &tables {
        let Some(read) = definition(table, directory, log) else {
            continue;
        };
        if let Err(refusal) = taken(&mut known, &read) {
            let line = refusal.field.map_or(table.line, |key| table.line_of(key));
            table.problem(line, refusal.code, refusal.zh(), log);
            continue;
        }
        definitions.push(read);
    }
    check_formulas(&tables, &known, log);
    let is_known = |code: &str| known.contains_key(code);
    Indicators {
        definitions,
        breaks: root
            .tables("break", log)
            .iter()
            .filter_map(|t| series_break(t, &is_known, log))
            .collect(),
        targets: root
            .tables("target", log)
            .iter()
            .filter_map(|t| target(t, &is_known, log))
            .collect(),
    }
}

/// Adds a definition to those before it, as it will be taken into the journal.
fn taken(known: &mut BTreeMap<String, Indicator>, read: &Revise) -> Result<(), indicator::Refusal> {
    let party = Party {
        person: "profile".into(),
        unit: String::new(),
    };
    let ctx = Context {
        now: jiff::Timestamp::UNIX_EPOCH,
        today: date(1970, 1, 1),
        actor: party,
    };
    let next = match known.get(&read.terms.code) {
        None => define(&read.terms, &ctx)?,
        Some(before) => revise(before, read, &ctx)?,
    };
    known.insert(next.code.clone(), next);
    Ok(())
}

fn check_formulas(tables: &[Table<'_>], known: &BTreeMap<String, Indicator>, log: &mut Log) {
    for (code, indicator) in known {
        let Some(latest) = indicator.latest() else {
            continue;
        };
        let find = |code: &str| known.get(code).and_then(Indicator::latest);
        if let Err(refusal) = indicator::formula::sound(code, latest, find) {
            let own = |t: &&Table<'_>| t.text("code", &mut Log::default()) == Some(code);
            if let Some(table) = tables.iter().rfind(own) {
                table.problem(table.line_of("formula"), refusal.code, refusal.zh(), log);
            }
        }
    }
}

fn definition(table: &Table<'_>, directory: &Directory, log: &mut Log) -> Option<Revise> {
    table.only(&KEYS, log);
    let code = table.text("code", log);
    let name = table.text("name", log);
    let caliber = table.text("caliber", log);
    let unit = table.text("unit", log);
    let source = table.text("source", log)?;
    let known = UnitCode::parse(source).ok();
    if known.is_none_or(|unit| directory.get(&unit).is_none()) {
        let message = format!("没有代码为“{source}”的单位");
        table.problem(table.line_of("source"), "indicator_source", message, log);
        return None;
    }
    let derived = table.has("formula");
    let text_or = |key, usual: &'static str, log: &mut Log| match table.has(key) {
        true => table.text(key, log),
        false => Some(usual),
    };
    let access = text_or("access", "open", log)?;
    let across = text_or("across", "none", log)?;
    let better = text_or("better", "neither", log)?;
    let lag = match table.has("release_lag_days") {
        true => table.count("release_lag_days", log),
        false => Some(0),
    };
    Some(Revise {
        terms: Define {
            code: code?.to_owned(),
            name: name?.to_owned(),
            aliases: table
                .texts("aliases", log)
                .into_iter()
                .map(|(text, _)| text.to_owned())
                .collect(),
            caliber: caliber?.to_owned(),
            unit: unit?.to_owned(),
            cadence: word(
                table,
                "cadence",
                table.text("cadence", log)?,
                Cadence::from_code,
                log,
            )?,
            jan_feb_merged: table.flag("jan_feb_merged", log).unwrap_or(false),
            flow: word(
                table,
                "flow",
                table.text("flow", log)?,
                Flow::from_code,
                log,
            )?,
            price: word(
                table,
                "price",
                text_or("price", "nominal", log)?,
                Price::from_code,
                log,
            )?,
            growth_from: word(
                table,
                "growth",
                text_or("growth", "computed", log)?,
                GrowthFrom::from_code,
                log,
            )?,
            source_unit: source.to_owned(),
            release_lag_days: lag?,
            access: word(table, "access", access, Access::from_code, log)?,
            across: word(table, "across", across, Across::from_code, log)?,
            better: word(table, "better", better, Better::from_code, log)?,
            tiny_base: match table.has("tiny_base") {
                true => Some(table.decimal("tiny_base", log)?),
                false => None,
            },
            contributors_min: match table.has("contributors_min") {
                true => table.count("contributors_min", log)?,
                false => 0,
            },
            formula: match derived {
                true => Some(table.text("formula", log)?.to_owned()),
                false => None,
            },
            valid_from: table.date("valid_from", log)?,
        },
        reason: match table.has("reason") {
            true => table.text("reason", log)?.to_owned(),
            false => String::new(),
        },
    })
}

/// A word out of a fixed list, by its code.
fn word<T>(
    table: &Table<'_>,
    key: &str,
    text: &str,
    read: fn(&str) -> Option<T>,
    log: &mut Log,
) -> Option<T> {
    let found = read(text);
    if found.is_none() {
        let message = format!("“{key}”没有“{text}”这个取值");
        table.problem(table.line_of(key), "indicator_word", message, log);
    }
    found
}

fn series_break(
    table: &Table<'_>,
    known: &dyn Fn(&str) -> bool,
    log: &mut Log,
) -> Option<(String, MarkBreak)> {
    table.only(&["code", "from", "place", "kind", "note"], log);
    let code = code_of(table, known, log)?;
    let from = table.date("from", log)?;
    let read = MarkBreak {
        new_id: format!("{code}-{from}"),
        from,
        place: match table.has("place") {
            true => Some(table.text("place", log)?.to_owned()),
            false => None,
        },
        kind: word(
            table,
            "kind",
            table.text("kind", log)?,
            BreakKind::from_code,
            log,
        )?,
        note: table.text("note", log)?.to_owned(),
    };
    Some((code, read))
}

fn target(table: &Table<'_>, known: &dyn Fn(&str) -> bool, log: &mut Log) -> Option<Target> {
    table.only(&["code", "year", "growth", "value", "words", "source"], log);
    let code = code_of(table, known, log)?;
    let goal = match (table.has("growth"), table.has("value")) {
        (true, false) => Goal::Growth(Percent(table.decimal("growth", log)?)),
        (false, true) => Goal::Value(table.decimal("value", log)?),
        _ => {
            let message = "目标须写明增速（growth）或数值（value），二者选一";
            table.problem(table.line, "indicator_target", message, log);
            return None;
        }
    };
    Some(Target {
        code,
        year: table.count("year", log)?,
        goal,
        words: table.text("words", log)?.to_owned(),
        source: table.text("source", log)?.to_owned(),
    })
}

fn code_of(table: &Table<'_>, known: &dyn Fn(&str) -> bool, log: &mut Log) -> Option<String> {
    let code = table.text("code", log)?;
    if !known(code) {
        let message = format!("没有代码为“{code}”的指标");
        table.problem(table.line_of("code"), "indicator_unknown", message, log);
        return None;
    }
    Some(code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RETAIL: &str = "[[indicator]]\ncode = \"retail\"\nname = \"社零\"\ncaliber = \"限上\"\nunit = \"亿元\"\ncadence = \"month\"\njan_feb_merged = true\nflow = \"cumulative\"\nsource = \"works\"\nvalid_from = \"2024-01-01\"\n";

    fn read_text(text: &str) -> (Indicators, Vec<&'static str>) {
        let mut log = Log::default();
        let unit = org::Unit {
            code: UnitCode::parse("works").unwrap(),
            name: "建设局".into(),
            short: "建设".into(),
            kind: org::UnitKind::District,
            parent: None,
            official_code: None,
            duties: vec![],
            duty_hours: None,
        };
        let directory = Directory::new(vec![unit]).unwrap();
        let read = read(Some(&text.to_owned()), &directory, &mut log);
        let codes = match log.finish(Some(())) {
            Ok(()) => vec![],
            Err(problems) => problems.iter().map(|p| p.code).collect(),
        };
        (read, codes)
    }

    #[test]
    fn a_code_again_is_a_later_version() {
        let later = RETAIL.replace("2024-01-01", "2026-01-01") + "reason = \"新口径\"\n";
        let (read, problems) = read_text(&format!("{RETAIL}{later}"));
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(read.definitions.len(), 2);
        let (_, problems) = read_text(&format!("{RETAIL}{RETAIL}"));
        assert_eq!(problems, ["version_not_later"]);
    }

    #[test]
    fn what_means_nothing_is_named_with_its_line() {
        let (_, problems) = read_text(&RETAIL.replace("works", "nobody"));
        assert_eq!(problems, ["indicator_source"]);
        let (_, problems) = read_text(&RETAIL.replace("\"month\"", "\"moon\""));
        assert_eq!(problems, ["indicator_word"]);
        let share = RETAIL
            .replace("\"retail\"", "\"share\"")
            .replace("亿元", "%");
        let (_, problems) = read_text(&format!("{RETAIL}{share}formula = \"[retail] * 2\"\n"));
        assert_eq!(problems, ["formula_result"]);
        let target =
            "[[target]]\ncode = \"retail\"\nyear = 2026\nwords = \"4%左右\"\nsource = \"示例\"\n";
        let (_, problems) = read_text(&format!("{RETAIL}{target}"));
        assert_eq!(problems, ["indicator_target"]);
        let (read, problems) = read_text(&format!("{RETAIL}{target}growth = \"4\"\n"));
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(read.targets[0].goal, Goal::Growth(Percent(4.into())));
    }
}
