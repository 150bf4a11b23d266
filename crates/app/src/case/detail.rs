//! A case as staff see it, now or on a past day, with what each may do next.

use super::ground::Ground;
use super::list::{Query, page};
use super::names;
use super::row::Row;
use super::unmask::may_know;
use super::view::{clocks, offers};
use super::{Filer, proposals, reach, step, values};
use crate::district::{day_end, unit_name};
use crate::duty::in_force;
use crate::journalled::parsed;
use crate::person::names_of;
use crate::{Actor, App, AppError, Result, kinds};
use casework::{Case, CaseEvidence, Phase, Source, Viewer, may_approve};
use jiff::Timestamp;
use jiff::civil::Date;
use org::{Action, Resource, Role};
use profile::Profile;
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use store::Subject;
use store::case::{CaseFilter, CaseSort};

pub use super::view::{ClockView, NeedView, OfferView};

/// A field with its value.
#[derive(Debug, Clone, Serialize)]
pub struct FieldView {
    /// Key.
    pub key: String,
    /// Label.
    pub label: String,
    /// Value in words.
    pub value: String,
}

/// Who reported, masked.
#[derive(Debug, Clone, Serialize)]
pub struct ReporterView {
    /// Masked name; empty where it is hidden from the viewer or none was given.
    pub name: String,
    /// Masked telephone.
    pub phone: String,
    /// Nothing was given.
    pub anonymous: bool,
    /// Asked to be hidden from the unit complained of.
    pub hidden: bool,
    /// The viewer may see it plainly, for a stated purpose.
    pub may_unmask: bool,
}

/// One act of the case.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    /// When.
    pub at: Timestamp,
    /// The action, by name.
    pub action: String,
    /// Who.
    pub person: String,
    /// For which unit.
    pub unit: String,
    /// The state after it, by name; empty where it did not move.
    pub to: String,
    /// Why.
    pub reason: Option<String>,
}

/// Sent to a unit, and what became of it.
#[derive(Debug, Clone, Serialize)]
pub struct DispatchView {
    /// The unit.
    pub unit: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// The entry of the duty list.
    pub entry: Option<String>,
    /// Given back: when, entry, reason.
    pub returned: Option<(Timestamp, String, String)>,
    /// Decided: when, upheld, reason.
    pub arbitration: Option<(Timestamp, bool, String)>,
}

/// What waits for somebody's word.
#[derive(Debug, Clone, Serialize)]
pub struct PendingView {
    /// Id, for the decision.
    pub id: String,
    /// The action, by name.
    pub action: String,
    /// Who asked.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
    /// Roles that decide, by code.
    pub approvers: Vec<String>,
    /// The viewer may decide it.
    pub may_decide: bool,
}

/// A unit that helps or was called.
#[derive(Debug, Clone, Serialize)]
pub struct TogetherView {
    /// Id of the part or whistle.
    pub id: String,
    /// `co_handling` or `whistle`.
    pub kind: &'static str,
    /// Unit code.
    pub unit: String,
    /// Its name.
    pub unit_name: String,
    /// What is asked.
    pub task: String,
    /// By when.
    pub due: Timestamp,
    /// Done or arrived.
    pub done: Option<Timestamp>,
    /// What was done, or the judgement.
    pub result: String,
    /// Late.
    pub late: bool,
    /// `done`, `withdraw`, `arrive`, `judge_whistle`, `judge_response`.
    pub may: Vec<&'static str>,
}

/// A remark.
#[derive(Debug, Clone, Serialize)]
pub struct NoteView {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// Words.
    pub text: String,
}

/// A case with everything behind it.
#[derive(Debug, Clone, Serialize)]
pub struct Detail {
    /// Id.
    pub id: String,
    /// Version for the next act.
    pub version: i64,
    /// Number.
    pub number: String,
    /// Type, by id.
    pub case_type: String,
    /// Its name and version.
    pub type_name: String,
    /// The version it runs on.
    pub type_version: u32,
    /// State, by key.
    pub state: String,
    /// Its name.
    pub state_name: String,
    /// Part of the loop.
    pub phase: Phase,
    /// The parts of the loop it passes: code, passed, present.
    pub way: Vec<(Phase, bool, bool)>,
    /// How it came in, by code.
    pub channel: String,
    /// What another system calls it.
    pub source: Option<Source>,
    /// What it is about.
    pub title: String,
    /// Code of the matter.
    pub matter: Option<String>,
    /// Its name.
    pub matter_name: Option<String>,
    /// Grade, by name.
    pub grade: Option<String>,
    /// Values.
    pub fields: Vec<FieldView>,
    /// Where, in words.
    pub address: String,
    /// Longitude and latitude, WGS 84.
    pub point: Option<(f64, f64)>,
    /// Grid.
    pub grid: Option<String>,
    /// Community, by name.
    pub community: Option<String>,
    /// Subdistrict, by name.
    pub subdistrict: Option<String>,
    /// Who reported; none where nobody did or the viewer is not to know.
    pub reporter: Option<ReporterView>,
    /// When it was reported.
    pub reported_at: Timestamp,
    /// Whose it is, by name.
    pub owner: Option<String>,
    /// The role whose turn it is, by code.
    pub owner_role: Option<String>,
    /// The person who has taken it, by name.
    pub owner_person: Option<String>,
    /// The handling unit, by name.
    pub handler: Option<String>,
    /// Clocks with their accounts, the running ones first.
    pub clocks: Vec<ClockView>,
    /// Acts, the oldest first.
    pub steps: Vec<StepView>,
    /// Where it was sent.
    pub dispatches: Vec<DispatchView>,
    /// What waits for approval.
    pub pending: Option<PendingView>,
    /// Units that help or were called.
    pub together: Vec<TogetherView>,
    /// The case it is a part of.
    pub parent: Option<String>,
    /// Its parts.
    pub children: Vec<Row>,
    /// Photographs and files.
    pub evidence: Vec<CaseEvidence>,
    /// Remarks, the newest first.
    pub notes: Vec<NoteView>,
    /// The latest answer.
    pub reply: Option<NoteView>,
    /// Called back and reached; solved; treated well; score.
    pub rating: Option<(Option<bool>, Option<bool>, Option<u8>)>,
    /// What wants attention.
    pub alarms: Vec<String>,
    /// Times done again, opened again, given back; others who reported the same.
    pub counts: (u32, u32, u32, u32),
    /// Actions of the type that the viewer may do now.
    pub offers: Vec<OfferView>,
    /// `note`, `add_info`, `co_handle`, `whistle`, `hand_over`, `split`.
    pub may: Vec<&'static str>,
    /// To whom it could go; empty unless the viewer may dispatch it.
    pub proposals: proposals::Proposals,
    /// The past day shown.
    pub as_of: Option<Date>,
}

/// The parts somebody has in a case.
pub(super) fn viewers(ground: &Ground<'_>, actor: &Actor, case: &Case) -> Vec<Viewer> {
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

/// Shows a case, now or as it was at the end of a past day. Errors: `not_found`, `auth.forbidden`.
pub async fn detail(app: &App, actor: &Actor, id: &str, day: Option<Date>) -> Result<Detail> {
    let day = day.filter(|d| *d < app.today());
    let loaded = match day {
        None => step::load(app, id).await?,
        Some(day) => then(app, id, day).await?,
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
    let past = day.is_some();
    let may_act = !past && reach::may(app, actor, Action::Act, case);
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
        title: case.title.clone(),
        matter: case.matter.clone(),
        matter_name: names::matter(&duties, case.matter.as_deref()),
        grade,
        fields: fields(kind, case, &parts),
        address: place.map(|p| p.address.clone()).unwrap_or_default(),
        point: place.and_then(|p| Some((p.lon?, p.lat?))),
        grid: place.and_then(|p| p.grid.clone()),
        community: place.and_then(|p| p.community.as_ref().map(unit)),
        subdistrict: place.and_then(|p| p.subdistrict.as_ref().map(unit)),
        reporter: reporter(app, actor, case, may_know(case, kind, &parts)),
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
        may: may(&ground, kind, case, actor, may_act),
        offers,
        proposals,
        as_of: day,
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

async fn then(app: &App, id: &str, day: Date) -> Result<store::Loaded<Case>> {
    let subject = Subject::new(kinds::CASE, id);
    let found = app
        .store()
        .as_of_one(app.district(), &subject, day_end(day)?)
        .await?;
    let found = found.ok_or_else(|| AppError::not_found("该日的这个案件", "case by that day"))?;
    Ok(store::Loaded {
        subject: found.subject,
        seq: found.seq,
        state: parsed(found.state)?,
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
            value: values::words(f, value),
        })
    });
    shown.collect()
}

fn reporter(app: &App, actor: &Actor, case: &Case, may_know: bool) -> Option<ReporterView> {
    let r = case.reporter.as_ref()?;
    let shown = |text: &String| {
        if may_know {
            text.clone()
        } else {
            String::new()
        }
    };
    Some(ReporterView {
        name: shown(&r.masked_name),
        phone: shown(&r.masked_phone),
        anonymous: r.anonymous,
        hidden: r.hidden,
        may_unmask: may_know
            && !r.anonymous
            && case.anonymised_at.is_none()
            && reach::may(app, actor, Action::Unmask, case),
    })
}

fn may(
    ground: &Ground<'_>,
    kind: &casework::CaseType,
    case: &Case,
    actor: &Actor,
    may_act: bool,
) -> Vec<&'static str> {
    let mut may = vec![];
    if !may_act {
        return may;
    }
    may.push("note");
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

struct Telling<'a> {
    profile: &'a Profile,
    people: &'a HashMap<String, String>,
    kind: &'a casework::CaseType,
    now: Timestamp,
}

impl Telling<'_> {
    fn person(&self, id: &str) -> String {
        if id == casework::REPORTER {
            return "反映人".to_owned();
        }
        self.people
            .get(id)
            .cloned()
            .unwrap_or_else(|| id.to_owned())
    }
    fn unit(&self, code: Option<&org::UnitCode>) -> String {
        code.map(|c| unit_name(self.profile, c.as_str()))
            .unwrap_or_default()
    }
    fn state(&self, key: &str) -> String {
        let state = self.kind.state(key);
        state.map_or_else(|| key.to_owned(), |s| s.name.clone())
    }
    fn action(&self, key: &str) -> String {
        let own = self.kind.action(key).map(|a| a.name.clone());
        own.unwrap_or_else(|| match key {
            "open" => "上报".to_owned(),
            "hand_over" => "移交".to_owned(),
            "migrate" => "版本迁移".to_owned(),
            other => other.to_owned(),
        })
    }
    /// Words of an alarm, codes of units by their names.
    fn words(&self, text: &str) -> String {
        let named = |word: &str| {
            let code = org::UnitCode::parse(word).ok()?;
            self.profile.directory.get(&code).map(|u| u.name.clone())
        };
        let words = text
            .split(' ')
            .map(|w| named(w).unwrap_or_else(|| w.to_owned()));
        words.collect::<Vec<_>>().join(" ")
    }
    fn step(&self, act: &casework::Step) -> StepView {
        StepView {
            at: act.at,
            action: self.action(&act.action),
            person: self.person(&act.person),
            unit: self.unit(act.unit.as_ref()),
            to: if act.from == act.to && act.action != "open" {
                String::new()
            } else {
                self.state(&act.to)
            },
            reason: act.reason.clone(),
        }
    }
    fn dispatch(&self, d: &casework::Dispatch) -> DispatchView {
        let upheld = casework::ArbitrationResult::Upheld;
        DispatchView {
            unit: self.unit(Some(&d.unit)),
            at: d.at,
            by: self.person(&d.by.person),
            entry: d.entry.clone(),
            returned: d
                .returned
                .as_ref()
                .map(|r| (r.at, r.entry.clone(), r.reason.clone())),
            arbitration: d
                .arbitration
                .as_ref()
                .map(|a| (a.at, a.result == upheld, a.reason.clone())),
        }
    }
    fn pending(&self, p: &casework::Approval) -> PendingView {
        PendingView {
            id: p.id.clone(),
            action: self.action(&p.action),
            by: self.person(&p.asked_by.person),
            at: p.asked_at,
            reason: p.reason.clone(),
            approvers: p.approvers.clone(),
            may_decide: false,
        }
    }
    fn note(&self, n: &casework::Note) -> NoteView {
        NoteView {
            at: n.at,
            by: self.person(&n.by.person),
            text: n.text.clone(),
        }
    }
    fn together(&self, case: &Case, actor: &Actor, may_act: bool) -> Vec<TogetherView> {
        let mine = |unit: &org::UnitCode| may_act && *unit == actor.unit;
        let open = !case.is_ended();
        let helpers = case.co_handling.iter().map(|part| {
            let asked_by_me = part.asked_by.unit.as_ref().is_some_and(&mine);
            let mut may = vec![];
            if part.done.is_none() && open {
                if mine(&part.unit) {
                    may.push("done");
                }
                if asked_by_me {
                    may.push("withdraw");
                }
            }
            TogetherView {
                id: part.id.clone(),
                kind: "co_handling",
                unit: part.unit.to_string(),
                unit_name: self.unit(Some(&part.unit)),
                task: part.task.clone(),
                due: part.due,
                done: part.done.as_ref().map(|d| d.at),
                result: part
                    .done
                    .as_ref()
                    .map(|d| d.result.clone())
                    .unwrap_or_default(),
                late: part.done.as_ref().map_or(self.now, |d| d.at) > part.due,
                may,
            }
        });
        let called = case.whistles.iter().flat_map(|w| {
            w.called.iter().map(move |c| {
                let mut may = vec![];
                if mine(&c.unit) && c.arrived.is_none() && open {
                    may.push("arrive");
                }
                if mine(&c.unit) && c.needed.is_none() {
                    may.push("judge_whistle");
                }
                if mine(&w.by_unit) && c.response.is_none() {
                    may.push("judge_response");
                }
                let needed = c.needed.as_ref().map(|n| {
                    if n.needed {
                        "确有必要"
                    } else {
                        "并无必要"
                    }
                });
                let response = c.response.map(|r| match r {
                    casework::Response::Good => "响应好",
                    casework::Response::Fair => "响应一般",
                    casework::Response::Poor => "响应差",
                });
                let words: Vec<&str> = needed.into_iter().chain(response).collect();
                TogetherView {
                    id: w.id.clone(),
                    kind: "whistle",
                    unit: c.unit.to_string(),
                    unit_name: self.unit(Some(&c.unit)),
                    task: w.reason.clone(),
                    due: c.due,
                    done: c.arrived,
                    result: words.join("；"),
                    late: c.arrived.unwrap_or(self.now) > c.due,
                    may,
                }
            })
        });
        helpers.chain(called).collect()
    }
}
