//! The projects of the district, kept in memory; only what changed is read again.

use crate::{App, Result, kinds};
use project::Project;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use store::Loaded;

/// Most projects of one district.
pub(crate) const PROJECTS_MAX: usize = 5_000;

/// The projects as last read.
#[derive(Default)]
pub(crate) struct Cache(Mutex<Arc<Held>>);

/// All projects by id, each with its version.
#[derive(Default, Clone)]
pub(crate) struct Held {
    pub versions: Vec<i64>,
    pub all: Vec<Project>,
}

impl Held {
    /// The version of a project.
    pub fn version(&self, id: &str) -> Option<i64> {
        self.at(id).map(|at| self.versions[at])
    }

    pub fn get(&self, id: &str) -> Option<&Project> {
        self.at(id).map(|at| &self.all[at])
    }

    fn at(&self, id: &str) -> Option<usize> {
        self.all.binary_search_by(|p| p.id.as_str().cmp(id)).ok()
    }

    /// A project as an action loads it.
    pub fn loaded(&self, id: &str) -> Option<Loaded<Project>> {
        let at = self.at(id)?;
        Some(Loaded {
            subject: store::Subject::new(kinds::PROJECT, id),
            seq: self.versions[at],
            state: self.all[at].clone(),
        })
    }
}

/// All projects: one small query where nothing changed, one more where something did.
pub(crate) async fn held(app: &App) -> Result<Arc<Held>> {
    let limit = i64::try_from(PROJECTS_MAX).unwrap_or(i64::MAX);
    let versions = app
        .store()
        .versions_of(app.district(), kinds::PROJECT, limit)
        .await?;
    let known = app.projects().0.lock().map(|held| held.clone());
    let known = known.unwrap_or_default();
    let newer = |(id, seq): &&(String, i64)| known.version(id) != Some(*seq);
    let ids: Vec<String> = versions
        .iter()
        .filter(newer)
        .map(|(id, _)| id.clone())
        .collect();
    if ids.is_empty() && versions.len() == known.all.len() {
        return Ok(known);
    }
    let mut by_id: BTreeMap<String, (i64, Project)> = known
        .all
        .iter()
        .zip(&known.versions)
        .map(|(project, seq)| (project.id.clone(), (*seq, project.clone())))
        .collect();
    for ids in ids.chunks(store::MAX_LOAD) {
        let read: Vec<Loaded<Project>> = app
            .store()
            .load_many(app.district(), kinds::PROJECT, ids)
            .await?;
        for one in read {
            by_id.insert(one.subject.id, (one.seq, one.state));
        }
    }
    let (versions, all) = by_id.into_values().unzip();
    let fresh = Arc::new(Held { versions, all });
    if let Ok(mut held) = app.projects().0.lock() {
        *held = fresh.clone();
    }
    Ok(fresh)
}
