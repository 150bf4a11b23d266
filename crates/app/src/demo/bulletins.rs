//! The illustrative bulletins of the last weeks: the brief of each Monday, agenda and minutes of each meeting, each
//! review that was issued, the monthly report on the third of the next month. What they say is read, not made.

use crate::bulletin::{IssueCmd, draft, issue};
use crate::{Actor, App, Result};
use bulletin::Kind;
use figure::Period;
use indicator::cadence::{before, week_of, xun_of};
use jiff::civil::{Date, Weekday};

/// Where `make demo` serves, so that the files' links lead somewhere.
const BASE: &str = "http://127.0.0.1:8440";
/// The day of a month on which the report of the month before is issued.
const MONTHLY_ON: i8 = 3;

/// What is issued on a day.
pub(super) async fn day(app: &App, office: &Actor, day: Date) -> Result<()> {
    if day.weekday() == Weekday::Monday {
        make(app, office, Kind::Daily, Period::Day(day)).await?;
    }
    if day.weekday() == Weekday::Tuesday {
        make(app, office, Kind::Agenda, week_of(day)).await?;
        make(app, office, Kind::Minutes, week_of(day)).await?;
    }
    if matches!(day.day(), 1 | 11 | 21)
        && let Some(xun) = before(xun_of(day), false)
    {
        make(app, office, Kind::TenDay, xun).await?;
    }
    if day.day() == MONTHLY_ON {
        let last = day.first_of_month().yesterday().unwrap_or(day);
        let month = Period::Month {
            year: last.year(),
            month: last.month(),
        };
        make(app, office, Kind::Monthly, month).await?;
    }
    Ok(())
}

/// Drafts and seals; a meeting that was not held and a review that was not issued have none.
async fn make(app: &App, office: &Actor, kind: Kind, period: Period) -> Result<()> {
    let period = period.to_string();
    let draft = match draft(app, office, (kind, &period), None).await {
        Ok(draft) => draft,
        Err(error) => {
            let none = ["not_frozen", "not_minuted", "review_not_issued"];
            return match none.contains(&error.code()) {
                true => Ok(()),
                false => Err(error),
            };
        }
    };
    if draft.sealed.is_none() {
        let cmd = IssueCmd {
            kind,
            period,
            as_of: None,
            digest: draft.digest,
            base: BASE.to_owned(),
            copies: "各街道办事处，区各有关部门（示例）".to_owned(),
        };
        issue(app, office, cmd).await?;
    }
    Ok(())
}
