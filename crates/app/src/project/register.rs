//! A project is entered.

use super::names;
use super::step::context;
use crate::change_of::made;
use crate::review::Versioned;
use crate::{Actor, App, AppError, Kind, Result, ids, kinds};
use figure::Decimal;
use org::{Action, Resource};
use project::{Funding, Project, Register};

/// A project as somebody types it; units, place and leader by name or code.
#[derive(Debug, Clone, Default)]
pub struct RegisterCmd {
    /// Code of the national platform.
    pub code: Option<String>,
    /// Name.
    pub name: String,
    /// Owner.
    pub owner: String,
    /// Bureau that answers for it.
    pub bureau: String,
    /// Leader; the bureau's own where absent.
    pub leader: Option<String>,
    /// Subdistrict.
    pub place: Option<String>,
    /// Trade.
    pub category: String,
    /// Total investment, in 元.
    pub total: Decimal,
    /// Document of the total.
    pub basis: String,
    /// Where money comes from, in 元.
    pub funding: Vec<Funding>,
}

/// Enters a project. Errors: `unit.unknown`, `place.unknown`, `leader.unknown`, `project.code_taken`,
/// `project.too_many`, and those of [`project::register`].
pub async fn register(app: &App, actor: &Actor, cmd: RegisterCmd) -> Result<Versioned<Project>> {
    let bureau = names::bureau(&app.profile(), &cmd.bureau)?;
    app.require(actor, Action::Create, Resource::Project, &[&bureau])?;
    let held = super::held::held(app).await?;
    check_room(held.all.len())?;
    if let Some(code) = cmd.code.as_deref().filter(|c| !c.trim().is_empty())
        && held.all.iter().any(|p| p.code.as_deref() == Some(code))
    {
        return Err(AppError::field(
            "code",
            "project.code_taken",
            format!("代码“{code}”已登记在另一个项目上"),
            "Another project has this code",
        ));
    }
    let project = made_of(app, actor, cmd)?;
    let change = made(kinds::PROJECT, &project.id, "project.register", &project);
    app.append(actor, vec![change]).await?;
    Ok(Versioned {
        version: 1,
        value: project,
    })
}

/// The state of a new project.
pub(super) fn made_of(app: &App, actor: &Actor, cmd: RegisterCmd) -> Result<Project> {
    let profile = app.profile();
    let bureau = names::bureau(&profile, &cmd.bureau)?;
    let register = Register {
        new_id: ids::new_id(),
        code: cmd.code,
        name: cmd.name,
        owner: cmd.owner,
        leader: names::leader(&profile, cmd.leader.as_deref(), &bureau)?,
        place: names::place(&profile, cmd.place.as_deref())?,
        bureau,
        category: cmd.category,
        total: cmd.total,
        basis: cmd.basis,
        funding: cmd.funding,
    };
    Ok(project::register(&register, &context(app, actor))?)
}

/// Refuses more projects than a district can hold.
pub(super) fn check_room(count: usize) -> Result<()> {
    let max = super::held::PROJECTS_MAX;
    match count < max {
        true => Ok(()),
        false => Err(AppError::new(
            Kind::TooLarge,
            "project.too_many",
            format!("最多登记{max}个项目"),
            format!("At most {max} projects"),
        )),
    }
}
