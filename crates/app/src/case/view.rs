//! Clocks with their accounts, and offers with what each needs, for people.

use super::ground::Ground;
use crate::Result;
use calendar::Lang;
use casework::{Case, CaseType, Effect, FieldType, FieldValue, Need, available, deadline_ledger};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::HashMap;

/// A clock with the account it explains itself by.
#[derive(Debug, Clone, Serialize)]
pub struct ClockView {
    /// Key.
    pub key: String,
    /// Name.
    pub name: String,
    /// When it started.
    pub started: Timestamp,
    /// Its limit, such as `3wd`.
    pub limit: String,
    /// Name of the duty hours it counts in.
    pub hours: String,
    /// Each day: date, why it counts or not in Chinese and English, counted or not.
    pub days: Vec<(Date, String, String, bool)>,
    /// When it stood still: from, to, on what ground, who allowed it.
    pub pauses: Vec<(Timestamp, Option<Timestamp>, String, String)>,
    /// How it was lengthened: by how much, why, who allowed it, when.
    pub extensions: Vec<(String, String, String, Timestamp)>,
    /// The notices it rests on.
    pub notices: Vec<String>,
    /// When it is due; while it stands still, the earliest possible.
    pub due: Timestamp,
    /// That lies beyond the last notice and may yet move.
    pub beyond_notice: bool,
    /// When it stopped.
    pub stopped: Option<Timestamp>,
    /// Stands still.
    pub paused: bool,
    /// Ran out.
    pub late: bool,
    /// Plain minutes until due; negative once it is past. Meant for words.
    pub minutes_left: i64,
    /// Its stages: name, limit, when it was due and when it was reached; `due` and the days are those of
    /// the first that was not.
    pub stages: Vec<StageView>,
}

/// A stage of a clock.
#[derive(Debug, Clone, Serialize)]
pub struct StageView {
    /// Name.
    pub name: String,
    /// Limit from the start of the clock, such as `3wd`.
    pub limit: String,
    /// When it was due, once it is reached.
    pub due: Option<Timestamp>,
    /// When it was reached.
    pub done: Option<Timestamp>,
}

/// The clocks of a case, the running ones first. Errors: those of the calendar.
pub(super) fn clocks(
    ground: &Ground,
    kind: &CaseType,
    case: &Case,
    people: &HashMap<String, String>,
) -> Result<Vec<ClockView>> {
    let person = |id: &String| people.get(id).cloned().unwrap_or_else(|| id.clone());
    let mut views = vec![];
    for run in case.clocks.iter().rev() {
        let account = deadline_ledger(run, &ground.context())?;
        let counts = |line: &calendar::Line| !matches!(line.count, calendar::Count::None);
        views.push(ClockView {
            key: run.key.clone(),
            name: kind
                .clock(&run.key)
                .map_or_else(|| run.key.clone(), |c| c.name.clone()),
            started: account.started,
            limit: account.limit.to_string(),
            hours: account.hours.clone(),
            days: account
                .counted
                .iter()
                .map(|l| (l.date, l.text(Lang::Zh), l.text(Lang::En), counts(l)))
                .collect(),
            pauses: account
                .pauses
                .iter()
                .map(|p| (p.from, p.to, p.ground.clone(), person(&p.allowed_by)))
                .collect(),
            extensions: account
                .extensions
                .iter()
                .map(|e| {
                    (
                        e.by.to_string(),
                        e.reason.clone(),
                        person(&e.allowed_by),
                        e.at,
                    )
                })
                .collect(),
            notices: account.notices,
            due: account.due,
            beyond_notice: account.beyond_notice,
            stopped: account.stopped,
            paused: run.is_paused(),
            late: !run.is_paused() && run.is_late(ground.now()),
            minutes_left: account.remaining.seconds_until_due / 60,
            stages: account.stages.into_iter().map(stage).collect(),
        });
    }
    views.sort_by_key(|v| v.stopped.is_some());
    Ok(views)
}

fn stage(stage: casework::StageRun) -> StageView {
    StageView {
        name: stage.name,
        limit: stage.limit.to_string(),
        due: stage.due,
        done: stage.done,
    }
}

/// Something that has to be given, as a field of a form.
#[derive(Debug, Clone, Serialize)]
pub struct NeedView {
    /// `reason`, `field`, `grade`, `unit`, `entry`, `evidence`, `limit`, `text`, `rating`, `reached`.
    pub need: &'static str,
    /// Key of the field, or kind of the evidence.
    pub key: String,
    /// Label.
    pub label: String,
    /// What a field holds, by code.
    pub kind: &'static str,
    /// Choices: key and label.
    pub choices: Vec<(String, String)>,
    /// Fewest pieces of evidence.
    pub min: u32,
    /// What the case has now: a code, a key or the words; empty where it has none.
    pub value: String,
}

/// An action that the viewer may do now.
#[derive(Debug, Clone, Serialize)]
pub struct OfferView {
    /// The action's key.
    pub action: String,
    /// The words of its button.
    pub name: String,
    /// What it does.
    pub effect: Effect,
    /// The state it leads to, by name; none where the case stays where it is.
    pub to: Option<String>,
    /// What has to be given.
    pub needs: Vec<NeedView>,
    /// What may be put right with it, each with its value of now.
    pub corrects: Vec<NeedView>,
    /// Somebody else has to allow it.
    pub asks_approval: bool,
}

impl OfferView {
    /// True where this has to be given.
    pub fn wants(&self, need: &str) -> bool {
        self.needs.iter().any(|n| n.need == need)
    }
}

/// What the viewer may do, in the order of the type's file.
pub(super) fn offers(ground: &Ground, kind: &CaseType, case: &Case) -> Vec<OfferView> {
    offered(kind, case, available(case, &ground.context()))
}

/// These offers as people see them.
pub(super) fn offered(kind: &CaseType, case: &Case, found: Vec<casework::Offer>) -> Vec<OfferView> {
    let view = |offer: casework::Offer| OfferView {
        to: offer.to.as_deref().map(|to| {
            let state = kind.state(to);
            state.map_or_else(|| to.to_owned(), |s| s.name.clone())
        }),
        needs: needs(kind, &offer, case),
        corrects: corrects(kind, &offer, case),
        action: offer.action,
        name: offer.name,
        effect: offer.effect,
        asks_approval: offer.asks_approval,
    };
    found.into_iter().map(view).collect()
}

fn needs(kind: &CaseType, offer: &casework::Offer, case: &Case) -> Vec<NeedView> {
    let mut needs: Vec<NeedView> = offer.needs.iter().map(|n| need(kind, n)).collect();
    // A clock is lengthened in its own unit, at most by its limit.
    let clock = kind
        .action(&offer.action)
        .and_then(|spec| spec.clock.as_deref());
    let run = clock.and_then(|key| case.clock(key));
    for (view, run) in needs.iter_mut().filter(|n| n.need == "limit").zip(run) {
        view.kind = run.limit.unit().suffix();
        view.value = run.limit.count().to_string();
    }
    if offer.effect == Effect::Dispatch && !needs.iter().any(|n| n.need == "unit") {
        needs.insert(0, need(kind, &Need::Unit));
    }
    needs
}

fn corrects(kind: &CaseType, offer: &casework::Offer, case: &Case) -> Vec<NeedView> {
    let view = |what: &Need| {
        let value = match what {
            Need::Grade => case.grade.clone(),
            Need::Field(key) => match kind.field(key).map(|field| field.kind) {
                Some(FieldType::Matter) => case.matter.clone(),
                Some(FieldType::Place) => case.place.as_ref().map(|place| place.address.clone()),
                _ => case.fields.get(key).map(FieldValue::to_string),
            },
            _ => None,
        };
        NeedView {
            value: value.unwrap_or_default(),
            ..need(kind, what)
        }
    };
    offer.corrects.iter().map(view).collect()
}

fn need(kind: &CaseType, need: &Need) -> NeedView {
    let plain = |code: &'static str| NeedView {
        need: code,
        key: code.to_owned(),
        label: String::new(),
        kind: "",
        choices: vec![],
        min: 0,
        value: String::new(),
    };
    match need {
        Need::Reason => plain("reason"),
        Need::Unit => plain("unit"),
        Need::Entry => plain("entry"),
        Need::Limit => plain("limit"),
        Need::Text => plain("text"),
        Need::Rating => plain("rating"),
        Need::Reached => plain("reached"),
        Need::Grade => NeedView {
            choices: kind
                .grades
                .iter()
                .map(|g| (g.key.clone(), g.name.clone()))
                .collect(),
            ..plain("grade")
        },
        Need::Evidence { kind, min } => NeedView {
            key: kind.clone(),
            min: *min,
            ..plain("evidence")
        },
        Need::Field(key) => {
            let field = kind.field(key);
            NeedView {
                key: key.clone(),
                label: field.map_or_else(|| key.clone(), |f| f.label.clone()),
                kind: field.map_or("text", |f| f.kind.code()),
                choices: field.map(|f| f.choices.clone()).unwrap_or_default(),
                ..plain("field")
            }
        }
    }
}
