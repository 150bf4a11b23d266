//! The worker: proposes for cases that came in, dispatches where it may, and notes what became of
//! earlier proposals. Nothing of it happens while a case is taken in.

use super::auto::{self, Withheld};
use super::held::{Held, InForce, in_force};
use super::offer::reason_of;
use super::state::{ProposalState, Sent};
use super::{confirmed, settle};
use crate::case::{self, ActCmd, Filer};
use crate::change_of::{changed, made};
use crate::{App, Result, kinds};
use casework::{Case, Phase};
use jiff::SignedDuration;
use serde::Serialize;
use store::Loaded;
use store::proposal::{PAGE_MAX, Wanting};

/// How far back the first run of a process looks for cases without a proposal.
const FIRST_LOOK: SignedDuration = SignedDuration::from_hours(3 * 24);
/// Cases may become visible later than the moment they carry by less than this.
const OVERLAP: SignedDuration = SignedDuration::from_secs(60);

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Worked {
    /// Cases for which something was proposed.
    pub proposed: usize,
    /// Cases dispatched by the platform.
    pub sent: usize,
    /// Earlier proposals whose end is now known.
    pub settled: usize,
}

/// Proposes, dispatches and settles what has come up since the last run.
pub async fn work(app: &App) -> Result<Worked> {
    let mut worked = Worked::default();
    if app.profile().district.casework.is_none() {
        return Ok(worked);
    }
    let now = in_force(app).await?;
    if let Some(model) = now.model.clone() {
        let began = app.now();
        let mut after = start(app);
        loop {
            let page = app
                .store()
                .cases_wanting_proposal(app.district(), &after)
                .await?;
            let ids: Vec<String> = page.iter().map(|w| w.case.clone()).collect();
            for_cases(app, &now, &model, &ids, &mut worked).await?;
            match page.into_iter().last() {
                Some(last) if ids.len() as i64 >= PAGE_MAX => after = last,
                _ => break,
            }
        }
        if let Ok(mut until) = app.learned().until.lock() {
            *until = Some(Wanting {
                case: String::new(),
                entered_ms: (began - OVERLAP).as_millisecond(),
            });
        }
    }
    worked.settled = settle::settle(app).await?;
    Ok(worked)
}

fn start(app: &App) -> Wanting {
    let until = app.learned().until.lock();
    let until = until.ok().and_then(|until| until.clone());
    let now = app.now().as_millisecond();
    until.filter(|u| u.entered_ms <= now).unwrap_or(Wanting {
        case: String::new(),
        entered_ms: (app.now() - FIRST_LOOK).as_millisecond(),
    })
}

/// Proposes for some cases and dispatches those it may.
async fn for_cases(
    app: &App,
    now: &InForce,
    model: &Held,
    ids: &[String],
    worked: &mut Worked,
) -> Result<()> {
    let (store, here) = (app.store(), app.district());
    let cases: Vec<Loaded<Case>> = store.load_many(here, kinds::CASE, ids).await?;
    let known: Vec<Loaded<ProposalState>> = store.load_many(here, kinds::PROPOSAL, ids).await?;
    let mut changes = vec![];
    for case in &cases {
        if known.iter().any(|p| p.subject.id == case.subject.id) {
            continue;
        }
        if let Some(state) = proposal(app, now, model, &case.state) {
            changes.push(made(
                kinds::PROPOSAL,
                &case.subject.id,
                "learning.propose",
                &state,
            ));
        }
    }
    let fresh = changes.len();
    if fresh > 0 {
        match app.append(&app.system(), changes).await {
            Ok(_) => worked.proposed += fresh,
            // Another server was faster; what it wrote is read below.
            Err(error) if error.current_version().is_some() => {}
            Err(error) => return Err(error),
        }
    }
    let ready: Vec<&Loaded<Case>> = cases
        .iter()
        // What another case leads is dispatched with that one.
        .filter(|case| case.state.phase == Phase::Dispatch && case.state.carried.is_none())
        .collect();
    if ready.is_empty() {
        return Ok(());
    }
    let known: Vec<Loaded<ProposalState>> = store.load_many(here, kinds::PROPOSAL, ids).await?;
    for case in ready {
        let said = known.iter().find(|p| p.subject.id == case.subject.id);
        if let Some(said) = said.filter(|said| said.state.considered.is_none()) {
            worked.sent += usize::from(consider(app, now, case, said).await?);
        }
    }
    Ok(())
}

fn proposal(app: &App, now: &InForce, model: &Held, case: &Case) -> Option<ProposalState> {
    let said = model.judge(&confirmed::text(case), &confirmed::place(app, case))?;
    let threshold = now.threshold();
    let day = app.today();
    Some(ProposalState {
        at_ms: app.now().as_millisecond(),
        month: format!("{}-{:02}", day.year(), day.month()),
        model: model.version,
        sure: said.matter.per_mille >= threshold,
        matter: said.matter,
        instead: said.instead,
        unit: said.unit,
        words: said.words,
        threshold,
        considered: None,
        sent: None,
        returned: None,
        returns_seen: 0,
        outcome: None,
    })
}

/// Dispatches a case where it may, and keeps with the proposal what was decided.
async fn consider(
    app: &App,
    now: &InForce,
    case: &Loaded<Case>,
    said: &Loaded<ProposalState>,
) -> Result<bool> {
    let duties = crate::duty::in_force(app, app.today()).await?;
    let profile = app.profile();
    let area = case::area(&profile, &case.state);
    let decided = auto::decide(
        (&profile, &duties),
        &case.state,
        area.as_ref(),
        &said.state,
        (now.automatic(), now.threshold()),
    );
    let mut after = said.state.clone();
    let action = match decided {
        Err(why) => {
            after.considered = Some(why.code().to_owned());
            "learning.withhold"
        }
        Ok(ready) => {
            let cmd = ActCmd {
                unit: Some(ready.unit.to_string()),
                matter: case.state.matter.is_none().then(|| ready.matter.clone()),
                entry: Some(ready.entry.clone()),
                reason: Some(reason_of(app, &said.state, &ready.entry)),
                ..ActCmd::of(&ready.action)
            };
            match case::act(app, &Filer::System, &case.subject.id, case.seq, cmd).await {
                Ok(_) => {
                    after.considered = Some("sent".to_owned());
                    after.sent = Some(Sent {
                        at: app.now(),
                        unit: ready.unit.to_string(),
                        entry: Some(ready.entry),
                    });
                    "learning.send"
                }
                // Somebody acted in between; the next run sees what is then.
                Err(error) if error.current_version().is_some() => return Ok(false),
                Err(error) => {
                    tracing::warn!(%error, case = case.state.number, "not dispatched by the platform");
                    after.considered = Some(Withheld::TypeForbids.code().to_owned());
                    "learning.withhold"
                }
            }
        }
    };
    let sent = after.sent.is_some();
    let change = changed(said, action, None, &after);
    match app.append(&app.system(), vec![change]).await {
        Err(error) if error.current_version().is_none() => Err(error),
        _ => Ok(sent),
    }
}
