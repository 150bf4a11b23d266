//! One look at a sheet: what is to be mapped, what it would enter, what is asked; or the step itself.

use super::super::enter::{EnterCmd, change_of, decided};
use super::super::held::{Held, held, series, whole};
use super::super::step::{context, defined, source_of};
use super::super::view::Doubt;
use super::kept::{Batch, BatchValue, Layout, layout_id, remembered};
use super::look::{SheetLook, enterable, look};
use crate::change_of::{changed, made};
use crate::sheet::grid;
use crate::{Actor, App, AppError, FileIn, Kind, Result, evidence, ids, kinds};
use figure::{Decimal, Period};
use indicator::observation::Settled;
use indicator::sheet::{
    Answer, Found, Headings, History, Kept, LeftOut, Mapping, Settlement, Table, headings, read,
    settle,
};
use indicator::{Context, Definition, Series, Stage};
use org::{Action, Resource};
use serde::Serialize;
use std::collections::BTreeMap;
use store::{Blob, Change, Loaded, Write};

/// Most values of one sheet: a second person confirms them in one transaction.
pub const VALUES_MAX: usize = 1_000;
/// Longest mapping or list of answers, in entries.
const ENTRIES_MAX: usize = 2_000;

/// A sheet on its way.
#[derive(Debug, Clone)]
pub struct ImportCmd {
    /// XLSX or CSV.
    pub file: FileIn,
    /// The period where rows are none.
    pub period: Option<Period>,
    /// How final the values are.
    pub stage: Stage,
    /// Document; the file's name where empty.
    pub source: String,
    /// Remark; why, for revisions.
    pub note: String,
    /// What rows and columns are; the remembered one where absent.
    pub mapping: Option<Mapping>,
    /// Show the mapping instead of reading by it.
    pub map: bool,
    /// Answers so far.
    pub answers: Vec<Answer>,
}

/// A value that the sheet would enter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportLine {
    /// Cell (C7).
    pub cell: String,
    /// Code of the indicator.
    pub indicator: String,
    /// Its name.
    pub name: String,
    /// The period.
    pub period: Period,
    /// In words.
    pub period_zh: String,
    /// The value that counts now.
    pub before: Option<Decimal>,
    /// In the indicator's unit.
    pub value: Decimal,
    /// Unit symbol.
    pub unit: String,
    /// As it stands in the sheet.
    pub written: String,
    /// Growth as published, in percent.
    pub growth: Option<Decimal>,
    /// Doubts with what was answered.
    pub settled: Vec<Settled>,
}

/// All that is asked about one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// Cell (C7).
    pub cell: String,
    /// What stands there.
    pub name: String,
    /// As it stands.
    pub written: String,
    /// The doubts.
    pub doubts: Vec<Doubt>,
    /// True for a cell that cannot be entered as it stands: it can only be left out.
    pub unreadable: bool,
}

/// What a sheet does, and whether it was done.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SheetImport {
    /// To be mapped first; nothing else is said then.
    pub look: Option<SheetLook>,
    /// The mapping it was read by.
    pub mapping: Option<Mapping>,
    /// True where that one was remembered.
    pub remembered: bool,
    /// Values that differ from what is known.
    pub lines: Vec<ImportLine>,
    /// What is to be answered.
    pub asked: Vec<Asked>,
    /// Cells left out.
    pub left_out: Vec<LeftOut>,
    /// Values that are known already.
    pub same: u32,
    /// Cells that say there is no value.
    pub empty: u32,
    /// The sheet taken over; none where nothing was written.
    pub batch: Option<String>,
}

impl SheetImport {
    /// True where nothing is left to map or answer and something would be entered.
    pub fn is_ready(&self) -> bool {
        self.look.is_none() && self.asked.is_empty() && !self.lines.is_empty()
    }
}

/// Reads a sheet and, unless it is a dry run, enters its values: all that it says or nothing. With a
/// sheet to be mapped, or a question open, nothing is written.
///
/// Errors: those of the file, `indicator.sheet_headings`, `indicator.sheet_values`, `mapping_does_not_fit`.
pub async fn import(
    app: &App,
    actor: &Actor,
    cmd: &ImportCmd,
    dry_run: bool,
) -> Result<SheetImport> {
    let own = [actor.unit.as_str()];
    app.require(actor, Action::Claim, Resource::Indicator, &own)?;
    check_size(cmd)?;
    let table = grid::read(cmd.file.clone()).await?;
    let found = headings(&table).ok_or_else(no_headings)?;
    let held = held(app).await?;
    let known = remembered(app, actor.unit.as_str(), &found).await?;
    let old = known.as_ref().map(|layout| layout.state.mapping.clone());
    let Some(mapping) = cmd.mapping.clone().or(old).filter(|_| !cmd.map) else {
        let begin = cmd.mapping.clone().or(known.map(|k| k.state.mapping));
        let begin = (cmd.file.name.as_str(), begin);
        return Ok(SheetImport {
            look: Some(look(app, actor, &held, (&table, found), begin)),
            ..SheetImport::default()
        });
    };
    let reading = Reading {
        app,
        actor,
        held: &held,
        cmd,
        mapping: &mapping,
        ctx: context(app, actor),
        batch: ids::new_id(),
    };
    let mut done = reading.read(&table, &found)?;
    done.shown.remembered = cmd.mapping.is_none();
    if dry_run || !done.shown.is_ready() {
        done.shown.mapping = Some(mapping);
        return Ok(done.shown);
    }
    let id = reading.batch.clone();
    let (changes, writes) = reading.changes(done.entered, &done.shown, (known, &table, &found))?;
    app.append_with(actor, changes, vec![], writes).await?;
    Ok(SheetImport {
        batch: Some(id),
        mapping: Some(mapping),
        ..done.shown
    })
}

fn check_size(cmd: &ImportCmd) -> Result<()> {
    let mapping = cmd.mapping.as_ref();
    let entries = mapping.map_or(0, |m| {
        m.rows.len() + m.parts.len() + m.passed_over.len() + m.columns.len()
    });
    match entries.max(cmd.answers.len()) > ENTRIES_MAX {
        true => Err(AppError::new(
            Kind::TooLarge,
            "indicator.sheet_entries",
            format!("对应关系或答复超过{ENTRIES_MAX}条"),
            format!("More than {ENTRIES_MAX} entries"),
        )),
        false => Ok(()),
    }
}

fn no_headings() -> AppError {
    AppError::field(
        "file",
        "indicator.sheet_headings",
        "没有找到数据：表中应有表头，其下各行左边是名称、右边是数字",
        "No headings with rows of a name and numbers below were found",
    )
}

/// A sheet being read by a mapping.
struct Reading<'a> {
    app: &'a App,
    actor: &'a Actor,
    held: &'a Held,
    cmd: &'a ImportCmd,
    mapping: &'a Mapping,
    ctx: Context,
    batch: String,
}

/// What it came to.
struct Done {
    shown: SheetImport,
    entered: Vec<(Change, BatchValue)>,
}

impl Reading<'_> {
    fn read(&self, table: &Table, found: &Headings) -> Result<Done> {
        let definitions = self.definitions();
        let period = self.period(table, found);
        // Values are of the whole district.
        let mapping = Mapping {
            place: Some(whole(self.app)),
            ..self.mapping.clone()
        };
        let read = read(table, found, &mapping, period, &definitions)?;
        if read.found.len() > VALUES_MAX {
            return Err(AppError::new(
                Kind::TooLarge,
                "indicator.sheet_values",
                format!("一份表最多{VALUES_MAX}个数，请分开导入"),
                format!("At most {VALUES_MAX} values in a sheet"),
            ));
        }
        let empty = read.empty;
        let series = self.series(&read.found);
        let settled = settle(read, &mapping, &self.cmd.answers, |found| {
            let definition = definitions.get(&found.indicator)?;
            let of_code = series.get(&found.indicator);
            let history = of_code.map(|known| History::of(known, found.period));
            Some((definition, history.unwrap_or_default()))
        });
        Ok(self.judged(settled, empty, &definitions))
    }

    /// The period said, or the one that the lines above the table name.
    fn period(&self, table: &Table, found: &Headings) -> Option<Period> {
        let named = || indicator::sheet::period(table, found);
        self.cmd.period.or_else(named)
    }

    /// The definitions that this person may enter, each as it is today.
    fn definitions(&self) -> BTreeMap<String, Definition> {
        let own = enterable(self.app, self.actor, self.held).into_iter();
        own.filter_map(|one| {
            let latest = self.held.indicator(&one.code)?.state.latest()?;
            Some((one.code, latest.clone()))
        })
        .collect()
    }

    fn series(&self, found: &[Found]) -> BTreeMap<String, Series> {
        let place = whole(self.app);
        let codes: std::collections::BTreeSet<&String> =
            found.iter().map(|f| &f.indicator).collect();
        let of_code = |code: &String| {
            let indicator = &self.held.indicator(code)?.state;
            let known = series(&self.held.cells, &place, indicator, self.app.today());
            Some((code.clone(), known.ok()?))
        };
        codes.into_iter().filter_map(of_code).collect()
    }

    /// What may be entered by the rules of each value; what those refuse can only be left out.
    fn judged(
        &self,
        settled: Settlement,
        empty: u32,
        definitions: &BTreeMap<String, Definition>,
    ) -> Done {
        let mut shown = SheetImport {
            left_out: settled.left_out,
            empty,
            ..SheetImport::default()
        };
        let mut entered = vec![];
        for problem in &settled.problems {
            let doubt = Doubt::of(&problem.cell, &problem.refusal);
            ask(&mut shown.asked, (&problem.cell, "", ""), doubt, true);
        }
        for kept in &settled.kept {
            let (found, cell) = (&kept.found, &kept.found.cell);
            let Some(definition) = definitions.get(&found.indicator) else {
                continue;
            };
            let about = (
                cell.as_str(),
                definition.name.as_str(),
                found.written.as_str(),
            );
            let open = settled.open.iter().filter(|q| q.cell == *cell);
            let before = shown.asked.len();
            for question in open {
                let doubt = Doubt::of(cell, &question.refusal);
                ask(&mut shown.asked, about, doubt, false);
            }
            let is_open = shown.asked.len() > before;
            match self.entry(kept) {
                Ok((change, value)) => entered.push((change, value)),
                Err(error) if error.code() == "nothing_changed" => {
                    shown.same += 1;
                    continue;
                }
                // The reason that a revision needs is what is being asked for.
                Err(error) if is_open && error.code() == "revision_needs_reason" => {}
                Err(error) => {
                    let doubt = Doubt {
                        cell: cell.clone(),
                        said: super::super::view::Said {
                            code: error.code().to_owned(),
                            zh: error.zh().to_owned(),
                            en: error.en().to_owned(),
                        },
                    };
                    ask(&mut shown.asked, about, doubt, true);
                }
            }
            shown.lines.push(self.line(kept, definition));
        }
        Done { shown, entered }
    }

    fn line(&self, kept: &Kept, definition: &Definition) -> ImportLine {
        let found = &kept.found;
        let id = super::super::held::cell_id(&whole(self.app), &found.indicator, found.period);
        let known = self.held.cells.get(&id);
        let known = known.and_then(|cell| cell.state.as_of(self.app.today()));
        ImportLine {
            cell: found.cell.clone(),
            indicator: found.indicator.clone(),
            name: definition.name.clone(),
            period: found.period,
            period_zh: found.period.to_chinese(),
            before: known.map(|r| r.vintage.value),
            value: found.value,
            unit: definition.unit.clone(),
            written: found.written.clone(),
            growth: found.published_growth,
            settled: kept.settled.clone(),
        }
    }

    /// The change that enters a value. Errors: those of entering one.
    fn entry(&self, kept: &Kept) -> Result<(Change, BatchValue)> {
        let found = &kept.found;
        let indicator = defined(self.held, &found.indicator)?;
        let source = source_of(&indicator.state);
        let app = self.app;
        app.require(self.actor, Action::Claim, Resource::Indicator, &[source])?;
        let note = match kept.why.as_str() {
            "" => self.cmd.note.clone(),
            why => why.to_owned(),
        };
        let cmd = EnterCmd {
            period: found.period,
            value: found.value,
            unit: None,
            published_growth: found.published_growth,
            comparable_base: found.comparable_base,
            contributors: None,
            stage: self.cmd.stage,
            source: self.source(),
            file: None,
            note,
            answers: BTreeMap::new(),
        };
        let settled = (kept.settled.clone(), Some(self.batch.clone()));
        let hash = Some(evidence::hash(&self.cmd.file.bytes));
        let made = decided(app, self.held, indicator, &cmd, (hash, settled), &self.ctx)?;
        let (id, before, next) = made;
        let no = next.vintages.last().map_or(1, |v| v.no);
        let change = change_of(&id, before, &next);
        let entry = super::super::decide::CellEntry { cell: id, no };
        Ok((
            change,
            BatchValue {
                entry,
                at: found.cell.clone(),
            },
        ))
    }

    fn source(&self) -> String {
        match self.cmd.source.trim() {
            "" => self.cmd.file.name.clone(),
            said => said.to_owned(),
        }
    }

    /// All that is written: the values, the sheet, the file, and how it is read.
    fn changes(
        self,
        entered: Vec<(Change, BatchValue)>,
        shown: &SheetImport,
        (known, table, found): (Option<Loaded<Layout>>, &Table, &Headings),
    ) -> Result<(Vec<Change>, Vec<Write>)> {
        let unit = self.actor.unit.as_str().to_owned();
        let (hash, write) = document(&self.cmd.file)?;
        let (mut changes, values): (Vec<Change>, Vec<BatchValue>) = entered.into_iter().unzip();
        let batch = Batch {
            id: self.batch.clone(),
            unit: unit.clone(),
            file: self.cmd.file.name.clone(),
            hash,
            layout: self.mapping.name.clone(),
            period: self.period(table, found),
            stage: self.cmd.stage,
            source: self.source(),
            note: self.cmd.note.trim().to_owned(),
            values,
            answers: self.cmd.answers.clone(),
            left_out: shown.left_out.clone(),
            same: shown.same,
            empty: shown.empty,
            by: self.ctx.actor.clone(),
            on: self.ctx.today,
        };
        changes.push(made(
            kinds::SHEET_IMPORT,
            &batch.id,
            "sheet_import.take_over",
            &batch,
        ));
        let layout = Layout {
            unit: unit.clone(),
            mapping: self.mapping.clone(),
            set_by: self.ctx.actor.clone(),
            set_on: self.ctx.today,
        };
        let id = layout_id(&unit, found);
        match known {
            None => changes.push(made(
                kinds::SHEET_LAYOUT,
                &id,
                "sheet_layout.remember",
                &layout,
            )),
            Some(before) if before.state.mapping != layout.mapping => {
                changes.push(changed(&before, "sheet_layout.remember", None, &layout));
            }
            Some(_) => {}
        }
        Ok((changes, vec![write]))
    }
}

/// Adds a doubt to those of its cell.
fn ask(
    all: &mut Vec<Asked>,
    (cell, name, written): (&str, &str, &str),
    doubt: Doubt,
    unreadable: bool,
) {
    match all.iter_mut().find(|asked| asked.cell == cell) {
        Some(asked) => {
            asked.doubts.push(doubt);
            asked.unreadable |= unreadable;
        }
        None => all.push(Asked {
            cell: cell.to_owned(),
            name: name.to_owned(),
            written: written.to_owned(),
            doubts: vec![doubt],
            unreadable,
        }),
    }
}

/// The file as it is kept: a workbook by its content, anything else was read as text.
fn document(file: &FileIn) -> Result<(String, Write)> {
    if file.bytes.starts_with(b"PK") {
        let (named, mut writes) = evidence::take(vec![file.clone()])?;
        if let (Some(named), Some(write)) = (named.into_iter().next(), writes.pop()) {
            return Ok((named.hash, write));
        }
    }
    let hash = evidence::hash(&file.bytes);
    let blob = Blob {
        hash: hash.clone(),
        media_type: "text/csv".to_owned(),
        bytes: file.bytes.clone(),
    };
    Ok((hash, Write::PutBlob(blob)))
}
