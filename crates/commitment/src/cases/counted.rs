//! What a case counted for a commitment, from when until when. Nothing is ever taken out of it.

use super::Share;
use crate::Id;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One case as one commitment counts it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The commitment.
    pub commitment: Id,
    /// The case.
    pub case: Id,
    /// When it counted, in order; the last one may still stand.
    pub spans: Vec<Span>,
}

/// A time in which a case counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// What it added.
    #[serde(flatten)]
    pub share: Share,
    /// The day from which it counted: that of the closing, or of the issue or change that made
    /// closed cases count.
    pub known_on: Date,
    /// The day from which it no longer did: opened again, done again, or the measure was changed.
    pub withdrawn_on: Option<Date>,
}

impl Counted {
    /// A case that has not counted yet.
    pub fn new(commitment: Id, case: Id) -> Self {
        Self {
            commitment,
            case,
            spans: Vec::new(),
        }
    }

    /// What it adds now.
    pub fn standing(&self) -> Option<&Share> {
        let last = self.spans.last()?;
        last.withdrawn_on.is_none().then_some(&last.share)
    }

    /// The same with what it adds from today on; none where that is what it adds already.
    pub fn moved(&self, share: Option<&Share>, today: Date) -> Option<Self> {
        if self.standing() == share {
            return None;
        }
        let mut next = self.clone();
        if let Some(last) = next.spans.last_mut() {
            last.withdrawn_on.get_or_insert(today);
        }
        next.spans.extend(share.map(|share| Span {
            share: share.clone(),
            known_on: today,
            withdrawn_on: None,
        }));
        Some(next)
    }
}
