//! What changed notices of holidays do to the clocks of open cases: listed first, then moved.

use super::filer::Filer;
use super::ground::Ground;
use super::step;
use crate::district::calendar_of;
use crate::{Actor, App, Result, kinds};
use calendar::Calendar;
use casework::{Case, Command, MovedClock, moved_by};
use org::{Action, Resource};
use profile::Profile;
use store::Loaded;
use store::case::{CaseFilter, CaseSort};

/// Most open cases looked at.
const CASES_MAX: usize = 100_000;

/// Clocks of open cases, those of units that help or were called included, that are due at another
/// instant by the notices of `new`, or rest on others; nothing is written. Errors:
/// `auth.forbidden`.
pub async fn moved(app: &App, actor: &Actor, new: &Profile) -> Result<Vec<MovedClock>> {
    app.require(actor, Action::View, Resource::CalendarNotice, &[])?;
    let calendar = calendar_of(&app.rules().over(new))?;
    let (mut moved, mut pages) = (vec![], Pages::default());
    while let Some(page) = pages.next(app, &calendar).await? {
        moved.extend(page.into_iter().flat_map(|(_, clocks)| clocks));
    }
    Ok(moved)
}

/// Moves them by the notices the application runs on, each case with its journal entry; returns
/// what was moved. Errors: `auth.forbidden`.
pub async fn apply_moved(app: &App, actor: &Actor) -> Result<Vec<MovedClock>> {
    app.require(actor, Action::Edit, Resource::CalendarNotice, &[])?;
    apply_published(app, &actor.person).await
}

/// The same for a notice that somebody published, on its day.
pub(crate) async fn apply_published(app: &App, by: &str) -> Result<Vec<MovedClock>> {
    let calendar = app.calendar();
    let (mut moved, mut pages) = (vec![], Pages::default());
    while let Some(page) = pages.next(app, &calendar).await? {
        for (case, clocks) in page {
            // Reckoning is the system's; who applied the notice stands in the reason.
            let ground = Ground::new(app, &Filer::System)?;
            let why = format!("节假日通知变更，由{by}应用");
            let label = ("case.recalculate", Some(why.as_str()));
            let command = Command::Recalculate;
            let who = &Filer::System;
            match step::finish(app, who, &ground, case, label, &command, vec![]).await {
                Ok(_) => moved.extend(clocks),
                // Somebody acted in between; the next run moves it.
                Err(error) if error.current_version().is_some() => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(moved)
}

/// The open cases whose clocks a calendar moves, page after page.
#[derive(Default)]
struct Pages {
    after: Option<String>,
    count: usize,
    ended: bool,
}

impl Pages {
    async fn next(
        &mut self,
        app: &App,
        calendar: &Calendar,
    ) -> Result<Option<Vec<(Loaded<Case>, Vec<MovedClock>)>>> {
        if self.ended || self.count >= CASES_MAX || app.profile().district.casework.is_none() {
            return Ok(None);
        }
        let (store, here) = (app.store(), app.district());
        let open = CaseFilter {
            open: Some(true),
            ..CaseFilter::default()
        };
        let (order, after) = (CaseSort::Entered, self.after.as_deref());
        let page = store
            .case_list(here, &open, order, after, store::MAX_PAGE)
            .await?;
        let ids: Vec<String> = page.rows.into_iter().map(|row| row.id).collect();
        self.count += ids.len();
        self.ended = page.next.is_none();
        self.after = page.next;
        let cases: Vec<Loaded<Case>> = store.load_many(here, kinds::CASE, &ids).await?;
        let mut moved = vec![];
        for case in cases {
            let clocks = moved_by([&case.state], calendar, app.now())?;
            if !clocks.is_empty() {
                moved.push((case, clocks));
            }
        }
        Ok(Some(moved))
    }
}
