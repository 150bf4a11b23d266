//! A turnstile of one commitment: actions whose rules look at several subjects at once (a milestone
//! is claimed once, one supervision item is open at a time, one request changes a version) pass it
//! in the same transaction, so that two of them at the same moment cannot both be right.

use crate::change_of::{changed, made};
use crate::{App, Result, kinds};
use serde::{Deserialize, Serialize};
use store::{Change, Loaded};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct GateState {
    passed: u64,
}

/// Load it before what the rule looks at; append the change it gives with the rest.
pub(crate) struct Gate {
    commitment: String,
    before: Option<Loaded<GateState>>,
}

impl Gate {
    pub(crate) async fn before(app: &App, commitment: &str) -> Result<Self> {
        let before = app
            .store()
            .load(app.district(), kinds::GATE, commitment)
            .await?;
        Ok(Self::of(commitment, before))
    }

    /// As loaded together with what the rule looks at.
    pub(crate) fn of(commitment: &str, before: Option<Loaded<GateState>>) -> Self {
        Self {
            commitment: commitment.to_owned(),
            before,
        }
    }

    pub(crate) fn pass(&self) -> Change {
        match &self.before {
            Some(before) => changed(
                before,
                "gate.pass",
                None,
                &GateState {
                    passed: before.state.passed + 1,
                },
            ),
            None => made(
                kinds::GATE,
                &self.commitment,
                "gate.pass",
                &GateState { passed: 1 },
            ),
        }
    }
}
