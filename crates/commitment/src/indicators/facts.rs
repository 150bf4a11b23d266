//! What a series said, as dated facts, which is all that a light looks at.

use crate::{Commitment, MeasuredBy};
use figure::{Decimal, Period};
use jiff::civil::Date;
use light::{Fact, FactKind, PartnerReading};

/// What a series says of one period, and from when until when it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorFact {
    /// The period.
    pub period: Period,
    /// In the target's unit.
    pub value: Decimal,
    /// The last day of the period.
    pub date: Date,
    /// The day it was confirmed, or released where that is later.
    pub known_on: Date,
    /// The day from which a revision took its place.
    pub withdrawn_on: Option<Date>,
}

impl IndicatorFact {
    /// Whether it stands at the end of a day.
    pub fn stands(&self, on: Date) -> bool {
        let kept = self.withdrawn_on.is_none_or(|day| on < day);
        self.date <= on && self.known_on <= on && kept
    }
}

/// All that the series of one commitment ever said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndicatorFacts {
    own: Vec<IndicatorFact>,
    partner: Vec<IndicatorFact>,
}

impl IndicatorFacts {
    /// Of these; periods that end before the commitment's first day or after its last are none of its.
    pub fn new(
        commitment: &Commitment,
        own: impl IntoIterator<Item = IndicatorFact>,
        partner: impl IntoIterator<Item = IndicatorFact>,
    ) -> Self {
        let last = commitment.deadline.unwrap_or(Date::MAX);
        let inside = |fact: &IndicatorFact| commitment.start <= fact.date && fact.date <= last;
        Self {
            own: own.into_iter().filter(inside).collect(),
            partner: partner.into_iter().filter(inside).collect(),
        }
    }

    /// Those that stand at the end of a day, by rising period.
    pub fn standing(&self, on: Date) -> Vec<&IndicatorFact> {
        let mut standing: Vec<&IndicatorFact> = self.own.iter().filter(|f| f.stands(on)).collect();
        standing.sort_by_key(|fact| fact.date);
        standing
    }

    /// Those of the series it is to move with.
    pub fn partner_standing(&self, on: Date) -> Vec<&IndicatorFact> {
        let mut standing: Vec<&IndicatorFact> =
            self.partner.iter().filter(|f| f.stands(on)).collect();
        standing.sort_by_key(|fact| fact.date);
        standing
    }

    /// Whether something becomes known within these days, both of them included.
    pub fn moves_within(&self, from: Date, to: Date) -> bool {
        let inside = |day: Date| from <= day && day <= to;
        let mut all = self.own.iter().chain(&self.partner);
        all.any(|fact| inside(fact.known_on) || fact.withdrawn_on.is_some_and(inside))
    }

    /// The values of the series it is to move with, as the light compares them.
    pub fn partner(&self) -> Vec<PartnerReading> {
        self.partner.iter().map(reading).collect()
    }

    /// Its own values, as the light of a commitment that is to move with them compares them.
    pub fn readings(&self) -> Vec<PartnerReading> {
        self.own.iter().map(reading).collect()
    }

    /// As dated facts; none for a commitment that is not measured by a series.
    pub(crate) fn facts(&self, commitment: &Commitment) -> Vec<Fact> {
        if commitment.measured_by != MeasuredBy::Indicators {
            return Vec::new();
        }
        let fact = |said: &IndicatorFact| Fact {
            kind: FactKind::Reading(said.value),
            date: said.date,
            known_on: said.known_on,
            withdrawn_on: said.withdrawn_on,
            verified: true,
            evidence: 1,
        };
        self.own.iter().map(fact).collect()
    }
}

fn reading(fact: &IndicatorFact) -> PartnerReading {
    PartnerReading {
        date: fact.date,
        known_on: fact.known_on,
        value: fact.value,
        withdrawn_on: fact.withdrawn_on,
    }
}
