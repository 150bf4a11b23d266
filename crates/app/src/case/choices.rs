//! What forms of cases choose from.

use crate::duty::in_force;
use crate::{App, Result};
use duty::MatterCode;

/// Code and name of each.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// The matters in force, by class and name.
    pub matters: Vec<(String, String)>,
    /// The entries of the duty list for the matter asked for, with units and kinds.
    pub entries: Vec<(String, String)>,
}

/// Matters in force today, and the duty list's entries of one of them: one query.
pub async fn choices(app: &App, matter: Option<&str>) -> Result<Choices> {
    let duties = in_force(app, app.today()).await?;
    let mut matters: Vec<(String, String)> = duties
        .list()
        .catalogue()
        .on(duties.day())
        .map(|m| (m.code.to_string(), format!("{} · {}", m.class, m.name)))
        .collect();
    matters.sort();
    let code = matter.and_then(|m| MatterCode::parse(m).ok());
    let profile = app.profile();
    let entries = code.map(|code| {
        let of = duties.entries(&code, None);
        let own = of.iter().map(|e| {
            let unit = crate::district::unit_name(&profile, e.unit.as_str());
            let words = format!("{} · {unit} · {}", e.entry.id, e.entry.kind.zh());
            (e.entry.id.to_string(), words)
        });
        own.collect::<Vec<_>>()
    });
    Ok(Choices {
        matters,
        entries: entries.unwrap_or_default(),
    })
}
