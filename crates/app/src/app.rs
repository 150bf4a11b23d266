//! The application: a store, a district's profile, a clock. Cheap to clone.

use crate::clock::Clock;
use crate::{Actor, AppError, Kind, Result};
use calendar::Calendar;
use jiff::{Timestamp, civil::Date};
use org::UnitCode;
use profile::Profile;
use std::path::PathBuf;
use std::sync::Arc;
use store::{Batch, Change, Committed, DistrictId, Location, Store, Write};

/// What an application is opened with.
pub struct OpenOptions {
    /// Folder of the SQLite file and, unless `key_file` says otherwise, of the key of personal data.
    pub data_dir: PathBuf,
    /// `postgres://…`, or none for SQLite in the data folder.
    pub database: Option<String>,
    /// File of the master key of personal data, or none for the data folder's own. Made at the
    /// first start.
    pub key_file: Option<PathBuf>,
    /// The district.
    pub profile: Profile,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Hash of the journal's chains.
    pub algorithm: journal::Algorithm,
}

/// The application. All actions take it first.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    rules: crate::rehearsal::Rules,
    clock: Arc<dyn Clock>,
    district: DistrictId,
    presence: crate::review::presence::Board,
    duties: crate::duty::Cache,
    learned: crate::learning::Models,
    projects: crate::project::Cache,
    indicators: crate::indicator::Cache,
    meetings: crate::meeting::Cache,
    lit: crate::lights::Lit,
    root: UnitCode,
    sealer: crate::sealing::Sealer,
    ticked: crate::case::Until,
    aliases: crate::search::Held,
    held_cases: crate::case::Held,
    channels: std::sync::OnceLock<crate::outbox::Channels>,
}

impl App {
    /// Opens the store, runs its migrations and takes the profile in.
    pub async fn open(options: OpenOptions) -> Result<Self> {
        let location = Location::parse(&options.data_dir, options.database.as_deref())?;
        let store = Store::open(&location, options.algorithm).await?;
        let root = crate::district::root(&options.profile).ok_or_else(|| {
            AppError::new(
                Kind::Unprocessable,
                "profile.no_units",
                "区划配置中没有单位",
                "The profile has no units",
            )
        })?;
        let district = DistrictId(options.profile.district.id.to_string());
        let key_file = options.key_file;
        let key_file = key_file.unwrap_or_else(|| options.data_dir.join(crate::sealing::KEY_FILE));
        let now = options.clock.now();
        let sealer = crate::sealing::Sealer::open(&store, &district, &key_file, now).await?;
        let app = Self {
            inner: Arc::new(Inner {
                store,
                district,
                sealer,
                ticked: Default::default(),
                aliases: Default::default(),
                held_cases: Default::default(),
                channels: Default::default(),
                clock: options.clock,
                presence: Default::default(),
                lit: Default::default(),
                duties: Default::default(),
                learned: Default::default(),
                projects: Default::default(),
                rules: crate::rehearsal::Rules::of(options.profile)?,
                indicators: Default::default(),
                meetings: Default::default(),
                root,
            }),
        };
        crate::rehearsal::take_up(&app).await?;
        if crate::org_units::take_in(&app).await? {
            crate::lights::judge_all(&app).await?;
        }
        crate::duty::take_in(&app).await?;
        crate::indicator::take_in(&app).await?;
        crate::lights::tick(&app).await?;
        crate::cluster::begin(&app).await?;
        Ok(app)
    }

    /// The district as data, with the rules that were published here.
    pub fn profile(&self) -> Arc<Profile> {
        self.inner.rules.profile()
    }

    pub(crate) fn rules(&self) -> &crate::rehearsal::Rules {
        &self.inner.rules
    }

    /// Now, in UTC.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// The civil day of now, in the calendar's zone.
    pub fn today(&self) -> Date {
        calendar::civil_date(self.now())
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn district(&self) -> &DistrictId {
        &self.inner.district
    }

    pub(crate) fn lit(&self) -> &crate::lights::Lit {
        &self.inner.lit
    }

    pub(crate) fn presence(&self) -> &crate::review::presence::Board {
        &self.inner.presence
    }

    pub(crate) fn duties(&self) -> &crate::duty::Cache {
        &self.inner.duties
    }

    pub(crate) fn learned(&self) -> &crate::learning::Models {
        &self.inner.learned
    }

    pub(crate) fn projects(&self) -> &crate::project::Cache {
        &self.inner.projects
    }

    pub(crate) fn indicators(&self) -> &crate::indicator::Cache {
        &self.inner.indicators
    }

    pub(crate) fn meetings(&self) -> &crate::meeting::Cache {
        &self.inner.meetings
    }

    /// Working time: the State Council's notices and the district's own.
    pub fn calendar(&self) -> Arc<Calendar> {
        self.inner.rules.calendar()
    }

    pub(crate) fn held_cases(&self) -> &crate::case::Held {
        &self.inner.held_cases
    }

    pub(crate) fn aliases(&self) -> &crate::search::Held {
        &self.inner.aliases
    }

    pub(crate) fn ticked(&self) -> &crate::case::Until {
        &self.inner.ticked
    }

    /// Says where messages go; the first word holds. Without it people are told inside the
    /// application alone.
    pub fn use_channels(&self, channels: crate::outbox::Channels) {
        let _ = self.inner.channels.set(channels);
    }

    pub(crate) fn channels(&self) -> &crate::outbox::Channels {
        static NONE: crate::outbox::Channels = crate::outbox::Channels::NONE;
        self.inner.channels.get().unwrap_or(&NONE)
    }

    pub(crate) fn sealer(&self) -> &crate::sealing::Sealer {
        &self.inner.sealer
    }

    pub(crate) fn root(&self) -> &UnitCode {
        &self.inner.root
    }

    /// True when the store answers.
    pub async fn ready(&self) -> bool {
        self.inner.store.last_pos(self.district()).await.is_ok()
    }

    /// Where a list says something else than the journal it is made of; empty when all is well.
    pub async fn projection_mismatches(&self) -> Result<Vec<String>> {
        let found = self.inner.store.rebuild_check(self.district()).await?;
        Ok(found
            .into_iter()
            .map(|m| format!("{} {}: {:?} / {:?}", m.table, m.id, m.expected, m.found))
            .collect())
    }

    /// Files that nobody names and names without a file; both empty when all is well.
    pub async fn misfiled(&self) -> Result<store::Misfiled> {
        let now_ms = self.now().as_millisecond();
        Ok(self.inner.store.misfiled(self.district(), now_ms).await?)
    }

    /// Finishes queued writes and closes the store.
    pub async fn close(&self) {
        self.inner.store.close().await;
    }

    /// Appends changes in one transaction; durable when this returns.
    pub(crate) async fn append(&self, actor: &Actor, changes: Vec<Change>) -> Result<Committed> {
        self.append_with(actor, changes, vec![], vec![]).await
    }

    /// As [`App::append`], with subjects that must not have changed and side writes.
    pub(crate) async fn append_with(
        &self,
        actor: &Actor,
        changes: Vec<Change>,
        expects: Vec<(store::Subject, i64)>,
        writes: Vec<Write>,
    ) -> Result<Committed> {
        let idempotency = crate::idempotency::take(&changes);
        let batch = Batch {
            district: self.district().clone(),
            at: self.now(),
            actor: actor.person.clone(),
            changes,
            expects,
            writes,
            idempotency,
        };
        let key = batch.idempotency.clone();
        let done = self.inner.store.commit(batch).await;
        if let (Err(store::CommitError::Conflict { .. }), Some(key)) = (&done, key) {
            crate::idempotency::give_back(key);
        }
        done.map_err(crate::idempotency::refused)
    }

    /// Loads a subject that must be there.
    pub(crate) async fn load<T: serde::de::DeserializeOwned>(
        &self,
        kind: &'static str,
        id: &str,
        names: (&'static str, &'static str),
    ) -> Result<store::Loaded<T>> {
        let found = self.inner.store.load(self.district(), kind, id).await?;
        found.ok_or_else(|| AppError::not_found(names.0, names.1))
    }
}

/// Refuses to act on anything but the version the caller saw.
pub(crate) fn same_version(expected: i64, stored: i64) -> Result<()> {
    if expected == stored {
        Ok(())
    } else {
        Err(AppError::conflict(stored))
    }
}

/// A count against a stated limit.
pub(crate) fn within(count: usize, limit: usize, what_zh: &str, what_en: &str) -> Result<()> {
    if count <= limit {
        return Ok(());
    }
    Err(AppError::new(
        Kind::TooLarge,
        "limit.exceeded",
        format!("{what_zh}共{count}，超过上限{limit}"),
        format!("{what_en}: {count}, more than the limit of {limit}"),
    ))
}
