//! The first accounts of a new store: the three administrators, who can make all others.

use super::{PersonState, all};
use crate::change_of::made;
use crate::session::{fresh_token, hash_password};
use crate::{App, AppError, Kind, Result, kinds};
use org::{Role, RoleSet};
use store::{Credential, Write};

/// One of them, with the password to hand over.
#[derive(Debug, Clone)]
pub struct FirstAdministrator {
    /// Sign-in name.
    pub login: String,
    /// Name as shown.
    pub name: String,
    /// First password; must be changed at the first sign-in and is kept nowhere.
    pub password: String,
}

const FIRST: [(&str, &str, Role); 3] = [
    ("sysadmin", "系统管理员", Role::SystemAdmin),
    ("secadmin", "安全管理员", Role::SecurityAdmin),
    ("audadmin", "审计管理员", Role::AuditAdmin),
];

/// Makes the three administrators in a store that has nobody.
pub async fn first_administrators(app: &App) -> Result<Vec<FirstAdministrator>> {
    if !all(app).await?.is_empty() {
        return Err(AppError::new(
            Kind::Conflict,
            "init.done",
            "此数据库已有账号，不再建立首批管理员",
            "This store has accounts already",
        ));
    }
    let (mut first, mut changes, mut writes) = (vec![], vec![], vec![]);
    for (login, name, role) in FIRST {
        let password: String = fresh_token().chars().take(16).collect();
        let state = PersonState {
            id: login.to_owned(),
            name: name.to_owned(),
            title: name.to_owned(),
            unit: app.root().clone(),
            roles: RoleSet::new([role]).unwrap_or_default(),
            disabled: false,
            demo: false,
            front: None,
            password_changed_at: None,
        };
        changes.push(made(kinds::PERSON, login, "person.create_first", &state));
        writes.push(Write::PutCredential(Credential {
            person: login.to_owned(),
            hash: hash_password(&password).await?,
            must_change: true,
            failed_count: 0,
            locked_until_ms: None,
            changed_at_ms: app.now().as_millisecond(),
        }));
        first.push(FirstAdministrator {
            login: login.to_owned(),
            name: name.to_owned(),
            password,
        });
    }
    app.append_with(&app.system(), changes, vec![], writes)
        .await?;
    Ok(first)
}
