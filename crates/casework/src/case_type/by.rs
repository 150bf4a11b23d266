//! Who may act: a role, or a part in the case.

use org::Role;
use std::fmt;

/// Somebody who may act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Whoever has the role.
    Role(Role),
    /// Anybody of the handling unit.
    Handler,
    /// Anybody of the arbitrating unit.
    Arbiter,
    /// Anybody of the centre.
    Centre,
    /// The reporter.
    Reporter,
    /// The member of staff who opened the case (a deputy).
    Opener,
    /// The system itself.
    System,
}

impl By {
    /// Reads a word of a file.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "handler" => Self::Handler,
            "arbiter" => Self::Arbiter,
            "centre" => Self::Centre,
            "reporter" => Self::Reporter,
            "opener" => Self::Opener,
            "system" => Self::System,
            role => Self::Role(Role::from_code(role)?),
        })
    }
    /// The word of a file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Role(role) => role.code(),
            Self::Handler => "handler",
            Self::Arbiter => "arbiter",
            Self::Centre => "centre",
            Self::Reporter => "reporter",
            Self::Opener => "opener",
            Self::System => "system",
        }
    }
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
