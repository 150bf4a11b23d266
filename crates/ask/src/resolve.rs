//! From words to one query: everything that is not said once is refused.

use super::lexicon::Token;
use super::span::{check_over, time_of, when_of};
use super::time::Said;
use super::{
    Dictionary, Facet, Filter, Measure, Metric, Narrowing, Note, Order, Query, Refusal, Register,
    Value, Where,
};
use figure::Dimension;
use indicator::Flow;
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
    check_place(&place, metric)?;
    let (order, filter) = order_of(tokens, &place, ranked)?;
    if order.is_some() && !metric.ranked {
        return Err(Refusal::new("not_ranked").with("name", &metric.name));
    }
    check_unit(tokens, metric, measure, place.is_table())?;
    let flow = flow_of(tokens, metric)?;
    let said = time_of(tokens)?;
    let narrowed = narrowed_of(dictionary, tokens, metric, (said, today))?;
    let when = when_of(metric, said, flow, today, &mut notes)?;
    check_over(said, when, (metric, measure), today, &mut notes)?;
    if measure == Measure::Forecast && !of_this_year(said, today) {
        return Err(Refusal::new("forecast_of_year"));
    }
    Ok(Query {
        metric: metric.code.clone(),
        measure,
        when,
        place,
        order,
        filter,
        flow: flow.filter(|f| *f != metric.flow),
        narrowed,
        stated: stated_of(tokens, metric)?,
        notes,
    })
}

/// Whether the year as a whole is meant, or no time.
fn of_this_year(said: Said, today: Date) -> bool {
    match said {
        Said::Latest => true,
        Said::Year(year) | Said::WholeYear(year) => year == today.year(),
        _ => false,
    }
}

/// Errors: `not_by_place`, `not_by_unit`.
fn check_place(place: &Where, metric: &Metric) -> Result<(), Refusal> {
    let (kept, code) = match place {
        Where::Whole => return Ok(()),
        Where::Place(_) | Where::Each => (metric.by_place, "not_by_place"),
        Where::Unit(_) | Where::EachUnit => (metric.by_unit, "not_by_unit"),
    };
    match kept {
        true => Ok(()),
        false => Err(Refusal::new(code).with("name", &metric.name)),
    }
}

/// Conditions, each of another kind. Errors: `narrowed_not_kept`, `one_at_a_time`, `state_not_flow`: a
/// batch or a state is one on a day, so that 10月开工的项目 could mean two numbers.
fn narrowed_of(
    dictionary: &Dictionary,
    tokens: &[Token],
    metric: &Metric,
    (said, today): (Said, Date),
) -> Result<Vec<Narrowing>, Refusal> {
    let mut found: Vec<Narrowing> = vec![];
    for token in tokens {
        let Token::Value(indices) = token else {
            continue;
        };
        let all = indices.iter().filter_map(|i| dictionary.values.get(*i));
        let words = |v: &Value| v.names.first().cloned().unwrap_or_default();
        let name = all.clone().next().map(words).unwrap_or_default();
        let own = |v: &&Value| v.register == metric.register && metric.facets.contains(&v.facet);
        let Some(value) = all.clone().find(own) else {
            return Err(Refusal::new("narrowed_not_kept")
                .with("name", &metric.name)
                .with("words", name));
        };
        let of_day = match said {
            Said::Latest | Said::EndOf(..) => true,
            Said::Year(year) => year == today.year() && value.facet != Facet::Batch,
            Said::One(figure::Period::Day(_)) => true,
            _ => false,
        };
        if !of_day && metric.flow == Flow::Stock {
            return Err(Refusal::new("state_not_flow").with("words", name));
        }
        found.push(Narrowing {
            facet: value.facet,
            code: value.code.clone(),
        });
    }
    found.sort();
    found.dedup();
    match found.windows(2).any(|two| two[0].facet == two[1].facet) {
        true => Err(Refusal::new("one_at_a_time").with("what", found[0].facet.zh())),
        false => Ok(found),
    }
}

/// How many the question says there are. Errors: `one_at_a_time`, `narrowed_not_kept` where the metric is not of
/// things that are counted.
fn stated_of(tokens: &[Token], metric: &Metric) -> Result<Option<u32>, Refusal> {
    let mut all = tokens.iter().filter_map(|token| match token {
        Token::Stated(count) => Some(*count),
        _ => None,
    });
    match (all.next(), all.next()) {
        (Some(_), Some(_)) => Err(Refusal::new("one_at_a_time").with("what", "个数")),
        (Some(count), _) if matches!(metric.register, Register::Indicators | Register::Cases) => {
            Err(Refusal::new("narrowed_not_kept")
                .with("name", &metric.name)
                .with("words", count))
        }
        (first, _) => Ok(first),
    }
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

/// The one metric that is meant. A noun names the register: alone it is what the register counts, beside a
/// short name it says which. Errors: `ambiguous_metric`, `no_such_caliber`, `one_at_a_time`, `short_name`.
fn metric_of<'a>(
    dictionary: &'a Dictionary,
    tokens: &[Token],
    measure: Option<Measure>,
) -> Result<(&'a Metric, Vec<Note>), Refusal> {
    let names = |indices: &[usize]| {
        let names = indices.iter().filter_map(|i| dictionary.metrics.get(*i));
        let names: Vec<_> = names.map(|m| m.name.as_str()).collect();
        names.join("、")
    };
    let mut nouns: Vec<_> = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Noun(register) => Some(*register),
            _ => None,
        })
        .collect();
    nouns.sort();
    nouns.dedup();
    let noun = match nouns.as_slice() {
        [] => None,
        [one] => Some(*one),
        _ => return Err(Refusal::new("one_at_a_time").with("what", "项目、承诺、案件")),
    };
    let of_noun = |index: &usize| {
        let metric = dictionary.metrics.get(*index);
        metric.is_some_and(|m| noun.is_none_or(|noun| m.register == noun))
    };
    let mut named: Vec<Vec<usize>> = vec![];
    for token in tokens {
        match token {
            Token::Metric(indices) => named.push(indices.clone()),
            Token::Short(indices, words) if noun.is_none() => {
                return Err(Refusal::new("short_name")
                    .with("words", words)
                    .with("name", names(&indices[..indices.len().min(3)])));
            }
            Token::Short(indices, _) => named.push(indices.clone()),
            _ => {}
        }
    }
    named.dedup();
    match named.as_slice() {
        [one] => {
            let own: Vec<usize> = one.iter().copied().filter(of_noun).collect();
            match own.as_slice() {
                [index] => Ok((&dictionary.metrics[*index], vec![])),
                [] => Err(Refusal::new("one_at_a_time").with("what", names(one))),
                several => Err(Refusal::new("ambiguous_metric").with("names", names(several))),
            }
        }
        [] => implied(dictionary, noun, measure),
        several => {
            let first: Vec<usize> = several.iter().filter_map(|i| i.first().copied()).collect();
            Err(Refusal::new("one_at_a_time").with("what", names(&first)))
        }
    }
}

/// What a question means that names no metric: the one that stands for its measure, of the register
/// where it names one. Errors: `ambiguous_metric`, `no_such_caliber`.
fn implied(
    dictionary: &Dictionary,
    noun: Option<Register>,
    measure: Option<Measure>,
) -> Result<(&Metric, Vec<Note>), Refusal> {
    let asked = match noun {
        Some(_) => measure.or(Some(Measure::Value)),
        None => measure,
    };
    let stands = |m: &&Metric| {
        noun.is_none_or(|noun| m.register == noun)
            && asked.is_some_and(|asked| m.stands_for.contains(&asked))
            && (noun.is_some() || asked != Some(Measure::Value))
    };
    let found: Vec<&Metric> = dictionary.metrics.iter().filter(stands).collect();
    let notes = match noun {
        Some(_) => vec![],
        None => vec![Note::Implied],
    };
    match found.as_slice() {
        [one] => Ok((one, notes)),
        [] => Err(not_kept(dictionary, noun, measure)),
        several => {
            let names: Vec<&str> = several.iter().map(|m| m.name.as_str()).collect();
            Err(Refusal::new("ambiguous_metric").with("names", names.join("、")))
        }
    }
}

/// Why nothing is meant: the register counts one thing, and not by this measure; or nothing was named.
fn not_kept(dictionary: &Dictionary, noun: Option<Register>, measure: Option<Measure>) -> Refusal {
    let counted = |m: &&Metric| Some(m.register) == noun && m.stands_for.contains(&Measure::Value);
    let counted: Vec<&Metric> = dictionary.metrics.iter().filter(counted).collect();
    match (counted.as_slice(), measure) {
        ([one], Some(measure)) => Refusal::new("measure_not_kept")
            .with("name", &one.name)
            .with("measure", measure.zh()),
        _ => Refusal::new("no_such_caliber").with("words", "未写明指标"),
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
            Token::Office(index) => {
                let unit = dictionary.units.get(*index);
                found.extend(unit.map(|u| Where::Unit(u.code.clone())));
            }
            Token::EachOffice => found.push(Where::EachUnit),
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
        _ => Err(Refusal::new("one_at_a_time").with("what", "地区、单位")),
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
        ([], Some(true)) if place.is_table() => Ok((
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
        ([(largest, count)], _) if place.is_table() => {
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
fn check_unit(
    tokens: &[Token],
    metric: &Metric,
    measure: Measure,
    table: bool,
) -> Result<(), Refusal> {
    let own = figure::unit(&metric.unit).map(|u| u.dimension);
    for token in tokens {
        let Token::Unit(symbol) = token else { continue };
        let asked = figure::unit(symbol).map(|u| u.dimension);
        // 哪几个街道 asks how many places, not in which unit.
        if symbol == "个" && table {
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
