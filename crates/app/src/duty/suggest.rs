//! Matters that a text seems to be about, for forms.

use crate::{Actor, App, Result};
use duty::{Hit, Suggestion};
use org::{Action, Resource};
use serde::Serialize;

/// A suggested matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SuggestedMatter {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Case type that it opens.
    pub case_type: String,
    /// Words of the text that spoke for it.
    pub words: Vec<Hit>,
}

/// Matters in force today that a text seems to be about, the likeliest first.
pub async fn suggest(app: &App, actor: &Actor, text: &str) -> Result<Vec<SuggestedMatter>> {
    app.require(actor, Action::View, Resource::DutyList, &[])?;
    let list = super::in_force(app, app.today()).await?;
    let found = list.suggest(text).into_iter();
    let named = found.filter_map(
        |Suggestion {
             code, name, words, ..
         }| {
            let case_type = list.matter(&code)?.case_type.clone();
            Some(SuggestedMatter {
                code: code.to_string(),
                name,
                case_type,
                words,
            })
        },
    );
    Ok(named.collect())
}
