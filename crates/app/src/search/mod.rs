//! Looking for cases and commitments by words: their text however it is cut, sounds and initials,
//! traditional characters, numbers, other names of places, names of matters and units.
//!
//! What lists show to somebody is what is found for them; who reported is not looked for here, see
//! [`crate::case::earlier`].

mod cases;
mod commitments;
mod hit;
mod names;
mod tend;

pub use cases::CaseAsked;
pub use hit::{Hit, Marked};
pub(crate) use names::Held;
pub(crate) use tend::erase;
pub use tend::tend;

use crate::{Actor, App, AppError, Result};
use ::search::Query;
use serde::Serialize;

/// Hits of a page.
pub const HITS: usize = 20;
/// Characters of a question at most.
pub const WORDS_MAX: usize = ::search::QUERY_CHARS_MAX;

/// Where a page ended.
type After = (i64, String);

/// One page of what was found, the newest first.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// The hits.
    pub hits: Vec<Hit>,
    /// Where the next page begins; none on the last.
    pub next: Option<String>,
    /// Nothing has the words as written; these have words that sound so.
    pub by_sound: bool,
    /// Names in the question, each with another name of the place that was looked for besides.
    pub other_names: Vec<(String, String)>,
}

impl Found {
    fn nothing() -> Self {
        Self {
            hits: vec![],
            next: None,
            by_sound: false,
            other_names: vec![],
        }
    }
}

/// Looks for cases. Errors: `auth.forbidden`, `search.words`, `search.after`.
pub async fn cases(app: &App, actor: &Actor, asked: &CaseAsked) -> Result<Found> {
    let ground = cases::Ground::new(app, actor, asked)?;
    let words = names::read(app, &asked.words).await?;
    go(&asked.words, &asked.after, words, |query, after| {
        cases::page(app, &ground, query, after)
    })
    .await
}

/// Looks for issued commitments. Errors: `auth.forbidden`, `search.words`, `search.after`.
pub async fn commitments(app: &App, actor: &Actor, words: &str, after: &str) -> Result<Found> {
    let within = commitments::within(app, actor)?;
    let query = names::read(app, words).await?;
    go(words, after, query, |query, after| {
        commitments::page(app, &within, query, after)
    })
    .await
}

/// The question as written; by its sound where that finds nothing.
async fn go<F>(
    words: &str,
    after: &str,
    query: Query,
    page: impl Fn(Query, Option<After>) -> F,
) -> Result<Found>
where
    F: Future<Output = Result<(Vec<Hit>, Option<After>)>>,
{
    if query.is_empty() {
        return Ok(Found::nothing());
    }
    let (sounding, after) = place(after)?;
    if !sounding {
        let other_names = query.other_names().to_vec();
        let first = after.is_none();
        let (hits, next) = page(query, after).await?;
        if !hits.is_empty() || !first {
            return Ok(Found {
                hits,
                next: next.map(|next| said("w", &next)),
                by_sound: false,
                other_names,
            });
        }
        return match Query::by_sound(words) {
            Some(query) => by_sound(page(query, None).await?),
            None => Ok(Found::nothing()),
        };
    }
    match Query::by_sound(words) {
        Some(query) => by_sound(page(query, after).await?),
        None => Ok(Found::nothing()),
    }
}

fn by_sound((hits, next): (Vec<Hit>, Option<After>)) -> Result<Found> {
    Ok(Found {
        by_sound: !hits.is_empty(),
        next: next.map(|next| said("s", &next)),
        hits,
        other_names: vec![],
    })
}

fn said(how: &str, (key, id): &After) -> String {
    format!("{how}.{key}.{id}")
}

/// A place as [`said`]: whether by sound, and where.
fn place(after: &str) -> Result<(bool, Option<After>)> {
    if after.is_empty() {
        return Ok((false, None));
    }
    let parts = || {
        let (how, rest) = after.split_once('.')?;
        let (key, id) = rest.split_once('.')?;
        let sounding = match how {
            "w" => false,
            "s" => true,
            _ => return None,
        };
        Some((sounding, Some((key.parse().ok()?, id.to_owned()))))
    };
    parts().ok_or_else(|| {
        AppError::field(
            "after",
            "search.after",
            "翻页位置无效",
            "No page goes on there",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_said() {
        let at = (-7, "a.b".to_owned());
        assert_eq!(place(&said("s", &at)).unwrap(), (true, Some(at)));
        assert_eq!(place("").unwrap(), (false, None));
        for wrong in ["x", "w.1", "w.x.y", "q.1.a"] {
            assert!(place(wrong).is_err(), "{wrong}");
        }
    }
}
