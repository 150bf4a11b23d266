//! The whole profile, read and checked.

use crate::ask::{self, AskNames};
use crate::problem::Log;
use crate::{
    Demo, DemoPerson, District, Files, Indicators, LightRuleSpec, NoticeDay, Open311, Outline,
    Problem, Projects, Residents, Words, case_types, demo_files, district, duty_list, geo,
    indicators, leaders, lights, notices, open311, outline, people, projects, residents, units,
    words,
};
use casework::CaseTypes;
use jiff::civil::Date;
use light::{Kind, RuleBook};
use org::{Directory, Leader, UnitCode};
use place::{AreaSet, Gazetteer};
use std::sync::Arc;

/// Largest file of a profile, in bytes (4 MiB).
pub const FILE_BYTES_MAX: usize = 4 * 1024 * 1024;

/// A checked district.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Name, codes, zone, duty hours.
    pub district: District,
    /// All units, communities among them.
    pub directory: Directory,
    /// Leaders and what they oversee; no unit has two.
    pub leaders: Vec<Leader>,
    /// The light rules, by version.
    pub lights: Vec<LightRuleSpec>,
    /// How projects are judged.
    pub projects: Projects,
    /// How many people live in the area of a unit.
    pub residents: Residents,
    /// What is measured by series.
    pub indicators: Indicators,
    /// What questions call metrics and units besides.
    pub ask: AskNames,
    /// Local notices by day.
    pub notices: Vec<NoticeDay>,
    /// Words for pages.
    pub words: Words,
    /// The outline, where there is one.
    pub outline: Option<Outline>,
    /// The catalogue of matters, as the folder has it.
    pub matters: Vec<duty::Matter>,
    /// The duty list, as the folder has it.
    pub duties: Vec<duty::Entry>,
    /// The types of cases, in all versions; empty where the folder has none.
    pub case_types: CaseTypes,
    /// What outside software may report, where the folder says.
    pub open311: Option<Open311>,
    /// The texts of the rules that are changed by version: light rules, case types, local notices.
    pub sources: Files,
    /// What can be used but should be looked at.
    pub warnings: Vec<Problem>,
    /// Subdistricts, communities and grids by date; empty where there are none.
    pub areas: Arc<AreaSet>,
    /// Names of places, where there are any.
    pub gazetteer: Option<Arc<Gazetteer>>,
    /// Invented people, only in a demonstration.
    pub demo_people: Vec<DemoPerson>,
    /// Invented ledger data, only in a demonstration.
    pub demo: Option<Demo>,
}

impl Profile {
    /// Parses and checks all files. Errors: every problem, sorted by file and line.
    ///
    /// Needed: `profile.toml`, `units.csv`, `leaders.csv`, `lights.toml`, `words.toml`.
    /// Optional: `communities.csv`, `matters.csv` with `duty_list.csv`, `notices/*.csv`,
    /// `case_types/*.toml`, `open311.toml`, `projects.toml`, `indicators.toml`, `ask.toml`, `residents.csv`, `geo/outline.geojson`, `geo/areas*.geojson` with `geo/areas.csv`,
    /// `geo/gazetteer.csv`, `demo_people.csv`, `demo/report.md` with `demo/assignments.csv`,
    /// `demo/records.csv`,
    /// `demo/notes.csv`, `demo/projects.csv`, `demo/indicators.csv`. Other files are left alone.
    pub fn parse(files: &Files) -> Result<Self, Vec<Problem>> {
        let mut log = Log::default();
        for (file, text) in files {
            if text.len() > FILE_BYTES_MAX {
                let message = format!("{}字节，超过每个文件{FILE_BYTES_MAX}字节的上限", text.len());
                log.add(file, 0, "file_too_large", message);
                return log.finish(None);
            }
        }
        let profile = read(files, &mut log);
        log.finish(profile)
    }

    /// The leader who oversees a unit: the nearest one named, going up from the unit.
    pub fn overseer(&self, unit: &UnitCode) -> Option<&Leader> {
        self.directory.chain(unit).find_map(|above| {
            self.leaders
                .iter()
                .find(|leader| leader.oversees.contains(&above.code))
        })
    }

    /// The version of the light rules in force on a day; none before the first version.
    pub fn light_rule_on(&self, day: Date) -> Option<&LightRuleSpec> {
        lights::in_force(&self.lights, day)
    }

    /// The rules by which a commitment of this kind and measure is judged, all versions.
    pub fn rule_book(&self, kind: Kind, measure: Option<&str>) -> RuleBook {
        lights::rule_book(&self.lights, kind, measure)
    }
}

fn read(files: &Files, log: &mut Log) -> Option<Profile> {
    let district = needed(files, "profile.toml", log).and_then(|text| district::read(text, log));
    let communities = files.get("communities.csv").map(String::as_str);
    let directory = needed(files, "units.csv", log)
        .map(|text| units::read(text, communities, district.as_ref(), log))
        .unwrap_or_default();
    if let (Some(text), Some(casework)) = (
        files.get("profile.toml"),
        district.as_ref().and_then(|d| d.casework.as_ref()),
    ) {
        let known = |unit: &org::UnitCode| directory.get(unit).is_some();
        district::check_casework(text, casework, known, log);
    }
    let leaders = needed(files, "leaders.csv", log)
        .map(|text| leaders::read(text, &directory, log))
        .unwrap_or_default();
    let lights = needed(files, "lights.toml", log).map(|text| lights::read(text, log));
    let projects = projects::read(files.get(projects::FILE), log);
    let indicators = indicators::read(files.get(indicators::FILE), &directory, log);
    let residents = residents::read(files.get(residents::FILE), &directory, log);
    let asked = ask::read(files.get(ask::FILE), (&directory, &indicators), log);
    let words = needed(files, "words.toml", log).map(|text| words::read(text, log));
    let notices = notices::read(files, log);
    let outline = files
        .get(outline::FILE)
        .and_then(|text| outline::read(text, log));
    let areas = geo::areas(files, outline.as_ref(), &directory, log);
    let gazetteer = geo::gazetteer(files, log);
    let case_types = case_types::read(files, district.as_ref(), log);
    let (matters, duties) = duty_list::read(files, &directory, &case_types, log);
    let open311 = files
        .get(open311::FILE)
        .and_then(|text| open311::read(text, &case_types, &matters, log));
    let demo_people = files
        .get("demo_people.csv")
        .map(|text| people::read(text, &directory, &leaders, log))
        .unwrap_or_default();
    let demo = demo_files::read(files, &directory, &demo_people, &indicators, log);
    Some(Profile {
        district: district?,
        directory,
        leaders,
        lights: lights?,
        projects,
        residents,
        indicators,
        ask: asked,
        notices,
        words: words?,
        outline,
        matters,
        duties,
        case_types,
        open311,
        sources: sources(files),
        warnings: log.warnings(),
        areas,
        gazetteer,
        demo_people,
        demo,
    })
}

fn sources(files: &Files) -> Files {
    let rule = |file: &str| {
        file == lights::FILE || file.starts_with("case_types/") || file.starts_with("notices/")
    };
    let kept = files.iter().filter(|(file, _)| rule(file));
    kept.map(|(file, text)| (file.clone(), text.clone()))
        .collect()
}

fn needed<'a>(files: &'a Files, file: &str, log: &mut Log) -> Option<&'a str> {
    let text = files.get(file).map(String::as_str);
    if text.is_none() {
        log.add(file, 0, "file_missing", "缺少此文件");
    }
    text
}
