//! `projects.toml`: versioned rules of project lights, checklists of approvals, windows of funds
//! (F5-01 to F5-03). A district without the file uses the defaults.

use crate::problem::Log;
use crate::toml_table::{self, Table};
use indicator::{Percent, Points};
use jiff::civil::{Date, date};
use project::{Batch, Checklist, Item, ProjectRule, Window};

pub(crate) const FILE: &str = "projects.toml";
const RULE: [&str; 10] = [
    "id",
    "version",
    "valid_from",
    "green_gap_pp",
    "yellow_gap_pp",
    "start_red_months",
    "enrol_yellow_months",
    "enrol_red_months",
    "bond_red_percent",
    "blocker_red_days",
];
/// Before any district had a rule of its own.
const ALWAYS: Date = date(2000, 1, 1);

/// How a district judges its projects.
#[derive(Debug, Clone, PartialEq)]
pub struct Projects {
    /// Rules of the three colours, by version.
    pub rules: Vec<ProjectRule>,
    /// Checklists of approvals, by version.
    pub checklists: Vec<Checklist>,
    /// Windows of policy funds.
    pub windows: Vec<Window>,
}

impl Default for Projects {
    fn default() -> Self {
        Self {
            rules: vec![ProjectRule::default_of("default", 1, ALWAYS)],
            checklists: vec![Checklist::default_of(1, ALWAYS)],
            windows: vec![],
        }
    }
}

impl Projects {
    /// The rule in force on a day; the first one before that.
    pub fn rule_on(&self, day: Date) -> Option<&ProjectRule> {
        ProjectRule::on(&self.rules, day).or(self.rules.first())
    }

    /// The checklist in force on a day; the first one before that.
    pub fn checklist_on(&self, day: Date) -> Option<&Checklist> {
        let valid = self.checklists.iter().filter(|c| c.valid_from <= day);
        let latest = valid.max_by_key(|c| (c.valid_from, c.version));
        latest.or(self.checklists.first())
    }
}

pub(crate) fn read(text: Option<&String>, log: &mut Log) -> Projects {
    let Some(text) = text else {
        return Projects::default();
    };
    let Some(document) = toml_table::parse(FILE, text, log) else {
        return Projects::default();
    };
    let root = Table::root(FILE, text, document.get_ref());
    root.only(&["rule", "checklist", "window"], log);
    let usual = Projects::default();
    let mut read = Projects {
        rules: root
            .tables("rule", log)
            .iter()
            .filter_map(|t| rule(t, log))
            .collect(),
        checklists: root
            .tables("checklist", log)
            .iter()
            .filter_map(|t| checklist(t, log))
            .collect(),
        windows: vec![],
    };
    if read.rules.is_empty() {
        read.rules = usual.rules;
    }
    if read.checklists.is_empty() {
        read.checklists = usual.checklists;
    }
    let windows = root.tables("window", log);
    let known = |code: &str| {
        let all = read.checklists.iter().flat_map(|c| &c.items);
        all.into_iter().any(|item| item.code == code)
    };
    let windows = windows.iter().filter_map(|t| window(t, &known, log));
    read.windows = windows.collect();
    read
}

fn rule(table: &Table<'_>, log: &mut Log) -> Option<ProjectRule> {
    table.only(&RULE, log);
    let id = table.text("id", log);
    let version = table.count("version", log);
    let valid_from = table.date("valid_from", log);
    let usual = ProjectRule::default_of(id?, version?, valid_from?);
    let decimal = |key, usual, log: &mut Log| match table.has(key) {
        true => table.decimal(key, log),
        false => Some(usual),
    };
    Some(ProjectRule {
        green_gap: Points(decimal("green_gap_pp", usual.green_gap.0, log)?),
        yellow_gap: Points(decimal("yellow_gap_pp", usual.yellow_gap.0, log)?),
        bond_red: Percent(decimal("bond_red_percent", usual.bond_red.0, log)?),
        start_red_months: count(table, "start_red_months", usual.start_red_months, log)?,
        enrol_yellow_months: count(table, "enrol_yellow_months", usual.enrol_yellow_months, log)?,
        enrol_red_months: count(table, "enrol_red_months", usual.enrol_red_months, log)?,
        blocker_red_days: count(table, "blocker_red_days", usual.blocker_red_days, log)?,
        ..usual
    })
}

fn count<T: std::str::FromStr>(table: &Table<'_>, key: &str, usual: T, log: &mut Log) -> Option<T> {
    match table.has(key) {
        true => table.count(key, log),
        false => Some(usual),
    }
}

fn checklist(table: &Table<'_>, log: &mut Log) -> Option<Checklist> {
    table.only(&["version", "valid_from", "item"], log);
    let items = table.tables("item", log);
    let items = items.iter().filter_map(|t| {
        t.only(&["code", "title", "weight"], log);
        let (code, title) = (t.text("code", log), t.text("title", log));
        Some(Item {
            code: code?.to_owned(),
            title: title?.to_owned(),
            weight: t.count("weight", log)?,
        })
    });
    let items = items.collect();
    let version = table.count("version", log);
    let read = Checklist {
        version: version?,
        valid_from: table.date("valid_from", log)?,
        items,
    };
    if let Err(refusal) = read.check() {
        table.problem(table.line, refusal.code, refusal.zh(), log);
        return None;
    }
    Some(read)
}

fn window(table: &Table<'_>, known: &dyn Fn(&str) -> bool, log: &mut Log) -> Option<Window> {
    table.only(&["name", "opens", "closes", "requires", "batches"], log);
    let name = table.text("name", log);
    let (opens, closes) = (table.date("opens", log)?, table.date("closes", log)?);
    if closes < opens {
        let line = table.line_of("closes");
        table.problem(line, "window_order", "截止日期早于开始日期", log);
        return None;
    }
    let requires = table.texts("requires", log);
    for (code, line) in &requires {
        if !known(code) {
            let message = format!("“{code}”不在审批事项清单中");
            table.problem(*line, "window_item_unknown", message, log);
        }
    }
    let mut batches = vec![];
    for (code, line) in table.texts("batches", log) {
        match Batch::from_code(code) {
            Some(batch) => batches.push(batch),
            None => {
                let message = format!("“{code}”不是五个批次之一");
                table.problem(line, "window_batch_unknown", message, log);
            }
        }
    }
    Some(Window {
        name: name?.to_owned(),
        opens,
        closes,
        requires: requires
            .into_iter()
            .map(|(code, _)| code.to_owned())
            .collect(),
        batches,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Projects, Vec<&'static str>) {
        let mut log = Log::default();
        let read = read(Some(&text.to_owned()), &mut log);
        let codes = match log.finish(Some(())) {
            Ok(()) => vec![],
            Err(problems) => problems.iter().map(|p| p.code).collect(),
        };
        (read, codes)
    }

    #[test]
    fn what_the_file_leaves_out_is_usual() {
        let (read, problems) = read_text(
            "[[rule]]\nid = \"own\"\nversion = 2\nvalid_from = \"2026-01-01\"\ngreen_gap_pp = \"-5\"\n",
        );
        assert!(problems.is_empty(), "{problems:?}");
        let rule = read.rule_on(date(2026, 3, 1)).unwrap();
        assert_eq!((rule.version, rule.green_gap.0), (2, (-5).into()));
        assert_eq!(rule.start_red_months, 3);
        assert_eq!(read.checklists, Projects::default().checklists);
    }

    #[test]
    fn a_window_asks_only_for_what_is_on_the_checklist() {
        let window = "[[window]]\nname = \"w\"\nopens = \"2026-01-01\"\ncloses = \"2026-02-01\"\n";
        let (_, problems) = read_text(&format!(
            "{window}requires = [\"nonsense\"]\nbatches = [\"x\"]\n"
        ));
        assert_eq!(problems, ["window_item_unknown", "window_batch_unknown"]);
        let (read, problems) = read_text(&format!(
            "{window}requires = [\"site\"]\nbatches = [\"reserve\"]\n"
        ));
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(read.windows[0].batches, [Batch::Reserve]);
    }
}
