//! What an import says of a file.

use super::compare::Differs;
use crate::AppError;
use serde::Serialize;
use std::collections::BTreeMap;

/// Most problems told.
const PROBLEMS_MAX: usize = 200;
/// Most known tickets shown that say something else.
const DIFFERS_MAX: usize = 200;
/// Most new tickets shown.
const SHOWN_MAX: usize = 20;

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineProblem {
    /// The line of the file, from 1.
    pub line: usize,
    /// The column or field.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// Words in Chinese.
    pub zh: String,
    /// Words in English.
    pub en: String,
}

/// A ticket that would become a case. Nothing of who reported, and no free text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewTicket {
    /// The line of the file, from 1.
    pub line: usize,
    /// The source's number.
    pub number: String,
    /// Name of the case type.
    pub type_name: String,
    /// Code of the matter.
    pub matter: Option<String>,
    /// The civil day of the report.
    pub day: String,
    /// The subdistrict it lies in, by name; none where the place tells none.
    pub subdistrict: Option<String>,
    /// Whose it will be, by name.
    pub owner: String,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Lines of the file.
    pub lines: usize,
    /// Cases opened, or to be opened.
    pub opened: usize,
    /// Tickets that had been imported before and were left alone.
    pub known: usize,
    /// How many of each type, by name.
    pub types: BTreeMap<String, usize>,
    /// The first of the new, at most 20.
    pub new: Vec<NewTicket>,
    /// The known ones that say something else now, at most 200; looked at in a dry run alone.
    pub differs: Vec<Differs>,
    /// How many say something else in all.
    pub differing: usize,
    /// What is wrong, at most 200; nothing was written where there is any.
    pub problems: Vec<LineProblem>,
    /// How many lines are wrong in all.
    pub wrong: usize,
    /// Nothing was to be written.
    pub dry_run: bool,
}

impl Imported {
    pub(super) fn tell(&mut self, line: usize, error: &AppError) {
        self.wrong += 1;
        if self.problems.len() >= PROBLEMS_MAX {
            return;
        }
        let first = error.fields().first();
        self.problems.push(LineProblem {
            line,
            field: first.map_or_else(String::new, |field| field.field.clone()),
            code: error.code().to_owned(),
            zh: error.zh().to_owned(),
            en: error.en().to_owned(),
        });
        self.problems.sort_by_key(|problem| problem.line);
    }

    pub(super) fn differs_too(&mut self, one: Differs) {
        self.differing += 1;
        if self.differs.len() < DIFFERS_MAX {
            self.differs.push(one);
        }
    }

    pub(super) fn shows_more(&self) -> bool {
        self.new.len() < SHOWN_MAX
    }
}
