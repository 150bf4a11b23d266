//! Tickets that were imported before and say something else now: told, never taken over, since the
//! case has had a life of its own.

use super::found::Imported;
use super::work::{Work, number_of};
use crate::case::OpenCmd;
use crate::{Result, kinds};
use casework::{Case, CaseType, FieldValue};
use serde::Serialize;
use std::collections::HashMap;
use store::Loaded;

/// A known ticket that says something else than its case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Differs {
    /// The line of the file, from 1.
    pub line: usize,
    /// The source's number.
    pub number: String,
    /// The case's id.
    pub case: String,
    /// The case's number.
    pub case_number: String,
    /// The columns that differ.
    pub columns: Vec<String>,
}

/// Known cases read at a time.
const CASES_AT_ONCE: usize = 200;

impl Work {
    /// Tells what known tickets say otherwise than their cases, all of them, a few cases at a time.
    pub(super) async fn compare(
        &self,
        tickets: Vec<(usize, OpenCmd)>,
        known: &HashMap<String, String>,
        found: &mut Imported,
    ) -> Result<()> {
        let profile = self.app.profile();
        for some in tickets.chunks(CASES_AT_ONCE) {
            let ids: Vec<String> = some
                .iter()
                .filter_map(|(_, cmd)| known.get(number_of(cmd)).cloned())
                .collect();
            let cases: Vec<Loaded<Case>> = self
                .app
                .store()
                .load_many(self.app.district(), kinds::CASE, &ids)
                .await?;
            let cases: HashMap<&str, &Case> = cases
                .iter()
                .map(|case| (case.subject.id.as_str(), &case.state))
                .collect();
            for (line, cmd) in some {
                let number = number_of(cmd);
                let id = known.get(number).map(String::as_str);
                let Some(case) = id.and_then(|id| cases.get(id)) else {
                    continue;
                };
                let kind = profile.case_types.get(&case.case_type, case.type_version);
                let columns = columns(cmd, case, kind);
                if !columns.is_empty() {
                    found.differs_too(Differs {
                        line: *line,
                        number: number.to_owned(),
                        case: case.id.clone(),
                        case_number: case.number.clone(),
                        columns,
                    });
                }
            }
        }
        Ok(())
    }
}

fn columns(cmd: &OpenCmd, case: &Case, kind: Option<&CaseType>) -> Vec<String> {
    let mut columns = vec![];
    let mut say = |differs: bool, column: &str| {
        if differs {
            columns.push(column.to_owned());
        }
    };
    let typed = |text: &Option<String>| text.as_deref().map(str::trim).map(str::to_owned);
    say(
        !cmd.title.trim().is_empty() && cmd.title.trim() != case.title,
        "标题",
    );
    say(
        cmd.matter.is_some() && typed(&cmd.matter) != case.matter,
        "事项代码",
    );
    say(
        cmd.grade.is_some() && typed(&cmd.grade) != case.grade,
        "等级",
    );
    let address = cmd.place.as_ref().map_or("", |place| place.address.trim());
    let stored = case.place.as_ref().map_or("", |place| &place.address);
    say(!address.is_empty() && address != stored, "地址");
    say(
        cmd.reported_at.is_some_and(|at| at != case.reported_at),
        "受理时间",
    );
    for (key, text) in &cmd.fields {
        let stored = case.fields.get(key).map(FieldValue::to_string);
        let stored = stored.unwrap_or_default();
        let label = kind.and_then(|kind| kind.field(key));
        let label = label.map_or(key.as_str(), |field| &field.label);
        let column = if key == "description" {
            "内容"
        } else {
            label
        };
        say(text.trim() != stored, column);
    }
    columns
}
