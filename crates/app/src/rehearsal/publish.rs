//! A rehearsed draft is put in force from a day on, by the same ways by which such a rule comes into force
//! otherwise, or it is dropped.

use super::base;
use super::open::{load, still_open};
use super::published::{Published, take_up, with};
use super::said;
use super::state::{Draft, End, Kind, Rehearsal};
use crate::change_of::{changed, made};
use crate::district::day_start;
use crate::{Actor, App, AppError, Kind as ErrorKind, Result, job, kinds, same_version};
use duty::DutyList;
use duty::check::{self, Severity};
use jiff::ToSpan;
use jiff::civil::Date;
use org::{Action, Resource};
use store::{Change, Job, JobState, Loaded, Write};

/// The kind of the jobs that wait for their day.
const JOB: &str = "rehearsal.apply";
/// A job whose server died is taken up by another after this time, in milliseconds.
const LEASE_MS: i64 = 30 * 60 * 1000;
/// Days ahead that a rule may be published for.
const AHEAD_DAYS: i32 = 366;

/// The first day from which a draft of a kind may hold: what cases and lights already follow today is not
/// changed under them.
pub(super) fn earliest(app: &App, kind: Kind) -> Date {
    match kind {
        Kind::Clocks | Kind::LightRules => app.today().saturating_add(1.day()),
        Kind::DutyList | Kind::Notice | Kind::Dispatch => app.today(),
    }
}

/// What somebody has to be allowed beside publishing: what putting such a rule in force asks otherwise.
pub(super) fn right(kind: Kind) -> (Action, Resource) {
    match kind {
        Kind::DutyList => (Action::Import, Resource::DutyList),
        Kind::Clocks => (Action::Edit, Resource::CaseType),
        Kind::LightRules => (Action::Issue, Resource::Rehearsal),
        Kind::Notice => (Action::Edit, Resource::CalendarNotice),
        Kind::Dispatch => (Action::Edit, Resource::Learning),
    }
}

/// Publishes a draft that was rehearsed, from a day on; its version. Never by its author.
///
/// Errors: `auth.forbidden`, `conflict.changed`, `rehearsal.ended`, `rehearsal.not_run`, `rehearsal.own`,
/// `rehearsal.base_moved`, `rehearsal.day`, `rehearsal.reason`, `rehearsal.unsound`.
pub async fn publish(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    from: Date,
    reason: &str,
) -> Result<i64> {
    let loaded = load(app, id).await?;
    let it = &loaded.state;
    let kind = it.draft.kind();
    app.require(actor, Action::Issue, Resource::Rehearsal, &[])?;
    let (action, resource) = right(kind);
    app.require(actor, action, resource, &[])?;
    same_version(expected, loaded.seq)?;
    still_open(it)?;
    if it.run.is_none() {
        let (zh, en) = ("预演尚未完成，不能发布", "It has not been rehearsed yet");
        return Err(refused("rehearsal.not_run", zh, en));
    }
    if it.author == actor.person {
        let (zh, en) = ("起草人不能发布自己的草案", "Its author may not publish it");
        return Err(refused("rehearsal.own", zh, en));
    }
    if base::base(app, &it.draft).await? != it.base {
        let zh = "预演之后现行规则已有变化，请重新预演";
        let en = "The rule in force changed since; rehearse it again";
        return Err(refused("rehearsal.base_moved", zh, en));
    }
    said(reason)?;
    check_day(app, kind, from)?;
    let (changes, writes, done) = put_in_force(app, &loaded, from, reason).await?;
    let end = End::Published {
        at: app.now(),
        by: actor.person.clone(),
        from,
        reason: reason.trim().to_owned(),
        done,
    };
    let next = Rehearsal {
        end: Some(end),
        ..it.clone()
    };
    let mut all = vec![changed(&loaded, "rehearsal.publish", Some(reason), &next)];
    all.extend(changes);
    app.append_with(actor, all, vec![], writes).await?;
    if take_up(app).await? && crate::org_units::take_in(app).await? {
        crate::lights::judge_all(app).await?;
    }
    Ok(expected + 1)
}

/// Lets a draft go. Errors: `auth.forbidden`, `conflict.changed`, `rehearsal.ended`, `rehearsal.reason`.
pub async fn drop(app: &App, actor: &Actor, id: &str, expected: i64, reason: &str) -> Result<i64> {
    let loaded = load(app, id).await?;
    app.require(actor, Action::Drop, Resource::Rehearsal, &[])?;
    same_version(expected, loaded.seq)?;
    still_open(&loaded.state)?;
    said(reason)?;
    let next = Rehearsal {
        end: Some(End::Dropped {
            at: app.now(),
            by: actor.person.clone(),
            reason: reason.trim().to_owned(),
        }),
        ..loaded.state.clone()
    };
    let change = changed(&loaded, "rehearsal.drop", Some(reason), &next);
    app.append(actor, vec![change]).await?;
    Ok(expected + 1)
}

fn check_day(app: &App, kind: Kind, from: Date) -> Result<()> {
    let earliest = earliest(app, kind);
    let latest = app.today().saturating_add(AHEAD_DAYS.days());
    if (earliest..=latest).contains(&from) {
        return Ok(());
    }
    Err(wrong_day(
        format!("生效日须在{earliest}至{latest}之间"),
        format!("The first day lies between {earliest} and {latest}"),
    ))
}

fn wrong_day(zh: String, en: String) -> AppError {
    AppError::field("from", "rehearsal.day", zh, en)
}

fn refused(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> AppError {
    AppError::new(ErrorKind::Unprocessable, code, zh, en)
}

/// What publishing writes beside the rehearsal, and whether that is all.
type Put = (Vec<Change>, Vec<Write>, bool);

async fn put_in_force(
    app: &App,
    loaded: &Loaded<Rehearsal>,
    from: Date,
    reason: &str,
) -> Result<Put> {
    let id = &loaded.state.id;
    match &loaded.state.draft {
        Draft::DutyList { after, .. } => {
            let changes = duties(app, after, from, reason).await?;
            Ok((changes, vec![], true))
        }
        Draft::Clocks { text, .. } => {
            let rule = published(app, Kind::Clocks, "", text, 0, from);
            if with(&app.profile(), &rule).is_none() {
                return Err(wrong_day(
                    "生效日须晚于前一版".to_owned(),
                    "The first day has to be later than that of the version before".to_owned(),
                ));
            }
            Ok((
                vec![made(kinds::RULE, id, "rule.publish", &rule)],
                vec![],
                true,
            ))
        }
        Draft::LightRules { text } => {
            let profile = app.profile();
            let last = profile
                .lights
                .iter()
                .map(|spec| &spec.rule)
                .max_by_key(|r| r.version);
            if last.is_some_and(|last| last.valid_from >= from) {
                return Err(wrong_day(
                    "生效日须晚于前一版".to_owned(),
                    "The first day has to be later than that of the version before".to_owned(),
                ));
            }
            let version = last.map_or(1, |last| last.version + 1);
            let rule = published(app, Kind::LightRules, "", text, version, from);
            Ok((
                vec![made(kinds::RULE, id, "rule.publish", &rule)],
                vec![],
                true,
            ))
        }
        Draft::Notice { .. } | Draft::Dispatch { .. } => {
            let job = Write::PutJob(Job {
                id: format!("apply-{id}"),
                kind: JOB.into(),
                payload: serde_json::Value::from(id.as_str()).to_string(),
                run_after_ms: day_start(from)?.as_millisecond(),
            });
            Ok((vec![], vec![job], false))
        }
    }
}

fn published(app: &App, kind: Kind, name: &str, text: &str, version: u32, from: Date) -> Published {
    Published {
        kind,
        name: name.to_owned(),
        text: text.to_owned(),
        version,
        from,
        at: app.now(),
    }
}

/// The draft of the list, dated and found sound, as the import of a sheet would put it in.
async fn duties(
    app: &App,
    after: &duty::rehearse::Draft,
    from: Date,
    reason: &str,
) -> Result<Vec<Change>> {
    let read = crate::duty::current(app).await?;
    let dated = duty::rehearse::dated(&read.list, after, from);
    let too_many = || {
        let (zh, en) = ("事项的条目过多", "Too many entries of a matter");
        refused("rehearsal.unsound", zh, en)
    };
    let dated = dated.ok_or_else(too_many)?;
    sound(&read.list, &dated)?;
    crate::duty::taken(app, &read, &dated, "duty.publish", Some(reason)).await
}

fn sound(list: &DutyList, dated: &duty::rehearse::Draft) -> Result<()> {
    let others = list.iter().filter(|e| !dated.contains_key(&e.matter));
    let others = others.map(|entry| (0, entry.clone()));
    let own = dated.values().flatten().map(|entry| (1, entry.clone()));
    let all: Vec<_> = others.chain(own).collect();
    let found = check::entries(&all, list.catalogue(), list.directory());
    let worst = found
        .into_iter()
        .find(|f| f.line == 1 && f.severity == Severity::Error);
    match worst {
        None => Ok(()),
        Some(finding) => {
            let en = finding.en();
            Err(refused("rehearsal.unsound", finding.zh, en))
        }
    }
}

/// Puts in force what was published for a day that has come; how many.
pub(super) async fn apply_due(app: &App) -> Result<usize> {
    let mut applied = 0;
    loop {
        let Some(job) = job::taken(app, JOB, LEASE_MS).await? else {
            return Ok(applied);
        };
        match apply(app, &job).await {
            Ok(()) => applied += 1,
            Err(error) => job::failed(app, job, error).await?,
        }
    }
}

async fn apply(app: &App, job: &JobState) -> Result<()> {
    let id: String = serde_json::from_str(&job.job.payload).unwrap_or_default();
    let loaded = load(app, &id).await?;
    let Some(End::Published {
        at,
        by,
        from,
        reason,
        ..
    }) = loaded.state.end.clone()
    else {
        return Ok(());
    };
    let next = Rehearsal {
        end: Some(End::Published {
            at,
            by: by.clone(),
            from,
            reason: reason.clone(),
            done: true,
        }),
        ..loaded.state.clone()
    };
    let mut changes = vec![changed(&loaded, "rehearsal.apply", None, &next)];
    match &loaded.state.draft {
        Draft::Notice { name, text } => {
            let rule = published(app, Kind::Notice, name, text, 0, from);
            changes.push(made(kinds::RULE, &id, "rule.publish", &rule));
        }
        Draft::Dispatch {
            threshold,
            automatic,
        } => {
            if base::base(app, &loaded.state.draft).await? != loaded.state.base {
                let zh = "发布之后自动派遣的规则已另有变化，没有再改";
                let en = "The rules of dispatch were changed since; left as they are";
                return Err(refused("rehearsal.base_moved", zh, en));
            }
            let rules = (*threshold, *automatic);
            changes.push(crate::learning::set_rules(app, rules, &reason).await?);
        }
        Draft::DutyList { .. } | Draft::Clocks { .. } | Draft::LightRules { .. } => {}
    }
    let finished = Write::FinishJob {
        id: job.job.id.clone(),
        result: "{}".to_owned(),
    };
    let notice = matches!(loaded.state.draft, Draft::Notice { .. });
    // What moves is moved before the job is called done: whoever takes it up moves the rest.
    if loaded.state.end.as_ref().is_none_or(|end| !end.done()) {
        app.append(&app.system(), changes).await?;
    }
    if notice {
        take_up(app).await?;
        crate::supervision::apply_published(app).await?;
        crate::case::apply_published(app, &by).await?;
    }
    app.append_with(&app.system(), vec![], vec![], vec![finished])
        .await?;
    Ok(())
}
