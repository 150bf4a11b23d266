//! Tickets that were imported before and say something else now: told, never taken over, since the
//! case has had a life of its own.

use super::work::{Work, number_of};
use crate::case::OpenCmd;
use crate::{Result, kinds};
use casework::{Case, FieldValue};
use serde::Serialize;
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

impl Work {
    /// What a known ticket says otherwise than its case; none where it says the same.
    pub(super) async fn differs(&self, line: usize, cmd: &OpenCmd) -> Result<Option<Differs>> {
        let (store, here) = (self.app.store(), self.app.district());
        let number = number_of(cmd);
        let Some(id) = store.case_by_source(here, &self.system, number).await? else {
            return Ok(None);
        };
        let Some(case): Option<Loaded<Case>> = store.load(here, kinds::CASE, &id).await? else {
            return Ok(None);
        };
        let columns = columns(cmd, &case.state);
        Ok((!columns.is_empty()).then(|| Differs {
            line,
            number: number.to_owned(),
            case: case.state.id,
            case_number: case.state.number,
            columns,
        }))
    }
}

fn columns(cmd: &OpenCmd, case: &Case) -> Vec<String> {
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
        let column = if key == "description" { "内容" } else { key };
        say(text.trim() != stored, column);
    }
    columns
}
