//! A district as a folder of declarative files, parsed and checked line by line.
//!
//! Pure: the caller reads the folder into a map from relative path (`units.csv`,
//! `notices/local.csv`) to text; [`Profile::parse`] answers with a checked [`Profile`] or with
//! every [`Problem`] found, each with file, line, stable code and a Chinese message.

mod ask;
mod case_types;
mod csv_rows;
mod demo;
mod demo_claims;
mod demo_files;
mod demo_indicators;
mod demo_projects;
mod district;
mod draft;
mod duty_list;
mod geo;
mod indicators;
mod leaders;
mod lights;
mod map;
mod matters;
mod notices;
mod open311;
mod outline;
mod people;
mod problem;
mod profile;
mod projects;
mod residents;
mod toml_table;
mod units;
mod words;

pub use ask::AskNames;
pub use demo::{
    Demo, DemoAssignment, DemoCase, DemoCaseKind, DemoIndicator, DemoIndicatorStep, DemoNote,
    DemoPlan, DemoProject, DemoRecord, DemoStatus, MonthShare, PlanStep,
};
pub use district::{Casework, District, DutyHours, DutySpan};
pub use draft::{light_rule, notice};
pub use indicators::{Indicators, Target};
pub use lights::{LightOverride, LightRuleSpec, LightSelector};
pub use map::MapTiles;
pub use notices::{NoticeDay, NoticeKind};
pub use open311::{
    Mode as Open311Mode, Open311, Service as Open311Service, datatype as open311_datatype,
};
pub use outline::Outline;
pub use people::DemoPerson;
pub use problem::{PROBLEMS_MAX, Problem};
pub use profile::{FILE_BYTES_MAX, Profile};
pub use projects::Projects;
pub use residents::{Count as ResidentCount, Residents};
pub use words::Words;

pub use org::UnitKind;

/// The files of a profile: relative path with `/` → text.
pub type Files = std::collections::BTreeMap<String, String>;
