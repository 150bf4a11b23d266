//! What people do to one project, each one intention.

use super::entered::{ApprovalCmd, FileOf, approval, taken};
use super::step::{allowed, context, step};
use crate::review::Versioned;
use crate::{Actor, App, AppError, Result, person};
use jiff::civil::Date;
use org::Action;
use project::{
    Batch, ClaimMilestone, CloseBlocker, EnterApproval, MoveBlocker, OpenBlocker, Project, Report,
    ReverseMilestone, SetPlan, SetTotal,
};

/// A milestone as it is claimed.
#[derive(Debug, Clone)]
pub struct MilestoneCmd {
    /// The batch reached.
    pub batch: Batch,
    /// The day.
    pub date: Date,
    /// Files, each with what it proves.
    pub files: Vec<FileOf>,
    /// In words.
    pub note: String,
}

/// A blocker as it is raised.
#[derive(Debug, Clone)]
pub struct BlockerCmd {
    /// What.
    pub title: String,
    /// Unit that owes the way out, by code.
    pub owner_unit: String,
    /// Login of the person that owes it.
    pub owner: String,
    /// Last day in time.
    pub due: Date,
}

/// Sets the plan of a year. Errors: those of [`project::set_plan`].
pub async fn set_plan(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    cmd: SetPlan,
) -> Result<Versioned<Project>> {
    let reason = Some(cmd.reason.clone());
    let name = (Action::Edit, "plan", reason.as_deref());
    step(app, actor, name, (id, expected), vec![], |state, ctx| {
        project::set_plan(state, &cmd, ctx)
    })
    .await
}

/// Sets the total anew. Errors: those of [`project::set_total`].
pub async fn set_total(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    cmd: SetTotal,
) -> Result<Versioned<Project>> {
    let name = (Action::Edit, "total", Some(cmd.basis.as_str()));
    step(app, actor, name, (id, expected), vec![], |state, ctx| {
        project::set_total(state, &cmd, ctx)
    })
    .await
}

/// Reports investment of a month. Errors: those of [`project::report`].
pub async fn report(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    cmd: Report,
) -> Result<Versioned<Project>> {
    let name = (Action::Claim, "report", None);
    step(app, actor, name, (id, expected), vec![], |state, ctx| {
        project::report(state, &cmd, ctx)
    })
    .await
}

/// Claims a milestone with its files. Errors: those of [`project::claim_milestone`] and of evidence.
pub async fn claim_milestone(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    cmd: MilestoneCmd,
) -> Result<Versioned<Project>> {
    allowed(app, actor, Action::Claim, id).await?;
    let (evidence, writes) = taken(cmd.files)?;
    let claim = ClaimMilestone {
        batch: cmd.batch,
        date: cmd.date,
        evidence,
        note: cmd.note,
    };
    let name = (Action::Claim, "milestone", None);
    step(app, actor, name, (id, expected), writes, |state, ctx| {
        project::claim_milestone(state, &claim, ctx)
    })
    .await
}

/// Takes a verified milestone back. Errors: those of [`project::reverse_milestone`].
pub async fn reverse_milestone(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    cmd: ReverseMilestone,
) -> Result<Versioned<Project>> {
    let name = (Action::Reverse, "reverse", Some(cmd.reason.as_str()));
    step(app, actor, name, (id, expected), vec![], |state, ctx| {
        project::reverse_milestone(state, &cmd, ctx)
    })
    .await
}

/// Enters an item of the checklist in force today. Errors: those of [`project::enter_approval`].
pub async fn enter_approval(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    (item, cmd): (String, ApprovalCmd),
) -> Result<Versioned<Project>> {
    allowed(app, actor, Action::Edit, id).await?;
    let (state, writes) = approval(cmd)?;
    let enter = EnterApproval { item, state };
    let profile = app.profile();
    let missing = || AppError::not_found("审批事项清单", "checklist");
    let today = context(app, actor).today;
    let checklist = profile.projects.checklist_on(today).ok_or_else(missing)?;
    let name = (Action::Edit, "approval", None);
    step(app, actor, name, (id, expected), writes, |state, ctx| {
        project::enter_approval(state, checklist, &enter, ctx)
    })
    .await
}

/// Raises a blocker on somebody. Errors: `person.unknown`, `unit.unknown`, and those of
/// [`project::open_blocker`].
pub async fn open_blocker(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    cmd: BlockerCmd,
) -> Result<Versioned<Project>> {
    crate::district::check_unit(&app.profile(), "lead", &cmd.owner_unit)?;
    let owner = person::find(app, cmd.owner.trim()).await?;
    let owner = owner.filter(|p| p.state.unit.as_str() == cmd.owner_unit);
    let owner = owner.ok_or_else(|| {
        AppError::field(
            "owner",
            "person.unknown",
            "该单位没有这位人员",
            "Nobody of that unit",
        )
    })?;
    let open = OpenBlocker {
        title: cmd.title,
        owner_unit: cmd.owner_unit,
        owner: owner.subject.id,
        due: cmd.due,
    };
    let name = (Action::Open, "block", None);
    step(app, actor, name, (id, expected), vec![], |state, ctx| {
        project::open_blocker(state, &open, ctx)
    })
    .await
}

/// Moves the due day of a blocker. Errors: those of [`project::move_blocker`].
pub async fn move_blocker(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    cmd: MoveBlocker,
) -> Result<Versioned<Project>> {
    let name = (Action::Open, "move_blocker", Some(cmd.reason.as_str()));
    step(app, actor, name, (id, expected), vec![], |state, ctx| {
        project::move_blocker(state, &cmd, ctx)
    })
    .await
}

/// Closes a blocker. Errors: those of [`project::close_blocker`].
pub async fn close_blocker(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    cmd: CloseBlocker,
) -> Result<Versioned<Project>> {
    let name = (Action::Close, "unblock", Some(cmd.how.as_str()));
    step(app, actor, name, (id, expected), vec![], |state, ctx| {
        project::close_blocker(state, &cmd, ctx)
    })
    .await
}
