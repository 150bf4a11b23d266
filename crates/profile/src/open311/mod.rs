//! `open311.toml`: what outside software may report and follow by Open311 GeoReport v2, and how that
//! maps to the district's matters.

mod read;
mod service;

pub(crate) use read::{FILE, read};

use casework::FieldType;
use duty::MatterCode;

/// Most services of one district.
pub const SERVICES_MAX: usize = 200;

/// The district's Open311 endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open311 {
    /// What `jurisdiction_id` must be where a client names one.
    pub jurisdiction: String,
    /// Whom to ask, in words.
    pub contact: String,
    /// Where keys are given out, in words.
    pub key_service: String,
    /// When this file was last changed, as `2026-11-23 08:00`.
    pub changeset: String,
    /// True for the real thing, false for a trial.
    pub production: bool,
    /// In order of the file.
    pub services: Vec<Service>,
}

/// What becomes of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The answer is the number.
    Realtime,
    /// The answer is a token, for which the number can be had.
    Batch,
}

/// One kind of report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Stable code, `[a-z0-9_-]`.
    pub code: String,
    /// Name as shown.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The group it stands in, where it has one.
    pub group: Option<String>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// Number or token.
    pub mode: Mode,
    /// The type its cases have.
    pub case_type: String,
    /// The matters it stands for, in order.
    pub matters: Vec<MatterCode>,
    /// It also stands for every case of the type that no other service does.
    pub rest: bool,
    /// Everybody may list its cases.
    pub public: bool,
    /// Fields of the case type that are asked for, in order.
    pub fields: Vec<String>,
}

impl Open311 {
    /// The service with this code.
    pub fn service(&self, code: &str) -> Option<&Service> {
        self.services.iter().find(|s| s.code == code)
    }

    /// The service that stands for a case: by its matter, else the one that takes the rest of its type.
    pub fn service_of(&self, case_type: &str, matter: Option<&str>) -> Option<&Service> {
        let named = |s: &&Service| {
            let codes = s.matters.iter().map(MatterCode::as_str);
            s.case_type == case_type && matter.is_some_and(|m| codes.into_iter().any(|c| c == m))
        };
        let rest = |s: &&Service| s.rest && s.case_type == case_type;
        let all = || self.services.iter();
        all().find(named).or_else(|| all().find(rest))
    }
}

/// How a field is asked for by Open311; none for what is given in its own place or is personal.
pub fn datatype(kind: FieldType) -> Option<&'static str> {
    match kind {
        FieldType::Text => Some("string"),
        FieldType::LongText => Some("text"),
        FieldType::Integer | FieldType::Decimal => Some("number"),
        FieldType::Date => Some("datetime"),
        FieldType::Choice | FieldType::Flag => Some("singlevaluelist"),
        FieldType::Matter
        | FieldType::Place
        | FieldType::Photo
        | FieldType::Phone
        | FieldType::Person
        | FieldType::IdNumber => None,
    }
}

#[cfg(test)]
mod tests;
