//! The illustrative projects: registered before the year's first month is over, then reported each month
//! by their bureaus, verified by the office, started and finished with their files.

use super::evidence;
use crate::clock::FixedClock;
use crate::person::{actor_of, find};
use crate::project::{
    ApprovalCmd, BlockerCmd, Entry, EntryKind, FileOf, MilestoneCmd, RegisterCmd, claim_milestone,
    close_blocker, enter_approval, import_progress, open_blocker, register, set_plan, verify_many,
    waiting,
};
use crate::{Actor, App, FileIn, Result};
use figure::Decimal;
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use org::Role;
use profile::{Demo, DemoProject};
use project::{Batch, CloseBlocker, SetPlan};
use std::collections::BTreeMap;

/// Day of the month on which the month before is reported, and on which it is verified.
const REPORT_DAY: i8 = 5;
const VERIFY_DAY: i8 = 9;
/// What everything here says of itself.
const BASIS: &str = "示例数据：金额与进度均为示意";
/// 万元 in 元.
const WAN: i64 = 10_000;

/// Plays the projects day by day.
pub(super) struct Player {
    projects: Vec<DemoProject>,
    /// Ids in the order of `projects`, once registered.
    ids: Vec<String>,
    first: Option<Date>,
    people: Vec<Actor>,
}

impl Player {
    pub(super) async fn new(app: &App, demo: &Demo) -> Result<Self> {
        let mut people = vec![];
        for one in &app.profile().demo_people {
            if let Some(person) = find(app, one.person.id.as_str()).await? {
                people.push(actor_of(app, &person.state));
            }
        }
        Ok(Self {
            projects: demo.projects.clone(),
            ids: vec![],
            first: None,
            people,
        })
    }

    /// What happens on one day.
    pub(super) async fn day(&mut self, app: &App, clock: &FixedClock, day: Date) -> Result<()> {
        if self.projects.is_empty() {
            return Ok(());
        }
        clock.set(app.now() + SignedDuration::from_mins(1));
        let first = *self.first.get_or_insert(day);
        if self.ids.is_empty() {
            self.enter(app).await?;
        }
        for at in 0..self.projects.len() {
            self.steps(app, at, (first, day)).await?;
        }
        if day == first {
            for month in 1..day.month() {
                self.months(app, (day.year(), month)).await?;
                self.verify(app).await?;
            }
        } else if day.day() == REPORT_DAY {
            let before = day.first_of_month().saturating_sub(1.day());
            self.months(app, (before.year(), before.month())).await?;
        }
        if day == first || day.day() == VERIFY_DAY {
            clock.set(app.now() + SignedDuration::from_mins(1));
            self.verify(app).await?;
        }
        Ok(())
    }

    async fn enter(&mut self, app: &App) -> Result<()> {
        let Some(office) = self.with(Role::DistrictOffice).cloned() else {
            return Ok(());
        };
        for project in &self.projects {
            let id = enter_one(app, &office, project).await?;
            self.ids.push(id);
        }
        Ok(())
    }

    /// Milestones and blockers that fall on a day, or lie before the first one.
    async fn steps(&self, app: &App, at: usize, (first, day): (Date, Date)) -> Result<()> {
        let (project, id) = (&self.projects[at], &self.ids[at]);
        let falls = |on: Date| on == day || (day == first && on < first);
        let Some(clerk) = self.of_unit(project.bureau.as_str()) else {
            return Ok(());
        };
        for (batch, on) in project.milestones.iter().filter(|(_, on)| falls(*on)) {
            self.reached(app, clerk, id, (*batch, *on)).await?;
        }
        let Some((title, raised, due, solved)) = &project.blocker else {
            return Ok(());
        };
        if falls(*raised) {
            let version = crate::project::show(app, clerk, id, None, None)
                .await?
                .version;
            let cmd = BlockerCmd {
                title: title.clone(),
                owner_unit: project.bureau.to_string(),
                owner: clerk.person.clone(),
                due: *due,
            };
            open_blocker(app, clerk, id, version, cmd).await?;
        }
        if let (Some(solved), Some(office)) = (solved, self.with(Role::DistrictOffice))
            && falls(*solved)
        {
            let version = crate::project::show(app, office, id, None, None)
                .await?
                .version;
            let cmd = CloseBlocker {
                no: 1,
                how: "示例：协调会议已明确办法".into(),
            };
            close_blocker(app, office, id, version, cmd).await?;
        }
        Ok(())
    }

    /// A milestone claimed by the bureau and verified by the office.
    async fn reached(
        &self,
        app: &App,
        clerk: &Actor,
        id: &str,
        (batch, date): (Batch, Date),
    ) -> Result<()> {
        let version = crate::project::show(app, clerk, id, None, None)
            .await?
            .version;
        let mut files = vec![];
        for kind in batch.evidence() {
            files.push(FileOf {
                kind: *kind,
                file: evidence::sheet(["", "", kind.zh(), BASIS])?,
            });
        }
        let cmd = MilestoneCmd {
            batch,
            date,
            files,
            note: BASIS.into(),
        };
        let done = claim_milestone(app, clerk, id, version, cmd).await?;
        let no = done.value.milestones.last().map_or(1, |m| m.no);
        let entry = Entry {
            project: id.to_owned(),
            kind: EntryKind::Milestone,
            no,
        };
        match self.with(Role::DistrictOffice) {
            Some(office) => verify_many(app, office, &[entry]).await.map(|_| ()),
            None => Ok(()),
        }
    }

    /// Each bureau hands in the sheet of a month.
    async fn months(&self, app: &App, (year, month): (i16, i8)) -> Result<()> {
        let mut sheets: BTreeMap<&str, String> = BTreeMap::new();
        for project in &self.projects {
            let sum = |list: &[(i8, Decimal)]| {
                let found = list.iter().find(|(m, _)| *m == month);
                found.map_or_else(String::new, |(_, sum)| sum.to_string())
            };
            let (reported, enrolled) = (sum(&project.reported), sum(&project.enrolled));
            if reported.is_empty() && enrolled.is_empty() {
                continue;
            }
            let sheet = sheets
                .entry(project.bureau.as_str())
                .or_insert_with(|| "项目名称,报送累计（万元）,入库累计（万元）\n".to_owned());
            sheet.push_str(&format!("{},{reported},{enrolled}\n", project.name));
        }
        for (bureau, sheet) in sheets {
            let Some(clerk) = self.of_unit(bureau) else {
                continue;
            };
            let file = FileIn {
                name: "示例进度.csv".into(),
                bytes: sheet.into_bytes(),
            };
            import_progress(app, clerk, (file, year, month), (BASIS, true), false).await?;
        }
        Ok(())
    }

    async fn verify(&self, app: &App) -> Result<()> {
        let Some(office) = self.with(Role::DistrictOffice) else {
            return Ok(());
        };
        let waits = waiting(app, office).await?;
        let entries: Vec<Entry> = waits.entries.into_iter().map(|w| w.entry).collect();
        if !entries.is_empty() {
            verify_many(app, office, &entries).await?;
        }
        Ok(())
    }

    fn with(&self, role: Role) -> Option<&Actor> {
        self.people.iter().find(|p| p.roles.contains(role))
    }

    fn of_unit(&self, unit: &str) -> Option<&Actor> {
        let of_unit = |p: &&Actor| p.unit.as_str() == unit;
        let clerk = |p: &&Actor| p.roles.contains(Role::DepartmentClerk);
        self.people.iter().filter(of_unit).find(clerk)
    }
}

async fn enter_one(app: &App, office: &Actor, project: &DemoProject) -> Result<String> {
    let year = app.today().year();
    let made = register(app, office, of(project)).await?;
    let (id, mut version) = (made.value.id, made.version);
    if let Some(plan) = project.plan {
        let plan = SetPlan {
            year,
            amount: yuan(plan),
            curve: None,
            bond: project.bond.map(yuan),
            start_month: project.start_month,
            basis: BASIS.into(),
            reason: String::new(),
        };
        let done = set_plan(app, office, &id, version, plan).await?;
        version = done.version;
    }
    for item in &project.approvals {
        let held = ApprovalCmd::Held {
            number: format!("示例〔{year}〕{item}"),
            issued_on: app.today(),
            expires_on: None,
            file: Box::new(evidence::sheet(["", "", "", BASIS])?),
        };
        let done = enter_approval(app, office, &id, version, (item.clone(), held)).await?;
        version = done.version;
    }
    Ok(id)
}

fn of(project: &DemoProject) -> RegisterCmd {
    RegisterCmd {
        code: None,
        name: project.name.clone(),
        owner: project.owner.clone(),
        bureau: project.bureau.to_string(),
        leader: None,
        place: project.place.as_ref().map(ToString::to_string),
        category: project.category.clone(),
        total: yuan(project.total),
        basis: BASIS.into(),
        funding: vec![],
    }
}

fn yuan(wan: Decimal) -> Decimal {
    wan * Decimal::from(WAN)
}
