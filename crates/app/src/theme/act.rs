//! A theme is opened for a month, planned by its owner, and closed with what came of it.

use super::{Said, Theme, hot};
use crate::change_of::{changed, made};
use crate::district::check_unit;
use crate::duty::in_force;
use crate::review::Versioned;
use crate::{Actor, App, AppError, Kind, Result, ids, kinds, same_version};
use duty::MatterCode;
use jiff::civil::Date;
use org::{Action, Resource};
use store::Loaded;

/// Most characters of a title, and of a plan or a result.
const TITLE_CHARS_MAX: usize = 60;
const TEXT_CHARS_MAX: usize = 2_000;

/// A theme as given.
#[derive(Debug, Clone, Default)]
pub struct OpenTheme {
    /// Any day of its month.
    pub month: Option<Date>,
    /// In a line.
    pub title: String,
    /// Code of the matter whose cases are counted.
    pub matter: String,
    /// Code of the subdistrict, or empty for the whole district.
    pub subdistrict: String,
    /// Code of the unit that owns it.
    pub owner: String,
    /// The hot topic it comes from, by its place in the list.
    pub topic: Option<usize>,
}

fn words(field: &'static str, text: &str, most: usize) -> Result<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > most {
        let (zh, en) = (
            format!("请填写，不超过{most}字"),
            format!("Write something, at most {most} characters"),
        );
        return Err(AppError::field(field, "theme.words", zh, en));
    }
    Ok(text.to_owned())
}

/// Opens a theme. Errors: `auth.forbidden`, `theme.words`, `theme.matter`, `unit.unknown`.
pub async fn open(app: &App, actor: &Actor, cmd: OpenTheme) -> Result<Versioned<Theme>> {
    app.require(actor, Action::Open, Resource::Theme, &[])?;
    let title = words("title", &cmd.title, TITLE_CHARS_MAX)?;
    let duties = in_force(app, app.today()).await?;
    let matter = cmd.matter.trim();
    let known = MatterCode::parse(matter).ok();
    if known
        .and_then(|code| duties.matter(&code).map(|_| ()))
        .is_none()
    {
        return Err(AppError::field(
            "matter",
            "theme.matter",
            "请选择事项：前后对比按它计数",
            "Choose the matter whose cases are counted before and after",
        ));
    }
    check_unit(&app.profile(), "owner", cmd.owner.trim())?;
    let subdistrict = cmd.subdistrict.trim();
    if !subdistrict.is_empty() {
        check_unit(&app.profile(), "subdistrict", subdistrict)?;
    }
    let theme = Theme {
        id: ids::new_id(),
        month: cmd.month.unwrap_or(app.today()).first_of_month(),
        title,
        matter: matter.to_owned(),
        subdistrict: Some(subdistrict.to_owned()).filter(|code| !code.is_empty()),
        owner: cmd.owner.trim().to_owned(),
        cases: match cmd.topic {
            Some(no) => hot::ids(app, no).await?,
            None => vec![],
        },
        plan: None,
        closed: None,
        opened_at: app.now(),
        opened_by: actor.person.clone(),
    };
    let change = made(kinds::THEME, &theme.id, "theme.open", &theme);
    app.append(actor, vec![change]).await?;
    Ok(Versioned {
        version: 1,
        value: theme,
    })
}

async fn load(app: &App, id: &str, expected: i64) -> Result<Loaded<Theme>> {
    let theme: Loaded<Theme> = app.load(kinds::THEME, id, ("这个主题", "theme")).await?;
    same_version(expected, theme.seq)?;
    Ok(theme)
}

fn said(app: &App, actor: &Actor, field: &'static str, text: &str) -> Result<Said> {
    Ok(Said {
        at: app.now(),
        by: actor.person.clone(),
        text: words(field, text, TEXT_CHARS_MAX)?,
    })
}

fn still_open(theme: &Theme) -> Result<()> {
    if theme.closed.is_none() {
        return Ok(());
    }
    Err(AppError::new(
        Kind::Unprocessable,
        "theme.closed",
        "这个主题已经办结",
        "The theme is closed",
    ))
}

/// The owner says what will be done. Errors: `auth.forbidden`, `theme.words`, `theme.closed`.
pub async fn plan(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    text: &str,
) -> Result<Versioned<Theme>> {
    let theme = load(app, id, expected).await?;
    app.require(actor, Action::Edit, Resource::Theme, &[&theme.state.owner])?;
    still_open(&theme.state)?;
    let next = Theme {
        plan: Some(said(app, actor, "plan", text)?),
        ..theme.state.clone()
    };
    let change = changed(&theme, "theme.plan", None, &next);
    app.append(actor, vec![change]).await?;
    Ok(Versioned {
        version: expected + 1,
        value: next,
    })
}

/// Closes a theme that has a plan, with what came of it. Errors: `theme.no_plan`, as [`plan`].
pub async fn close(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    text: &str,
) -> Result<Versioned<Theme>> {
    let theme = load(app, id, expected).await?;
    app.require(actor, Action::Close, Resource::Theme, &[&theme.state.owner])?;
    still_open(&theme.state)?;
    if theme.state.plan.is_none() {
        return Err(AppError::new(
            Kind::Unprocessable,
            "theme.no_plan",
            "还没有方案，不能办结",
            "It has no plan yet",
        ));
    }
    let next = Theme {
        closed: Some(said(app, actor, "result", text)?),
        ..theme.state.clone()
    };
    let change = changed(&theme, "theme.close", None, &next);
    app.append(actor, vec![change]).await?;
    Ok(Versioned {
        version: expected + 1,
        value: next,
    })
}
