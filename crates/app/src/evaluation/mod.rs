//! The evaluation of cases (F2-01, F3-01): every rate with its numerator and denominator, by unit,
//! subdistrict, community or matter, for the cases reported in a period or for what was due in it, as
//! known now or on a past day. Each figure opens to its rows: now by a filter of the list of cases, of a
//! past day by the cases as they were. Who sees only some units or areas sees the figures of those.

mod ask;
mod counted;
mod residents;
mod rows;
mod sight;

pub use ask::{Ask, By, View};
pub use evaluation::{
    Better, Composite, Grade, Interval, Part, PerResidents, Rate, SMALL, Score, Value,
};
pub use rows::{Side, rows};

use crate::district::unit_name;
use crate::duty::{InForce, in_force};
use crate::{Actor, App, Result};
use counted::Counted;
use duty::MatterCode;
use residents::per_residents;
use sight::Sight;

/// One line: the whole, or one unit, place or matter.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Line {
    /// Code; empty for the whole and for cases without one.
    pub key: String,
    /// Name as shown; empty for the whole.
    pub name: String,
    /// All rates, in their own order.
    pub rates: Vec<Value>,
    /// For each ten thousand residents, where the line is an area whose residents are known and the cases
    /// are those reported in the period.
    pub per_residents: Option<PerResidents>,
    /// The composite of the line: of a unit or of an area; none for a matter.
    pub score: Option<Score>,
}

/// An evaluation.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Evaluation {
    /// What was asked.
    pub ask: Ask,
    /// All together.
    pub whole: Line,
    /// By what the asker may have it told.
    pub ways: Vec<By>,
    /// The whole is of the asker's own units or areas alone.
    pub narrowed: bool,
    /// The posts of the centre, for the whole district.
    pub posts: Vec<Score>,
    /// By what was asked; the worst in-time handling is not first: they stand by name, because a
    /// unit with few cases is no better or worse than chance.
    pub lines: Vec<Line>,
}

/// Works an evaluation out. Errors: `evaluation.period`.
pub async fn show(app: &App, actor: &Actor, ask: &Ask) -> Result<Evaluation> {
    let sight = Sight::of(app, actor)?;
    ask.check()?;
    let (way, keys) = sight.whole(ask.by)?;
    // Parts add up to the whole; a narrowed whole is made of what narrows it.
    let (all, parts) = match ask.by {
        By::All => (Counted::of(app, ask, way).await?.only(keys), None),
        by if by == way => {
            let parts = Counted::of(app, ask, by).await?.only(keys);
            (parts.together(), Some(parts))
        }
        by => {
            let parts = Counted::of(app, ask, by).await?;
            let all = match way {
                By::All => parts.together(),
                way => Counted::of(app, ask, way).await?.only(keys).together(),
            };
            (all, Some(parts))
        }
    };
    let all = all.together();
    let duties = in_force(app, app.today()).await?;
    let profile = app.profile();
    let mut lines: Vec<Line> = parts
        .iter()
        .flat_map(|parts| parts.keys().into_iter().map(move |key| (parts, key)))
        .map(|(parts, key)| {
            let name = name(app, &duties, ask.by, key);
            Line {
                per_residents: per_residents(&profile, ask, parts, key, (ask.by, None)),
                ..line(parts, key, name, ask.by)
            }
        })
        .collect();
    lines.sort_by(|a, b| (a.key.is_empty(), &a.key).cmp(&(b.key.is_empty(), &b.key)));
    let whole = all.counts("");
    let narrowed = keys.is_some();
    let by = if narrowed { way } else { By::All };
    let posts = [
        Composite::Inspector,
        Composite::Clerk,
        Composite::ShiftLead,
        Composite::Dispatcher,
    ];
    let posts = posts.iter().filter(|_| !narrowed);
    Ok(Evaluation {
        ask: ask.clone(),
        ways: sight.ways(),
        narrowed,
        posts: posts.map(|post| post.of(&whole)).collect(),
        whole: Line {
            per_residents: per_residents(&profile, ask, &all, "", (by, keys)),
            ..line(&all, "", String::new(), by)
        },
        lines,
    })
}

fn line(counted: &Counted, key: &str, name: String, by: By) -> Line {
    let counts = counted.counts(key);
    let composite = match by {
        By::Unit => Some(Composite::Unit),
        By::All | By::Subdistrict | By::Community => Some(Composite::Area),
        By::Matter => None,
    };
    Line {
        key: key.to_owned(),
        name,
        rates: Rate::ALL.iter().map(|rate| rate.of(&counts)).collect(),
        score: composite.map(|c| c.of(&counts)),
        per_residents: None,
    }
}

fn name(app: &App, duties: &InForce, by: By, key: &str) -> String {
    match by {
        By::Matter => MatterCode::parse(key)
            .ok()
            .and_then(|code| Some(duties.matter(&code)?.name.clone()))
            .unwrap_or_else(|| key.to_owned()),
        _ if key.is_empty() => String::new(),
        _ => unit_name(&app.profile(), key),
    }
}
