//! Passwords: argon2id, off the async threads because one check takes tens of milliseconds.

use crate::{AppError, Result};
use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};

/// Shortest password, in characters.
pub const PASSWORD_CHARS_MIN: usize = 10;
/// Longest password, in characters.
pub const PASSWORD_CHARS_MAX: usize = 128;

/// Refuses passwords that are too short, too long, made of one character, or the sign-in name.
pub(crate) fn check_strength(login: &str, password: &str) -> Result<()> {
    let length = password.chars().count();
    let first = password.chars().next();
    let one_character = password.chars().all(|c| Some(c) == first);
    let like_login = password.to_lowercase().contains(&login.to_lowercase());
    if (PASSWORD_CHARS_MIN..=PASSWORD_CHARS_MAX).contains(&length) && !one_character && !like_login
    {
        return Ok(());
    }
    Err(AppError::field(
        "new_password",
        "password.weak",
        format!(
            "密码须为{PASSWORD_CHARS_MIN}至{PASSWORD_CHARS_MAX}个字符，不能是同一字符，也不能包含登录名"
        ),
        format!(
            "{PASSWORD_CHARS_MIN} to {PASSWORD_CHARS_MAX} characters, not all the same, without the sign-in name"
        ),
    ))
}

/// The PHC string to keep.
pub(crate) async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|h| h.to_string())
            .map_err(|e| e.to_string())
    })
    .await
}

/// True when `password` is the one that `kept` was made of.
pub(crate) async fn matches(password: &str, kept: &str) -> Result<bool> {
    let (password, kept) = (password.to_owned(), kept.to_owned());
    blocking(move || {
        let parsed = PasswordHash::new(&kept).map_err(|e| e.to_string())?;
        Ok(Argon2::default()
            .verify_password(password.as_bytes(), &parsed)
            .is_ok())
    })
    .await
}

/// Does the work of one check without a password to check against.
pub(crate) async fn burn(password: &str) -> Result<()> {
    hash(password).await.map(|_| ())
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::result::Result<T, String> + Send + 'static,
) -> Result<T> {
    let failed = |detail: String| {
        AppError::new(
            crate::Kind::Unavailable,
            "password.failed",
            "密码校验暂时不可用，请稍后再试",
            "Password check failed; try again",
        )
        .with_detail(detail)
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|e| failed(e.to_string()))?
        .map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_matches() {
        let kept = hash("梅花香自苦寒来-2026").await.unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(matches("梅花香自苦寒来-2026", &kept).await.unwrap());
        assert!(!matches("梅花香自苦寒来-2027", &kept).await.unwrap());
    }

    #[test]
    fn weak_passwords_are_refused() {
        for weak in ["short", "aaaaaaaaaaaa", "my-CLERK-password"] {
            assert_eq!(
                check_strength("clerk", weak).unwrap_err().code(),
                "password.weak"
            );
        }
        assert!(check_strength("clerk", "kapok-blossom-7").is_ok());
    }
}
