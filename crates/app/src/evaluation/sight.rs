//! How much of the district an evaluation may speak of: all of it, or the units and areas of the asker.

use super::ask::By;
use crate::case::scope;
use crate::{Actor, App, AppError, Result};
use org::Action;
use store::case::CaseScope;

/// What the asker may see the figures of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sight {
    /// The whole district, by anything.
    District,
    /// What these units own or handle, and what lies in these areas.
    Within {
        units: Vec<String>,
        subdistricts: Vec<String>,
        communities: Vec<String>,
    },
}

impl Sight {
    /// By the permission table: whoever may list cases may see the figures of those. Errors:
    /// `auth.forbidden`.
    pub(super) fn of(app: &App, actor: &Actor) -> Result<Self> {
        Ok(match scope(app, actor, &[Action::List])? {
            CaseScope::All => Self::District,
            CaseScope::Within {
                units,
                subdistricts,
                communities,
            } => Self::Within {
                units,
                subdistricts,
                communities,
            },
        })
    }

    /// By what figures can be told: counters know one key of a case at a time, so that parts of a
    /// part are told by unit, and by area where the asker has one.
    pub(super) fn ways(&self) -> Vec<By> {
        match self {
            Self::District => By::ALL.to_vec(),
            Self::Within {
                subdistricts,
                communities,
                ..
            } => {
                let mut ways = vec![By::All, By::Unit];
                if !subdistricts.is_empty() {
                    ways.push(By::Subdistrict);
                }
                if !communities.is_empty() {
                    ways.push(By::Community);
                }
                ways
            }
        }
    }

    /// The counters that the whole is made of, and of which of their keys; none are all. Errors:
    /// `evaluation.by`.
    pub(super) fn whole(&self, by: By) -> Result<(By, Option<&[String]>)> {
        if !self.ways().contains(&by) {
            return Err(AppError::field(
                "by",
                "evaluation.by",
                "只能按本单位或本辖区查看",
                "Only by one's own units or areas",
            ));
        }
        let Self::Within {
            units,
            subdistricts,
            communities,
        } = self
        else {
            return Ok((By::All, None));
        };
        let (way, keys) = match by {
            By::Unit => (By::Unit, units),
            By::Subdistrict => (By::Subdistrict, subdistricts),
            By::Community => (By::Community, communities),
            // Of whoever has an area, what lies in it; of everybody else, what their units have.
            By::All | By::Matter if !subdistricts.is_empty() => (By::Subdistrict, subdistricts),
            By::All | By::Matter if !communities.is_empty() => (By::Community, communities),
            By::All | By::Matter => (By::Unit, units),
        };
        Ok((way, Some(keys)))
    }
}
