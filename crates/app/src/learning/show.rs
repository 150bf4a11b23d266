//! The page of learning: what proposes now, its curve, versions, what became of proposals, drift.

use super::held::head;
use super::offer::name;
use super::state::{CurvePoint, MatterScore, ModelState, Rule, model_id};
use super::sums::{Mix, Sums, mix};
use super::{Score, TRAIN_MIN};
use crate::district::unit_name;
use crate::{Actor, App, Result, kinds};
use jiff::{SignedDuration, Timestamp, ToSpan};
use org::{Action, Resource};
use serde::Serialize;
use std::collections::BTreeMap;
use store::Loaded;
use store::case::{CaseDimension, CaseFilter};

/// Months of proposals shown, this one counted.
const MONTHS: i32 = 12;
/// The mix of matters is taken from the cases of so many days.
const MIX_DAYS: i64 = 30;
/// Versions shown.
const VERSIONS_MAX: u32 = 20;

/// A version of the model.
#[derive(Debug, Clone, Serialize)]
pub struct ModelView {
    /// Its number.
    pub version: u32,
    /// When it was made.
    pub made_at: Timestamp,
    /// `cases`, or `file` with cases beside.
    pub source: String,
    /// Whether it proposes now.
    pub current: bool,
    /// SM3 of its files.
    pub digests: Vec<String>,
    /// Their size in bytes.
    pub bytes: u64,
    /// Earliest and latest report among the messages.
    pub window: Option<(Timestamp, Timestamp)>,
    /// Messages learnt from.
    pub learnt: u32,
    /// Messages held back.
    pub held: u32,
    /// Its own threshold in thousandths; above a thousand where nothing was sure enough.
    pub threshold: u32,
    /// The accuracy that threshold was chosen for, in thousandths.
    pub target: u32,
    /// Coverage and accuracy on parts that were not learnt from.
    pub curve: Vec<CurvePoint>,
    /// On the messages held back.
    pub score: Score,
    /// The version in force then, on the same.
    pub before: Option<(u32, Score)>,
    /// The phrases of the duty list, on the same.
    pub phrases: Score,
    /// By matter, with names, on the messages held back.
    pub matters: Vec<(String, MatterScore)>,
    /// Why it was put in force, or not.
    pub rule: Rule,
}

/// The latest training.
#[derive(Debug, Clone, Serialize)]
pub struct Training {
    /// `queued`, `running`, `done` or `failed`.
    pub status: String,
    /// `segment` or `fit`.
    pub stage: Option<String>,
    /// Done and total of that stage.
    pub progress: Option<(u64, u64)>,
    /// What went wrong.
    pub error: Option<String>,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct Board {
    /// The sequence to hand back when changing something.
    pub version: i64,
    /// The version that proposes; none: the phrases of the duty list.
    pub current: Option<ModelView>,
    /// The threshold in force, in thousandths.
    pub threshold: u32,
    /// Whether a person chose it.
    pub chosen: bool,
    /// Whether the platform dispatches by itself where it may.
    pub automatic: bool,
    /// The latest versions, the last first.
    pub versions: Vec<ModelView>,
    /// Proposals of the last twelve months and what became of them.
    pub sums: Sums,
    /// Half the sum of all moves between the mix learnt from and that of thirty days, in thousandths.
    pub moved: Option<u32>,
    /// The matters whose share moved most.
    pub mix: Vec<Mix>,
    /// The latest training.
    pub training: Option<Training>,
    /// Confirmed messages needed before anything is learnt.
    pub train_min: usize,
    /// The viewer may change something.
    pub may_edit: bool,
    /// The viewer may bring a labelled file.
    pub may_import: bool,
}

/// Shows the page: six queries at most, beside the duty list. Errors: `auth.forbidden`.
pub async fn show(app: &App, actor: &Actor) -> Result<Board> {
    app.require(actor, Action::View, Resource::Learning, &[])?;
    let stored = head(app).await?;
    let seq = stored.as_ref().map_or(0, |h| h.seq);
    let head = stored.map(|h| h.state).unwrap_or_default();
    let duties = crate::duty::in_force(app, app.today()).await?;
    let named = |code: &str| name(&duties, code);
    let models = models(app, head.last, head.current).await?;
    let view = |model: &ModelState| view(model, head.current, named);
    let current = models.iter().find(|m| Some(m.version) == head.current);
    let own = current.map(|model| model.threshold);
    let first = app.today().saturating_sub((MONTHS - 1).months());
    let month = format!("{}-{:02}", first.year(), first.month());
    let groups = app.store().proposal_sums(app.district(), &month).await?;
    let profile = app.profile();
    let sums = Sums::of(&groups, named, |code| unit_name(&profile, code));
    let (moved, mix) = match current {
        Some(model) => mix(&model.mix, &recent(app).await?, named),
        None => (None, vec![]),
    };
    let may = |action| app.may(actor, action, Resource::Learning, &[]);
    Ok(Board {
        version: seq,
        current: current.map(view),
        threshold: head.threshold.or(own).unwrap_or(1_001),
        chosen: head.threshold.is_some(),
        automatic: head.automatic,
        versions: models.iter().rev().map(view).collect(),
        sums,
        moved,
        mix,
        training: training(app, head.job.as_deref()).await?,
        train_min: TRAIN_MIN,
        may_edit: may(Action::Edit),
        may_import: may(Action::Import),
    })
}

/// One version. Errors: `auth.forbidden`, `not_found`.
pub async fn version(app: &App, actor: &Actor, number: u32) -> Result<ModelView> {
    app.require(actor, Action::View, Resource::Learning, &[])?;
    let names = ("这一版模型", "model");
    let model: Loaded<ModelState> = app
        .load(kinds::LEARNT_MODEL, &model_id(number), names)
        .await?;
    let current = head(app).await?.and_then(|h| h.state.current);
    let duties = crate::duty::in_force(app, app.today()).await?;
    Ok(view(&model.state, current, |code| name(&duties, code)))
}

/// The latest versions, ascending, with the one in force: one query.
async fn models(app: &App, last: u32, current: Option<u32>) -> Result<Vec<ModelState>> {
    let from = last.saturating_sub(VERSIONS_MAX - 1).max(1);
    let mut wanted: Vec<u32> = (from..=last).collect();
    wanted.extend(current.filter(|v| *v < from));
    wanted.sort_unstable();
    let ids: Vec<String> = wanted.into_iter().map(model_id).collect();
    let found: Vec<Loaded<ModelState>> = app
        .store()
        .load_many(app.district(), kinds::LEARNT_MODEL, &ids)
        .await?;
    Ok(found.into_iter().map(|m| m.state).collect())
}

fn view(model: &ModelState, current: Option<u32>, named: impl Fn(&str) -> String) -> ModelView {
    let digests = std::iter::once(&model.matter_digest).chain(&model.unit_digest);
    let matters = model.matters.iter();
    ModelView {
        version: model.version,
        made_at: model.made_at,
        source: model.source.clone(),
        current: current == Some(model.version),
        digests: digests.cloned().collect(),
        bytes: model.bytes,
        window: model.from.zip(model.to),
        learnt: model.learnt,
        held: model.held,
        threshold: model.threshold,
        target: model.target,
        curve: model.curve.clone(),
        score: model.score,
        before: model.before,
        phrases: model.phrases,
        matters: matters.map(|m| (named(&m.matter), m.clone())).collect(),
        rule: model.rule.clone(),
    }
}

/// How many cases of each matter were reported in the last days.
async fn recent(app: &App) -> Result<BTreeMap<String, u32>> {
    let since = app.now() - SignedDuration::from_hours(24 * MIX_DAYS);
    let filter = CaseFilter {
        reported_from: Some(since.as_millisecond()),
        ..CaseFilter::default()
    };
    let by = CaseDimension::Matter;
    let counts = app.store().case_tally(app.district(), &filter, by).await?;
    let counts = counts.into_iter().filter(|(code, _)| !code.is_empty());
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(counts.map(|(code, n)| (code, count(n))).collect())
}

async fn training(app: &App, job: Option<&str>) -> Result<Option<Training>> {
    let Some(id) = job else { return Ok(None) };
    let found = app.store().job(app.district(), id).await?;
    Ok(found.map(|job| {
        let told = job.progress.as_deref();
        let told: Option<serde_json::Value> = told.and_then(|t| serde_json::from_str(t).ok());
        let number = |name: &str| told.as_ref().and_then(|t| t[name].as_u64());
        Training {
            status: job.status,
            stage: told
                .as_ref()
                .and_then(|t| Some(t["stage"].as_str()?.to_owned())),
            progress: number("done").zip(number("total")),
            error: job.error,
        }
    }))
}
