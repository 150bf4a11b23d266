//! The earlier cases of somebody who calls, found by a keyed digest of the number.

use super::row::Row;
use super::{Query, reach};
use crate::{Actor, App, Result};
use org::{Action, Resource};

/// Most earlier cases shown.
const EARLIER_MAX: i64 = 20;
/// A number has at least this many digits.
const DIGITS_MIN: usize = 7;

/// Earlier cases of a caller, the newest first, among those the actor may see. Nothing is found by
/// a part of a number.
pub async fn earlier(app: &App, actor: &Actor, phone: &str) -> Result<Vec<Row>> {
    app.require(
        actor,
        Action::Create,
        Resource::Case,
        &[actor.unit.as_str()],
    )?;
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    if digits < DIGITS_MIN {
        return Ok(vec![]);
    }
    let caller = app.sealer().caller(phone);
    let ids = app
        .store()
        .subjects_of_caller(app.district(), &caller, EARLIER_MAX)
        .await?;
    let cases: Vec<store::Loaded<casework::Case>> = app
        .store()
        .load_many(app.district(), crate::kinds::CASE, &ids)
        .await?;
    let mut rows = vec![];
    for case in cases {
        if !reach::may(app, actor, Action::View, &case.state) {
            continue;
        }
        let query = Query {
            filter: super::Filter {
                number: Some(case.state.number.clone()),
                ..Default::default()
            },
            limit: 1,
            ..Query::default()
        };
        let found = super::list::page(app, actor, &query, &[Action::List], false).await?;
        rows.extend(found.rows);
    }
    Ok(rows)
}
