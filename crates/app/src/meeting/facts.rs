//! What the agenda is made from, and how the thing of an item stands: series behind their target, red lights of
//! commitments and projects, blockers. As anybody who lists them may see them.

use crate::indicator::{Gaps, gaps};
use crate::ledger::Row;
use crate::report::Marks;
use crate::{App, Result};
use jiff::civil::Date;
use light::Colour;
use meeting::{Candidate, Item, Measure, Origin, Reading, Source};
use project::Project;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::Filter;

/// Facts of a day.
pub(super) struct Facts {
    pub gaps: Gaps,
    projects: Arc<crate::project::Held>,
    /// As the ledger tells them today, the first due first.
    commitments: Vec<Row>,
    red: BTreeSet<String>,
    on: Date,
    app: App,
}

/// Reads them for today, with the commitments that items are about: eight queries, one more where some
/// commitments are measured by cases or projects.
pub(super) async fn facts(app: &App, items: &[Item]) -> Result<Facts> {
    let red = Filter {
        statuses: vec!["issued".into()],
        colours: vec!["red".into()],
        ..Filter::default()
    };
    let briefs = app.store().ledger_brief(app.district(), &red).await?;
    let judged = briefs.iter().filter(|b| b.kind != "principle");
    let red: BTreeSet<String> = judged
        .map(|b| b.id.clone())
        .take(meeting::LINES_MAX)
        .collect();
    let of_items = items.iter().map(|i| &i.source);
    let of_items = of_items.filter(|s| s.origin == Origin::Commitment);
    let of_items = of_items.map(|s| s.id.clone()).take(meeting::LINES_MAX);
    let ids: BTreeSet<String> = of_items.chain(red.iter().cloned()).collect();
    let ids: Vec<String> = ids.into_iter().collect();
    let mut commitments = vec![];
    for ids in ids.chunks(store::MAX_LOAD) {
        commitments.extend(crate::ledger::rows(app, ids, &Marks::default()).await?);
    }
    commitments.sort_by_key(|c| (c.deadline, c.no));
    Ok(Facts {
        gaps: gaps(app, app.today()).await?,
        projects: crate::project::held(app).await?,
        commitments,
        red,
        on: app.today(),
        app: app.clone(),
    })
}

impl Facts {
    /// Everything that wants an owner: series, commitments, projects, blockers.
    pub fn candidates(&self) -> Vec<Candidate> {
        let mut all = self.gaps.behind();
        let red = self.commitments.iter().filter(|c| self.red.contains(&c.id));
        all.extend(red.filter_map(red_commitment));
        let known = || self.projects.all.iter();
        let known = || known().filter(|p| p.registered_on <= self.on);
        all.extend(known().filter_map(|p| self.red_project(p)));
        all.extend(known().flat_map(|p| self.blockers(p)));
        all
    }

    /// How the thing of an item stands; none where nothing is known of it.
    pub fn read(&self, source: &Source) -> Option<Reading> {
        match source.origin {
            Origin::Indicator => self.gaps.read(&source.id),
            Origin::Commitment => {
                let found = self.commitments.iter().find(|c| c.id == source.id)?;
                let colour = found.light.as_ref()?.colour;
                Some(Reading::Light { colour })
            }
            Origin::Project => {
                let project = self.projects.get(&source.id)?;
                Some(Reading::Light {
                    colour: self.lamp(project).colour,
                })
            }
            Origin::Blocker => {
                let project = self.projects.get(&source.id)?;
                let blocker = project.blockers.iter().find(|b| b.no == source.no)?;
                Some(Reading::Blocker {
                    open: blocker.closed.is_none(),
                })
            }
        }
    }

    fn lamp(&self, project: &Project) -> project::Lamp {
        crate::project::lamp(&self.app, project, self.on.year(), self.on)
    }

    fn red_project(&self, project: &Project) -> Option<Candidate> {
        let lamp = self.lamp(project);
        if lamp.colour != Colour::Red {
            return None;
        }
        let worst = lamp.findings.iter().filter(|f| f.colour == Colour::Red);
        let worst: Vec<&str> = worst.map(|f| f.zh.as_str()).collect();
        Some(Candidate {
            source: source(Origin::Project, &project.id, 0),
            title: project.name.clone(),
            why_zh: worst.join("；"),
            why_en: "The project's light is red".to_owned(),
            measure: red(),
            unit: Some(project.bureau.clone()),
        })
    }

    fn blockers<'a>(&'a self, project: &'a Project) -> impl Iterator<Item = Candidate> + 'a {
        project.open_blockers(self.on).map(|b| {
            let late = (self.on - b.due).get_days();
            let words = match late > 0 {
                true => format!("逾期{late}天"),
                false => format!("时限{}", b.due),
            };
            Candidate {
                source: source(Origin::Blocker, &project.id, b.no),
                title: format!("{}：{}", project.name, b.title),
                why_zh: format!("堵点未解决，{words}"),
                why_en: format!("The blocker is open; its day is {}", b.due),
                measure: Measure::Blocker { due: b.due },
                unit: Some(b.owner_unit.clone()),
            }
        })
    }
}

/// None where the light, told for today, is red no longer.
fn red_commitment(c: &Row) -> Option<Candidate> {
    let light = c.light.as_ref().filter(|l| l.colour == Colour::Red)?;
    Some(Candidate {
        source: source(Origin::Commitment, &c.id, 0),
        title: format!("{}. {}", c.no, c.title),
        why_zh: light.reason_zh.clone(),
        why_en: light.reason_en.clone(),
        measure: red(),
        unit: c.lead.as_ref().map(|unit| unit.code.clone()),
    })
}

fn source(origin: Origin, id: &str, no: u32) -> Source {
    Source {
        origin,
        id: id.to_owned(),
        no,
    }
}

/// Red now; wanted is that it is red no longer.
fn red() -> Measure {
    Measure::Light {
        found: Colour::Red,
        wanted: Colour::Yellow,
    }
}
