//! The illustrative weekly meetings of the last weeks: every Tuesday the agenda is frozen as the demonstration's own
//! facts make it, its first lines are given to the units concerned, some of which explain a miss a week later; and
//! reviews of the ten days that are over. The words are invented and say so; numbers and lights are read, not made.

use super::noon;
use crate::clock::FixedClock;
use crate::meeting::{
    AssignCmd, FreezeCmd, ItemRow, agenda, answer, assign, explain, freeze, issue_review, minute,
    of_unit, show, show_item, show_review,
};
use crate::person::{actor_of, find};
use crate::{Actor, App, Result};
use indicator::cadence::{before, xun_of};
use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, ToSpan};
use meeting::{Explain, Group, IssueReview, Minute};
use org::Role;
use profile::Demo;

/// Meetings are held in so many weeks before the last day.
const WEEKS: i64 = 5;
/// New lines of one agenda that are not left out.
const NEW_MAX: usize = 5;
/// Reviews of the last so many days are left for somebody to issue.
const LEFT_DAYS: i32 = 8;
/// Bulletins of the last so many days are left for somebody to issue.
const BULLETINS_LEFT_DAYS: i32 = 7;
/// One late item in this many is explained before the meeting.
const EXPLAINED_EVERY: usize = 2;

/// Plays the meetings day by day.
pub(super) struct Player {
    first: Date,
    last: Date,
    office: Option<Actor>,
    clerks: Vec<Actor>,
}

impl Player {
    pub(super) async fn new(app: &App, demo: &Demo, last: Date) -> Result<Self> {
        let (mut office, mut clerks) = (None, vec![]);
        for one in &app.profile().demo_people {
            let Some(person) = find(app, one.person.id.as_str()).await? else {
                continue;
            };
            let actor = actor_of(app, &person.state);
            if actor.roles.contains(Role::DistrictOffice) && !demo.projects.is_empty() {
                office.get_or_insert(actor);
            } else if actor.roles.contains(Role::DepartmentClerk) {
                clerks.push(actor);
            }
        }
        Ok(Self {
            first: last.saturating_sub((WEEKS * 7).days()),
            last,
            office,
            clerks,
        })
    }

    /// What happens on one day.
    pub(super) async fn day(&self, app: &App, clock: &FixedClock, day: Date) -> Result<()> {
        let Some(office) = self.office.as_ref().filter(|_| day >= self.first) else {
            return Ok(());
        };
        // After whatever else was played on the day.
        clock.set((noon(day)? + SignedDuration::from_hours(2)).max(app.now()));
        if day.weekday() == Weekday::Tuesday {
            self.explain(app).await?;
            self.meet(app, clock, office, day).await?;
        }
        if matches!(day.day(), 1 | 11 | 21) && (self.last - day).get_days() >= LEFT_DAYS {
            review(app, office, day).await?;
        }
        match (self.last - day).get_days() >= BULLETINS_LEFT_DAYS {
            true => super::bulletins::day(app, office, day).await,
            false => Ok(()),
        }
    }

    /// Some units explain what they missed.
    async fn explain(&self, app: &App) -> Result<()> {
        for clerk in &self.clerks {
            let late: Vec<ItemRow> = of_unit(app, clerk).await?;
            for (at, row) in late.iter().filter(|i| i.late).enumerate() {
                let item = show_item(app, clerk, &row.id).await?;
                if at % EXPLAINED_EVERY == 0 && item.may.contains(&"explain") {
                    let cmd = Explain {
                        why: "示例：前置手续比预计多用两周，本周方可推进".into(),
                        learned: "示例：涉及外部审批的事项，承诺时应预留审批时间".into(),
                    };
                    explain(app, clerk, (&row.id, item.version), cmd).await?;
                }
            }
        }
        Ok(())
    }

    async fn meet(&self, app: &App, clock: &FixedClock, office: &Actor, day: Date) -> Result<()> {
        let next = agenda(app, office).await?;
        let has_clerk = |unit: &Option<String>| {
            let unit = unit.as_deref();
            self.clerks.iter().any(|c| Some(c.unit.as_str()) == unit)
        };
        let new = || next.lines.iter().filter(|l| l.group == Group::New);
        // Series come first, then what the last days brought, so that the agenda is mixed.
        let chosen: Vec<&str> = new()
            .filter(|l| has_clerk(&l.unit) && l.unit.as_deref() != Some(office.unit.as_str()))
            .map(|l| l.key.as_str())
            .step_by(2)
            .take(NEW_MAX)
            .collect();
        let left = new().filter(|l| !chosen.contains(&l.key.as_str()));
        let cmd = FreezeCmd {
            leave_out: left.map(|l| l.key.clone()).collect(),
            why: "示例：本次只议较紧要的事项，其余由分管领导跟进".into(),
        };
        if chosen.is_empty() && new().count() == next.lines.len() {
            return Ok(());
        }
        let meeting = freeze(app, office, cmd).await?;
        let (id, mut version) = (meeting.value.id.clone(), meeting.version);
        clock.set(app.now() + SignedDuration::from_mins(30));
        for line in &meeting.value.lines {
            if line.group == Group::Explained
                && let Some(item) = &line.item
            {
                let at = show_item(app, office, item).await?.version;
                answer(app, office, (item, at), (true, "示例：情况属实，予以认定")).await?;
                continue;
            }
            if line.outcome.is_some() {
                continue;
            }
            let cmd = AssignCmd {
                no: line.no,
                unit: line.unit.clone().unwrap_or_default(),
                words: "示例：逐项排查落后原因，本周提出并落实赶进度的办法".into(),
                due: day.saturating_add(6.days()),
                promised: None,
            };
            version = assign(app, office, (&id, version), cmd).await?.version;
        }
        let version = show(app, office, &id).await?.version.max(version);
        let cmd = Minute {
            chair: "副区长甲（示例）".into(),
            words: "示例：下次会议先听各单位兑现情况".into(),
        };
        minute(app, office, (&id, version), cmd).await?;
        Ok(())
    }
}

/// Issues the review of the ten days before, where something was promised for them.
async fn review(app: &App, office: &Actor, day: Date) -> Result<()> {
    let Some(xun) = before(xun_of(day), false) else {
        return Ok(());
    };
    let id = xun.to_string();
    let draft = show_review(app, office, &id).await?;
    if !draft.lines.is_empty() {
        let cmd = IssueReview {
            learned: "示例：承诺多以一周为限，而审批和入库以月为期；今后按事项的节奏定时限".into(),
        };
        issue_review(app, office, &id, cmd).await?;
    }
    Ok(())
}
