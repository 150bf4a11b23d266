//! What starts and stops a clock.

use std::fmt;

/// A step of a case that a clock listens to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trigger {
    /// The state is entered.
    Enter(String),
    /// The state is left.
    Leave(String),
    /// The action is done.
    Action(String),
}

impl Trigger {
    /// Reads `enter:STATE`, `leave:STATE` or `action:KEY`.
    pub fn parse(word: &str) -> Option<Self> {
        let (what, key) = word.split_once(':')?;
        if key.is_empty() {
            return None;
        }
        let key = key.to_owned();
        match what {
            "enter" => Some(Self::Enter(key)),
            "leave" => Some(Self::Leave(key)),
            "action" => Some(Self::Action(key)),
            _ => None,
        }
    }

    /// Whether the step from one state to another by an action is this one.
    pub fn hits(&self, from: Option<&str>, action: Option<&str>, to: &str) -> bool {
        match self {
            Self::Enter(state) => state == to && from != Some(to),
            Self::Leave(state) => from == Some(state.as_str()) && state != to,
            Self::Action(key) => action == Some(key.as_str()),
        }
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Enter(key) => write!(f, "enter:{key}"),
            Self::Leave(key) => write!(f, "leave:{key}"),
            Self::Action(key) => write!(f, "action:{key}"),
        }
    }
}
