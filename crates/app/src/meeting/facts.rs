//! What the agenda is made from, and how the thing of an item stands: series behind their target, red lights of
//! commitments and projects, blockers. As anybody who lists them may see them.

use crate::indicator::{Gaps, gaps};
use crate::lights::LightState;
use crate::{App, Result, kinds};
use commitment::Commitment;
use jiff::civil::Date;
use light::Colour;
use meeting::{Candidate, Item, Measure, Origin, Reading, Source};
use project::Project;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::{Filter, Loaded};

/// Facts of a day.
pub(super) struct Facts {
    pub gaps: Gaps,
    projects: Arc<crate::project::Held>,
    lights: BTreeMap<String, LightState>,
    reds: Vec<Commitment>,
    on: Date,
    app: App,
}

/// Reads them for today, with the lights of commitments that items are about: six queries.
pub(super) async fn facts(app: &App, items: &[Item]) -> Result<Facts> {
    let red = Filter {
        statuses: vec!["issued".into()],
        colours: vec!["red".into()],
        ..Filter::default()
    };
    let (store, district) = (app.store(), app.district());
    let briefs = store.ledger_brief(district, &red).await?;
    let judged = briefs.iter().filter(|b| b.kind != "principle");
    let red: Vec<String> = judged
        .map(|b| b.id.clone())
        .take(meeting::LINES_MAX)
        .collect();
    let mut ids: BTreeSet<String> = red.iter().cloned().collect();
    let of_items = items.iter().map(|i| &i.source);
    let of_items = of_items.filter(|s| s.origin == Origin::Commitment);
    ids.extend(of_items.map(|s| s.id.clone()).take(meeting::LINES_MAX));
    let ids: Vec<String> = ids.into_iter().collect();
    let (mut lights, mut reds) = (BTreeMap::new(), vec![]);
    for ids in ids.chunks(store::MAX_LOAD) {
        let read: Vec<Loaded<LightState>> = store.load_many(district, kinds::LIGHT, ids).await?;
        lights.extend(read.into_iter().map(|l| (l.subject.id, l.state)));
    }
    for ids in red.chunks(store::MAX_LOAD) {
        let read: Vec<Loaded<Commitment>> =
            store.load_many(district, kinds::COMMITMENT, ids).await?;
        reds.extend(read.into_iter().map(|c| c.state));
    }
    reds.sort_by_key(|c: &Commitment| (c.deadline, c.no));
    Ok(Facts {
        gaps: gaps(app, app.today()).await?,
        projects: crate::project::held(app).await?,
        lights,
        reds,
        on: app.today(),
        app: app.clone(),
    })
}

impl Facts {
    /// Everything that wants an owner: series, commitments, projects, blockers.
    pub fn candidates(&self) -> Vec<Candidate> {
        let mut all = self.gaps.behind();
        all.extend(self.reds.iter().filter_map(|c| self.red_commitment(c)));
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
                let light = self.lights.get(&source.id)?;
                Some(Reading::Light {
                    colour: light.light.colour,
                })
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

    fn red_commitment(&self, c: &Commitment) -> Option<Candidate> {
        let light = &self.lights.get(&c.id)?.light;
        Some(Candidate {
            source: source(Origin::Commitment, &c.id, 0),
            title: format!("{}. {}", c.no, c.title),
            why_zh: light.reason.zh(),
            why_en: light.reason.en(),
            measure: red(),
            unit: c.lead.clone(),
        })
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
