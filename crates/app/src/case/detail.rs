//! A case as staff see it, now or at a past moment, with what each may do next.

use super::detail_view::{Detail, FieldView, NoteView, PendingView, ReporterView};
use super::ground::Ground;
use super::hidden::hidden_texts;
use super::list::{Query, page};
use super::names;
use super::row::Row;
use super::telling::Telling;
use super::unmask::may_know;
use super::view::{OfferView, clocks, offers};
use super::{Filer, proposals, reach, step, values};
use crate::district::unit_name;
use crate::duty::in_force;
use crate::journalled::parsed;
use crate::person::names_of;
use crate::{Actor, App, AppError, AsOf, Result, kinds};
use casework::{Case, Phase, Viewer, may_approve};
use org::{Action, Resource, Role};
use privacy::mask_persons;
use std::collections::BTreeSet;
use store::Subject;
use store::case::{CaseFilter, CaseSort};

/// The parts somebody has in a case.
pub(super) fn viewers(ground: &Ground, actor: &Actor, case: &Case) -> Vec<Viewer> {
    let mut parts = vec![];
    if actor.unit == *ground.centre() {
        parts.push(Viewer::Centre);
    }
    if case.handler.as_ref() == Some(&actor.unit) {
        parts.push(Viewer::Handler);
    }
    let verifies = [Role::Inspector, Role::GridWorker];
    if verifies.iter().any(|role| actor.roles.contains(*role)) {
        parts.push(Viewer::Verifier);
    }
    parts
}

/// On what ground a clock stands still.
pub(super) fn clock_words(case: &Case) -> Option<String> {
    let paused = case.clocks.iter().find(|run| run.is_paused())?;
    let pause = paused.pauses.last()?;
    Some(privacy::mask_text(&pause.ground))
}

/// Shows a case, now or as it was at a past moment. Errors: `not_found`, `auth.forbidden`.
pub async fn detail(app: &App, actor: &Actor, id: &str, asked: Option<AsOf>) -> Result<Detail> {
    let as_of = AsOf::past(asked, app)?;
    let loaded = match as_of {
        None => step::load(app, id).await?,
        Some(past) => then(app, id, past).await?,
    };
    let case = &loaded.state;
    reach::require(app, actor, Action::View, Resource::Case, case)?;
    let ground = Ground::new(app, &Filer::Staff(actor))?;
    let duties = in_force(app, app.today()).await?;
    let ground = ground.about(&duties, case.matter.as_deref(), case.grade.as_deref());
    let profile = app.profile();
    let people = names_of(app, &accounts(case)).await?;
    let children = children(app, actor, case).await?;
    let kind = ground
        .kind_of(case)
        .ok_or_else(|| AppError::not_found("案件类型", "case type"))?;
    let parts = viewers(&ground, actor, case);
    let past = as_of.is_some();
    let may_act = !past && reach::may(app, actor, Action::Act, case);
    let opens = may_act && reach::may(app, actor, Action::Unmask, case);
    let offers = if may_act {
        offers(&ground, kind, case)
    } else {
        vec![]
    };
    let dispatches = offers
        .iter()
        .any(|o| o.needs.iter().any(|n| n.need == "unit"));
    let proposals = if dispatches {
        proposals::of(app, actor, case).await?
    } else {
        proposals::Proposals::default()
    };
    let tell = Telling {
        profile: &profile,
        people: &people,
        kind,
        now: ground.now(),
    };
    let state = kind.state(&case.state);
    let owner = case.owner.as_ref();
    let grade = case.grade.as_ref().map(|key| {
        let known = kind.grades.iter().find(|g| g.key == *key);
        known.map_or_else(|| key.clone(), |g| g.name.clone())
    });
    let place = case.place.as_ref();
    let unit = |code: &org::UnitCode| unit_name(&profile, code.as_str());
    Ok(Detail {
        id: case.id.clone(),
        version: loaded.seq,
        number: case.number.clone(),
        case_type: kind.id.clone(),
        type_name: kind.name.clone(),
        type_version: kind.version,
        state: case.state.clone(),
        state_name: state.map_or_else(|| case.state.clone(), |s| s.name.clone()),
        phase: case.phase,
        way: way(kind, case),
        channel: case.channel.code().to_owned(),
        source: case.source.clone(),
        title: mask_persons(&case.title),
        matter: case.matter.clone(),
        matter_name: names::matter(&duties, case.matter.as_deref()),
        grade,
        fields: fields(kind, case, &parts),
        address: place.map(|p| p.address.clone()).unwrap_or_default(),
        point: place.and_then(|p| Some((p.lon?, p.lat?))),
        grid: place.and_then(|p| p.grid.clone()),
        community: place.and_then(|p| p.community.as_ref().map(unit)),
        subdistrict: place.and_then(|p| p.subdistrict.as_ref().map(unit)),
        reporter: reporter(app, actor, case, kind, may_know(case, kind, &parts)),
        reported_at: case.reported_at,
        owner: owner.map(|o| unit(&o.unit)),
        owner_role: owner.and_then(|o| o.role.clone()),
        owner_person: owner.and_then(|o| o.person.as_ref().map(|p| tell.person(p))),
        handler: case.handler.as_ref().map(unit),
        clocks: clocks(&ground, kind, case, &people)?,
        steps: case.acts.iter().map(|act| tell.step(act)).collect(),
        dispatches: case.dispatches.iter().map(|d| tell.dispatch(d)).collect(),
        pending: case.pending.as_ref().map(|p| PendingView {
            may_decide: may_act && may_approve(case, &ground.context()),
            ..tell.pending(p)
        }),
        together: tell.together(case, actor, may_act),
        parent: case.parent.clone(),
        children,
        evidence: case.evidence.clone(),
        notes: case.notes.iter().rev().map(|n| tell.note(n)).collect(),
        reply: case.reply.as_ref().map(|r| NoteView {
            at: r.at,
            by: tell.person(&r.by.person),
            text: r.text.clone(),
        }),
        rating: case
            .rating
            .as_ref()
            .map(|r| (r.solved, r.treated_well, r.score)),
        alarms: case
            .alarms
            .iter()
            .rev()
            .map(|a| tell.words(&a.text))
            .collect(),
        counts: (case.rework, case.reopened, case.bounces, case.joined),
        may: may(&ground, kind, case, actor, (may_act, opens)),
        offers,
        proposals,
        as_of,
    })
}

/// What somebody may do with a case now, as its page shows it. Errors: `case.not_set_up`.
pub(crate) fn offered(app: &App, actor: &Actor, case: &Case) -> Result<Vec<OfferView>> {
    let ground = Ground::new(app, &Filer::Staff(actor))?;
    let kind = ground.kind_of(case);
    let reaches = reach::may(app, actor, Action::Act, case);
    let found = kind.filter(|_| reaches).map(|k| offers(&ground, k, case));
    Ok(found.unwrap_or_default())
}

async fn then(app: &App, id: &str, past: AsOf) -> Result<store::Loaded<Case>> {
    let subject = Subject::new(kinds::CASE, id);
    let found = app
        .store()
        .as_of_one(app.district(), &subject, past.until()?)
        .await?;
    let found = found.ok_or_else(|| AppError::not_found("该日的这个案件", "case by that day"))?;
    let mut state: Case = parsed(found.state)?;
    // Who was forgotten since is not remembered by looking back.
    if let Some(at) = step::load(app, id).await?.state.anonymised_at {
        let texts = state.texts();
        let texts = texts.iter().map(|text| privacy::anonymise_text(text));
        let event = casework::Event::Anonymised {
            at,
            texts: texts.collect(),
        };
        state = casework::evolve(Some(state.clone()), &event).unwrap_or(state);
    }
    Ok(store::Loaded {
        subject: found.subject,
        seq: found.seq,
        state,
    })
}

fn accounts(case: &Case) -> BTreeSet<&str> {
    let acts = case.acts.iter().map(|a| a.person.as_str());
    let notes = case.notes.iter().map(|n| n.by.person.as_str());
    let sent = case.dispatches.iter().map(|d| d.by.person.as_str());
    let asked = case.pending.iter().map(|p| p.asked_by.person.as_str());
    let owner = case.owner.iter().filter_map(|o| o.person.as_deref());
    let clocks = case.clocks.iter().flat_map(|run| {
        let paused = run.pauses.iter().map(|p| p.allowed_by.as_str());
        paused.chain(run.extensions.iter().map(|e| e.allowed_by.as_str()))
    });
    acts.chain(notes)
        .chain(sent)
        .chain(asked)
        .chain(owner)
        .chain(clocks)
        .filter(|person| *person != casework::REPORTER)
        .collect()
}

async fn children(app: &App, actor: &Actor, case: &Case) -> Result<Vec<Row>> {
    let query = Query {
        filter: CaseFilter {
            parent: Some(case.id.clone()),
            ..CaseFilter::default()
        },
        order: CaseSort::Number.into(),
        after: None,
        limit: store::MAX_PAGE,
    };
    let listed = page(app, actor, &query, &[Action::List], false).await;
    Ok(listed.map(|p| p.rows).unwrap_or_default())
}

/// The parts of the loop that the type has, in its order, with how far the case came.
fn way(kind: &casework::CaseType, case: &Case) -> Vec<(Phase, bool, bool)> {
    let mut phases: Vec<Phase> = kind
        .states
        .iter()
        .map(|s| s.phase)
        .filter(|p| !matches!(p, Phase::Suspended | Phase::Void))
        .collect();
    phases.sort();
    phases.dedup();
    let here = match case.phase {
        Phase::Suspended => Phase::Handle,
        other => other,
    };
    if here == Phase::Void {
        phases.retain(|p| *p <= Phase::Collect);
        phases.push(Phase::Void);
    }
    phases
        .into_iter()
        .map(|p| (p, p < here, p == here))
        .collect()
}

fn fields(kind: &casework::CaseType, case: &Case, parts: &[Viewer]) -> Vec<FieldView> {
    // Staff who reach the case without a part in it see what its handler sees.
    let plain = [Viewer::Handler];
    let parts = if parts.is_empty() { &plain } else { parts };
    let seen = |f: &&casework::Field| f.seen_by.iter().any(|v| parts.contains(v));
    let shown = kind.fields.iter().filter(seen).filter_map(|f| {
        let value = case.fields.get(&f.key)?;
        Some(FieldView {
            key: f.key.clone(),
            label: f.label.clone(),
            value: mask_persons(&values::words(f, value)),
        })
    });
    shown.collect()
}

fn reporter(
    app: &App,
    actor: &Actor,
    case: &Case,
    kind: &casework::CaseType,
    may_know: bool,
) -> Option<ReporterView> {
    let texts = !hidden_texts(kind, case).is_empty();
    let r = case.reporter.as_ref();
    let anonymous = r.is_none_or(|r| r.anonymous);
    if r.is_none() && !texts {
        return None;
    }
    let shown = |text: fn(&casework::ReporterRef) -> &String| match r.filter(|_| may_know) {
        Some(r) => text(r).clone(),
        None => String::new(),
    };
    Some(ReporterView {
        name: shown(|r| &r.masked_name),
        phone: shown(|r| &r.masked_phone),
        anonymous,
        hidden: r.is_some_and(|r| r.hidden),
        may_unmask: may_know
            && (!anonymous || texts)
            && case.anonymised_at.is_none()
            && reach::may(app, actor, Action::Unmask, case),
    })
}

fn may(
    ground: &Ground,
    kind: &casework::CaseType,
    case: &Case,
    actor: &Actor,
    (may_act, opens): (bool, bool),
) -> Vec<&'static str> {
    let mut may = vec![];
    if !may_act {
        return may;
    }
    may.push("note");
    may.push("redact");
    if opens {
        may.push("open_original");
    }
    if case.is_ended() {
        return may;
    }
    may.push("add_info");
    let is = |by: &casework::By| match by {
        casework::By::Handler => case.handler.as_ref() == Some(&actor.unit),
        casework::By::Role(role) => actor.roles.contains(*role),
        casework::By::Centre => actor.unit == *ground.centre(),
        _ => false,
    };
    for (code, rule) in [("co_handle", &kind.co_handling), ("whistle", &kind.whistle)] {
        if rule.as_ref().is_some_and(|rule| rule.by.iter().any(is)) {
            may.push(code);
        }
    }
    let owns = case.owner.as_ref().is_some_and(|o| o.unit == actor.unit);
    if owns || actor.unit == *ground.centre() {
        may.push("hand_over");
        may.push("split");
    }
    may
}
