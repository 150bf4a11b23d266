//! Trying again where somebody else only moved what an action moves on the side.

use crate::{AppError, Result};

/// Tries at most, the first one counted: many hands may move one commitment's figure at once.
const TRIES_MAX: usize = 20;

/// Carries out an action anew, from loading on, while it collides with a neighbour's light or
/// turnstile. A collision on what the person acts on is theirs to look at and is not retried.
pub(crate) async fn on_the_side<T, F: Future<Output = Result<T>>>(
    mut action: impl FnMut() -> F,
) -> Result<T> {
    for _ in 1..TRIES_MAX {
        match action().await {
            Err(error) if error.code() == AppError::BESIDE => {}
            other => return other,
        }
    }
    action().await
}
