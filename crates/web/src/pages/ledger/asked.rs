//! What a list page or the API was asked for: the address's parameters as a query of the ledger.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::list::{Paging, codes};
use app::AsOf;
use app::ledger::{Filter, Order, Query, Sort, UnitRole};
use light::{Colour, Kind};
use serde::Deserialize;

/// Rows of one page.
const ROWS_PER_PAGE: usize = 50;

/// Parameters of `/ledger`. Several colours are separated by commas.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Words in title or text.
    pub q: String,
    /// `red,yellow`.
    pub light: String,
    /// Unit code.
    pub unit: String,
    /// `lead`, `supporting` or either.
    pub role: String,
    /// Leader id.
    pub leader: String,
    /// Section labels joined by `/`.
    pub section: String,
    /// Kind code; empty: everything that is judged.
    pub kind: String,
    /// Report id.
    pub report: String,
    /// First deadline.
    pub due_after: String,
    /// Last deadline.
    pub due_before: String,
    /// Light unchanged since at most this day.
    pub changed_since: String,
    /// `1`: only what is not done.
    pub open: String,
    /// `no`, `due`, `light`, `lead`.
    pub sort: String,
    /// `1`: the other way round.
    pub desc: String,
    /// Where the last page ended.
    pub after: String,
    /// A past day, or a past instant.
    pub as_of: String,
    /// Rows of a page, for programs.
    pub limit: Option<usize>,
}

/// How a unit owes a commitment.
pub const ROLES: [&str; 2] = ["lead", "supporting"];
/// Kinds that carry a light.
const JUDGED: [&str; 3] = ["quantified", "milestone", "continuing"];

impl Asked {
    /// The past moment asked for, if any.
    pub fn past(&self) -> Result<Option<AsOf>, Fault> {
        input::as_of_or_none("as_of", &self.as_of)
    }

    /// Order and place, as the other lists have them.
    pub fn paging(&self) -> Paging {
        Paging {
            sort: self.sort.clone(),
            desc: self.desc.clone(),
            after: self.after.clone(),
            limit: self.limit,
        }
    }

    /// As a query; a field that cannot be read is named.
    pub fn query(&self) -> Result<Query, Fault> {
        let day = |field, text: &str| {
            Ok::<_, Fault>(input::day_or_none(field, text)?.map(|d| d.to_string()))
        };
        let kinds = match self.kind.as_str() {
            "" => JUDGED.map(str::to_owned).to_vec(),
            kind => input::codes("kind", kind, Kind::ALL.iter().map(|k| k.code()))?,
        };
        let filter = Filter {
            report: input::given(&self.report),
            statuses: vec!["issued".to_owned()],
            kinds,
            section: input::given(&self.section),
            units: codes(&self.unit),
            role: match input::code("role", &self.role, ROLES)? {
                Some("lead") => UnitRole::Lead,
                Some("supporting") => UnitRole::Supporting,
                _ => UnitRole::Any,
            },
            within: vec![],
            leaders: codes(&self.leader),
            colours: input::codes("light", &self.light, Colour::ALL.iter().map(|c| c.code()))?,
            due_after: day("due_after", &self.due_after)?,
            due_before: day("due_before", &self.due_before)?,
            open: input::flag("open", &self.open)?,
            text: input::given(&self.q),
            changed_since: day("changed_since", &self.changed_since)?,
            changes_before: None,
        };
        Ok(Query {
            filter,
            order: self.order()?,
            after: input::given(&self.after),
            limit: self.limit.unwrap_or(ROWS_PER_PAGE),
            as_of: self.past()?,
        })
    }

    fn order(&self) -> Result<Order, Fault> {
        let known = app::list::sorts::<Filter>()
            .into_iter()
            .map(|(code, _)| code);
        let by = match input::code("sort", &self.sort, known)? {
            Some("due") => Sort::Due,
            Some("light") => Sort::Light,
            Some("lead") => Sort::Lead,
            _ => Sort::No,
        };
        Ok(Order {
            by,
            descending: input::flag("desc", &self.desc)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_query() {
        let asked = Asked {
            light: "red,yellow".into(),
            unit: "a".into(),
            role: "lead".into(),
            sort: "due".into(),
            ..Asked::default()
        };
        let query = asked.query().unwrap();
        assert_eq!(query.filter.colours, ["red", "yellow"]);
        assert_eq!(
            (query.filter.role, query.order.by),
            (UnitRole::Lead, Sort::Due)
        );
        assert_eq!(query.filter.kinds, JUDGED);
    }

    #[test]
    fn a_code_that_is_none_is_named() {
        for wrong in ["light", "role", "kind", "open", "sort", "desc"] {
            let asked: Asked =
                serde_json::from_value(serde_json::json!({ wrong: "blue" })).unwrap();
            assert_eq!(asked.query().unwrap_err().fields[0].field, wrong);
        }
    }

    #[test]
    fn a_day_that_is_none_is_named() {
        let asked = Asked {
            due_before: "soon".into(),
            ..Asked::default()
        };
        assert_eq!(asked.query().unwrap_err().fields[0].field, "due_before");
    }
}
