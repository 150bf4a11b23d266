//! The illustrative indicators: each value comes in on its day from the unit it belongs to and is confirmed
//! by the office; what lies before the first day comes in on it.

use crate::clock::FixedClock;
use crate::indicator::{CellEntry, EnterCmd, confirm_many, enter_many, mark_break, show, waiting};
use crate::person::{actor_of, find};
use crate::{Actor, App, Result, ids};
use indicator::definition::MarkBreak;
use jiff::SignedDuration;
use jiff::civil::Date;
use org::Role;
use profile::{Demo, DemoIndicator, DemoIndicatorStep};
use std::collections::{BTreeMap, BTreeSet};

/// Plays the indicators day by day.
pub(super) struct Player {
    steps: Vec<DemoIndicator>,
    /// How many of `steps` were played.
    played: usize,
    people: Vec<Actor>,
    /// Code and period of what is left for somebody else to confirm.
    kept: BTreeSet<(String, String)>,
    /// Source unit by code.
    sources: BTreeMap<String, String>,
}

impl Player {
    pub(super) async fn new(app: &App, demo: &Demo) -> Result<Self> {
        let mut people = vec![];
        for one in &app.profile().demo_people {
            if let Some(person) = find(app, one.person.id.as_str()).await? {
                people.push(actor_of(app, &person.state));
            }
        }
        let profile = app.profile();
        let sources = profile.indicators.definitions.iter().map(|d| {
            let terms = &d.terms;
            (terms.code.clone(), terms.source_unit.clone())
        });
        Ok(Self {
            steps: demo.indicators.clone(),
            played: 0,
            people,
            kept: BTreeSet::new(),
            sources: sources.collect(),
        })
    }

    /// What happens on one day.
    pub(super) async fn day(&mut self, app: &App, clock: &FixedClock, day: Date) -> Result<()> {
        let rest = &self.steps[self.played..];
        let due: Vec<DemoIndicator> = rest.iter().take_while(|s| s.day <= day).cloned().collect();
        if due.is_empty() {
            return Ok(());
        }
        self.played += due.len();
        clock.set(app.now() + SignedDuration::from_mins(1));
        for (unit, cmds) in self.by_source(&due) {
            if let Some(clerk) = self.of_unit(&unit) {
                enter_many(app, clerk, cmds, (None, vec![])).await?;
            }
        }
        clock.set(app.now() + SignedDuration::from_mins(1));
        self.decide(app, &due).await
    }

    /// Values by the unit they come from.
    fn by_source(&mut self, due: &[DemoIndicator]) -> BTreeMap<String, Vec<(String, EnterCmd)>> {
        let mut all: BTreeMap<String, Vec<(String, EnterCmd)>> = BTreeMap::new();
        for one in due {
            let DemoIndicatorStep::Value {
                period,
                value,
                growth,
                base,
                stage,
                confirmed,
            } = &one.step
            else {
                continue;
            };
            let Some(unit) = self.sources.get(&one.code) else {
                continue;
            };
            if !confirmed {
                self.kept.insert((one.code.clone(), period.to_chinese()));
            }
            let cmd = EnterCmd {
                period: *period,
                value: *value,
                unit: None,
                published_growth: *growth,
                comparable_base: *base,
                contributors: None,
                stage: *stage,
                source: one.source.clone(),
                file: None,
                note: one.note.clone(),
                answers: BTreeMap::new(),
            };
            let of_unit = all.entry(unit.clone()).or_default();
            of_unit.push((one.code.clone(), cmd));
        }
        all
    }

    /// The office confirms what came in and marks breaks.
    async fn decide(&self, app: &App, due: &[DemoIndicator]) -> Result<()> {
        let Some(office) = self
            .people
            .iter()
            .find(|p| p.roles.contains(Role::DistrictOffice))
        else {
            return Ok(());
        };
        let waits = waiting(app, office).await?;
        let entries: Vec<CellEntry> = waits
            .entries
            .into_iter()
            .filter(|w| !self.kept.contains(&(w.code.clone(), w.period_zh.clone())))
            .map(|w| w.entry)
            .collect();
        if !entries.is_empty() {
            confirm_many(app, office, &entries).await?;
        }
        for one in due {
            if let DemoIndicatorStep::Break { from, kind } = &one.step {
                let version = show(app, office, &one.code, None).await?.version;
                let cmd = MarkBreak {
                    new_id: ids::new_id(),
                    from: *from,
                    place: None,
                    kind: *kind,
                    note: one.note.clone(),
                };
                mark_break(app, office, (&one.code, version), cmd).await?;
            }
        }
        Ok(())
    }

    fn of_unit(&self, unit: &str) -> Option<&Actor> {
        let of_unit = |p: &&Actor| p.unit.as_str() == unit;
        let clerk = |p: &&Actor| p.roles.contains(Role::DepartmentClerk);
        self.people.iter().filter(of_unit).find(clerk)
    }
}
