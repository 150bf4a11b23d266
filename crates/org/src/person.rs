//! People who sign in, and leaders who oversee units.

use crate::{PersonId, RoleSet, UnitCode};
use serde::{Deserialize, Serialize};

/// A person with an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Sign-in name.
    pub id: PersonId,
    /// Name as shown.
    pub name: String,
    /// Post or title.
    pub title: String,
    /// The unit the person works in.
    pub unit: UnitCode,
    /// Roles held; never two of the three administrators.
    pub roles: RoleSet,
}

/// A leader (分管领导) and the units overseen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leader {
    /// The leader's id; the same as the sign-in name where the leader has one.
    pub id: PersonId,
    /// Name as shown.
    pub name: String,
    /// Post.
    pub title: String,
    /// The units overseen, with all below them.
    pub oversees: Vec<UnitCode>,
}
