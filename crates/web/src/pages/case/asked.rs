//! What a list of cases was asked for: the address's parameters as a query.

use crate::edge::fault::Fault;
use crate::input;
use app::case::{CaseOrder, CaseSort, Channel, Filter, Phase, Query};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;

/// Rows of one page.
const ROWS_PER_PAGE: usize = 50;
/// By what the list can be sorted; the first is usual.
const SORTS: [&str; 4] = ["reported", "due", "entered", "number"];

/// Parameters of `/cases`. Several codes are separated by commas.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Words in the title, or a number.
    pub q: String,
    /// Case type.
    pub r#type: String,
    /// Phases: `collect,register,dispatch,handle,feedback,verify,confirm,closed,void,suspended`.
    pub phase: String,
    /// Matter code.
    pub matter: String,
    /// Unit that the case concerns in any way.
    pub unit: String,
    /// Unit it is dispatched to.
    pub handler: String,
    /// Subdistrict, by unit code.
    pub subdistrict: String,
    /// Community, by unit code.
    pub community: String,
    /// Grid code.
    pub grid: String,
    /// Channel.
    pub channel: String,
    /// `1`: only open ones; `0`: only ended ones.
    pub open: String,
    /// `1`: only those whose clock ran out.
    pub late: String,
    /// `1`: only those that want attention.
    pub alarmed: String,
    /// First day of the report.
    pub from: String,
    /// Last day of the report.
    pub to: String,
    /// `reported`, `due`, `entered`, `number`.
    pub sort: String,
    /// `1`: the other way round.
    pub desc: String,
    /// Where the last page ended.
    pub after: String,
    /// Rows of a page, for programs.
    pub limit: Option<usize>,
}

impl Asked {
    /// As a query at this instant; a field that cannot be read is named.
    pub fn query(&self, now: jiff::Timestamp) -> Result<Query, Fault> {
        Ok(Query {
            filter: self.filter(now)?,
            order: self.order()?,
            after: input::given(&self.after),
            limit: self.limit.unwrap_or(ROWS_PER_PAGE),
        })
    }

    /// The conditions alone, shared by list, file and map; an order that none has is refused all the same.
    pub fn filter(&self, now: jiff::Timestamp) -> Result<Filter, Fault> {
        self.order()?;
        let words = input::given(&self.q);
        let number = words.as_ref().filter(|w| is_number(w)).cloned();
        let day = |field, text: &str, add: i64| -> Result<Option<i64>, Fault> {
            let day = input::day_or_none(field, text)?;
            Ok(day.map(|d| start_ms(d.saturating_add(add.days()))))
        };
        Ok(Filter {
            types: list(&self.r#type),
            phases: input::codes("phase", &self.phase, Phase::ALL.iter().map(|p| p.code()))?,
            matters: list(&self.matter),
            units: list(&self.unit),
            handlers: list(&self.handler),
            subdistricts: list(&self.subdistrict),
            communities: list(&self.community),
            grids: list(&self.grid),
            channels: input::codes(
                "channel",
                &self.channel,
                Channel::ALL.iter().map(|c| c.code()),
            )?,
            open: input::code("open", &self.open, ["1", "0"])?.map(|open| open == "1"),
            overdue_at: input::flag("late", &self.late)?.then(|| now.as_millisecond()),
            alarmed: input::flag("alarmed", &self.alarmed)?,
            reported_from: day("from", &self.from, 0)?,
            reported_to: day("to", &self.to, 1)?,
            text: words.filter(|_| number.is_none()),
            number,
            ..Filter::default()
        })
    }

    fn order(&self) -> Result<CaseOrder, Fault> {
        let by = match input::code("sort", &self.sort, SORTS)? {
            Some("due") => CaseSort::Due,
            Some("entered") => CaseSort::Entered,
            Some("number") => CaseSort::Number,
            _ => CaseSort::Reported,
        };
        Ok(CaseOrder {
            by,
            reversed: input::flag("desc", &self.desc)?,
        })
    }
}

/// Letters, digits and hyphens with at least six digits: looked up, not searched.
fn is_number(words: &str) -> bool {
    words.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && words.chars().filter(char::is_ascii_digit).count() >= 6
}

fn start_ms(day: Date) -> i64 {
    let zone = TimeZone::fixed(jiff::tz::offset(crate::format::CIVIL_OFFSET_HOURS));
    day.to_zoned(zone)
        .map(|z| z.timestamp().as_millisecond())
        .unwrap_or(i64::MAX)
}

fn list(text: &str) -> Vec<String> {
    text.split(',')
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_query() {
        let asked = Asked {
            q: "CG2026110200001".into(),
            phase: "handle,verify".into(),
            late: "1".into(),
            from: "2026-11-02".into(),
            to: "2026-11-02".into(),
            ..Asked::default()
        };
        let now = "2026-11-23T00:00:00Z".parse().unwrap();
        let query = asked.query(now).unwrap();
        assert_eq!(query.filter.phases, ["handle", "verify"]);
        assert_eq!(query.filter.number.as_deref(), Some("CG2026110200001"));
        assert_eq!(query.filter.overdue_at, Some(now.as_millisecond()));
        let (from, to) = (query.filter.reported_from, query.filter.reported_to);
        assert_eq!(to.unwrap() - from.unwrap(), 24 * 3600 * 1000);
    }

    #[test]
    fn a_day_that_is_none_is_named() {
        let asked = Asked {
            from: "soon".into(),
            ..Asked::default()
        };
        let now = jiff::Timestamp::UNIX_EPOCH;
        assert_eq!(asked.query(now).unwrap_err().fields[0].field, "from");
    }
}
