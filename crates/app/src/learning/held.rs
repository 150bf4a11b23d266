//! The models in force, kept in memory until another is put in force.

use super::guess::{Judgement, judge};
use super::state::{HEAD, HeadState, ModelState, model_id};
use crate::{App, AppError, Kind, Result, kinds};
use learn::Model;
use std::sync::{Arc, Mutex};
use store::Loaded;
use store::proposal::Wanting;

/// What is in memory: the models last read, and how far the worker came.
#[derive(Default)]
pub(crate) struct Models {
    read: Mutex<Option<Arc<Held>>>,
    pub(super) until: Mutex<Option<Wanting>>,
}

/// One version, ready to judge.
pub(crate) struct Held {
    pub version: u32,
    pub own_threshold: u32,
    pub matters: Model,
    pub units: Option<Model>,
}

impl Held {
    pub fn judge(&self, text: &str, place: &str) -> Option<Judgement> {
        judge(&self.matters, self.units.as_ref(), text, place)
    }
}

/// What is in force now: the head's settings, and the model they name.
#[derive(Clone)]
pub(crate) struct InForce {
    pub head: Option<Loaded<HeadState>>,
    pub model: Option<Arc<Held>>,
}

impl InForce {
    /// From which probability on answers are sure.
    pub fn threshold(&self) -> u32 {
        let chosen = self.head.as_ref().and_then(|head| head.state.threshold);
        let own = self.model.as_ref().map_or(1_001, |m| m.own_threshold);
        chosen.unwrap_or(own)
    }

    pub fn automatic(&self) -> bool {
        self.head.as_ref().is_some_and(|head| head.state.automatic)
    }
}

/// The settings alone; none before anybody or anything set one.
pub(super) async fn head(app: &App) -> Result<Option<Loaded<HeadState>>> {
    let (store, here) = (app.store(), app.district());
    Ok(store.load(here, kinds::LEARNING, HEAD).await?)
}

/// One query; three more after another model was put in force.
pub(crate) async fn in_force(app: &App) -> Result<InForce> {
    let head = head(app).await?;
    let current = head.as_ref().and_then(|head| head.state.current);
    let model = match current {
        Some(version) => Some(of_version(app, version).await?),
        None => None,
    };
    Ok(InForce { head, model })
}

async fn of_version(app: &App, version: u32) -> Result<Arc<Held>> {
    let models = app.learned();
    let held = models.read.lock().ok().and_then(|held| held.clone());
    if let Some(held) = held.filter(|held| held.version == version) {
        return Ok(held);
    }
    let held = Arc::new(read(app, version).await?);
    if let Ok(mut kept) = models.read.lock() {
        *kept = Some(held.clone());
    }
    Ok(held)
}

/// Reads a version from the store.
pub(super) async fn read(app: &App, version: u32) -> Result<Held> {
    let state: Loaded<ModelState> = app
        .load(
            kinds::LEARNT_MODEL,
            &model_id(version),
            ("这一版模型", "model"),
        )
        .await?;
    let matters = model(app, &state.state.matter_digest).await?;
    let units = match &state.state.unit_digest {
        Some(digest) => Some(model(app, digest).await?),
        None => None,
    };
    Ok(Held {
        version,
        own_threshold: state.state.threshold,
        matters,
        units,
    })
}

async fn model(app: &App, digest: &str) -> Result<Model> {
    let blob = app.store().blob(app.district(), digest).await?;
    let broken = |why: String| {
        AppError::new(
            Kind::Unavailable,
            "learning.model_unreadable",
            "模型文件无法读取",
            "The model cannot be read",
        )
        .with_detail(why)
    };
    let blob = blob.ok_or_else(|| broken(format!("no file {digest}")))?;
    Model::from_bytes(&blob.bytes).map_err(|error| broken(error.to_string()))
}
