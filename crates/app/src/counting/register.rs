//! Which commitments are measured by cases, projects or series. Every closing and every verification expects the register as it read it, so that
//! a measure that comes into force at the same moment cannot miss one.

use super::indicators::is_by_indicators;
use super::projects::is_by_projects;
use crate::change_of::{changed, made};
use crate::{App, Result, kinds};
use commitment::{Commitment, MeasuredBy, Status};
use serde::{Deserialize, Serialize};
use store::{Change, Loaded, Subject};

/// The register's id; there is one.
const ID: &str = "cases";

/// The commitments in force that are measured by cases, or by projects.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct State {
    /// Their ids, ascending.
    commitments: Vec<String>,
    /// Those whose earlier cases are still to be counted.
    to_count: Vec<String>,
    /// Those in force that are measured by projects, ascending.
    #[serde(default)]
    projects: Vec<String>,
    /// Those in force that are measured by a series, ascending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    indicators: Vec<String>,
    /// Raised by every measure that comes into force.
    turn: u64,
}

/// The register as read.
pub(crate) struct Register(Option<Loaded<State>>);

/// Whether verified cases move the total of a commitment.
pub(crate) fn is_counted(c: &Commitment) -> bool {
    c.status == Status::Issued && c.measured_by == MeasuredBy::Cases
}

impl Register {
    pub(crate) async fn load(app: &App) -> Result<Self> {
        let found = app
            .store()
            .load(app.district(), kinds::COUNTING, ID)
            .await?;
        Ok(Self(found))
    }

    /// What must not have changed meanwhile.
    pub(super) fn expected(&self) -> (Subject, i64) {
        let seq = self.0.as_ref().map_or(0, |found| found.seq);
        (Subject::new(kinds::COUNTING, ID), seq)
    }

    pub(super) fn commitments(&self) -> &[String] {
        self.0
            .as_ref()
            .map_or(&[], |found| &found.state.commitments)
    }

    pub(super) fn to_count(&self) -> &[String] {
        self.0.as_ref().map_or(&[], |found| &found.state.to_count)
    }

    /// Those measured by projects, and perhaps some that no longer are.
    pub(super) fn by_projects(&self) -> &[String] {
        self.0.as_ref().map_or(&[], |found| &found.state.projects)
    }

    /// Those measured by a series, and perhaps some that no longer are.
    pub(super) fn by_indicators(&self) -> &[String] {
        self.0.as_ref().map_or(&[], |found| &found.state.indicators)
    }

    /// The change that puts the measures of these in force; none where there are none.
    pub(crate) fn with<'a>(
        &self,
        issued: impl IntoIterator<Item = &'a Commitment>,
    ) -> Option<Change> {
        let mut next = self.state();
        for c in issued {
            let State {
                commitments,
                to_count,
                projects,
                indicators,
                turn,
            } = &mut next;
            let lists = match (is_counted(c), is_by_projects(c)) {
                (true, _) => vec![commitments, to_count],
                (_, true) => vec![projects],
                _ if is_by_indicators(c) => vec![indicators],
                _ => continue,
            };
            for list in lists {
                if let Err(at) = list.binary_search(&c.id) {
                    list.insert(at, c.id.clone());
                }
            }
            *turn += 1;
        }
        self.to(&next, "counting.register")
    }

    /// The change that notes that a commitment's earlier cases are counted.
    pub(super) fn counted(&self, id: &str) -> Option<Change> {
        let mut next = self.state();
        next.to_count.retain(|known| known != id);
        self.to(&next, "counting.counted")
    }

    fn state(&self) -> State {
        let found = self.0.as_ref();
        found.map_or_else(State::default, |found| found.state.clone())
    }

    fn to(&self, next: &State, action: &str) -> Option<Change> {
        match &self.0 {
            Some(before) if before.state == *next => None,
            Some(before) => Some(changed(before, action, None, next)),
            None if *next == State::default() => None,
            None => Some(made(kinds::COUNTING, ID, action, next)),
        }
    }
}
