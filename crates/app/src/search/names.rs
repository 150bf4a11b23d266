//! Names that stand for others: of places by the gazetteer, of matters and units by their codes.

use crate::duty::{InForce, in_force};
use crate::{App, AppError, Result};
use ::search::{Aliases, Facet, Query};
use place::Gazetteer;
use profile::Profile;
use std::sync::{Arc, Mutex};

/// Codes that one piece of a question may stand for at most.
const CODES_MAX: usize = 24;
/// Shortest piece that is looked for in names, in characters.
const NAMED_CHARS_MIN: usize = 2;

/// The other names of places, made once for a gazetteer.
#[derive(Debug, Default)]
pub(crate) struct Held(Mutex<Option<(Arc<Gazetteer>, Arc<Aliases>)>>);

/// The question. Errors: `search.words` where it is too long.
pub(super) async fn read(app: &App, words: &str) -> Result<Query> {
    if words.chars().count() > super::WORDS_MAX {
        return Err(AppError::field(
            "q",
            "search.words",
            format!("查找内容最多 {} 字", super::WORDS_MAX),
            format!("At most {} characters", super::WORDS_MAX),
        ));
    }
    let profile = app.profile();
    let duties = in_force(app, app.today()).await?;
    let aliases = aliases(app, &profile);
    Ok(Query::read_with(words, &aliases, |piece| {
        codes(&profile, &duties, piece)
    }))
}

fn aliases(app: &App, profile: &Profile) -> Arc<Aliases> {
    let Some(gazetteer) = &profile.gazetteer else {
        return Arc::default();
    };
    let made = || {
        let pairs = gazetteer.iter().flat_map(|entry| {
            let other = |alias: &'_ String| (alias.clone(), entry.name.clone());
            entry.aliases.iter().map(other).collect::<Vec<_>>()
        });
        let pairs: Vec<(String, String)> = pairs.collect();
        Arc::new(Aliases::new(
            pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())),
        ))
    };
    let Ok(mut held) = app.aliases().0.lock() else {
        return made();
    };
    match &*held {
        Some((of, aliases)) if Arc::ptr_eq(of, gazetteer) => aliases.clone(),
        _ => {
            let aliases = made();
            *held = Some((gazetteer.clone(), aliases.clone()));
            aliases
        }
    }
}

/// Matters whose name has the piece; units and areas that are named by it.
fn codes(profile: &Profile, duties: &InForce, piece: &str) -> Vec<String> {
    if piece.chars().count() < NAMED_CHARS_MIN {
        return vec![];
    }
    let matters = duties.list().catalogue().iter();
    let matters = matters
        .filter(|matter| matter.name.to_lowercase().contains(piece))
        .map(|matter| Facet::Matter.term(matter.code.as_str()));
    let units = profile.directory.iter();
    let units = units
        .filter(|unit| unit.name.to_lowercase() == piece || unit.short.to_lowercase() == piece)
        .flat_map(|unit| [Facet::Unit, Facet::Area].map(|facet| facet.term(unit.code.as_str())));
    let mut codes: Vec<String> = matters.chain(units).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.truncate(CODES_MAX);
    codes
}
