//! From times as said to the period of a metric, and what is not over yet.

use super::lexicon::Token;
use super::time::Said;
use super::{Measure, Metric, Note, Refusal, When};
use figure::Period;
use indicator::{Cadence, Flow, cadence};
use jiff::civil::Date;

pub(super) fn time_of(tokens: &[Token]) -> Result<Said, Refusal> {
    let mut times: Vec<Said> = tokens
        .iter()
        .filter_map(|t| match t {
            Token::Time(said) => Some(*said),
            _ => None,
        })
        .collect();
    // 今年目前: the year adds nothing to the latest, and the other way round.
    if times.len() > 1 {
        times.retain(|t| *t != Said::Latest);
    }
    times.dedup();
    match times.as_slice() {
        [] => Ok(Said::Latest),
        [Said::Unclear] => Err(Refusal::new("period_unclear")),
        [one] => Ok(*one),
        _ => Err(Refusal::new("two_periods")),
    }
}

pub(super) fn when_of(
    metric: &Metric,
    said: Said,
    flow: Option<Flow>,
    today: Date,
    notes: &mut Vec<Note>,
) -> Result<When, Refusal> {
    let not_kept = || {
        Refusal::new("period_not_kept")
            .with("name", &metric.name)
            .with("cadence", metric.cadence.zh())
    };
    let last_of = |year: i16, month: i8| up_to_month(metric, year, month).ok_or_else(not_kept);
    let cumulative = metric.flow == Flow::Cumulative && flow != Some(Flow::Current);
    let to = |period: Period| match metric.flow {
        Flow::Stock => When::Of(period),
        _ => When::UpTo(period),
    };
    if metric.any_span {
        return any_span(said, today);
    }
    match said {
        Said::Latest | Said::Unclear => Ok(When::Latest),
        Said::EndOf(year, month) => match metric.flow {
            Flow::Stock => Ok(When::Of(last_of(year, month)?)),
            Flow::Cumulative if cumulative => Ok(When::UpTo(last_of(year, month)?)),
            _ => Err(not_kept()),
        },
        Said::Year(year) if year == today.year() && metric.cadence != Cadence::Year => {
            Ok(match metric.flow {
                Flow::Current => When::YearToDate(year),
                _ => When::Latest,
            })
        }
        Said::Year(year) | Said::WholeYear(year) if metric.cadence == Cadence::Year => {
            Ok(When::Of(Period::Year(year)))
        }
        Said::Year(year) | Said::WholeYear(year) => Ok(to(last_of(year, 12)?)),
        Said::Months(year, month) => Ok(to(last_of(year, month)?)),
        Said::Quarters(year, quarter) => Ok(to(last_of(year, quarter * 3)?)),
        Said::One(period) => {
            let end = period.last_day().ok_or_else(not_kept)?;
            let whole = cadence::months(period).is_some();
            if whole && cumulative {
                if matches!(period, Period::Half { half: 2, .. }) {
                    return Err(not_kept());
                }
                if period.first_day().is_some_and(|d| d.month() > 1) {
                    notes.push(Note::CumulativeOnly);
                }
                return Ok(When::UpTo(last_of(end.year(), end.month())?));
            }
            if whole && metric.flow == Flow::Stock {
                notes.push(Note::EndOfPeriod);
                return Ok(When::Of(last_of(end.year(), end.month())?));
            }
            let merged = matches!(period, Period::Month { month, .. } if month <= 2);
            match metric.cadence.holds(period) && !(metric.jan_feb_merged && merged) {
                true => Ok(When::Of(period)),
                false => Err(not_kept()),
            }
        }
    }
}

/// Of what is reckoned for any span: one that is named. Errors: `period_needed`, `period_not_kept`.
fn any_span(said: Said, today: Date) -> Result<When, Refusal> {
    let needed = || Refusal::new("period_needed");
    Ok(match said {
        Said::Latest | Said::Unclear | Said::EndOf(..) => return Err(needed()),
        Said::Year(year) if year == today.year() => When::YearToDate(year),
        Said::Year(year) | Said::WholeYear(year) => When::Of(Period::Year(year)),
        Said::Months(year, month) => When::UpTo(Period::Month { year, month }),
        Said::Quarters(year, quarter) => When::UpTo(Period::Quarter { year, quarter }),
        Said::One(period) => When::Of(period),
    })
}

/// The period of the metric's cadence that ends with a month.
fn up_to_month(metric: &Metric, year: i16, month: i8) -> Option<Period> {
    let end = Date::new(year, month, 1).ok()?.last_of_month();
    let all = metric.cadence.periods_of(year, metric.jan_feb_merged);
    all.into_iter().find(|p| p.last_day() == Some(end))
}

/// What is not over has no figure; plans and estimates are about what is not over, and what is reckoned for
/// any span is given so far.
pub(super) fn check_over(
    said: Said,
    when: When,
    (metric, measure): (&Metric, Measure),
    today: Date,
    notes: &mut Vec<Note>,
) -> Result<(), Refusal> {
    let ahead = [
        Measure::Plan,
        Measure::Forecast,
        Measure::Gap,
        Measure::RunRate,
    ];
    let (When::Of(period) | When::UpTo(period)) = when else {
        return Ok(());
    };
    if ahead.contains(&measure) {
        return Ok(());
    }
    let refuse = |code| Err(Refusal::new(code).with("period", period.to_chinese()));
    let begins = match said {
        Said::One(period) => period.first_day(),
        Said::Year(year)
        | Said::WholeYear(year)
        | Said::Months(year, _)
        | Said::Quarters(year, _) => Period::Year(year).first_day(),
        Said::EndOf(year, month) => Date::new(year, month, 1).ok(),
        Said::Latest | Said::Unclear => None,
    };
    if begins.is_some_and(|first| first > today) {
        return refuse("period_in_future");
    }
    match period.last_day().is_some_and(|last| last < today) {
        true => Ok(()),
        false if metric.any_span => {
            notes.push(Note::SoFar);
            Ok(())
        }
        false => refuse("period_not_over"),
    }
}
