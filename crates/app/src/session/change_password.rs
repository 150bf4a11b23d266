//! A person sets a new password; all sessions end and a new one starts.

use super::{FAILURES_MAX, LOCK_MINUTES, SignedIn, noted, password, sign_in};
use crate::change_of::changed;
use crate::person::find;
use crate::{Actor, App, AppError, Kind, Result};
use store::{Credential, Write};

/// Changes the actor's own password. The journal says that it was changed, never what it is. A wrong
/// old password counts like one at the door: whoever sits before an open session cannot guess on.
pub async fn change_password(app: &App, actor: &Actor, old: &str, new: &str) -> Result<SignedIn> {
    let person = find(app, &actor.person)
        .await?
        .ok_or_else(AppError::unauthorised)?;
    let kept = app
        .store()
        .credential(app.district(), &actor.person)
        .await?
        .ok_or_else(AppError::unauthorised)?;
    if sign_in::is_locked(app, &kept) {
        return Err(locked());
    }
    if !password::matches(old, &kept.hash).await? {
        noted::note_failure(app, &actor.person, "password").await?;
        return Err(AppError::field(
            "old_password",
            "password.wrong",
            "原密码不正确",
            "The old password is wrong",
        ));
    }
    if old == new {
        return Err(AppError::field(
            "new_password",
            "password.same",
            "新密码不能与原密码相同",
            "The new password is the old one",
        ));
    }
    password::check_strength(&actor.person, new)?;
    let credential = Credential {
        person: actor.person.clone(),
        hash: password::hash(new).await?,
        must_change: false,
        failed_count: 0,
        locked_until_ms: None,
        changed_at_ms: app.now().as_millisecond(),
    };
    let mut after = person.state.clone();
    after.password_changed_at = Some(app.now());
    let writes = vec![
        Write::PutCredential(credential),
        Write::DropSessionsOf {
            person: actor.person.clone(),
        },
    ];
    app.append_with(
        actor,
        vec![changed(&person, "person.change_password", None, &after)],
        vec![],
        writes,
    )
    .await?;
    sign_in::start(app, &after, false, "password").await
}

fn locked() -> AppError {
    AppError::new(
        Kind::RateLimited,
        "password.locked",
        format!("原密码连续{FAILURES_MAX}次不正确，{LOCK_MINUTES}分钟内不能再试"),
        format!(
            "{FAILURES_MAX} wrong passwords in a row: no more tries for {LOCK_MINUTES} minutes"
        ),
    )
}
