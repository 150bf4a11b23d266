//! What the administrators do: the system administrator makes and ends accounts, the security
//! administrator gives roles and resets passwords. Nobody does both (等保 三权分立).

use super::{PersonState, find};
use crate::change_of::{changed, made};
use crate::session::{check_strength, hash_password};
use crate::{Actor, App, AppError, Result, kinds, same_version};
use org::{Action, PersonId, Resource, RoleSet, UnitCode};
use store::{Credential, Loaded, Write};

/// A new account.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// Sign-in name: lower-case letters, digits, hyphen, underscore.
    pub login: String,
    /// Name as shown.
    pub name: String,
    /// Post.
    pub title: String,
    /// Unit code.
    pub unit: String,
    /// The first password; must be changed at the first sign-in.
    pub password: String,
}

/// Makes an account without roles: it can sign in and see nothing until roles are given.
pub async fn create(app: &App, actor: &Actor, new: NewPerson) -> Result<i64> {
    app.require(actor, Action::Create, Resource::Person, &[])?;
    let id = PersonId::parse(new.login.trim())
        .map_err(|e| AppError::field("login", "person.login", e.to_string(), "Use a-z 0-9 - _"))?;
    let unit = UnitCode::parse(&new.unit)
        .ok()
        .filter(|u| app.profile().directory.get(u).is_some());
    let unit =
        unit.ok_or_else(|| AppError::field("unit", "person.unit", "没有这个单位", "No such unit"))?;
    if new.name.trim().is_empty() {
        return Err(AppError::field(
            "name",
            "person.name",
            "请填写姓名",
            "A name is needed",
        ));
    }
    if find(app, id.as_str()).await?.is_some() {
        return Err(AppError::field(
            "login",
            "person.taken",
            "这个登录名已被使用",
            "This name is taken",
        ));
    }
    let person = PersonState {
        id: id.as_str().to_owned(),
        name: new.name.trim().to_owned(),
        title: new.title.trim().to_owned(),
        unit,
        roles: RoleSet::default(),
        disabled: false,
        demo: false,
        front: None,
        password_changed_at: None,
    };
    let credential = first_password(app, &person.id, &new.password).await?;
    let change = made(kinds::PERSON, &person.id, "person.create", &person);
    app.append_with(
        actor,
        vec![change],
        vec![],
        vec![Write::PutCredential(credential)],
    )
    .await?;
    Ok(1)
}

/// Takes an account out of use and ends its sessions.
pub async fn disable(
    app: &App,
    actor: &Actor,
    login: &str,
    expected: i64,
    reason: &str,
) -> Result<i64> {
    app.require(actor, Action::Disable, Resource::Person, &[])?;
    let person = load(app, login, expected).await?;
    if login == actor.person {
        return Err(AppError::field(
            "login",
            "person.self",
            "不能停用自己的账号",
            "You cannot disable yourself",
        ));
    }
    if reason.trim().is_empty() {
        return Err(AppError::field(
            "reason",
            "reason.missing",
            "请说明理由",
            "A reason is needed",
        ));
    }
    let after = PersonState {
        disabled: true,
        ..person.state.clone()
    };
    let writes = vec![Write::DropSessionsOf {
        person: login.to_owned(),
    }];
    app.append_with(
        actor,
        vec![changed(&person, "person.disable", Some(reason), &after)],
        vec![],
        writes,
    )
    .await?;
    Ok(expected + 1)
}

/// Puts an account back into use.
pub async fn enable(app: &App, actor: &Actor, login: &str, expected: i64) -> Result<i64> {
    app.require(actor, Action::Edit, Resource::Person, &[])?;
    let person = load(app, login, expected).await?;
    let after = PersonState {
        disabled: false,
        ..person.state.clone()
    };
    app.append(actor, vec![changed(&person, "person.enable", None, &after)])
        .await?;
    Ok(expected + 1)
}

/// Gives exactly these roles. Refuses two of the three administrators in one person, and anybody
/// giving roles to themselves.
pub async fn set_roles(
    app: &App,
    actor: &Actor,
    login: &str,
    expected: i64,
    codes: &[String],
) -> Result<i64> {
    app.require(actor, Action::Grant, Resource::Role, &[])?;
    if login == actor.person {
        return Err(AppError::field(
            "roles",
            "role.self",
            "不能为自己授予角色",
            "You cannot give yourself roles",
        ));
    }
    let person = load(app, login, expected).await?;
    let roles: Option<Vec<_>> = codes
        .iter()
        .map(|code| org::Role::from_code(code))
        .collect();
    let roles = roles
        .ok_or_else(|| AppError::field("roles", "role.unknown", "没有这个角色", "No such role"))?;
    let roles = RoleSet::new(roles).map_err(|e| {
        AppError::field(
            "roles",
            e.code(),
            e.to_string(),
            "These roles exclude each other",
        )
    })?;
    let after = PersonState {
        roles,
        ..person.state.clone()
    };
    app.append(
        actor,
        vec![changed(&person, "person.set_roles", None, &after)],
    )
    .await?;
    Ok(expected + 1)
}

/// Sets a first password again; unlocks the account and ends its sessions.
pub async fn reset_password(
    app: &App,
    actor: &Actor,
    login: &str,
    expected: i64,
    password: &str,
) -> Result<i64> {
    app.require(actor, Action::Revoke, Resource::Session, &[])?;
    let person = load(app, login, expected).await?;
    let credential = first_password(app, login, password).await?;
    let after = PersonState {
        password_changed_at: None,
        ..person.state.clone()
    };
    let writes = vec![
        Write::PutCredential(credential),
        Write::DropSessionsOf {
            person: login.to_owned(),
        },
    ];
    app.append_with(
        actor,
        vec![changed(&person, "person.reset_password", None, &after)],
        vec![],
        writes,
    )
    .await?;
    Ok(expected + 1)
}

async fn load(app: &App, login: &str, expected: i64) -> Result<Loaded<PersonState>> {
    let person = find(app, login)
        .await?
        .ok_or_else(|| AppError::not_found("这个账号", "account"))?;
    same_version(expected, person.seq)?;
    Ok(person)
}

async fn first_password(app: &App, login: &str, password: &str) -> Result<Credential> {
    check_strength(login, password)?;
    Ok(Credential {
        person: login.to_owned(),
        hash: hash_password(password).await?,
        must_change: true,
        failed_count: 0,
        locked_until_ms: None,
        changed_at_ms: app.now().as_millisecond(),
    })
}
