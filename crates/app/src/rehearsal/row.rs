//! What one case came to, and how that is counted and kept.

use super::ROWS_MAX;
use super::state::{Counts, UnitCounts};
use store::rehearsal::Rehearsed;

/// A case, commitment or supervision item that was looked at.
pub(super) struct Found {
    /// `case`, `commitment`, `supervision`.
    pub kind: &'static str,
    pub id: String,
    pub number: String,
    pub reported_ms: i64,
    pub open: bool,
    pub verdict: Verdict,
}

/// What the draft makes of it.
pub(super) enum Verdict {
    /// The same.
    Same,
    /// The rule never concerned it.
    NotConcerned,
    /// Something else.
    Differs(Vec<Row>),
    /// It cannot be said.
    Unjudged(Unjudged),
}

/// Why something could not be judged.
pub(super) struct Unjudged {
    pub code: &'static str,
    pub unit: String,
    pub zh: String,
    pub en: String,
}

/// One thing that changes.
#[derive(Default)]
pub(super) struct Row {
    pub what: &'static str,
    pub about: String,
    pub unit: String,
    pub old: String,
    pub new: String,
    pub actual: String,
    pub effect: &'static str,
    pub shift_ms: i64,
    pub zh: String,
    pub en: String,
}

impl Counts {
    /// Counts what was found and gives the rows to keep.
    pub(super) fn take(&mut self, rehearsal: &str, found: Found) -> Vec<Rehearsed> {
        self.looked += 1;
        let rows = match found.verdict {
            Verdict::Same => {
                self.same += 1;
                return vec![];
            }
            Verdict::NotConcerned => {
                self.not_concerned += 1;
                return vec![];
            }
            Verdict::Differs(rows) => {
                self.changed += 1;
                rows
            }
            Verdict::Unjudged(why) => {
                self.unjudged += 1;
                *self.by_reason.entry(why.code.to_owned()).or_default() += 1;
                vec![Row {
                    what: "unjudged",
                    about: why.code.to_owned(),
                    unit: why.unit,
                    zh: why.zh,
                    en: why.en,
                    ..Row::default()
                }]
            }
        };
        let mut kept = vec![];
        for row in rows {
            self.count(&row);
            if self.rows >= ROWS_MAX {
                self.left_off += 1;
                continue;
            }
            self.rows += 1;
            kept.push(Rehearsed {
                rehearsal: rehearsal.to_owned(),
                no: self.rows,
                kind: found.kind.to_owned(),
                subject: found.id.clone(),
                number: found.number.clone(),
                reported_ms: found.reported_ms,
                open: found.open,
                what: row.what.to_owned(),
                about: row.about,
                unit: row.unit,
                old: row.old,
                new: row.new,
                actual: row.actual,
                effect: row.effect.to_owned(),
                shift_ms: row.shift_ms,
                reason_zh: row.zh,
                reason_en: row.en,
            });
        }
        kept
    }

    fn count(&mut self, row: &Row) {
        if row.what == "unjudged" {
            return;
        }
        *self.by_what.entry(row.what.to_owned()).or_default() += 1;
        if !row.effect.is_empty() {
            *self.by_effect.entry(row.effect.to_owned()).or_default() += 1;
        }
        let mut of = |unit: &str, add: fn(&mut UnitCounts)| {
            if !unit.is_empty() {
                add(self.by_unit.entry(unit.to_owned()).or_default());
            }
        };
        match row.what {
            "unit" if row.old == row.new => of(&row.unit, |_| {}),
            "unit" => {
                of(&row.old, |it| it.away += 1);
                of(&row.new, |it| it.toward += 1);
            }
            "deadline" => of(&row.unit, |it| it.deadline += 1),
            _ => of(&row.unit, |it| it.light += 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(verdict: Verdict) -> Found {
        Found {
            kind: "case",
            id: "c".into(),
            number: "N1".into(),
            reported_ms: 1,
            open: true,
            verdict,
        }
    }

    fn moved(old: &str, new: &str) -> Row {
        Row {
            what: "unit",
            unit: old.into(),
            old: old.into(),
            new: new.into(),
            ..Row::default()
        }
    }

    #[test]
    fn every_case_is_counted_once_and_every_change_by_unit() {
        let mut counts = Counts::default();
        assert!(counts.take("r", found(Verdict::Same)).is_empty());
        assert!(counts.take("r", found(Verdict::NotConcerned)).is_empty());
        let rows = counts.take("r", found(Verdict::Differs(vec![moved("a", "b")])));
        assert_eq!((rows.len(), rows[0].no), (1, 1));
        let why = Unjudged {
            code: "place_missing",
            unit: String::new(),
            zh: "缺少地点".into(),
            en: "No place".into(),
        };
        let rows = counts.take("r", found(Verdict::Unjudged(why)));
        assert_eq!((rows[0].no, rows[0].what.as_str()), (2, "unjudged"));
        let sum = counts.same + counts.not_concerned + counts.changed + counts.unjudged;
        assert_eq!((counts.looked, sum), (4, 4));
        assert_eq!(
            (counts.by_unit["a"].away, counts.by_unit["b"].toward),
            (1, 1)
        );
    }

    #[test]
    fn rows_beyond_the_limit_are_counted_all_the_same() {
        let mut counts = Counts {
            rows: ROWS_MAX,
            ..Counts::default()
        };
        assert!(
            counts
                .take("r", found(Verdict::Differs(vec![moved("a", "b")])))
                .is_empty()
        );
        assert_eq!((counts.changed, counts.left_off), (1, 1));
        assert_eq!(counts.by_what["unit"], 1);
    }
}
