//! The units of a district as a tree, and where a unit stands as seen by a person.

use crate::{Scope, Unit, UnitCode};
use std::collections::BTreeMap;
use thiserror::Error;

/// Most units in one district.
pub const UNITS_MAX: usize = 20_000;
/// Deepest nesting of units.
pub const DEPTH_MAX: usize = 16;

/// Why units make no tree.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DirectoryError {
    /// More than [`UNITS_MAX`] units.
    #[error("单位数量{0}超过上限20000")]
    TooMany(usize),
    /// Two units share a code.
    #[error("单位代码{0}重复")]
    Duplicate(UnitCode),
    /// A parent that is not there.
    #[error("单位{unit}的上级{parent}不存在")]
    UnknownParent {
        /// The unit.
        unit: UnitCode,
        /// The missing parent.
        parent: UnitCode,
    },
    /// A unit that is its own ancestor, or lies deeper than [`DEPTH_MAX`].
    #[error("单位{0}的上级关系成环或超过16层")]
    Cycle(UnitCode),
}

/// Units by code; every parent exists and no unit is its own ancestor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directory {
    units: BTreeMap<UnitCode, Unit>,
}

impl Directory {
    /// Builds the tree. Errors: all that are wrong, not only the first.
    pub fn new(units: Vec<Unit>) -> Result<Self, Vec<DirectoryError>> {
        if units.len() > UNITS_MAX {
            return Err(vec![DirectoryError::TooMany(units.len())]);
        }
        let mut errors = Vec::new();
        let mut map = BTreeMap::new();
        for unit in units {
            if map.contains_key(&unit.code) {
                errors.push(DirectoryError::Duplicate(unit.code));
            } else {
                map.insert(unit.code.clone(), unit);
            }
        }
        let directory = Self { units: map };
        errors.extend(
            directory
                .units
                .values()
                .filter_map(|unit| directory.fault_above(unit)),
        );
        if errors.is_empty() {
            Ok(directory)
        } else {
            Err(errors)
        }
    }

    fn fault_above(&self, unit: &Unit) -> Option<DirectoryError> {
        if let Some(parent) = &unit.parent
            && !self.units.contains_key(parent)
        {
            return Some(DirectoryError::UnknownParent {
                unit: unit.code.clone(),
                parent: parent.clone(),
            });
        }
        let steps = self.chain(&unit.code).take(DEPTH_MAX + 1).count();
        (steps > DEPTH_MAX).then(|| DirectoryError::Cycle(unit.code.clone()))
    }

    /// One unit.
    pub fn get(&self, code: &UnitCode) -> Option<&Unit> {
        self.units.get(code)
    }
    /// All units by code.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.units.values()
    }
    /// How many units.
    pub fn len(&self) -> usize {
        self.units.len()
    }
    /// True without units.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }
    /// The units directly below.
    pub fn children<'a>(&'a self, code: &'a UnitCode) -> impl Iterator<Item = &'a Unit> {
        self.units
            .values()
            .filter(move |unit| unit.parent.as_ref() == Some(code))
    }
    /// The unit itself, then each unit above, to the root.
    pub fn chain<'a>(&'a self, code: &UnitCode) -> impl Iterator<Item = &'a Unit> {
        std::iter::successors(self.units.get(code), |unit| {
            unit.parent
                .as_ref()
                .and_then(|parent| self.units.get(parent))
        })
    }
    /// True when `code` is `above` or lies below it.
    pub fn is_within(&self, code: &UnitCode, above: &UnitCode) -> bool {
        self.chain(code)
            .take(DEPTH_MAX)
            .any(|unit| unit.code == *above)
    }

    /// The narrowest scope in which `target` lies for a person of unit `own` who oversees
    /// `oversees`; pass it to [`crate::may`].
    pub fn scope_of(&self, own: &UnitCode, oversees: &[UnitCode], target: &UnitCode) -> Scope {
        if own == target {
            Scope::OwnUnit
        } else if self.is_within(target, own) {
            Scope::OwnSubtree
        } else if oversees.iter().any(|above| self.is_within(target, above)) {
            Scope::Overseen
        } else {
            Scope::District
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::UnitKind;

    fn code(text: &str) -> UnitCode {
        UnitCode::parse(text).unwrap()
    }
    fn unit(own: &str, parent: Option<&str>) -> Unit {
        Unit {
            code: code(own),
            name: own.into(),
            short: own.into(),
            kind: UnitKind::Department,
            parent: parent.map(code),
            official_code: None,
            duties: vec![],
            duty_hours: None,
        }
    }

    #[test]
    fn scope_is_the_narrowest_that_holds_the_target() {
        let units = vec![
            unit("root", None),
            unit("a", Some("root")),
            unit("a1", Some("a")),
            unit("b", Some("root")),
            unit("b1", Some("b")),
        ];
        let directory = Directory::new(units).unwrap();
        let seen = |target: &str| directory.scope_of(&code("a"), &[code("b")], &code(target));
        assert_eq!(seen("a"), Scope::OwnUnit);
        assert_eq!(seen("a1"), Scope::OwnSubtree);
        assert_eq!(seen("b1"), Scope::Overseen);
        assert_eq!(seen("root"), Scope::District);
        assert_eq!(seen("nowhere"), Scope::District);
        assert_eq!(directory.children(&code("root")).count(), 2);
    }

    #[test]
    fn every_fault_is_listed() {
        let units = vec![
            unit("a", Some("b")),
            unit("b", Some("a")),
            unit("c", Some("gone")),
            unit("c", None),
        ];
        let errors = Directory::new(units).unwrap_err();
        assert!(errors.contains(&DirectoryError::Duplicate(code("c"))));
        assert!(errors.contains(&DirectoryError::Cycle(code("a"))));
        assert!(errors.contains(&DirectoryError::UnknownParent {
            unit: code("c"),
            parent: code("gone")
        }));
    }
}
