//! What a sheet would change, line by line.

use super::line::{COLUMNS, Line, entry_of, line_of};
use crate::check::{self, Severity};
use crate::{DutyList, Entry, EntryId, MatterCode};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A field with both values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Heading of the column.
    pub column: &'static str,
    /// In the list.
    pub before: String,
    /// In the sheet.
    pub after: String,
}

/// What a row does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum LineChange {
    /// Adds an entry.
    Added {
        /// Its fields.
        fields: Vec<FieldChange>,
    },
    /// Changes fields of one.
    Changed {
        /// Which.
        fields: Vec<FieldChange>,
    },
    /// Cannot be taken.
    Error {
        /// Stable code.
        code: &'static str,
        /// Words in Chinese.
        zh: String,
    },
}

/// One row that does something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineDiff {
    /// Line in the file.
    pub line: usize,
    /// The matter as written.
    pub matter: String,
    /// The entry, where it has one.
    pub entry: Option<EntryId>,
    /// What it does.
    #[serde(flatten)]
    pub change: LineChange,
}

/// A whole sheet against the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Rows that do something, by line.
    pub lines: Vec<LineDiff>,
    /// Rows that say what the list says.
    pub same: usize,
    /// Rows that add or change.
    pub changed: usize,
    /// Rows that cannot be taken.
    pub errors: usize,
    /// All entries of every matter that changes, as they would be.
    #[serde(skip)]
    pub after: BTreeMap<MatterCode, Vec<Entry>>,
}

pub(super) fn said(code: &'static str, zh: &str) -> LineChange {
    LineChange::Error {
        code,
        zh: zh.to_owned(),
    }
}

/// Compares rows with the list. Entries that no row names stay as they are: an entry ends by its
/// last day. `versions` are the matters' versions now; a row exported before a change of its matter
/// is refused when it would change something. With any error nothing should be taken.
pub fn compare(
    list: &DutyList,
    versions: &BTreeMap<MatterCode, i64>,
    lines: &[Line],
) -> Comparison {
    let mut work = Work {
        list,
        versions,
        entries: list
            .iter()
            .map(|e| (e.id.clone(), (0, e.clone())))
            .collect(),
        seen: BTreeSet::new(),
        touched: BTreeSet::new(),
    };
    let mut diffs: Vec<LineDiff> = vec![];
    let mut same = 0;
    for line in lines {
        let (entry, change) = match work.take(line) {
            Ok(None) => {
                same += 1;
                continue;
            }
            Ok(Some((entry, change))) => (Some(entry), change),
            Err(change) => (EntryId::parse(line.marked().0).ok(), change),
        };
        diffs.push(LineDiff {
            line: line.line,
            matter: line.cells[0].clone(),
            entry,
            change,
        });
    }
    work.mark_unsound(&mut diffs);
    let is_error = |d: &&LineDiff| matches!(d.change, LineChange::Error { .. });
    let errors = diffs.iter().filter(is_error).count();
    Comparison {
        same,
        changed: diffs.len() - errors,
        errors,
        lines: diffs,
        after: work.after(),
    }
}

struct Work<'a> {
    list: &'a DutyList,
    versions: &'a BTreeMap<MatterCode, i64>,
    /// All entries as they would be, with the line they come from; 0 where no row names them.
    entries: BTreeMap<EntryId, (usize, Entry)>,
    seen: BTreeSet<EntryId>,
    touched: BTreeSet<MatterCode>,
}

type Taken = Result<Option<(EntryId, LineChange)>, LineChange>;

impl Work<'_> {
    fn take(&mut self, line: &Line) -> Taken {
        let (mark, version) = line.marked();
        let before = match mark {
            "" => None,
            mark => {
                let id = EntryId::parse(mark).map_err(|e| said("duty.mark", &e.to_string()))?;
                let known = self.entries.get(&id).map(|(_, e)| e.clone());
                Some(known.ok_or_else(|| {
                    said(
                        "duty.mark",
                        &format!("清单中没有条目{id}；新条目的“标识”请留空"),
                    )
                })?)
            }
        };
        match before {
            None => self.add(line).map(Some),
            Some(before) => self.change(line, &before, version),
        }
    }

    fn add(&mut self, line: &Line) -> Result<(EntryId, LineChange), LineChange> {
        let matter = MatterCode::parse(&line.cells[0])
            .map_err(|e| said("duty.matter_shape", &e.to_string()))?;
        let id = self.free_id(&matter)?;
        let entry = entry_of(self.list, line, id.clone())?;
        let fields = differences(self.list, None, &entry);
        self.put(line.line, entry);
        Ok((id, LineChange::Added { fields }))
    }

    fn change(&mut self, line: &Line, before: &Entry, version: Option<i64>) -> Taken {
        if !self.seen.insert(before.id.clone()) {
            return Err(said("duty.twice", "同一条目在表中出现两次"));
        }
        let after = entry_of(self.list, line, before.id.clone())?;
        if after.matter != before.matter {
            let zh = "条目不能换事项；请给原条目写截止日，再另起一行";
            return Err(said("duty.matter_changed", zh));
        }
        if after == *before {
            return Ok(None);
        }
        let now = self.versions.get(&before.matter).copied();
        if version.is_some_and(|seen| now.is_some_and(|now| seen < now)) {
            return Err(said("duty.stale", "导出后该事项已有他人修改，请重新导出"));
        }
        let fields = differences(self.list, Some(before), &after);
        let id = before.id.clone();
        self.put(line.line, after);
        Ok(Some((id, LineChange::Changed { fields })))
    }

    fn put(&mut self, line: usize, entry: Entry) {
        self.touched.insert(entry.matter.clone());
        self.entries.insert(entry.id.clone(), (line, entry));
    }

    fn free_id(&self, matter: &MatterCode) -> Result<EntryId, LineChange> {
        next_id(matter, |id| self.entries.contains_key(id))
            .ok_or_else(|| said("duty.too_many", "该事项的条目过多"))
    }

    /// A row that makes the list unsound becomes an error of its line.
    fn mark_unsound(&self, diffs: &mut [LineDiff]) {
        let all: Vec<(usize, Entry)> = self.entries.values().cloned().collect();
        let found = check::entries(&all, self.list.catalogue(), self.list.directory());
        for finding in found {
            if finding.severity == Severity::Warning || finding.line == 0 {
                continue;
            }
            let on_line = diffs.iter_mut().find(|d| d.line == finding.line);
            if let Some(diff) = on_line.filter(|d| !matches!(d.change, LineChange::Error { .. })) {
                diff.change = said(finding.code, &finding.zh);
            }
        }
    }

    fn after(&self) -> BTreeMap<MatterCode, Vec<Entry>> {
        let mut after: BTreeMap<MatterCode, Vec<Entry>> = BTreeMap::new();
        for (_, entry) in self.entries.values() {
            if self.touched.contains(&entry.matter) {
                after
                    .entry(entry.matter.clone())
                    .or_default()
                    .push(entry.clone());
            }
        }
        after
    }
}

/// Most entries of one matter that get ids of their own.
const IDS_MAX: u32 = 10_000;

/// The first id `d-<matter>-<n>` that is not taken.
pub fn next_id(matter: &MatterCode, taken: impl Fn(&EntryId) -> bool) -> Option<EntryId> {
    let stem = matter.as_str().to_ascii_lowercase();
    (1..=IDS_MAX)
        .filter_map(|n| EntryId::parse(&format!("d-{stem}-{n}")).ok())
        .find(|id| !taken(id))
}

/// What differs between two forms of an entry, or what a new one says.
pub fn differences(list: &DutyList, before: Option<&Entry>, after: &Entry) -> Vec<FieldChange> {
    let before = before.map_or_else(Line::default, |entry| line_of(list, entry, 0));
    fields(&before, &line_of(list, after, 0))
}

/// The columns that differ, name of the matter and mark left out.
fn fields(before: &Line, after: &Line) -> Vec<FieldChange> {
    let columns = COLUMNS.iter().enumerate();
    let compared = columns.filter(|(n, _)| *n != 1 && *n != 9);
    compared
        .filter(|(n, _)| before.cells[*n] != after.cells[*n])
        .map(|(n, column)| FieldChange {
            column,
            before: before.cells[n].clone(),
            after: after.cells[n].clone(),
        })
        .collect()
}
