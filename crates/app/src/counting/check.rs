//! Every total beside a recount of the cases themselves.

use super::append::moved;
use super::catch_up::{candidates, counted, each_page, standing_now};
use super::register::is_counted;
use super::seen::seen;
use crate::{App, Result, kinds};
use commitment::Commitment;
use serde::Serialize;
use std::sync::Mutex;
use store::Loaded;

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CountCheck {
    /// Commitments measured by cases.
    pub commitments: usize,
    /// Cases that count for them.
    pub cases: u64,
    /// Cases that count where they should not, or not where they should.
    pub mismatches: Vec<CountMismatch>,
}

/// A case that is counted otherwise than it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountMismatch {
    /// The commitment.
    pub commitment: String,
    /// Its number in the report.
    pub no: u32,
    /// The case.
    pub case: String,
    /// Whether it counts.
    pub counts: bool,
}

/// Counts the cases of every commitment measured by cases anew from the cases themselves and compares
/// with what is kept; writes nothing. The register must name each of them.
pub async fn check(app: &App) -> Result<CountCheck> {
    let mut found = CountCheck::default();
    let register = super::Register::load(app).await?;
    for id in crate::lights::issued(app).await? {
        let c: Loaded<Commitment> = app
            .load(kinds::COMMITMENT, &id, ("这条任务", "commitment"))
            .await?;
        let c = c.state;
        let Some(measure) = c.cases.as_ref().filter(|_| is_counted(&c)) else {
            continue;
        };
        found.commitments += 1;
        found.cases += super::facts_of_one(app, &c).await?.cases.cases(app.today());
        let wrong = Mutex::new(vec![]);
        for filter in [candidates(measure), standing_now(app, &c.id)] {
            each_page(app, &filter, |cases| {
                let (c, wrong) = (&c, &wrong);
                async move {
                    let known = counted(app, &c.id, &cases).await?;
                    let differs = cases.iter().filter_map(|case| {
                        let (id, known) = (&case.state.id, known.get(&case.state.id));
                        moved(app, c, id, known, seen(&case.state).as_ref())?;
                        Some(CountMismatch {
                            commitment: c.id.clone(),
                            no: c.no,
                            case: id.clone(),
                            counts: known.is_some_and(|k| k.state.standing().is_some()),
                        })
                    });
                    wrong
                        .lock()
                        .unwrap_or_else(|e| e.into_inner())
                        .extend(differs);
                    Ok(())
                }
            })
            .await?;
        }
        if !register.commitments().contains(&c.id) {
            found.mismatches.push(CountMismatch {
                commitment: c.id.clone(),
                no: c.no,
                case: String::new(),
                counts: false,
            });
        }
        found
            .mismatches
            .extend(wrong.into_inner().unwrap_or_else(|e| e.into_inner()));
    }
    found.mismatches.dedup();
    Ok(found)
}
