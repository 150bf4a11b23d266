//! The forms of a sheet: what it is, how it is mapped, what is answered.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::review::upload::Upload;
use ::indicator::Stage;
use ::indicator::sheet::{Answer, Choice, ColumnUse, Field, Mapping, RowsAre, Scope};
use app::FileIn;
use app::indicator::ImportCmd;
use std::collections::BTreeMap;

/// How final a value is.
const STAGES: [&str; 3] = ["estimate", "provisional", "official"];
/// Most columns and rows of a mapping form.
const FIELDS_MAX: usize = 400;
/// A row that is left out on purpose.
pub const PASSED_OVER: &str = "-";

/// The command without its file, which is carried beside.
pub fn read(form: &Upload) -> Result<ImportCmd, Fault> {
    let stage = input::code("stage", form.field("stage"), STAGES)?;
    let period = match input::given(form.field("period")) {
        None => None,
        Some(code) => Some(
            code.parse()
                .map_err(|_| input::wrong("period", "input.choice"))?,
        ),
    };
    Ok(ImportCmd {
        file: FileIn {
            name: String::new(),
            bytes: vec![],
        },
        period,
        stage: stage
            .and_then(Stage::from_code)
            .unwrap_or(Stage::Provisional),
        source: form.field("source").to_owned(),
        note: form.field("note").to_owned(),
        mapping: mapping(form)?,
        map: matches!(form.field("step"), "map" | "look"),
        answers: answers(form)?,
    })
}

/// As just typed, as carried from the page before, or none.
fn mapping(form: &Upload) -> Result<Option<Mapping>, Fault> {
    if form.field("mapped") == "1" {
        return typed(form).map(Some);
    }
    match input::given(form.field("mapping")) {
        None => Ok(None),
        Some(text) => serde_json::from_str(&text)
            .map(Some)
            .map_err(|_| input::wrong("mapping", "indicator.mapping_unreadable")),
    }
}

fn typed(form: &Upload) -> Result<Mapping, Fault> {
    let heading_lines = serde_json::from_str(form.field("heading_lines"))
        .map_err(|_| input::wrong("mapping", "indicator.mapping_unreadable"))?;
    let rows_are = input::code(
        "rows_are",
        form.field("rows_are"),
        ["indicators", "periods"],
    )?;
    let rows_are = rows_are
        .and_then(RowsAre::from_code)
        .unwrap_or(RowsAre::Indicators);
    let label_column: usize = form.field("label_column").parse().unwrap_or(0);
    let mut mapping = Mapping {
        name: form.field("layout").trim().to_owned(),
        label_column,
        rows_are,
        rows: BTreeMap::new(),
        passed_over: vec![],
        parts: BTreeMap::new(),
        columns: columns(form, label_column)?,
        place: None,
        heading_lines,
    };
    // Rows said to be something else than before are to be named again.
    let same = form.field("rows_were") == rows_are.code()
        && form.field("label_column_was") == form.field("label_column");
    if same {
        rows(form, &mut mapping);
    }
    Ok(mapping)
}

fn rows(form: &Upload, mapping: &mut Mapping) {
    for at in 0..FIELDS_MAX {
        let Some(label) = form.fields.get(&format!("label_{at}")) else {
            break;
        };
        match form.field(&format!("row_{at}")).trim() {
            "" => {}
            PASSED_OVER => mapping.passed_over.push(label.clone()),
            code => {
                mapping.rows.insert(label.clone(), code.to_owned());
            }
        }
        let whole = form.field(&format!("part_{at}"));
        if !whole.is_empty() && whole != label {
            mapping.parts.insert(label.clone(), whole.to_owned());
        }
    }
}

fn columns(form: &Upload, label_column: usize) -> Result<Vec<ColumnUse>, Fault> {
    let mut columns = vec![];
    for column in (0..FIELDS_MAX).filter(|column| *column != label_column) {
        let name = format!("field_{column}");
        let fields = Field::ALL.iter().map(|f| f.code());
        let Some(field) = input::code(&name, form.field(&name), fields)? else {
            continue;
        };
        let name = format!("scope_{column}");
        let scopes = Scope::ALL.iter().map(|s| s.code());
        let scope = input::code(&name, form.field(&name), scopes)?;
        let (Some(field), Some(scope)) =
            (Field::from_code(field), scope.and_then(Scope::from_code))
        else {
            return Err(input::wrong(&name, "input.choice"));
        };
        columns.push(ColumnUse {
            column,
            field,
            indicator: input::given(form.field(&format!("indicator_{column}"))),
            place: None,
            scope,
            unit: input::given(form.field(&format!("unit_{column}"))),
        });
    }
    Ok(columns)
}

fn answers(form: &Upload) -> Result<Vec<Answer>, Fault> {
    let mut answers = vec![];
    for (name, value) in &form.fields {
        let Some(cell) = name.strip_prefix("choice_") else {
            continue;
        };
        let choice = input::code(name, value, Choice::ALL.iter().map(|c| c.code()))?;
        if let Some(choice) = choice.and_then(Choice::from_code) {
            answers.push(Answer {
                cell: cell.to_owned(),
                choice,
                unit: input::given(form.field(&format!("as_{cell}"))),
                why: form.field(&format!("why_{cell}")).trim().to_owned(),
            });
        }
    }
    answers.sort_by(|a, b| (a.cell.len(), &a.cell).cmp(&(b.cell.len(), &b.cell)));
    Ok(answers)
}
