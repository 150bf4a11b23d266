//! The list as it is now, kept in memory as long as the journal says nothing newer.

use super::state::{HEAD, HeadState, MatterState};
use crate::{App, Result, kinds};
use duty::{
    Blocked, Catalogue, Dispatch, DutyList, MATTERS_MAX, Matter, MatterCode, PastCount, Proposal,
    Suggestion,
};
use jiff::civil::Date;
use org::{OfficialCode, UnitCode};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use store::Loaded;

/// The last list read, with the head's sequence it was read at.
#[derive(Default)]
pub(crate) struct Cache(Mutex<Option<Arc<Read>>>);

/// A list as read: the whole of it, and the version of each matter.
pub(crate) struct Read {
    pub head: i64,
    pub list: DutyList,
    pub versions: BTreeMap<MatterCode, i64>,
}

/// The duty list on a day. Cheap to clone.
#[derive(Clone)]
pub struct InForce {
    read: Arc<Read>,
    day: Date,
}

/// The duty list in force on a day, for dispatch code: one small query when nothing changed.
pub async fn in_force(app: &App, day: Date) -> Result<InForce> {
    Ok(InForce {
        read: current(app).await?,
        day,
    })
}

/// The list on a day as last read, for words alone; none before it was read at all.
pub(crate) fn held(app: &App, day: Date) -> Option<InForce> {
    let read = app.duties().0.lock().ok().and_then(|held| held.clone())?;
    Some(InForce { read, day })
}

/// The list with its versions; read again only after a change.
pub(crate) async fn current(app: &App) -> Result<Arc<Read>> {
    let head: Option<Loaded<HeadState>> = app
        .store()
        .load(app.district(), kinds::DUTY_LIST, HEAD)
        .await?;
    let seq = head.map_or(0, |head| head.seq);
    let held = app.duties().0.lock().ok().and_then(|held| held.clone());
    if let Some(held) = held.filter(|held| held.head == seq) {
        return Ok(held);
    }
    let read = Arc::new(read(app, seq).await?);
    if let Ok(mut held) = app.duties().0.lock() {
        *held = Some(read.clone());
    }
    Ok(read)
}

async fn read(app: &App, head: i64) -> Result<Read> {
    let limit = i64::try_from(MATTERS_MAX).unwrap_or(i64::MAX);
    let stored: Vec<Loaded<MatterState>> = app
        .store()
        .all_of(app.district(), kinds::MATTER, limit)
        .await?;
    let versions = stored
        .iter()
        .filter_map(|m| Some((MatterCode::parse(&m.subject.id).ok()?, m.seq)))
        .collect();
    let (mut matters, mut entries) = (vec![], vec![]);
    for matter in stored {
        matters.extend(matter.state.versions);
        entries.extend(matter.state.entries);
    }
    let catalogue = Catalogue::new(matters);
    let list = DutyList::new(catalogue, entries, &app.profile().directory);
    Ok(Read {
        head,
        list,
        versions,
    })
}

impl InForce {
    /// The whole list, for other days.
    pub fn list(&self) -> &DutyList {
        &self.read.list
    }
    /// The day asked for.
    pub fn day(&self) -> Date {
        self.day
    }
    /// A matter in force.
    pub fn matter(&self, code: &MatterCode) -> Option<&Matter> {
        self.list().catalogue().get(code, self.day)
    }
    /// The matters that a text seems to be about; see [`Catalogue::suggest`].
    pub fn suggest(&self, text: &str) -> Vec<Suggestion> {
        self.list().catalogue().suggest(text, self.day)
    }
    /// What the list says about a matter at an area; see [`DutyList::entries`].
    pub fn entries(
        &self,
        matter: &MatterCode,
        area: Option<&OfficialCode>,
    ) -> Vec<duty::InForce<'_>> {
        self.list().entries(matter, area, self.day)
    }
    /// May it be dispatched so? See [`DutyList::check_dispatch`].
    pub fn check_dispatch(
        &self,
        unit: &UnitCode,
        matter: &MatterCode,
        area: Option<&OfficialCode>,
    ) -> std::result::Result<Dispatch<'_>, Blocked<'_>> {
        self.list().check_dispatch(unit, matter, area, self.day)
    }
    /// To whom it could go, ranked with reasons; see [`DutyList::propose`].
    pub fn propose(
        &self,
        matter: &MatterCode,
        area: Option<&OfficialCode>,
        past: &[PastCount],
    ) -> Vec<Proposal> {
        self.list().propose(matter, area, self.day, past)
    }
}
