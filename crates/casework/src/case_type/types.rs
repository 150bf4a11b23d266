//! All case types of a district, in all their versions.

use super::CaseType;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The case types of a district by id and version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseTypes(BTreeMap<(String, u32), CaseType>);

/// Two files that declare the same version of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypesError {
    /// The type.
    pub id: String,
    /// The version stated twice, or whose first day is not after that of the version before.
    pub version: u32,
}

impl CaseTypes {
    /// Collects types. Errors: a version stated twice, or first days that do not rise with the
    /// versions.
    pub fn new(types: Vec<CaseType>) -> Result<Self, TypesError> {
        let mut all = BTreeMap::new();
        for kind in types {
            let key = (kind.id.clone(), kind.version);
            if all.insert(key.clone(), kind).is_some() {
                return Err(TypesError {
                    id: key.0,
                    version: key.1,
                });
            }
        }
        let all: Vec<((String, u32), CaseType)> = all.into_iter().collect();
        for pair in all.windows(2) {
            let ((id, _), before) = &pair[0];
            let ((next, version), after) = &pair[1];
            if id == next && after.valid_from <= before.valid_from {
                return Err(TypesError {
                    id: id.clone(),
                    version: *version,
                });
            }
        }
        Ok(Self(all.into_iter().collect()))
    }

    /// One version of a type.
    pub fn get(&self, id: &str, version: u32) -> Option<&CaseType> {
        self.0.get(&(id.to_owned(), version))
    }

    /// The version that new cases of the day use.
    pub fn current(&self, id: &str, day: Date) -> Option<&CaseType> {
        self.versions(id)
            .rfind(|kind| kind.valid_from.is_none_or(|first| first <= day))
    }

    /// All versions of a type, oldest first.
    pub fn versions(&self, id: &str) -> impl DoubleEndedIterator<Item = &CaseType> {
        let all = (id.to_owned(), 0)..=(id.to_owned(), u32::MAX);
        self.0.range(all).map(|(_, kind)| kind)
    }

    /// Every version of every type.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &CaseType> {
        self.0.values()
    }
}
