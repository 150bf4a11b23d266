//! From words to one query: everything that is not said once is refused.

use super::lexicon::Token;
use super::time::Said;
use super::{Dictionary, Filter, Measure, Metric, Note, Order, Query, When, Where};
use crate::{Cadence, Flow, Refusal};
use figure::{Dimension, Period};
use jiff::civil::Date;

pub(super) fn resolve(
    dictionary: &Dictionary,
    tokens: &[Token],
    today: Date,
) -> Result<Query, Refusal> {
    if tokens.contains(&Token::Sequential) {
        return Err(Refusal::new("no_sequential"));
    }
    let measure = measure_of(tokens)?;
    let (metric, mut notes) = metric_of(dictionary, tokens, measure)?;
    let measure = measure.unwrap_or(Measure::Value);
    if !metric.measures.contains(&measure) && measure != Measure::Overview {
        return Err(Refusal::new("measure_not_kept")
            .with("name", &metric.name)
            .with("measure", measure.zh()));
    }
    let ranked = tokens.contains(&Token::Rank);
    let place = place_of(dictionary, tokens, ranked)?;
    if place != Where::Whole && !metric.by_place {
        return Err(Refusal::new("not_by_place").with("name", &metric.name));
    }
    let (order, filter) = order_of(tokens, &place, ranked)?;
    check_unit(tokens, metric, measure)?;
    let flow = flow_of(tokens, metric)?;
    let said = time_of(tokens)?;
    let when = when_of(metric, said, flow, today, &mut notes)?;
    check_over(said, when, measure, today)?;
    Ok(Query {
        metric: metric.code.clone(),
        measure,
        when,
        place,
        order,
        filter,
        flow: flow.filter(|f| *f != metric.flow),
        notes,
    })
}

/// One measure at most. A word for the value beside a sharper one (完成…完成率) adds nothing; schedule
/// words said of a side are the same measure.
fn measure_of(tokens: &[Token]) -> Result<Option<Measure>, Refusal> {
    let mut found: Vec<Measure> = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Measure(measure) => Some(*measure),
            Token::Side { .. } => Some(Measure::Ahead),
            _ => None,
        })
        .collect();
    found.sort();
    found.dedup();
    if found.len() > 1 {
        found.retain(|m| !matches!(m, Measure::Value | Measure::Overview));
    }
    // 年度计划完成率 and 距离年度目标还差: the plan is part of the measure.
    if found.len() > 1 {
        let of_plan = [
            Measure::Completion,
            Measure::Gap,
            Measure::Ahead,
            Measure::RunRate,
        ];
        if found.iter().any(|m| of_plan.contains(m)) {
            found.retain(|m| *m != Measure::Plan);
        }
    }
    if found.contains(&Measure::Streak) {
        found.retain(|m| *m != Measure::Growth);
    }
    match found.len() {
        0 | 1 => Ok(found.first().copied()),
        _ => Err(Refusal::new("one_at_a_time").with(
            "what",
            found.iter().map(|m| m.zh()).collect::<Vec<_>>().join("、"),
        )),
    }
}

fn metric_of<'a>(
    dictionary: &'a Dictionary,
    tokens: &[Token],
    measure: Option<Measure>,
) -> Result<(&'a Metric, Vec<Note>), Refusal> {
    let mut named: Vec<&Vec<usize>> = tokens
        .iter()
        .filter_map(|t| match t {
            Token::Metric(indices) => Some(indices),
            _ => None,
        })
        .collect();
    named.dedup();
    let names = |indices: &mut dyn Iterator<Item = usize>| {
        let names = indices.filter_map(|i| dictionary.metrics.get(i).map(|m| m.name.as_str()));
        names.collect::<Vec<_>>().join("、")
    };
    match named.as_slice() {
        [one] => match one.as_slice() {
            [index] => Ok((&dictionary.metrics[*index], vec![])),
            several => {
                let words = names(&mut several.iter().copied());
                Err(Refusal::new("ambiguous_metric").with("names", words))
            }
        },
        [] => {
            let stands = |m: &&Metric| measure.is_some_and(|asked| m.stands_for.contains(&asked));
            let mut implied = dictionary.metrics.iter().filter(stands);
            match (implied.next(), implied.next()) {
                (Some(metric), None) => Ok((metric, vec![Note::Implied])),
                _ => Err(Refusal::new("no_such_caliber").with("words", "未写明指标")),
            }
        }
        several => {
            let words = names(&mut several.iter().filter_map(|i| i.first().copied()));
            Err(Refusal::new("one_at_a_time").with("what", words))
        }
    }
}

fn place_of(dictionary: &Dictionary, tokens: &[Token], ranked: bool) -> Result<Where, Refusal> {
    let mut found = vec![];
    for token in tokens {
        match token {
            Token::Place(index) => {
                let place = dictionary.places.get(*index);
                found.extend(place.map(|p| Where::Place(p.code.clone())));
            }
            Token::Each => found.push(Where::Each),
            Token::Whole => found.push(Where::Whole),
            _ => {}
        }
    }
    // 某街在全区排第几: the district is where it is ranked.
    if ranked && found.len() > 1 {
        found.retain(|w| *w != Where::Whole);
    }
    found.dedup();
    match found.as_slice() {
        [] if ranked => Err(Refusal::new("order_unclear")),
        [] => Ok(Where::Whole),
        [Where::Whole] if ranked => Err(Refusal::new("order_unclear")),
        [one] => Ok(one.clone()),
        _ => Err(Refusal::new("one_at_a_time").with("what", "地区")),
    }
}

fn order_of(
    tokens: &[Token],
    place: &Where,
    ranked: bool,
) -> Result<(Option<Order>, Option<Filter>), Refusal> {
    let mut sides = tokens.iter().filter_map(|t| match t {
        Token::Side { behind } => Some(*behind),
        _ => None,
    });
    let behind = sides.next();
    let extremes: Vec<(bool, u8)> = tokens
        .iter()
        .filter_map(|t| match t {
            Token::Extreme { largest, count } => Some((*largest, *count)),
            _ => None,
        })
        .collect();
    match (extremes.as_slice(), behind) {
        ([], Some(true)) if *place == Where::Each => Ok((
            Some(Order {
                largest_first: false,
                count: None,
            }),
            Some(Filter::Negative),
        )),
        ([], _) if ranked => Ok((
            Some(Order {
                largest_first: true,
                count: None,
            }),
            None,
        )),
        ([], _) => Ok((None, None)),
        ([(largest, count)], _) if *place == Where::Each => {
            let order = Order {
                largest_first: *largest != behind.unwrap_or(false),
                count: Some(*count),
            };
            let filter = behind.filter(|b| *b && *largest).map(|_| Filter::Negative);
            Ok((Some(order), filter))
        }
        _ => Err(Refusal::new("order_unclear")),
    }
}

/// 多少亿元 asks for money; a growth has none. Errors: `unit_differs`.
fn check_unit(tokens: &[Token], metric: &Metric, measure: Measure) -> Result<(), Refusal> {
    let own = figure::unit(&metric.unit).map(|u| u.dimension);
    for token in tokens {
        let Token::Unit(symbol) = token else { continue };
        let asked = figure::unit(symbol).map(|u| u.dimension);
        // 哪几个街道 asks how many places, not in which unit.
        if symbol == "个" && tokens.contains(&Token::Each) {
            continue;
        }
        let fits = match measure {
            Measure::Growth | Measure::Completion | Measure::Share | Measure::TwoYearAverage => {
                asked == Some(Dimension::Share)
            }
            Measure::Ahead | Measure::Contribution => asked == Some(Dimension::Points),
            Measure::Streak => matches!(asked, Some(Dimension::CalendarSpan(_))),
            _ => asked == own,
        };
        if !fits {
            return Err(Refusal::new("unit_differs")
                .with("name", &metric.name)
                .with("measure", measure.zh())
                .with("asked", symbol)
                .with("unit", &metric.unit));
        }
    }
    Ok(())
}

fn flow_of(tokens: &[Token], metric: &Metric) -> Result<Option<Flow>, Refusal> {
    let mut flows = tokens.iter().filter_map(|t| match t {
        Token::Flow(flow) => Some(*flow),
        _ => None,
    });
    let (first, second) = (flows.next(), flows.next());
    if second.is_some() && second != first {
        return Err(Refusal::new("one_at_a_time").with("what", "当期、累计"));
    }
    match first {
        Some(flow) if metric.flow == Flow::Stock => Err(Refusal::new("flow_not_kept")
            .with("name", &metric.name)
            .with("flow", flow.zh())),
        flow => Ok(flow),
    }
}

fn time_of(tokens: &[Token]) -> Result<Said, Refusal> {
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

fn when_of(
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
    match said {
        Said::Latest | Said::Unclear => Ok(When::Latest),
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
            let whole = crate::cadence::months(period).is_some();
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

/// The period of the metric's cadence that ends with a month.
fn up_to_month(metric: &Metric, year: i16, month: i8) -> Option<Period> {
    let end = Date::new(year, month, 1).ok()?.last_of_month();
    let all = metric.cadence.periods_of(year, metric.jan_feb_merged);
    all.into_iter().find(|p| p.last_day() == Some(end))
}

/// What is not over has no figure; plans and estimates are about what is not over.
fn check_over(said: Said, when: When, measure: Measure, today: Date) -> Result<(), Refusal> {
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
        Said::Latest | Said::Unclear => None,
    };
    if begins.is_some_and(|first| first > today) {
        return refuse("period_in_future");
    }
    match period.last_day().is_some_and(|last| last < today) {
        true => Ok(()),
        false => refuse("period_not_over"),
    }
}
