//! One `[[service]]`.

use super::{Mode, Service, datatype};
use crate::problem::Log;
use crate::toml_table::Table;
use casework::{CaseType, CaseTypes, Channel};
use duty::{Matter, MatterCode};

/// Longest code, in characters.
const CODE_CHARS_MAX: usize = 40;
const KEYS: [&str; 12] = [
    "code",
    "name",
    "description",
    "group",
    "keywords",
    "mode",
    "case_type",
    "matters",
    "classes",
    "rest",
    "public",
    "fields",
];

/// A service with the table it stands in.
pub(super) struct Placed<'a> {
    pub service: Service,
    pub table: Table<'a>,
}

pub(super) fn read<'a>(
    table: &Table<'a>,
    types: &CaseTypes,
    matters: &[Matter],
    log: &mut Log,
) -> Option<Placed<'a>> {
    table.only(&KEYS, log);
    let code = table.text("code", log).filter(|code| {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
        let fits = code.len() <= CODE_CHARS_MAX && code.chars().all(plain);
        if !fits {
            let message = format!("“{code}”应由小写字母、数字、-和_组成，最多{CODE_CHARS_MAX}个");
            table.problem(table.line_of("code"), "open311_code_shape", message, log);
        }
        fits
    });
    let name = table.text("name", log);
    let description = table.text("description", log);
    let kind = case_type(table, types, log);
    let matters = matters_of(table, kind, matters, log);
    let rest = table.flag("rest", log).unwrap_or(false);
    if matters.is_empty() && !rest {
        let message = "没有事项：写上 matters、classes，或 rest = true";
        table.problem(table.line, "open311_service_empty", message, log);
    }
    let group = match table.has("group") {
        true => table.text("group", log).map(str::to_owned),
        false => None,
    };
    let keywords = table.texts("keywords", log).into_iter();
    let service = Service {
        mode: mode(table, log)?,
        fields: fields(table, kind, log),
        keywords: keywords.map(|(word, _)| word.to_owned()).collect(),
        public: table.flag("public", log).unwrap_or(false),
        code: code?.to_owned(),
        name: name?.to_owned(),
        description: description?.to_owned(),
        case_type: kind?.id.clone(),
        group,
        matters,
        rest,
    };
    let table = *table;
    Some(Placed { service, table })
}

/// The newest version of the type; it must take reports from Open311.
fn case_type<'t>(table: &Table<'_>, types: &'t CaseTypes, log: &mut Log) -> Option<&'t CaseType> {
    let id = table.text("case_type", log)?;
    let line = table.line_of("case_type");
    let Some(kind) = types.versions(id).next_back() else {
        let message = format!("没有案件类型“{id}”");
        table.problem(line, "open311_case_type_unknown", message, log);
        return None;
    };
    if !kind.channels.contains(&Channel::Open311) {
        let message = format!("案件类型“{id}”的 channels 中没有 open311");
        table.problem(line, "open311_channel", message, log);
    }
    Some(kind)
}

fn mode(table: &Table<'_>, log: &mut Log) -> Option<Mode> {
    if !table.has("mode") {
        return Some(Mode::Realtime);
    }
    match table.text("mode", log)? {
        "realtime" => Some(Mode::Realtime),
        "batch" => Some(Mode::Batch),
        other => {
            let message = format!("“{other}”应为 realtime 或 batch");
            table.problem(table.line_of("mode"), "open311_mode_unknown", message, log);
            None
        }
    }
}

/// Matters named, then those of the classes named, all of the service's type.
fn matters_of(
    table: &Table<'_>,
    kind: Option<&CaseType>,
    matters: &[Matter],
    log: &mut Log,
) -> Vec<MatterCode> {
    let mut found: Vec<MatterCode> = vec![];
    let mut add = |code: &MatterCode| {
        if !found.contains(code) {
            found.push(code.clone());
        }
    };
    for (word, line) in table.texts("matters", log) {
        let Some(matter) = matters.iter().find(|m| m.code.as_str() == word) else {
            let message = format!("事项目录中没有“{word}”");
            table.problem(line, "open311_matter_unknown", message, log);
            continue;
        };
        if kind.is_some_and(|k| k.id != matter.case_type) {
            let message = format!("事项“{word}”的案件类型是“{}”", matter.case_type);
            table.problem(line, "open311_matter_type", message, log);
        }
        add(&matter.code);
    }
    for (class, line) in table.texts("classes", log) {
        let of_type = |m: &&Matter| kind.is_none_or(|k| k.id == m.case_type);
        let of_class = matters.iter().filter(|m| m.class == class);
        let mut of_class = of_class.filter(of_type).peekable();
        if of_class.peek().is_none() {
            let message = format!("事项目录中没有这一类型的“{class}”类");
            table.problem(line, "open311_class_unknown", message, log);
        }
        of_class.for_each(|m| add(&m.code));
    }
    found
}

/// Fields of the type that a program can give; personal ones have arguments of their own.
fn fields(table: &Table<'_>, kind: Option<&CaseType>, log: &mut Log) -> Vec<String> {
    let mut keys = vec![];
    for (key, line) in table.texts("fields", log) {
        let Some(kind) = kind else { continue };
        let Some(field) = kind.field(key) else {
            let message = format!("案件类型“{}”没有“{key}”这一项", kind.id);
            table.problem(line, "open311_field_unknown", message, log);
            continue;
        };
        if field.personal || datatype(field.kind).is_none() || key == "description" {
            let message = format!("“{key}”不能作为附加项：它有自己的参数，或是个人信息");
            table.problem(line, "open311_field_kind", message, log);
        }
        keys.push(key.to_owned());
    }
    keys
}
