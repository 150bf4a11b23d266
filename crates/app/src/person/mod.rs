//! People with accounts.

mod admin;
mod first;
mod list;

pub use admin::{NewPerson, create, disable, enable, reset_password, set_roles};
pub use first::{FirstAdministrator, first_administrators};
pub use list::{PersonRow, export, list, show};

use crate::actor::Via;
use crate::{Actor, App, Result, kinds};
use jiff::Timestamp;
use org::{PersonId, RoleSet, UnitCode};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use store::Loaded;

/// A person as the journal knows them. The password is not part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonState {
    /// Sign-in name.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// Post.
    pub title: String,
    /// Unit.
    pub unit: UnitCode,
    /// Roles.
    pub roles: RoleSet,
    /// True when the account is out of use.
    #[serde(default)]
    pub disabled: bool,
    /// True for the people of the demonstration.
    #[serde(default)]
    pub demo: bool,
    /// Place among the sign-ins offered first; none for the others.
    #[serde(default)]
    pub front: Option<u8>,
    /// When the password was last changed by the person.
    #[serde(default)]
    pub password_changed_at: Option<Timestamp>,
}

/// A person by sign-in name.
pub(crate) async fn find(app: &App, login: &str) -> Result<Option<Loaded<PersonState>>> {
    if PersonId::parse(login).is_err() {
        return Ok(None);
    }
    Ok(app
        .store()
        .load(app.district(), kinds::PERSON, login)
        .await?)
}

/// Everybody, by sign-in name.
pub(crate) async fn all(app: &App) -> Result<Vec<Loaded<PersonState>>> {
    Ok(app
        .store()
        .all_of(app.district(), kinds::PERSON, PEOPLE_MAX)
        .await?)
}

/// Names of these accounts, the platform's own among them; an account that is none (a token) is
/// left out. At most [`store::MAX_LOAD`] are looked up.
pub(crate) async fn names_of(
    app: &App,
    accounts: &BTreeSet<&str>,
) -> Result<HashMap<String, String>> {
    let system = app.system();
    let asked: Vec<String> = accounts
        .iter()
        .filter(|account| **account != system.person && PersonId::parse(account).is_ok())
        .take(store::MAX_LOAD)
        .map(|account| (*account).to_owned())
        .collect();
    let people: Vec<Loaded<PersonState>> = app
        .store()
        .load_many(app.district(), kinds::PERSON, &asked)
        .await?;
    let names = people.into_iter().map(|p| (p.state.id, p.state.name));
    Ok(names.chain([(system.person, system.name)]).collect())
}

/// Most accounts in one district.
pub const PEOPLE_MAX: i64 = 20_000;

/// The person as somebody who acts.
pub(crate) fn actor_of(app: &App, person: &PersonState) -> Actor {
    let profile = app.profile();
    let oversees = profile
        .leaders
        .iter()
        .find(|l| l.id.as_str() == person.id)
        .map(|l| l.oversees.clone());
    Actor {
        person: person.id.clone(),
        name: person.name.clone(),
        unit: person.unit.clone(),
        roles: person.roles.clone(),
        oversees: oversees.unwrap_or_default(),
        via: Via::Session,
    }
}
