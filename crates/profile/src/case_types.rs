//! `case_types/*.toml`: what kinds of cases the district has, and how each goes.

use crate::problem::Log;
use crate::{District, Files};
use casework::{CaseType, CaseTypes};

/// Where the files stand.
const FOLDER: &str = "case_types/";

/// Reads every file of the folder; a version stated twice is named by the later file.
pub(crate) fn read(files: &Files, district: Option<&District>, log: &mut Log) -> CaseTypes {
    let hours = district.map(|district| &district.duty_hours);
    let hours: Vec<&str> = hours
        .into_iter()
        .flatten()
        .map(|(name, _)| name.as_str())
        .collect();
    let mut types = Vec::new();
    for (file, text) in files {
        if !file.starts_with(FOLDER) || !file.ends_with(".toml") {
            continue;
        }
        match CaseType::parse(file, text, &hours) {
            Ok(kind) => types.push((file, kind)),
            Err(problems) => {
                for problem in problems {
                    log.add(&problem.file, problem.line, problem.code, problem.message);
                }
            }
        }
    }
    collect(types, log)
}

fn collect(types: Vec<(&String, CaseType)>, log: &mut Log) -> CaseTypes {
    match CaseTypes::new(types.iter().map(|(_, kind)| kind.clone()).collect()) {
        Ok(all) => all,
        Err(wrong) => {
            let mut named = types.iter().rev();
            let file =
                named.find(|(_, kind)| (&kind.id, kind.version) == (&wrong.id, wrong.version));
            let file = file.map_or(FOLDER, |(file, _)| file.as_str());
            let message = format!(
                "“{}”第{}版重复，或其 valid_from 不晚于前一版",
                wrong.id, wrong.version
            );
            log.add(file, 1, "case_type_version", message);
            CaseTypes::default()
        }
    }
}
