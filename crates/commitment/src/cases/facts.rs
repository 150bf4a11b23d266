//! Counted cases as dated facts, which is all that a light looks at.

use super::{CaseTotal, Counted, Span};
use crate::quantity::in_base_unit;
use crate::{Commitment, Total};
use figure::Decimal;
use jiff::civil::Date;
use light::{Fact, FactKind, MeasuredBy};
use std::collections::BTreeMap;

/// Cases that counted alike in the same time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFact {
    /// What each added, and when.
    pub span: Span,
    /// How many.
    pub cases: u64,
}

/// All that ever counted for one commitment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFacts(Vec<CaseFact>);

impl CaseFacts {
    /// Of groups as stored.
    pub fn new(groups: Vec<CaseFact>) -> Self {
        Self(groups)
    }

    /// The same after a case counts otherwise.
    pub fn replace(&mut self, before: Option<&Counted>, after: &Counted) {
        for span in before.iter().flat_map(|counted| &counted.spans) {
            if let Some(group) = self.0.iter_mut().find(|group| group.span == *span) {
                group.cases = group.cases.saturating_sub(1);
            }
        }
        let added = after.spans.iter().map(|span| CaseFact {
            span: span.clone(),
            cases: 1,
        });
        self.0.extend(added);
        self.0.retain(|group| group.cases > 0);
    }

    /// How many cases stand on a day.
    pub fn cases(&self, on: Date) -> u64 {
        let standing = self.0.iter().filter(|group| stands(&group.span, on));
        standing.map(|group| group.cases).sum()
    }

    /// The exact total of a day in the target's unit.
    pub fn total(&self, commitment: &Commitment, on: Date) -> Total {
        let facts = self.facts(commitment);
        let amounts = facts.iter().filter(|fact| fact.stands(on));
        let value = amounts.fold(Decimal::ZERO, |sum, fact| match fact.kind {
            FactKind::Amount(value) => sum.checked_add(value).unwrap_or(sum),
            _ => sum,
        });
        Total {
            value,
            unit: unit_of(commitment).to_owned(),
        }
    }

    /// As dated facts; none for a commitment that is not measured by cases.
    pub(crate) fn facts(&self, commitment: &Commitment) -> Vec<Fact> {
        if commitment.measured_by != MeasuredBy::Cases {
            return Vec::new();
        }
        match commitment.cases.as_ref().map(|measure| &measure.total) {
            None => Vec::new(),
            Some(CaseTotal::Count) => {
                let number = |group: &CaseFact| fact(&group.span, Decimal::from(group.cases));
                self.0.iter().map(number).collect()
            }
            Some(CaseTotal::Sum { unit, .. }) => {
                let summed = |group: &CaseFact| {
                    let each = in_base_unit(group.span.share.amount?, unit, unit_of(commitment));
                    let amount = each.ok()?.checked_mul(Decimal::from(group.cases))?;
                    Some(fact(&group.span, amount))
                };
                self.0.iter().filter_map(summed).collect()
            }
            Some(CaseTotal::Places { .. }) => self.places(),
        }
    }

    /// One fact for each place and time: it counts once as long as one of its cases stands.
    fn places(&self) -> Vec<Fact> {
        let mut by_place: BTreeMap<&str, Vec<&Span>> = BTreeMap::new();
        for group in &self.0 {
            if let Some(place) = &group.span.share.place {
                by_place.entry(place).or_default().push(&group.span);
            }
        }
        let mut facts = Vec::new();
        for mut spans in by_place.into_values() {
            spans.sort_by_key(|span| (span.known_on, span.withdrawn_on.unwrap_or(Date::MAX)));
            let mut until = Date::MIN;
            for span in spans {
                let from = span.known_on.max(until);
                if span.withdrawn_on.is_some_and(|day| day <= from) || until == Date::MAX {
                    continue;
                }
                let alone = Span {
                    known_on: from,
                    ..span.clone()
                };
                facts.push(fact(&alone, Decimal::ONE));
                until = span.withdrawn_on.unwrap_or(Date::MAX);
            }
        }
        facts
    }
}

fn stands(span: &Span, on: Date) -> bool {
    span.known_on <= on && span.withdrawn_on.is_none_or(|day| on < day)
}

/// The case itself, verified by somebody else, is its evidence.
fn fact(span: &Span, amount: Decimal) -> Fact {
    Fact {
        kind: FactKind::Amount(amount),
        date: span.share.date,
        known_on: span.known_on,
        withdrawn_on: span.withdrawn_on,
        verified: true,
        evidence: 1,
    }
}

fn unit_of(commitment: &Commitment) -> &str {
    let target = commitment.target.as_ref();
    target.map_or("", |target| target.unit.as_str())
}
