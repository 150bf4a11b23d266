//! The profile's catalogue and list, taken into the journal when a store is opened.

use super::state::{HEAD, HeadState, MatterState};
use crate::change_of::{changed, made};
use crate::{App, Result, kinds};
use duty::{MATTERS_MAX, MatterCode};
use std::collections::BTreeMap;
use store::{Change, Loaded};

/// Journals matters that are new or differ from the folder. A matter that somebody changed here
/// stays as it is; one that the folder no longer has stays too, because cases name it.
pub(crate) async fn take_in(app: &App) -> Result<()> {
    let folder = of_folder(app);
    if folder.is_empty() {
        return Ok(());
    }
    let limit = i64::try_from(MATTERS_MAX).unwrap_or(i64::MAX);
    let stored: Vec<Loaded<MatterState>> = app
        .store()
        .all_of(app.district(), kinds::MATTER, limit)
        .await?;
    let stored: BTreeMap<&str, &Loaded<MatterState>> =
        stored.iter().map(|m| (m.subject.id.as_str(), m)).collect();
    let mut changes = vec![];
    for (code, state) in &folder {
        match stored.get(code.as_str()) {
            None => changes.push(made(kinds::MATTER, code.as_str(), "matter.take_in", state)),
            Some(old) if old.state.edited => {
                if (&old.state.versions, &old.state.entries) != (&state.versions, &state.entries) {
                    tracing::info!(matter = %code, "kept as edited, though the profile differs");
                }
            }
            Some(old) if old.state != *state => {
                changes.push(changed(old, "matter.change_of_profile", None, state));
            }
            Some(_) => {}
        }
    }
    if changes.is_empty() {
        return Ok(());
    }
    tracing::info!(matters = changes.len(), "duty list taken in");
    changes.push(moved_on(app).await?);
    app.append(&app.system(), changes).await?;
    Ok(())
}

fn of_folder(app: &App) -> BTreeMap<MatterCode, MatterState> {
    let profile = app.profile();
    let mut folder: BTreeMap<MatterCode, MatterState> = BTreeMap::new();
    for matter in &profile.matters {
        let state = folder.entry(matter.code.clone()).or_insert(MatterState {
            versions: vec![],
            entries: vec![],
            edited: false,
        });
        state.versions.push(matter.clone());
        state.versions.sort_by_key(|m| m.period.valid_from);
    }
    for entry in &profile.duties {
        if let Some(state) = folder.get_mut(&entry.matter) {
            state.entries.push(entry.clone());
        }
    }
    folder
}

/// The change by which every reader sees that the list is another one.
pub(super) async fn moved_on(app: &App) -> Result<Change> {
    let head: Option<Loaded<HeadState>> = app
        .store()
        .load(app.district(), kinds::DUTY_LIST, HEAD)
        .await?;
    Ok(match head {
        None => made(
            kinds::DUTY_LIST,
            HEAD,
            "duty_list.change",
            &HeadState { changes: 1 },
        ),
        Some(head) => changed(
            &head,
            "duty_list.change",
            None,
            &HeadState {
                changes: head.state.changes + 1,
            },
        ),
    })
}
