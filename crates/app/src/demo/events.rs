//! Half a year of claims and answers, in the order of their days.

use super::cases::Player;
use super::routine::{self, RoutineNote};
use super::{Loaded, evidence, noon, supervised};
use super::{indicators, meetings, projects};
use crate::clock::FixedClock;
use crate::person::{actor_of, find};
use crate::progress::{OnProgress, Progress};
use crate::record::{self, ClaimCmd};
use crate::{Actor, App, AppError, Kind, Result, kinds};
use commitment::{Commitment, MeasuredBy, Plan, RecordKind, Status};
use figure::Decimal;
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use profile::{Demo, DemoStatus};
use std::collections::HashMap;

/// A day is played from noon on, in a few hours: one that is not that old would lie in the future.
const PLAYED_AFTER: SignedDuration = SignedDuration::from_hours(16);

/// A claim or an answer on a day.
enum Event<'a> {
    Claim(usize, Entry<'a>),
    Answer(usize, Entry<'a>),
}

/// What goes on beside the ledger.
struct Players {
    cases: Player,
    projects: projects::Player,
    indicators: indicators::Player,
    meetings: meetings::Player,
}

/// What records and notes have in common.
#[derive(Clone)]
pub(super) struct Entry<'a> {
    /// The commitment itself, where the entry names none by number.
    pub commitment: Option<&'a str>,
    pub no: u32,
    pub date: Date,
    pub amount: Option<(Decimal, &'a str)>,
    pub place: Option<&'a str>,
    pub step: Option<&'a str>,
    pub note: &'a str,
    pub by: &'a str,
    pub status: DemoStatus,
    pub answered: Option<(&'a str, Date)>,
}

pub(super) async fn play(
    app: &App,
    clock: &FixedClock,
    demo: &Demo,
    progress: OnProgress<'_>,
) -> Result<Loaded> {
    let by_no = commitments(app, demo).await?;
    let routine = routine::notes(app, &demo.records, by_no.values()).await?;
    let mut entries = entries(demo);
    entries.extend(routine.iter().map(RoutineNote::entry));
    let today = calendar::civil_date(jiff::Timestamp::now() - PLAYED_AFTER);
    let mut outcome = Loaded::default();
    let mut made: HashMap<usize, String> = HashMap::new();
    let events = events(&entries);
    let total = events.len() as u64;
    let mut day = app.today();
    let mut players = Players {
        cases: Player::new(app, demo, today).await?,
        projects: projects::Player::new(app, demo).await?,
        indicators: indicators::Player::new(app, demo).await?,
        meetings: meetings::Player::new(app, demo, today).await?,
    };
    for (done, (on, event)) in (0u64..).zip(events) {
        progress(Progress {
            stage: "records",
            done,
            total,
        });
        if on > today {
            outcome.left_out += 1;
            continue;
        }
        day = roll(app, clock, &mut players, day, on).await?;
        match event {
            Event::Claim(index, entry) => {
                let named = by_no.get(&entry.no).map(String::as_str);
                let Some(id) = entry.commitment.or(named) else {
                    continue;
                };
                clock.set(app.now() + SignedDuration::from_mins(1));
                made.insert(index, claim(app, id, &entry).await?);
                outcome.records += 1;
            }
            Event::Answer(index, entry) => {
                if let Some(id) = made.get(&index) {
                    clock.set(app.now() + SignedDuration::from_mins(1));
                    answer(app, id, &entry).await?;
                }
            }
        }
    }
    roll(app, clock, &mut players, day, today).await?;
    super::incident::play(app, clock, &demo.cases).await?;
    Ok(outcome)
}

/// Lets the days pass one by one, so that lights turn on the day they turn.
async fn roll(
    app: &App,
    clock: &FixedClock,
    players: &mut Players,
    mut day: Date,
    to: Date,
) -> Result<Date> {
    while day < to {
        day = day.saturating_add(1.day());
        clock.set(noon(day)?.max(app.now()));
        crate::lights::tick(app).await?;
        supervised::play(app).await?;
        players.projects.day(app, clock, day).await?;
        players.indicators.day(app, clock, day).await?;
        players.cases.day(app, clock, day).await?;
        players.meetings.day(app, clock, day).await?;
    }
    Ok(day)
}

async fn commitments(app: &App, demo: &Demo) -> Result<HashMap<u32, String>> {
    let all: Vec<store::Loaded<Commitment>> = app
        .store()
        .all_of(app.district(), kinds::COMMITMENT, 5_000)
        .await?;
    let issued: Vec<&Commitment> = all
        .iter()
        .map(|c| &c.state)
        .filter(|c| c.status == Status::Issued)
        .collect();
    let find = |clause: &str| {
        issued
            .iter()
            .find(|c| c.source.quote.contains(clause))
            .map(|c| c.id.clone())
    };
    Ok(demo
        .assignments
        .iter()
        .filter_map(|a| Some((a.no, find(&a.clause)?)))
        .collect())
}

fn entries(demo: &Demo) -> Vec<Entry<'_>> {
    let records = demo.records.iter().map(|r| Entry {
        commitment: None,
        no: r.no,
        date: r.date,
        amount: Some((r.amount, r.unit.as_str())),
        place: r.place.as_ref().map(|p| p.as_str()),
        step: None,
        note: &r.note,
        by: r.by.as_str(),
        status: r.status,
        answered: r.answered.as_ref().map(|(who, day)| (who.as_str(), *day)),
    });
    let notes = demo.notes.iter().map(|n| Entry {
        commitment: None,
        no: n.no,
        date: n.date,
        amount: None,
        place: None,
        step: n.step.as_deref(),
        note: &n.note,
        by: n.by.as_str(),
        status: n.status,
        answered: n.answered.as_ref().map(|(who, day)| (who.as_str(), *day)),
    });
    records.chain(notes).collect()
}

fn events<'a>(entries: &[Entry<'a>]) -> Vec<(Date, Event<'a>)> {
    let claims = entries
        .iter()
        .enumerate()
        .map(|(i, e)| (e.date, Event::Claim(i, e.clone())));
    let answers = entries
        .iter()
        .enumerate()
        .filter_map(|(i, e)| Some((e.answered?.1, Event::Answer(i, e.clone()))));
    let mut events: Vec<_> = claims.chain(answers).collect();
    events.sort_by_key(|(day, event)| (*day, matches!(event, Event::Answer(..))));
    events
}

async fn claim(app: &App, commitment: &str, entry: &Entry<'_>) -> Result<String> {
    let actor = actor(app, entry.by).await?;
    let c: store::Loaded<Commitment> = app
        .load(
            kinds::COMMITMENT,
            commitment,
            ("示例任务", "demo commitment"),
        )
        .await?;
    let day = entry.date.to_string();
    let amount = entry
        .amount
        .map(|(n, unit)| format!("{n}{unit}"))
        .unwrap_or_default();
    let cmd = ClaimCmd {
        kind: kind(&c.state, entry),
        date: entry.date,
        amount: entry.amount.map(|(n, _)| n),
        unit: entry.amount.map(|(_, unit)| unit.to_owned()),
        place: entry.place.map(str::to_owned),
        note: entry.note.to_owned(),
        evidence: vec![evidence::sheet([
            &day,
            &amount,
            entry.place.unwrap_or(""),
            entry.note,
        ])?],
        resubmits: None,
    };
    Ok(record::claim(app, &actor, commitment, cmd).await?.value.id)
}

fn kind(c: &Commitment, entry: &Entry<'_>) -> RecordKind {
    if entry.amount.is_some() {
        return if c.measured_by == MeasuredBy::Readings {
            RecordKind::Reading
        } else {
            RecordKind::Amount
        };
    }
    let steps = match &c.plan {
        Plan::Milestones(points) if c.measured_by == MeasuredBy::Milestones => points.as_slice(),
        _ => &[],
    };
    let at = entry
        .step
        .and_then(|title| steps.iter().position(|p| p.title == title));
    at.and_then(|i| u16::try_from(i).ok())
        .map_or(RecordKind::Note, RecordKind::Milestone)
}

async fn answer(app: &App, record: &str, entry: &Entry<'_>) -> Result<()> {
    let Some((who, _)) = entry.answered else {
        return Ok(());
    };
    let actor = actor(app, who).await?;
    match entry.status {
        DemoStatus::Verified => record::verify(app, &actor, record, 1, None)
            .await
            .map(|_| ()),
        DemoStatus::Returned => record::return_(
            app,
            &actor,
            record,
            1,
            "示例：证据与数量不一致，请补正后重新报送",
        )
        .await
        .map(|_| ()),
        DemoStatus::Claimed => Ok(()),
    }
}

async fn actor(app: &App, login: &str) -> Result<Actor> {
    let person = find(app, login).await?;
    let person = person.ok_or_else(|| {
        AppError::new(
            Kind::NotFound,
            "demo.person",
            format!("示例人员{login}不存在"),
            "No such demo person",
        )
    })?;
    Ok(actor_of(app, &person.state))
}
