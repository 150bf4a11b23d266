//! Another person of the unit takes it, or another unit takes the handler's place.

use super::act::parse_unit;
use super::filer::Filer;
use super::ground::Ground;
use super::step;
use crate::person::{PersonState, find};
use crate::review::Versioned;
use crate::{Actor, App, AppError, Result, kinds};
use casework::{Case, Command};
use store::{Ask, Loaded, PersonFilter};

/// Most people offered.
const TAKERS_MAX: usize = 200;

/// Somebody who could take a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taker {
    /// Sign-in name.
    pub login: String,
    /// Name.
    pub name: String,
    /// Post.
    pub title: String,
}

/// The people of the unit that owns a case, by sign-in name, at most 200: for its own staff and the
/// centre; for everybody else nobody.
pub async fn takers(app: &App, actor: &Actor, id: &str) -> Result<Vec<Taker>> {
    let case = step::load(app, id).await?.state;
    let who = Filer::Staff(actor);
    let ground = Ground::new(app, &who)?;
    let unit = case.owner.map(|owner| owner.unit);
    let Some(unit) = unit.filter(|unit| actor.unit == *unit || actor.unit == *ground.centre())
    else {
        return Ok(vec![]);
    };
    let filter = PersonFilter {
        units: vec![unit.as_str().to_owned()],
        disabled: Some(false),
        ..PersonFilter::default()
    };
    let ask = Ask {
        limit: TAKERS_MAX,
        ..Ask::default()
    };
    let found = app.store().list(app.district(), &filter, &ask).await?.rows;
    let people: Vec<Loaded<PersonState>> = app
        .store()
        .load_many(app.district(), kinds::PERSON, &found)
        .await?;
    let taker = |p: Loaded<PersonState>| Taker {
        login: p.state.id,
        name: p.state.name,
        title: p.state.title,
    };
    let mut takers: Vec<Taker> = people.into_iter().map(taker).collect();
    takers.sort_by(|a, b| a.login.cmp(&b.login));
    Ok(takers)
}

/// Hands over to a person of the owning unit, or to a unit (by the centre alone), with a reason.
/// Errors: `case.person_unknown`, and the refusals of `casework`.
pub async fn hand_over(
    app: &App,
    who: &Filer<'_>,
    id: &str,
    expected: i64,
    (unit, person, reason): (Option<&str>, Option<&str>, &str),
) -> Result<Versioned<Case>> {
    let given = |text: Option<&str>| {
        text.map(str::trim)
            .filter(|t| !t.is_empty())
            .map(str::to_owned)
    };
    let (unit, person) = (given(unit), given(person));
    let unit = unit.map(|u| parse_unit(&u)).transpose()?;
    if let Some(person) = &person {
        let case = step::load(app, id).await?;
        let to = unit.clone().or(case.state.owner.map(|owner| owner.unit));
        let known = find(app, person).await?;
        let fits = known.is_some_and(|p| !p.state.disabled && Some(&p.state.unit) == to.as_ref());
        if !fits {
            return Err(AppError::field(
                "person",
                "case.person_unknown",
                "该单位没有这个账号",
                "That unit has no such account",
            ));
        }
    }
    let command = Command::HandOver {
        unit,
        person,
        reason: reason.to_owned(),
    };
    let label = ("case.hand_over", Some(reason));
    step::command(app, who, (id, expected), label, &command).await
}
