//! A bulletin before it is sealed, as known now or on any past day.

use super::facts::text;
use crate::district::unit_name;
use crate::list::BulletinFilter;
use crate::{Actor, App, AsOf, Result, evidence};
use ::bulletin::{Bulletin, Kind};
use jiff::civil::Date;
use org::{Action, Resource};
use serde::Serialize;
use store::Ask;

/// A draft.
#[derive(Debug, Clone, Serialize)]
pub struct Draft {
    /// What it says.
    pub model: Bulletin,
    /// Digest of what it says, hex: named by the one who issues it.
    pub digest: String,
    /// The bulletin of this kind and period that is sealed already.
    pub sealed: Option<String>,
    /// `issue`: this person may issue it.
    pub may: Vec<&'static str>,
}

/// Drafts a bulletin; fourteen queries at most where nothing changed. Errors: `period_of_kind`, `period_not_over`,
/// `not_frozen`, `not_minuted`, `review_not_issued`, `as_of.future`.
pub async fn draft(
    app: &App,
    actor: &Actor,
    (kind, period): (Kind, &str),
    as_of: Option<Date>,
) -> Result<Draft> {
    app.require(actor, Action::View, Resource::Bulletin, &[])?;
    let model = drafted(app, actor, (kind, period), as_of).await?;
    let sealed = sealed(app, kind, &model).await?;
    let may = app.may(actor, Action::Issue, Resource::Bulletin, &[]) && sealed.is_none();
    Ok(Draft {
        digest: digest(&model)?,
        model,
        sealed,
        may: match may {
            true => vec!["issue"],
            false => vec![],
        },
    })
}

/// What would be sealed now.
pub(super) async fn drafted(
    app: &App,
    actor: &Actor,
    (kind, period): (Kind, &str),
    as_of: Option<Date>,
) -> Result<Bulletin> {
    let period = kind.period(period)?;
    let mut past = AsOf::past(as_of.map(AsOf::Day), app)?.map(AsOf::day);
    if let (Kind::Daily, Some(day)) = (kind, period.first_day()) {
        // A day is told as known at its end.
        past = AsOf::past(Some(AsOf::Day(day)), app)?.map(AsOf::day);
    }
    let known_on = past.unwrap_or_else(|| app.today());
    kind.over(period, known_on)?;
    let issuer = match app.may(actor, Action::Issue, Resource::Bulletin, &[]) {
        true => actor.unit.as_str(),
        false => app.root().as_str(),
    };
    let issuer = unit_name(&app.profile(), issuer);
    let text = text(app, actor, (kind, period), past).await?;
    Ok(::bulletin::draft(kind, period, known_on, issuer, text))
}

/// The digest of what a model says.
pub(super) fn digest(model: &Bulletin) -> Result<String> {
    Ok(evidence::hash(&::bulletin::bytes(model)?))
}

/// The sealed bulletin of the same kind and period.
pub(super) async fn sealed(app: &App, kind: Kind, of: &Bulletin) -> Result<Option<String>> {
    let filter = BulletinFilter {
        kinds: vec![kind.code().to_owned()],
        period: Some(of.period.to_string()),
        text: None,
    };
    let ask = Ask {
        limit: 1,
        ..Ask::default()
    };
    let found = crate::list::some(app, &filter, &ask).await?;
    Ok(found.rows.into_iter().next().map(|row| row.id))
}
